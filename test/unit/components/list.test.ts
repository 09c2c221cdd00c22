import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLength } from '../../../components/list/code-length.ts';
import { nextSort } from '../../../components/list/columns.ts';
import { emptyReason } from '../../../components/list/empty-reason.ts';
import { rowAfterKey } from '../../../components/list/keys.ts';
import { rowsOf, type View } from '../../../components/list/rows.ts';
import { ROW_HEIGHT, scrolledTo, visibleSlice, WHOLE } from '../../../components/list/window.ts';
import { createMatcher, parseFilter } from '../../../lib/session/filter.ts';
import { madeUpWords } from '../../failures.ts';
import { finding, http, NOON, session } from './fakes.ts';

describe('visibleSlice', () => {
  it('takes a short list whole', () => expect(visibleSlice(0, 100, WHOLE)).toEqual({ start: 0, end: WHOLE }));

  it('covers the viewport and stays inside the list, wherever it is scrolled', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(30_000), fc.double({ min: 0, max: 1, noNaN: true }), (height, count, at) => {
        const top = at * Math.max(0, count * ROW_HEIGHT - height);
        const { start, end } = visibleSlice(top, height, count);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(start).toBeLessThanOrEqual(Math.floor(top / ROW_HEIGHT));
        expect(end).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((top + height) / ROW_HEIGHT)));
        if (count > WHOLE) expect(end - start).toBeLessThan(height / ROW_HEIGHT + 30);
      }),
    );
  });

  it('shows the end of a list that has become shorter than the scroll position', () => {
    const { start, end } = visibleSlice(1_000_000, 420, 1_000);
    expect(start).toBeLessThan(1_000 - 20);
    expect(end).toBe(1_000);
  });
});

it.each([
  [0, 0, 0],
  [5, 1_000, 105],
  [30, 0, 31 * ROW_HEIGHT - 210],
  [6, 42, 42],
])('row %i seen from %i is shown at %i', (index, top, scroll) => expect(scrolledTo(index, top, 210)).toBe(scroll));

it.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 4, 5],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 4, 3],
  ['ArrowUp', 0, 'header'],
  ['ArrowUp', -1, 'header'],
  ['PageDown', 2, 6],
  ['PageDown', 8, 9],
  ['PageUp', 8, 4],
  ['PageUp', 2, 0],
  ['Home', 5, 0],
  ['End', 5, 9],
  ['a', 5, undefined],
] as const)('%s from row %i leads to %s', (key, from, to) => expect(rowAfterKey(key, from, 10, 5)).toBe(to));

it('in an empty list only the headers can be reached', () => {
  expect(rowAfterKey('End', -1, 0, 5)).toBeUndefined();
  expect(rowAfterKey('ArrowUp', -1, 0, 5)).toBe('header');
});

it('sorts up, down and then by time again', () => {
  const first = nextSort(undefined, 'code');
  const second = nextSort(first, 'code');
  expect([first, second, nextSort(second, 'code'), nextSort(second, 'time')]).toEqual([
    { column: 'code', descending: false },
    { column: 'code', descending: true },
    undefined,
    { column: 'time', descending: false },
  ]);
});

describe('rowsOf', () => {
  const held = session();
  held.add(http('1', { at: NOON }), finding({ code: '429' }));
  held.add(
    http('2', { at: NOON + 2, url: 'https://b.example/' }),
    finding({ family: 'http', code: '9', permanence: 'unknown' }),
  );
  held.add(http('3', { at: NOON + 1, url: 'https://a.example/' }), finding({ code: 'rate', permanence: 'permanent' }));
  held.add(http('4', { at: NOON + 3 }), finding({ code: '429' }));
  held.add(http('5', { at: NOON - 1, url: 'https://ok.example/', status: 200 }), undefined);
  const matcher = createMatcher(madeUpWords());
  const everything: View = { filter: parseFilter(''), families: new Set(), permanences: new Set(), sort: undefined };
  const rows = (view: Partial<View> = {}, all = false) =>
    rowsOf(held.snapshot().groups, all ? held.healthy() : [], { ...everything, ...view }, matcher, madeUpWords()).map(
      (row) => (row.kind === 'failure' ? row.group.first.finding.code : 'healthy'),
    );

  it('is in the order of time, repeats being one row', () => expect(rows()).toEqual(['429', 'rate', '9']));
  it('takes in healthy exchanges on demand', () => expect(rows({}, true)).toEqual(['healthy', '429', 'rate', '9']));
  it('keeps to the pressed families', () => expect(rows({ families: new Set(['http']) }, true)).toEqual(['9']));
  it('keeps to the pressed verdicts', () => expect(rows({ permanences: new Set(['permanent']) })).toEqual(['rate']));
  it('keeps to the filter', () =>
    expect(rows({ filter: parseFilter('domain:*.example') }, true)).toEqual(['healthy', 'rate', '9']));

  it.each([
    ['time', ['429', 'rate', '9']],
    ['code', ['9', '429', 'rate']],
    ['verdict', ['429', 'rate', '9']],
    ['request', ['rate', '9', '429']],
    ['seen', ['rate', '9', '429']],
  ] as const)('sorts by %s', (column, order) => {
    expect(rows({ sort: { column, descending: false } })).toEqual(order);
  });

  it.each(['diagnosis', 'method', 'channel'] as const)('sorts by %s with equal rows in the order of time', (column) => {
    expect(rows({ sort: { column, descending: true } })).toEqual(['429', 'rate', '9']);
  });

  it('gives the code column the room its codes need', () => {
    expect(codeLength([])).toBe(4);
    const long = session();
    long.add(http('1'), finding({ code: 'ERR_NAME_NOT_RESOLVED' }));
    expect(codeLength(rowsOf(long.snapshot().groups, [], everything, matcher, madeUpWords()))).toBe(13);
  });
});

describe('an empty list', () => {
  const snapshot = (failures: number, exchanges: number, recording = true) => {
    const held = session();
    for (let i = 0; i < exchanges; i++) held.add(http(String(i)), i < failures ? finding() : undefined);
    held.setRecording(recording);
    return held.snapshot();
  };

  it.each([
    [snapshot(0, 0), false, false, 'nothing'],
    [snapshot(0, 0), true, false, 'nothing'],
    [snapshot(0, 5), false, false, 'healthy'],
    [snapshot(0, 5), true, false, 'healthy'],
    [snapshot(0, 5), true, true, 'filtered'],
    [snapshot(1, 5), true, false, 'filtered'],
    [snapshot(0, 0, false), false, false, 'paused'],
  ] as const)('has a reason (%#)', (picture, isFiltered, showAll, reason) => {
    expect(emptyReason(picture, isFiltered, showAll)).toBe(reason);
  });
});
