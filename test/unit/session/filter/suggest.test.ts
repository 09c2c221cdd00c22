import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createFieldTable } from '../../../../lib/session/fields/table.ts';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { createSuggester } from '../../../../lib/session/filter/suggest.ts';
import { failureRow, faultsOf, healthyRow, table, words } from './table.ts';

const ROWS = [
  failureRow({}, {}, 3),
  failureRow({ family: 'http', code: '404', permanence: 'unknown' }, { url: 'https://b.example/', status: 404 }),
  failureRow({ code: 'two words', operation: '"quoted"' }, { responseHeaders: [{ name: 'X-Two', value: '' }] }),
  healthyRow(),
];
const suggester = createSuggester(table);

const inserts = (text: string, caret = text.length) => suggester.suggest(text, caret, ROWS).map(({ insert }) => insert);

/** The query after the first suggestion was taken. */
function taken(text: string, caret = text.length): string {
  const [first] = suggester.suggest(text, caret, ROWS);
  return first ? text.slice(0, first.from) + first.insert + text.slice(first.to) : text;
}

it.each([
  ['co', ['code:', 'confidence:']],
  ['upload co', ['code:', 'confidence:']],
  ['-co', ['code:', 'confidence:']],
  ['(co', ['code:', 'confidence:']],
  ['sou', ['channel:']],
  ['zzz', []],
  ['"co', []],
  ['kind:', ['kind:temporary', 'kind:unknown', 'kind:permanent']],
  ['kind:t', ['kind:temporary', 'kind:permanent']],
  ['kind:temporary', []],
  ['code:', ['code:429', 'code:404', 'code:"two words"', 'code:200']],
  ['code:4', ['code:429', 'code:404']],
  ['code:"t', ['code:"two words"']],
  ['is:rep', ['is:repeated']],
  ['has-response-header:', ['has-response-header:Retry-After', 'has-response-header:X-Two']],
  ['domain:b', ['domain:b.example', 'domain:api.makapix.club']],
  ['name:', []],
  ['cod:4', []],
  ['/co/', []],
  ['upload or', []],
  ['upload and', []],
  ['upload or co', ['code:', 'confidence:']],
])('%j suggests %j', (text, expected) => expect(inserts(text)).toEqual(expected));

it('every key is suggested where nothing has been typed', () => {
  expect(inserts('')).toEqual(table.filterFields.map(({ id }) => `${id}:`));
});

it('values come with how many exchanges have them', () => {
  expect(suggester.suggest('kind:', 5, ROWS).map(({ value, count }) => [value, count])).toEqual([
    ['temporary', 4],
    ['unknown', 1],
    ['permanent', 0],
  ]);
});

it.each([
  ['upload cod', 10, 'upload code:'],
  ['cod kind:unknown', 3, 'code: kind:unknown'],
  ['-kind:perm', 10, '-kind:permanent'],
  ['code:two later', 8, 'code:"two words" later'],
  ['kind:xyz', 5, 'kind:temporary'],
  ['cod:4', 3, 'code:4'],
  ['upload kind:perm later', 16, 'upload kind:permanent later'],
])('the first suggestion for %j at %i makes it %j', (text, caret, expected) =>
  expect(taken(text, caret)).toBe(expected),
);

it('a suggested value is a query without faults that finds a row', () => {
  for (const { id, filter } of table.filterFields) {
    for (const { insert, count } of suggester.suggest(`${id}:`, id.length + 1, ROWS)) {
      expect(faultsOf(insert)).toEqual([]);
      if (count !== 0) expect(readQuery(insert, table).select(ROWS).passes).toContain(1);
    }
    expect(faultsOf(`${id}:${filter.example}`)).toEqual([]);
  }
});

it('no more than twelve values are suggested, what begins as it was typed before what more rows have', () => {
  const rows = Array.from({ length: 30 }, (_, i) => failureRow({ code: i === 20 ? 'x1' : `1x${i}` }, {}, i + 1));
  const found = suggester.suggest('code:x', 6, rows).map(({ value }) => value);
  expect(found).toHaveLength(12);
  expect(found.slice(0, 3)).toEqual(['x1', '1x29', '1x28']);
});

it('the beginning of a long value is suggested, and of many the first two thousand are counted', () => {
  const rows = Array.from({ length: 2_001 }, (_, i) => failureRow({ code: `${i} ${'x'.repeat(200)}` }));
  const [first] = suggester.suggest('code:0', 6, rows);
  expect(first?.value).toHaveLength(120);
  expect(suggester.suggest('code:2000', 9, rows)).toEqual([]);
  expect(suggester.suggest('code:1999', 9, rows)).toHaveLength(1);
});

it('the same rows are counted once for each field', () => {
  const text = vi.fn(() => 'a');
  const filter = { comparison: { kind: 'part' }, example: 'a', suggests: true } as const;
  const [first, second] = ['one', 'two'].map(
    (id) => ({ id, title: 'columnCode', describe: 'fieldCodeHelp', text, filter }) as const,
  );
  if (!first || !second) expect.unreachable();
  const own = createSuggester(createFieldTable([first, second], words));
  const rows = [failureRow()];
  for (const query of ['one:', 'one:', 'two:', 'one:']) own.suggest(query, 4, rows);
  expect(text).toHaveBeenCalledTimes(2);
  own.suggest('one:', 4, [...rows]);
  expect(text).toHaveBeenCalledTimes(3);
});

it('any text and caret can be asked about', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.nat(40), (text, caret) => {
      for (const { from, to } of suggester.suggest(text, caret, ROWS)) expect(from).toBeLessThanOrEqual(to);
    }),
  );
});
