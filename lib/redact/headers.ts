/** Reads headers: by their names, and those that nobody knows by what their values are. */
import { REQUEST_ID_HEADERS } from '../request-id.ts';
import { readAddress, readAuthority } from './address.ts';
import { PERCENT } from './codecs.ts';
import { idShape } from './ids.ts';
import { isMask, isUnset } from './placeholders.ts';
import { isSpent } from './pseudonym.ts';
import { MIN_RANDOM } from './random.ts';
import { type Context, hide, type Reading } from './reading.ts';
import { hideNamed, under } from './secrets.ts';
import { mailAddresses, markedKeys } from './shapes.ts';
import { readFreeText } from './text.ts';
import { isOpaque, isPlain, isSecretValue } from './values.ts';

/** Headers that hold an address. */
const ADDRESSES: ReadonlySet<string> = new Set(
  'location referer content-location origin access-control-allow-origin :path refresh sourcemap x-sourcemap'.split(' '),
);

/** Headers whose values are read as texts: standards define them, or they describe server, browser or connection. */
const TEXTS: ReadonlySet<string> = new Set(
  `accept accept-ch accept-encoding accept-language accept-ranges age allow alt-svc cache-control connection content-disposition content-encoding
  content-language content-length content-range content-security-policy content-security-policy-report-only content-type critical-ch date expect expect-ct
  expires p3p x-content-security-policy x-webkit-csp grpc-message grpc-status-details-bin from if-modified-since if-range if-unmodified-since keep-alive last-modified link nel permissions-policy
  feature-policy powered-by pragma priority public-key-pins public-key-pins-report-only proxy-authenticate proxy-status range referrer-policy report-to reporting-endpoints sec-websocket-extensions sec-websocket-version retry-after server
  server-timing signature-input soapaction strict-transport-security te timing-allow-origin tracestate trailer transfer-encoding upgrade user-agent vary via warning
  www-authenticate baggage deprecation sunset surrogate-key x-cache-key x-timer
  x-cache x-content-type-options x-powered-by x-served-by x-frame-options`.split(/\s+/),
);
const TEXT_NAME =
  /^(?:access-control-|cross-origin-|sec-ch-|sec-fetch-)|rate-?limit|-(?:served-by|api-versions?|supported-versions)$/;

/** Validators of caches (RFC 9110 section 8.8.3): a hash, or whatever a server makes up. */
const TAGS: ReadonlySet<string> = new Set(['etag', 'if-none-match', 'if-match', 'last-event-id']);

/** Longest id that is shown, in characters. */
const MAX_ID = 200;

const IDS: ReadonlySet<string> = new Set(REQUEST_ID_HEADERS);

/** Whether a header holds the id of a request, which a reply may repeat wherever it likes. */
export const isRequestId = (name: string): boolean => IDS.has(name.toLowerCase());

/** Reads the value of a header. `name` in any case; `own`: names that users add, in lower case. */
export function readHeader(
  name: string,
  value: string,
  own: ReadonlySet<string>,
  context: Context,
  out: Reading,
): void {
  const lower = name.toLowerCase();
  if (value.trim() === '' || isSpent(value)) return;
  if (own.has(lower)) hideNamed(out, 0, value.length, { name: lower, class: 'own', kind: 'value' });
  else if (lower === 'cookie' || lower === 'set-cookie') readCookies(value, lower === 'set-cookie', context, out);
  else if (lower === 'sec-websocket-protocol') readProtocols(value, context, out);
  else if (lower === 'host' || lower === ':authority') readAuthority(value, 0, context, out);
  else if (ADDRESSES.has(lower)) readAddress(value, 0, context, out);
  else if (TEXTS.has(lower) || TEXT_NAME.test(lower)) {
    readText(lower, value, context, out);
    if (lower === 'content-disposition') readFileName(value, out);
  } else readByName(lower, value, context, out);
}

/** Settings of a list that has no white space: `secrets=read,issues=write`, which is no form. */
const LIST = /^[\w-]{1,80}=[^\s,&]{0,200}(?:,[\w-]{1,80}=[^\s,&]{0,200}){1,200}$/;

function readText(name: string, value: string, context: Context, out: Reading): void {
  if (MACHINE.test(name) && partsOf(value).every(isName)) context.read(value, 0, under(context, 'host'), out);
  else if (!context.sent && LIST.test(value)) readFreeText(value, 0, under(context, name), out);
  else context.read(value, 0, under(context, name), out);
}

/** A key of some kind, but for those that name what is stored. */
const UNKNOWN_KEY =
  /(?:^|[-_])(?:(?<!(?:idempotency|surrogate|cache|partition|sort|primary|object)[-_])key|auth|nonce)$/;

/** A header that no standard makes readable: its name decides, then its value. */
function readByName(name: string, value: string, context: Context, out: Reading): void {
  const secret = context.names.secret(name) ?? (UNKNOWN_KEY.test(name) ? 'token' : undefined);
  if (secret !== undefined && isSecretValue(secret, value, 'string', secret !== 'contact')) {
    if (secret !== 'token' || !readSigned(name, value, out)) hideNamed(out, 0, value.length, { name, class: secret });
  } else if (secret !== undefined) context.read(value, 0, under(context, name), out);
  else if (IDS.has(name) || context.names.isId(name) || DIGEST.test(name)) readId(value, out);
  else if (!TAGS.has(name) || !isTag(value)) readUnknown(name, value, context, out);
}

/** A moment and signatures, as webhooks have them: `t=1735689600,v1=5f…`. */
const SIGNED = /^(?:[a-z]{1,12}\d?=[\w+/=.-]{1,500}(?:[,;]\s?|$)){2,8}$/;
const MOMENT = /^(?:t|ts|timestamp)=1[5-9]\d{8}(?:\d{3})?$/;

/** Hides each signature behind its name where the moment stands beside them, which stays. */
function readSigned(name: string, value: string, out: Reading): boolean {
  const parts = SIGNED.test(value) ? value.split(/[,;]/) : [];
  if (!parts.some((part) => MOMENT.test(part.trim()))) return false;
  let start = 0;
  for (const part of parts) {
    if (!MOMENT.test(part.trim()))
      hideNamed(out, start + part.indexOf('=') + 1, start + part.length, { name, class: 'token' });
    start += part.length + 1;
  }
  return true;
}

/** A digest of what the body holds (RFC 1864), and of the nonce of a handshake (RFC 6455 section 4.2.2). */
const DIGEST = /(?:^|-)md5$|^sec-websocket-accept$/;

/** Of an id only what cannot be one goes. */
function readId(value: string, out: Reading): void {
  if (value.length > MAX_ID) hide(out, 0, value.length, { kind: 'value' });
  markedKeys(value, 0, out);
  mailAddresses(value, 0, out);
}

/** A length and the SHA-1 of the content, as Express writes it. */
const WEAK_TAG = /^[0-9a-f]{1,8}-[A-Za-z0-9+/]{27}$/;

function isTag(value: string): boolean {
  return value.split(/\s*,\s*/).every((one) => {
    const tag = one.replace(/^W\//, '').replace(/^"|"$/g, '');
    return (
      isPlain(tag) || idShape(tag) !== undefined || /^[0-9a-f-]{4,80}(?:-gzip|-br)?$/i.test(tag) || WEAK_TAG.test(tag)
    );
  });
}

/** Numbers with a point or with several, as durations, moments and versions have them; amounts with their unit; seconds since 1970, and parts of them. */
const NUMBERS =
  /^(?:\d{1,12}(?:\.\d{1,18}|(?:\.\d{1,6}){2,4})|[$€£]\d{1,9}(?:\.\d{1,12})?|\d{1,9}\.\d{1,12}[A-Za-zµ%]{1,4}|\d{1,6}[kKMGT]i?B?|1[5-9]\d{8}(?:\d{3}|\d{6}|\d{9})?)$/;
/** Digits with a point between them that are no address of a network. */
const isNumeral = (part: string) => NUMBERS.test(part) && !/^(?:\d{1,3}\.){3}\d{1,3}$/.test(part);

/** Dates and moments (RFC 3339), and addresses, which are read as such. */
const READ_APART =
  /(?<!\d)\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)|https?:\/\/[^\s,;"'<>\\^`{|}]{1,4000}/g;
const partsOf = (value: string) => value.replace(READ_APART, ' ').split(/[\s,:;=()"'<>{}[\]|]+/);

/** A colour, what is so wide and so high, a range of versions, a product with its version (RFC 9110 section 10.1.5), a file that a build named. */
const DESCRIBED =
  /^(?:#[\da-f]{3,8}|\d{1,5}x\d{1,5}|[~^]v?\d{1,4}(?:\.\d{1,4}){0,2}|[a-z]{2,16}\/v?\d{1,4}(?:\.\d{1,4}){0,3}|[a-z][a-z-]{0,30}[.-][\da-f]{6,20}\.(?:m?js|css|map|json|html?))$/i;

const isReadable = (word: string) => {
  const part = word.replace(/[.!?]$/, '');
  return (
    !/[\p{L}\p{N}]/u.test(part) ||
    isPlain(part) ||
    isNumeral(part) ||
    DESCRIBED.test(part) ||
    idShape(part) === 'certain'
  );
};

/** Headers that name a machine, a place, a model, or whoever an account belongs to. */
const MACHINE =
  /(?:^|[-_])(?:served-by|backend|server|node|host|pop|datacenter|region|zone|cluster|organi[sz]ation|model|engine|compute-type)$/;
/** Longest part of a name between its signs, in characters: `acme-28gund`. */
const MAX_NAME_PART = 12;

/** What a machine or an organisation may be called: words, ids, and short letters and digits. */
function isName(part: string): boolean {
  if (isReadable(part)) return true;
  // A number of many digits may be somebody's.
  if (/^[\d.-]{9,}$/.test(part)) return false;
  if (idShape(part) !== undefined) return true;
  return part.length < MIN_RANDOM && /^[\w.-]+$/.test(part) && part.split(/[._-]/).every(isNamePart);
}

const isNamePart = ({ length }: string) => length <= MAX_NAME_PART;

/** What is counted or numbered: hits of a cache, bytes, milliseconds. */
const COUNT = /(?:^|[-_])(?:hits?|counts?|length|size|bytes|total|age|time|duration|offset|position|\w{0,30}id)$/;
const isCounted = (part: string) => /^\d{1,15}$/.test(part) || isReadable(part);

/** A list or an object of JSON, percent-encoded. */
const ENCODED_JSON = /^(?:%5B.*%5D|%7B.*%7D)$/i;

/** What the value is decides: words, numbers, dates, versions, addresses and JSON stay. */
function readUnknown(name: string, value: string, context: Context, out: Reading): void {
  const plain = ENCODED_JSON.test(value) ? PERCENT.decode(value) : value;
  const isPart = MACHINE.test(name) ? isName : COUNT.test(name) ? isCounted : isReadable;
  const isKnown = /^\{.*\}$/.test(value) || partsOf(plain).every(isPart);
  if (isKnown) readText(name, value, context, out);
  else hide(out, 0, value.length, { kind: 'value', name });
}

/** A name of a file that no words make up may name somebody's account. */
function readFileName(value: string, out: Reading): void {
  const match = /filename(?:=|\*=(?:[\w-]{1,20}'[\w-]{0,12}')?)(?:"([^"]{1,300})"|([^\s;"]{1,300}))/i.exec(value);
  const name = match?.[1] ?? match?.[2];
  if (!match || name === undefined || !isOpaque(PERCENT.decode(name))) return;
  const end = match.index + match[0].length - (match[1] === undefined ? 0 : 1);
  hide(out, end - name.length, end, { kind: 'value', name: 'filename' });
}

const COOKIE_ATTRIBUTE =
  /^\s*(?:(?:path|domain|expires|max-age|samesite|priority)=|(?:secure|httponly|partitioned)\s*$)/i;

/** A name that programs make of a word and the hash of a site or a project. */
const HASHED_NAME =
  /^\s?[A-Za-z][A-Za-z_.-]{0,40}(?:[0-9a-f]{16,64}|[0-9A-F]{16,64})(?:(?:[_.@-]|%40)[A-Za-z]{1,20})?$/;

/** What stands behind the attributes of a cookie before the next one: a line break in Chromium, a comma in other recordings. */
const NEXT_COOKIE = /\n|,(?=\s{0,4}[\w!#$%&'*+.^`|~-]{1,200}=)/;

/** Names and attributes of cookies stay, their values go (RFC 6265 sections 4.1.1 and 4.2.1). */
function readCookies(value: string, isSet: boolean, context: Context, out: Reading): void {
  let start = 0;
  for (const [i, piece] of value.split(';').entries()) {
    const isAttribute = isSet && i > 0 && COOKIE_ATTRIBUTE.test(piece);
    const next = isAttribute ? NEXT_COOKIE.exec(piece) : undefined;
    const end = next ? next.index + 1 : isAttribute ? piece.length : 0;
    context.read(piece.slice(0, end), start, context, out);
    readCookie(piece.slice(end), start + end, context, out);
    start += piece.length + 1;
  }
}

function readCookie(pair: string, start: number, context: Context, out: Reading): void {
  const eq = pair.indexOf('=');
  const cookie = pair.slice(eq + 1);
  const isEmpty = isUnset(cookie) || isMask(cookie);
  const name = HASHED_NAME.test(pair.slice(0, eq)) ? '' : pair.slice(0, Math.max(0, eq));
  context.read(isEmpty && name !== '' ? pair : name, start, context, out);
  if (!isEmpty)
    hideNamed(out, start + eq + 1, start + pair.length, {
      name: eq > 0 ? pair.slice(0, eq).trim() : undefined,
      class: 'token',
      kind: 'cookie',
    });
}

/** A word or a version in the name of a subprotocol: `graphql-transport-ws`, `v12.stomp`, `mqttv3.1`. */
const PROTOCOL_PART = /^(?:[A-Za-z]{0,20}\d{0,2}|[a-z]\d[a-z])$/;

/** Subprotocols by their names; pages also smuggle credentials in here, since a socket takes no headers of theirs. */
function readProtocols(value: string, context: Context, out: Reading): void {
  let start = 0;
  for (const one of value.split(',')) {
    if (one.split(/[.\s_-]+/).every((part) => PROTOCOL_PART.test(part))) context.read(one, start, context, out);
    else {
      const lead = one.length - one.trimStart().length;
      hideNamed(out, start + lead, start + one.trimEnd().length, { name: 'sec-websocket-protocol', class: 'token' });
    }
    start += one.length + 1;
  }
}
