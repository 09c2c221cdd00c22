/** Whether a document is small enough, and plain enough, to be looked at closely. */
import { type Fault, found } from './fault.ts';
import { MAX_ENTRIES } from './schema-pieces.ts';

/** Items of one list: no list of a family may have more. */
const MAX_ITEMS = MAX_ENTRIES;
/** Values in a document, lists and objects included. The largest built-in family has some 4,000. */
const MAX_VALUES = 60_000;
/** Characters of all its texts and member names together. */
const MAX_CHARACTERS = 4_000_000;
/** Of a member's name, a path shows this many characters. */
const MAX_KEY = 100;
/** Levels of lists and objects. A family has six; a cyclic value has any number. */
const MAX_DEPTH = 12;

/** Members that plain objects inherit: what reads them would not read the document. */
const INHERITED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Open {
  readonly value: object;
  /** What holds it, and under which name. Most values have no fault, so that their paths are never written. */
  readonly within: Open | undefined;
  readonly key: string;
  readonly depth: number;
}

/** The first reason to refuse a document unread; undefined for a document of a sane size. Stops as soon as there is one. */
export function sizeFault(document: unknown): Fault | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return { path: '', expected: 'an object', found: found(document) };
  }
  const open: Open[] = [{ value: document, within: undefined, key: '', depth: 1 }];
  let values = 0;
  let characters = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (depth > MAX_DEPTH) return { path: pathOf(next), expected: `at most ${MAX_DEPTH} levels`, found: 'more' };
    if (Array.isArray(value) && value.length > MAX_ITEMS)
      return { path: pathOf(next), expected: `at most ${MAX_ITEMS} items`, found: found(value) };
    for (const key in value) {
      if (INHERITED.has(key)) return { path: pathOf(next, key), expected: 'no such member', found: 'one' };
      const member = (value as Record<string, unknown>)[key];
      characters += typeof member === 'string' ? member.length : 0;
      if (!Array.isArray(value)) characters += key.length;
      if (++values > MAX_VALUES) return tooMany(pathOf(next));
      if (characters > MAX_CHARACTERS) {
        return { path: pathOf(next), expected: `at most ${MAX_CHARACTERS} characters in all`, found: 'more' };
      }
      if (typeof member === 'object' && member !== null) {
        open.push({ value: member, within: next, key, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

/** @param member of it */
function pathOf(open: Open, member?: string): string {
  const keys = member === undefined ? [] : [member];
  for (let at = open; at.within; at = at.within) keys.unshift(at.key);
  return keys.map((key) => key.slice(0, MAX_KEY)).join('.');
}

function tooMany(path: string): Fault {
  return { path, expected: `at most ${MAX_VALUES} values in all`, found: 'more' };
}
