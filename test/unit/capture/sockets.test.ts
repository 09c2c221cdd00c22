import { describe, expect, it } from 'vitest';
import type { TapEvent } from '../../../lib/tap/events.ts';
import { recordText } from '../../../lib/words/record.ts';
import { AT } from '../../fixtures.ts';
import { close, open, ready, stageSockets, text, URL_ } from './socket-stage.ts';

describe('socket capture', () => {
  const stage = stageSockets();
  const { bodies, exchanges, gaps, scheduled, settle, states, tap, troubles } = stage;

  it('reports messages and close of a tapped socket as records of one socket', () => {
    tap(open, ready, text('send', '{"a":1}'), text('receive', '{"b":2}'), close(4201, 'rate limit hit'));
    expect(exchanges.map(({ channel }) => channel)).toEqual(['websocket', 'websocket', 'close']);
    expect(new Set(exchanges.map((e) => 'socket' in e && e.socket.id)).size).toBe(1);
    expect(exchanges[2]).toMatchObject({ code: 4201, reason: 'rate limit hit', wasClean: true });
    expect(states).toEqual(['connecting', 'open', 'closed']);
  });

  it('keeps two sockets of the same address apart', () => {
    tap(open, { ...open, socket: 2 }, text('receive', 'one'), { ...text('receive', 'two'), socket: 2 });
    expect(new Set(exchanges.map((e) => 'socket' in e && e.socket.id)).size).toBe(2);
  });

  it('does not confuse a socket of the next document with one of the last', () => {
    tap(open, ready, text('receive', 'one'));
    stage.capture.navigated(AT + 1);
    stage.capture.tapped('the next', [{ ...open, at: AT + 2 }, ready, text('receive', 'two')]);
    settle();
    expect(new Set(exchanges.map((e) => 'socket' in e && e.socket.id)).size).toBe(2);
    expect(states).toEqual(['connecting', 'open', 'closed', 'connecting', 'open']);
  });

  it('goes on with a socket of the new document that was reported before the navigation', () => {
    tap(open, ready);
    stage.capture.tapped('the next', [{ ...open, at: AT + 2 }, ready]);
    stage.capture.navigated(AT + 1);
    stage.capture.tapped('the next', [close(4201, 'rate limit hit')]);
    stage.capture.tapped('top', [close(4000)]);
    settle();
    expect(exchanges).toMatchObject([{ channel: 'close', code: 4201 }]);
    expect(states).toEqual(['connecting', 'open', 'connecting', 'open', 'closed', 'closed']);
  });

  it('decodes split MQTT packets in order', () => {
    const bytes = (...list: number[]): TapEvent => ({
      type: 'receive',
      socket: 1,
      at: AT,
      data: btoa(String.fromCharCode(...list)),
      binary: true,
      size: list.length,
    });
    tap(open, { ...ready, protocol: 'mqtt' }, bytes(0x20), bytes(0x02), bytes(0x00), bytes(0x05));
    expect(exchanges).toMatchObject([{ channel: 'mqtt', packet: 'connack', reasonCode: 5 }]);
  });

  it('marks the gap on open sockets when events were missed', () => {
    tap(open, ready, { ...open, socket: 2 }, { ...ready, socket: 2 }, { ...close(1000), socket: 2 });
    tap({ type: 'lost', at: AT, count: 7 });
    expect(gaps).toMatchObject([{ why: 'lost', missed: 7, socket: { url: URL_ } }]);
    expect(gaps.map(recordText)).toEqual(['7 events of this page were missed']);
  });

  it('reads the JSON that a binary message begins with', () => {
    const data = btoa('{"id":8,"status":304}\u0001\u0002');
    tap(open, ready, { type: 'receive', socket: 1, at: AT, data, binary: true, size: 23 });
    expect(bodies()).toEqual(['{"id":8,"status":304}']);
  });

  it('works in slices, so that nothing else waits long', () => {
    let looks = 0;
    // A clock on which every look costs 5 ms.
    const slow = stage.start(true, () => AT + 5 * looks++);
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
    stage.capture.tapped(
      'top',
      Array.from({ length: 50_000 }, () => text('receive', 'forged')),
    );
    settle();
    expect(bodies().length).toBeLessThan(30_000);
    stage.clock += 60_000;
    tap(text('receive', 'later'));
    expect(bodies().at(-1)).toBe('later');
    expect(gaps).toMatchObject([{ why: 'lost', missed: 50_002 - 30_000 }]);
  });

  it('survives nine thousand sockets and forgets the oldest', () => {
    for (let socket = 1; socket <= 9_000; socket++) {
      stage.capture.tapped('top', [
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

  it('keeps the sockets of one document while another floods', () => {
    tap(open, ready);
    const flood = Array.from({ length: 10_000 }, (_, i) => ({ ...open, socket: i + 1 }));
    stage.capture.tapped('a frame', flood);
    settle();
    tap(text('receive', 'one'), close(4201));
    expect(exchanges).toMatchObject([{ channel: 'websocket' }, { channel: 'close', code: 4201 }]);
  });

  it('bounds what waits to be read and says how much was missed', () => {
    const data = 'x'.repeat(60_000);
    const flood = Array.from({ length: 2_000 }, () => text('receive', data));
    stage.capture.tapped('top', [open, ready, ...flood]);
    settle();
    expect(exchanges.length).toBeGreaterThan(1_000);
    expect(exchanges.length).toBeLessThan(1_100);
    expect(gaps).toMatchObject([{ missed: 2_000 - exchanges.length }]);
    tap(text('receive', 'next'));
    expect(bodies().at(-1)).toBe('next');
  });

  it('closes the sockets of a document that is gone', () => {
    tap(open, ready);
    stage.capture.left('another');
    settle();
    expect(states).toEqual(['connecting', 'open']);
    stage.capture.left('top');
    settle();
    expect(states).toEqual(['connecting', 'open', 'closed']);
    expect(exchanges).toEqual([]);
  });

  it('ignores whatever is not an event', () => {
    stage.capture.tapped('top', 'no list');
    stage.capture.tapped('top', { length: 5 });
    tap(null, 1, 'x', {}, { type: 'send', socket: 1, at: 1, data: 'x'.repeat(1_000_000), binary: false, size: 1 });
    expect([exchanges, gaps, states]).toEqual([[], [], []]);
  });
});
