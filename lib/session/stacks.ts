/** One copy of each stack: most failures come from a few lines, and each would hold the callers of its line anew. */
import type { Exchange, Initiator } from '../exchange.ts';

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
      const key = keyOf(initiator);
      const earlier = known.get(key);
      if (earlier) return { ...exchange, initiator: earlier };
      if (known.size >= MAX_STACKS) known.clear();
      known.set(key, initiator);
      return exchange;
    },
  };
}

function keyOf(initiator: Initiator): string {
  return [initiator, ...(initiator.callers ?? []), ...(initiator.original ? [initiator.original] : [])]
    .map(({ function: name, url, line, column }) => `${name}\n${url}\n${line}:${column}`)
    .join('\n');
}
