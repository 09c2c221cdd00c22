/** What could be typed next: keys, and values that rows of the session have. */
import type { FieldTable, FilterField } from '../fields/table.ts';
import { countOfRow, type Row } from '../rows.ts';
import type { Span } from './ast.ts';
import { lex, type Token } from './lexer.ts';
import { MAX_QUERY } from './parser.ts';
import { printCondition } from './print.ts';

/** Replaces `from` to `to` of the query by `insert`. */
export interface Suggestion extends Span {
  readonly insert: string;
  readonly field: FilterField;
  /** Undefined for a key. */
  readonly value: string | undefined;
  /** How many exchanges have the value; undefined where that was not counted. */
  readonly count: number | undefined;
}

export interface Suggester {
  /**
   * @param caret where the next character goes
   * @param rows what values are taken from; the same list is counted once
   */
  suggest(text: string, caret: number, rows: readonly Row[]): readonly Suggestion[];
}

/** Lines of a list that is read while typing. */
const MAX_SUGGESTIONS = 12;
/** Values of one field that are told apart, and characters of one that is suggested. */
const MAX_VALUES = 2_000;
const MAX_VALUE = 120;

type Counts = ReadonlyMap<string, number>;

export function createSuggester(table: FieldTable): Suggester {
  let counted: { readonly rows: readonly Row[]; readonly byField: Map<FilterField, Counts> } | undefined;

  function countsOf(field: FilterField, rows: readonly Row[]): Counts {
    if (counted?.rows !== rows) counted = { rows, byField: new Map() };
    const known = counted.byField.get(field);
    if (known) return known;
    const counts = countValues(field, rows, table);
    counted.byField.set(field, counts);
    return counts;
  }

  function valuesOf(field: FilterField, rows: readonly Row[]): Counts {
    const { comparison, suggests } = field.filter;
    const listed =
      comparison.kind === 'choice'
        ? comparison.choices
        : comparison.kind === 'marks'
          ? Object.keys(comparison.marks)
          : [];
    if (listed.length === 0 && !suggests) return new Map();
    const counts = countsOf(field, rows);
    return listed.length === 0 ? counts : new Map(listed.map((value) => [value, counts.get(value) ?? 0]));
  }

  return {
    suggest(text, caret, rows) {
      const token = tokenAt(text, caret);
      if (token && token.kind !== 'term') return [];
      const field = token?.key && caret > token.key.to ? table.fieldOfKey(token.key.name) : undefined;
      if (token?.key && field) return valueSuggestions(token, token.key, field, text, caret, valuesOf(field, rows));
      if (token && (token.key ? caret > token.key.to : token.value?.value.kind !== 'text' || text[token.from] === '"'))
        return [];
      const from = token?.from ?? caret;
      return keySuggestions(
        text.slice(from, caret),
        { from, to: token?.key ? token.key.to + 1 : (token?.to ?? caret) },
        table,
      );
    },
  };
}

/** The word at the caret. One of logic is whole as it is: what is put behind it would make it another word. */
function tokenAt(text: string, caret: number): Token | undefined {
  return lex(text.slice(0, MAX_QUERY)).find(
    ({ kind, from, to }) => (kind === 'term' || kind === 'or' || kind === 'and') && from <= caret && caret <= to,
  );
}

function keySuggestions(typed: string, place: Span, { filterFields }: FieldTable): readonly Suggestion[] {
  const start = typed.toLowerCase();
  const names = ({ id, filter }: FilterField) => [id, ...(filter.aliases ?? [])];
  return filterFields
    .filter((field) => names(field).some((name) => name.startsWith(start)))
    .map((field) => ({ ...place, insert: `${field.id}:`, field, value: undefined, count: undefined }));
}

function valueSuggestions(
  token: Span & { readonly value: Span | undefined },
  key: Span & { readonly name: string },
  field: FilterField,
  text: string,
  caret: number,
  values: Counts,
): readonly Suggestion[] {
  const from = token.value?.from ?? key.to + 1;
  const to = token.value?.to ?? from;
  const typed = text.slice(from, caret).replace(/^"/, '').toLowerCase();
  const begins = (value: string) => (value.toLowerCase().startsWith(typed) ? 0 : 1);
  return [...values]
    .filter(([value]) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed)
    .sort(([a, most], [b, more]) => begins(a) - begins(b) || more - most)
    .slice(0, MAX_SUGGESTIONS)
    .map(([value, count]) => ({ from: key.from, to, insert: printCondition(field.id, value), field, value, count }));
}

function countValues(field: FilterField, rows: readonly Row[], { words }: FieldTable): Counts {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = field.text(row, words);
    if (text === '') continue;
    for (const line of text.split('\n')) {
      const value = line.slice(0, MAX_VALUE);
      const before = counts.get(value);
      if (before === undefined && counts.size >= MAX_VALUES) continue;
      counts.set(value, (before ?? 0) + countOfRow(row));
    }
  }
  return counts;
}
