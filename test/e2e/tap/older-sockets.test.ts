/** How the tap finds sockets that were there before it. */
import { describe, expect, it } from 'vitest';
import { INSTALL, type Page, tapStage } from './stage.ts';

const stage = tapStage();

describe('sockets older than the tap', () => {
  const FOUND = { type: 'found', socket: 1, protocol: '' };
  const receive = (data: string) => ({ type: 'receive', socket: 1, data, binary: false, size: data.length });

  it('are found when they send, and followed from then on', async () => {
    await stage.load('none');
    await stage.openSocket('/echo');
    await stage.page.evaluateText(INSTALL);
    await stage.page.evaluate(() => (globalThis as Page).socket.send('hello'));
    expect(await stage.events('receive')).toEqual([
      { ...FOUND, url: stage.socketUrl('/echo') },
      { type: 'send', socket: 1, data: 'hello', binary: false, size: 5 },
      receive('hello'),
    ]);
    await stage.page.evaluate(() => (globalThis as Page).socket.close(4001, 'bye'));
    expect(await stage.events('close')).toEqual([{ type: 'close', socket: 1, code: 4001, reason: 'bye', clean: true }]);
  });

  it('are found when the page reads what they received, each message reported once', async () => {
    await stage.load('none');
    await stage.openSocket();
    const peer = await stage.server.nextPeer();
    await stage.page.evaluate(() => {
      const { socket, log } = globalThis as Page;
      socket.addEventListener('message', (event) => {
        log.push(event.data, event.data);
        if (event.data === 'two') event.stopImmediatePropagation();
      });
      socket.addEventListener('message', (event) => log.push(event.data));
    });
    await stage.page.evaluateText(INSTALL);
    for (const text of ['one', 'two', 'three']) peer.send(text);
    await stage.received(11);
    expect(await stage.events(4)).toEqual([
      { ...FOUND, url: stage.socketUrl('/peer') },
      receive('one'),
      receive('two'),
      receive('three'),
    ]);
  });

  it('are followed from the next message on where the page reads nothing', async () => {
    await stage.load('none');
    await stage.openSocket();
    const peer = await stage.server.nextPeer();
    await stage.page.evaluate(() => {
      const { socket, log } = globalThis as Page;
      socket.onmessage = () => {
        log.push('unread');
        if (log.length === 1) socket.send('found by this');
      };
    });
    await stage.page.evaluateText(INSTALL);
    peer.send('one');
    peer.send('two');
    await stage.received(2);
    expect((await stage.events('receive')).map(({ type, data }) => [type, data])).toEqual([
      ['found', undefined],
      ['send', 'found by this'],
      ['receive', 'two'],
    ]);
  });

  it('are found by an event that the page has kept, which is not reported: it came before', async () => {
    await stage.load('none');
    await stage.openSocket();
    const peer = await stage.server.nextPeer();
    await stage.page.evaluate(() => {
      const { socket, log } = globalThis as Page;
      socket.onmessage = (event) => log.push(event);
    });
    peer.send('early');
    await stage.received(1);
    await stage.page.evaluateText(INSTALL);
    expect(await stage.page.evaluate(() => ((globalThis as Page).log[0] as MessageEvent).data as string)).toBe('early');
    expect(await stage.events(1)).toEqual([{ ...FOUND, url: stage.socketUrl('/peer') }]);
  });

  for (const [how, use] of Object.entries({
    'a handler that is set': '(socket) => { socket.onclose = () => {}; }',
    'a listener that is added': "(socket) => socket.addEventListener('close', () => {})",
    'a look at their state': '(socket) => socket.readyState',
  })) {
    it(`are found by ${how}`, async () => {
      await stage.load('none');
      await stage.openSocket();
      const peer = await stage.server.nextPeer();
      await stage.page.evaluateText(INSTALL);
      await stage.page.evaluateText(`void (${use})(socket)`);
      expect(await stage.events(1)).toEqual([{ ...FOUND, url: stage.socketUrl('/peer') }]);
      peer.close(4444, 'seen');
      expect(await stage.events(1)).toEqual([{ type: 'close', socket: 1, code: 4444, reason: 'seen', clean: true }]);
    });
  }

  it('are found at their end where the page asks why', async () => {
    await stage.load('none');
    await stage.openSocket();
    const peer = await stage.server.nextPeer();
    await stage.page.evaluate(() => {
      const place = globalThis as Page;
      place.socket.onclose = ({ code, reason, wasClean }) => place.log.push([code, reason, wasClean]);
    });
    await stage.page.evaluateText(INSTALL);
    peer.close(4202, 'expired');
    await stage.received(1);
    expect(await stage.events(2)).toEqual([
      { ...FOUND, url: stage.socketUrl('/peer') },
      { type: 'close', socket: 1, code: 4202, reason: 'expired', clean: true },
    ]);
  });

  it('are reported like new ones where they are found before their handshake is over', async () => {
    await stage.load('none');
    const url = JSON.stringify(stage.socketUrl('/peer'));
    await stage.page.evaluateText(
      `globalThis.socket = new WebSocket(${url}, ['mqtt']); ${INSTALL}; void socket.readyState`,
    );
    const [open, ready] = await stage.events('ready');
    expect(open).toEqual({ type: 'open', socket: 1, url: stage.socketUrl('/peer') });
    expect(ready).toEqual({ type: 'ready', socket: 1, protocol: 'mqtt' });
  });

  it('that are closed are not reported', async () => {
    await stage.load('none');
    await stage.openSocket('/close/1000/');
    await stage.page.evaluate(async () => {
      const { socket } = globalThis as Page;
      const closed = new Promise((resolve) => {
        socket.onclose = resolve;
      });
      socket.send('x');
      await closed;
    });
    await stage.page.evaluateText(`${INSTALL}; void socket.readyState; socket.onclose = null`);
    expect(await stage.drain()).toEqual([]);
  });
});
