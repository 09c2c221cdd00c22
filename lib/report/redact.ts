/** Redaction as the writers call it: one redactor a report, over the redaction of the room `redact`. */
import type { Exchange, Header } from '../exchange.ts';
import { collectExchange } from '../redact/collect.ts';
import { createRedaction, type Place, type RedactionOptions } from '../redact/redaction.ts';

export { type Disclosure, REDACTED } from '../redact/redaction.ts';

/** One secret that was found, in the order in which they were written. */
export interface Hidden {
  readonly pseudonym: string;
  readonly kind: string;
  readonly value: string;
  readonly count: number;
  readonly place?: Place;
  readonly name?: string | undefined;
}

export interface Redactor {
  /** Everything comes out as it was. */
  readonly isRaw: boolean;
  /** Learns the secrets of an exchange before it is written. */
  collect(exchange: Exchange): void;
  /** Learns the secrets of a message that is shown beside an exchange. */
  collectMessage(text: string, sent: boolean): void;
  url(url: string): string;
  /** A header as it may be shown; the name always survives. */
  header(header: Header): Header;
  requestHeader(header: Header): Header;
  /** `isCut`: the end is missing. `sent`: the page sent it. */
  body(text: string, mimeType: string, isCut?: boolean, sent?: boolean): string;
  text(text: string): string;
  hidden(): readonly Hidden[];
  count(): number;
}

export function createRedactor(options: RedactionOptions = {}): Redactor {
  const { isRaw, collect, write, hidden, count } = createRedaction(options);
  const headerOf =
    (sent: boolean) =>
    (header: Header): Header => ({ name: write.text(header.name), value: write.header(header, sent) });
  return {
    isRaw,
    collect: (exchange) => collectExchange(exchange, collect),
    collectMessage: (text, sent) => collect.message(text, { sent }),
    url: write.url,
    header: headerOf(false),
    requestHeader: headerOf(true),
    body: (text, mimeType, isCut = false, sent = false) => write.body(text, { mimeType, isCut, sent }),
    text: write.text,
    hidden,
    count,
  };
}
