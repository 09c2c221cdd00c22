/**
 * Redaction: the only way out for anything that was on the wire.
 *
 * Headers leave by allow-list. Everything else is searched for values whose name says that they are secret, for what looks like
 * a secret, and for texts that are known to be one, also within escapes, percent-encoding, entities and base64. Texts are not
 * parsed: a body that is cut, broken or not what it says is searched like any other. Equal secrets get equal pseudonyms
 * (`<token 1>`), so a reader still sees that two requests used the same one. Redacting a redacted text changes nothing.
 */
import type { Header } from '../exchange.ts';
import { isJson } from '../json-text.ts';
import { base64Text, encodedSegments, percentDecoded, undone } from './encodings.ts';
import { ALLOWED_HEADERS, createNames, isLabelledId, REQUEST_ID_HEADERS, URL_HEADERS } from './names.ts';
import { secretValues } from './pairs.ts';
import { looksCutRandom, looksLikeWords, looksRandom, MIN_RANDOM } from './random.ts';
import { NO_RULES, type RedactionRules } from './rules.ts';
import {
  cards,
  credentials,
  type Find,
  isMarked,
  licenceKeys,
  mailAddresses,
  markedKeys,
  networkAddresses,
  privateKeys,
} from './shapes.ts';

/** One secret that was found, in the order in which they were found. */
export interface Hidden {
  /** What stands in its place before a dialect escapes it, e.g. `<token 1>`. */
  readonly pseudonym: string;
  /** What it was taken for: `token`, `e-mail`, `card number`, … */
  readonly kind: string;
  /** The secret itself, for a preview on this machine and for nothing else. */
  readonly value: string;
  /** How often it was found. */
  readonly count: number;
}

/** How much of what was found comes out. */
export type Disclosure =
  /** Nothing but the secrets behind these pseudonyms, which the user chose to show in this copy. */
  | { readonly kind: 'redacted'; readonly shown: ReadonlySet<string> }
  /** Everything, as it was on the wire. */
  | { readonly kind: 'raw' };

export const REDACTED: Disclosure = { kind: 'redacted', shown: new Set() };

export interface Redactor {
  /** Everything comes out as it was. */
  readonly isRaw: boolean;
  /** An address without userinfo, secret query and fragment values, token-like path segments and host labels. */
  url(url: string): string;
  /** A header as it may be shown; the name always survives. */
  header(header: Header): Header;
  /** A body in its own layout; JSON stays JSON. `isCut`: its end is missing, so its last word may be the beginning of a secret. */
  body(text: string, mimeType: string, isCut?: boolean): string;
  /** Free text: whatever looks like a secret goes. */
  text(text: string): string;
  /** The secrets found so far, those that are shown included. */
  hidden(): readonly Hidden[];
  /** How many places have been hidden so far, repeats included and what is shown left out. */
  count(): number;
}

export interface RedactorOptions {
  readonly rules?: RedactionRules;
  readonly disclosure?: Disclosure;
  /** Leave host names whole: for a reader who has the recording anyway and must find the entry in it. */
  readonly keepHosts?: boolean;
  /** What comes out is parsed again: addresses with pseudonyms in them stay addresses. */
  readonly forFile?: boolean;
}

/** A run that could be a random secret or base64; what it is, its letters decide. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}/g;
/** The same where a user's own text may hide in base64: three characters are four in base64. */
const SHORT_RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{4,}={0,2}/g;
/** A word that a cut ended, ours or a server's. */
const CUT = /([A-Za-z0-9+/_=.~-]{4,})(?=…)/g;

/** A sentence of three words and more with its full stop, as a server writes about a value; nobody's password. */
const SENTENCE = /^[A-Z][a-z]*(?: [A-Za-z]?[a-z'’-]+,?){2,40}\.$/;

const PSEUDONYM = /<[a-z][a-z -]{0,40} \d{1,9}>/g;
const WHOLE_PSEUDONYM = /^<[a-z][a-z -]{0,40} \d{1,9}>$/;

/** Encodings within encodings that are undone; what is wrapped deeper goes as a whole. */
const MAX_LAYERS = 6;
/** Secrets known by their name that are looked for everywhere else; the first found stay. */
const MAX_LEARNED = 100;
/** A shorter secret is looked for nowhere else: it may be any word. */
const MIN_LEARNED = 8;
/** Longest text of an address without a scheme (a `data:` address holds its content), in characters. */
const MAX_OPAQUE = 4_096;

/** Lets everything through, for a copy that the user asked for in so many words. */
const RAW: Redactor = {
  isRaw: true,
  url: (url) => url,
  header: (header) => header,
  body: (text) => text,
  text: (text) => text,
  hidden: () => [],
  count: () => 0,
};

/** Opens a redactor for one report: its pseudonyms are stable within it and mean nothing outside. */
export function createRedactor({
  keepHosts = false,
  forFile = false,
  rules = NO_RULES,
  disclosure = REDACTED,
}: RedactorOptions = {}): Redactor {
  if (disclosure.kind === 'raw') return RAW;
  const { shown } = disclosure;
  const found = new Map<string, Hidden>();
  const secretOf = new Map<string, string>();
  const numbers = new Map<string, number>();
  const learned = new Set<string>();
  const names = createNames(rules.keys);
  const ruledHeaders = new Set(rules.headers.map((name) => name.toLowerCase()));
  // The longest first: one text may be the beginning of another.
  const literals = [...rules.literals].sort((a, b) => b.length - a.length);

  function hide(secret: string, kind: string): string {
    if (WHOLE_PSEUDONYM.test(secret)) return secret;
    const known = found.get(secret);
    const pseudonym = known?.pseudonym ?? newPseudonym(kind);
    found.set(secret, { pseudonym, kind, value: secret, ...known, count: (known?.count ?? 0) + 1 });
    secretOf.set(pseudonym, secret);
    return pseudonym;
  }

  function newPseudonym(kind: string): string {
    const n = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, n);
    return `<${kind} ${n}>`;
  }

  /**
   * Hides a value for its name; where that makes it a secret, the same text from now on wherever else it stands. The scheme of
   * credentials stays.
   */
  function hideNamed(value: string, kind = 'token', isSecret = true): string {
    if (isSpent(value)) return value;
    const scheme = /^\s*(?:Bearer|Basic|Digest|Negotiate|NTLM|Token|ApiKey)\s+(?=\S)/i.exec(value)?.[0] ?? '';
    const secret = value.slice(scheme.length);
    // A plain word stands in many places that have nothing to do with it.
    const isTelling = isSecret && secret.length >= MIN_LEARNED && !/^[A-Za-z]?[a-z]*(?:[ _-][a-z]+)*$/.test(secret);
    if (isTelling && learned.size < MAX_LEARNED) learned.add(secret);
    return scheme + hide(secret, kind);
  }

  /** What has been hidden already, maybe after the name of a scheme. */
  function isSpent(value: string): boolean {
    return value.includes('<') && !/[A-Za-z0-9]/.test(value.replace(PSEUDONYM, '').replace(/^\s*[A-Za-z]+ /, ''));
  }

  /** All that is to be found in a text of any kind. `layer`: how many encodings it stood in. */
  function clean(text: string, layer = 0): string {
    let out = withoutKnown(text);
    out = withoutNamed(out);
    if (out.includes('://')) out = withoutAddresses(out, layer);
    out = withoutEncoded(out, layer);
    return withoutShapes(out, layer);
  }

  function withoutKnown(text: string): string {
    let out = text;
    for (const literal of literals)
      if (out.includes(literal)) out = out.replaceAll(literal, () => hide(literal, 'text'));
    for (const secret of learned) if (out.includes(secret)) out = out.replaceAll(secret, () => hide(secret, 'token'));
    return out;
  }

  function withoutNamed(text: string): string {
    const values = secretValues(text, names);
    if (values.length === 0) return text;
    return spliced(text, values, ({ start, end, isBare, maySay }) => {
      const raw = text.slice(start, end);
      if (maySay && SENTENCE.test(raw)) return raw;
      const put = hideNamed(raw.includes('\\') ? undone(raw) : raw);
      return isBare ? `"${put}"` : put;
    });
  }

  function withoutAddresses(text: string, layer: number): string {
    return spliced(text, addressesIn(text), ({ start, end }) => redactUrl(text.slice(start, end), layer));
  }

  function withoutEncoded(text: string, layer: number): string {
    const changed: (Find & { readonly put: string })[] = [];
    for (const { start, end } of encodedSegments(text, text.includes('PRIVATE KEY'))) {
      const raw = text.slice(start, end);
      const put = layer >= MAX_LAYERS ? hide(raw, 'text') : decodedAndClean(raw, layer);
      if (put !== undefined) changed.push({ start, end, kind: '', put });
    }
    return changed.length === 0 ? text : spliced(text, changed, ({ put }) => put);
  }

  /** The plain text with its secrets hidden, escaped again where it was escaped; undefined where there is none to hide. */
  function decodedAndClean(raw: string, layer: number): string | undefined {
    const plain = undone(raw);
    if (plain === raw) return undefined;
    const cleaned = clean(plain, layer + 1);
    if (cleaned === plain) return undefined;
    return raw.includes('\\') ? JSON.stringify(cleaned).slice(1, -1) : cleaned;
  }

  function withoutShapes(text: string, layer: number): string {
    const finds: Find[] = [];
    privateKeys(text, finds);
    markedKeys(text, finds);
    credentials(text, finds);
    mailAddresses(text, finds);
    licenceKeys(text, finds);
    cards(text, finds);
    if (rules.hideAddresses) networkAddresses(text, finds);
    for (const { index, 0: run } of text.matchAll(literals.length > 0 ? SHORT_RUN : RUN)) {
      const inside = contentOf(run, layer);
      if (inside === 'secret') finds.push({ start: index, end: index + run.length, kind: 'token' });
      else if (inside !== 'harmless') randomIn(text, index, run, finds);
    }
    if (text.includes('…')) cutSecrets(text, finds);
    return finds.length === 0
      ? text
      : spliced(text, finds, ({ start, end, kind }) => hide(text.slice(start, end), kind));
  }

  /** What a run holds if it is base64: JSON that is read like any other, another text that may hold a secret, or nobody knows what. */
  function contentOf(run: string, layer: number): 'secret' | 'harmless' | undefined {
    if (layer >= MAX_LAYERS || (literals.length === 0 && !(/[a-z]/.test(run) && /[A-Z]/.test(run)))) return undefined;
    const plain = base64Text(run);
    if (plain === undefined) return undefined;
    if (clean(plain, layer + 1) !== plain) return 'secret';
    return isJson(plain) ? 'harmless' : undefined;
  }

  function redactUrl(whole: string, layer = 0): string {
    const url = withoutKnown(whole);
    const scheme = /^([a-z][a-z0-9+.-]{0,30}):\/\//i.exec(url);
    if (!scheme) return clean(url.length > MAX_OPAQUE ? `${url.slice(0, MAX_OPAQUE)}…` : url, layer);
    const rest = url.slice(scheme[0].length);
    const [beforeHash, fragment] = halves(rest, '#');
    const [address, query] = halves(beforeHash, '?');
    const slash = address.indexOf('/');
    const authority = slash < 0 ? address : address.slice(0, slash);
    const path = slash < 0 ? '' : address.slice(slash);
    return [
      scheme[0],
      redactAuthority(authority, layer),
      redactPath(path, layer),
      query === undefined ? '' : `?${redactPairs(query, layer)}`,
      fragment === undefined ? '' : `#${redactFragment(fragment, layer)}`,
    ].join('');
  }

  /** The fragment of a page's own router may hold a path and a query. */
  function redactFragment(fragment: string, layer: number): string {
    const [path = '', query] = halves(fragment, '?');
    if (query !== undefined) return `${redactEncoded(path, layer)}?${redactPairs(query, layer)}`;
    return fragment.includes('=') ? redactPairs(fragment, layer) : redactEncoded(fragment, layer);
  }

  function redactAuthority(authority: string, layer: number): string {
    const at = authority.lastIndexOf('@');
    const userinfo = at < 0 ? '' : `${hideNamed(percentDecoded(authority.slice(0, at)), 'credentials')}@`;
    const whole = authority.slice(at + 1);
    const host = keepHosts ? whole : withoutShapes(whole, layer);
    return userinfo + (forFile ? host.replace(PSEUDONYM, hostLabel) : host);
  }

  /** Segment by segment, then whole, since base64 has slashes. */
  function redactPath(path: string, layer: number): string {
    const segments = path.split('/').map((segment) => redactEncoded(segment, layer));
    return withoutShapes(segments.join('/'), layer);
  }

  /** A `key=value&…` string: the values of secret names go, the others are looked at. */
  function redactPairs(pairs: string, layer = 0): string {
    return pairs
      .split('&')
      .map((pair) => {
        const eq = pair.indexOf('=');
        if (eq < 0) return redactEncoded(pair, layer);
        const key = pair.slice(0, eq);
        const value = pair.slice(eq + 1);
        if (value === '') return redactEncoded(key, layer) + pair.slice(eq);
        const isSecret = names.isSecretInAddress(formDecoded(key));
        return `${redactEncoded(key, layer)}=${isSecret ? hideNamed(formDecoded(value)) : redactEncoded(value, layer, key)}`;
      })
      .join('&');
  }

  /**
   * Percent-encoding must not hide a secret: what is found in the decoded text is shown decoded, the rest stays as it was.
   * A plus sign is one, as in base64, or a space, as in a form. `key` tells whether the value is an id.
   */
  function redactEncoded(text: string, layer: number, key = ''): string {
    if (text.length < 3) return text;
    const label = key === '' ? '' : `${key}=`;
    const plain = percentDecoded(text);
    const cleaned = clean(label + plain, layer).slice(label.length);
    if (cleaned !== plain) return cleaned;
    if (!text.includes('+')) return text;
    const spaced = formDecoded(text);
    const again = clean(spaced, layer);
    return again === spaced ? text : again;
  }

  /** Names and attributes of cookies stay, their values go (RFC 6265 sections 4.1.1 and 4.2.1). */
  function redactCookies(cookies: string): string {
    return cookies
      .split(';')
      .map((pair, i) => {
        if (i > 0 && COOKIE_ATTRIBUTE.test(pair)) return clean(pair);
        const value = pair.slice(pair.indexOf('=') + 1);
        return value.trim() === ''
          ? pair
          : clean(pair.slice(0, pair.length - value.length)) + hideNamed(value, 'cookie');
      })
      .join(';');
  }

  /** Subprotocols by their names; pages also smuggle credentials in here, since a socket takes no headers of theirs. */
  function redactProtocols(protocols: string): string {
    return protocols
      .split(',')
      .map((one) =>
        one.split(/[.\s_-]+/).every((part) => PROTOCOL_PART.test(part)) ? clean(one) : hideNamed(one, 'token', false),
      )
      .join(',');
  }

  /** What stands for secrets in a finished text: those that are shown come back. `written` gives a secret in the way of the text. */
  function finished(text: string, written: (secret: string) => string = (secret) => secret): string {
    if (shown.size === 0) return text;
    return text.replace(PSEUDONYM, (pseudonym) => {
      const secret = shown.has(pseudonym) ? secretOf.get(pseudonym) : undefined;
      return secret === undefined ? pseudonym : written(secret);
    });
  }

  function finishedUrl(url: string): string {
    return forFile ? url.replace(PSEUDONYM, encodeURIComponent) : finished(url);
  }

  function redactBody(text: string, mimeType: string): string {
    if (mimeType.toLowerCase().startsWith('application/x-www-form-urlencoded') || looksLikeForm(text)) {
      return finished(redactPairs(text), encodeURIComponent);
    }
    if (!isJson(text)) return finished(clean(text));
    return finished(clean(withoutNumbers(text)), (secret) => JSON.stringify(secret).slice(1, -1));
  }

  /** Numbers of JSON that are secrets become strings, so that it stays JSON. */
  function withoutNumbers(json: string): string {
    if (literals.length === 0 && !/\d{13}/.test(json)) return json;
    return json.replace(STRING_OR_NUMBER, (token) => {
      if (token.startsWith('"')) return token;
      const cleaned = withoutShapes(withoutKnown(token), 0);
      return cleaned === token ? token : `"${cleaned}"`;
    });
  }

  return {
    isRaw: false,
    url: (url) => finishedUrl(redactUrl(url)),
    text: (text) => finished(clean(text)),
    hidden: () => [...found.values()],
    count() {
      let sum = 0;
      for (const { pseudonym, count } of found.values()) if (!shown.has(pseudonym)) sum += count;
      return sum;
    },
    header({ name, value }) {
      const lower = name.toLowerCase();
      const plainName = finished(clean(name));
      if (!ruledHeaders.has(lower)) {
        if (URL_HEADERS.has(lower)) return { name: plainName, value: finishedUrl(redactUrl(value)) };
        if (lower === PROTOCOL_HEADER) return { name: plainName, value: finished(redactProtocols(value)) };
        if (lower === 'host') return { name: plainName, value: finished(redactAuthority(value, 0)) };
        if (isRequestId(lower, value)) return { name: plainName, value: finished(withoutMarked(value)) };
        if (ALLOWED_HEADERS.has(lower)) return { name: plainName, value: finished(clean(value)) };
      }
      if (!ruledHeaders.has(lower) && (lower === 'cookie' || lower === 'set-cookie'))
        return { name: plainName, value: finished(redactCookies(value)) };
      const kind = lower.includes('authorization') ? 'token' : 'value';
      return {
        name: plainName,
        value: value.trim() === '' ? value : finished(hideNamed(value, kind, names.isSecret(name))),
      };
    },
    body: (text, mimeType, isCut = false) => redactBody(isCut ? `${withoutLastWord(text)}…` : text, mimeType),
  };

  /** Of a request id only what can not be one goes. */
  function withoutMarked(text: string): string {
    const known = withoutKnown(text);
    const finds: Find[] = [];
    markedKeys(known, finds);
    mailAddresses(known, finds);
    return spliced(known, finds, ({ start, end, kind }) => hide(known.slice(start, end), kind));
  }
}

/** A string, or a number, of valid JSON. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

const ID_HEADERS: ReadonlySet<string> = new Set(REQUEST_ID_HEADERS);

function isRequestId(header: string, value: string): boolean {
  if (!ID_HEADERS.has(header) || value.length > 200) return false;
  return MARKED_ID.test(value) || value.split(/[^A-Za-z0-9]+/).every((part) => REQUEST_ID_PART.test(part));
}

/** One part of a request id: hexadecimal, upper-case letters and digits, or too short to be anything else. */
const REQUEST_ID_PART = /^(?:[0-9a-f]*|[0-9A-Z]*|[A-Za-z0-9]{1,19})$/;
/** An id that says so (`req_011CSHoEeqs5C35K2UUqR7Fy`). */
const MARKED_ID = /^(?:req|request|trace)[-_][A-Za-z0-9]{8,32}$/;

/** A path or topic is judged level by level: its words and ids stay readable, a token among them does not. */
function randomIn(text: string, start: number, run: string, finds: Find[]): void {
  if (run.length < MIN_RANDOM) return;
  if (run.startsWith('/') && !isPath(run.split('/'))) {
    randomIn(text, start + 1, run.slice(1), finds);
    return;
  }
  const levels = run.split('/');
  if (levels.length > 1 && isPath(levels)) {
    let at = start;
    for (const level of levels) {
      randomIn(text, at, level, finds);
      at += level.length + 1;
    }
    return;
  }
  if (!looksRandom(run) || isLabelledId(text, start, run)) return;
  // A word before a token says what it is, and is no part of it.
  const prefix = /^(?:[a-z]{2,12}[-_]){1,3}(?=[A-Za-z0-9]{20,}$)/.exec(run)?.[0].length ?? 0;
  if (isLabelledId(text, start, run.slice(prefix))) return;
  finds.push({ start: start + prefix, end: start + run.length, kind: 'token' });
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Random base64 has slashes too, but no UUIDs between them, and hardly ever words at every second place. */
function isPath(levels: readonly string[]): boolean {
  const words = levels.filter((level) => /^[a-z][a-z-]{2,}$|^v\d$/.test(level));
  const isRooted = levels[0] === '' && words.length > 0;
  const isMany = (isRooted || words.length > 1) && words.length * 2 >= levels.length - 1;
  return (isMany && looksLikeWords(words)) || levels.some((level) => UUID.test(level));
}

/** What a cut left of a token: a beginning that gives it away, or letters and digits that make no word. */
function cutSecrets(text: string, finds: Find[]): void {
  for (const { index, 0: run } of text.matchAll(CUT)) {
    if (!/[-_]$/.test(run) && (isMarked(run) || looksCutRandom(run)))
      finds.push({ start: index, end: index + run.length, kind: 'token' });
  }
}

/** A cut may have left the beginning of a secret: everything back to what ends a word goes. */
function withoutLastWord(text: string): string {
  let end = text.length;
  while (end > 0 && !' \n\r\t"\'<>{}[](),;:&='.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

const PROTOCOL_HEADER = 'sec-websocket-protocol';
/** A word or a version in the name of a subprotocol: `graphql-transport-ws`, `v12.stomp`, `mqttv3.1`. */
const PROTOCOL_PART = /^(?:[A-Za-z]{0,20}\d{0,2})$/;

const COOKIE_ATTRIBUTE =
  /^\s*(?:(?:path|domain|expires|max-age|samesite|priority)=|(?:secure|httponly|partitioned)\s*$)/i;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The text with something put in the place of each stretch. Of stretches within others only the outer one counts; where two overlap,
 * both are taken together.
 */
function spliced<S extends Stretch>(text: string, stretches: readonly S[], put: (stretch: S) => string): string {
  const sorted = [...stretches].sort((a, b) => a.start - b.start || b.end - a.end);
  const outer: S[] = [];
  for (const stretch of sorted) {
    const last = outer.at(-1);
    if (!last || stretch.start >= last.end) outer.push(stretch);
    else if (stretch.end > last.end) outer[outer.length - 1] = { ...last, end: stretch.end };
  }
  let out = '';
  let end = 0;
  for (const stretch of outer) {
    out += text.slice(end, stretch.start) + put(stretch);
    end = stretch.end;
  }
  return out + text.slice(end);
}

const ADDRESS_REST = /[^\s"'<>\\^`{|}]*/y;
/** Longest scheme that is looked for, as in address.ts. */
const MAX_SCHEME = 32;

/** Addresses with a scheme and `//` in a text. */
function addressesIn(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    let start = at;
    while (start > 0 && at - start < MAX_SCHEME && /[A-Za-z0-9+.-]/.test(text[start - 1] ?? '')) start--;
    if (start === at) continue;
    ADDRESS_REST.lastIndex = at;
    const end = at + (ADDRESS_REST.exec(text)?.[0].length ?? 0);
    found.push({ start, end });
    at = Math.max(at, end - 3);
  }
  return found;
}

function halves(text: string, sign: string): readonly [string, string | undefined] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** A value of a form (URL standard, application/x-www-form-urlencoded). */
function formDecoded(text: string): string {
  return percentDecoded(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** `name=value&…` without any white space. */
function looksLikeForm(text: string): boolean {
  return /^[\w.%+[\]~-]{1,100}=(?!=)\S*$/.test(text);
}

/** A pseudonym as a label of a host name: parsers refuse angle brackets there (URL standard, forbidden host code points). */
function hostLabel(pseudonym: string): string {
  return `hidden-${pseudonym.slice(1, -1).replaceAll(' ', '-')}`;
}
