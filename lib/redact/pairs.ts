/**
 * Names with values in a text of any kind: `name=value`, `"name": "value"`, `:name => value`, a line `Name: value`, `name -> value`,
 * `--name value`, as programs, configurations and logs write them.
 */
import { isCode, isExpression, isMinified, isScope } from './code.ts';
import type { SecretClass } from './names.ts';
import { isPlaceholder } from './placeholders.ts';
import { quoteEnd } from './quotes.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed, unescaped } from './secrets.ts';
import { type Form, isMessage, isOpaque, isPassphrase, isPlain, isSecretValue, isToldWord } from './values.ts';

/** Characters of a name before a separator that are looked at. */
const MAX_NAME = 100;
const NAME_SIGN = /[\p{L}\p{M}\p{N}_.$[\]-]/u;
/** Also what stands between a name and its value where PHP serializes them: `"name";s:5:"value"`, `"name";i:5;`. */
const SEPARATOR = /;s:\d{1,9}:(?=")|;i:(?=-?\d)|=>|->|<-|:=|[:=]/g;
/** White space that is skipped between a name and its value, in characters. */
const MAX_SPACE = 100;
/** Longest value of a line, in characters. */
const MAX_LINE = 8_192;

interface Name {
  readonly text: string;
  readonly start: number;
  readonly isQuoted: boolean;
}

interface Place {
  readonly text: string;
  readonly at: number;
  readonly context: Context;
  readonly out: Reading;
}

export function readNamedValues(text: string, at: number, context: Context, out: Reading): void {
  const place: Place = { text, at, context, out };
  const separator = new RegExp(SEPARATOR);
  for (let match = separator.exec(text); match; match = separator.exec(text)) {
    const name = nameBefore(text, match.index);
    const secret = name && (context.names.secret(name.text) ?? secretWithBefore(name, text, context));
    if (!name || secret === undefined || isNoPair(text, match.index, match[0])) continue;
    const end = readAfter(place, match.index + match[0].length, match[0], name, secret);
    // What is hidden anyway is not looked into.
    separator.lastIndex = Math.max(separator.lastIndex, end);
  }
}

/** What says with the word before it whose it is: `session id=…`, `reset code=…`. */
const SECOND_WORD = /^(?:id|key|code|number|no|hash|value|pin)$/i;
const FIRST_WORD = /(?<![\p{L}\p{N}_.$-])[\p{L}]{3,20} $/u;
const MAX_FIRST = 24;

function secretWithBefore(
  { text: last, start, isQuoted }: Name,
  text: string,
  { names }: Context,
): SecretClass | undefined {
  if (isQuoted || !SECOND_WORD.test(last)) return undefined;
  const first = FIRST_WORD.exec(text.slice(Math.max(0, start - MAX_FIRST), start))?.[0];
  return first === undefined ? undefined : names.secret(first + last);
}

/** A comparison in code, and the parts of an ARN. */
function isNoPair(text: string, at: number, separator: string): boolean {
  if (separator === '=') return text[at + 1] === '=' || /[!<>]/.test(text[at - 1] ?? '');
  // What PHP says of a member within its name: `["token":protected]=>`.
  if (separator === ':' && VISIBILITY.test(text.slice(at, at + MAX_NAME))) return true;
  // The head of a block of Python: `check(password):`.
  if (separator === ':' && text[at - 1] === ')' && /^:[ \t]{0,8}\r?\n/.test(text.slice(at, at + 12))) return true;
  if (separator === ':' && text[at + 1] === ':' && isScope(text, at)) return true;
  // A symbol of Ruby: `session[:user_id]`.
  if (separator === ':' && text[at - 1] === '[') return true;
  return separator === ':' && ARN.test(text.slice(Math.max(0, at - MAX_NAME), at));
}

const VISIBILITY = /^:(?:"[^"\]]{1,80}":)?(?:protected|private)\]/;
const ARN = /(?:^|[\s"'([=])arn:[^\s"']*$/;

/** The name that ends before a separator: in quotes, brackets or bare. */
function nameBefore(text: string, at: number): Name | undefined {
  let end = at;
  while (end > 0 && at - end < 12 && isSpace(text.charCodeAt(end - 1))) end--;
  if (text[end - 1] === ']')
    end -=
      /(?<="):(?:"[^"\]]{1,80}":)?(?:protected|private)\]$/.exec(text.slice(Math.max(0, end - MAX_NAME), end))?.[0]
        .length ?? 0;
  if (text[end - 1] === ')' || (text[end - 1] === ']' && /["'`]/.test(text[end - 2] ?? ''))) end--;
  const quote = text[end - 1] ?? '';
  if (quote === '"' || quote === "'" || quote === '`') {
    // Quotes that are escaped belong to a text within this one, which is read by itself.
    if (text[end - 2] === '\\') return undefined;
    const from = Math.max(0, end - 2 - 2 * MAX_NAME);
    const start = text.slice(from, end - 1).lastIndexOf(quote);
    if (start < 0 || from + start + 1 >= end - 1) return undefined;
    return { text: text.slice(from + start + 1, end - 1), start: from + start, isQuoted: true };
  }
  let start = end;
  while (start > 0 && end - start < MAX_NAME && NAME_SIGN.test(text[start - 1] ?? '')) start--;
  // A bracket that nothing closes opens a list of pairs: `map[password:x user:bob]`.
  const open = text.slice(start, end).lastIndexOf('[');
  if (open >= 0 && !text.slice(start + open, end).includes(']')) start += open + 1;
  return start === end ? undefined : { text: text.slice(start, end), start, isQuoted: false };
}

/** What languages write around a value: `Some(…)`, `string(11) "…"`, `b'…'`, `N'…'`. */
const WRAPPER =
  /(?:string\(\d{1,9}\)\s{0,4}|(?:Some|Just|Optional|Option|Secret|SecretStr|SecretString|Sensitive|String|Ok|str|string|new\s+String|Value|Text|Buffer\.from)\(\s{0,4}|[nubrf]{1,2}(?=["'])|@(?=["'])|&?(?:quot;)?(?=["']))/iy;

/** The type of a constant before its value: `password: &str = "x"`. */
const TYPED = /&?(?:'\w{1,20}\s)?[A-Za-z][\w<>?.]{0,40}\s{1,4}=\s{1,4}(?=["'`])/y;

function readAfter(place: Place, from: number, separator: string, name: Name, secret: SecretClass): number {
  const { text } = place;
  if (separator === ':' && text.startsWith('//', from)) return 0;
  let start = skipSpace(text, from);
  TYPED.lastIndex = start;
  if (separator === ':') start += TYPED.exec(text)?.[0].length ?? 0;
  for (let i = 0; i < 3; i++) {
    WRAPPER.lastIndex = start;
    const wrapper = WRAPPER.exec(text)?.[0].length ?? 0;
    if (wrapper === 0) break;
    start += wrapper;
  }
  const first = text[start] ?? '';
  if (first === '"' || first === "'" || first === '`') {
    const isSaid = separator === ':' && !name.isQuoted && isWithinSentence(text, start);
    return isSaid ? 0 : readQuoted(place, start, name, secret);
  }
  if (first === '“') return readCurly(place, start, name, secret);
  if (first === '{' || first === '[' || first === '(') return readBracket(place, start, name, secret);
  if (separator === ':' && !name.isQuoted) return readColon(place, from, start, name, secret);
  return readBare(place, start, name, secret, separator !== ':' || !isSaidOf(text, name, start));
}

/** ``to field `password`: too short``: behind the name of a field in a sentence the sentence goes on. */
const isSaidOf = (text: string, name: Name, start: number) =>
  /[\p{L}\p{N}]\s$/u.test(text.slice(Math.max(0, name.start - 2), name.start)) &&
  /^(?:too|not|no|already|only|must|is|was|has|may|can|cannot|should|does|did|needs?|required|invalid|missing|expected|value|got|given|received)\s["'`\p{L}]/u.test(
    text.slice(start, start + 24),
  );

/** A value as a sentence quotes it: `errors.password: “rate_limited” decides`. */
function readCurly({ text, at, context, out }: Place, start: number, name: Name, secret: SecretClass): number {
  const length = text.slice(start, start + MAX_LINE).indexOf('”');
  if (length < 0) return 0;
  const value = text.slice(start + 1, start + length);
  if (!isSecretValue(secret, value, 'string', context.sent)) return 0;
  hideNamed(out, at + start + 1, at + start + length, { name: name.text, class: secret });
  return start + length;
}

/** `password: "email" must be given`: what is quoted is a part of a sentence. */
function isWithinSentence(text: string, start: number): boolean {
  const end = quoteEnd(text, start);
  return (
    /^\s{1,4}\p{L}[\p{L}'’]*(?:\s|$)/u.test(text.slice(end + 1, end + 40)) && !isOpaque(text.slice(start + 1, end))
  );
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at - from < MAX_SPACE && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}

/** Parts of a value that are put together (`'a' + 'b'`) at the most. */
const MAX_PARTS = 20;
const JOINED = /\s{0,8}(?:\+|\.|\|\|)\s{0,8}(?=["'`])/y;

/** A value in quotes, doubled quotes in it (SQL) included, and what is joined to it. */
function readQuoted({ text, at, context, out }: Place, from: number, name: Name, secret: SecretClass): number {
  let start = from;
  let end = start;
  let isHidden = false;
  for (let i = 0; i < MAX_PARTS; i++) {
    end = quoteEnd(text, start);
    while (text[end + 1] === text[start] && end > start + 1) end = quoteEnd(text, end + 1);
    const value = unescaped(text.slice(start + 1, end));
    if (isHidden ? value !== '' : isSecretValue(secret, value, 'string', context.sent)) {
      hideNamed(out, at + start + 1, at + end, { name: name.text, class: secret, value });
      isHidden = true;
    }
    JOINED.lastIndex = end + 1;
    const joint = JOINED.exec(text)?.[0].length ?? 0;
    if (joint === 0) break;
    isHidden ||= secret === 'password';
    start = end + 1 + joint;
  }
  return isHidden ? end : 0;
}

const PIECE = /["'{}[\]()]|[^\s,:="'{}[\]()<>]+/g;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** A value in brackets: one value (`Key (password)=(x)`, `Pwd={a;b}`), or an object or list whose values are all secret. */
function readBracket(place: Place, start: number, name: Name, secret: SecretClass): number {
  const { text, at, context, out } = place;
  const close = CLOSING[text[start] ?? ''] ?? '';
  const end = text.slice(start, start + 500).indexOf(close);
  const inner = end < 0 ? '' : text.slice(start + 1, start + end);
  // `{{ vault.token }}` has two brackets.
  if (end > 0 && isPlaceholder(text.slice(start, start + end + (text[start + end + 1] === close ? 2 : 1)))) return 0;
  if (inner !== '' && !/["':=,[{(]/.test(inner)) {
    if (!isCode(inner) && isSecretValue(secret, inner, 'string', context.sent))
      hideNamed(out, at + start + 1, at + start + end, { name: name.text, class: secret });
    return 0;
  }
  if (text[start] === '(') return 0;
  return readWithin(place, start, name, secret);
}

/** Longest text in brackets that is read a second time for names within it, in characters: nested ones must not cost their square. */
const MAX_AGAIN = 2_000;

/** Every value within an object or list; the names of its members stay. Gives where it ends. */
function readWithin({ text, at, context, out }: Place, start: number, name: Name, secret: SecretClass): number {
  const piece = new RegExp(PIECE);
  piece.lastIndex = start;
  let depth = 0;
  const check = (from: number, end: number, isBare: boolean) => {
    const after = skipSpace(text, isBare ? end : end + 1);
    if (text[after] === ':' || text[after] === '=') return;
    const value = unescaped(text.slice(from, end));
    const form: Form = isBare && /^-?\d/.test(value) ? 'number' : 'string';
    if (isToldWord(value) || isConstant(value, context) || !isSecretValue(secret, value, form, false)) return;
    hideNamed(out, at + from, at + end, {
      name: name.text,
      class: secret,
      value,
      spelling: isBare ? 'string' : 'plain',
    });
  };
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [token] = match;
    if (token === '{' || token === '[' || token === '(') depth++;
    else if (token === '}' || token === ']' || token === ')') {
      if (--depth <= 0) return piece.lastIndex - start > MAX_AGAIN ? piece.lastIndex : 0;
    } else if (token === '"' || token === "'") {
      const end = quoteEnd(text, match.index);
      piece.lastIndex = end + 1;
      check(match.index + 1, end, false);
    } else check(match.index, match.index + token.length, true);
  }
  return text.length;
}

/** A bare name and a colon: the line of a header or of YAML, a member of an object, or a sentence. */
function readColon(place: Place, from: number, start: number, name: Name, secret: SecretClass): number {
  const { text, at, context, out } = place;
  const before = text.slice(Math.max(0, name.start - 12), name.start);
  const isLine = /(?:^|[\n\r\0])[ \t>*+-]*$/.test(before) && (name.start <= 12 || /[\n\r\0]/.test(before));
  if (isLine && !/[\n\r]/.test(text.slice(from, start))) {
    const rest = text.slice(start, start + MAX_LINE).search(/[\n\r\0]/);
    const end = rest < 0 ? Math.min(text.length, start + MAX_LINE) : start + rest;
    const value = text.slice(start, end).replace(/[\s,;]+$/, '');
    if (BLOCK.test(value)) return 0;
    if (value.length > 0 && isSecretLine(secret, value, context.sent)) {
      hideNamed(out, at + start, at + start + value.length, { name: name.text, class: secret });
      return end;
    }
    return 0;
  }
  if (isLine && ITEM.test(text.slice(start, start + 3))) return readItems(place, start, name, secret);
  const isMember = /[{[,(;?&|]\s*$/.test(before) || start === from;
  return readBare(place, start, name, secret, isMember);
}

/** How YAML says that a value stands in the lines below, which are read as a whole (YAML 1.2.2 section 8.1.1). */
const BLOCK = /^[|>](?:[+-]?[1-9]?|[1-9][+-])$/;

const ITEM = /^-[ \t]/;
const ITEMS = /[ \t]{0,40}-[ \t]{1,8}["']?([^\s"':]{1,500})["']?[ \t]{0,8}(?:\r?\n|$)/y;
/** Items of a list that are read. */
const MAX_ITEMS = 100;

/** The items of a list in YAML; what is no more than a word of them names something. */
function readItems({ text, at, out }: Place, start: number, name: Name, secret: SecretClass): number {
  const items = new RegExp(ITEMS);
  items.lastIndex = start;
  let end = 0;
  for (let i = 0; i < MAX_ITEMS; i++) {
    const match = items.exec(text);
    if (!match) break;
    const value = match[1] ?? '';
    const from = match.index + match[0].indexOf(value);
    if (isOpaque(value)) hideNamed(out, at + from, at + from + value.length, { name: name.text, class: secret });
    end = from + value.length;
  }
  return end;
}

/** A line may hold a sentence about a value, and a value in it, which is found there. */
function isSecretLine(secret: SecretClass, value: string, sent: boolean): boolean {
  if (sent) return isSecretValue(secret, value, 'string', true);
  const isTold =
    /\s/.test(value) && !(secret === 'password' && isPassphrase(value)) && (isMessage(value) || isPlain(value));
  if (isTold || isCode(value) || isPlaceholder(value)) return false;
  return isSecretValue(secret, value, 'string', false);
}

const WORD = /^\S+/;
/** Characters of a value that are looked at for code. */
const MAX_CODE = 200;
const SCHEME = /^(?:Bearer|Basic|Digest|Negotiate|NTLM|Token|ApiKey)$/i;

/**
 * A value without quotes: to the next white space, or to a sign behind which the next pair begins. `isPair`: a program wrote it; in a
 * sentence, only what is no word is a value.
 */
function readBare(
  { text, at, context, out }: Place,
  start: number,
  name: Name,
  secret: SecretClass,
  isPair: boolean,
): number {
  let from = start;
  let end = name.isQuoted ? numberEnd(text, from) : valueEnd(text, from);
  if (SCHEME.test(text.slice(from, end))) {
    const next = skipSpace(text, end);
    const value = text.slice(next, valueEnd(text, next));
    if (value === '' || isPlain(value) || isMessage(value)) return 0;
    from = next;
    end = next + value.length;
  }
  const value = text.slice(from, end);
  // A quote that is escaped belongs to a text within this one, which is read by itself.
  if (value === '' || /^\\+$/.test(value)) return 0;
  // A long one is not searched again from each name within it.
  const unread = value.length > MAX_AGAIN ? end : 0;
  const word = WORD.exec(text.slice(from, from + MAX_CODE))?.[0] ?? '';
  if (
    isCode(word) ||
    isExpression(text.slice(from, from + MAX_CODE)) ||
    (text[end] !== undefined && isCode(value)) ||
    (!context.sent && isMinified(value))
  )
    return unread;
  if (!context.sent && isConstant(value, context)) return unread;
  const isNumber = /^-?\d[\d.]*$/.test(value);
  const form: Form = isNumber && name.isQuoted ? 'number' : 'string';
  const isSecret =
    isPair || isNumber ? isSecretValue(secret, value, form, context.sent && isPair) : isOpaque(value) || isDrawn(value);
  if (!isSecret) return unread;
  hideNamed(out, at + from, at + end, {
    name: name.text,
    class: secret,
    value,
    spelling: form === 'number' ? 'string' : 'plain',
  });
  return end;
}

/** Where a value of JSON ends that broke before: a number or a word ends at the bracket behind it. */
export function numberEnd(text: string, from: number): number {
  const end = valueEnd(text, from);
  const number = /^(?:-?\d{1,20}(?:\.\d{1,20})?|true|false|null)(?=[}\]])/.exec(
    text.slice(from, Math.min(end, from + MAX_CODE)),
  );
  return number ? from + number[0].length : end;
}

/** The name of a constant or a variable that holds it: `api_key=API_KEY`, `password=db_password`. */
const isConstant = (value: string, { names }: Context) =>
  /^(?:[A-Z]{2,20}(?:_[A-Z]{2,20}){1,5}|_?[a-z]{2,20}(?:_[a-z]{2,20}){1,5}|X(?:-[A-Za-z]{2,20}){1,5})$/.test(value) &&
  names.secret(value) !== undefined;

/** Letters alone that make no words, as a key of them behind the name of a header. */
const isDrawn = (value: string) => /^[A-Za-z]{12,}$/.test(value) && !isPlain(value);

/** Signs behind which the next pair may begin. */
const NEXT_PAIR = String.raw`[,;&|](?=\s|$|\\|[\p{L}_$][\p{L}\p{N}_.$[\]-]{0,60}\s{0,4}[:=])`;
/** A value without quotes, up to such a sign. */
const BARE = new RegExp(`(?:(?!${NEXT_PAIR})[^\\s"'<>\`\\0])*`, 'uy');

/** Where a value without quotes ends that begins at an offset. */
export function valueEnd(text: string, start: number): number {
  BARE.lastIndex = start;
  const run = BARE.exec(text)?.[0] ?? '';
  let end = run.length;
  while (run[end - 1] === ',' || run[end - 1] === ';') end--;
  // A line that ends within a string of JSON, which is read as it stands there.
  let value = run.slice(0, end).replace(/(?:\\[nrt]){1,8}$/, '');
  // A bracket that closes what was opened before the value is no part of it.
  while (/[)\]}]$/.test(value) && !isBalanced(value)) value = value.slice(0, -1);
  return start + value.length;
}

const BALANCED_MAX = 1_000;

function isBalanced(value: string): boolean {
  if (value.length > BALANCED_MAX) return true;
  const count = (sign: string) => value.split(sign).length;
  return count('(') >= count(')') && count('[') >= count(']') && count('{') >= count('}');
}
