/**
 * Redaction: the only way out for anything that was on the wire.
 *
 * Headers leave by allow-list. Addresses and bodies are walked structurally: a value goes when its key says that it is a
 * secret, or when it looks like one. Equal secrets get equal pseudonyms (`<token 1>`), so a reader still sees that two
 * requests used the same one. Redacting a redacted text changes nothing.
 */
import type { Header } from '../exchange.ts';
import { NO_RULES, type RedactionRules } from './rules.ts';

/** One secret that was found, in the order of first appearance. */
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
  /** An address without userinfo, secret query and fragment values, token-like path segments and host labels. */
  url(url: string): string;
  /** A header as it may be shown; the name always survives. */
  header(header: Header): Header;
  /** A body: by its structure when it is JSON or a form, else as text. */
  body(text: string, mimeType: string): string;
  /** Free text: whatever looks like a secret goes. */
  text(text: string): string;
  /** The secrets found so far, those that are shown included. */
  hidden(): readonly Hidden[];
  /** How many places have been hidden so far, repeats included and what is shown left out. */
  count(): number;
}

/** Headers whose values help a reader and name nobody. Others leave as a name only. */
const ALLOWED_HEADERS: ReadonlySet<string> = new Set(
  `accept accept-encoding accept-language accept-ranges access-control-allow-credentials access-control-allow-headers
  access-control-allow-methods access-control-allow-origin access-control-expose-headers access-control-max-age
  access-control-request-headers access-control-request-method age allow alt-svc cache-control cf-ray connection content-encoding content-language
  content-length content-range content-security-policy content-type correlation-id cross-origin-embedder-policy
  cross-origin-opener-policy cross-origin-resource-policy date expect expires grpc-message grpc-status host last-modified
  origin permissions-policy pragma priority range ratelimit ratelimit-limit ratelimit-policy ratelimit-remaining
  ratelimit-reset referrer-policy request-id retry-after sec-fetch-dest sec-fetch-mode sec-fetch-site server
  server-timing strict-transport-security te timing-allow-origin trace-id traceparent trailer transfer-encoding upgrade upgrade-insecure-requests
  vary via warning www-authenticate x-amz-request-id x-amzn-errortype x-amzn-requestid x-cache x-cloud-trace-context x-content-type-options
  x-correlation-id x-frame-options x-oe-slipstream-plugin x-powered-by x-rate-limit-reset x-ratelimit-limit x-ratelimit-remaining
  x-ratelimit-reset x-request-id x-response-id x-served-by x-trace-id`.split(/\s+/),
);

/** Headers that hold an address: they leave, redacted as one. */
const URL_HEADERS: ReadonlySet<string> = new Set(['location', 'referer', 'content-location']);

/** Keys whose value is a secret wherever they stand, compared in lower case without separators. */
const SECRET_KEYS: ReadonlySet<string> = new Set(
  `auth authorization bearer cookie setcookie credential credentials jwt login otp pass passcode passphrase passwd password
  pin pwd session sid sig signature totp license licensekey email phone assertion samlrequest samlresponse nonce
  privatekey websocketapikey xapikey`.split(/\s+/),
);

/** Parts of a key that give a secret away. */
const SECRET_KEY_PARTS = [
  'token',
  'secret',
  'password',
  'apikey',
  'accesskey',
  'sessionid',
  'privatekey',
  'authuser',
  'authpass',
  'httpuser',
  'httppassword',
];

/** Keys that hold secrets in addresses and forms, though in a body they are harmless (an error's `code`). */
const SECRET_QUERY_KEYS: ReadonlySet<string> = new Set(
  'code codeverifier codechallenge state key clientid appid id_token h hash ticket'.split(' '),
);

/** Kinds of secrets by their look, each with the word of its pseudonym. Every pattern is linear: no nested repetition. */
const SHAPES: readonly { readonly word: string; readonly pattern: RegExp }[] = [
  {
    word: 'private key',
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  },
  { word: 'token', pattern: /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g },
  { word: 'credentials', pattern: /\b(?:Bearer|Basic|Digest|Negotiate)\s+[\w.~+/=-]{6,}/gi },
  {
    word: 'key',
    pattern:
      /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|xox[a-z]-[\w-]{10,}|(?:sk|pk|rk)[-_][\w-]{16,}|glpat-[\w-]{16,}|AIza[\w-]{30,}|ya29\.[\w-]{10,}|npm_\w{30,}|blz_\w{16,}|BA[A-Z0-9]{19,})/g,
  },
  { word: 'e-mail', pattern: /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g },
];

/** A run that could be a random secret; whether it is one is decided by its letters. */
const RUN = /[A-Za-z0-9+/_=-]{20,}/g;
const MIN_RUN = 20;
/** Digits in groups, as on a payment card: 13 to 19 of them. */
const CARD = /\b\d(?:[ -]?\d){12,18}\b/g;

const PSEUDONYM = /^<[a-z -]+ \d+>$/;

/** Deeper or larger JSON than this leaves as text, where shapes still apply. */
const MAX_DEPTH = 64;
const MAX_NODES = 20_000;

export interface RedactorOptions {
  readonly rules?: RedactionRules;
  readonly disclosure?: Disclosure;
  /** Leave host names whole: for a reader who has the recording anyway and must find the entry in it. */
  readonly keepHosts?: boolean;
}

/** Lets everything through, for a copy that the user asked for in so many words. */
const RAW: Redactor = {
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
  rules = NO_RULES,
  disclosure = REDACTED,
}: RedactorOptions = {}): Redactor {
  if (disclosure.kind === 'raw') return RAW;
  const { shown } = disclosure;
  const found = new Map<string, Hidden>();
  const numbers = new Map<string, number>();
  const ruledHeaders = new Set(rules.headers.map((name) => name.toLowerCase()));
  let count = 0;

  function hide(secret: string, kind: string): string {
    if (PSEUDONYM.test(secret)) return secret;
    const known = found.get(secret);
    const n = known ? 0 : (numbers.get(kind) ?? 0) + 1;
    if (!known) numbers.set(kind, n);
    const { pseudonym } = known ?? { pseudonym: `<${kind} ${n}>` };
    found.set(secret, { pseudonym, kind, value: secret, ...known, count: (known?.count ?? 0) + 1 });
    if (shown.has(pseudonym)) return secret;
    count++;
    return pseudonym;
  }

  function redactText(text: string): string {
    let out = text;
    for (const { word, pattern } of SHAPES) out = out.replace(pattern, (secret) => hide(secret, word));
    out = out.replace(RUN, redactRun);
    return out.replace(CARD, (run) => (isCard(run) ? hide(run, 'card number') : run));
  }

  /** A path or topic is judged level by level: its words and ids stay readable, a token among them does not. */
  function redactRun(run: string): string {
    const levels = run.split('/');
    if (levels.length > 1 && isPath(levels))
      return levels.map((level) => (level.length >= MIN_RUN ? redactRun(level) : level)).join('/');
    return looksRandom(run) ? hide(run, 'token') : run;
  }

  /** A `key=value&…` string: the values of secret keys go, the others are looked at. */
  function redactPairs(pairs: string): string {
    return pairs
      .split('&')
      .map((pair) => {
        const eq = pair.indexOf('=');
        if (eq < 0) return redactEncoded(pair);
        const key = pair.slice(0, eq);
        const value = pair.slice(eq + 1);
        if (value === '') return pair;
        const plain = decoded(key);
        return `${key}=${isSecretKey(plain) || SECRET_QUERY_KEYS.has(bare(plain)) ? hide(decoded(value), 'token') : redactEncoded(value)}`;
      })
      .join('&');
  }

  /** Percent-encoding must not hide a secret: what is found in the decoded text is shown decoded, the rest stays as it was. */
  function redactEncoded(text: string): string {
    const plain = decoded(text);
    const redacted = redactText(plain);
    return redacted === plain ? text : redacted;
  }

  function redactUrl(url: string): string {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url);
    if (!scheme) return redactText(url.length > 4096 ? url.slice(0, 4096) : url);
    const rest = url.slice(scheme[0].length);
    const hash = rest.indexOf('#');
    const beforeHash = hash < 0 ? rest : rest.slice(0, hash);
    const fragment = hash < 0 ? undefined : rest.slice(hash + 1);
    const question = beforeHash.indexOf('?');
    const address = question < 0 ? beforeHash : beforeHash.slice(0, question);
    const query = question < 0 ? undefined : beforeHash.slice(question + 1);
    const slash = address.indexOf('/');
    const authority = slash < 0 ? address : address.slice(0, slash);
    const path = slash < 0 ? '' : address.slice(slash);
    return [
      scheme[0],
      redactAuthority(authority),
      path.split('/').map(redactEncoded).join('/'),
      query === undefined ? '' : `?${redactPairs(query)}`,
      fragment === undefined ? '' : `#${fragment.includes('=') ? redactPairs(fragment) : redactEncoded(fragment)}`,
    ].join('');
  }

  function redactAuthority(authority: string): string {
    const at = authority.lastIndexOf('@');
    const userinfo = at < 0 ? '' : `${hide(authority.slice(0, at), 'credentials')}@`;
    // A label such as `app-<32 random characters>` is a key to somebody's machine.
    const whole = authority.slice(at + 1);
    if (keepHosts) return userinfo + whole;
    const host = whole
      .split('.')
      .map((label) => label.replace(/[A-Za-z0-9]{20,}/g, (run) => (looksRandom(run) ? hide(run, 'id') : run)))
      .join('.');
    return userinfo + host;
  }

  function redactJson(root: unknown): unknown {
    let nodes = 0;
    const walk = (value: unknown, key: string | undefined, depth: number): unknown => {
      if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return '…';
      const secret = key !== undefined && isSecretKey(key);
      if (typeof value === 'string') return secret && value !== '' ? hide(value, 'token') : redactText(value);
      if (typeof value === 'number')
        return secret
          ? hide(String(value), 'token')
          : isCard(String(value))
            ? hide(String(value), 'card number')
            : value;
      if (Array.isArray(value)) return value.map((item) => walk(item, key, depth + 1));
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(
          Object.entries(value).map(([k, v]) => [redactText(k), walk(v, secret ? key : k, depth + 1)]),
        );
      }
      return value;
    };
    return walk(root, undefined, 0);
  }

  /** Text that only looks like JSON (cut, broken): values of secret keys still go. */
  function redactLoose(text: string): string {
    const quoted = /("(?:[^"\\]|\\.){1,200}"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/g;
    return redactText(
      text.replace(quoted, (whole, key: string, value: string) => {
        const name = key.slice(1, key.lastIndexOf('"'));
        if (!isSecretKey(unescaped(name)))
          return value.includes('\\u') ? key + JSON.stringify(redactText(unescaped(value))) : whole;
        return `${key}"${hide(value.replace(/^"|"$/g, ''), 'token')}"`;
      }),
    );
  }

  return {
    url: redactUrl,
    text: redactText,
    hidden: () => [...found.values()],
    count: () => count,
    header({ name, value }) {
      const lower = name.toLowerCase();
      const isRuled = ruledHeaders.has(lower);
      if (!isRuled && URL_HEADERS.has(lower)) return { name, value: redactUrl(value) };
      if (!isRuled && ALLOWED_HEADERS.has(lower)) return { name, value: redactText(value) };
      return { name, value: value === '' ? value : hide(value, 'value') };
    },
    body(text, mimeType) {
      if (mimeType.toLowerCase().startsWith('application/x-www-form-urlencoded')) return redactPairs(text);
      const start = text.trimStart()[0];
      if (start !== '{' && start !== '[') return redactLoose(text);
      try {
        return JSON.stringify(redactJson(JSON.parse(text)), null, 2);
      } catch {
        return redactLoose(text);
      }
    },
  };
}

function bare(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function isSecretKey(key: string): boolean {
  const plain = bare(key);
  return SECRET_KEYS.has(plain) || SECRET_KEY_PARTS.some((part) => plain.includes(part));
}

function decoded(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Bits a character from which a run of 20 and more is taken for random. English words joined by hyphens stay below. */
const RANDOM_BITS = 3.4;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Random base64 has slashes too, but no UUIDs between them, and hardly ever words at every second place. */
function isPath(levels: readonly string[]): boolean {
  const words = levels.filter((level) => level === '' || /^[a-z][a-z-]{2,}$/.test(level)).length;
  return words * 2 >= levels.length || levels.some((level) => UUID.test(level));
}

function looksRandom(run: string): boolean {
  if (UUID.test(run)) return false; // it names a thing and opens nothing
  const digits = run.replace(/[^0-9]/g, '').length;
  const mixedCase = /[a-z]/.test(run) && /[A-Z]/.test(run);
  if (digits === 0 && !mixedCase) return false;
  if (digits === run.length) return false;
  // Identifiers such as getStatusFromAppConnection or a-long-path-name-2 are words: few digits, words between separators or capitals.
  if (digits <= 2 && run.split(/[-_/+=]|(?=[A-Z])/).some((word) => word.length > 3)) return false;
  return entropy(run) >= RANDOM_BITS;
}

/** Shannon entropy of a text in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length);
  return bits;
}

/** A card number by the Luhn check (ISO/IEC 7812-1). */
function isCard(run: string): boolean {
  const digits = run.replace(/[ -]/g, '');
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const d = Number(digits[digits.length - 1 - i]) * (i % 2 === 1 ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 === 0;
}
