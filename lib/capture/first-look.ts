/** The first sight of traffic, before anything that reads it is loaded. */
import type { NetworkSource, Timers } from './network.ts';

/** Devtools pages run their timers at 1 Hz, so asking more often is in vain. */
const ASK_MS = 1_000;
/** The browser may never answer: the next look is as good. */
const ANSWER_MS = 30_000;

interface Look {
  readonly source: NetworkSource;
  readonly timers: Timers;
  /** Somebody else has seen traffic. */
  readonly isOver: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * Resolves when the HAR lists something, which may be all that ever shows of a failure, or when there is no need to look any more.
 * Where events are lost instead, reading the HAR has a price, and the page's own requests tell of traffic.
 */
export async function firstListed({ source, timers, isOver, signal }: Look): Promise<void> {
  if (source.losesEvents) return;
  while (!signal.aborted && !isOver()) {
    const answered = new AbortController();
    const late = timers.wait(ANSWER_MS, AbortSignal.any([answered.signal, signal])).then(() => []);
    const entries = await Promise.race([source.readHar().catch(() => []), late]);
    answered.abort();
    if (entries.length > 0) return;
    await timers.wait(ASK_MS, signal);
  }
}
