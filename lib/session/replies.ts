/**
 * What is kept of replies that passed as healthy: their bodies, since a family that comes later may find an error in one, and their
 * headers, for those who compare.
 */
import type { Exchange, Header, HttpExchange } from '../exchange.ts';

export interface Replies {
  /** Takes the headers of a reply, and all of it where its body was read and is not long. The oldest make room. */
  take(exchange: Exchange): void;
  /** Those with their bodies, oldest first. */
  all(): readonly HttpExchange[];
  /** One of those; undefined where its body is not held, or no longer. */
  exchangeOf(id: string): HttpExchange | undefined;
  /** Undefined where they are not held, or no longer. */
  headersOf(id: string): HeldHeaders | undefined;
  /** Forgets what began before, in epoch ms. */
  dropBefore(at: number): void;
}

/** The headers of one exchange. */
export type HeldHeaders = Pick<HttpExchange, 'at' | 'requestHeaders' | 'responseHeaders'>;

/** With their headers about 1 MB, beside the bodies. */
const MAX_REPLIES = 500;
/** Characters of all bodies together, and of one reply with its request: an error inside a success is no longer. */
const MAX_CHARACTERS = 2_000_000;
const MAX_REPLY = 65_536;
/** Characters of the headers of one exchange: servers refuse more in one direction at about 8,192 to 16,384. */
const MAX_HEADERS = 32_768;

export function createReplies(): Replies {
  const kept = new Map<string, HttpExchange>();
  const headers = new Map<string, HeldHeaders>();
  let characters = 0;

  function drop(exchange: HttpExchange | undefined): void {
    if (exchange && kept.delete(exchange.id)) characters -= lengthOf(exchange);
  }

  function takeHeaders({ id, at, requestHeaders, responseHeaders }: HttpExchange): void {
    headers.delete(id);
    if (sizeOf(requestHeaders) + sizeOf(responseHeaders) > MAX_HEADERS) return;
    headers.set(id, { at, requestHeaders, responseHeaders });
    const oldest = headers.size > MAX_REPLIES && headers.keys().next().value;
    if (oldest) headers.delete(oldest);
  }

  return {
    take(exchange) {
      drop(kept.get(exchange.id));
      if (exchange.channel !== 'http') return;
      takeHeaders(exchange);
      if (exchange.responseBody.state !== 'read') return;
      const length = lengthOf(exchange);
      if (length > MAX_REPLY) return;
      kept.set(exchange.id, exchange);
      characters += length;
      for (const oldest of kept.values()) {
        if (characters <= MAX_CHARACTERS && kept.size <= MAX_REPLIES) break;
        drop(oldest);
      }
    },
    all: () => [...kept.values()],
    exchangeOf: (id) => kept.get(id),
    headersOf: (id) => headers.get(id),
    dropBefore(at) {
      for (const exchange of kept.values()) if (exchange.at < at) drop(exchange);
      for (const [id, held] of headers) if (held.at < at) headers.delete(id);
    },
  };
}

function sizeOf(headers: readonly Header[]): number {
  return headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

function lengthOf({ requestBody, responseBody }: HttpExchange): number {
  return [requestBody, responseBody].reduce((sum, body) => sum + (body.state === 'read' ? body.text.length : 0), 0);
}
