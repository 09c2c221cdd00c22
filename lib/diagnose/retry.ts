/** When to try again: what the server, the close reason or the documented backoff says about waiting. */
import type { Family } from '../catalog/schema.ts';
import type { RetryAdvice } from '../finding.ts';
import type { StatedWait } from './self-description/types.ts';
import { MAX_WAIT_MS, waitMs } from './waits.ts';

export interface WaitSources {
  /** What the reply itself says. */
  readonly wait: StatedWait | undefined;
  /** What the shape's `retryAfter` or a template's `{seconds}` found, and the word for where that was. */
  readonly stated: { readonly value: unknown; readonly from: 'body' | 'reason' } | undefined;
  /** The family's documented backoff where it governs this code. */
  readonly backoff: Family['backoff'];
  /** The moment of the failure, epoch ms. */
  readonly now: number;
  /** The words come from the reason of a close. */
  readonly isClose: boolean;
}

/** The best advice there is: Retry-After, then what the catalogue finds in the reply, then the rest of the reply, then the backoff. */
export function retryAdvice({ wait, stated, backoff, now, isClose }: WaitSources): RetryAdvice | undefined {
  if (!wait && !stated && !backoff) return undefined;
  const ofReply = wait?.afterMs === undefined ? undefined : { afterMs: wait.afterMs, from: sourceOf(wait, isClose) };
  const ofCatalogue = stated && adviceOf(stated.value, stated.from, now);
  // The same statement read twice: the reply's own reading knows the unit that its name gives.
  const isSame = wait !== undefined && stated !== undefined && wait.stated === String(stated.value);
  const found = isSame || ofReply?.from === RETRY_AFTER ? ofReply : (ofCatalogue ?? ofReply);
  if (!backoff) return found;
  const { baseMs, maxMs, attempts } = backoff;
  return {
    afterMs: found ? found.afterMs : baseMs,
    from: found ? found.from : 'backoff',
    backoff: { baseMs, maxMs, attempts },
  };
}

const RETRY_AFTER = 'Retry-After';

function sourceOf({ where }: StatedWait, isClose: boolean): string {
  if (where.kind !== 'header') return isClose ? 'reason' : 'body';
  return where.name.toLowerCase() === 'retry-after' ? RETRY_AFTER : where.name;
}

function adviceOf(value: unknown, from: string, now: number): RetryAdvice | undefined {
  const ms = waitMs(value, now);
  return ms === undefined || ms < 0 || ms > MAX_WAIT_MS ? undefined : { afterMs: Math.round(ms), from };
}
