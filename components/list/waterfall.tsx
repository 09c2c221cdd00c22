import { durationOfRow, type Row } from '../../lib/session/rows.ts';

/** Epoch ms. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** From the beginning of the first row to the end of the last one; undefined for no rows. */
export function spanOf(rows: readonly Row[]): TimeSpan | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    from = Math.min(from, row.at);
    to = Math.max(to, row.at + (durationOfRow(row) ?? 0));
  }
  return from <= to ? { from, to } : undefined;
}

/** What the bars of a list have in common. A list that grows changes this, and no bar needs to be drawn anew. */
export function scaleOf({ from, to }: TimeSpan, origin: number): Record<string, number> {
  return { '--from': from - origin, '--span': Math.max(1, to - from) };
}

/**
 * When a request ran, on the time line of all rows; the style sheet does the arithmetic.
 *
 * @param origin epoch ms that all bars count from: a style has no room for the digits of a date
 */
export function Bar({ at, durationMs, origin }: { at: number; durationMs: number | undefined; origin: number }) {
  return <span class="time-bar" style={{ '--at': at - origin, '--took': durationMs ?? 0 }} />;
}
