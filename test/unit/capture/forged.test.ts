/** Pages that forge events: what each guard of the capture is for. */
import { describe, expect, it } from 'vitest';
import { captureSockets } from '../../../lib/capture/sockets.ts';
import { AT } from '../../fixtures.ts';
import { close, entryOf, open, ready, stageSockets, text, URL_ } from './socket-stage.ts';

const lost = { type: 'lost', at: AT, count: 1 };
/** What is read of one page in 20 s. */
const ALLOWED = 30_000;

describe('a page that forges events', () => {
  const stage = stageSockets();
  const { bodies, exchanges, gaps, pageEvents, settle, tap, troubles } = stage;
  const flood = (count: number, eventOf: (i: number) => unknown) => {
    stage.capture.tapped(
      'top',
      Array.from({ length: count }, (_, i) => eventOf(i)),
    );
    settle();
  };
  const openMany = (count: number) =>
    flood(2 * count, (i) => ({ ...(i % 2 === 0 ? open : ready), socket: (i >> 1) + 1 }));

  it('pays for each socket in which it leaves a gap', () => {
    openMany(1_000);
    flood(1_000, () => lost);
    expect(gaps.length).toBeGreaterThan(1_000);
    expect(gaps.length).toBeLessThan(ALLOWED);
  });

  it('pays for what it tells beside sockets', () => {
    const violation = {
      type: 'violation',
      at: AT,
      url: 'https://a/',
      directive: 'img-src',
      file: '',
      line: 0,
      column: 0,
    };
    flood(ALLOWED + 5_000, () => violation);
    expect(pageEvents).toHaveLength(ALLOWED);
  });

  it('pays for events of sockets that nobody knows', () => {
    flood(ALLOWED + 5_000, () => ({ ...text('receive', 'forged'), socket: 7 }));
    tap(open, ready, text('receive', 'true'));
    expect(exchanges).toEqual([]);
  });

  it('pays nothing for a socket that the browser lists', () => {
    tap(open, ready);
    stage.list(entryOf([]));
    flood(ALLOWED + 5_000, () => text('receive', 'true'));
    expect(bodies()).toHaveLength(ALLOWED + 5_000);
  });

  it('pays nothing for the sockets of a document that is gone', () => {
    openMany(2_000);
    stage.clock += 60_000;
    stage.capture.navigated(AT + 1_000);
    tap({ ...open, at: AT + 2_000 }, ready);
    for (let i = 0; i < 20; i++) tap(lost);
    expect(gaps).toHaveLength(20);
  });

  it('leaves no gap in what the browser itself lists', () => {
    stage.list(entryOf([]));
    tap(open, ready, lost);
    expect(gaps).toEqual([]);
  });

  it('closes a socket once', () => {
    tap(open, ready, close(4201), close(4202), { ...ready }, text('receive', 'x'));
    expect(exchanges.filter(({ channel }) => channel === 'close')).toMatchObject([{ code: 4201 }]);
  });

  it('is believed no byte that is no base64', () => {
    tap(open, ready, { ...text('receive', '%%%'), binary: true });
    expect(troubles).toEqual([]);
    expect(exchanges).toHaveLength(1);
  });

  it('has nothing told of a socket in doubt whose document is gone', () => {
    tap({ type: 'found', socket: 1, at: AT, url: URL_, protocol: '' }, close(1006));
    stage.capture.navigated(AT + 1_000);
    stage.clock += 10_000;
    stage.list();
    expect(exchanges).toEqual([]);
  });

  it('makes no socket that the browser does not list more than a claim', () => {
    tap(open, ready, close(4201, 'forged'));
    expect(exchanges).toMatchObject([{ channel: 'close', socket: { claimed: true } }]);
  });

  /** What it costs to tell of one record, and of each character of it, in ms: more than it does. */
  const RECORD_MS = 0.3;
  const CHARACTER_MS = 0.0001;
  const found = (i: number) => ({ type: 'found', socket: i + 1, at: AT, url: URL_, protocol: '' });

  it.each<[string, (i: number) => unknown, number]>([
    ['sockets that close', (i) => (i % 2 === 0 ? found(i >> 1) : { ...close(4401), socket: (i >> 1) + 1 }), 2_000],
    ['long messages', (i) => (i === 0 ? found(0) : text('receive', 'x'.repeat(65_000))), 200],
    ['gaps in as many sockets as are followed', (i) => (i < 2_000 ? found(i) : lost), 2_003],
  ])('keeps others from their turn for 15 ms at most: %s', (_, eventOf, count) => {
    let clock = AT;
    const scheduled: (() => void)[] = [];
    let told = 0;
    const capture = captureSockets({
      sink: {
        emit(record) {
          told += 1;
          const body = 'body' in record && record.body.state === 'read' ? record.body.text : '';
          clock += RECORD_MS + body.length * CHARACTER_MS;
        },
        socket() {
          clock += RECORD_MS;
        },
      },
      harListsMessages: true,
      now: () => clock,
      schedule: (run) => scheduled.push(run),
      onTrouble: (error) => troubles.push(error),
    });
    capture.tapped(
      'top',
      Array.from({ length: count }, (_, i) => eventOf(i)),
    );
    let longest = 0;
    for (let run = scheduled.shift(); run; run = scheduled.shift()) {
      const from = clock;
      run();
      longest = Math.max(longest, clock - from);
    }
    expect(told).toBeGreaterThan(150);
    expect(longest).toBeLessThanOrEqual(15);
    expect(troubles).toEqual([]);
  });
});
