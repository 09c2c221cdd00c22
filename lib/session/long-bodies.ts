/**
 * What is kept of bodies: of every failure the beginning, which is what reports and filters read, and of the latest ones the whole, for
 * somebody who reads it.
 */
import { type Body, cutBody, type Exchange } from '../exchange.ts';
import { MAX_KEPT_BODY } from './limits.ts';

export interface LongBodies {
  /** The exchange with its bodies cut to what is kept of each. What was cut is held whole, until newer ones need its room. */
  cut(exchange: Exchange): Exchange;
  /** The whole of a body that was cut here, where it is still held; else the body itself. */
  wholeOf(body: Body): Body;
  clear(): void;
}

/** Characters of a body that is held whole. */
export const MAX_WHOLE_BODY = 5_000_000;

/** Characters of all of them together: 32 MB at two bytes each. */
export const MAX_WHOLE_BODIES = 16_000_000;

/** @param most characters that are kept of each body */
export function createLongBodies(most: () => number = () => MAX_KEPT_BODY): LongBodies {
  /** Whole bodies by what was cut of them, the oldest first. */
  const wholes = new Map<Body, Extract<Body, { state: 'read' }>>();
  let characters = 0;

  function kept(body: Body): Body {
    const cut = cutBody(body, most());
    if (cut !== body && body.state === 'read' && body.text.length <= MAX_WHOLE_BODY) hold(cut, body);
    return cut;
  }

  function hold(cut: Body, whole: Extract<Body, { state: 'read' }>): void {
    wholes.set(cut, whole);
    characters += whole.text.length;
    for (const [oldest, { text }] of wholes) {
      if (characters <= MAX_WHOLE_BODIES) break;
      wholes.delete(oldest);
      characters -= text.length;
    }
  }

  return {
    cut(exchange) {
      if (exchange.channel === 'http') {
        const { requestBody, responseBody } = exchange;
        return { ...exchange, requestBody: kept(requestBody), responseBody: kept(responseBody) };
      }
      return 'body' in exchange ? { ...exchange, body: kept(exchange.body) } : exchange;
    },
    wholeOf: (body) => wholes.get(body) ?? body,
    clear() {
      wholes.clear();
      characters = 0;
    },
  };
}
