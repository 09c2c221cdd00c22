import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Field, SortKey } from '../../../../lib/session/fields/field.ts';
import { FIELDS } from '../../../../lib/session/fields/index.ts';
import { createFieldTable, type FieldTable } from '../../../../lib/session/fields/table.ts';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { createSuggester } from '../../../../lib/session/filter/suggest.ts';
import { countOfRow, type Row, urlOfRow } from '../../../../lib/session/rows.ts';
import { failureRow, healthyRow, words } from '../filter/table.ts';

let table: FieldTable;

beforeEach(() => {
  table = createFieldTable(FIELDS, words);
});

describe('the list of fields', () => {
  it('has each filter key once', () => {
    expect(new Set(table.keys).size).toBe(
      FIELDS.reduce((n, { filter }) => n + (filter ? 1 + (filter.aliases ?? []).length : 0), 0),
    );
    for (const key of table.keys) expect(key).toMatch(/^[a-z][a-z-]*$/);
  });

  it('gives every row a text and a sort key, and leaves empty what a healthy exchange has not', () => {
    for (const field of FIELDS) {
      for (const row of [failureRow(), healthyRow()]) {
        expect(field.text(row, table.words)).toBeTypeOf('string');
        expect(field.sortKey?.(row, table.words)).not.toBeNaN();
      }
    }
    const found = (id: string) => table.field(id)?.text(healthyRow(), table.words);
    expect(['family', 'name', 'kind', 'confidence', 'said'].map(found)).toEqual(['', '', '', '', '']);
    expect(['code', 'status-code', 'domain', 'duration'].map(found)).toEqual(['200', '200', 'cdn.example.com', '5']);
  });
});

describe('sorting', () => {
  let rows: readonly Row[];

  beforeEach(() => {
    rows = [
      failureRow({ code: '1011' }, { at: 3 }, 2),
      failureRow({ code: 'b' }, { at: 1, url: 'wss://a.example/' }),
      failureRow({ code: '9', permanence: 'permanent' }, { at: 2, responseSize: undefined }),
      healthyRow({ at: 4 }),
    ];
  });

  const order = (id: string, descending = false) => table.sorted(rows, id, descending).map((row) => rows.indexOf(row));

  it.each([
    ['time', [1, 2, 0, 3]],
    ['code', [2, 3, 0, 1]],
    ['kind', [0, 1, 2, 3]],
    ['seen', [3, 1, 2, 0]],
    ['url', [1, 0, 2, 3]],
    ['larger-than', [2, 3, 0, 1]],
    ['family', [3, 0, 1, 2]],
    ['no-such-column', [0, 1, 2, 3]],
  ])('by %s', (id, expected) => expect(order(id)).toEqual(expected));

  it('keeps the order of equal rows in both directions', () => {
    expect(order('method', true)).toEqual([0, 1, 2, 3]);
    expect(order('kind', true)).toEqual([3, 2, 0, 1]);
  });
});

describe('words in a column', () => {
  const named = (...names: readonly string[]) => names.map((name) => failureRow({ name }));
  const sorted = (rows: readonly Row[], descending = false) =>
    table.sorted(rows, 'name', descending).map((row) => table.field('name')?.text(row, words));

  it('stand in the order of their characters, whatever their case', () => {
    expect(sorted(named('c', 'B', 'a', 'b'))).toEqual(['a', 'B', 'b', 'c']);
    expect(sorted(named('c', 'B', 'a', 'b'), true)).toEqual(['c', 'B', 'b', 'a']);
  });

  it('are in order for every list of them, whichever way round they were asked for before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.nat(20).map(String)), { maxLength: 12 }),
        (codes) => {
          const rows = codes.map((code) => failureRow({ code }));
          const keyOf = (row: Row) => table.field('code')?.sortKey?.(row, words) ?? '';
          const isBefore = (a: SortKey, b: SortKey) =>
            typeof a === typeof b ? a < b : typeof a === 'number' && typeof b === 'string';
          for (const descending of [true, false, true]) {
            const sorted = table.sorted(rows, 'code', descending);
            expect(new Set(sorted)).toEqual(new Set(rows));
            for (const [i, row] of sorted.entries()) {
              const next = sorted[i + 1];
              if (!next) continue;
              const [one, other] = descending ? [next, row] : [row, next];
              const isTie = keyOf(one) === keyOf(other);
              expect(isTie ? rows.indexOf(row) < rows.indexOf(next) : isBefore(keyOf(one), keyOf(other))).toBe(true);
            }
          }
        },
      ),
    );
  });

  it('stand behind numbers', () => {
    const rows = ['b', '7', 'a', '12'].map((code) => failureRow({ code }));
    const codes = (descending: boolean) =>
      table.sorted(rows, 'code', descending).map((row) => table.field('code')?.text(row, words));
    expect(codes(false)).toEqual(['7', '12', 'a', 'b']);
    expect(codes(true)).toEqual(['b', 'a', '12', '7']);
  });
});

describe('what a filter searches', () => {
  const field = (over: Partial<Field>): Field => ({ ...(FIELDS[0] as Field), id: 'own', ...over });
  const searchedIn = (own: Field, row = failureRow()) => createFieldTable([...FIELDS, own], words).searched(own)(row);

  it('is in lower case, and of a long text the beginning', () => {
    const text = () => `A${'b'.repeat(300_000)}`;
    expect(searchedIn(field({ text }))).toMatch(/^ab{7999}$/);
    expect(searchedIn(field({ text, large: true })).length).toBe(200_000);
  });

  it('may be more than the text', () => {
    expect(searchedIn(field({ text: () => 'a', searched: () => 'A and more' }))).toBe('a and more');
  });

  it('is prepared once a row, unless it is large or of no field of the table', () => {
    const text = vi.fn(() => 'a');
    const [small, large, foreign] = [field({ text }), field({ id: 'large', text, large: true }), field({ text })];
    const own = createFieldTable([small, large], words);
    const row = failureRow();
    const timesOf = (one: Field) => {
      text.mockClear();
      for (let i = 0; i < 3; i++) expect(own.searched(one)(row)).toBe('a');
      return text.mock.calls.length;
    };
    expect([small, large, foreign].map(timesOf)).toEqual([1, 3, 3]);
  });

  it('without a key is every field that is plain, one line each', () => {
    const own = createFieldTable(
      [
        field({ id: 'a', plain: true, text: () => 'One' }),
        field({ id: 'b' }),
        field({ id: 'c', plain: true, text: () => 'two' }),
      ],
      words,
    );
    expect(own.plainText(failureRow())).toBe('one\ntwo');
  });
});

it('columns are the fields that have one, keys those that have a filter, chips those that have chips', () => {
  expect(table.columns).toEqual(FIELDS.filter(({ column }) => column));
  expect(table.chips.map(({ id }) => id)).toEqual(['kind', 'family']);
  expect(table.chipsOf(failureRow())).toEqual(['temporary', 'makapix']);
  expect(table.chipsOf(healthyRow())).toEqual([undefined, undefined]);
  expect(table.fieldOfKey('SOURCE')).toBe(table.field('channel'));
  expect(table.fieldOfKey('seen')).toBeUndefined();
});

it('a new field is a filter key with help, suggestions, a column and a sort order', () => {
  const slug: Field = {
    id: 'slug',
    title: 'columnRequest',
    describe: 'fieldUrlHelp',
    text: (row) => urlOfRow(row).split('/').at(-1) ?? '',
    sortKey: (row) => -countOfRow(row),
    column: { width: 80, least: 40, grows: 0, rank: 5, standard: true },
    filter: { comparison: { kind: 'whole' }, example: 'logo.png', suggests: true },
  };
  const own = createFieldTable([...FIELDS, slug], words);
  const rows = [failureRow(), failureRow({}, { url: 'https://a.example/x/y' }, 7), healthyRow()];
  expect([...readQuery('slug:logo.*', own).select(rows).passes]).toEqual([0, 0, 1]);
  expect(readQuery('slg:y', own).faults).toMatchObject([{ nearest: 'slug' }]);
  expect(createSuggester(own).suggest('slug:y', 5, rows)[0]).toMatchObject({ insert: 'slug:y', count: 7 });
  expect(own.columns.at(-1)?.id).toBe('slug');
  expect(own.sorted(rows, 'slug', false)[0]).toBe(rows[1]);
});
