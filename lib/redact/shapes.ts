/** Secrets that are known by their look, whatever is written around them. Every pattern is linear: no nested repetition. */
import { isCodeWord } from './code.ts';
import { isAccount } from './ids.ts';
import { isMasked, isUnset } from './placeholders.ts';
import { hide, type Kind, type Reading } from './reading.ts';
import { isShortName } from './values.ts';
import { VENDOR_KEYS, VENDOR_MARKS } from './vendor-keys.ts';

type Shape = (text: string, at: number, out: Reading) => void;

/** Adds a find whose offsets are those of the text. */
function found(out: Reading, at: number, start: number, end: number, kind: Kind): void {
  hide(out, at + start, at + end, { kind, echo: kind === 'token' || kind === 'key' ? 'parts' : 'none' });
}

/**
 * A JSON Web Token begins with `eyJ`, the beginning of JSON in base64, and has dots; what Rails signed has two hyphens before its
 * hash (`ActiveSupport::MessageVerifier`).
 */
const MARKED = new RegExp(
  `(?<![A-Za-z0-9])(?:(eyJ[\\w-]{8,}(?:\\.[\\w-]*){1,4}|eyJ[\\w+/]{8,5000}={0,2}--[\\da-f]{40,128})|(?:${VENDOR_KEYS.join('|')}))`,
  'g',
);

const ANY_MARK = new RegExp(MARKED.source);

/** True for the beginning of a marked key. */
export function isMarked(run: string): boolean {
  return VENDOR_MARKS.test(run);
}

export const markedKeys: Shape = (text, at, out) => {
  if (!ANY_MARK.test(text)) return;
  for (const match of text.matchAll(MARKED)) {
    // A full stop ends the sentence.
    const { length } = match[0].replace(/\.{1,3}$/, '');
    found(out, at, match.index, match.index + length, match[1] === undefined ? 'key' : 'token');
  }
};

/** Authentication schemes with what follows them (RFC 9110 section 11.4). */
const SCHEMES = /\b(Bearer|Basic|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key)[ \t]{1,4}([\w.~+/!$%&*-]{5,}={0,2})/gi;

/** Schemes whose credentials are base64 or pairs, so that words with a hyphen are none: `a few basic good-bot rules`. */
const IN_BASE64 = /^(?:Basic|Digest|Negotiate|NTLM)$/i;
const HYPHENATED = /^[A-Za-z]?[a-z]{1,20}(?:-[a-z]{1,20}){1,4}[.,]?$/;

/** Credentials after the name of their scheme; the words of a sentence about it are none. */
export const credentials: Shape = (text, at, out) => {
  for (const match of text.matchAll(SCHEMES)) {
    const [whole, scheme = '', value = ''] = match;
    const isWord =
      /^[A-Za-z]?[a-z_]*[.,=*]{0,2}$/.test(value) ||
      (IN_BASE64.test(scheme) && HYPHENATED.test(value)) ||
      isShortName(value) ||
      isCodeWord(value) ||
      isUnset(value) ||
      isMasked(value) ||
      isAccount(value) ||
      (/^token$/i.test(scheme) && value.length < 16);
    const end = match.index + whole.replace(/\.{1,3}$/, '').length;
    const isMarkOnly = text[end] === '…' && /[-_]$/.test(value);
    if (!isWord && !isMarkOnly && text[end] !== '=')
      found(out, at, match.index + whole.length - value.length, end, 'token');
  }
};

const KEY_BLOCK = 'PRIVATE KEY';
const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}$/;
const END = /-----END [A-Z0-9 ]{0,40}$/;
/** A line of a key (RFC 7468 section 2), of which only the last is short. */
const KEY_LINE = /^[A-Za-z0-9+/=]{20,76}\r?$/;
const LAST_LINE = /^[A-Za-z0-9+/=]{1,76}\r?$/;
/** What stands within a key block (RFC 7468, and the headers of RFC 1421), also with its line ends escaped. */
const BLOCK = /[A-Za-z0-9+/=\s.:,\\-]*/y;

/** Private keys from their first line to their last, or as far as they go where the last line is cut off. */
export const privateKeys: Shape = (text, at0, out) => {
  for (let at = text.indexOf(KEY_BLOCK); at >= 0; at = text.indexOf(KEY_BLOCK, at + 1)) {
    const before = text.slice(Math.max(0, at - 60), at);
    const end = END.exec(before);
    if (end) found(out, at0, linesBefore(text, at - end[0].length), at + KEY_BLOCK.length, 'private key');
    const begin = BEGIN.exec(before);
    if (!begin) continue;
    BLOCK.lastIndex = at;
    const run = BLOCK.exec(text)?.[0] ?? '';
    const foot = run.indexOf('-----END');
    const closed = foot < 0 ? -1 : run.indexOf('-----', foot + 8);
    const stop = at + (closed < 0 ? run.length : closed + 5);
    found(out, at0, at - begin[0].length, stop, 'private key');
    at = stop;
  }
  for (const pattern of [PUTTY, SHARED_KEY])
    for (const { index, 0: block } of text.matchAll(pattern))
      found(out, at0, index, index + block.length, 'private key');
};

/** The private part of a key as PuTTY keeps it. */
const PUTTY = /(?<=Private-Lines: \d{1,4}\r?\n)(?:[A-Za-z0-9+/=]{8,80}\r?\n?){1,60}/g;

/** A key that both ends share, as OpenVPN keeps it: `-----BEGIN OpenVPN Static key V1-----`. */
const SHARED_KEY = /(?<=-----BEGIN [\w .-]{1,40} key(?: V\d)?-----\r?\n)[A-Za-z0-9+/=\s]{16,20000}/g;

/** Longest line of a key with its end, in characters. */
const MAX_LINE = 80;

/** Where the lines of a key begin that end before `at`: of one whose beginning is missing. */
function linesBefore(text: string, at: number): number {
  let start = at;
  while (start > 0) {
    const from = Math.max(0, start - MAX_LINE);
    const line = from + text.slice(from, start - 1).lastIndexOf('\n') + 1;
    const pattern = start === at ? LAST_LINE : KEY_LINE;
    if (line >= start || start - line >= MAX_LINE || !pattern.test(text.slice(line, start - 1))) break;
    start = line;
  }
  return start;
}

const LOCAL = /[^\s"'<>()[\]{}:;,@\\=&/?|]/;
/** Labels in letters of any script (RFC 6531), the last one of one script, so that a sentence without spaces goes on behind it. */
const DOMAIN = /(?:[\p{L}\p{M}\p{N}-]{1,63}\.){1,8}(?:[A-Za-z0-9-]{1,63}|[^\P{L}A-Za-z][\p{L}\p{M}]{1,62})/uy;
/** `icon@2x.png`, `package@1.2.3-beta.one`, `package@1.27` and what does not end like a domain. */
const NO_DOMAIN =
  /^v?\d+\.\d+(?:\.|$)|^\dx\.|\.(?:png|jpe?g|gif|webp|avif|svg|ico|js|mjs|css|map)$|\.(?!xn--)[^.]*\d[^.]*$|\.[^.]$/i;

/** What stands before the last part of whoever calls an address, which is read by itself. */
const AUTHORITY = /:\/\/(?:[^\s/@]{1,90}:)?$/;

/** The line of a mail, a call or an event that says what it is called (RFC 5322 section 3.6.4, RFC 3261 section 20.8, RFC 5545 section 3.8.4.7), which is written like an address. */
const OF_ID =
  /^(?:(?:(?:message|content|call)-id|in-reply-to|references):\s{0,4}(?:<[^\s<>]{1,200}>\s{1,4}){0,20}<?)$/i;
const OF_EVENT = /^UID:$/;
/** What no name of a mailbox begins with: a date, a number. */
const NUMBERED = /^\d{4}/;
/** The object of a calendar whose event it is, and how far before it that begins. */
const CALENDAR = /BEGIN:V(?:EVENT|TODO|JOURNAL|CALENDAR)/;
const MAX_BEFORE_ID = 1_000;

/** So much of something at a price: `10шт@5.руб`. */
const PRICED = /^\d{1,9}\p{L}{0,4}@\d{1,9}\./u;

/** Addresses that documented error texts quote. */
const PUBLISHED: ReadonlySet<string> = new Set(['acme@makapix.club']);

/** An algorithm that somebody added to SSH (RFC 4251 section 6); people have no numbers in their names there. */
const OF_ALGORITHM =
  /^(?:zlib|(?=.{0,60}\d)[a-z\d]{2,20}(?:-[a-z\d]{1,20}){1,6})@(?:openssh\.com|libssh\.org|lysator\.liu\.se)$/;

/** E-mail addresses (RFC 5321 section 4.5.3.1: at most 64 characters before the sign). */
export const mailAddresses: Shape = (text, at0, out) => {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && LOCAL.test(text[start - 1] ?? '')) start--;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    if (start === at || !domain || NO_DOMAIN.test(domain)) continue;
    const end = at + 1 + domain.length;
    // A user or a password and a host: `ssh://bob@host`, and `git@host:team/shop.git`.
    if (text.startsWith('git@', start) || AUTHORITY.test(text.slice(Math.max(0, start - 100), start))) continue;
    const address = text.slice(start, end);
    const before = text.slice(Math.max(0, start - MAX_BEFORE_ID), start);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    if (OF_ID.test(line) || (OF_EVENT.test(line) && (NUMBERED.test(address) || CALENDAR.test(before)))) continue;
    if (PRICED.test(address) || OF_ALGORITHM.test(address)) continue;
    if (!PUBLISHED.has(address) && !isMasked(address)) found(out, at0, start, end, 'e-mail');
  }
};

/**
 * A telephone number as the network has it (ITU-T E.164): a country and a number, without signs between. Those of North America have
 * eleven digits and no area that begins with 0 or 1; what is round, or has a unit, is an amount.
 */
const TELEPHONE =
  /(?<![\w.+-])\+(?!\d*0{5})(?:1[2-9]\d{9}|[2-9]\d{9,14})(?![\w.]\w|\w|-|\s?(?:bytes?|[kKMGT]i?B|[mnµ]?s|rows?|items?|points?)\b)/g;

/** The same as people write it (ITU-T E.123): `+49 170 1234567`, `+1 (415) 555-2671`; a number with its thousands apart is none. */
const GROUPED_TELEPHONE = /(?<![\w.+-])\+[1-9]\d{0,2}[ -]\(?\d{2,4}\)?(?:[ /-]\d{2,8}){1,4}(?![\w.,-]?\w)/g;
/** A day behind a number: `+10 2024-11-28`. */
const HAS_DAY = /(?<!\d)[12]\d{3}-[01]\d-[0-3]\d(?!\d)/;
const THOUSANDS = /^\+\d{1,3}(?: \d{3})+$/;
const MIN_TELEPHONE = 10;
const MAX_TELEPHONE = 15;

export const telephoneNumbers: Shape = (text, at, out) => {
  for (const { index, 0: number } of text.matchAll(TELEPHONE)) found(out, at, index, index + number.length, 'value');
  for (const { index, 0: number } of text.matchAll(GROUPED_TELEPHONE)) {
    const { length } = number.replace(/\D/g, '');
    if (length >= MIN_TELEPHONE && length <= MAX_TELEPHONE && !THOUSANDS.test(number) && !HAS_DAY.test(number))
      found(out, at, index, index + number.length, 'value');
  }
};

/** Digits in groups, as on a payment card: 13 to 19 of them (ISO/IEC 7812-1). */
const CARD = /(?<![\w.]|(?:^|[^A-Za-z0-9])-)\d(?:[ .-]?\d){12,18}(?![\w]|\.\d)/g;
/** In groups of three digits or more, and with one sign between all of them; one sign alone is the point of a number. */
const GROUPS = /^(?:\d+|\d{3,6}([ .-])\d{3,6}(?:\1\d{3,7}){1,3})$/;
/** First digits by which card networks are known (ISO/IEC 7812-1, the networks' own ranges), with the number of digits. */
const NETWORK =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}|(?:50|5[6-9]|6[0-9])\d{10,17})$/;

/** `isIdPlace`: under the name of an id, where only digits in groups are a card. */
export function cards(text: string, at: number, isIdPlace: boolean, out: Reading): void {
  for (const match of text.matchAll(CARD)) {
    if (isIdPlace && !/\d[ -]\d/.test(match[0])) continue;
    if (isCard(match[0])) found(out, at, match.index, match.index + match[0].length, 'card number');
  }
}

/** A card number by its network and the Luhn check (ISO/IEC 7812-1). */
export function isCard(run: string): boolean {
  if (!GROUPS.test(run)) return false;
  const digits = run.replace(/[ .-]/g, '');
  if (!NETWORK.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const d = Number(digits[digits.length - 1 - i]) * (i % 2 === 1 ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 === 0;
}

/** An account number (ISO 13616; `RF` begins a reference by ISO 11649): a country, two check digits, at most 30 capitals and digits, often in groups of four. */
const IBAN = /(?<![\w-])(?!RF)[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![\w-])/g;

export const accountNumbers: Shape = (text, at, out) => {
  for (const { index, 0: run } of text.matchAll(IBAN)) {
    const end = index + run.length;
    if (isIban(run)) found(out, at, index, end, 'account number');
    else {
      // A word in capitals behind it is no part of it.
      const shorter = run.replace(/[ -][A-Z0-9]{1,4}$/, '');
      if (isIban(shorter)) found(out, at, index, index + shorter.length, 'account number');
    }
  }
};

/** The check of ISO 7064 MOD 97-10, by which one run in 97 would pass by chance. */
function isIban(run: string): boolean {
  const text = run.replace(/[ -]/g, '');
  if (text.length < 15 || text.length > 34) return false;
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/**
 * Licence keys as people type them: four to eight groups of four to eight capitals and digits, all of one length, or both within two
 * groups at least. Under the name of a code or a key (`isCoded`) two groups and three are one as well, which else number something.
 */
const LICENCE = /(?<![\w-])[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){1,7}(?![\w-])/g;
const MIN_GROUPS = 4;
/** What opens an encrypted volume of Windows (BitLocker). */
const RECOVERY_KEY = /^\d{6}(?:-\d{6}){7}$/;

export function licenceKeys(text: string, at: number, isCoded: boolean, out: Reading): void {
  for (const match of text.matchAll(LICENCE)) {
    if (isMasked(match[0])) continue;
    const groups = match[0].split('-');
    const mixed = groups.filter((group) => /\d/.test(group) && /[A-Z]/.test(group)).length;
    const isEven = groups.every(({ length }) => length === groups[0]?.length);
    const isBoth = match[0].replace(/\D/g, '').length > 1 && match[0].replace(/[^A-Z]/g, '').length > 1;
    const isShort = groups.length < MIN_GROUPS;
    const isKey = isShort ? isCoded && isEven && mixed > 3 - groups.length : mixed >= 2 || (isEven && isBoth);
    if (isKey || RECOVERY_KEY.test(match[0])) found(out, at, match.index, match.index + match[0].length, 'licence key');
  }
}

const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g;
const IPV6 = /(?<![\w:.])[0-9a-f:]{2,39}(?:(?:\d{1,3}\.){3}\d{1,3})?(?:%\w{1,16})?(?![\w:])/gi;

/** IPv4 and IPv6 addresses (RFC 4291 section 2.2). */
export const networkAddresses: Shape = (text, at, out) => {
  for (const match of text.matchAll(IPV4)) {
    if (match[0].split('.').some((part) => Number(part) > 255)) continue;
    found(out, at, match.index, match.index + match[0].length, 'address');
  }
  for (const match of text.matchAll(IPV6)) {
    if (isIpv6(match[0])) found(out, at, match.index, match.index + match[0].length, 'address');
  }
};

function isIpv6(run: string): boolean {
  const plain = run.replace(/%.*$/, '');
  const groups = plain.split('::');
  if (groups.length > 2) return false;
  const parts = plain.split(':').filter((part) => part !== '');
  if (parts.some((part) => part.length > 4 && !part.includes('.'))) return false;
  const count = parts.length + (parts.at(-1)?.includes('.') ? 1 : 0);
  return groups.length === 2 ? count >= 1 && count < 8 : count === 8;
}
