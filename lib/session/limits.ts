/** What a session holds at the most, apart from what holds it: the settings tab needs no more. */
export interface Limits {
  /** Failing exchanges kept in full. */
  readonly failures: number;
  /** Healthy exchanges kept as a line. */
  readonly healthy: number;
  /** Characters of each body of a failure; `MAX_KEPT_BODY` where it is not said. */
  readonly body?: number;
}

/** Of a failing exchange's bodies this many characters are kept; of a healthy one's, none. */
export const MAX_KEPT_BODY = 65_536;

/** Characters of the bodies of all failures: what 10,000 of the longest take. */
const MAX_KEPT_BODIES = 10_000 * MAX_KEPT_BODY;

/** About 2 KB a failure without its body and 0.2 KB a healthy line: some 25 MB at the most for 10,000 failures. */
export function limitsFor(failures: number): Limits {
  return { failures, healthy: 2 * failures, body: Math.min(MAX_KEPT_BODY, Math.floor(MAX_KEPT_BODIES / failures)) };
}
