/**
 * The schema of a family as JSON Schema (draft 2020-12), for editors: `public/family.schema.json`, made from the schema that
 * the catalogue itself checks documents with. `npm run packs` writes it. What one part says of another is not in it.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { FamilySchema } from '../lib/catalog/schema.ts';

export const SCHEMA_FILE = new URL('../public/family.schema.json', import.meta.url);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** What of a schema is read here, whatever its kind. */
interface Schema {
  readonly kind: 'schema';
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly items?: readonly Schema[];
  readonly item?: Schema;
  readonly value?: Schema;
  readonly wrapped?: Schema;
  readonly options?: readonly (Schema | string)[];
  readonly literal?: Json;
  readonly getter?: (input: unknown) => Schema;
  readonly pipe?: readonly (Schema | Action)[];
}

interface Action {
  readonly kind: 'validation' | 'transformation' | 'metadata';
  readonly type: string;
  readonly requirement?: unknown;
}

/** Lists and texts share the name of the check on their length. */
const OF_LISTS: Readonly<Record<string, string>> = { maxLength: 'maxItems', minLength: 'minItems' };

/** A choice that depends on the value is asked with one value of each kind. */
const PROBES: readonly unknown[] = ['', [], { is: 0 }, { oneOf: [] }, { equals: '' }, { from: 0 }, { as: 'http' }, {}];

export function familyJsonSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A family of Wire Triage: how the errors of a service look, and what its codes mean',
    ...jsonSchemaOf(FamilySchema as unknown as Schema),
  };
}

function jsonSchemaOf(schema: Schema): JsonObject {
  const actions = (schema.pipe ?? []).filter((part): part is Action => part.kind === 'validation');
  const isList = schema.type === 'array';
  const keywords = actions.flatMap((action) => Object.entries(keywordsOf(action)));
  return {
    ...typeOf(schema),
    ...Object.fromEntries(keywords.map(([name, value]) => [isList ? (OF_LISTS[name] ?? name) : name, value])),
  };
}

function typeOf(schema: Schema): JsonObject {
  switch (schema.type) {
    case 'object_with_rest':
    case 'strict_object':
      return objectOf(Object.entries(schema.entries ?? {}));
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type: schema.type };
    case 'array':
      return { type: 'array', items: jsonSchemaOf(needed(schema.item)) };
    case 'strict_tuple': {
      const items = (schema.items ?? []).map(jsonSchemaOf);
      return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length };
    }
    case 'record':
      return { type: 'object', additionalProperties: jsonSchemaOf(needed(schema.value)) };
    case 'picklist':
      return { enum: (schema.options ?? []).filter((one) => typeof one === 'string') };
    case 'literal':
      return { const: needed(schema.literal) };
    case 'union':
      return anyOf((schema.options ?? []).filter((one) => typeof one !== 'string'));
    case 'lazy':
      return anyOf([...new Set(PROBES.map((probe) => needed(schema.getter)(probe)))]);
    case 'optional':
      return jsonSchemaOf(needed(schema.wrapped));
    default:
      throw new Error(`a schema of type ${schema.type} has no form in JSON Schema yet`);
  }
}

function objectOf(entries: readonly (readonly [string, Schema])[]): JsonObject {
  const required = entries.filter(([, { type }]) => type !== 'optional').map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, member]) => [name, jsonSchemaOf(member)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function anyOf(schemas: readonly Schema[]): JsonObject {
  const forms = schemas.map(jsonSchemaOf);
  return forms.length === 1 ? needed(forms[0]) : { anyOf: forms };
}

/** What a check says in JSON Schema; nothing for one that only code can make. */
function keywordsOf({ type, requirement }: Action): JsonObject {
  switch (type) {
    case 'non_empty':
      return { minLength: 1 };
    case 'min_length':
      return { minLength: Number(requirement) };
    case 'max_length':
      return { maxLength: Number(requirement) };
    case 'min_value':
      return { minimum: Number(requirement) };
    case 'max_value':
      return { maximum: Number(requirement) };
    case 'integer':
      return { type: 'integer' };
    case 'regex':
      return requirement instanceof RegExp ? { pattern: requirement.source } : {};
    case 'iso_date':
      return { format: 'date' };
    case 'url':
      return { format: 'uri' };
    case 'starts_with':
      return { pattern: `^${String(requirement)}` };
    default:
      return {};
  }
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the schema has another form than this reader knows');
  return value;
}

export function familySchemaText(): string {
  return `${JSON.stringify(familyJsonSchema(), undefined, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(SCHEMA_FILE, familySchemaText());
}
