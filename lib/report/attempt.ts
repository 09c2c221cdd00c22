/** One row of hostile data must not cost the others. */

export const FAILED = Symbol('failed');

/** What `run` gives, or that it threw. */
export function attempt<T>(run: () => T): T | typeof FAILED {
  try {
    return run();
  } catch {
    return FAILED;
  }
}
