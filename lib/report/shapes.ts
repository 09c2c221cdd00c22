/** Secrets that are known by their look, whatever is written around them. Every pattern is linear: no nested repetition. */

/** A stretch of a text that is a secret. */
export interface Find {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/**
 * Prefixes by which services mark their keys, from their own documentation; long enough a rest, so that a word that happens
 * to begin alike stays. A JSON Web Token begins with `eyJ`, the beginning of JSON in base64, and has dots.
 */
const MARKED =
  /(?<![A-Za-z0-9])(?:(eyJ[\w-]{8,}(?:\.[\w-]*){1,4})|(?:A(?:KI|SI|BI|CC|GP|ID|IP|NP|NV|RO)A[A-Z0-9]{12,}|gh[pousr]_\w{16,}|github_pat_\w{20,}|xox[a-z]-[\w-]{8,}|xapp-[\w-]{10,}|(?:sk|pk|rk)[-_][\w-]{16,}|glpat-[\w-]{16,}|gl(?:dt|ft|rt|cbt|ptt)-[\w-]{16,}|AIza[\w-]{25,}|ya29\.[\w.-]{10,}|1\/\/0[\w-]{20,}|GOCSPX-[\w-]{16,}|npm_\w{20,}|pypi-[\w-]{16,}|dckr_pat_[\w-]{16,}|hf_\w{16,}|SG\.[\w-]{10,}\.[\w-]{10,}|whsec_[\w+/=]{16,}|AC[0-9a-f]{32}|SK[0-9a-f]{32}|do[opr]_v1_\w{16,}|shp(?:at|ca|pa|ss)_\w{16,}|lin_api_\w{16,}|dapi[0-9a-f]{32}|key-[0-9a-f]{32}|PMAK-[\w-]{16,}|NRAK-\w{16,}|glsa_\w{16,}|hv[sbr]\.[\w-]{16,}|dp\.[a-z]{2}\.\w{16,}|ATATT[\w=-]{16,}|ntn_\w{16,}|secret_\w{16,}|figd_[\w-]{16,}|sq0[a-z]{3}-[\w-]{16,}|EAA[A-Za-z0-9]{30,}|AGE-SECRET-KEY-1[A-Z0-9]{20,}|\d{8,10}:AA[\w-]{30,}|blz_\w{10,}|BA[A-Z0-9]{19,}))/g;

/** What marked keys begin with, for one that a cut left short. */
const MARK =
  /^(?:eyJ|A(?:KI|SI)A|gh[pousr]_|github_pat_|xox[a-z]-|xapp-|[spr]k[-_]|glpat-|AIza|ya29\.|GOCSPX-|npm_|pypi-|hf_|SG\.|whsec_|blz_|hvs\.|ATATT|shpat_)/;

/** True for the beginning of a marked key. */
export function isMarked(run: string): boolean {
  return MARK.test(run);
}

export function markedKeys(text: string, found: Find[]): void {
  for (const match of text.matchAll(MARKED)) {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: match[1] === undefined ? 'key' : 'token',
    });
  }
}

/** Authentication schemes with what follows them (RFC 9110 section 11.4). */
const SCHEMES = /\b(Bearer|Basic|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key)[ \t]{1,4}([\w.~+/-]{6,}={0,2})/gi;

/** Credentials after the name of their scheme; the words of a sentence about it are none. */
export function credentials(text: string, found: Find[]): void {
  for (const match of text.matchAll(SCHEMES)) {
    const [whole, scheme = '', value = ''] = match;
    const isWord = /^[A-Za-z]?[a-z]*[.,]?$/.test(value) || (/^token$/i.test(scheme) && value.length < 16);
    const end = match.index + whole.length;
    const isMarkOnly = text[end] === '…' && /[-_]$/.test(value);
    if (!isWord && !isMarkOnly && text[end] !== '=') found.push({ start: end - value.length, end, kind: 'token' });
  }
}

const KEY_BLOCK = 'PRIVATE KEY';
const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}$/;
/** What stands within a key block (RFC 7468, and the headers of RFC 1421), also with its line ends escaped. */
const BLOCK = /[A-Za-z0-9+/=\s.:,\\-]*/y;

/** Private keys from their first line to their last, or as far as they go where the last line is cut off. */
export function privateKeys(text: string, found: Find[]): void {
  for (let at = text.indexOf(KEY_BLOCK); at >= 0; at = text.indexOf(KEY_BLOCK, at + 1)) {
    const begin = BEGIN.exec(text.slice(Math.max(0, at - 60), at));
    if (!begin) continue;
    BLOCK.lastIndex = at;
    const run = BLOCK.exec(text)?.[0] ?? '';
    const last = run.indexOf('-----END');
    const closed = last < 0 ? -1 : run.indexOf('-----', last + 8);
    const end = at + (closed < 0 ? run.length : closed + 5);
    found.push({ start: at - begin[0].length, end, kind: 'private key' });
    at = end;
  }
}

const LOCAL = /[^\s"'<>()[\]{}:;,@\\=&/?|]/;
const DOMAIN = /[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/y;
/** `icon@2x.png`, `package@1.2.3-beta.one` and what does not end like a domain. */
const NO_DOMAIN =
  /^\d+\.\d+\.|^\dx\.|\.(?:png|jpe?g|gif|webp|avif|svg|ico|js|mjs|css|map)$|\.(?!xn--)[^.]*\d[^.]*$|\.[^.]$/i;

/** Addresses that documented error texts quote. */
const PUBLISHED: ReadonlySet<string> = new Set(['acme@makapix.club']);

/** E-mail addresses (RFC 5321 section 4.5.3.1: at most 64 characters before the sign). */
export function mailAddresses(text: string, found: Find[]): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && LOCAL.test(text[start - 1] ?? '')) start--;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    if (start === at || !domain || NO_DOMAIN.test(domain)) continue;
    const end = at + 1 + domain.length;
    if (!PUBLISHED.has(text.slice(start, end))) found.push({ start, end, kind: 'e-mail' });
  }
}

/** Digits in groups, as on a payment card: 13 to 19 of them (ISO/IEC 7812-1). */
const CARD = /(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w]|\.\d)/g;
/** First digits by which card networks are known (ISO/IEC 7812-1, the networks' own ranges), with the number of digits. */
const NETWORK =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}|(?:50|5[6-9]|6[0-9])\d{10,17})$/;

export function cards(text: string, found: Find[]): void {
  for (const match of text.matchAll(CARD)) {
    if (isCard(match[0])) found.push({ start: match.index, end: match.index + match[0].length, kind: 'card number' });
  }
}

/** A card number by its network and the Luhn check (ISO/IEC 7812-1). */
function isCard(run: string): boolean {
  const digits = run.replace(/[ -]/g, '');
  if (!NETWORK.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const d = Number(digits[digits.length - 1 - i]) * (i % 2 === 1 ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 === 0;
}

/** Licence keys as people type them: four to eight groups of four to eight capitals and digits, both among them. */
const LICENCE = /(?<![\w-])[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){3,7}(?![\w-])/g;

export function licenceKeys(text: string, found: Find[]): void {
  for (const match of text.matchAll(LICENCE)) {
    const digits = match[0].replace(/\D/g, '').length;
    const letters = match[0].replace(/[^A-Z]/g, '').length;
    if (digits < 2 || letters < 2) continue;
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'licence key' });
  }
}

const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g;
const IPV6 = /(?<![\w:.])[0-9a-f:]{2,39}(?:(?:\d{1,3}\.){3}\d{1,3})?(?:%\w{1,16})?(?![\w:])/gi;

/** IPv4 and IPv6 addresses (RFC 4291 section 2.2). */
export function networkAddresses(text: string, found: Find[]): void {
  for (const match of text.matchAll(IPV4)) {
    if (match[0].split('.').some((part) => Number(part) > 255)) continue;
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'address' });
  }
  for (const match of text.matchAll(IPV6)) {
    if (isIpv6(match[0])) found.push({ start: match.index, end: match.index + match[0].length, kind: 'address' });
  }
}

function isIpv6(run: string): boolean {
  const plain = run.replace(/%.*$/, '');
  const groups = plain.split('::');
  if (groups.length > 2) return false;
  const parts = plain.split(':').filter((part) => part !== '');
  if (parts.some((part) => part.length > 4 && !part.includes('.'))) return false;
  const count = parts.length + (parts.at(-1)?.includes('.') ? 1 : 0);
  return groups.length === 2 ? count >= 1 && count < 8 : count === 8;
}
