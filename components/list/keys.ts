import type { Row } from '../../lib/session/rows.ts';

/**
 * Where a key of the grid pattern (WAI-ARIA APG, data grids) leads: an index into the list, `header` for the column headers,
 * or undefined when the key means nothing here.
 *
 * @param current the selected row, -1 when none is
 * @param page rows in view
 */
export function rowAfterKey(key: string, current: number, count: number, page: number): number | 'header' | undefined {
  if (count === 0) return key === 'ArrowUp' ? 'header' : undefined;
  const last = count - 1;
  const within = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return within(current + 1);
    case 'ArrowUp':
      return current <= 0 ? 'header' : within(current - 1);
    case 'PageDown':
      return within(Math.max(0, current) + Math.max(1, page - 1));
    case 'PageUp':
      return within(current - Math.max(1, page - 1));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** What an arrow to the side does to a row that stands for several, as in a tree: opens it, closes it, or leads from a part to it. */
export function afterFoldKey(
  key: 'arrowright' | 'arrowleft',
  rows: readonly Row[],
  current: number,
): number | 'toggle' | undefined {
  const foldAt = (index: number) => {
    const row = rows[index];
    return row?.kind === 'failure' ? row.fold : undefined;
  };
  const fold = foldAt(current);
  if (fold === 'closed') return key === 'arrowright' ? 'toggle' : undefined;
  if (fold === 'open') return key === 'arrowleft' ? 'toggle' : current + 1;
  if (fold !== 'part' || key === 'arrowright') return undefined;
  let head = current;
  while (foldAt(head) === 'part') head--;
  return head;
}
