/**
 * The query language of the filter box.
 *
 * Terms are separated by spaces and must all hold: `word`, `"two words"`, `key:value`, `key:"two words"`; a leading `-` negates.
 * Case never counts. A key without a value says nothing yet and is ignored; an unknown key is plain text.
 */
import { channelName, methodOf, statusOf, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import type { Words } from '../words/words.ts';
import type { Healthy } from './log.ts';

/** What a term can look at, all in lower case. A healthy exchange leaves empty what only a diagnosis has. */
interface Subject {
  readonly text: string;
  readonly family: string;
  readonly code: string;
  readonly kind: string;
  readonly method: string;
  readonly domain: string;
  readonly url: string;
  readonly channel: string;
  readonly statusCode: string;
  readonly confidence: string;
  readonly name: string;
}

/** `contains`: anywhere in it. `starts`: the beginning is enough. `pattern`: all of it, `*` standing for any run. */
type Comparison = 'contains' | 'starts' | 'pattern';

export interface FilterKey {
  readonly name: string;
  readonly alias?: string;
  /** One line for help and completion. */
  readonly description: string;
  readonly field: keyof Subject;
  readonly comparison: Comparison;
}

export const FILTER_KEYS: readonly FilterKey[] = [
  { name: 'family', field: 'family', comparison: 'contains', description: 'Id or title of the error family' },
  {
    name: 'code',
    field: 'code',
    comparison: 'pattern',
    description: 'Code as it stands on the wire; 4* for all that begin with 4',
  },
  { name: 'kind', field: 'kind', comparison: 'starts', description: 'temporary, permanent or unknown' },
  { name: 'method', field: 'method', comparison: 'starts', description: 'Request method' },
  {
    name: 'domain',
    field: 'domain',
    comparison: 'pattern',
    description: 'Host name; *.example.com for every name below it',
  },
  { name: 'url', field: 'url', comparison: 'contains', description: 'Part of the address' },
  {
    name: 'channel',
    alias: 'source',
    field: 'channel',
    comparison: 'starts',
    description: 'http, websocket, mqtt, close or handshake',
  },
  {
    name: 'status-code',
    field: 'statusCode',
    comparison: 'pattern',
    description: 'HTTP status; 5* for all that begin with 5',
  },
  { name: 'confidence', field: 'confidence', comparison: 'starts', description: 'certain, likely or possible' },
  { name: 'name', field: 'name', comparison: 'contains', description: 'Part of the name of the diagnosis' },
];

const PLAIN: Pick<FilterKey, 'field' | 'comparison'> = { field: 'text', comparison: 'contains' };

interface Term {
  readonly negated: boolean;
  readonly field: keyof Subject;
  readonly comparison: Comparison;
  /** Lower case, never empty. */
  readonly value: string;
}

export interface Filter {
  readonly terms: readonly Term[];
}

/** More than anybody types; keeps a pasted page from costing anything. */
const MAX_QUERY = 2_000;

/** An optional minus, an optional `key:`, then a quoted phrase (the closing quote may be missing) or a word. */
const TERM = /(-?)(?:([a-z-]+):)?(?:"([^"]*)"?|(\S+))/gi;

/** Reads what stands in the filter box. Every text is a filter; the empty one lets everything through. */
export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  for (const [, minus, prefix, phrase, word] of text.slice(0, MAX_QUERY).toLowerCase().matchAll(TERM)) {
    const given = phrase ?? word ?? '';
    const key = prefix === undefined ? undefined : keyNamed(prefix);
    const value = key || prefix === undefined ? given : `${prefix}:${given}`;
    if (value === '' || isUnfinished(value)) continue;
    const { field, comparison } = key ?? PLAIN;
    terms.push({ negated: minus === '-', field, comparison, value });
  }
  return { terms };
}

function keyNamed(name: string): FilterKey | undefined {
  return FILTER_KEYS.find((key) => key.name === name || key.alias === name);
}

/** A lone minus, or a key whose value has not been typed yet. */
function isUnfinished(word: string): boolean {
  return word === '-' || (word.endsWith(':') && keyNamed(word.slice(0, -1)) !== undefined);
}

export interface Matcher {
  matches(filter: Filter, failure: Failure): boolean;
  /** The same for a healthy exchange. What asks for a diagnosis (`family:`, `kind:`, …) finds none there. */
  matchesHealthy(filter: Filter, healthy: Healthy): boolean;
}

/** @param words so that a search finds what people see. */
export function createMatcher(words: Pick<Words, 'name' | 'meaning' | 'familyTitle'>): Matcher {
  /** Lower-casing ten thousand failures takes longer than searching them, so each is prepared once. */
  const prepared = new WeakMap<object, Subject>();

  function subjectOf<Item extends object>(item: Item, prepare: (item: Item) => Subject): Subject {
    const known = prepared.get(item);
    if (known) return known;
    const subject = prepare(item);
    prepared.set(item, subject);
    return subject;
  }

  const ofFailure = (failure: Failure) => failureSubject(failure, words);

  return {
    matches: (filter, failure) => holds(filter, subjectOf(failure, ofFailure)),
    matchesHealthy: (filter, healthy) => holds(filter, subjectOf(healthy, healthySubject)),
  };
}

function holds({ terms }: Filter, subject: Subject): boolean {
  return terms.every((term) => compare(term, subject[term.field]) !== term.negated);
}

function compare({ comparison, value }: Term, found: string): boolean {
  switch (comparison) {
    case 'contains':
      return found.includes(value);
    case 'starts':
      return found.startsWith(value);
    case 'pattern':
      return found !== '' && matchesPattern(value, found);
  }
}

/** Whole match with `*` for any run of characters, in one pass: each piece is taken where it first fits. */
function matchesPattern(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** Addresses and texts are searched up to here, in characters. */
const MAX_SEARCHED = 8_000;

function failureSubject(
  { exchange, finding }: Failure,
  words: Pick<Words, 'name' | 'meaning' | 'familyTitle'>,
): Subject {
  const url = searchable(urlOf(exchange));
  const topic = exchange.channel === 'mqtt' ? exchange.topic : undefined;
  const { family, code, said, operation } = finding;
  const [name, meaning, title] = [words.name(finding), words.meaning(finding), words.familyTitle(family)];
  return {
    text: [url, family, title, code, name, meaning, said, operation, topic].map(searchable).join('\n'),
    family: searchable(`${family}\n${title}`),
    code: searchable(code),
    kind: finding.permanence,
    method: searchable(methodOf(exchange)),
    domain: domainOf(url),
    url,
    channel: channelName(exchange),
    statusCode: statusText(statusOf(exchange)),
    confidence: finding.confidence,
    name: searchable(name),
  };
}

function healthySubject(healthy: Healthy): Subject {
  const url = searchable(healthy.url);
  const status = statusText(healthy.status);
  return {
    text: `${url}\n${status}`,
    family: '',
    code: status,
    kind: '',
    method: searchable(healthy.method),
    domain: domainOf(url),
    url,
    channel: healthy.channel,
    statusCode: status,
    confidence: '',
    name: '',
  };
}

function searchable(text: string | undefined): string {
  return (text ?? '').slice(0, MAX_SEARCHED).toLowerCase();
}

/** Host name without port; empty where the address has none. */
function domainOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function statusText(status: number): string {
  return status > 0 ? String(status) : '';
}
