import { signal } from '@preact/signals';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { nextSort } from '../../../components/list/columns.ts';
import { emptyReason } from '../../../components/list/empty-reason.ts';
import { rowAfterKey } from '../../../components/list/keys.ts';
import { longestCode } from '../../../components/list/longest-code.ts';
import { hostsWithManyPorts } from '../../../components/list/request.tsx';
import { createListView } from '../../../components/list/view.ts';
import { spanOf } from '../../../components/list/waterfall.tsx';
import { capacityOf, lastTop, ROW_HEIGHT, scrolledTo, visibleSlice, WHOLE } from '../../../components/list/window.ts';
import { filterLanguage } from '../../../components/toolbar/language.ts';
import { createRowSource, type Row } from '../../../lib/session/rows.ts';
import { madeUpWords } from '../../failures.ts';
import { finding, http, memory, NOON, session } from './fakes.ts';

beforeAll(() => filterLanguage.load());

const HEALTHY = { id: '1', channel: 'http', at: 0, method: 'GET', url: '', status: 200, durationMs: 1 } as const;

describe('visibleSlice', () => {
  it('takes as many rows beyond its edges as it is told to', () => {
    expect(visibleSlice(10 * ROW_HEIGHT, 2 * ROW_HEIGHT, 100, ROW_HEIGHT, 3)).toEqual({ start: 7, end: 16 });
    expect(visibleSlice(0, 100, WHOLE, ROW_HEIGHT, WHOLE)).toEqual({ start: 0, end: WHOLE });
  });

  it('covers the viewport and stays inside the list, wherever it is scrolled', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(30_000), fc.double({ min: 0, max: 1, noNaN: true }), (height, count, at) => {
        const top = at * Math.max(0, count * ROW_HEIGHT - height);
        const { start, end } = visibleSlice(top, height, count);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(start).toBeLessThanOrEqual(Math.floor(top / ROW_HEIGHT));
        expect(end).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((top + height) / ROW_HEIGHT)));
        expect(end - start).toBeLessThan(height / ROW_HEIGHT + 30);
      }),
    );
  });

  it('shows the end of a list that has become shorter than the scroll position', () => {
    const { start, end } = visibleSlice(1_000_000, 420, 1_000);
    expect(start).toBeLessThan(1_000 - 20);
    expect(end).toBe(1_000);
  });
});

it('no slice holds more rows than a list has elements for', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(30_000), fc.double({ min: 0, max: 1, noNaN: true }), (height, count, at) => {
      const { start, end } = visibleSlice(at * lastTop(count, height), height, count);
      expect(end - start).toBeLessThanOrEqual(capacityOf(height));
    }),
  );
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

describe('the rows', () => {
  const held = session();
  held.add(http('1', { at: NOON }), finding({ code: '429' }));
  held.add(
    http('2', { at: NOON + 2, url: 'https://b.example/' }),
    finding({ family: 'http', code: '9', permanence: 'unknown' }),
  );
  held.add(http('3', { at: NOON + 1, url: 'https://a.example/' }), finding({ code: 'rate', permanence: 'permanent' }));
  held.add(http('4', { at: NOON + 3 }), finding({ code: '429' }));
  held.add(http('5', { at: NOON - 1, url: 'https://ok.example/', status: 200 }), undefined);
  let only: ReadonlySet<string> | undefined;
  const viewed = () =>
    createListView(signal(held.snapshot()), signal(only), {
      session: held,
      words: madeUpWords(),
      memory: memory(),
      ended: new AbortController().signal,
    });
  type View = ReturnType<typeof viewed>;
  const rows = (set: (view: View) => void = () => {}) => {
    const view = viewed();
    set(view);
    return view.rows.value.map((row) => (row.kind === 'failure' ? row.group.first.finding.code : 'healthy'));
  };
  const withHealthy = (view: View) => {
    view.showAll.value = true;
  };

  it('are those of an incident while it is picked', () => {
    only = new Set(
      held
        .snapshot()
        .groups.slice(1, 2)
        .map(({ key }) => key),
    );
    expect([rows(), viewed().isFiltered.value]).toEqual([['9'], true]);
    only = undefined;
  });
  it('are in the order of time, repeats being one row', () => expect(rows()).toEqual(['429', 'rate', '9']));
  it('hold healthy exchanges on demand', () => expect(rows(withHealthy)).toEqual(['healthy', '429', 'rate', '9']));
  it('keep to the pressed families', () =>
    expect(rows((view) => view.toggleChip('family', 'http', false))).toEqual(['9']));
  it('keep to the pressed verdicts', () =>
    expect(rows((view) => view.toggleChip('kind', 'permanent', false))).toEqual(['rate']));
  it('keep to the filter', () =>
    expect(
      rows((view) => {
        withHealthy(view);
        view.filterText.value = 'domain:*.example';
      }),
    ).toEqual(['healthy', 'rate', '9']));

  it.each([
    ['time', ['429', 'rate', '9']],
    ['code', ['9', '429', 'rate']],
    ['kind', ['429', 'rate', '9']],
    ['url', ['rate', '9', '429']],
    ['seen', ['rate', '9', '429']],
  ])('are sorted by %s', (column, order) => expect(rows((view) => view.sortBy(column))).toEqual(order));

  it.each(['name', 'method', 'channel'])('sorted by %s keep equal ones in the order of time', (column) => {
    const descending = (view: View) => {
      view.sortBy(column);
      view.sortBy(column);
    };
    expect(rows(descending)).toEqual(['429', 'rate', '9']);
  });

  it('are the same objects as long as nothing changes in them', () => {
    const { rows: shown, showAll } = viewed();
    const [before] = shown.value;
    showAll.value = true;
    expect(shown.value).toContain(before);
  });

  it('give the code column the room that its codes need', () => {
    const { table } = viewed();
    const length = (code: string) => {
      const one = session();
      one.add(http('1'), finding({ code }));
      return longestCode(createRowSource()(one.snapshot().groups, []), table).length;
    };
    expect(longestCode([], table)).toHaveLength(4);
    expect(length('ERR_NAME_NOT_RESOLVED')).toBe(21);
    expect(length('x'.repeat(1_000))).toBe(36);
  });

  it('say which hosts need their port', () => {
    const at = (url: string) => createRowSource()([], [{ ...HEALTHY, url }])[0] as Row;
    const many = hostsWithManyPorts(
      ['https://a.example/x', 'https://a.example/y', 'https://b.example:8443/', 'https://b.example/', 'data:x'].map(at),
    );
    expect([...many]).toEqual(['b.example']);
  });

  it('span the time from the first beginning to the last end', () => {
    const at = (from: number, durationMs: number | undefined) =>
      createRowSource()([], [{ ...HEALTHY, at: from, durationMs }])[0] as Row;
    expect(spanOf([at(50, 10), at(20, 100), at(30, undefined)])).toEqual({ from: 20, to: 120 });
    expect(spanOf([])).toBeUndefined();
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
