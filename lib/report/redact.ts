/** Redaction as the writers call it: one redactor a document, over the redaction of the room `redact`. */
import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import type { Body, Exchange, Header } from '../exchange.ts';
import { collectExchange } from '../redact/collect.ts';
import { changed, type Redacted } from '../redact/redacted.ts';
import { createRedaction, type Place, type RedactionOptions } from '../redact/redaction.ts';

export { type Disclosure, REDACTED } from '../redact/redaction.ts';

/** One secret that was found, in the order in which they were written. */
export interface Hidden {
  /** What stands in its place before a dialect escapes it, e.g. `<token 1>`. */
  readonly pseudonym: string;
  readonly kind: string;
  /** The secret itself, for a preview on this machine and for nothing else. */
  readonly value: string;
  readonly count: number;
  readonly place?: Place;
  readonly name?: string | undefined;
}

/** Where a secret was first found, in words: "`authorization` request header". */
export function hiddenPlace({ place, name }: Pick<Hidden, 'place' | 'name'>): string {
  if (place === undefined) return '';
  const where = place === 'text' ? 'in a text' : place;
  return name === undefined ? where : `\`${name.toLowerCase()}\` ${place === 'text' ? 'in a text' : place}`;
}

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
  /** What stands in the document anyway: no echo of a secret replaces a part of it. */
  keep(text: string): void;
  url(url: string): Redacted<string>;
  header(header: Header): RedactedHeader;
  requestHeader(header: Header): RedactedHeader;
  /** `isCut`: the end is missing. `sent`: the page sent it. */
  body(text: string, mimeType: string, isCut?: boolean, sent?: boolean): Redacted<string>;
  /** A body that is held as base64, as base64: byte for byte the same unless there is a secret in its text. */
  bytes(base64: string, mimeType: string, isCut: boolean, sent: boolean): Redacted<string>;
  text(text: string): Redacted<string>;
  hidden(): readonly Hidden[];
  count(): number;
}

export function createRedactor(options: RedactionOptions = {}): Redactor {
  const { isRaw, collect, write, keep, hidden, count } = createRedaction(options);
  const headerOf =
    (sent: boolean) =>
    (header: Header): RedactedHeader => ({ name: write.text(header.name), value: write.header(header, sent) });
  return {
    isRaw,
    collect: (exchange) => collectExchange(exchange, collect),
    collectMessage: (text, sent) => collect.message(text, { sent }),
    keep,
    url: write.url,
    header: headerOf(false),
    requestHeader: headerOf(true),
    body: (text, mimeType, isCut = false, sent = false) => write.body(text, { mimeType, isCut, sent }),
    bytes(base64, mimeType, isCut, sent) {
      const plain = utf8(fromBase64(base64) ?? NO_BYTES);
      const text = write.body(plain, { mimeType, isCut, sent });
      return changed(text, (out) => (out === plain ? base64 : toBase64(new TextEncoder().encode(out))));
    },
    text: write.text,
    hidden,
    count,
  };
}

const NO_BYTES = new Uint8Array();

/** Whether only the beginning of a body is held. */
export function isCutBody(body: Body): boolean {
  return body.state === 'read' && body.cut;
}
