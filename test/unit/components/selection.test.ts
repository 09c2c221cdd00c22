import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clickMode,
  inherit,
  moveMode,
  NOTHING_SELECTED,
  type Selection,
  type SelectMode,
  select,
  selectAll,
} from '../../../components/list/selection.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];

/** Clicks and moves one after the other, from nothing selected. */
function clicked(...steps: readonly (readonly [key: string, mode?: SelectMode])[]): Selection {
  return steps.reduce((selection, [key, mode = 'only']) => select(selection, key, mode, () => ORDER), NOTHING_SELECTED);
}

const keys = ({ keys }: Selection) => [...keys].sort();

describe('a selection', () => {
  it.each<[string, Selection, string[]]>([
    ['a click selects that row alone', clicked(['a'], ['c']), ['c']],
    ['Ctrl adds a row', clicked(['a'], ['c', 'toggle']), ['a', 'c']],
    ['Ctrl takes a row away', clicked(['a'], ['c', 'toggle'], ['a', 'toggle']), ['c']],
    ['Ctrl can take away the last', clicked(['a'], ['a', 'toggle']), []],
    ['Shift selects up to the row', clicked(['b'], ['d', 'range']), ['b', 'c', 'd']],
    ['Shift selects upwards too', clicked(['d'], ['b', 'range']), ['b', 'c', 'd']],
    [
      'Shift begins where the last plain or Ctrl click was',
      clicked(['a'], ['c', 'toggle'], ['d', 'range']),
      ['c', 'd'],
    ],
    ['a second Shift replaces the range of the first', clicked(['c'], ['e', 'range'], ['b', 'range']), ['b', 'c']],
    ['Shift with Ctrl keeps what there was', clicked(['a'], ['c', 'toggle'], ['d', 'add-range']), ['a', 'c', 'd']],
    ['Shift without a beginning selects the row', clicked(['c', 'range']), ['c']],
    ['moving with Ctrl selects nothing', clicked(['a'], ['c', 'move']), ['a']],
    ['Space after moving adds the row', clicked(['a'], ['c', 'move'], ['c', 'toggle']), ['a', 'c']],
  ])('%s', (_, selection, expected) => expect(keys(selection)).toEqual(expected));

  it('has the keyboard on the row of the last click or move', () => {
    expect(clicked(['a'], ['c', 'toggle']).active).toBe('c');
    expect(clicked(['a'], ['c', 'toggle'], ['c', 'toggle']).active).toBe('c');
    expect(clicked(['b'], ['d', 'range']).active).toBe('d');
    expect(clicked(['b'], ['d', 'move']).active).toBe('d');
  });

  it('begins anew when the filter holds back the row where the range began', () => {
    const selection = select(clicked(['a']), 'd', 'range', () => ['c', 'd']);
    expect([keys(selection), selection.anchor]).toEqual([['d'], 'd']);
  });

  it('of everything leaves the keyboard where it was, or puts it on the first row', () => {
    expect(selectAll(clicked(['c']), ORDER)).toEqual({ keys: new Set(ORDER), active: 'c', anchor: 'c' });
    expect(selectAll(NOTHING_SELECTED, ORDER).active).toBe('a');
    expect(selectAll(clicked(['c']), []).keys.size).toBe(0);
  });

  it('goes over to heirs and loses what has none', () => {
    const heirs = new Map([
      ['a', 'z'],
      ['b', undefined],
    ]);
    const before = clicked(['a'], ['b', 'toggle'], ['c', 'toggle'], ['b', 'move']);
    const next = inherit(before, (key) => (heirs.has(key) ? heirs.get(key) : key));
    expect([keys(next), next.active, next.anchor]).toEqual([['c', 'z'], undefined, 'c']);
  });

  it('holds only rows of the list, in one piece for a range, whatever is clicked', () => {
    const modes = fc.constantFrom<SelectMode>('only', 'toggle', 'range', 'add-range', 'move');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ORDER), modes), { minLength: 1 }), (steps) => {
        const selection = clicked(...steps);
        const [key, mode] = steps.at(-1) ?? [];
        expect(selection.active).toBe(key);
        for (const one of selection.keys) expect(ORDER).toContain(one);
        if (mode === 'only') expect(keys(selection)).toEqual([key]);
        if (mode === 'range') {
          const places = keys(selection).map((one) => ORDER.indexOf(one));
          expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(places.length - 1);
          expect(keys(selection)).toContain(key);
        }
      }),
    );
  });
});

it.each([
  [{ command: false, shift: false }, 'only', 'only'],
  [{ command: true, shift: false }, 'toggle', 'move'],
  [{ command: false, shift: true }, 'range', 'range'],
  [{ command: true, shift: true }, 'add-range', 'add-range'],
] as const)('with %j a click means %s and a move %s', (held, click, move) => {
  expect([clickMode(held), moveMode(held)]).toEqual([click, move]);
});
