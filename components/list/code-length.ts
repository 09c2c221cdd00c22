import { type Row, shownOf } from './rows.ts';

/** Bounds of the code column in characters: three digits and their header, and a word such as `rate_limited`. */
const LEAST = 4;
const MOST = 13;

/** Characters the code column needs for these rows. */
export function codeLength(rows: readonly Row[]): number {
  let length = LEAST;
  for (const row of rows) {
    if (row.kind === 'failure') length = Math.max(length, shownOf(row.group).finding.code.length);
    if (length >= MOST) return MOST;
  }
  return length;
}
