/** A list of fields made ready to be asked: by filter key, as columns, as sort orders, with the searched text of rows kept. */
import type { Words } from '../../words/words.ts';
import type { Row } from '../rows.ts';
import type { Column, Field, FilterUse, SortKey } from './field.ts';

/** A field that is a filter key. */
export type FilterField = Field & { readonly filter: FilterUse };
/** A field that is a column. */
export type ColumnField = Field & { readonly column: Column };

/** Texts are searched up to here, in characters; a large one, such as a body, up to the second. */
const MAX_SEARCHED = 8_000;
const MAX_SEARCHED_LARGE = 200_000;

export interface FieldTable {
  readonly words: Words;
  readonly columns: readonly ColumnField[];
  readonly filterFields: readonly FilterField[];
  /** The field of that id, or undefined. */
  readonly field: (id: string) => Field | undefined;
  /** The field that a filter key means, in any case and by its aliases; undefined for a key that there is not. */
  readonly fieldOfKey: (key: string) => FilterField | undefined;
  /** The fields whose values are chips, and the value that a row has of each. */
  readonly chips: readonly FilterField[];
  readonly chipsOf: (row: Row) => readonly (string | undefined)[];
  /** Every filter key, aliases included. */
  readonly keys: readonly string[];
  /** The text of a row that a filter searches, in lower case, capped; prepared once a row. */
  readonly searched: (field: Field) => (row: Row) => string;
  /** All that words without a key are looked for in, one line a field. */
  readonly plainText: (row: Row) => string;
  /** The rows in another order; the order they come in decides between equal ones. */
  readonly sorted: (rows: readonly Row[], id: string, descending: boolean) => readonly Row[];
}

export function createFieldTable(fields: readonly Field[], words: Words): FieldTable {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const filterFields = fields.filter((field): field is FilterField => field.filter !== undefined);
  const byKey = new Map(
    filterFields.flatMap((field) => [field.id, ...(field.filter.aliases ?? [])].map((key) => [key, field])),
  );
  const chips = filterFields.filter(({ filter }) => filter.chip);
  const plainFields = fields.filter(({ plain }) => plain);

  const numbers = new Map(fields.map((field, i) => [field, i]));
  /** The number behind the last field's is that of the plain text. */
  const plain = fields.length;

  function searchable(field: Field, row: Row): string {
    const text = (field.searched ?? field.text)(row, words);
    return text.slice(0, field.large ? MAX_SEARCHED_LARGE : MAX_SEARCHED).toLowerCase();
  }

  /** Putting ten thousand rows into lower case takes longer than searching them. */
  function searched(field: Field): (row: Row) => string {
    const number = numbers.get(field);
    if (field.large || number === undefined) return (row) => searchable(field, row);
    return (row) => (row.texts[number] ??= searchable(field, row));
  }

  function sortKeyOf(field: Field): (row: Row) => SortKey {
    const number = numbers.get(field) ?? 0;
    const keyOf = field.sortKey ?? ((row: Row) => field.text(row, words).toLowerCase());
    return (row) => (row.sortKeys[number] ??= keyOf(row, words));
  }

  /** The groups of a list by a field. Kept with the list, since a column is mostly sorted by both ways round. */
  const grouped = new WeakMap<readonly Row[], Map<Field, readonly (readonly Row[])[]>>();
  function groupsBy(field: Field, rows: readonly Row[]): readonly (readonly Row[])[] {
    const known = grouped.get(rows) ?? new Map<Field, readonly (readonly Row[])[]>();
    grouped.set(rows, known);
    const groups = known.get(field) ?? inGroups(rows, sortKeyOf(field));
    known.set(field, groups);
    return groups;
  }

  return {
    words,
    columns: fields.filter((field): field is ColumnField => field.column !== undefined),
    filterFields,
    field: (id) => byId.get(id),
    fieldOfKey: (key) => byKey.get(key.toLowerCase()),
    chips,
    chipsOf: (row) => (row.chips ??= chips.map(({ filter }) => filter.chip?.(row))),
    keys: [...byKey.keys()],
    searched,
    plainText: (row) => (row.texts[plain] ??= plainFields.map((field) => searchable(field, row)).join('\n')),
    sorted(rows, id, descending) {
      const field = byId.get(id);
      if (!field) return rows;
      const groups = groupsBy(field, rows);
      return (descending ? [...groups].reverse() : groups).flat();
    },
  };
}

/** Rows with equal keys together, as they stood, and these groups in the order of their keys: numbers before words, words by their characters. */
function inGroups(rows: readonly Row[], keyOf: (row: Row) => SortKey): readonly (readonly Row[])[] {
  const byKey = new Map<SortKey, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const equal = byKey.get(key);
    if (equal) equal.push(row);
    else byKey.set(key, [row]);
  }
  const numbers: number[] = [];
  const texts: string[] = [];
  for (const key of byKey.keys()) {
    if (typeof key === 'number') numbers.push(key);
    else texts.push(key);
  }
  // Texts are compared by the sort itself: a comparison of one's own takes four times as long.
  const keys: SortKey[] = [...numbers.sort((a, b) => a - b), ...texts.sort()];
  return keys.map((key) => byKey.get(key) ?? []);
}
