import type { FieldTable } from '../../lib/session/fields/table.ts';
import type { Row } from '../../lib/session/rows.ts';

/** Ids of the columns shown where some row has a text for them, as far as one of these rows has. */
export function toldIn(rows: readonly Row[], { columns, words }: Pick<FieldTable, 'columns' | 'words'>): string[] {
  return columns
    .filter(({ column, text }) => column.standard === 'where-told' && rows.some((row) => text(row, words) !== ''))
    .map(({ id }) => id);
}
