/** Replies that passed as healthy, with their bodies: a family that comes later may find an error in one. */
import type { Exchange, HttpExchange } from '../exchange.ts';

export interface Replies {
  /** Takes a reply whose body was read; of others, and of long ones, nothing. The oldest make room. */
  take(exchange: Exchange): void;
  /** Oldest first. */
  all(): readonly HttpExchange[];
  clear(): void;
}

/** With their headers about 1 MB, beside the bodies. */
const MAX_REPLIES = 500;
/** Characters of all bodies together, and of one reply with its request: an error inside a success is no longer. */
const MAX_CHARACTERS = 2_000_000;
const MAX_REPLY = 65_536;

export function createReplies(): Replies {
  const kept = new Map<string, HttpExchange>();
  let characters = 0;

  function drop(exchange: HttpExchange | undefined): void {
    if (exchange && kept.delete(exchange.id)) characters -= lengthOf(exchange);
  }

  return {
    take(exchange) {
      drop(kept.get(exchange.id));
      if (exchange.channel !== 'http' || exchange.responseBody.state !== 'read') return;
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
    clear() {
      kept.clear();
      characters = 0;
    },
  };
}

function lengthOf({ requestBody, responseBody }: HttpExchange): number {
  return [requestBody, responseBody].reduce((sum, body) => sum + (body.state === 'read' ? body.text.length : 0), 0);
}
