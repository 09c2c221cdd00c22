import type { ReadonlySignal } from '@preact/signals';
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

/** When a request ran, on the time line of all rows. A list that grows draws its bars anew, and nothing else of its rows. */
export function Bar({ at, durationMs = 0, span }: BarProps) {
  const { from, to } = span.value ?? { from: at, to: at };
  const percent = 100 / Math.max(1, to - from);
  return (
    <span
      class="time-bar"
      style={{
        // Visible at the very end too.
        left: `min(${((at - from) * percent).toFixed(3)}%, 100% - 2px)`,
        width: `${(durationMs * percent).toFixed(3)}%`,
      }}
    />
  );
}

interface BarProps {
  /** Epoch ms. */
  readonly at: number;
  readonly durationMs: number | undefined;
  readonly span: ReadonlySignal<TimeSpan | undefined>;
}
