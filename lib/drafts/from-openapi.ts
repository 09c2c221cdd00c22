/**
 * Codes of an OpenAPI document, 3.0 or 3.1: descriptions of failing statuses, enums and examples in their schemas, and servers
 * as hosts. References within the document are followed, with a bound, and no others.
 */
import type { Fault } from '../catalog/fault.ts';
import { isHostPattern } from '../catalog/host-pattern.ts';
import { type DraftCode, type DraftSource, MAX_READ_CODES } from './draft.ts';
import { htmlWords, listOf, type Members, membersOf, textOf } from './json-members.ts';

/** How deep a schema is followed, references included: no error envelope goes deeper. */
const MAX_DEPTH = 12;
/** Schemas and examples that are looked at in all. */
const MAX_VISITED = 50_000;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Members that hold a code: by their name. */
const CODE_MEMBER = /^(?:code|error|error_?code|err_?code|error_?type|reason|type|status_?code|fault|slug|name|key)$/i;

/** True for a document of that kind. */
export function isOpenApi(document: unknown): boolean {
  const { openapi } = membersOf(document);
  return typeof openapi === 'string' && /^3\.[01]\b/.test(openapi);
}

/** What it tells, or the one fault for which nothing of it is read: a reference that leads back to itself. */
export function sourceOfOpenApi(document: unknown): DraftSource | Fault {
  const root = membersOf(document);
  const info = membersOf(root.info);
  const source = textOf(membersOf(root.externalDocs).url);
  const reader = new Reader(root);
  const codes = reader.codes();
  if (reader.circle !== undefined)
    return { path: reader.circle, expected: 'a reference that leads to something', found: 'one in a circle' };
  return {
    title: textOf(info.title),
    source: source?.startsWith('https://') ? source : undefined,
    hosts: hostsOf(root.servers),
    codes,
  };
}

function hostsOf(servers: unknown): string[] {
  const hosts = listOf(servers).flatMap((server) => {
    const { url, variables } = membersOf(server);
    const filled = textOf(url)?.replace(/\{([^{}]{1,100})\}/g, (_, name: string) => {
      const known = membersOf(variables);
      const { default: value } = membersOf(Object.hasOwn(known, name) ? known[name] : undefined);
      return typeof value === 'string' ? value : '*';
    });
    const host = /^(?:https?|wss?):\/\/([^/:?#]+)/i.exec(filled ?? '')?.[1]?.toLowerCase();
    return host !== undefined && isHostPattern(host) ? [host] : [];
  });
  return [...new Set(hosts)].slice(0, 50);
}

/** One response of one operation. */
interface Place {
  readonly status: string;
  readonly operation: string;
  readonly description: string | undefined;
}

class Reader {
  readonly #root: Members;
  readonly #codes: DraftCode[] = [];
  #visited = 0;
  /** The first reference that leads only to references, and back to itself. */
  circle: string | undefined;

  constructor(root: Members) {
    this.#root = root;
  }

  codes(): DraftCode[] {
    const statuses = new Map<string, Place>();
    for (const [path, item] of Object.entries(membersOf(this.#root.paths))) {
      const methods = membersOf(this.#resolved(item));
      for (const method of METHODS) {
        const operation = membersOf(methods[method]);
        for (const [status, response] of Object.entries(membersOf(operation.responses))) {
          if (!/^(?:[3-9]\d\d|[45]XX|default)$/i.test(status) || this.#codes.length >= MAX_READ_CODES) continue;
          const found = membersOf(this.#resolved(response));
          const described = textOf(found.description);
          const place: Place = {
            status,
            operation: textOf(operation.operationId) ?? `${method.toUpperCase()} ${path}`,
            description: described === undefined ? undefined : htmlWords(described),
          };
          if (/^[4-9]\d\d$/.test(status) && !statuses.has(status)) statuses.set(status, place);
          this.#readContent(membersOf(found.content), place);
        }
      }
    }
    return [...this.#codes, ...[...statuses.values()].map(codeOfStatus)];
  }

  #readContent(content: Members, place: Place): void {
    for (const media of Object.values(content)) {
      const { schema, example, examples } = membersOf(media);
      this.#readSchema(schema, place, '', MAX_DEPTH);
      this.#readExample(example, place, MAX_DEPTH);
      for (const one of Object.values(membersOf(examples))) {
        const { value, summary, description } = membersOf(this.#resolved(one));
        const said = textOf(description) ?? textOf(summary);
        this.#readExample(value, said === undefined ? place : { ...place, description: htmlWords(said) }, MAX_DEPTH);
      }
    }
  }

  /** Enums, constants and examples of members that hold a code. */
  #readSchema(schema: unknown, place: Place, name: string, depth: number): void {
    if (depth <= 0 || ++this.#visited > MAX_VISITED) return;
    const found = membersOf(this.#resolved(schema));
    if (CODE_MEMBER.test(name)) {
      const words = listOf(found['x-enum-descriptions'] ?? found['x-enumDescriptions']);
      for (const [i, value] of listOf(found.enum).entries())
        this.#add(value, place, textOf(words[i]) ?? textOf(found.description));
      if (found.const !== undefined) this.#add(found.const, place, textOf(found.description));
      else if (found.enum === undefined) {
        for (const value of [found.example, ...listOf(found.examples)]) this.#add(value, place, undefined);
      }
    }
    if (name === '') this.#readExample(found.example, place, depth - 1);
    for (const [key, member] of Object.entries(membersOf(found.properties)))
      this.#readSchema(member, place, key, depth - 1);
    for (const part of [...listOf(found.allOf), ...listOf(found.oneOf), ...listOf(found.anyOf)])
      this.#readSchema(part, place, name, depth - 1);
    if (found.items !== undefined) this.#readSchema(found.items, place, name, depth - 1);
  }

  #readExample(value: unknown, place: Place, depth: number): void {
    if (depth <= 0 || typeof value !== 'object' || value === null || ++this.#visited > MAX_VISITED) return;
    const message = textOf(membersOf(value).message) ?? textOf(membersOf(value).detail);
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === 'object') this.#readExample(member, place, depth - 1);
      else if (CODE_MEMBER.test(key)) this.#add(member, place, message);
    }
  }

  #add(value: unknown, { status, operation, description }: Place, said: string | undefined): void {
    const code = typeof value === 'number' ? String(value) : textOf(value);
    // Of a status that stands in the body again, the status itself says as much.
    if (
      code === undefined ||
      code === status ||
      !/^[\w.:/-]{1,120}$/.test(code) ||
      /^(?:string|object|true|false)$/.test(code)
    )
      return;
    if (this.#codes.length >= MAX_READ_CODES) return;
    this.#codes.push({
      code,
      meaning: said === undefined ? description : htmlWords(said),
      from: [`${operation} ${status}`, description ?? '', said ?? ''].filter((one) => one !== '').join(' · '),
    });
  }

  /** What a reference within the document stands for; undefined for one that leads nowhere, outside or in a circle. */
  #resolved(value: unknown): unknown {
    let found = value;
    const followed = new Set<string>();
    while (followed.size < MAX_DEPTH) {
      const ref = membersOf(found).$ref;
      if (typeof ref !== 'string') return found;
      if (followed.has(ref)) {
        this.circle ??= ref;
        return undefined;
      }
      followed.add(ref);
      found = ref.startsWith('#/') ? this.#at(ref) : undefined;
    }
    return undefined;
  }

  #at(ref: string): unknown {
    let found: unknown = this.#root;
    for (const part of ref.slice(2).split('/').slice(0, MAX_DEPTH)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      found = Object.hasOwn(membersOf(found), key) ? membersOf(found)[key] : undefined;
    }
    return found;
  }
}

function codeOfStatus({ status, operation, description }: Place): DraftCode {
  return {
    code: status,
    name: description !== undefined && description.length <= 80 ? description.replace(/\.$/, '') : undefined,
    meaning: description,
    from: [`${operation} ${status}`, description ?? ''].filter((one) => one !== '').join(' · '),
  };
}
