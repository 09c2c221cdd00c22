/** What the tap reports of sockets that it sees from their beginning. */
import { describe, expect, it } from 'vitest';
import { MAX_TAPPED, type TapEvent } from '../../../lib/tap/events.ts';
import type { Json } from '../../browsers/session.ts';
import { waitFor } from '../../wait.ts';
import { base64, CLOCK, type Page, tapStage, untimed } from './stage.ts';

const stage = tapStage();

describe('what the tap reports', () => {
  it('is the life of a socket, text and binary both ways', async () => {
    await stage.load('early');
    const before = Date.now();
    await stage.page.evaluate(async (url) => {
      const socket = new WebSocket(url, ['first', 'second']);
      socket.binaryType = 'arraybuffer';
      await new Promise((resolve) => {
        socket.onopen = resolve;
      });
      const bytes = new Uint8Array([0, 1, 2, 250, 251, 252]);
      const answers = new Promise((resolve) => {
        let count = 0;
        socket.onmessage = () => {
          count += 1;
          if (count === 6) resolve(undefined);
        };
      });
      socket.send('hällo 🌍');
      socket.send(bytes.subarray(1, 4));
      socket.send(new DataView(bytes.buffer, 4));
      socket.send(bytes.buffer);
      socket.send({ toString: () => 'by toString' } as never);
      socket.send('');
      await answers;
      socket.close(4321, 'done');
    }, stage.socketUrl('/echo'));
    const all: TapEvent[] = [];
    await waitFor(async () => {
      all.push(...(await stage.drain()));
      return all.at(-1)?.type === 'close';
    }, 'the close');
    for (const { at } of all) {
      expect(at).toBeGreaterThan(before - 5_000);
      expect(at).toBeLessThan(Date.now() + 5_000);
    }
    const seen = untimed(all);
    const messages = [
      { data: 'hällo 🌍', binary: false, size: 8 },
      { data: base64(new Uint8Array([1, 2, 250])), binary: true, size: 3 },
      { data: base64(new Uint8Array([251, 252])), binary: true, size: 2 },
      { data: base64(new Uint8Array([0, 1, 2, 250, 251, 252])), binary: true, size: 6 },
      { data: 'by toString', binary: false, size: 11 },
      { data: '', binary: false, size: 0 },
    ];
    expect(seen.slice(0, 2)).toEqual([
      { type: 'open', socket: 1, url: stage.socketUrl('/echo') },
      { type: 'ready', socket: 1, protocol: 'first' },
    ]);
    const expected = (type: string) => messages.map((message) => ({ type, socket: 1, ...message }));
    expect(seen.filter(({ type }) => type === 'send')).toEqual(expected('send'));
    expect(seen.filter(({ type }) => type === 'receive')).toEqual(expected('receive'));
    expect(seen.at(-1)).toEqual({ type: 'close', socket: 1, code: 4321, reason: 'done', clean: true });
    expect(seen).toHaveLength(15);
    expect(await stage.state()).toEqual({
      awake: true,
      waiting: 0,
      characters: 0,
      sockets: 1,
      searching: false,
      blind: false,
    });
  });

  it('keeps the order where blobs have to be read', async () => {
    await stage.load('early');
    await stage.openSocket();
    const peer = await stage.server.nextPeer();
    const large = Buffer.alloc(100_000, 7);
    peer.send('a');
    peer.send(Buffer.from([1, 2]));
    peer.send('b');
    peer.send(large);
    peer.send('c');
    await stage.received(5);
    await stage.page.evaluate(() => {
      const { socket } = globalThis as Page;
      socket.send(new Blob(['one ', 'blob']));
      socket.send('d');
      socket.send(new Blob([]));
      socket.send('e');
    });
    expect((await stage.events(11)).slice(2)).toEqual([
      { type: 'receive', socket: 1, data: 'a', binary: false, size: 1 },
      { type: 'receive', socket: 1, data: base64(new Uint8Array([1, 2])), binary: true, size: 2 },
      { type: 'receive', socket: 1, data: 'b', binary: false, size: 1 },
      { type: 'receive', socket: 1, data: base64(large.subarray(0, MAX_TAPPED)), binary: true, size: 100_000 },
      { type: 'receive', socket: 1, data: 'c', binary: false, size: 1 },
      { type: 'send', socket: 1, data: base64('one blob'), binary: true, size: 8 },
      { type: 'send', socket: 1, data: 'd', binary: false, size: 1 },
      { type: 'send', socket: 1, data: '', binary: true, size: 0 },
      { type: 'send', socket: 1, data: 'e', binary: false, size: 1 },
    ]);
    expect(
      await stage.page.evaluate(
        () => (globalThis as Page).log.map((data) => (data instanceof Blob ? data.size : data)) as Json,
      ),
    ).toEqual(['a', 2, 'b', 100_000, 'c']);
  });

  it('hands on the beginning of a text of 50 MB, and its size', async () => {
    await stage.load('early');
    await stage.openSocket();
    const peer = await stage.server.nextPeer();
    const text = 'abcdefghij'.repeat(5_000_000);
    peer.send(text);
    await stage.received(1);
    expect((await stage.events('receive')).at(-1)).toEqual({
      type: 'receive',
      socket: 1,
      data: text.slice(0, MAX_TAPPED),
      binary: false,
      size: 50_000_000,
    });
    expect(await stage.page.evaluate(() => ((globalThis as Page).log[0] as string).length)).toBe(50_000_000);
  });

  it('does not keep a long text for the sake of its beginning', async () => {
    await stage.load('early', { before: CLOCK }); // so that it stays awake however long this takes
    await stage.openSocket('/echo');
    const before = await stage.page.heapSize();
    await stage.page.evaluate(async () => {
      const { socket } = globalThis as Page;
      socket.onmessage = null;
      for (let i = 0; i < 10; i++) {
        const text = Array.from({ length: 10_000 }, (_, j) => `${i}${'x'.repeat(500)}${j}`).join('');
        socket.send(text);
      }
      while (socket.bufferedAmount > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    const after = await stage.page.heapSize();
    expect((await stage.state()).waiting).toBeGreaterThanOrEqual(12);
    expect(after - before).toBeLessThan(20_000_000); // sent: 50 MB
  });

  it('shows a refused handshake as error and close', async () => {
    await stage.load('early');
    await stage.page.evaluate((url) => {
      new WebSocket(url).onclose = () => {};
    }, stage.socketUrl('/refuse'));
    expect(await stage.events('close')).toEqual([
      { type: 'open', socket: 1, url: stage.socketUrl('/refuse') },
      { type: 'error', socket: 1 },
      { type: 'close', socket: 1, code: 1006, reason: '', clean: false },
    ]);
  });

  it("holds the server's close code and reason", async () => {
    await stage.load('early');
    await stage.openSocket('/close/4201/too%20many');
    await stage.page.evaluate(() => (globalThis as Page).socket.send('x'));
    expect((await stage.events('close')).at(-1)).toEqual({
      type: 'close',
      socket: 1,
      code: 4201,
      reason: 'too many',
      clean: true,
    });
  });

  it('leaves out what was never sent and what the page made up', async () => {
    await stage.load('early');
    await stage.openSocket('/echo');
    await stage.page.evaluate(async () => {
      const { socket, log } = globalThis as Page;
      socket.dispatchEvent(new MessageEvent('message', { data: 'made up' }));
      socket.dispatchEvent(new CloseEvent('close', { code: 4000 }));
      socket.dispatchEvent(new Event('error'));
      log.length = 0;
      for (const data of [Symbol('s'), Object.create(null), { toString: () => ({}) }]) {
        try {
          socket.send(data as never);
        } catch {
          log.push('thrown');
        }
      }
      const closed = new Promise((resolve) => {
        socket.onclose = resolve;
      });
      socket.close(4000);
      socket.send('while closing');
      await closed;
      socket.send('closed');
    });
    expect(await stage.page.evaluate(() => (globalThis as Page).log as Json)).toEqual(['thrown', 'thrown', 'thrown']);
    expect((await stage.events('close')).map(({ type }) => type)).toEqual(['open', 'ready', 'close']);
    expect(await stage.drain()).toEqual([]);
  });

  it('numbers the sockets by their first use, subclasses too, and leaves those of other frames alone', async () => {
    await stage.load('early');
    await stage.page.evaluate(async (url) => {
      class Sub extends WebSocket {
        constructor(url: string) {
          super(url);
          this.addEventListener('open', () => this.send('of the subclass'));
        }
      }
      const frame = document.createElement('iframe');
      document.documentElement.append(frame);
      const inner = (frame.contentWindow as unknown as typeof globalThis).WebSocket;
      const sockets = [new WebSocket(url), new inner(url), new Sub(url)];
      await Promise.all(
        sockets.map(
          (socket) =>
            new Promise((resolve) => {
              socket.addEventListener('open', resolve);
            }),
        ),
      );
      sockets[1]?.send('in the frame');
    }, stage.socketUrl('/echo'));
    const seen = await stage.events('receive');
    expect(seen.filter(({ type }) => type === 'open').map(({ socket }) => socket)).toEqual([1, 2]);
    expect(seen.filter(({ type }) => type === 'send')).toEqual([
      { type: 'send', socket: 1, data: 'of the subclass', binary: false, size: 15 },
    ]);
  });

  it('begins with the first use of a socket: one that the page never uses is not seen', async () => {
    await stage.load('early');
    const opened = await stage.page.evaluate(async (url) => {
      const unused = new WebSocket(`${url}?unused`);
      const used = new WebSocket(`${url}?used`);
      await new Promise((resolve) => {
        used.onopen = resolve;
      });
      (globalThis as Page).sockets = [unused];
      return used.url;
    }, stage.socketUrl('/echo'));
    expect(await stage.events('ready')).toEqual([
      { type: 'open', socket: 1, url: opened },
      { type: 'ready', socket: 1, protocol: '' },
    ]);
    expect(await stage.state()).toMatchObject({ sockets: 1 });
    await stage.page.waitFor('the other', () => (globalThis as Page).sockets[0]?.readyState === 1);
    // The wait has looked at its state, which is a use.
    expect((await stage.drain()).map(({ type }) => type)).toEqual(['found']);
  });
});
