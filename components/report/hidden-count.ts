import type { Hidden } from '../../lib/report/redact.ts';

/** How many places of a report redaction has hidden, repeats of one secret included, those that the user shows left out. */
export function hiddenCount(hidden: readonly Hidden[], shown: ReadonlySet<string> = new Set()): number {
  return hidden.reduce((sum, { pseudonym, count }) => (shown.has(pseudonym) ? sum : sum + count), 0);
}
