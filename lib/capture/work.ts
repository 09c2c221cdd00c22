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
  /** For the step that runs: what is left of it, in steps that come before everything that waits. */
  split(parts: Iterable<Step>): void;
}

/** Work goes on for this long at a time, in milliseconds: with its last step, which is one event at most, it stays below 15. */
const SLICE_MS = 8;
/** Steps that are done may stay in the list until so many are. */
const MAX_DONE = 10_000;

export function createWork({ now, schedule, onTrouble }: WorkOptions): Work {
  let steps: (Step | undefined)[] = [];
  /** The first step that is not done. */
  let next = 0;
  /** What is left of steps that were split, the innermost last. */
  const split: Iterator<Step>[] = [];
  let isRunning = false;

  function start(): void {
    if (isRunning) return;
    isRunning = true;
    schedule(slice);
  }

  function takePart(): Step | undefined {
    for (let parts = split.at(-1); parts; parts = split.at(-1)) {
      const { done, value } = parts.next();
      if (!done) return value;
      split.pop();
    }
    return undefined;
  }

  function takeStep(): Step | undefined {
    const step = steps[next];
    steps[next++] = undefined;
    return step;
  }

  /** Works for a moment, then lets others have their turn. One step that fails does not stop the rest. */
  function slice(): void {
    const until = now() + SLICE_MS;
    // What steps add waits for the next turn.
    const end = steps.length;
    // Any step can be dear: a clock costs less than the cheapest.
    do {
      try {
        const step = takePart() ?? (next < end ? takeStep() : undefined);
        if (!step) break;
        step();
      } catch (error) {
        onTrouble(error);
      }
    } while (now() < until);
    if (next === steps.length || next > MAX_DONE) {
      steps = steps.slice(next);
      next = 0;
    }
    isRunning = steps.length > 0 || split.length > 0;
    if (isRunning) schedule(slice);
  }

  return {
    add(step) {
      steps.push(step);
      start();
    },
    split(parts) {
      split.push(parts[Symbol.iterator]());
    },
  };
}
