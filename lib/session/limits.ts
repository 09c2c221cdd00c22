/** What a session holds at the most, apart from what holds it: the settings tab needs no more. */
export interface Limits {
  /** Failing exchanges kept in full. */
  readonly failures: number;
  /** Healthy exchanges kept as a line. */
  readonly healthy: number;
}

/** About 2 KB a failure without its body and 0.2 KB a healthy line: some 25 MB at the most for 10,000 failures. */
export function limitsFor(failures: number): Limits {
  return { failures, healthy: 2 * failures };
}
