/** Which rows of the list are selected: the multiple selection of the grid pattern (WAI-ARIA APG, grids and listboxes). */

export interface Selection {
  /** Keys of the selected rows, the one selected last at the end. */
  readonly keys: ReadonlySet<string>;
  /** The row the keyboard is on; selected or not. */
  readonly active: string | undefined;
  /** Where a range begins that Shift extends. */
  readonly anchor: string | undefined;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), active: undefined, anchor: undefined };

/** What a click or a move of the keyboard does with the selection, by the keys held with it. */
export type SelectMode = 'only' | 'toggle' | 'range' | 'add-range' | 'move';

/** @param held Ctrl (or Cmd) and Shift, as they were at a click */
export function clickMode(held: { readonly command: boolean; readonly shift: boolean }): SelectMode {
  if (held.shift) return held.command ? 'add-range' : 'range';
  return held.command ? 'toggle' : 'only';
}

/** As `clickMode`, for a key that moves: Ctrl moves without selecting. */
export function moveMode(held: { readonly command: boolean; readonly shift: boolean }): SelectMode {
  const mode = clickMode(held);
  return mode === 'toggle' ? 'move' : mode;
}

/**
 * The selection after `key` was clicked or moved to.
 *
 * @param orderOf gives the keys of all rows as they stand in the list; a range reaches over these
 */
export function select(
  { keys, active, anchor }: Selection,
  key: string,
  mode: SelectMode,
  orderOf: () => readonly string[],
): Selection {
  switch (mode) {
    case 'only':
      return { keys: new Set([key]), active: key, anchor: key };
    case 'move':
      return { keys, active: key, anchor };
    case 'toggle': {
      const next = new Set(keys);
      if (!next.delete(key)) next.add(key);
      return { keys: next, active: key, anchor: key };
    }
    case 'range':
    case 'add-range': {
      const from = anchor ?? active ?? key;
      const order = orderOf();
      const start = order.indexOf(from);
      const end = order.indexOf(key);
      // A row that the filter holds back is no place to begin from.
      if (start < 0 || end < 0) return select({ keys, active, anchor }, key, 'only', orderOf);
      const range = order.slice(Math.min(start, end), Math.max(start, end) + 1);
      if (start > end) range.reverse();
      return { keys: new Set(mode === 'range' ? range : [...keys, ...range]), active: key, anchor: from };
    }
    default:
      return mode satisfies never;
  }
}

/** Every row; the keyboard stays where it is. */
export function selectAll({ active }: Selection, order: readonly string[]): Selection {
  const at = active !== undefined && order.includes(active) ? active : order[0];
  return { keys: new Set(order), active: at, anchor: at };
}

/** The selection after rows got other keys or went: `heir` gives the key that took over, or undefined for a row that is gone. */
export function inherit({ keys, active, anchor }: Selection, heir: (key: string) => string | undefined): Selection {
  const of = (key: string | undefined) => (key === undefined ? undefined : heir(key));
  const kept = [...keys].map(heir).filter((key) => key !== undefined);
  return { keys: new Set(kept), active: of(active), anchor: of(anchor) };
}
