/** Reads addresses part by part (RFC 3986 section 3): userinfo, labels of the host, path, query, fragment, and addresses within them. */
import { FORM, PERCENT } from './codecs.ts';
import { idShape, isCloudLabel, isResourceName } from './ids.ts';
import { variableClasses } from './json-siblings.ts';
import { inLinks, withCodes } from './names.ts';
import { isUnset } from './placeholders.ts';
import { isSpent } from './pseudonym.ts';
import { looksRandom } from './random.ts';
import { type Context, deeper, hide, layer, type Reading } from './reading.ts';
import { hideNamed, under } from './secrets.ts';
import { isOpaque, isPlain, isSecretParameter, isSecretValue, isShortName } from './values.ts';

/** Longest text of an address without an authority that is shown (a `data:` address holds its content), in characters. */
export const MAX_OPAQUE = 4_096;
const SCHEME = /^(?:jdbc:|[a-z]+\+)?[a-z][a-z0-9+.-]{0,30}:\/\//i;

/** Reads `text`, the whole of an address, absolute or relative. */
export function readAddress(text: string, at: number, outer: Context, out: Reading): void {
  const context: Context = { ...outer, inAddress: true, asUrl: true, near: undefined, label: undefined };
  const scheme = SCHEME.exec(text)?.[0].length ?? (text.startsWith('//') ? 2 : 0);
  const from = scheme > 0 ? passwordEnd(text, scheme) : 0;
  const hash = indexFrom(text, '#', from);
  const query = Math.min(indexFrom(text, '?', from), hash);
  const slash = Math.min(indexFrom(text, '/', from), query);
  if (scheme > 0) readAuthority(text.slice(scheme, slash), at + scheme, context, out);
  else if (slash > 0) readPath(text.slice(0, slash), at, context, out);
  const isHook = text
    .slice(scheme, slash)
    .split('.', MAX_LABELS)
    .some((label) => HOOK.test(label));
  if (slash < query) readPath(text.slice(slash, query), at + slash, context, out, isHook);
  if (/^rtmps?:/i.test(text)) readStreamKey(text.slice(slash, query), at + slash, out);
  const isSignIn = isSignInPath(text.slice(slash, query).toLowerCase());
  const isLink = query < hash && text.slice(slash, query).split('/', MAX_SEGMENTS).some(isBeforeSecret);
  const named = isSignIn ? { ...context, names: withCodes(context.names) } : context;
  const parameters = isLink ? { ...named, names: inLinks(named.names) } : named;
  const isBuilt = BUILT.test(text.slice(slash, query));
  if (query < hash) readPairs(text.slice(query + 1, hash), at + query + 1, parameters, out, '&', isBuilt);
  if (hash < text.length) readFragment(text.slice(hash + 1), at + hash + 1, context, out);
}

/** Words of a path to which one-time codes go, and passwords that change. */
const SIGN_IN =
  /(?:^|[/._-])(?:otp|totp|mfa|2fa|tfa|two-?factor|verify|verification|log-?in|sign-?in|password|passwd|passwort|authenticate|challenge)(?:[/._-]|$)/;

/** Whether a path in lower case signs somebody in or checks a one-time code. */
export const isSignInPath = (path: string): boolean => SIGN_IN.test(path);

/** A user or none and what can be no port, up to a sign that ends an authority: `redis://:a#b@host`. */
const RAW_PASSWORD = /(?::|[^:@/?#[\]]{1,100}:(?!\d{1,5}[/?#]))[^@/?#]{0,200}[/?#][^@\s]{0,200}@(?=[\w[])/y;

/** Where the search for the end of an authority begins: behind a password in which people left a `/`, `?` or `#` unencoded. */
function passwordEnd(text: string, from: number): number {
  RAW_PASSWORD.lastIndex = from;
  return from + (RAW_PASSWORD.exec(text)?.[0].length ?? 0);
}

function indexFrom(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? text.length : at;
}

/** What documentation has for a user and a password. */
const EXAMPLE = /^(?:user(?:name)?|<user(?:name)?>):(?:pass(?:word)?|<pass(?:word)?>)$/i;

/** `user:password@host:port`, in a `Host` header too. */
export function readAuthority(text: string, at: number, context: Context, out: Reading): void {
  const sign = text.lastIndexOf('@');
  if (sign > 0) {
    const raw = text.slice(0, sign);
    const value = PERCENT.decode(raw);
    // The name of a user alone: `ssh://git@host`.
    const isName = !value.includes(':') && isShortName(value);
    if (!isSpent(value) && !isName && !EXAMPLE.test(value)) {
      const password = value.slice(value.indexOf(':') + 1);
      hide(out, at, at + sign, { kind: 'credentials', secret: value, spelling: 'url', echo: 'whole' });
      if (password !== value)
        hideNamed(out, at + sign - raw.length + raw.indexOf(':') + 1, at + sign, {
          name: undefined,
          class: 'password',
          value: password,
          spelling: 'url',
        });
    }
  }
  if (context.keepHosts) return;
  const host = text.slice(sign + 1);
  let start = sign + 1;
  for (const part of host.split('.')) {
    const from = part.search(/[A-Za-z0-9]{20,}/);
    if (
      from >= 0 &&
      !isResourceName(part.slice(0, from)) &&
      !isCloudLabel(host.slice(start - sign - 1)) &&
      looksRandom(part.slice(from).replace(/:.*$/, '')) &&
      idShape(part) === undefined
    ) {
      const end = start + part.replace(/:\d*$/, '').length;
      hide(out, at + start + from, at + end, { kind: 'token', spelling: 'host', echo: 'parts' });
    }
    start += part.length + 1;
  }
  if (context.hideAddresses) context.read(host, at + sign + 1, { ...context, inAddress: true }, out);
}

/** Words of a path behind which a secret stands: links that sign somebody in, and APIs that take their token there. */
const BEFORE_SECRET =
  /^(?:tok|token|tokens|key|keys|apikey|api[-_]key|secret|reset|reset[-_]?password|password[-_]?reset|passwordreset|recover|recovery|forgot|magic|magic[-_]?link|verify|verify[-_]?email|verification|confirm|confirmation|confirm[-_]?email|activate|activation|invite|invitation|join|unsubscribe|login[-_]?link|signin|sso|otp|auth|session|sessions|webhook|webhooks|hooks|hook|share|s3cret|impersonate|unlock|bot|ical|webcal)$/i;

/** Words of a longer name, as in `accept-invite` and `email-verification`, that say the same. */
const LINK_WORD =
  /^(?:password|passwort|passwordless|kennwort|invites?|invitations?|magic|verify|verification|recover|recovery|reset|confirm|confirmation|activate|activation|guest)$/i;
/** Longest segment that may stand between such a name and its secret: the number of a user, maybe in base64. */
const MAX_BETWEEN = 4;
/** A file of a program or a build, and a package with its version. */
const FILE = /\.(?:[cm]?[jt]sx?|css|map|vue|svelte|wasm|html?)$|^@?[a-z][\w.-]{1,60}@\d+\.\d/;

const isBeforeSecret = (segment: string) => BEFORE_SECRET.test(segment) || isLinkName(segment);
const isLinkName = (segment: string) =>
  segment.length < 60 && (/^one[-_]?time/i.test(segment) || segment.split(/[-_]/).some((one) => LINK_WORD.test(one)));

/** Behind a secret a link may say what it does: `/users/…/reset`; more than one (`/users/…/sessions`) are a part of the thing. */
const isLinkEnd = (segment: string) => isBeforeSecret(segment) && !segment.endsWith('s');

/** Labels of the name of a host that are looked at. */
const MAX_LABELS = 10;

/** Words of a host or a path with which the address itself is what allows a call, wherever its secret stands. */
const HOOK = /^(?:[a-z]{2,20}[-_])?(?:web)?hooks?$/i;

function isHookSecret(segment: string): boolean {
  return (
    segment.length >= 6 &&
    !FILE.test(segment) &&
    !isPlain(segment) &&
    idShape(segment) !== 'certain' &&
    (isOpaque(segment) || isMixed(segment))
  );
}

/** What stands behind the application in an address to which somebody streams: `rtmp://a.example/live/abcd-1234-…`. */
const STREAM_KEY = /^\/[^/]{1,100}\/([^/]{6,300})$/;
const IN_FOURS = /^[a-z0-9]{4}(?:-[a-z0-9]{4}){3,5}$/;

function readStreamKey(path: string, at: number, out: Reading): void {
  const key = STREAM_KEY.exec(path)?.[1] ?? '';
  if (isHookSecret(key) || IN_FOURS.test(key))
    hideNamed(out, at + path.length - key.length, at + path.length, { name: 'rtmp', class: 'token', spelling: 'url' });
}

/** Segment by segment; what stands behind a word that says so is a secret unless it is a plain word. */
function readPath(text: string, at: number, context: Context, out: Reading, ofHook = false): void {
  let start = 0;
  let before = '';
  let earlier = '';
  let isHook = ofHook;
  const isMany = text.length > 100_000;
  const all = text.split('/');
  for (const [i, segment] of all.entries()) {
    if (segment !== '') {
      const matrix = segment.indexOf(';');
      const own = matrix < 0 ? segment : segment.slice(0, matrix);
      if (matrix >= 0 && !isMany) readPairs(segment.slice(matrix), at + start + matrix, context, out, ';');
      const isNear =
        isBeforeSecret(before) || ((before.length <= MAX_BETWEEN || isUnset(before)) && isLinkName(earlier));
      const isBehind = (isNear && isCapability(own)) || (VERSION.test(before) && PROJECT_KEY.test(own));
      // `/orders/…`, `/documents/d/…`; not `/orders/s/…`, which is shared, and not `/users/…/reset`
      const thing = before.length === 1 && !/[kst]/i.test(before) ? earlier : before;
      const isOfThing = context.names.isThing(thing) && !isLinkEnd(all[i + 1] ?? '');
      const lead = PRIVATE.exec(own)?.[0].length ?? 0;
      if (lead > 0 || isBehind || (isHook && isHookSecret(own))) {
        hideNamed(out, at + start + lead, at + start + own.length, {
          name: before,
          class: 'token',
          value: PERCENT.decode(own.slice(lead)),
          spelling: 'url',
        });
      } else if (own.length > 2) {
        if (isOfThing && LONG_ID.test(own)) out.ids.push(own);
        layer(PERCENT, own, at + start, { ...under(context, isOfThing ? 'id' : undefined), inPath: true }, out);
      }
      earlier = before;
      before = own;
      isHook ||= HOOK.test(own);
    }
    start += segment.length + 1;
  }
  // Base64 has slashes, capitals on both sides of them, and hardly ever a word between two of them.
  const segments = text.split('/', MAX_SEGMENTS);
  const isWordless = !segments.some((segment) => /^[a-z][a-z-]+$/.test(segment));
  const isRun = (segment: string) => segment.length > 3 && /[A-Z]/.test(segment) && isOpaque(segment);
  if (isWordless && segments.filter(isRun).length > 1) context.readRuns(text, at, context, out);
}

/** An id that else is hidden for its look; JSON in base64 is none. */
const LONG_ID = /^(?!eyJ)[A-Za-z0-9_-]{20,128}$/;

/** A segment that says of itself that nobody else may know it: `private-9f86d081…`. */
const PRIVATE = /^(?:private|secret|token)[-_](?=(?=[^\d]{0,60}\d)[A-Za-z0-9]{20,128}$)/;

/** An API and its version: what stands right behind it names no kind of thing, so that a hash there is whoever calls. */
const VERSION = /^(?:v\d{1,2}|api|rpc|rest)$/;
const PROJECT_KEY = /^[0-9a-f]{32}$/;

/** Segments of a path that may be one run of base64. */
const MAX_SEGMENTS = 20;

function isCapability(segment: string): boolean {
  return (
    segment.length >= 6 &&
    !FILE.test(segment) &&
    !isPlain(segment) &&
    (isOpaque(segment) || idShape(segment) !== undefined || isMixed(segment))
  );
}

/** Letters of both cases that make no word. */
function isMixed(segment: string): boolean {
  return /^[A-Za-z]+$/.test(segment) && /[a-z][A-Z]/.test(segment) && /[A-Z]{2}|[A-Z][a-z][A-Z]/.test(segment);
}

/** The fragment of a page's own router may hold a path and a query. */
function readFragment(text: string, at: number, context: Context, out: Reading): void {
  const query = text.indexOf('?');
  if (query >= 0) {
    readPath(text.slice(0, query), at, context, out);
    readPairs(text.slice(query + 1), at + query + 1, context, out);
  } else if (text.includes('=')) readPairs(text, at, context, out);
  else readPath(text, at, context, out);
}

/**
 * `name=value&…` of a query, a fragment or a form; with `;` those of a segment of the path (RFC 3986 section 3.3). `isBuilt`: of the
 * address of what a build made.
 */
export function readPairs(
  text: string,
  at: number,
  outer: Context,
  out: Reading,
  separator = '&',
  isBuilt = false,
): void {
  let start = 0;
  const pairs = text.split(separator);
  const context = withPassword(pairs, outer);
  for (const pair of pairs) {
    const of = pair.startsWith('variables=') ? withVariables(pairs, context) : context;
    readPair(pair, at + start, of, out, isBuilt);
    start += pair.length + 1;
  }
}

/** Who calls, and no address of a page. */
const USER = /^(?:u|user|username)=(?![^&]*(?:\/|%2f))./i;

/** `u=bob&p=…`: behind a user `p` is no page. */
function withPassword(pairs: readonly string[], context: Context): Context {
  const { names } = context;
  if (!pairs.some((pair) => pair.startsWith('p=')) || !pairs.some((pair) => USER.test(pair))) return context;
  return { ...context, names: { ...names, secret: (name) => (name === 'p' ? 'password' : names.secret(name)) } };
}

/** A GraphQL query in an address (GraphQL over HTTP, section 5.3): its arguments say what its variables are. */
function withVariables(pairs: readonly string[], context: Context): Context {
  const query = pairs.find((pair) => pair.startsWith('query='));
  const classes = variableClasses(FORM.decode(query ?? ''), context.names);
  if (classes.size === 0) return context;
  const { names } = context;
  return { ...context, names: { ...names, secret: (name) => classes.get(name)?.class ?? names.secret(name) } };
}

function readPair(pair: string, at: number, context: Context, out: Reading, isBuilt: boolean): void {
  const eq = pair.indexOf('=');
  if (eq < 0) {
    if (pair.length > 2) layer(FORM, pair, at, under(context, undefined), out);
    return;
  }
  const name = FORM.decode(pair.slice(0, eq));
  const raw = pair.slice(eq + 1);
  if (eq > 7 && !isPlain(name)) layer(FORM, pair.slice(0, eq), at, under(context, undefined), out);
  if (raw === '') return;
  const start = at + eq + 1;
  const value = FORM.decode(raw);
  const secret = context.names.secret(name);
  if (secret !== 'own' && CALLBACK_NAME.test(name) && CALLBACK.test(value)) return;
  const weak = secret ?? context.names.inAddress(name);
  const isSecret =
    (secret !== undefined && !isNoSecret(secret, name, value) && isSecretValue(secret, value, 'string', true)) ||
    (secret === undefined &&
      weak !== undefined &&
      isSecretParameter(weak, value) &&
      !(name.length === 1 && NO_SECRET_OF_LETTER.test(value)));
  if (isSecret) hideNamed(out, start, start + raw.length, { name, class: weak ?? 'token', value, spelling: 'url' });
  else if (raw.length > 2) {
    const label = isBuilt && VERSION_NAME.test(name) && isVersionHash(value) ? 'version' : name;
    layer(FORM, raw, start, deeper(under(context, label)), out);
  }
}

/** The function that a script calls with its answer (JSONP), which a program numbered: `jsonp_1424574938474_8`. */
const CALLBACK_NAME = /callback$|^(?:cb|jsonp)$/i;
const CALLBACK = /^[A-Za-z_$]{1,20}\d{4,24}(?:_\d{1,24}){0,2}$/;
/** A file that a page loads, or several that ASP.NET bundled. */
const BUILT =
  /\.(?:m?js|css|map|json|wasm|html?|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf)$|\/(?:bundles?|content|scripts|styles)\/[\w./-]{1,200}$/i;
/** Which build of it. */
const VERSION_NAME = /^v(?:er|sn)?$/i;
/** In hexadecimal digits, or a SHA-256 as ASP.NET writes it in an address. */
const isVersionHash = (value: string) => idShape(value) !== undefined || /^[\w-]{43}1$/.test(value);
/** A word, a number or a size, as a letter for a name stands before it: `s=24`, `s=1280x960`. */
const NO_SECRET_OF_LETTER = /^(?:\d{1,16}|\d{1,5}x\d{1,5}|[a-z]{1,7})$/;
/** A page, and not what somebody knows: `/`, `shop.example/sale`. */
const PAGE = /^(?:(?:[a-z\d-]{1,40}\.){1,4}[a-z]{2,12}\/|\/(?=[a-z\d-]{0,40}(?:\/|$)))(?:[a-z\d-]{1,40}(?:\/|$)){0,8}$/;

/** `session=3` counts something, `code=404` is a status, and `p=2` or `p=/sale` a page. */
function isNoSecret(kind: string, name: string, value: string): boolean {
  if (kind === 'own') return false;
  if (name === 'p') return /^\d{1,6}$/.test(value) || PAGE.test(value);
  return (kind === 'token' && /^\d{1,4}$/.test(value)) || (name === 'code' && /^\d{1,3}$/.test(value));
}
