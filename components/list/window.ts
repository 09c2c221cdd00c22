/** Which rows of a long list are in the document, and where to scroll to show one. All rows have the same height. */
import type { Density } from '../../lib/preferences.ts';

/** Height of a row in CSS pixels, as in the browser's own panels; the style sheet's `--row` says the same. */
export const ROW_HEIGHT = 21;

/** Height of a row by density. 24 pixels are the least that everybody can hit (WCAG 2.2, 2.5.8). */
export const ROW_HEIGHTS = { native: ROW_HEIGHT, comfortable: 28 } as const satisfies Record<Density, number>;

/** A list up to this length is rendered whole in the end, so that the browser's own search finds every row. */
export const WHOLE = 250;

/** Rows kept beyond each edge, so that scrolling by a notch shows no gap. */
export const MARGIN = 6;

export interface Slice {
  /** First row in the document. */
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

/** The scroll position at the end of a list, in pixels. */
export function lastTop(count: number, height: number, row: number = ROW_HEIGHT): number {
  return Math.max(0, count * row - height);
}

/**
 * The rows to render for a viewport of `height` pixels scrolled to `top`. Any input gives a slice inside the list.
 *
 * @param reach rows beyond each edge
 */
export function visibleSlice(
  top: number,
  height: number,
  count: number,
  row: number = ROW_HEIGHT,
  reach: number = MARGIN,
): Slice {
  const rows = Math.ceil(height / row);
  const first = Math.min(Math.floor(top / row), count - rows);
  return { start: Math.max(0, first - reach), end: Math.max(0, Math.min(count, first + rows + 1 + reach)) };
}

/** How many rows a slice has at most that reaches `MARGIN` rows beyond each edge. */
export function capacityOf(height: number, row: number = ROW_HEIGHT): number {
  return Math.ceil(height / row) + 1 + 2 * MARGIN;
}

/** The scroll position nearest to `top` at which the whole row is in view. */
export function scrolledTo(index: number, top: number, height: number, row: number = ROW_HEIGHT): number {
  const start = index * row;
  if (start < top) return start;
  return Math.max(top, start + row - height);
}
