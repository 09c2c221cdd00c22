/** The rows that a query and the pressed chips let through, and how many each chip would show. */
import type { FieldTable } from '../fields/table.ts';
import { countOfRow, type Row } from '../rows.ts';
import type { Fault } from './ast.ts';
import { type Query, readQuery } from './compile.ts';
import { printCondition } from './print.ts';

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

/** A chip is a term of the filter; those of one field are joined by `or`. Undefined where none is pressed. */
export function chipQuery(field: string, pressed: Pressed): string | undefined {
  const values = [...(pressed.get(field) ?? [])];
  return values.length === 0 ? undefined : values.map((value) => printCondition(field, value)).join(' or ');
}

/** In one pass over the rows, and one for the query and each field with a pressed chip. */
export function narrow(query: Query, pressed: Pressed, rows: readonly Row[], table: FieldTable): Narrowed {
  const { passes, faults } = query.select(rows);
  const dimensions = table.chips.map(({ id }) => {
    const text = chipQuery(id, pressed);
    const passes = text === undefined ? undefined : readQuery(text, table).select(rows).passes;
    return { id, passes, all: 0, byValue: new Map<string, number>() };
  });

  const shown: Row[] = [];
  for (const [i, row] of rows.entries()) {
    let refusals = passes[i] === 1 ? 0 : Number.POSITIVE_INFINITY;
    for (const { passes } of dimensions) if (passes?.[i] === 0) refusals++;
    if (refusals === 0) shown.push(row);
    const values = table.chipsOf(row);
    for (const [d, dimension] of dimensions.entries()) {
      const value = values[d];
      if (value === undefined) continue;
      // The chips of a field do not count against each other.
      const isCounted = refusals === (dimension.passes?.[i] === 0 ? 1 : 0);
      const count = isCounted ? countOfRow(row) : 0;
      dimension.all += count;
      // A chip stays where it is, whatever it counts.
      dimension.byValue.set(value, (dimension.byValue.get(value) ?? 0) + count);
    }
  }
  return { rows: shown, faults, chips: new Map(dimensions.map(({ id, all, byValue }) => [id, { all, byValue }])) };
}
