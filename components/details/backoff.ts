/** Waits named one by one before the series is cut short with its maximum. */
const NAMED = 3;

/** The first waits of a doubling backoff, in milliseconds, none longer than the maximum. */
export function backoffSteps({ baseMs, maxMs }: { baseMs: number; maxMs: number }): readonly number[] {
  return Array.from({ length: NAMED }, (_, i) => baseMs * 2 ** i).filter((wait) => wait <= maxMs);
}
