import { describe, expect, it } from 'vitest';
import { BY_LINE } from '../../../lib/session/by-line.ts';
import { BY_ENDPOINT, createFolding } from '../../../lib/session/folds.ts';
import { healthyLine } from '../../../lib/session/healthy.ts';
import { createRowSource, type Row } from '../../../lib/session/rows.ts';
import { createSession } from '../../../lib/session/session.ts';
import { httpExchange } from '../../fixtures.ts';
import { finding } from '../components/fakes.ts';

const NONE: ReadonlySet<string> = new Set();

interface Call {
  readonly url: string;
  readonly code?: string;
  readonly method?: string;
  /** Of the script that asks; undefined where nobody knows it. */
  readonly line?: number;
}

function sessionOf(calls: readonly (Call | readonly [url: string, code?: string, method?: string])[]) {
  const session = createSession({ schedule: () => {}, salt: () => 1 });
  for (const [i, call] of calls.entries()) {
    const [url, code = '500', method = 'GET', line] =
      'url' in call ? [call.url, call.code, call.method, call.line] : call;
    const initiator = line === undefined ? undefined : placeAt(line);
    session.add(httpExchange({ id: `${i}`, url, method, at: 1_000 + i, initiator }), finding({ code }));
  }
  return session;
}

const placeAt = (line: number) => ({ function: 'poll', url: 'https://a.example/poll.ts', line, column: undefined });

function rowsOf(session: ReturnType<typeof sessionOf>): readonly Row[] {
  return createRowSource()(session.snapshot().groups, []);
}

/** What the list is grouped by at first. */
const createFold = () => createFolding(BY_ENDPOINT);

const told = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === 'failure' ? [row.fold, row.group.count, row.group.last.exchange.id] : row.key));

describe('rows that differ in ids alone', () => {
  it.each([
    ['numbers', 'https://a.example/orders/123', 'https://a.example/orders/456'],
    [
      'UUIDs',
      'https://a.example/u/3f2b8c1e-0d7a-4a3e-9a51-0b8e2f6c7d90/x',
      'https://a.example/u/00000000-0000-4000-8000-000000000000/x',
    ],
    ['hexadecimal ids', 'https://a.example/c/9fceb02d0ae598e9', 'https://a.example/c/00ceb02d0ae598e9?page=2'],
    [
      'mixed ids',
      'https://a.example/v1/charges/ch_3MmlLrLkdIwHu7ix',
      'https://a.example/v1/charges/ch_3AAAAArLkdIwHu7ix',
    ],
    ['mail addresses', 'https://a.example/users/jo@b.example', 'https://a.example/users/al@b.example'],
    ['dates', 'https://a.example/days/2026-01-15', 'https://a.example/days/2026-01-16'],
  ])('as %s do, are one', (_, one, other) => {
    const rows = createFold()(rowsOf(sessionOf([[one], [other], [one]])), NONE);
    expect(told(rows)).toEqual([['closed', 3, '2']]);
  });

  it.each([
    ['words', [['https://a.example/orders'], ['https://a.example/users']]],
    ['hosts', [['https://10.0.0.1/x'], ['https://10.0.0.2/x']]],
    ['versions', [['https://a.example/v1/x'], ['https://a.example/v2/x']]],
    [
      'codes',
      [
        ['https://a.example/orders/1', '500'],
        ['https://a.example/orders/2', '404'],
      ],
    ],
    [
      'methods',
      [
        ['https://a.example/orders/1', '500', 'GET'],
        ['https://a.example/orders/2', '500', 'PUT'],
      ],
    ],
    ['schemes', [['https://a.example/orders/1'], ['http://a.example/orders/2']]],
  ] as const)('but not in %s', (_, calls) => {
    const all = rowsOf(sessionOf(calls));
    expect(createFold()(all, NONE)).toBe(all);
  });

  it('show their parts below them when they are open', () => {
    const all = rowsOf(sessionOf([['https://a.example/o/1'], ['https://a.example/x'], ['https://a.example/o/2']]));
    const fold = createFold();
    const closed = fold(all, NONE);
    const open = fold(all, new Set([closed[0]?.key ?? '']));
    expect(told(closed)).toEqual([
      ['closed', 2, '2'],
      [undefined, 1, '1'],
    ]);
    expect(told(open)).toEqual([
      ['open', 2, '2'],
      ['part', 1, '0'],
      ['part', 1, '2'],
      [undefined, 1, '1'],
    ]);
    expect(new Set(open.map(({ key }) => key)).size).toBe(4);
  });

  it('keep their row as long as nothing comes to it', () => {
    const all = rowsOf(sessionOf([['https://a.example/o/1'], ['https://a.example/o/2']]));
    const fold = createFold();
    expect(fold(all, NONE)[0]).toBe(fold([...all], NONE)[0]);
  });

  it('have another row as soon as their parts are others', () => {
    const all = rowsOf(sessionOf([['https://a.example/o/1'], ['https://a.example/o/2'], ['https://a.example/o/3']]));
    const fold = createFold();
    const [before] = fold(all.slice(0, 2), NONE);
    expect(told(fold([...all.slice(0, 1), ...all.slice(2)], NONE))).toEqual([['closed', 2, '2']]);
    expect(fold(all.slice(0, 2), NONE)[0]).toEqual(before);
    expect(told(fold(all, NONE))).toEqual([['closed', 3, '2']]);
    expect(told(fold(all.slice(1), NONE))).toEqual([['closed', 2, '2']]);
  });

  it('leave healthy ones as they are, in their places', () => {
    const session = sessionOf([['https://a.example/o/1'], ['https://a.example/o/2']]);
    const healthy = ['h1', 'h2'].map((id) => healthyLine(httpExchange({ id, url: `https://a.example/o/${id}` })));
    const rows = createRowSource()(session.snapshot().groups, healthy);
    const folded = createFold()([...rows.slice(2), ...rows.slice(0, 2)], NONE);
    expect(folded.slice(0, 2)).toEqual(rows.slice(2));
    expect(told(folded.slice(2))).toEqual([['closed', 2, '1']]);
  });

  it('give all their failures, oldest first', () => {
    const session = sessionOf([['https://a.example/o/1'], ['https://a.example/o/2'], ['https://a.example/o/1']]);
    const [row] = createFold()(rowsOf(session), NONE);
    if (row?.kind !== 'failure') throw new Error('no row');
    expect(session.failuresOf(row.group).map(({ exchange }) => exchange.id)).toEqual(['0', '1', '2']);
  });
});

describe('rows of one line of code', () => {
  function rowsByLine(session: ReturnType<typeof sessionOf>) {
    const split = BY_LINE.createSplitting?.(session.failuresOf) ?? expect.unreachable();
    const fold = createFolding(BY_LINE);
    const rowSource = createRowSource();
    return (open = NONE) => fold(rowSource(split(session.snapshot().groups), []), open);
  }

  function grouped(calls: readonly Call[]) {
    const session = sessionOf(calls);
    return { session, rows: rowsByLine(session) };
  }
  const X = 'https://a.example/x';
  const Y = 'https://a.example/y';

  it('are one, whatever they asked for and whatever that means', () => {
    const { rows } = grouped([
      { url: X, line: 41 },
      { url: 'https://b.example/z', line: 7 },
      { url: Y, code: '404', line: 41 },
      { url: X, line: 41 },
    ]);
    expect(told(rows())).toEqual([
      ['closed', 3, '3'],
      [undefined, 1, '1'],
    ]);
    const [head] = rows();
    expect(told(rows(new Set([head?.key ?? ''])))).toEqual([
      ['open', 3, '3'],
      ['part', 2, '3'],
      ['part', 1, '2'],
      [undefined, 1, '1'],
    ]);
  });

  it('are one also where they are repeats of one failure', () => {
    const { rows } = grouped([
      { url: X, line: 41 },
      { url: X, line: 41 },
    ]);
    expect(told(rows())).toEqual([['closed', 2, '1']]);
  });

  it('are one where different endpoints were asked once each', () => {
    const { rows } = grouped([
      { url: X, line: 41 },
      { url: Y, line: 41 },
    ]);
    expect(told(rows())).toEqual([['closed', 2, '1']]);
  });

  it('stand alone where the line asked once', () => {
    const { rows } = grouped([{ url: X, line: 41 }]);
    expect(told(rows())).toEqual([[undefined, 1, '0']]);
  });

  it('have the key of their group where nobody else asked for it, so that what is picked stays picked', () => {
    const { session, rows } = grouped([{ url: X, line: 41 }]);
    const [group] = session.snapshot().groups;
    expect(rows()[0]?.key).toBe(group?.key);
    session.add(httpExchange({ id: 'later', url: X, initiator: placeAt(7) }), finding({ code: '500' }));
    const keys = rows().map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(keys).not.toContain(group?.key);
  });

  it.each([
    ['lines', { line: 42 }],
    ['functions', { function: 'pull' }],
    ['files', { url: 'https://a.example/pull.ts' }],
    ['files whose names end in a number', { url: 'https://a.example/poll.ts4', line: 1 }],
  ])('are told apart from those of other %s', (_, other) => {
    const session = createSession({ schedule: () => {}, salt: () => 1 });
    for (const [i, initiator] of [placeAt(41), { ...placeAt(41), ...other }].entries())
      session.add(httpExchange({ id: `${i}`, url: [X, Y][i] ?? '', initiator }), finding());
    expect(rowsByLine(session)()).toHaveLength(2);
  });

  it('stand apart although their failures are the same, each with its own', () => {
    const { session, rows } = grouped([
      { url: X, line: 41 },
      { url: X, line: 7 },
      { url: X, line: 41 },
      { url: X },
      { url: X, line: 41 },
    ]);
    expect(told(rows())).toEqual([
      ['closed', 3, '4'],
      [undefined, 1, '1'],
      [undefined, 1, '3'],
    ]);
    const ids = rows().map((row) =>
      row.kind === 'failure' ? session.failuresOf(row.group).map(({ exchange }) => exchange.id) : [],
    );
    expect(ids).toEqual([['0', '2', '4'], ['1'], ['3']]);
    expect(new Set(rows().map(({ key }) => key)).size).toBe(3);
  });

  it('are as they were where no line is known', () => {
    const { rows } = grouped([
      { url: 'https://a.example/orders/1' },
      { url: X },
      { url: 'https://a.example/orders/2' },
      { url: X },
    ]);
    expect(told(rows())).toEqual([
      ['closed', 2, '2'],
      [undefined, 2, '3'],
    ]);
  });

  it('keep their row as long as nothing comes to it', () => {
    const { session, rows } = grouped([
      { url: X, line: 41 },
      { url: X, line: 7 },
      { url: Y, line: 41 },
    ]);
    const [before] = rows();
    session.add(httpExchange({ id: 'later', url: 'https://b.example/' }), finding());
    expect(rows()[0]).toBe(before);
  });
});
