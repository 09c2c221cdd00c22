/** Clock and timers of the extension's pages. */
import type { Timers } from '../capture/network.ts';

/** Longest delay a timer takes, in ms: a signed 32-bit integer (HTML standard, section 8.6). */
const LONGEST_DELAY = 2 ** 31 - 1;

export const timers: Timers = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    }),
};

/**
 * Runs callbacks soon. By a message channel, because a hidden devtools page gets its timers once a second and no animation
 * frames at all.
 */
export function createScheduler(): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const queue: (() => void)[] = [];
  port1.onmessage = () => {
    for (const run of queue.splice(0)) run();
  };
  return (run) => {
    queue.push(run);
    port2.postMessage(null);
  };
}

/** Runs a callback after a delay in ms, unless `signal` aborts before. Delays beyond 24 days are 24 days. */
export function scheduleAfter(run: () => void, delayMs: number, signal: AbortSignal): void {
  const timer = setTimeout(run, Math.min(delayMs, LONGEST_DELAY));
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
