import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { NOTHING_PRESSED, narrow, type Pressed } from '../../../../lib/session/filter/narrow.ts';
import { failureRow, healthyRow, table } from './table.ts';

const ROWS = [
  failureRow({ code: '429' }, {}, 3),
  failureRow({ code: '500', permanence: 'unknown' }),
  failureRow({ family: 'http', code: '404', permanence: 'unknown' }),
  failureRow({ family: 'http', code: '503' }, {}, 2),
  healthyRow(),
];

const pressedAs = (chips: Readonly<Record<string, readonly string[]>>): Pressed =>
  new Map(Object.entries(chips).map(([field, values]) => [field, new Set(values)]));

const narrowed = (text: string, chips: Readonly<Record<string, readonly string[]>> = {}) =>
  narrow(readQuery(text, table), pressedAs(chips), ROWS, table);

const indexes = (text: string, chips: Readonly<Record<string, readonly string[]>> = {}) =>
  narrowed(text, chips).rows.map((row) => ROWS.indexOf(row));

describe('pressed chips', () => {
  it.each([
    [{}, [0, 1, 2, 3, 4]],
    [{ family: ['http'] }, [2, 3]],
    [{ family: ['http', 'makapix'] }, [0, 1, 2, 3]],
    [{ kind: ['unknown'] }, [1, 2]],
    [{ family: ['http'], kind: ['unknown'] }, [2]],
    [{ kind: ['permanent'] }, []],
    [{ family: [] }, [0, 1, 2, 3, 4]],
  ])('as in %j let through %j', (chips, expected) => expect(indexes('', chips)).toEqual(expected));

  it('narrow down together with the query', () => {
    expect(indexes('code:4*', { family: ['http'] })).toEqual([2]);
  });
});

describe('the count of a chip', () => {
  const counts = (field: string, text: string, chips: Readonly<Record<string, readonly string[]>> = {}) => {
    const { all, byValue } = narrowed(text, chips).chips.get(field) ?? { all: -1, byValue: new Map() };
    return { all, ...Object.fromEntries(byValue) };
  };

  it.each([
    ['family', '', {}, { all: 7, makapix: 4, http: 3 }],
    ['family', '', { family: ['http'] }, { all: 7, makapix: 4, http: 3 }],
    ['family', '', { kind: ['unknown'] }, { all: 2, makapix: 1, http: 1 }],
    ['family', 'code:5*', {}, { all: 3, makapix: 1, http: 2 }],
    ['kind', '', { family: ['http'] }, { all: 3, temporary: 2, unknown: 1 }],
    ['kind', 'code:404', { family: ['makapix'] }, { all: 0, temporary: 0, unknown: 0 }],
  ])('of %s follows %j and the other chips %j', (field, text, chips, expected) =>
    expect(counts(field, text, chips)).toEqual(expected),
  );

  it('is what pressing it shows', () => {
    const query = fc.constantFrom('', 'code:4*', '-kind:unknown', 'is:repeated or is:healthy', '/5.3/');
    const some = (values: readonly string[]) => fc.subarray([...values]);
    fc.assert(
      fc.property(
        query,
        some(['http', 'makapix']),
        some(['temporary', 'unknown', 'permanent']),
        (text, family, kind) => {
          for (const [value, count] of narrowed(text, { family, kind }).chips.get('family')?.byValue ?? []) {
            const shown = narrowed(text, { family: [value], kind }).rows;
            expect(shown.reduce((n, row) => n + (row.kind === 'failure' ? row.group.count : 0), 0)).toBe(count);
          }
        },
      ),
    );
  });
});

it('nothing pressed and nothing asked lets everything through', () => {
  expect(narrow(readQuery('', table), NOTHING_PRESSED, ROWS, table).rows).toEqual(ROWS);
});
