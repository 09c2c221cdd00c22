/** Tells what a text is and has it read: JSON, a form, multipart, markup, a stream of events, an address, or any text. */
import { readAddress, readPairs } from './address.ts';
import { looksLikeForm, looksLikeMultipart, readMultipart } from './forms.ts';
import { readJson } from './json-reader.ts';
import { looksLikeMarkup, readAcrossTags, readMarkup } from './markup.ts';
import { createNames } from './names.ts';
import { type Context, hide, MAX_LAYERS, type Reader, type Reading } from './reading.ts';
import type { RedactionRules } from './rules.ts';
import { readRuns } from './runs.ts';
import { readFreeText } from './text.ts';

/** What an unnested text is read with. */
export function createContext(rules: RedactionRules, keepHosts: boolean): Context {
  return {
    names: createNames(rules.keys),
    sent: false,
    depth: 0,
    label: undefined,
    near: undefined,
    inAddress: false,
    inPath: false,
    inMarkup: false,
    hideAddresses: rules.hideAddresses,
    keepHosts,
    shortRuns: rules.literals.length > 0,
    read,
    readRuns,
  };
}

/** Depth at which nothing is taken apart any more. */
const MAX_DEPTH = MAX_LAYERS + 4;

/** What may stand before JSON: a byte order mark, a guard against inclusion, the packet type of Engine.IO and Socket.IO, a call (JSONP). */
const BEFORE_JSON =
  /^(?:\ufeff|\s|\)\]\}',?|while\(1\);|for\(;;\);|\d{1,4}(?:\/[\w/-]{1,60},)?\d{0,6}(?=[[{])|[a-zA-Z_$][\w$.]{0,60}\((?=[[{])){0,4}(?=[[{])/;
const EVENT_LINE = /^(data|id|event|retry|:)[: ] ?/;

function read(text: string, at: number, context: Context, out: Reading): void {
  if (context.depth > MAX_DEPTH) hide(out, at, at + text.length, { kind: 'text' });
  else if (text.length > 2) readerOf(text, context)(text, at, context, out);
}

/** The reader for what a text looks like. */
function readerOf(text: string, context: Context): Reader {
  const first = text.charCodeAt(0);
  if (first === QUOTE && /"\s*$/.test(text)) return readString;
  // Most texts are words, and no JSON begins with a letter but in a call.
  const isWord = first > 0x40 && first < 0x80 && first !== BRACE && first !== BRACKET && !text.includes('(');
  if (!isWord && BEFORE_JSON.test(text)) return readValues;
  if (text.includes('isposition') && looksLikeMultipart(text)) return readMultipart;
  if (text.includes('=') && looksLikeForm(text) && !text.includes('://')) return readForm;
  if (text.includes('<') && !context.inMarkup && looksLikeMarkup(text)) return readMarked;
  if (isAddress(text, context)) return readWholeAddress;
  if (text.includes('\n') && /^(?:data|event|id|retry):/m.test(text)) return readEvents;
  return readFreeText;
}

const QUOTE = 0x22;
const BRACE = 0x7b;
const BRACKET = 0x5b;

function isAddress(text: string, { inAddress }: Context): boolean {
  return /^[a-z][a-z0-9+.-]{1,30}:\/\/\S*$/i.test(text) || (inAddress && text.startsWith('/') && !/\s/.test(text));
}

const readWholeAddress: Reader = (text, at, context, out) =>
  readAddress(text, at, { ...context, depth: context.depth + 1 }, out);

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

function readForm(text: string, at: number, context: Context, out: Reading): void {
  readPairs(text, at, { ...context, inAddress: true, depth: context.depth + 1 }, out);
  if (!text.includes('&')) readFreeText(text, at, context, out);
}

function readMarked(text: string, at: number, context: Context, out: Reading): void {
  readMarkup(text, at, { ...context, depth: context.depth + 1 }, out);
  readAcrossTags(text, at, context, out);
}

/** A stream of events (HTML standard, section 9.2.5): the data of each line by itself. */
function readEvents(text: string, at: number, context: Context, out: Reading): void {
  let start = 0;
  for (const line of text.split('\n')) {
    const field = EVENT_LINE.exec(line)?.[0].length ?? 0;
    if (line.length > field)
      context.read(line.slice(field), at + start + field, { ...context, depth: context.depth + 1 }, out);
    start += line.length + 1;
  }
}
