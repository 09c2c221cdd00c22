/** How much is read of what pages alone report: whoever can forge one event can forge a million. */

export interface Allowance {
  /** Whether so much may be read. What may not is counted. */
  take(amount: number): boolean;
  /** How many were refused, once there is room again; 0 until then. They are given once. */
  refused(): number;
}

/** Events that are read in each window, and its length in ms. Reading so many takes a few seconds at most. */
const MAX_READ = 30_000;
const WINDOW_MS = 20_000;

/** `now` gives epoch ms. */
export function createAllowance(now: () => number): Allowance {
  let began = now();
  let read = 0;
  let refused = 0;

  function openWindow(): void {
    if (now() - began <= WINDOW_MS) return;
    began = now();
    read = 0;
  }

  return {
    take(amount) {
      openWindow();
      const isLeft = read + amount <= MAX_READ;
      if (isLeft) read += amount;
      else refused += 1;
      return isLeft;
    },
    refused() {
      openWindow();
      if (refused === 0 || read >= MAX_READ) return 0;
      const count = refused;
      refused = 0;
      return count;
    },
  };
}
