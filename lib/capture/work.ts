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

/** Work goes on for this long at a time, in milliseconds. */
const SLICE_MS = 12;
/** Between looks at the clock. */
const SLICE_STEPS = 50;

export function createWork({ now, schedule, onTrouble }: WorkOptions): Work {
  let waiting: Step[] = [];
  let isRunning = false;

  function start(): void {
    if (isRunning) return;
    isRunning = true;
    schedule(slice);
  }

  /** Works for a moment, then lets others have their turn. One step that fails does not stop the rest. */
  function slice(): void {
    const steps = waiting;
    waiting = [];
    const until = now() + SLICE_MS;
    let done = 0;
    for (; done < steps.length; done++) {
      if (done % SLICE_STEPS === SLICE_STEPS - 1 && now() >= until) break;
      try {
        steps[done]?.();
      } catch (error) {
        onTrouble(error);
      }
    }
    if (done < steps.length) waiting = [...steps.slice(done), ...waiting];
    isRunning = waiting.length > 0;
    if (isRunning) schedule(slice);
  }

  return {
    add(step) {
      waiting.push(step);
      start();
    },
  };
}
