/** The rows that a query and the pressed chips let through, and how many each chip would show. */
import type { FieldTable, FilterField } from '../fields/table.ts';
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

/** Runs over the rows once for the query, once for each field with a pressed chip and once for each field with chips. */
export function narrow(query: Query, pressed: Pressed, rows: readonly Row[], table: FieldTable): Narrowed {
  const { passes, faults } = query.select(rows);
  const chipFields = table.filterFields.filter(({ filter }) => filter.chip);
  const passesChips = chipFields.map(({ id }) => {
    const text = chipQuery(id, pressed);
    return text === undefined ? undefined : readQuery(text, table).select(rows).passes;
  });

  /** @param except the chips of this field do not count */
  function isLetThrough(i: number, except?: number): boolean {
    return passes[i] === 1 && passesChips.every((passes, field) => field === except || !passes || passes[i] === 1);
  }

  return {
    rows: rows.filter((_, i) => isLetThrough(i)),
    faults,
    chips: new Map(chipFields.map((field, i) => [field.id, countChips(field, rows, (row) => isLetThrough(row, i))])),
  };
}

function countChips({ filter }: FilterField, rows: readonly Row[], counts: (i: number) => boolean): ChipCounts {
  let all = 0;
  const byValue = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    const value = filter.chip?.(row);
    if (value === undefined) continue;
    // A chip stays where it is, whatever it counts.
    const before = byValue.get(value) ?? 0;
    const count = counts(i) ? countOfRow(row) : 0;
    byValue.set(value, before + count);
    all += count;
  }
  return { all, byValue };
}
