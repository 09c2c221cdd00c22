import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { createSuggester } from '../../../../lib/session/filter/suggest.ts';
import { failureRow, faultsOf, healthyRow, table } from './table.ts';

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

it('any text and caret can be asked about', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.nat(40), (text, caret) => {
      for (const { from, to } of suggester.suggest(text, caret, ROWS)) expect(from).toBeLessThanOrEqual(to);
    }),
  );
});
