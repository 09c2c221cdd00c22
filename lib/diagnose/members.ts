/** Reading and testing members of a decoded body by path (`errors.0.message`, `details.*.retryDelay`). */
import type { MemberTest } from '../catalog/schema.ts';

/** How many items of an array or members of an object `*` looks at. A longer list of errors is not more of an error. */
const MAX_ITEMS = 16;

export type Getter = (value: unknown) => unknown;

/** Compiles a path. The getter yields undefined where the path leads nowhere, and never throws. */
export function compilePath(path: string): Getter {
  const keys = path.split('.');
  if (keys.length > 1 || path === '*') return (value) => walk(value, keys, 0);
  // A name that no prototype has can only be the body's own, and asking whether it is costs several times the reading.
  return path in Array.prototype ? (value) => own(value, path) : (value) => member(value, path);
}

function walk(start: unknown, keys: readonly string[], from: number): unknown {
  let value = start;
  for (let i = from; i < keys.length; i++) {
    const key = keys[i] as string;
    if (typeof value !== 'object' || value === null) return undefined;
    if (key === '*') {
      return firstBelow(value, keys, i + 1);
    }
    value = own(value, key);
  }
  return value;
}

/** The first item or member that has the rest of the path. */
function firstBelow(value: object, keys: readonly string[], from: number): unknown {
  let left = MAX_ITEMS;
  for (const key in value) {
    if (left-- === 0) return undefined;
    const found = walk(own(value, key), keys, from);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Own members only: a body must not be able to speak through `constructor` or `__proto__`. */
function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

type Test = (value: unknown, status: number) => boolean;

const TYPES: Record<string, Test> = {
  string: (v) => typeof v === 'string',
  text: (v) => typeof v === 'string' && v.length > 0,
  number: (v) => typeof v === 'number',
  integer: (v) => Number.isInteger(v),
  boolean: (v) => typeof v === 'boolean',
  object: (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
  array: (v) => Array.isArray(v),
  list: (v) => Array.isArray(v) && v.length > 0,
  null: (v) => v === null,
  any: (v) => v !== undefined,
};

export function compileTest(test: MemberTest): Test {
  if (typeof test === 'string') {
    const optional = test.endsWith('?');
    const known = TYPES[optional ? test.slice(0, -1) : test] ?? (() => false);
    return optional ? (v, s) => v === undefined || v === null || known(v, s) : known;
  }
  if ('is' in test) return (v) => v === test.is;
  if ('oneOf' in test) {
    const values = new Set<unknown>(test.oneOf);
    // Hashing a text from the wire costs more than all else here; most cannot be one of these by their length alone.
    const lengths = new Set(test.oneOf.map((value) => String(value).length));
    return (v) => (typeof v !== 'string' || lengths.has(v.length)) && values.has(v);
  }
  if ('equals' in test) return (v, status) => v === status;
  const { from, to } = test;
  return (v) => Number.isInteger(v) && (v as number) >= from && (v as number) <= to;
}

export type MembersTest = (body: unknown, status: number) => boolean;

/** All members must pass; the first that fails ends it. */
export function compileMembers(members: Readonly<Record<string, MemberTest>>): MembersTest {
  const tests = Object.entries(members).map(([path, test]) => ({ get: compilePath(path), fits: compileTest(test) }));
  return (body, status) => {
    for (const { get, fits } of tests) if (!fits(get(body), status)) return false;
    return true;
  };
}

/** The first member that must be there, as it stands in JSON text: `"Status"`. */
export function firstRequiredKey(members: Readonly<Record<string, MemberTest>>): string | undefined {
  for (const [path, test] of Object.entries(members)) {
    if (typeof test === 'string' && test.endsWith('?')) continue;
    const key = path.split('.').findLast((part) => part !== '*' && !/^\d+$/.test(part));
    if (key) return JSON.stringify(key);
  }
  return undefined;
}
