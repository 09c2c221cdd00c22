/** What a body holds, whatever its type claims: one value, several (lines, events, parts), or prose. */
import type { Prose } from '../self-description/describe.ts';
import { isObject, textOf } from '../self-description/json.ts';
import { errorInFlattened, FLATTENED } from './flattened.ts';
import { decodePairs, isPairs } from './pairs.ts';
import { readHtml, readText } from './prose.ts';
import { decodeXml } from './xml.ts';

/** One of several values of a body, with what its carrier says about it. */
export interface Item {
  readonly value: unknown;
  /** Its position in the body, from 0. */
  readonly index: number;
  /** The `event:` of a server-sent event. */
  readonly event: string | undefined;
  /** The status of a part of a multipart batch. */
  readonly status: number | undefined;
}

export type Content =
  | {
      readonly form: 'value';
      readonly value: unknown;
      readonly root: string | undefined;
      readonly of: 'json' | 'xml' | 'jsonp' | 'form';
    }
  | { readonly form: 'items'; readonly items: readonly Item[]; readonly of: 'lines' | 'events' | 'parts' }
  | { readonly form: 'prose'; readonly prose: Prose; readonly of: 'html' | 'text' };

/** The longest body that is decoded, in characters. */
export const MAX_CONTENT = 1_000_000;
/** Lines, events or parts of one body that are read. */
const MAX_ITEMS = 20_000;

/**
 * Decodes a body. `type` is the media type without parameters, in lower case. Undefined where it is empty or too long.
 * `parse` parses JSON and yields undefined where the text is none; a caller that has parsed the text before passes its own.
 */
export function contentOf(text: string, type: string, parse = parseJson): Content | undefined {
  if (text.length === 0 || text.length > MAX_CONTENT) return undefined;
  const start = inkAt(text);
  if (start >= text.length) return undefined;
  if (type === 'text/event-stream') return { form: 'items', items: eventsOf(text), of: 'events' };
  if (type === 'application/connect+json') return { form: 'items', items: framesOf(text), of: 'lines' };
  if (type === ROWS) return { form: 'items', items: rowsOf(text), of: 'lines' };
  if (type === FLATTENED) return { form: 'items', items: itemsOf(errorInFlattened(text, parseJson)), of: 'parts' };
  const first = text.charCodeAt(start);
  if (first === 123 /* { */ || first === 91 /* [ */) return jsonContent(text, start, parse);
  if (first === 60 /* < */) return markupContent(text, start);
  if (type === 'application/x-www-form-urlencoded' || (OF_PAIRS.test(type) && isPairs(text)))
    return { form: 'value', value: decodePairs(text), root: undefined, of: 'form' };
  if (type.startsWith('multipart/')) return { form: 'items', items: partsOf(text), of: 'parts' };
  if (CHUNK.test(text)) return { form: 'items', items: chunksOf(text), of: 'lines' };
  if (PREFIXED.test(text)) return { form: 'items', items: prefixedOf(text), of: 'lines' };
  const failed = FAILED_UPDATE.exec(text);
  if (failed) return { form: 'items', items: itemsOf({ code: failed[1], message: failed[2] }), of: 'parts' };
  const call = callbackArgument(text, start);
  if (call !== undefined) return { form: 'value', value: call, root: undefined, of: 'jsonp' };
  // Nobody reads a picture.
  if (text.slice(0, BINARY_HEAD).includes('\0')) return undefined;
  return { form: 'prose', prose: readText(text), of: 'text' };
}

/** Types under which pairs come that have no type of their own. */
const OF_PAIRS = /^text\/(?:plain|namevalue|html)$/;

/** Binary formats have a zero in their first bytes; this many characters are looked at. */
const BINARY_HEAD = 256;

/** Index of the first character that is no white space and no byte order mark. */
function inkAt(text: string): number {
  let i = 0;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 32 && c !== 0xfeff && c !== 0xa0) break;
  }
  return i;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A prefix against script inclusion that some services put before their JSON: `)]}'`. */
const GUARD = /^\)\]\}'?,?\s*|^while\s?\(1\);?|^for\s?\(;;\);?/;

function jsonContent(text: string, start: number, parse: (text: string) => unknown): Content | undefined {
  const value = parse(start === 0 ? text : text.slice(start));
  if (value !== undefined) return { form: 'value', value, root: undefined, of: 'json' };
  const items = linesOfJson(text);
  if (items.length > 1) return { form: 'items', items, of: 'lines' };
  return { form: 'prose', prose: readText(text), of: 'text' };
}

/**
 * The last message of a Connect stream, which alone tells how it ended: a flag of 2, four bytes of length, JSON (Connect protocol,
 * "Error-End-Stream"). The length is not needed, and bytes of it may have been lost in the text.
 */
const END_OF_STREAM = '\u0002';
/** Flag and length, in bytes. */
const FRAME_HEAD = 5;
/** How much of the end is searched, in characters, and how many flags of it are tried. */
const MAX_END = 65_536;
const MAX_FLAGS = 16;

function framesOf(text: string): Item[] {
  const end = text.slice(-MAX_END);
  let at = end.lastIndexOf(END_OF_STREAM);
  for (let tries = 0; at >= 0 && tries < MAX_FLAGS; tries++) {
    const value = end[at + FRAME_HEAD] === '{' ? parseJson(end.slice(at + FRAME_HEAD)) : undefined;
    if (value !== undefined) return [{ value, index: 0, event: undefined, status: undefined }];
    at = at === 0 ? -1 : end.lastIndexOf(END_OF_STREAM, at - 1);
  }
  return [];
}

/** The type of rows, each with its number: `1:{"success":false,"error":"…"}` (React, "Server Functions"). */
const ROWS = 'text/x-component';
/** A row that holds an object; elements are lists, and references begin with a letter. */
const ROW = /^[\da-f]{1,6}:(E?)(?=\{)/;
/** A row of an error that was thrown: `1:E{"digest":"2738160573","message":"…"}`. A digest in words steers the router: a redirect, a page that is not there. */
const DIGEST = /^\d{1,20}$/;

function rowsOf(text: string): Item[] {
  const items: Item[] = [];
  for (const [index, line] of text.split('\n', MAX_ITEMS).entries()) {
    const head = ROW.exec(line);
    const value = head ? parseJson(line.slice(head[0].length)) : undefined;
    if (value === undefined) continue;
    if (head?.[1] !== 'E') items.push({ value, index, event: undefined, status: undefined });
    else if (isObject(value) && DIGEST.test(textOf(value.digest))) {
      const { digest, message } = value;
      const error = { message: message || 'Error', error_id: digest };
      items.push({ value: { error }, index, event: undefined, status: undefined });
    }
  }
  return items;
}

/** Lines of a streamed chat, each behind the letter of what it is; `3` is an error: `3:"The model broke off"`. */
const PREFIXED = /^[a-g\d]:(?:"|\{"|\[\{")/;
const PREFIXED_ERROR = /^3:(?=")/;

function prefixedOf(text: string): Item[] {
  const items: Item[] = [];
  for (const [index, line] of text.split('\n', MAX_ITEMS).entries()) {
    const error = PREFIXED_ERROR.test(line) ? parseJson(line.slice(2)) : undefined;
    if (error !== undefined) items.push({ value: { error }, index, event: undefined, status: undefined });
  }
  return items;
}

/** A partial update of a page that failed, in place of its parts, each behind its length: `22|error|500|The pond is frozen.|`. */
const FAILED_UPDATE = /^\d{1,7}\|error\|(\d{3})\|([^|]{1,4096})\|/;

function itemsOf(error: unknown): Item[] {
  return error === undefined ? [] : [{ value: { error }, index: 0, event: undefined, status: undefined }];
}

/** The length of a chunk, in a line of its own before the JSON that it counts (WebChannel, as long polls of databases use it). */
const CHUNK = /^(\d{1,7})\n(?=\[)/;

function chunksOf(text: string): Item[] {
  const items: Item[] = [];
  let rest = text;
  for (let head = CHUNK.exec(rest); head && items.length < MAX_CHUNKS; head = CHUNK.exec(rest)) {
    const end = head[0].length + Number(head[1]);
    const value = parseJson(rest.slice(head[0].length, end));
    if (value !== undefined) items.push({ value, index: items.length, event: undefined, status: undefined });
    rest = rest.slice(end);
  }
  return items;
}

/** Chunks of one body that are read. */
const MAX_CHUNKS = 500;

/** Newline-delimited JSON; a line that is none (the last one of a cut body) is left out. */
function linesOfJson(text: string): Item[] {
  const items: Item[] = [];
  let index = 0;
  for (let at = 0; at < text.length && index < MAX_ITEMS; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? undefined : end).trim();
    at = end < 0 ? text.length : end + 1;
    if (line === '') continue;
    const value = line.startsWith('{') || line.startsWith('[') ? parseJson(line) : undefined;
    if (value !== undefined) items.push({ value, index, event: undefined, status: undefined });
    else if (items.length === 0) return items;
    index++;
  }
  return items;
}

function markupContent(text: string, start: number): Content {
  const head = text.slice(start, start + 1_024).toLowerCase();
  if (!/<(?:!doctype html|html|head|body|title|h1|h2|p|center|div|pre|br)[\s>]/.test(head)) {
    const document = decodeXml(text);
    if (document) return { form: 'value', value: document.value, root: document.root, of: 'xml' };
  }
  return { form: 'prose', prose: readHtml(text), of: 'html' };
}

/** The only argument of a JSONP call, or JSON behind a guard. */
function callbackArgument(text: string, start: number): unknown {
  const guard = GUARD.exec(text.slice(start, start + 16));
  if (guard) return parseJson(text.slice(start + guard[0].length));
  const call =
    /^(?:\/\*[^*]{0,80}\*\/\s{0,8})?(?:typeof [\w.$]{1,80} === 'function' && )?[\w.$[\]]{1,120}\s{0,4}\(\s{0,8}(?=[{[])/.exec(
      text.slice(start, start + 400),
    );
  if (!call) return undefined;
  const end = text.lastIndexOf(')');
  return end > 0 && /^\)\s*;?\s*$/.test(text.slice(end, end + 16))
    ? parseJson(text.slice(start + call[0].length, end))
    : undefined;
}

/** Server-sent events with JSON or text as their data (HTML standard, "Interpreting an event stream"). */
export function eventsOf(stream: string): Item[] {
  const items: Item[] = [];
  let index = 0;
  let event: string | undefined;
  let data: string[] = [];
  for (const line of stream.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    if (line === '') {
      if (data.length > 0) {
        const text = data.join('\n');
        items.push({
          value: /^\s*[{[]/.test(text) ? (parseJson(text) ?? text) : text,
          index: index++,
          event,
          status: undefined,
        });
      }
      event = undefined;
      data = [];
      if (items.length >= MAX_ITEMS) break;
    } else if (line.startsWith('data:')) data.push(fieldValue(line, 5));
    else if (line.startsWith('event:')) event = fieldValue(line, 6);
  }
  return items;
}

function fieldValue(line: string, from: number): string {
  return line.slice(line.charCodeAt(from) === 32 ? from + 1 : from);
}

/** Parts of a multipart batch: each an HTTP reply of its own (`application/http`), or JSON that adds to a result. */
function partsOf(text: string): Item[] {
  const boundary = /^\s*(--[^\r\n]{1,200})\r?\n/.exec(text)?.[1];
  if (boundary === undefined) return [];
  const items: Item[] = [];
  for (const [index, part] of text.split(boundary).slice(1, 1_001).entries()) {
    const line = /(?:^|\n)HTTP\/[\d.]{1,3} (\d{3})[^\n]{0,200}\n/.exec(part.slice(0, 4_096));
    if (!line) {
      const json = part.indexOf('{');
      const value = json < 0 ? undefined : parseJson(beforeBoundary(part.slice(json)));
      if (value !== undefined) items.push({ value, index, event: undefined, status: undefined });
      continue;
    }
    const body = /\r?\n\r?\n/.exec(part.slice(line.index + line[0].length));
    const content = body ? beforeBoundary(part.slice(line.index + line[0].length + body.index)) : '';
    items.push({ value: parseJson(content) ?? content, index, event: undefined, status: Number(line[1]) });
  }
  return items;
}

/** The body of a part, without the boundary behind it of a batch within the batch (OData 4.01 part 1, section 11.7.7.1). */
function beforeBoundary(body: string): string {
  const end = body.search(/\r?\n--\w/);
  return (end < 0 ? body : body.slice(0, end)).trim();
}
