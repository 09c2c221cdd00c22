/** Encodings in which texts stand in other texts. Each can be undone, tells where each character came from, and takes a pseudonym in. */
import { fromBase64, utf8 } from '../bytes.ts';

export interface Offsets {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

export interface Codec {
  /** The text without the encoding; the same text where there is none of it. What is malformed stays. */
  decode(raw: string): string;
  /**
   * For each code unit of the decoded text where it begins and ends in `raw`; undefined for encodings that mix characters, where one
   * secret takes the whole stretch.
   */
  offsets(raw: string): Offsets | undefined;
  /** A pseudonym as it is spelled within the encoding. */
  put(pseudonym: string): string;
}

/** A codec whose encoded signs a pattern finds and `unit` undoes one by one. */
function signs(
  pattern: RegExp,
  unit: (sign: string) => string,
  put: (pseudonym: string) => string = (text) => text,
): Codec {
  return {
    decode: (raw) => raw.replace(pattern, unit),
    offsets(raw) {
      const starts: number[] = [];
      const ends: number[] = [];
      const add = (start: number, end: number) => {
        starts.push(start);
        ends.push(end);
      };
      let at = 0;
      const plain = (to: number) => {
        for (; at < to; at++) add(at, at + 1);
      };
      for (const { index, 0: sign } of raw.matchAll(pattern)) {
        plain(index);
        at = index + sign.length;
        for (let i = unit(sign).length; i > 0; i--) add(index, at);
      }
      plain(raw.length);
      return { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
    },
    put,
  };
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

function escaped(sign: string): string {
  const hex = /^\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2}))$/i.exec(sign);
  if (hex) return character(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16));
  const one = sign.slice(1);
  return CONTROLS[one] ?? one;
}

function character(code: number): string {
  if (code > 0x10ffff) return '\ufffd';
  return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
}

/** Backslash escapes of JSON (RFC 8259 section 7) and of scripts. */
export const ESCAPES: Codec = signs(/\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[\s\S])/gi, escaped);

/** One character of UTF-8 in percent-encoding (RFC 3986 section 2.1). */
const PERCENT_SIGN =
  '%[0-7][\\da-f]|%[cd][\\da-f]%[89ab][\\da-f]|%e[\\da-f](?:%[89ab][\\da-f]){2}|%f[0-7](?:%[89ab][\\da-f]){3}|%[\\da-f]{2}';

function octets(sign: string): string {
  const first = Number.parseInt(sign.slice(1, 3), 16);
  if (sign.length === 3 && first < 0x80) return String.fromCharCode(first);
  const length = sign.length / 3;
  return utf8(Uint8Array.from({ length }, (_, i) => Number.parseInt(sign.slice(3 * i + 1, 3 * i + 3), 16)));
}

export const PERCENT: Codec = signs(new RegExp(PERCENT_SIGN, 'gi'), octets);

/** A value of a form (URL standard, application/x-www-form-urlencoded). */
export const FORM: Codec = signs(new RegExp(`\\+|${PERCENT_SIGN}`, 'gi'), (sign) =>
  sign === '+' ? ' ' : octets(sign),
);

const ENTITY_SIGN = '&(?:#\\d{1,7}|#x[0-9a-f]{1,6}|amp|quot|lt|gt|apos|nbsp);';
const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', apos: "'", nbsp: ' ' };

function entity(sign: string): string {
  const body = sign.slice(1, -1).toLowerCase();
  if (!body.startsWith('#')) return NAMED[body] ?? '';
  return character(body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1)));
}

const asEntities = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Entities of XML and HTML. */
export const ENTITIES: Codec = signs(new RegExp(ENTITY_SIGN, 'gi'), entity, asEntities);

/** Text among tags, a space in the place of each. */
export const MARKUP: Codec = signs(
  new RegExp(`<[/!?a-z][^<>]{0,2000}>|${ENTITY_SIGN}`, 'gi'),
  (sign) => (sign.startsWith('<') ? ' ' : entity(sign)),
  asEntities,
);

/** How much of decoded base64 must be printable to be taken for text. */
const MIN_PRINTABLE = 0.9;

/** The text in a run of base64 or base64url, also in lines; undefined when it is none or holds other bytes. */
export function base64Text(run: string): string | undefined {
  const plain = run.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  // A single character over is a cut: without it, the rest still decodes.
  const bytes = fromBase64(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
  if (!bytes || bytes.length === 0) return undefined;
  let printable = 0;
  for (const byte of bytes)
    if ((byte >= 0x20 && byte < 0x7f) || byte === 10 || byte === 13 || byte === 9 || byte >= 0xc2) printable++;
  return printable >= bytes.length * MIN_PRINTABLE ? utf8(bytes) : undefined;
}

/** Base64: one secret in it takes the whole run. */
export const BASE64: Codec = { decode: (raw) => base64Text(raw) ?? raw, offsets: () => undefined, put: (text) => text };
