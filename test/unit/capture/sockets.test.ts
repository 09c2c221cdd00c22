import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { captureSockets, type SocketCapture } from '../../../lib/capture/sockets.ts';
import type { Exchange, SocketGap, SocketState } from '../../../lib/exchange.ts';
import { HarEntry } from '../../../lib/har/entry.ts';
import type { TapEvent } from '../../../lib/tap/events.ts';
import { recordText } from '../../../lib/words/record.ts';
import { AT } from '../../fixtures.ts';
import { harEntry } from '../../har.ts';

const URL_ = 'wss://eu1.blazeauth.net/';
const START = new Date(AT).toISOString();

describe('socket capture', () => {
  let clock: number;
  let scheduled: (() => void)[];
  let exchanges: Exchange[];
  let gaps: SocketGap[];
  let states: SocketState[];
  let troubles: unknown[];
  let capture: SocketCapture;

  beforeEach(() => {
    clock = AT;
    scheduled = [];
    exchanges = [];
    gaps = [];
    states = [];
    troubles = [];
    capture = start();
  });

  const take = (record: Exchange | SocketGap) =>
    void (record.channel === 'gap' ? gaps.push(record) : exchanges.push(record));

  const start = (harListsMessages = true) =>
    captureSockets({
      sink: {
        emit: take,
        socket: (_, state) => states.push(state),
      },
      harListsMessages,
      now: () => clock,
      schedule: (run) => scheduled.push(run),
      onTrouble: (error) => troubles.push(error),
    });

  /** Lets everything happen that has been put off. */
  function settle(): void {
    while (scheduled.length > 0) scheduled.shift()?.();
  }

  const tap = (...events: readonly unknown[]) => {
    capture.tapped('top', events);
    settle();
  };
  const list = (...entries: readonly unknown[]) => {
    capture.listed(entries.map((entry) => new HarEntry(entry)));
    settle();
  };
  const at = AT;
  const open: TapEvent = { type: 'open', socket: 1, at, url: URL_ };
  const ready: TapEvent = { type: 'ready', socket: 1, at, protocol: '' };
  const text = (type: 'send' | 'receive', data: string): TapEvent => ({
    type,
    socket: 1,
    at,
    data,
    binary: false,
    size: data.length,
  });
  const close = (code: number, reason = ''): TapEvent => ({ type: 'close', socket: 1, at, code, reason, clean: true });
  const entryOf = (messages: readonly unknown[], over: Record<string, unknown> = {}, startedDateTime = START) =>
    harEntry({
      url: URL_,
      status: 101,
      startedDateTime,
      extra: { _resourceType: 'websocket', _webSocketMessages: messages, ...over },
    });
  const received = (data: string, time = AT / 1000) => ({ type: 'receive', time, opcode: 1, data });
  const bodies = () => exchanges.flatMap((e) => ('body' in e && e.body.state === 'read' ? [e.body.text] : []));

  it('reports messages and close of a tapped socket as records of one socket', () => {
    tap(open, ready, text('send', '{"a":1}'), text('receive', '{"b":2}'), close(4201, 'rate limit hit'));
    expect(exchanges.map(({ channel }) => channel)).toEqual(['websocket', 'websocket', 'close']);
    expect(new Set(exchanges.map((e) => 'socket' in e && e.socket.id)).size).toBe(1);
    expect(exchanges[2]).toMatchObject({ code: 4201, reason: 'rate limit hit', wasClean: true });
    expect(states).toEqual(['connecting', 'open', 'closed']);
  });

  describe('that only the page reports', () => {
    const claims = () => exchanges.map((e) => 'socket' in e && e.socket.claimed === true);

    it('is a claim until the browser lists it as opened', () => {
      tap(open, ready, text('receive', 'one'));
      list(entryOf([received('one')], { response: { status: 0 } }));
      tap(close(4201));
      expect(claims()).toEqual([true, true]);
    });

    it('is confirmed by its entry, also by one without messages', () => {
      for (const messages of [[received('one')], []]) {
        exchanges = [];
        capture = start(messages.length > 0);
        tap(open, ready, text('receive', 'one'));
        list(entryOf(messages));
        tap(text('receive', 'two'), close(4201));
        expect(claims()).toEqual([true, false, false]);
      }
    });

    it('is confirmed by an entry that was listed before its upgrade was accepted', () => {
      tap(open);
      list(entryOf([], { response: { status: 0 } }));
      tap(ready);
      list(entryOf([]));
      tap(text('receive', 'one'));
      expect(claims()).toEqual([false]);
    });

    it('is a claim again when what the browser lists contradicts it', () => {
      tap(open, ready);
      list(entryOf([]));
      tap(text('receive', 'forged'));
      list(entryOf([received('true')]));
      expect(bodies()).toEqual(['forged', 'true']);
      tap(close(4201));
      expect(claims()).toEqual([false, false, true]);
    });

    it('is no claim where the browser listed it first', () => {
      list(entryOf([received('one')]));
      tap(open, ready, close(4201));
      list(entryOf([received('one')]));
      expect(exchanges.map(({ channel }) => channel)).toEqual(['websocket', 'close']);
      expect(claims()).toEqual([false, false]);
    });
  });

  it('leaves a refused handshake to the browser’s own list', () => {
    tap(open, { type: 'error', socket: 1, at }, close(1006));
    expect(exchanges).toEqual([]);
    expect(states).toEqual(['connecting', 'refused']);
  });

  it('takes the messages of a socket that no tap reaches from the HAR, each once', () => {
    list(entryOf([received('one')]));
    list(entryOf([received('one'), received('two')]));
    list(entryOf([received('one'), received('two')]));
    expect(bodies()).toEqual(['one', 'two']);
  });

  it('ignores a socket that no tap reaches where the HAR lists no messages', () => {
    capture = start(false);
    list(entryOf([]));
    clock += 60_000;
    list(entryOf([]));
    expect(states).toEqual([]);
  });

  it('does not report again what the tap reported', () => {
    capture.setTapped(true);
    tap(open, ready, text('receive', 'one'));
    list(entryOf([received('one')]));
    tap(text('receive', 'two'));
    list(entryOf([received('one'), received('two')]));
    expect(bodies()).toEqual(['one', 'two']);
  });

  it('gives the tap a moment to claim a listed socket', () => {
    capture.setTapped(true);
    list(entryOf([received('one')]));
    expect(bodies()).toEqual([]);
    tap(open, ready, text('receive', 'one'));
    list(entryOf([received('one')]));
    expect(bodies()).toEqual(['one']);
  });

  it('reads a listed socket itself when no tap claims it', () => {
    capture.setTapped(true);
    list(entryOf([received('one')]));
    clock += 3_000;
    list(entryOf([received('one')]));
    expect(bodies()).toEqual(['one']);
  });

  it('takes only the close from a tap that comes to a listed socket late', () => {
    list(entryOf([received('one')]));
    tap({ type: 'found', socket: 1, at: at + 9_000, url: URL_, protocol: '' }, text('receive', 'two'));
    tap(close(4203, 'session was blacklisted'));
    expect(bodies()).toEqual(['one']);
    list(entryOf([received('one'), received('two')]));
    expect(bodies()).toEqual(['one', 'two']);
    expect(exchanges.at(-1)).toMatchObject({ channel: 'close', code: 4203 });
    expect(exchanges).toHaveLength(3);
  });

  it('takes the beginning of a socket that the tap found late from the HAR', () => {
    tap(
      { type: 'found', socket: 1, at: at + 9_000, url: URL_, protocol: '' },
      { ...text('receive', 'two'), at: at + 9_000 },
    );
    list(entryOf([received('one'), received('two', at / 1000 + 9.01)]));
    expect(bodies().sort()).toEqual(['one', 'two']);
  });

  it('keeps two sockets of the same address apart', () => {
    tap(open, { ...open, socket: 2 }, text('receive', 'one'), { ...text('receive', 'two'), socket: 2 });
    expect(new Set(exchanges.map((e) => 'socket' in e && e.socket.id)).size).toBe(2);
  });

  it('reads a listed socket at once where the tap was asked since and does not know it', () => {
    capture.setTapped(true);
    list(entryOf([received('one')]));
    capture.acknowledged(AT + 50);
    list(entryOf([received('one')]));
    expect(bodies()).toEqual([]);
    capture.acknowledged(AT + 500);
    list(entryOf([received('one')]));
    expect(bodies()).toEqual(['one']);
    // Another socket, which the page opened a moment later, is not taken for that one.
    tap({ ...open, at: AT + 400 }, ready, text('receive', 'two'), close(4201));
    expect(bodies()).toEqual(['one', 'two']);
    expect(states).toEqual(['open', 'connecting', 'open', 'closed']);
  });

  describe('with many sockets to one address in quick succession', () => {
    interface Plan {
      /** Between the starts of two sockets, in ms. */
      readonly gap: number;
      /** From the construction to the handshake, which is when the HAR lets a socket begin. */
      readonly delay: number;
      readonly isWorkers: boolean;
      readonly messages: readonly string[];
    }
    interface Step {
      readonly wait: number;
      readonly look: 'ask the tap' | 'read the HAR';
    }
    const plan: fc.Arbitrary<Plan> = fc.record({
      gap: fc.integer({ min: 0, max: 400 }),
      delay: fc.integer({ min: 0, max: 200 }),
      isWorkers: fc.boolean(),
      messages: fc.array(fc.constantFrom('hello', 'ready', 'bye'), { minLength: 1, maxLength: 4 }),
    });
    const step: fc.Arbitrary<Step> = fc.record({
      wait: fc.integer({ min: 0, max: 3_000 }),
      look: fc.constantFrom('ask the tap' as const, 'read the HAR' as const),
    });

    it('reports each once, whichever source is read when', () => {
      fc.assert(
        fc.property(
          fc.array(plan, { minLength: 1, maxLength: 8 }),
          fc.array(step, { maxLength: 12 }),
          (plans, steps) => {
            clock = AT;
            exchanges = [];
            capture = start();
            capture.setTapped(true);
            capture.acknowledged(0);
            let began = AT;
            const starts = new Set<number>();
            const sockets = plans.map(({ gap, delay, isWorkers, messages }, i) => {
              began += gap;
              // The HAR cannot distinguish two sockets that begin in the same millisecond.
              let listedAt = began + delay;
              while (starts.has(listedAt)) listedAt++;
              starts.add(listedAt);
              const said = messages.map((word, m) => ({
                at: listedAt + 5 * (m + 1),
                data: `${word} ${m < 2 ? '' : i}`,
              }));
              return { socket: i + 1, began, listedAt, isWorkers, said, endedAt: listedAt + 5 * (said.length + 1) };
            });
            const finished = new Set<number>();
            let asked = AT;
            const ask = () => {
              const events = sockets
                .filter(({ isWorkers }) => !isWorkers)
                .flatMap(({ socket, began: at, listedAt, said, endedAt }): TapEvent[] => [
                  { type: 'open', socket, at, url: URL_ },
                  { type: 'ready', socket, at: listedAt + 1, protocol: '' },
                  ...said.map(
                    (one): TapEvent => ({
                      type: 'receive',
                      socket,
                      at: one.at,
                      data: one.data,
                      binary: false,
                      size: one.data.length,
                    }),
                  ),
                  { type: 'close', socket, at: endedAt, code: 4_000 + socket, reason: '', clean: true },
                ])
                .filter(({ at }) => at >= asked && at < clock)
                .sort((a, b) => a.at - b.at);
              asked = clock;
              capture.tapped('top', events);
              capture.acknowledged(clock);
              settle();
            };
            const entryAt = ({ listedAt, said }: (typeof sockets)[number]) =>
              entryOf(
                said.filter((one) => one.at < clock).map((one) => received(one.data, one.at / 1000)),
                {},
                new Date(listedAt).toISOString(),
              );
            const read = () => {
              for (const one of sockets) {
                if (one.endedAt >= clock || finished.has(one.socket)) continue;
                finished.add(one.socket);
                list(entryAt(one));
              }
              list(...sockets.filter(({ listedAt }) => listedAt < clock).map(entryAt));
            };
            for (const { wait, look } of steps) {
              clock += wait;
              if (look === 'ask the tap') ask();
              else read();
            }
            for (let last = 0; last < 3; last++) {
              clock += 9_000;
              ask();
              read();
            }
            expect(bodies().sort()).toEqual(sockets.flatMap(({ said }) => said.map(({ data }) => data)).sort());
            const closed = exchanges.flatMap((e) => (e.channel === 'close' ? [e.code] : []));
            expect(closed.sort()).toEqual(sockets.flatMap((one) => (one.isWorkers ? [] : [4_000 + one.socket])));
          },
        ),
        { numRuns: 500 },
      );
    });
  });

  it('does not confuse a socket of the next document with one of the last', () => {
    tap(open, ready, text('receive', 'one'));
    capture.navigated();
    tap(open, ready, text('receive', 'two'));
    expect(new Set(exchanges.map((e) => 'socket' in e && e.socket.id)).size).toBe(2);
    expect(states).toEqual(['connecting', 'open', 'closed', 'connecting', 'open']);
  });

  it('decodes split MQTT packets in order', () => {
    const bytes = (...list: number[]): TapEvent => ({
      type: 'receive',
      socket: 1,
      at,
      data: btoa(String.fromCharCode(...list)),
      binary: true,
      size: list.length,
    });
    tap(open, { ...ready, protocol: 'mqtt' }, bytes(0x20), bytes(0x02), bytes(0x00), bytes(0x05));
    expect(exchanges).toMatchObject([{ channel: 'mqtt', packet: 'connack', reasonCode: 5 }]);
  });

  it('marks the gap on open sockets when events were missed', () => {
    tap(open, ready, { ...open, socket: 2 }, { ...ready, socket: 2 }, { ...close(1000), socket: 2 });
    tap({ type: 'lost', at, count: 7 });
    expect(gaps).toMatchObject([{ why: 'lost', missed: 7, socket: { url: URL_ } }]);
    expect(gaps.map(recordText)).toEqual(['7 events of this page were missed']);
  });

  it('reads the JSON that a binary message begins with', () => {
    const data = btoa('{"id":8,"status":304}\u0001\u0002');
    tap(open, ready, { type: 'receive', socket: 1, at, data, binary: true, size: 23 });
    expect(bodies()).toEqual(['{"id":8,"status":304}']);
  });

  it('works in slices, so that nothing else waits long', () => {
    let looks = 0;
    const slow = captureSockets({
      sink: { emit: take, socket: () => undefined },
      harListsMessages: true,
      // A clock on which every look costs 5 ms.
      now: () => AT + 5 * looks++,
      schedule: (run) => scheduled.push(run),
      onTrouble: (error) => troubles.push(error),
    });
    slow.tapped('top', [open, ready, ...Array.from({ length: 5_000 }, (_, i) => text('receive', `m${i}`))]);
    let largest = 0;
    for (let run = scheduled.shift(); run; run = scheduled.shift()) {
      const before = exchanges.length;
      run();
      largest = Math.max(largest, exchanges.length - before);
    }
    expect(exchanges).toHaveLength(5_000);
    expect(largest).toBeLessThan(1_000);
  });

  it('reads no more of what a page alone reports than it has time for, and says that more was missed', () => {
    tap({ ...open }, ready);
    capture.tapped(
      'top',
      Array.from({ length: 50_000 }, () => text('receive', 'forged')),
    );
    settle();
    expect(bodies().length).toBeLessThan(30_000);
    clock += 60_000;
    tap(text('receive', 'later'));
    expect(bodies().at(-1)).toBe('later');
    expect(gaps).toMatchObject([{ why: 'lost', missed: 50_002 - 30_000 }]);
  });

  it('survives nine thousand sockets and forgets the oldest', () => {
    for (let socket = 1; socket <= 9_000; socket++) {
      capture.tapped('top', [
        { ...open, socket },
        { ...ready, socket },
        { ...close(1000), socket },
      ]);
    }
    settle();
    expect(exchanges).toHaveLength(9_000);
    tap({ ...text('receive', 'forgotten'), socket: 1 }, { ...text('receive', 'known'), socket: 9_000 });
    expect(bodies()).toEqual(['known']);
    expect(troubles).toEqual([]);
  });

  describe('a socket found late that ends at once with 1006', () => {
    const found: TapEvent = { type: 'found', socket: 1, at: at + 40, url: URL_, protocol: '' };
    const refused = entryOf([{ type: 'error', time: AT / 1000, opcode: -1, data: '' }], { response: { status: 0 } });

    it('was refused where the HAR says so, before or afterwards', () => {
      list(refused);
      tap(found, close(1006));
      list(refused);
      clock += 9_000;
      list(refused);
      expect(exchanges).toEqual([]);
      expect(states.at(-1)).toBe('refused');
    });

    it('was open where the HAR says so', () => {
      tap(found, close(1006));
      expect(exchanges).toEqual([]);
      list(entryOf([]));
      expect(exchanges).toMatchObject([{ channel: 'close', code: 1006 }]);
    });

    it('was open where the HAR knows nothing of it', () => {
      tap(found, close(1006));
      list();
      expect(exchanges).toEqual([]);
      clock += 3_000;
      list();
      list();
      expect(exchanges).toMatchObject([{ channel: 'close', code: 1006 }]);
    });
  });

  it('reports nothing again that the HAR still lists after a navigation', () => {
    capture.setTapped(true);
    const listed = entryOf([received('one')]);
    const unlisted = { ...listed, startedDateTime: new Date(AT + 5_000).toISOString() };
    const worker = { ...listed, startedDateTime: new Date(AT + 10_000).toISOString() };
    tap(open, ready, text('receive', 'one'));
    list(listed, worker);
    clock += 3_000;
    list(listed, worker);
    tap({ ...open, socket: 2, at: AT + 5_000 }, { ...ready, socket: 2 }, { ...text('receive', 'two'), socket: 2 });
    expect(bodies()).toEqual(['one', 'one', 'two']);
    capture.navigated();
    for (let look = 0; look < 3; look++) {
      clock += 3_000;
      list(listed, unlisted, worker);
    }
    expect(bodies()).toHaveLength(3);
    expect(states.filter((state) => state === 'closed')).toHaveLength(3);
  });

  it('keeps the sockets of one document while another floods', () => {
    tap(open, ready);
    const flood = Array.from({ length: 10_000 }, (_, i) => ({ ...open, socket: i + 1 }));
    capture.tapped('a frame', flood);
    settle();
    tap(text('receive', 'one'), close(4201));
    expect(exchanges).toMatchObject([{ channel: 'websocket' }, { channel: 'close', code: 4201 }]);
  });

  it('bounds what waits to be read and says how much was missed', () => {
    const data = 'x'.repeat(60_000);
    const flood = Array.from({ length: 2_000 }, () => text('receive', data));
    capture.tapped('top', [open, ready, ...flood]);
    settle();
    expect(exchanges.length).toBeGreaterThan(1_000);
    expect(exchanges.length).toBeLessThan(1_100);
    expect(gaps).toMatchObject([{ missed: 2_000 - exchanges.length }]);
    tap(text('receive', 'next'));
    expect(bodies().at(-1)).toBe('next');
  });

  it('closes the sockets of a document that is gone', () => {
    tap(open, ready);
    capture.left('another');
    settle();
    expect(states).toEqual(['connecting', 'open']);
    capture.left('top');
    settle();
    expect(states).toEqual(['connecting', 'open', 'closed']);
    expect(exchanges).toEqual([]);
  });

  it('ignores whatever is not an event', () => {
    capture.tapped('top', 'no list');
    capture.tapped('top', { length: 5 });
    tap(null, 1, 'x', {}, { type: 'send', socket: 1, at: 1, data: 'x'.repeat(1_000_000), binary: false, size: 1 });
    expect([exchanges, gaps, states]).toEqual([[], [], []]);
  });
});
