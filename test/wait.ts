import { setTimeout as sleep } from 'node:timers/promises';

/** What takes longer never comes, in ms: a slow, shared machine can stand still for a minute. */
export const PATIENCE_MS = 180_000;

/**
 * Asks `probe` every 50 ms until it gives something truthy, and returns that.
 * A probe that throws counts as "not yet". After `timeoutMs` it rejects, naming `what` and the last answer or error.
 */
export async function waitFor<T>(
  probe: () => T | Promise<T>,
  what: string,
  timeoutMs = PATIENCE_MS,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    let last: unknown;
    try {
      const answer = await probe();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= end) {
      const state = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`timed out after ${timeoutMs} ms waiting for ${what}; last: ${state}`, { cause: last });
    }
    await sleep(50);
  }
}
