/**
 * What is kept of the last success of each endpoint, to see what a failure does differently: names, shapes and salted hashes, never
 * a value. Two equal values have equal hashes in one session and nothing more can be learned from them.
 */
import { withoutFragment, withoutQuery } from '../address.ts';
import { keepNewest } from '../bounded.ts';
import { bodyText } from '../diagnose/body-text.ts';
import type { Difference, DifferencePart } from '../difference.ts';
import { type Exchange, type HttpExchange, header } from '../exchange.ts';
import { weightOf } from './difference-weights.ts';
import { endpointOf } from './endpoint.ts';

/** What a value is: where it stands, and of what kind it is. */
interface Trait {
  readonly part: DifferencePart;
  readonly name: string;
  /** Type of a member, or what kind of text it is; empty where that says nothing. */
  readonly kind: string;
}

/** Requests of one endpoint have the same traits nearly always, so that digests share them. */
export interface Digest {
  readonly traits: readonly Trait[];
  /** One number a trait: the hash of its value, or a size itself. */
  readonly values: readonly number[];
  /** When the bearer token expires, epoch ms; undefined where there is none or it does not say. */
  readonly expires: number | undefined;
}

export interface Digests {
  /** Takes an exchange; of a success the digest replaces that of the one before. */
  take(exchange: Exchange, failed: boolean): void;
  /** Undefined where no success of the endpoint is known. */
  differencesOf(exchange: Exchange): readonly Difference[] | undefined;
  clear(): void;
}

/** Endpoints whose last success is kept; the one that succeeded longest ago goes first. */
const MAX_DIGESTS = 20_000;
/** Traits of one exchange, and characters of a body that is looked at. */
const MAX_TRAITS = 120;
const MAX_BODY = 16_384;
/** How deep members are looked at, and how long a name may be. */
const MAX_DEPTH = 4;
const MAX_NAME = 80;
/** A value this many times as large is another size, from so many characters on. */
const GROWTH = 4;
const MIN_GROWN = 1_000;
/** Differences that are told. */
const MAX_DIFFERENCES = 10;

/** Texts that stand for a value that is missing. */
const MISSING_WORDS = /^(?:undefined|null|nan|none|\[object object\]|(?:bearer|token|basic) (?:undefined|null|nan))$/i;

/** Lists of traits that are shared. */
const MAX_FORMS = 2_000;

export function createDigests({ salt }: { readonly salt: number }): Digests {
  const known = new Map<string, Digest>();
  const forms = new Map<string, readonly Trait[]>();

  /** The same digest with a list of traits that others have, too. */
  function shared(digest: Digest): Digest {
    const key = JSON.stringify(digest.traits);
    const traits = forms.get(key) ?? digest.traits;
    if (forms.size >= MAX_FORMS) forms.clear();
    forms.set(key, traits);
    return { ...digest, traits };
  }

  return {
    take(exchange, failed) {
      if (failed || exchange.channel !== 'http' || exchange.role !== 'plain' || exchange.status === 0) return;
      const digest = shared(digestOf(exchange, salt));
      const endpoint = endpointOf(exchange.method, exchange.url);
      keepNewest(known, siblingsOf(endpoint), digest, MAX_DIGESTS);
      keepNewest(known, endpoint, digest, MAX_DIGESTS);
    },
    differencesOf(exchange) {
      if (exchange.channel !== 'http') return undefined;
      const endpoint = endpointOf(exchange.method, exchange.url);
      const before = known.get(endpoint) ?? known.get(siblingsOf(endpoint));
      return before && compare(before, digestOf(exchange, salt), exchange);
    },
    clear: () => {
      known.clear();
      forms.clear();
    },
  };
}

/** Where names stand for things, as files do, the neighbours are the endpoint. */
function siblingsOf(endpoint: string): string {
  return `${endpoint.slice(0, endpoint.lastIndexOf('/') + 1)}*`;
}

function compare(before: Digest, after: Digest, { status, at }: HttpExchange): Difference[] {
  const earlier = new Map(before.traits.map((trait, i) => [keyOf(trait), { trait, value: before.values[i] ?? 0 }]));
  const found: Difference[] = [];
  const bodyChanged = hashOfPart(before, 'body') !== hashOfPart(after, 'body');
  for (const [i, trait] of after.traits.entries()) {
    const old = earlier.get(keyOf(trait));
    earlier.delete(keyOf(trait));
    const change = old ? changeOf(old, { trait, value: after.values[i] ?? 0 }, bodyChanged) : 'added';
    if (change && !(trait.part === 'size' && change === 'added'))
      found.push({ part: trait.part, name: trait.name, change });
  }
  for (const { trait } of earlier.values())
    if (trait.part !== 'size') found.push({ part: trait.part, name: trait.name, change: 'missing' });
  if (after.expires !== undefined && after.expires <= at)
    found.push({ part: 'token', name: 'authorization', change: 'expired' });
  return found
    .map((difference) => ({ difference, weight: weightOf(difference, status) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_DIFFERENCES)
    .map(({ difference }) => difference);
}

function keyOf({ part, name }: Trait): string {
  return `${part} ${name}`;
}

interface Valued {
  readonly trait: Trait;
  readonly value: number;
}

function changeOf(old: Valued, { trait, value }: Valued, bodyChanged: boolean): Difference['change'] | undefined {
  if (trait.part === 'size') return value >= MIN_GROWN && value > old.value * GROWTH ? 'grown' : undefined;
  if (trait.kind !== old.trait.kind) return 'type';
  if (value !== old.value) return 'changed';
  return trait.part === 'header' && ONE_TIME.has(trait.name) && bodyChanged ? 'reused' : undefined;
}

/** Headers whose value is meant for one request (draft-ietf-httpapi-idempotency-key-header). */
const ONE_TIME: ReadonlySet<string> = new Set(['idempotency-key', 'x-idempotency-key', 'x-nonce']);

function hashOfPart({ traits, values }: Digest, part: DifferencePart): number {
  let hash = 0;
  for (const [i, trait] of traits.entries()) if (trait.part === part) hash = (hash * 31 + (values[i] ?? 0)) | 0;
  return hash;
}

/** Never throws. No value of the exchange can be read off it. */
export function digestOf(exchange: HttpExchange, salt: number): Digest {
  const traits: Trait[] = [];
  const values: number[] = [];
  const put = (part: DifferencePart, name: string, kind: string, value: number) => {
    if (traits.length === MAX_TRAITS) return;
    traits.push({ part, name: name.slice(0, MAX_NAME), kind });
    values.push(value);
  };
  const add: Add = (part, name, value, kind = kindOf(value)) => put(part, name, kind, hashOf(value, salt));
  const { requestHeaders, url, initiator, protocol, viaServiceWorker } = exchange;
  for (const { name, value } of requestHeaders) {
    const lower = name.toLowerCase();
    if (lower === 'cookie') {
      put('size', 'cookie', '', value.length);
      addCookies(value, add);
    } else if (lower === 'content-length') put('size', 'body', '', Number(value) || 0);
    else if (!lower.startsWith(':')) add('header', lower, value);
  }
  for (const [name, value] of parametersOf(url)) add('query', name, value);
  addBody(exchange, add);
  if (initiator) add('initiator', '', `${initiator.url}\n${initiator.line ?? ''}`, '');
  if (protocol !== undefined) add('protocol', '', protocol.toLowerCase(), '');
  add('service-worker', '', String(viaServiceWorker), '');
  return { traits, values, expires: expiryOf(header(requestHeaders, 'authorization')) };
}

type Add = (part: DifferencePart, name: string, value: string, kind?: string) => void;

function addCookies(value: string, add: Add): void {
  for (const pair of value.split(';', MAX_TRAITS)) {
    const equals = pair.indexOf('=');
    if (equals > 0) add('cookie', pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
}

function parametersOf(url: string): [string, string][] {
  const query = withoutFragment(url).slice(withoutQuery(url).length + 1);
  return [...new URLSearchParams(query.slice(0, MAX_BODY))].slice(0, MAX_TRAITS);
}

function addBody({ requestBody }: HttpExchange, add: Add): void {
  const text = bodyText(requestBody);
  if (text === undefined || text === '') return;
  const value = text.length <= MAX_BODY ? parsed(text) : undefined;
  if (typeof value !== 'object' || value === null) add('body', '', text, '');
  else addMembers(value, add);
}

/** Members by path, without recursion. Items of a list share one path: how many there are is no matter of form. */
function addMembers(root: object, add: Add): void {
  const open: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value: root, path: '', depth: 0 },
  ];
  for (let next = open.shift(), seen = 0; next && seen < MAX_TRAITS; next = open.shift(), seen++) {
    const { value, path, depth } = next;
    if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) {
      add('body', path, leafText(value), typeof value === 'string' ? kindOf(value, 'string') : typeof value);
    } else if (Array.isArray(value)) {
      if (value.length > 0) open.push({ value: value[0], path: `${path}[]`, depth: depth + 1 });
    } else {
      for (const [name, member] of Object.entries(value).slice(0, MAX_TRAITS))
        open.push({ value: member, path: path === '' ? name : `${path}.${name}`, depth: depth + 1 });
    }
  }
}

/** A leaf as a text; where the depth ends, a list as a whole. An object of a reply may have a `toString` that is no function. */
function leafText(value: unknown): string {
  const leaves: readonly unknown[] = Array.isArray(value) ? value.flat(MAX_DEPTH) : [value];
  return leaves.map((leaf) => (typeof leaf === 'object' && leaf !== null ? '{}' : String(leaf))).join();
}

/** What kind of text it is, as far as it shows that a value is missing or of another kind. */
function kindOf(text: string, otherwise = 'text'): string {
  if (text === '') return 'empty';
  if (MISSING_WORDS.test(text)) return 'no value';
  return otherwise === 'text' && /^-?\d{1,20}$/.test(text) ? 'digits' : otherwise;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** FNV-1a, salted: cheap, and only ever compared. */
function hashOf(text: string, salt: number): number {
  let hash = (0x811c9dc5 ^ salt) | 0;
  const end = Math.min(text.length, MAX_BODY);
  for (let i = 0; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >> 1;
}

/** The `exp` of a JSON Web Token (RFC 7519 section 4.1.4) in epoch ms. */
function expiryOf(authorization: string | undefined): number | undefined {
  const payload = /^Bearer [\w-]{1,2000}\.([\w-]{1,8000})\./i.exec(authorization ?? '')?.[1];
  if (payload === undefined) return undefined;
  const text = bodyText({
    state: 'read',
    text: payload.replaceAll('-', '+').replaceAll('_', '/'),
    base64: true,
    cut: false,
  });
  const claims = parsed(text ?? '');
  const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
  return typeof exp === 'number' ? exp * 1000 : undefined;
}
