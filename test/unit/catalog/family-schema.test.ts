import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familyJsonSchema, SCHEMA_FILE } from '../../../build/family-schema.ts';
import { readServicePacks } from '../../../build/service-packs.ts';
import { builtInPacks } from '../../../lib/catalog/index.ts';
import { ACME } from '../../families.ts';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
}

/** As far as the schema of a family goes: the paths where a value does not fit. */
function misfits(value: unknown, schema: Schema, path = ''): string[] {
  if (schema.anyOf) {
    const all = schema.anyOf.map((one) => misfits(value, one, path));
    return all.some((one) => one.length === 0) ? [] : (all[0] ?? []);
  }
  if (schema.enum !== undefined) return (schema.enum as unknown[]).includes(value) ? [] : [path];
  if (schema.const !== undefined) return schema.const === value ? [] : [path];
  switch (schema.type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? misfitsOfObject(value as Record<string, unknown>, schema, path)
        : [path];
    case 'array':
      if (!Array.isArray(value) || value.length < Number(schema.minItems ?? 0)) return [path];
      return value.flatMap((item, i) => misfits(item, schema.items ?? schema.prefixItems?.[i] ?? {}, `${path}.${i}`));
    case 'string':
      return typeof value === 'string' &&
        value.length >= Number(schema.minLength ?? 0) &&
        value.length <= Number(schema.maxLength ?? value.length) &&
        new RegExp(String(schema.pattern ?? '')).test(value)
        ? []
        : [path];
    case 'integer':
      return Number.isInteger(value) ? [] : [path];
    case 'null':
      return value === null ? [] : [path];
    default:
      return schema.type === undefined || typeof value === schema.type ? [] : [path];
  }
}

function misfitsOfObject(value: Record<string, unknown>, schema: Schema, path: string): string[] {
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined).map((name) => `${path}.${name}`);
  const others = Object.entries(value).flatMap(([name, member]) => {
    const known = schema.properties?.[name] ?? schema.additionalProperties;
    return typeof known === 'object' ? misfits(member, known as Schema, `${path}.${name}`) : [`${path}.${name}`];
  });
  return [...missing, ...others];
}

const schema = familyJsonSchema() as unknown as Schema;

it('the published schema is what the catalogue checks documents with; `npm run packs` writes it', () => {
  expect(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'))).toEqual(schema);
});

describe('the published schema', () => {
  it.each([...builtInPacks, ACME].map((pack) => [pack.id, pack] as const))('takes the family %s', (_, pack) => {
    expect(misfits(pack, schema)).toEqual([]);
  });

  it('takes the packs of all services', () => {
    const packs = readServicePacks().map(({ id }) =>
      JSON.parse(readFileSync(new URL(`../../../lib/catalog/packs/services/${id}.json`, import.meta.url), 'utf8')),
    );
    expect(packs.flatMap((pack) => misfits(pack, schema))).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['an id in capitals', { ...ACME, id: 'ACME' }, '.id'],
    ['a member that nobody knows', { ...ACME, colour: 'red' }, '.colour'],
    ['no shapes', { ...ACME, shapes: [] }, '.shapes'],
    ['an address without https', { ...ACME, source: 'ftp://a.example' }, '.source'],
    ['no title', { ...ACME, title: undefined }, '.title'],
    [
      'a test that is none',
      { ...ACME, shapes: [{ ...ACME.shapes[0], body: { decode: 'json', members: { a: 7 } } }] },
      '.shapes.0.body.members.a',
    ],
  ])('refuses %s', (_, document, path) => {
    expect(misfits(document, schema)).toContain(path);
  });
});
