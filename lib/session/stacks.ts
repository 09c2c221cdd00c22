/** One copy of each stack: most failures come from a few lines, and each would hold the callers of its line anew. */
import { type Exchange, type Initiator, placesOf } from '../exchange.ts';

export interface Stacks {
  /** The exchange, with the stack of an earlier one where theirs are the same. */
  share(exchange: Exchange): Exchange;
}

/** Different stacks that are known, about 1 KB each; of more than that, none is like another. */
const MAX_STACKS = 1_000;

export function createStacks(): Stacks {
  const known = new Map<string, Initiator>();
  return {
    share(exchange) {
      if (exchange.channel !== 'http' || !exchange.initiator?.callers) return exchange;
      const { initiator } = exchange;
      const key = stackKey(initiator);
      const earlier = known.get(key);
      if (earlier) return { ...exchange, initiator: earlier };
      if (known.size >= MAX_STACKS) known.clear();
      known.set(key, initiator);
      return exchange;
    },
  };
}

/** Equal for stacks whose places are the same, originals included. */
export function stackKey(initiator: Initiator): string {
  return placesOf(initiator)
    .flatMap((place) => (place.original ? [place, place.original] : [place]))
    .map(({ function: name, url, line, column }) => `${name}\n${url}\n${line}:${column}`)
    .join('\n');
}
