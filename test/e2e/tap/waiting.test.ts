/** What becomes of events that wait to be fetched. */
import { describe, expect, it } from 'vitest';
import type { Tap } from '../../../lib/tap/channel.ts';
import { ASLEEP_AFTER_MS, MAX_WAITING, type TapEvent } from '../../../lib/tap/events.ts';
import type { Json } from '../../browsers/session.ts';
import { CLOCK, KEY, type Page, tapStage, untimed } from './stage.ts';

const stage = tapStage();

describe('what waits', () => {
  const setClock = (ms: number) =>
    stage.page.evaluate((ms) => {
      (globalThis as Page).clock = 1e12 + ms;
    }, ms);

  it('is dropped from its beginning beyond the limit, and the loss counted', async () => {
    await stage.load('early', { before: CLOCK });
    await stage.openSocket('/peer');
    const count = MAX_WAITING + 5_000;
    await stage.page.evaluate((count) => {
      for (let i = 0; i < count; i++) (globalThis as Page).socket.send(String(i));
    }, count);
    expect((await stage.state()).waiting).toBe(MAX_WAITING);
    const seen = untimed(await stage.drain());
    expect(seen.slice(0, 3)).toEqual([
      { type: 'lost', count: 5_002 },
      { type: 'found', socket: 1, url: stage.socketUrl('/peer'), protocol: '' },
      { type: 'send', socket: 1, data: '5000', binary: false, size: 4 },
    ]);
    expect(seen).toHaveLength(MAX_WAITING + 2);
    expect(seen.at(-1)).toMatchObject({ data: String(count - 1) });
    expect(await stage.state()).toMatchObject({ waiting: 0, characters: 0 });
  });

  it('is bounded in characters', async () => {
    await stage.load('early', { before: CLOCK });
    await stage.openSocket('/peer');
    await stage.page.evaluate(() => {
      const text = 'y'.repeat(65_536);
      for (let i = 0; i < 300; i++) (globalThis as Page).socket.send(text);
    });
    const { waiting, characters } = await stage.state();
    expect(waiting).toBe(244); // 16,000,000 / 65,536
    expect(characters).toBe(244 * 65_536);
    expect((await stage.events('lost'))[0]).toEqual({ type: 'lost', count: 58 });
  });

  it('is forgotten when nobody asks, until somebody does', async () => {
    await stage.load('early', { before: CLOCK });
    expect(await stage.drain()).toEqual([]);
    await stage.openSocket('/echo');
    await stage.page.evaluate(() => (globalThis as Page).socket.send('first'));
    await stage.received(1);
    expect(await stage.state()).toMatchObject({ awake: true, waiting: 4 });
    await setClock(ASLEEP_AFTER_MS);
    await stage.page.evaluate(() => (globalThis as Page).socket.send('still awake'));
    await stage.received(2);
    expect(await stage.state()).toMatchObject({ awake: true, waiting: 6 });
    await setClock(ASLEEP_AFTER_MS + 1);
    await stage.page.evaluate(() => (globalThis as Page).socket.send('too late'));
    await stage.received(3);
    expect(await stage.state()).toEqual({
      awake: false,
      waiting: 0,
      characters: 0,
      sockets: 1,
      searching: false,
      blind: false,
    });
    await stage.page.evaluate(async (url) => {
      const other = new WebSocket(url);
      await new Promise((resolve) => {
        other.onopen = resolve;
      });
      (globalThis as Page).sockets = [other];
    }, stage.socketUrl('/echo'));
    expect(await stage.state()).toMatchObject({ awake: false, waiting: 0, sockets: 2 });

    const [lost, ...rest] = untimed(await stage.drain());
    expect(lost).toMatchObject({ type: 'lost', count: 10 });
    expect(rest).toEqual([]);
    expect(await stage.state()).toMatchObject({ awake: true });
    await stage.page.evaluate(() => {
      const { socket, sockets } = globalThis as Page;
      sockets[0]?.send('of the other');
      socket.send('again');
    });
    await stage.received(4);
    const seen = await stage.events(6);
    expect(seen.slice(0, 4)).toEqual([
      { type: 'found', socket: 2, url: stage.socketUrl('/echo'), protocol: '' },
      { type: 'send', socket: 2, data: 'of the other', binary: false, size: 12 },
      { type: 'found', socket: 1, url: stage.socketUrl('/echo'), protocol: '' },
      { type: 'send', socket: 1, data: 'again', binary: false, size: 5 },
    ]);
    expect(seen.slice(4).map(({ type }) => type)).toEqual(['receive', 'receive']);

    await setClock(2 * ASLEEP_AFTER_MS);
    expect(await stage.drain()).toEqual([]);
    await setClock(3 * ASLEEP_AFTER_MS);
    await stage.page.evaluate(() => (globalThis as Page).socket.send('at the last moment'));
    expect(await stage.state()).toMatchObject({ awake: true });
  });

  it('comes in batches to those who listen, and keeps the tap awake', async () => {
    const problems = await stage.page.problems();
    await stage.load('early', { before: CLOCK });
    await stage.openSocket('/peer');
    await stage.page.evaluate((key) => {
      const place = globalThis as never as Record<string, Tap> & { batches: TapEvent[][]; stop: () => void };
      place.batches = [];
      place[key]?.listen(() => {
        throw new Error('of another listener');
      });
      place.stop = place[key]?.listen((events) => place.batches.push(JSON.parse(events))) ?? (() => undefined);
    }, KEY);
    const batches = () =>
      stage.page.evaluate(
        () => (globalThis as never as { batches: TapEvent[][] }).batches.map((batch) => batch.length) as Json,
      );
    await stage.page.waitFor('what waited', () => (globalThis as never as { batches: unknown[] }).batches.length > 0);
    expect(await batches()).toEqual([2]);
    await setClock(1_000_000);
    const atOnce = await stage.page.evaluate(() => {
      for (let i = 0; i < 1_200; i++) (globalThis as Page).socket.send(String(i));
      return (globalThis as never as { batches: TapEvent[][] }).batches.map((batch) => batch.length) as Json;
    });
    expect(atOnce).toEqual([2, 500, 500]);
    await stage.page.waitFor('the rest', () => (globalThis as never as { batches: unknown[] }).batches.length === 4);
    expect(await batches()).toEqual([2, 500, 500, 200]);
    expect(await stage.drain()).toEqual([]);
    expect(await stage.page.problems()).toEqual(problems);
    await stage.page.evaluate(() => {
      const { socket, stop } = globalThis as unknown as Page & { stop: () => void };
      stop();
      stop();
      socket.send('to be drained');
    });
    // The other one still listens.
    await stage.page.waitFor(
      'nothing to wait',
      (key) => (globalThis as never as Record<string, Tap>)[key]?.state().waiting === 0,
      KEY,
    );
    expect(await batches()).toEqual([2, 500, 500, 200]);
  });
});
