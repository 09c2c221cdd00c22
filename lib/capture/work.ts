/** Work in slices of a few milliseconds, so that the panel stays responsive however much comes in. */

export interface WorkOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs a callback soon, outside the current call. */
  readonly schedule: (run: () => void) => void;
  readonly onTrouble: (error: unknown) => void;
}

export type Step = () => void;

export interface Work {
  /** Runs a step after everything that waits. */
  add(step: Step): void;
}

/** Work goes on for this long at a time, in milliseconds: with its last steps it stays below 15. */
const SLICE_MS = 8;
/** Between looks at the clock. */
const SLICE_STEPS = 16;
/** Steps that are done may stay in the list until so many are. */
const MAX_DONE = 10_000;

export function createWork({ now, schedule, onTrouble }: WorkOptions): Work {
  let steps: (Step | undefined)[] = [];
  /** The first step that is not done. */
  let next = 0;
  let isRunning = false;

  function start(): void {
    if (isRunning) return;
    isRunning = true;
    schedule(slice);
  }

  /** Works for a moment, then lets others have their turn. One step that fails does not stop the rest. */
  function slice(): void {
    const until = now() + SLICE_MS;
    // What steps add waits for the next turn.
    const end = steps.length;
    for (let done = 0; next < end; done++) {
      if (done % SLICE_STEPS === SLICE_STEPS - 1 && now() >= until) break;
      const step = steps[next];
      steps[next++] = undefined;
      try {
        step?.();
      } catch (error) {
        onTrouble(error);
      }
    }
    if (next === steps.length || next > MAX_DONE) {
      steps = steps.slice(next);
      next = 0;
    }
    isRunning = steps.length > 0;
    if (isRunning) schedule(slice);
  }

  return {
    add(step) {
      steps.push(step);
      start();
    },
  };
}
