/** Tells what a text is and has it read: JSON, a form, multipart, markup, a stream of events, an address, or any text. */
import { readAddress, readPairs } from './address.ts';
import { looksLikeForm, looksLikeMultipart, readMultipart } from './forms.ts';
import { isHarmless } from './harmless.ts';
import { readJson } from './json-reader.ts';
import { looksLikeMarkup, readAcrossTags, readMarkup } from './markup.ts';
import { createNames } from './names.ts';
import { type Context, deeper, hide, type Reader, type Reading } from './reading.ts';
import type { RedactionRules } from './rules.ts';
import { readRuns } from './runs.ts';
import { under } from './secrets.ts';
import { readFreeText } from './text.ts';

/** What an unnested text is read with. */
export function createContext(rules: RedactionRules, keepHosts: boolean): Context {
  return {
    names: createNames(rules.keys),
    sent: false,
    depth: 0,
    nesting: 0,
    label: undefined,
    near: undefined,
    inAddress: false,
    asUrl: false,
    inPath: false,
    inMarkup: false,
    hideAddresses: rules.hideAddresses,
    keepHosts,
    shortRuns: rules.literals.length > 0,
    read,
    readRuns,
  };
}

/** Texts within texts that no encoding separates; what is nested deeper goes as a whole. */
const MAX_NESTING = 32;

/** What may stand before JSON: a byte order mark, a guard against inclusion, the packet type of Engine.IO and Socket.IO, a call (JSONP). */
const BEFORE_JSON =
  /^(?:\ufeff|\s|\)\]\}',?|while\(1\);|for\(;;\);|\d{1,4}(?:\/[\w/-]{1,60},)?\d{0,6}(?=[[{])|[a-zA-Z_$][\w$.]{0,60}\((?=[[{])){0,4}(?=[[{])/;
const EVENT_LINE = /^(data|id|event|retry|:)[: ] ?/;

function read(text: string, at: number, context: Context, out: Reading): void {
  if (context.nesting > MAX_NESTING) hide(out, at, at + text.length, { kind: 'text' });
  else if (text.length > 2 && (context.shortRuns || !isHarmless(text))) readerOf(text, context)(text, at, context, out);
}

/** The reader for what a text looks like. */
function readerOf(text: string, context: Context): Reader {
  const first = text.charCodeAt(0);
  if (first === QUOTE && /"\s*$/.test(text)) return readString;
  // Most texts are words, and no JSON begins with a letter but in a call.
  const isWord = first > 0x40 && first < 0x80 && first !== BRACE && first !== BRACKET && !text.includes('(');
  if (!isWord && BEFORE_JSON.test(text)) return readValues;
  if (!text.includes('</') && WITH_SEGMENT.test(text)) return readWholeAddress;
  const isMarkup = !context.inMarkup && text.includes('<') && looksLikeMarkup(text);
  if (isMarkup && /^\s*</.test(text)) return readMarked;
  if (text.includes('isposition') && looksLikeMultipart(text)) return readMultipart;
  if (text.includes('=') && looksLikeForm(text) && !text.includes('://')) return readForm;
  if (isMarkup) return readMarked;
  if (isAddress(text, context)) return readWholeAddress;
  if (text.includes('\n') && /^(?:data|event|id|retry):/m.test(text) && !IS_BLOCK.test(text)) return readEvents;
  return readFreeText;
}

/** A member of YAML that has others within it, which a stream of events has not. */
const IS_BLOCK = /^data:[ \t]{0,8}\r?\n[ \t]+\S/m;

/** An address with a placeholder for a segment or a part of one, which is no tag there. */
const WITH_SEGMENT =
  /^[a-z][a-z0-9+.-]{1,30}:\/\/[^\s"'<>]{1,2000}<{1,2}[A-Za-z][\w-]{0,60}>{1,2}[^\s"'=]*(?:\?[^\s"']*)?$/i;

const QUOTE = 0x22;
const BRACE = 0x7b;
const BRACKET = 0x5b;

function isAddress(text: string, { inAddress }: Context): boolean {
  return /^[a-z][a-z0-9+.-]{1,30}:\/\/\S*$/i.test(text) || (inAddress && text.startsWith('/') && !/\s/.test(text));
}

const readWholeAddress: Reader = (text, at, context, out) => readAddress(text, at, deeper(context), out);

/** A string of JSON by itself. */
function readString(text: string, at: number, context: Context, out: Reading): void {
  if (readJson(text, 0, at, context, out) < text.trimEnd().length) readFreeText(text, at, context, out);
}

/** What stands between records. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the record separator of SignalR
const AT_RECORD = /^[\s\u001e,]*/;
/** What may end a text behind JSON: the end of a record (SignalR, STOMP), of a call (JSONP). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: both signs end a record
const AFTER_JSON = /^[\s\u001e\u0000);,]{0,20}$/;

/** Values one after the other, as far as they go; what breaks is read as any text, too. */
function readValues(text: string, at: number, context: Context, out: Reading): void {
  let from = BEFORE_JSON.exec(text)?.[0].length ?? 0;
  for (;;) {
    const end = readJson(text, from, at, context, out);
    if (end <= from) break;
    from = end;
    const rest = AT_RECORD.exec(text.slice(from, from + 200))?.[0].length ?? 0;
    if (text[from + rest] !== '{' && text[from + rest] !== '[') break;
    from += rest;
  }
  if (!AFTER_JSON.test(text.slice(from, from + 40))) readFreeText(text, at, context, out);
}

/** Settings in one line, as connections have them: `Server=db;Encrypt=True`. */
const NEXT_SETTING = /;[\w.-]{1,60}=/;

function readForm(text: string, at: number, context: Context, out: Reading): void {
  const separator = !text.includes('&') && NEXT_SETTING.test(text) ? ';' : '&';
  readPairs(text, at, { ...deeper(context), inAddress: true, asUrl: true }, out, separator);
  if (!text.includes('&')) readFreeText(text, at, context, out);
}

function readMarked(text: string, at: number, context: Context, out: Reading): void {
  readMarkup(text, at, deeper(context), out);
  readAcrossTags(text, at, context, out);
}

/** A stream of events (HTML standard, section 9.2.5): the data of each line by itself. */
function readEvents(text: string, at: number, context: Context, out: Reading): void {
  let start = 0;
  for (const line of text.split('\n')) {
    const event = EVENT_LINE.exec(line);
    const field = event?.[0].length ?? 0;
    const inner = event?.[1] === 'id' ? under(context, 'id') : context;
    if (line.length > field) context.read(line.slice(field), at + start + field, deeper(inner), out);
    start += line.length + 1;
  }
}
