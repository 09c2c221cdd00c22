/** The rows that a query and the pressed chips let through, and how many each chip would show. */
import type { FieldTable } from '../fields/table.ts';
import { countOfRow, type Row } from '../rows.ts';
import type { Fault } from './ast.ts';
import type { Query } from './compile.ts';

/** Pressed chips: values by the id of their field. Chips of one field widen the list, chips of several fields narrow it. */
export type Pressed = ReadonlyMap<string, ReadonlySet<string>>;

export const NOTHING_PRESSED: Pressed = new Map();

export interface ChipCounts {
  /** Failing exchanges that the query and the chips of all other fields let through: what is shown when no chip is pressed. */
  readonly all: number;
  /** The same, by the value of the chip. */
  readonly byValue: ReadonlyMap<string, number>;
}

export interface Narrowed {
  readonly rows: readonly Row[];
  readonly faults: readonly Fault[];
  /** By the id of the field. */
  readonly chips: ReadonlyMap<string, ChipCounts>;
}

/**
 * In one pass over the rows, and one for the query.
 *
 * @param query undefined lets every row through
 */
export function narrow(query: Query | undefined, pressed: Pressed, rows: readonly Row[], table: FieldTable): Narrowed {
  const selected = query?.select(rows);
  const dimensions = table.chips.map(({ id }) => {
    const values = pressed.get(id);
    return { id, values: values?.size ? values : undefined, all: 0, byValue: new Map<string, number>() };
  });

  const shown: Row[] = [];
  for (const [i, row] of rows.entries()) {
    let refusals = selected?.passes[i] === 0 ? Number.POSITIVE_INFINITY : 0;
    const chips = table.chipsOf(row);
    const isRefused = (d: number) => dimensions[d]?.values?.has(chips[d] ?? '') === false;
    for (const d of chips.keys()) if (isRefused(d)) refusals++;
    if (refusals === 0) shown.push(row);
    for (const [d, dimension] of dimensions.entries()) {
      const value = chips[d];
      if (value === undefined) continue;
      // The chips of a field do not count against each other.
      const isCounted = refusals === (isRefused(d) ? 1 : 0);
      const count = isCounted ? countOfRow(row) : 0;
      dimension.all += count;
      // A chip stays where it is, whatever it counts.
      dimension.byValue.set(value, (dimension.byValue.get(value) ?? 0) + count);
    }
  }
  const chips = new Map(dimensions.map(({ id, all, byValue }) => [id, { all, byValue }]));
  return { rows: shown, faults: selected?.faults ?? [], chips };
}
