import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../lib/session/fields/field.ts';
import { FIELDS } from '../../../../lib/session/fields/index.ts';
import { createFieldTable } from '../../../../lib/session/fields/table.ts';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { createSuggester } from '../../../../lib/session/filter/suggest.ts';
import { countOfRow, urlOfRow } from '../../../../lib/session/rows.ts';
import { failureRow, healthyRow, table, words } from '../filter/table.ts';

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
  const rows = [
    failureRow({ code: '1011' }, { at: 3 }, 2),
    failureRow({ code: 'b' }, { at: 1, url: 'wss://a.example/' }),
    failureRow({ code: '9', permanence: 'permanent' }, { at: 2, responseSize: undefined }),
    healthyRow({ at: 4 }),
  ];
  const order = (id: string, descending = false) => table.sorted(rows, id, descending).map((row) => rows.indexOf(row));

  it.each([
    ['time', [1, 2, 0, 3]],
    ['code', [2, 3, 0, 1]],
    ['kind', [0, 1, 2, 3]],
    ['seen', [3, 1, 2, 0]],
    ['url', [1, 0, 2, 3]],
    ['larger-than', [2, 3, 0, 1]],
    ['no-such-column', [0, 1, 2, 3]],
  ])('by %s', (id, expected) => expect(order(id)).toEqual(expected));

  it('keeps the order of equal rows in both directions', () => {
    expect(order('method', true)).toEqual([0, 1, 2, 3]);
    expect(order('kind', true)).toEqual([3, 2, 0, 1]);
  });
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
