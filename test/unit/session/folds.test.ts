import { describe, expect, it } from 'vitest';
import { createFolding } from '../../../lib/session/folds.ts';
import { createRowSource, type Row } from '../../../lib/session/rows.ts';
import { createSession } from '../../../lib/session/session.ts';
import { httpExchange } from '../../fixtures.ts';
import { finding } from '../components/fakes.ts';

const NONE: ReadonlySet<string> = new Set();

function sessionOf(calls: readonly (readonly [url: string, code?: string, method?: string])[]) {
  const session = createSession({ schedule: () => {}, salt: () => 1 });
  for (const [i, [url, code = '500', method = 'GET']] of calls.entries())
    session.add(httpExchange({ id: `${i}`, url, method, at: 1_000 + i }), finding({ code }));
  return session;
}

function rowsOf(session: ReturnType<typeof sessionOf>): readonly Row[] {
  return createRowSource()(session.snapshot().groups, []);
}

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
    const rows = createFolding()(rowsOf(sessionOf([[one], [other], [one]])), NONE);
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
    expect(createFolding()(all, NONE)).toBe(all);
  });

  it('show their parts below them when they are open', () => {
    const all = rowsOf(sessionOf([['https://a.example/o/1'], ['https://a.example/x'], ['https://a.example/o/2']]));
    const fold = createFolding();
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
    const fold = createFolding();
    expect(fold(all, NONE)[0]).toBe(fold([...all], NONE)[0]);
  });

  it('give all their failures, oldest first', () => {
    const session = sessionOf([['https://a.example/o/1'], ['https://a.example/o/2'], ['https://a.example/o/1']]);
    const [row] = createFolding()(rowsOf(session), NONE);
    if (row?.kind !== 'failure') throw new Error('no row');
    expect(session.failuresOf(row.group).map(({ exchange }) => exchange.id)).toEqual(['0', '1', '2']);
  });
});
