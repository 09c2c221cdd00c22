/** Redaction as the writers call it: one redactor a document, over the redaction of the room `redact`. */
import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import { type Body, type Exchange, type Header, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { collectExchange } from '../redact/collect.ts';
import { changed, type Redacted } from '../redact/redacted.ts';
import { createRedaction, type RedactionOptions } from '../redact/redaction.ts';
import type { Words } from '../words/words.ts';
import type { Hidden } from './hidden.ts';

export { type Disclosure, REDACTED } from '../redact/redaction.ts';
export type { Hidden } from './hidden.ts';

/** A header as it may be shown; its name always survives. */
export interface RedactedHeader {
  readonly name: Redacted<string>;
  readonly value: Redacted<string>;
}

export interface Redactor {
  /** Everything comes out as it was. */
  readonly isRaw: boolean;
  /** Learns the secrets of an exchange before it is written. */
  collect(exchange: Exchange): void;
  /** Learns the secrets of a message that is shown beside an exchange. */
  collectMessage(text: string, sent: boolean): void;
  /** Before anything is written: what is said of a failure by the catalogue, and its host. No echo of a secret replaces a part of it. */
  keep(failure: Failure, words: Pick<Words, 'documentedName'>): void;
  url(url: string): Redacted<string>;
  header(header: Header): RedactedHeader;
  requestHeader(header: Header): RedactedHeader;
  /** The id by which the sender of a reply finds the request again, wherever in the reply it stood. */
  requestId(id: string): Redacted<string>;
  /** `isCut`: the end is missing. `sent`: the page sent it. */
  body(text: string, mimeType: string, isCut?: boolean, sent?: boolean): Redacted<string>;
  /** A body that is held as base64, as base64: byte for byte the same unless there is a secret in its text. */
  bytes(base64: string, mimeType: string, isCut: boolean, sent: boolean): Redacted<string>;
  text(text: string): Redacted<string>;
  hidden(): readonly Hidden[];
  count(): number;
}

export function createRedactor(options: RedactionOptions = {}): Redactor {
  const { isRaw, collect, write, keep, keepHost, hidden, count } = createRedaction(options);
  const headerOf =
    (sent: boolean) =>
    (header: Header): RedactedHeader => ({ name: write.text(header.name), value: write.header(header, sent) });
  return {
    isRaw,
    collect: (exchange) => collectExchange(exchange, collect),
    collectMessage: (text, sent) => collect.message(text, { sent }),
    keep({ exchange, finding }, words) {
      keep(finding.family);
      keepHost(urlOf(exchange));
      // A code that nobody lists is a text of the server's.
      if (finding.entry === undefined) return;
      keep(finding.code);
      keep(words.documentedName(finding));
    },
    url: write.url,
    header: headerOf(false),
    requestHeader: headerOf(true),
    requestId: (value) => write.header({ name: 'X-Request-Id', value }, false),
    body: (text, mimeType, isCut = false, sent = false) => write.body(text, { mimeType, isCut, sent }),
    bytes(base64, mimeType, isCut, sent) {
      const bytes = fromBase64(base64) ?? NO_BYTES;
      const decoded = utf8(bytes);
      // What is no UTF-8 is read byte by byte, so that the bytes around a secret stay.
      const isText = !decoded.includes('\ufffd');
      const plain = isText ? decoded : latin1(bytes);
      const text = write.body(plain, { mimeType, isCut, sent });
      return changed(text, (out) => {
        if (out === plain) return base64;
        return isText ? toBase64(new TextEncoder().encode(out)) : toBase64(Uint8Array.from(out, byteOf));
      });
    },
    text: write.text,
    hidden,
    count,
  };
}

const NO_BYTES = new Uint8Array();

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The byte of a character of such a text, or of the ellipsis that ends what is cut. */
function byteOf(character: string): number {
  const code = character.charCodeAt(0);
  return code < 0x100 ? code : 0x2e;
}

/** Whether only the beginning of a body is held. */
export function isCutBody(body: Body): boolean {
  return body.state === 'read' && body.cut;
}
