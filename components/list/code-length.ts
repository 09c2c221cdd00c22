import type { FieldTable } from '../../lib/session/fields/table.ts';
import type { Row } from '../../lib/session/rows.ts';

/** Bounds of the code column in characters: three digits and their header, and the longest names of network errors. */
const LEAST = 4;
const MOST = 36;

/** Characters the code column needs for these rows. */
export function codeLength(rows: readonly Row[], { field, words }: Pick<FieldTable, 'field' | 'words'>): number {
  const code = field('code');
  let length = LEAST;
  if (!code) return length;
  for (const row of rows) {
    length = Math.max(length, code.text(row, words).length);
    if (length >= MOST) return MOST;
  }
  return length;
}
