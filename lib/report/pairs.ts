/** Names with values in a text of any kind: `"name": value`, `name=value`, a line `Name: value`, an element, a field of a form. */
import { undone } from './encodings.ts';
import type { Names } from './names.ts';

/** A value whose name says that it is a secret. */
export interface NamedValue {
  readonly start: number;
  readonly end: number;
  /** A number or word of JSON, which takes quotes when something else is put in its place. */
  readonly isBare: boolean;
  /** A sentence may stand there, about the value that was sent: `{"password": ["This password is too short."]}`. */
  readonly maySay: boolean;
}

/** Characters of a name before a separator that are looked at. */
const MAX_NAME = 100;
const NAME = /[\w.$%[\]-]/;
const SEPARATOR = /[:=]/g;
/** A value without quotes. */
const BARE = /[^\s,;&"'<>(){}[\]]+/y;
/** Plain words, as in `token: expired`. */
const WORDS = /^[A-Za-z][a-z]*(?: [A-Za-z]?[a-z]+)*[.!]?$/;
/** Words of JSON and of programs: they hold no secret. */
const WORD = /^(?:true|false|null|undefined|none|nil|nan)$/i;

/** The values of all secret names, in no particular order. */
export function secretValues(text: string, names: Names): NamedValue[] {
  const found: NamedValue[] = [];
  const separator = new RegExp(SEPARATOR);
  for (let match = separator.exec(text); match; match = separator.exec(text)) {
    const known = found.length;
    afterSeparator(text, match.index, names, found);
    // What is hidden anyway is not looked into.
    for (let i = known; i < found.length; i++) separator.lastIndex = Math.max(separator.lastIndex, found[i]?.end ?? 0);
  }
  if (text.includes('<')) elements(text, names, found);
  if (/form-data/i.test(text)) formFields(text, names, found);
  return found;
}

interface Name {
  readonly text: string;
  readonly start: number;
  readonly isQuoted: boolean;
}

function afterSeparator(text: string, at: number, names: Names, found: NamedValue[]): void {
  const name = nameBefore(text, at);
  if (!name) return;
  const isSecret = names.isSecret(name.text) || (name.isQuoted && isValueOfSecret(text, name, names));
  if (!isSecret) return;
  const maySay = !names.isOwn(name.text);
  if (name.isQuoted || text[at] === '=') valueAt(text, skipSpace(text, at + 1), name.isQuoted, maySay, found);
  else afterColon(text, at, name, maySay, found);
}

/** The name that ends before a separator, in quotes or bare. */
function nameBefore(text: string, at: number): Name | undefined {
  let end = at;
  while (end > 0 && at - end < 4 && isSpace(text.charCodeAt(end - 1))) end--;
  const quote = text[end - 1];
  if (quote === '"' || quote === "'") {
    // Quotes that are escaped belong to a text within this one, which is read by itself.
    if (text[end - 2] === '\\') return undefined;
    const start = text.lastIndexOf(quote, end - 2) + 1;
    if (start === 0 || end - 1 <= start) return undefined;
    const raw =
      end - 1 - start > 2 * MAX_NAME
        ? text.slice(start, start + MAX_NAME) + text.slice(end - MAX_NAME, end - 1)
        : text.slice(start, end - 1);
    return { text: readable(raw), start, isQuoted: true };
  }
  let start = end;
  while (start > 0 && end - start < MAX_NAME && NAME.test(text[start - 1] ?? '')) start--;
  return start === end ? undefined : { text: readable(text.slice(start, end)), start, isQuoted: false };
}

function readable(name: string): string {
  return /[\\%&]/.test(name) ? undone(undone(name)) : name;
}

/** `{"name": "password", "value": …}`: lists of headers, parameters and fields are written so. */
const NAMED_BEFORE = /"(?:name|key|field|header|parameter|param)"\s{0,4}:\s{0,4}"([^"\\]{1,100})"\s{0,4},\s{0,40}"$/i;

function isValueOfSecret(text: string, { text: name, start }: Name, names: Names): boolean {
  if (!/^(?:value|content|data|default)$/i.test(name)) return false;
  const before = NAMED_BEFORE.exec(text.slice(Math.max(0, start - 180), start));
  return before?.[1] !== undefined && names.isSecret(before[1]);
}

/** A bare name and a colon: the line of a header or of YAML, a member of a script's object, or a sentence. */
function afterColon(text: string, at: number, name: Name, maySay: boolean, found: NamedValue[]): void {
  if (text.startsWith('//', at + 1)) return;
  const before = text.slice(Math.max(0, name.start - 12), name.start);
  if (/(?:^|[\n\r])[ \t>*-]*$/.test(before) && (name.start <= 12 || /[\n\r]/.test(before))) {
    const start = skipSpace(text, at + 1, ' \t');
    if (text[start] === '"' || text[start] === "'") {
      valueAt(text, start, false, maySay, found);
      return;
    }
    const end = text.slice(start, start + 8_192).search(/[\n\r]/);
    const stop = end < 0 ? Math.min(text.length, start + 8_192) : start + end;
    const value = text.slice(start, stop).trim();
    const isSaid = maySay && WORDS.test(value) && !/pass|pwd|secret|cookie/i.test(name.text);
    if (value !== '' && !WORD.test(value) && !isSaid) found.push({ start, end: stop, isBare: false, maySay });
    return;
  }
  const start = skipSpace(text, at + 1);
  // In a sentence a word follows; what is no word is the secret.
  BARE.lastIndex = start;
  const value = BARE.exec(text)?.[0] ?? '';
  const isMember = /[{[,(;?&]\s*$/.test(before);
  if (isMember || /\d/.test(value) || /[a-z][A-Z]/.test(value) || start === at + 1)
    valueAt(text, start, false, maySay, found);
}

function valueAt(text: string, start: number, isJson: boolean, maySay: boolean, found: NamedValue[]): void {
  const first = text[start];
  if (first === '"' || first === "'") {
    const end = stringEnd(text, start);
    if (end > start + 1) found.push({ start: start + 1, end, isBare: false, maySay });
    return;
  }
  if (isJson && (first === '{' || first === '[')) {
    within(text, start, maySay, found);
    return;
  }
  BARE.lastIndex = start;
  const value = BARE.exec(text)?.[0] ?? '';
  if (value !== '' && !WORD.test(value)) found.push({ start, end: start + value.length, isBare: isJson, maySay });
}

const PIECE = /["'{}[\]]|[^\s,:"'{}[\]<>]+/g;

/** Every value within the object or list of a secret name; the names of its members stay. */
function within(text: string, start: number, maySay: boolean, found: NamedValue[]): void {
  const piece = new RegExp(PIECE);
  piece.lastIndex = start;
  let depth = 0;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [token] = match;
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') {
      if (--depth <= 0) return;
    } else if (token === '"' || token === "'") {
      const end = stringEnd(text, match.index);
      piece.lastIndex = end + 1;
      const isName = text[skipSpace(text, end + 1)] === ':';
      if (!isName && end > match.index + 1) found.push({ start: match.index + 1, end, isBare: false, maySay });
    } else if (!WORD.test(token))
      found.push({ start: match.index, end: match.index + token.length, isBare: true, maySay });
  }
}

/** Where the string that begins at `start` has its closing quote; the end of the text where it has none. */
function stringEnd(text: string, start: number): number {
  const quote = text[start] ?? '"';
  let end = text.indexOf(quote, start + 1);
  while (end >= 0) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\' && end - 1 - slashes > start) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf(quote, end + 1);
  }
  return text.length;
}

/** White space that is skipped between a name and its value, in characters. */
const MAX_SPACE = 100;

function skipSpace(text: string, from: number, spaces?: string): number {
  let at = from;
  while (at - from < MAX_SPACE && (spaces ? spaces.includes(text[at] ?? '\0') : isSpace(text.charCodeAt(at)))) at++;
  return at;
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}

/** An element and the text after it (XML 1.0 section 3.1), or an HTML field with its name and value among the attributes. */
const ELEMENT = /<([A-Za-z_][\w:.-]{0,60})(\s[^<>]{0,1000})?>(<!\[CDATA\[)?/g;
const FIELD_NAME = /\s(?:name|id|key|property)\s{0,4}=\s{0,4}["']([^"']{1,100})["']/i;
const FIELD_VALUE = /\s(?:value|content)\s{0,4}=\s{0,4}(["'])/i;
const TOKEN_NUMBER = /^\s\d{1,9}$/;

function elements(text: string, names: Names, found: NamedValue[]): void {
  for (const match of text.matchAll(ELEMENT)) {
    const [whole, element = '', attributes = ''] = match;
    if (TOKEN_NUMBER.test(attributes)) continue;
    const start = match.index + whole.length;
    if (names.isSecret(element.slice(element.lastIndexOf(':') + 1))) {
      const next = text.indexOf('<', start);
      const end = next < 0 ? text.length : next;
      if (text.slice(start, end).trim() !== '')
        found.push({ start, end, isBare: false, maySay: !names.isOwn(element) });
    }
    const field = FIELD_NAME.exec(attributes)?.[1];
    const value = FIELD_VALUE.exec(attributes);
    if (field === undefined || !value || !names.isSecret(field)) continue;
    const open = match.index + 1 + element.length + value.index + value[0].length;
    const close = text.indexOf(value[1] ?? '"', open);
    if (close > open) found.push({ start: open, end: close, isBare: false, maySay: false });
  }
}

/** The head of a part of multipart/form-data (RFC 7578 section 4.2) up to the empty line before its value. */
const FIELD =
  /content-disposition:[^\n]{0,200}?\bname="?([^"\n;]{1,200})"?[^\n]{0,200}\n(?:[^\n]{1,200}\n){0,4}?\r?\n/gi;

function formFields(text: string, names: Names, found: NamedValue[]): void {
  for (const match of text.matchAll(FIELD)) {
    if (!names.isSecretInAddress(readable(match[1] ?? ''))) continue;
    const start = match.index + match[0].length;
    const next = text.indexOf('\n--', start);
    const end = next < 0 ? text.length : next;
    if (end > start) found.push({ start, end: text[end - 1] === '\r' ? end - 1 : end, isBare: false, maySay: false });
    if (next < 0) return;
  }
}
