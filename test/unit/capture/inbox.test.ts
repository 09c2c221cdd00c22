import { expect, it } from 'vitest';
import { createInbox } from '../../../lib/capture/inbox.ts';
import { createWork } from '../../../lib/capture/work.ts';
import type { TapEvent } from '../../../lib/tap/events.ts';
import { AT } from '../../fixtures.ts';

const DATA = 'x'.repeat(60_000);
const message = { type: 'receive', socket: 1, at: AT, data: DATA, binary: false, size: DATA.length };

const errorEvent = { type: 'error', socket: 1, at: AT };
const callEvent = { type: 'call', at: AT, method: 'GET', url: 'https://a/', stack: 'x'.repeat(16_000) };

it.each([
  ['events without data', errorEvent, 700_000],
  ['stacks', callEvent, 5_000],
])('counts %s, too', (_, event, count) => {
  const scheduled: (() => void)[] = [];
  const onTrouble = () => {};
  const work = createWork({ now: () => AT, schedule: (run) => scheduled.push(run), onTrouble });
  let taken = 0;
  const inbox = createInbox({ work, now: () => AT, take: () => taken++ });
  inbox.accept('a', Array<unknown>(count).fill(event));
  for (let run = scheduled.shift(); run; run = scheduled.shift()) run();
  expect(taken).toBeGreaterThan(1);
  expect(taken).toBeLessThan(count);
});

it('reports what goes beyond its bound as missed, by document and after the rest, and takes events again', () => {
  const taken: { readonly documentId: string; readonly event: TapEvent }[] = [];
  const scheduled: (() => void)[] = [];
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const work = createWork({ now: () => AT, schedule: (run) => scheduled.push(run), onTrouble });
  const inbox = createInbox({ work, now: () => AT, take: (documentId, event) => taken.push({ documentId, event }) });
  const settle = () => {
    for (let run = scheduled.shift(); run; run = scheduled.shift()) run();
  };

  inbox.accept('a', [null, { type: 'evil' }, ...Array.from({ length: 1_500 }, () => message)]);
  inbox.accept('b', [message]);
  settle();
  const read = taken.length - 2;
  expect(read).toBeGreaterThan(1_000);
  expect(read).toBeLessThan(1_100);
  expect(taken.slice(read)).toEqual([
    { documentId: 'a', event: { type: 'lost', at: AT, count: 1_500 - read } },
    { documentId: 'b', event: { type: 'lost', at: AT, count: 1 } },
  ]);
  inbox.accept('b', [message]);
  settle();
  expect(taken.at(-1)).toEqual({ documentId: 'b', event: message });
});
