/** Runs of letters and digits: what was drawn by lot, base64 and what is in it, what a cut left. */
import { addressAt } from './address-places.ts';
import { BASE64, base64Text } from './codecs.ts';
import { idShape, isBuiltFile, isCloudLabel, isPoint, isResourceName } from './ids.ts';
import { looksCutRandom, looksLikeWords, looksRandom, MIN_RANDOM } from './random.ts';
import { type Context, hide, isIdPlace, MAX_LAYERS, type Reading, readingOf } from './reading.ts';
import { under } from './secrets.ts';
import { isMarked } from './shapes.ts';
import { isOpaque, isPlain } from './values.ts';

/** A run that could be a random secret or base64; what it is, its letters decide. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}/g;
/** The same where a user's own text may hide in base64: three characters are four in base64. */
const SHORT_RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{4,}={0,2}/g;
/** Base64 in lines (RFC 2045 section 6.8: at most 76 characters). */
const LINES = /(?:[A-Za-z0-9+/]{60,76}\r?\n){1,5000}[A-Za-z0-9+/]{0,76}={0,2}/g;
/** A word that a cut ended, ours or a server's, also within the last sign that was encoded. */
const CUT =
  /(?<![A-Za-z0-9+/_=.~-])([A-Za-z0-9+/_=.~-]{4,2000})(?=(?:(?:%[0-9a-f]?){1,3}|&#?\w{0,6}|\\(?:u[0-9a-f]{0,3})?)?…)/gi;
/** Pictures and the like: their bytes are no text and no secret. */
const MEDIA = /data:(?:image|font|audio|video)\/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,3};base64,$/i;

/** The type before a public key of SSH (RFC 4253 section 6.6), and the longest that is looked at. */
export const SSH_KEY = /(?:^|[\s"'])(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\w{1,20})\s{1,4}$/;
export const MAX_TYPE = 40;
/** What stands before the public key with which the mails of a domain are checked (RFC 6376 section 3.6.1). */
const DKIM = /\bv=DKIM1;[^"\n]{0,60}[\s;]p=$/;
const MAX_DKIM = 90;
/** A public key, a certificate or a request for one between its lines (RFC 7468), a signature of a text (RFC 9580 section 6.2). */
const PUBLIC_KEY =
  /-----BEGIN (?:(?:[A-Z0-9]{1,10} )?PUBLIC KEY|(?:[A-Z0-9]{1,10} )?CERTIFICATE(?: REQUEST)?|X509 CRL|PGP (?:SIGNATURE|PUBLIC KEY BLOCK))-----[^-]{1,40000}-----END/g;

/** Tells whether an offset stands in a public key; asked in order. */
function publicKeys(text: string): (index: number) => boolean {
  const blocks = text.includes('-----BEGIN') ? text.matchAll(PUBLIC_KEY) : [][Symbol.iterator]();
  let block: RegExpExecArray | undefined = blocks.next().value;
  return (index) => {
    while (block && block.index + block[0].length <= index) block = blocks.next().value;
    if (block && block.index <= index) return true;
    if (text.startsWith('MI', index) && DKIM.test(text.slice(Math.max(0, index - MAX_DKIM), index))) return true;
    return text.startsWith('AAAA', index) && SSH_KEY.test(text.slice(Math.max(0, index - MAX_TYPE), index));
  };
}

export function readRuns(text: string, at: number, outer: Context, out: Reading): void {
  // A name speaks of its whole value, not of a word in a sentence.
  const context = outer.label !== undefined && /\S\s+\S/.test(text) ? { ...outer, label: undefined } : outer;
  const isInBlock = publicKeys(text);
  const isPublic = publicKeys(text);
  const addressAround = addressAt(text);
  if (text.includes('\n'))
    for (const { index, 0: block } of text.matchAll(LINES))
      if (!isInBlock(index)) readBase64(block, at + index, context, out);
  for (const { index, 0: run } of text.matchAll(context.shortRuns ? SHORT_RUN : RUN)) {
    if (MEDIA.test(text.slice(Math.max(0, index - 120), index)) || isPublic(index)) continue;
    // An address has been read part by part: it is no run across its slashes.
    const address = addressAround(index);
    if (address === undefined && readBase64(run, at + index, context, out)) continue;
    const last = lastLevel(run);
    if (last > 0) readBase64(run.slice(last), at + index + last, context, out);
    if (run.length >= MIN_RANDOM) readRandom(text, index, run, at, context, out, address);
    else if (isShortKey(text, index, run, context))
      hide(out, at + index, at + index + run.length, { kind: 'key', echo: 'parts' });
  }
  if (text.includes('…')) readCut(text, at, out);
}

/** Where base64 begins that stands last in a path or topic, as its padding tells; 0 where there is none: `a/NTI1…==`. */
function lastLevel(run: string): number {
  return run.endsWith('=') && base64Text(run) === undefined ? run.lastIndexOf('/') + 1 : 0;
}

/** True where the run is the base64 of a text, which then is read like any other. */
function readBase64(run: string, at: number, context: Context, out: Reading): boolean {
  if (context.depth >= MAX_LAYERS || (!context.shortRuns && !(/[a-z]/.test(run) && /[A-Z]/.test(run)))) return false;
  const plain = base64Text(run);
  if (plain === undefined) return false;
  const below: Context = {
    ...context,
    depth: context.depth + 1,
    label: undefined,
    // What a name speaks of is no accident of its letters.
    near: isReadable(plain) ? context.near : undefined,
    inAddress: false,
    asUrl: false,
    inPath: false,
    inMarkup: false,
    // What would be shown if nobody could read it is not hidden for its look where somebody can: the place of a page.
    readRuns: isIdPlace(context) ? () => {} : context.readRuns,
  };
  const reading = readingOf(plain, context.read, below);
  const isNoPair = isIdPlace(context) || NUMBERED_TYPE.test(plain) || /^[[{]/.test(plain);
  const pair = isNoPair ? null : /^[^\s:]{1,60}:(\S{3,})$/.exec(plain);
  if (pair && isOpaque(pair[1] ?? '') && !/^\d+$/.test(pair[1] ?? ''))
    hide(reading, plain.indexOf(':') + 1, plain.length, { kind: 'credentials', echo: 'parts' });
  out.layers.push({ start: at, end: at + run.length, codec: BASE64, reading });
  return isReadable(plain);
}

/** A node of a graph, whose id is its type and number in base64: `04:User31898046`. */
const NUMBERED_TYPE = /^\d{1,3}:[A-Z]/;

/** Bytes by lot hardly ever are all printable. */
function isReadable(plain: string): boolean {
  return plain.length >= 9 && /^[\x20-\x7e\s]*$/.test(plain) && /[A-Za-z]{3}|^\[.*\]$|^\{.*\}$/.test(plain);
}

/** A digest in base64, which has slashes (Subresource Integrity). */
const INTEGRITY = /^sha(?:256-[\w+/]{43}=|384-[\w+/]{64}|512-[\w+/]{86}==)$/;

/** A path or topic is judged level by level: its words and ids stay readable, a token among them does not. */
function readRandom(
  text: string,
  from: number,
  whole: string,
  at: number,
  context: Context,
  out: Reading,
  address: number | undefined,
): void {
  const levels = whole.split('/');
  const isLevels = levels.length > 1 && (address !== undefined || (!INTEGRITY.test(whole) && isPath(levels)));
  // What stands right before an address speaks of all that is in it.
  const isSpokenOf = address !== undefined && SPEAKS.test(text.slice(Math.max(0, address - BEFORE), address));
  const within = isSpokenOf ? under(context, 'token') : { ...context, inPath: context.inPath || isLevels };
  let start = from;
  for (const [i, run] of (isLevels ? levels : [whole]).entries()) {
    // `/commit/…` says more than what stands before the address.
    const isOfThing = address !== undefined && i > 0 && context.names.isThing(levels[i - 1] ?? '');
    if (run.length >= MIN_RANDOM && !isOfThing) judge(text, start, run, at, within, out);
    start += run.length + 1;
  }
}

/** Letters of one case alone are a word of some language, unless they are more than any has. */
const MIN_LETTERS = 32;

/** The name of a program with the beginning of its version (RFC 9110 section 10.1.5). */
const PRODUCT = /^[A-Za-z]{2,20}(?:-[A-Za-z]{2,20}){1,6}\/v?\d{1,4}$/;

function judge(text: string, start: number, run: string, at: number, context: Context, out: Reading): void {
  if (isKeyOf(text, start, run, context)) {
    hide(out, at + start, at + start + run.length, {
      kind: 'key',
      echo: 'parts',
      spelling: context.asUrl ? 'url' : 'plain',
    });
    return;
  }
  if (PRODUCT.test(run)) return;
  const marked = MARKED_ID.exec(run)?.[0].length ?? 0;
  if (
    marked > 0 &&
    isSecretMark(run.slice(0, marked - 1), context) &&
    !isBuiltFile(text.slice(start + run.length, start + run.length + 80))
  ) {
    hide(out, at + start + marked, at + start + run.length, {
      kind: 'key',
      echo: 'parts',
      spelling: context.asUrl ? 'url' : 'plain',
    });
    return;
  }
  if (!looksRandom(run) || (run.length < MIN_LETTERS && /^(?:[a-z]+|[A-Z]+)$/.test(run))) return;
  // A word before a token says what it is, and is no part of it.
  const prefix = /^(?:[a-z]{2,12}[-_]){1,3}(?=[A-Za-z0-9]{20,}$)/.exec(run)?.[0].length ?? 0;
  if (isId(text, start, run, context) || (prefix > 0 && isId(text, start, run.slice(prefix), context))) return;
  hide(out, at + start + prefix, at + start + run.length, {
    kind: 'token',
    echo: 'parts',
    spelling: context.asUrl ? 'url' : 'plain',
  });
}

/** A name, a hyphen and what is written like an id: `acme-secret-key-3f2a…`. */
const MARKED_ID =
  /^[A-Za-z]{2,20}(?:[-_][A-Za-z]{2,20}){0,4}[-_](?=(?:[0-9a-f]{32,64}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$)/;
const isSecretMark = (name: string, { names }: Context) =>
  /(?:key|token|secret)$/i.test(name) && (names.secret(name) !== undefined || names.isKey(name));

/** The word before a run, and what stands between them: `"request_id": "`, `trace id `, `commit `, `id=`. */
const LABEL =
  /(?:^|[^\p{L}\p{N}_.$-])([\p{L}\p{N}_.$-]{1,60})(["'`\])]{0,2}\s{0,4}(?:=>|->|[:=#])?\s{0,4}["'`([{|]{0,2})$/u;
/** What speaks of a secret shortly before a run. */
const SPEAKS =
  /(?:pass|pwd|secret|token|\bkey\b|api-?key|credential|session|sessid|\bsid\b|bearer|auth(?![a-z]*[-_.][a-z])|cookie|licen[cs]e)[^.\n]{0,32}$/i;
/** What a file is called after the id in its name: `file-…-data`. */
const WORDS_BEHIND = /(?:[-_][a-z]{3,12}){1,2}$/;
/** Members that hold whatever was asked for. */
const SAYS_NOTHING = /^(?:data|items?|results?|list)$/i;
/** Characters before a run that are looked at. */
const BEFORE = 100;

function isId(text: string, start: number, run: string, context: Context): boolean {
  const shape = idShape(run);
  if (shape === 'certain' || idShape(run.replace(WORDS_BEHIND, '')) === 'certain') return true;
  const rest = text.slice(start + run.length, start + run.length + 80);
  if (isBuiltFile(rest) || (rest.startsWith('.') && isCloudLabel(`x${rest}`))) return true;
  const { before, isNear, name } = namedBefore(text, start, context);
  if (isResourceName(before)) return true;
  if (name !== undefined && context.names.secret(name) !== undefined) return false;
  if (name !== undefined && context.names.isId(name)) return !isKeyBytes(name, run);
  if (shape === undefined || SPEAKS.test(before)) return false;
  // The code of an error; a code that somebody may redeem is written in another way. A hash under the name of how it was made.
  if (name !== undefined && /^(?:error[-_]?)?code$|(?:^|[-_])md5$/i.test(name)) return true;
  // A shape that ids share with keys stays where no name says something else.
  return (!isNear && (context.label === undefined || SAYS_NOTHING.test(context.label))) || context.inPath;
}

/** Bytes of a key, and no name that finds a row: `primaryKey`. */
const isKeyBytes = (name: string, run: string) =>
  run.length > 40 && /(?:primary|secondary)[-_]?key$/i.test(name) && /[+/=]/.test(run);

/** What is written like an id, under the name of a key: many services give out UUIDs and hashes as keys. */
function isKeyOf(text: string, start: number, run: string, context: Context): boolean {
  if (idShape(run) === undefined) return false;
  const { isNear, name } = namedBefore(text, start, context);
  if (name === undefined || (isPoint(run) && !/priv|secret/i.test(name))) return false;
  return (isNear || context.label !== undefined) && context.names.isKey(name);
}

/** Half a hash: digits and letters, none of which is the number of anything. */
const isHex = (run: string) => /^(?=.*\d)(?=.*[a-f])[\da-f]{16}$/i.test(run);

/** What is too short to tell by its letters alone, under the name of a key: `openaiKey`. */
function isShortKey(text: string, start: number, run: string, context: Context): boolean {
  const isMixed = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z\d_-]+$/.test(run) && looksCutRandom(run) && !isPlain(run);
  if (!isMixed && !isHex(run)) return false;
  const { isNear, name } = namedBefore(text, start, context);
  return name !== undefined && (isNear || context.label !== undefined) && context.names.isKey(name);
}

/** The name that a run stands under, and what stands before it. */
function namedBefore(text: string, start: number, { label: above }: Context) {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const label = LABEL.exec(before);
  const isNear = label !== null && /[:=#>]/.test(label[2] ?? '');
  return { before, isNear, name: isNear ? label[1] : (above ?? label?.[1]) };
}

/** A word of a path, also of several or with a capital: `lora_model`, `README`, `AppData`. */
const LEVEL_WORD = /^@?[a-z][a-z_-]{2,}$|^[A-Z]?[a-z]{2,20}[A-Z][a-z]{3,20}$|^[A-Z]{4,12}$|^v\d$/;
/** In as many characters base64 has a capital, but for one of a hundred thousand. */
const MIN_CASELESS = 20;

/** Random base64 has slashes too, but hardly ever words at every second place, no ids between them, and capitals. */
function isPath(levels: readonly string[]): boolean {
  const words = levels.filter((level) => LEVEL_WORD.test(level));
  const ids = levels.filter((level) => level.length > 20 && idShape(level) !== undefined);
  const isRooted = levels[0] === '' && words.length > 0;
  const isMany = (isRooted || words.length > 1) && (words.length + ids.length) * 2 >= levels.length - 1;
  const whole = levels.join('');
  const isCaseless = words.length > 0 && levels.length > 2 && whole.length >= MIN_CASELESS && !/[A-Z+]/.test(whole);
  return (
    isCaseless ||
    (isMany && looksLikeWords(words)) ||
    levels.some((level) => idShape(level) === 'certain' && level.length > 20)
  );
}

/** Of an address only the last segment is cut. */
const OF_ADDRESS = /^(?:\/\/|(?:[\w-]{1,40}\.){1,4}[a-z]{2,10}\/)/;
/** Shortest beginning that a cut may have left of a token, in characters. */
const MIN_CUT = 4;

/** What a cut left of a token: a beginning that gives it away, or letters and digits that make no word. */
function readCut(text: string, at: number, out: Reading): void {
  for (const { index: from, 0: whole } of text.matchAll(CUT)) {
    const index = from + (OF_ADDRESS.test(whole) ? whole.lastIndexOf('/') + 1 : 0);
    const run = whole.slice(index - from);
    if (run.length >= MIN_CUT && !/[-_]$/.test(run) && (isMarked(run) || (looksCutRandom(run) && !isPlain(run))))
      hide(out, at + index, at + index + run.length, { kind: 'token', echo: 'parts' });
  }
}
