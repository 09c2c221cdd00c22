/** What else a body states: links, the id of the request, a status, a word on repeating, waits. */
import { failingStatus } from './codes.ts';
import { isObject } from './json.ts';
import { cap, MAX_ID, MAX_URL, type RepeatWord, type Stated, type StatedLink, type Where } from './types.ts';
import type { Statement, Walked } from './walk.ts';

/** Links that are kept. */
const MAX_LINKS = 8;

/** An address in a sentence, up to a space or a closing quote or bracket. */
const IN_WORDS = /\bhttps?:\/\/[^\s"'<>()[\]{}|\\^`]{1,2000}/gi;

/** An http or https address as it stands; undefined for anything else, `javascript:` above all. */
export function webAddress(text: string): string | undefined {
  if (text.length > MAX_URL || !/^https?:\/\/[^\s/]/i.test(text)) return undefined;
  try {
    return new URL(text) && text;
  } catch {
    return undefined;
  }
}

/** Links of the body: members that hold an address, then addresses in the server's words. */
export function linksOf({ statements, places }: Walked, said: Stated<string> | undefined): StatedLink[] {
  const links: StatedLink[] = [];
  const add = (url: string | undefined, label: string, where: Where): void => {
    if (url !== undefined && links.length < MAX_LINKS && !links.some((link) => link.url === url))
      links.push({ url, label, where });
  };
  for (const { role, name, value, path, place } of statements) {
    if (typeof value !== 'string' || value.charCodeAt(0) !== 104 /* h */ || !(role === 'link' || name === 'type'))
      continue;
    const description = Object.hasOwn(place.object, 'description') ? place.object.description : undefined;
    const label = name === 'url' && typeof description === 'string' ? description : name;
    add(webAddress(value), cap(label, MAX_ID), { kind: 'member', path });
  }
  // `links` holds its addresses under names of its own: about, help, type …
  for (const { object, path } of places) {
    if (path.at(-1) !== 'links' && path.at(-1) !== '_links') continue;
    for (const name of Object.keys(object).slice(0, MAX_LINKS)) {
      const value = object[name];
      const inner = isObject(value) ? value.href : undefined;
      const at = inner === undefined ? [...path, name] : [...path, name, 'href'];
      const address = inner ?? value;
      if (typeof address === 'string') add(webAddress(address), cap(name, MAX_ID), { kind: 'member', path: at });
    }
  }
  for (const { role, value, path } of statements) {
    if (role === 'message' && typeof value === 'string')
      for (const url of addressesIn(value)) add(url, 'text', { kind: 'member', path });
  }
  if (said) for (const url of addressesIn(said.value)) add(url, 'text', said.where);
  return links;
}

/** The addresses inside a text, without the punctuation that ends their sentence. */
export function addressesIn(text: string): string[] {
  if (!text.includes('://')) return [];
  const found: string[] = [];
  for (const [match] of text.slice(0, MAX_URL * 2).matchAll(IN_WORDS)) {
    const url = webAddress(match.replace(/[.,;:!?…]+$/, ''));
    if (url !== undefined) found.push(url);
  }
  return found;
}

/** The id under which the service keeps this call. */
export function requestIdOf({ statements }: Walked): Stated<string> | undefined {
  let best: Statement | undefined;
  for (const statement of statements) {
    if (statement.role !== 'request-id' || !isId(statement) || isOfRow(statement)) continue;
    if (
      !best ||
      statement.place.depth < best.place.depth ||
      (statement.place.depth === best.place.depth && statement.rank < best.rank)
    ) {
      best = statement;
    }
  }
  return best && { value: String(best.value), where: { kind: 'member', path: best.path } };
}

/** Whether an id stands in one row of what was sent, under a name that only ends as that of a call does: `LinkedTransactionID`. */
function isOfRow({ place, name }: Statement): boolean {
  return (
    place.itemOf !== undefined &&
    !/^(?:x[-_])?(?:request|trace|correlation|transaction)[-_]?id$/i.test(name) &&
    /[a-z]transaction_?id$/i.test(name)
  );
}

/** A smaller number under the name of an event is its kind, and under that of an instance its place. */
const MIN_NUMBER = 100_000;

function isId({ value, name }: Statement): boolean {
  if (typeof value === 'number')
    return Number.isFinite(value) && (value >= MIN_NUMBER || !/^(?:event|instance)/.test(name));
  return typeof value === 'string' && value.length <= MAX_ID && !/\s/.test(value) && !value.startsWith('/');
}

/** The HTTP status that the body gives. */
export function statusOf({ statements }: Walked): Stated<number> | undefined {
  for (const { role, value, path, name } of statements) {
    if (role !== 'status' && name !== 'code' && name !== 'error_code') continue;
    const status = failingStatus(value);
    if (status !== undefined) return { value: status, where: { kind: 'member', path } };
  }
  return undefined;
}

/** The explicit word on repeating. */
export function repeatOf({ statements }: Walked): Stated<RepeatWord> | undefined {
  for (const statement of statements) {
    const word = repeatWord(statement);
    if (word) return { value: word, where: { kind: 'member', path: statement.path } };
  }
  return undefined;
}

const LASTING = /^(?:permanent|persistent|fatal|terminal)$/i;
const PASSING = /^(?:transient|temporary|retryable|short)$/i;

function repeatWord({ role, value }: Statement): RepeatWord | undefined {
  switch (role) {
    case 'repeat-helps':
    case 'repeat-useless': {
      const flag = flagOf(value);
      return flag === undefined ? undefined : flag === (role === 'repeat-helps') ? 'helps' : 'useless';
    }
    case 'durability':
      if (typeof value !== 'string') return undefined;
      return LASTING.test(value) ? 'useless' : PASSING.test(value) ? 'helps' : undefined;
    default:
      return undefined;
  }
}

/** A boolean, or one written as a text. */
export function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'string' ? WRITTEN.get(value) : typeof value === 'boolean' ? value : undefined;
}

const WRITTEN: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE', 'Y', 'YES'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE', 'N', 'NO'].map((text) => [text, false] as const),
]);
