import { durationOfRow, type Row } from '../../lib/session/rows.ts';

/** Epoch ms. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A bar is never narrower than this, in percent of the column. */
const LEAST_PERCENT = 1.5;

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

/** When a request ran, on the time line of all rows. */
export function Bar({ at, durationMs, span }: { at: number; durationMs: number | undefined; span: TimeSpan }) {
  const whole = Math.max(1, span.to - span.from);
  const width = Math.max(LEAST_PERCENT, (100 * (durationMs ?? 0)) / whole);
  const left = Math.min(100 - LEAST_PERCENT, (100 * (at - span.from)) / whole);
  return <span class="time-bar" style={{ left: `${left}%`, width: `${Math.min(width, 100 - left)}%` }} />;
}
