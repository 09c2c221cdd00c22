/** Encodings in which a secret may stand: escapes of JSON and scripts, percent-encoding, entities of XML and HTML, base64. */
import { fromBase64, utf8 } from '../bytes.ts';

const ESCAPE = /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|quot|lt|gt|apos|nbsp));/gi;
const PERCENT = /(?:%[0-9a-f]{2})+/gi;

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', apos: "'", nbsp: ' ' };

/** Undoes one layer of every encoding but base64. What is malformed stays as it is. */
export function undone(text: string): string {
  let plain = text;
  if (plain.includes('\\')) plain = plain.replace(ESCAPE, escaped);
  if (plain.includes('&')) plain = plain.replace(ENTITY, entity);
  if (plain.includes('%')) plain = plain.replace(PERCENT, octets);
  return plain;
}

/** Undoes percent-encoding alone, as in an address. */
export function percentDecoded(text: string): string {
  return text.includes('%') ? text.replace(PERCENT, octets) : text;
}

function escaped(_: string, braced?: string, four?: string, two?: string, one?: string): string {
  const hex = braced ?? four ?? two;
  return hex === undefined ? (CONTROLS[one ?? ''] ?? one ?? '') : character(Number.parseInt(hex, 16));
}

function entity(_: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? '';
  return character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
}

function octets(run: string): string {
  return utf8(
    Uint8Array.from({ length: run.length / 3 }, (_, i) => Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16)),
  );
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** The sign of an encoding: a backslash before what it escapes, a percent sign and two digits, an entity. */
const MARK = /\\["'\\/bfnrtux]|%[0-9a-f]{2}|&(?:#\w{1,8}|amp|quot|lt|gt|apos);/gi;

export interface Segment {
  readonly start: number;
  readonly end: number;
}

/**
 * The stretches of a text that hold something encoded, each up to the quotes, angle brackets or line ends around it: in JSON a
 * string, in HTML a text or an attribute. `acrossLines`: line ends are no boundary.
 */
export function* encodedSegments(text: string, acrossLines: boolean): Generator<Segment> {
  if (!/[\\%&]/.test(text)) return;
  const isBoundary = (c: number) =>
    c === 0x22 || c === 0x3c || c === 0x3e || (!acrossLines && (c === 0x0a || c === 0x0d));
  const mark = new RegExp(MARK);
  let end = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    let start = match.index;
    while (start > end && !isBoundary(text.charCodeAt(start - 1))) start--;
    end = match.index;
    while (end < text.length && !isBoundary(text.charCodeAt(end))) end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
    end = Math.min(end, text.length);
    yield { start, end };
    mark.lastIndex = end;
  }
}

const BACKSLASH = 0x5c;

/** How much of decoded base64 must be printable to be taken for text. */
const MIN_PRINTABLE = 0.9;

/** The text in a run of base64 or base64url; undefined when it is none or holds other bytes. */
export function base64Text(run: string): string | undefined {
  const plain = run.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  // A single character over is a cut: without it, the rest still decodes.
  const bytes = fromBase64(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
  if (!bytes || bytes.length === 0) return undefined;
  let printable = 0;
  for (const byte of bytes)
    if ((byte >= 0x20 && byte < 0x7f) || byte === 10 || byte === 13 || byte === 9 || byte >= 0xc2) printable++;
  return printable >= bytes.length * MIN_PRINTABLE ? utf8(bytes) : undefined;
}
