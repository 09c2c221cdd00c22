import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import type { Group } from '../../../lib/session/group.ts';
import { healthyLine } from '../../../lib/session/healthy.ts';
import {
  createRowSource,
  durationOfRow,
  type FailureRow,
  navigationBefore,
  type Row,
  rowOf,
  waitOfRow,
} from '../../../lib/session/rows.ts';
import { failure } from '../../failures.ts';
import { AT, httpExchange, socketClose } from '../../fixtures.ts';

const RECOVERED = { at: AT + 9, since: AT, attempts: 2 };

function groupOf(only: Failure, over: Partial<Group> = {}): Group {
  return { key: 'http\nregistered', first: only, last: only, count: 1, ...over };
}

function rowsOf(groups: readonly Group[], ids: readonly string[] = []): readonly Row[] {
  return createRowSource()(
    groups,
    ids.map((id) => healthyLine(httpExchange({ id, durationMs: 7 }))),
  );
}

describe('a source of rows', () => {
  it('gives the same row for the same group and the same line, so that what is prepared for them is kept', () => {
    const source = createRowSource();
    const groups = [groupOf(failure())];
    const healthy = [healthyLine(httpExchange())];
    const before = source(groups, healthy);
    expect(before).toHaveLength(2);
    for (const [i, row] of source([...groups], [...healthy]).entries()) expect(row).toBe(before[i]);
    expect(source([{ ...groupOf(failure()) }], [])[0]).not.toBe(before[0]);
  });

  it('gives rows of which nothing is prepared yet', () => {
    for (const row of rowsOf([groupOf(failure())], ['1'])) expect(row).toMatchObject({ texts: [], sortKeys: [] });
  });

  it('tells every row from every other by its key', () => {
    const group = groupOf(failure({}, { id: '1' }), { key: '1' });
    expect(new Set(rowsOf([group], ['1', '2']).map(({ key }) => key)).size).toBe(3);
  });
});

describe('the row of repeats', () => {
  it('begins with the first, shows the last and counts all', () => {
    const repeats = [failure({}, { id: '1', at: AT }), failure({}, { id: '2', at: AT + 1 }), failure({}, { id: '3' })];
    expect(rowOf(repeats, RECOVERED)).toMatchObject({
      kind: 'failure',
      at: AT,
      group: { first: repeats[0], last: repeats[2], count: 3, recovered: RECOVERED },
    });
    expect(rowOf(repeats)?.key).toBe(rowOf(repeats.slice(0, 1))?.key);
  });

  it('is none where there are none', () => expect(rowOf([])).toBeUndefined());
});

describe('how long a row took', () => {
  it.each<[string, readonly Row[], number | undefined]>([
    ['is that of the latest reply', rowsOf([groupOf(failure({}, { durationMs: 40 }))]), 40],
    ['is that of a healthy reply', rowsOf([], ['1']), 7],
    ['is not known of the close of a socket', rowsOf([groupOf({ ...failure(), exchange: socketClose() })]), undefined],
  ])('%s', (_, [row], duration) => expect(row && durationOfRow(row)).toBe(duration));
});

describe('the navigation before a row', () => {
  const at = (ms: number): FailureRow => rowOf([failure({}, { at: ms })]) ?? expect.unreachable();

  const part = (ms: number): FailureRow => ({ ...at(ms), fold: 'part' });
  const navigated = (rows: readonly Row[], navigations: readonly number[]) =>
    rows.map((_, i) => navigationBefore(rows, i, navigations));

  it.each<[string, FailureRow | undefined, number[], number | undefined]>([
    ['is the last one between it and the row before', at(10), [5, 20, 30, 50], 30],
    ['may have begun with the row itself', at(10), [40], 40],
    ['is none where both rows came after it', at(10), [5], undefined],
    ['is none where the row before came with it', at(10), [10], undefined],
    ['is none where it began after both', at(10), [50], undefined],
    ['is none where there was none', at(10), [], undefined],
    ['is none before the first row', undefined, [5], undefined],
  ])('%s', (_, earlier, navigations, expected) =>
    expect(navigated(earlier ? [earlier, at(40)] : [at(40)], navigations).at(-1)).toBe(expected),
  );

  it('stands once, whatever the parts of an open row', () => {
    expect(navigated([at(2), part(2), part(20), at(5), at(25)], [10])).toEqual([...Array(4).fill(undefined), 10]);
    expect(navigated([at(2), at(12), part(12), part(14), at(13)], [10])).toEqual([
      undefined,
      10,
      ...Array(3).fill(undefined),
    ]);
  });
});

describe('how long a row asks to wait', () => {
  const asks = failure({ retry: { afterMs: 5_000, from: 'body' } }, { durationMs: 40 });
  it.each<[string, readonly Row[], number | undefined]>([
    ['is what its latest failure asks', rowsOf([groupOf(failure(), { last: asks })]), AT + 5_040],
    ['is nothing where a later call succeeded', rowsOf([groupOf(asks, { recovered: RECOVERED })]), undefined],
    ['is nothing where no wait is named', rowsOf([groupOf(failure())]), undefined],
    ['is nothing for a healthy reply', rowsOf([], ['1']), undefined],
  ])('%s', (_, [row], until) => expect(row && waitOfRow(row)).toBe(until));
});
