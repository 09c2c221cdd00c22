export interface Clock {
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs something after so many milliseconds, unless `signal` aborts before. */
  readonly schedule: (run: () => void, delayMs: number, signal: AbortSignal) => void;
  readonly signal: AbortSignal;
}

/**
 * Calls `run` for many requests in short order at most once an interval: the first at once, the last never later than an
 * interval after it was made. A request that is urgent does not wait, once an interval.
 */
export function paced(
  run: () => void,
  intervalMs: number,
  { now, schedule, signal }: Clock,
): (isUrgent?: boolean) => void {
  let next = Number.NEGATIVE_INFINITY;
  let isWaiting = false;
  let hasHurried = false;

  function go(): void {
    isWaiting = false;
    hasHurried = false;
    next = now() + intervalMs;
    run();
  }

  return (isUrgent = false) => {
    if (isUrgent && !hasHurried && now() < next) {
      hasHurried = true;
      return run();
    }
    if (isWaiting) return;
    // A clock that was set back must not hold anything up.
    const wait = Math.min(next - now(), intervalMs);
    if (wait <= 0) return go();
    isWaiting = true;
    schedule(go, wait, signal);
  };
}
