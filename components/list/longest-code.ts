import type { FieldTable } from '../../lib/session/fields/table.ts';
import type { Row } from '../../lib/session/rows.ts';
import { oneLine } from '../text/clean.ts';

/** The code column has room for three digits and its header at least, and needs no more than the longest names of network errors. */
const LEAST = '0000';
const MOST = 36;

/** The longest code of these rows, as far as it is worth the room. */
export function longestCode(rows: readonly Row[], { field, words }: Pick<FieldTable, 'field' | 'words'>): string {
  const code = field('code');
  let longest = LEAST;
  for (const row of code ? rows : []) {
    const text = code?.text(row, words) ?? '';
    if (text.length > longest.length) longest = text;
    if (longest.length >= MOST) break;
  }
  return oneLine(longest, MOST);
}
