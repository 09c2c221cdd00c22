/** Pages that change what is below the tap. */
import { describe, expect, it } from 'vitest';
import type { TapEvent } from '../../../lib/tap/events.ts';
import type { Json } from '../../browsers/session.ts';
import { waitFor } from '../../wait.ts';
import { INSTALL, tapStage, untimed } from './stage.ts';

const stage = tapStage();

describe('a page that changes what is below the tap', () => {
  /** A socket of the page opens, sends, receives and closes. Gives what the page saw. */
  const exercise = () =>
    stage.page.evaluate(async (url) => {
      const seen: unknown[] = [];
      const socket = new WebSocket(url);
      const closed = new Promise<void>((resolve) => {
        socket.addEventListener('open', () => {
          seen[seen.length] = 'open';
          socket.send('text');
          socket.send(new Uint8Array([1, 2, 3]));
        });
        socket.addEventListener('message', ({ data }) => {
          seen[seen.length] = typeof data === 'string' ? data : data.size;
          if (seen.length === 3) socket.close(4000, 'over');
        });
        socket.addEventListener('close', ({ code }) => {
          seen[seen.length] = code;
          resolve();
        });
      });
      await closed;
      return seen as Json;
    }, stage.socketUrl('/echo'));
  const SEEN = ['open', 'text', 3, 4000];
  const REPORTED = [
    { type: 'ready', protocol: '' },
    { type: 'send', data: 'text', binary: false, size: 4 },
    { type: 'send', data: 'AQID', binary: true, size: 3 },
    { type: 'receive', data: 'text', binary: false, size: 4 },
    { type: 'receive', data: 'AQID', binary: true, size: 3 },
    { type: 'close', code: 4000, reason: 'over', clean: true },
  ];
  const reported = async (first: 'open' | 'found') => {
    const seen = await stage.events('close');
    expect(seen[0]).toMatchObject({ type: first, url: stage.socketUrl('/echo') });
    const rest = seen.slice(1).map(({ socket: _, ...rest }) => rest);
    if (first === 'open') expect(rest).toEqual(REPORTED);
    else {
      // The page's listeners stand before ours, and do something in between.
      expect(rest).toHaveLength(REPORTED.length);
      expect(rest).toEqual(expect.arrayContaining(REPORTED));
    }
  };

  /** Makes any code that looks things up go wrong. */
  const hostile = () => {
    const fail = () => {
      throw new Error('of the page');
    };
    const { defineProperty } = Object;
    const each = <T>(items: T[], use: (item: T) => void) => {
      for (let i = 0; i < items.length; i++) use(items[i] as T);
    };
    const breakGetting = (owner: object, names: PropertyKey[]) =>
      each(names, (name) =>
        defineProperty(owner, name, { __proto__: null, get: fail, set: fail } as PropertyDescriptor),
      );
    const breakCalling = (owner: object, names: PropertyKey[]) =>
      each(names, (name) => defineProperty(owner, name, { __proto__: null, value: fail } as PropertyDescriptor));
    const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
    breakCalling(Date, ['now']);
    breakCalling(JSON, ['stringify', 'parse']);
    breakCalling(Math, ['min', 'ceil']);
    breakCalling(Array, ['from', 'isArray']);
    breakCalling(Reflect, [
      'apply',
      'construct',
      'getOwnPropertyDescriptor',
      'getPrototypeOf',
      'setPrototypeOf',
      'defineProperty',
    ]);
    breakCalling(Object, ['create', 'freeze', 'assign', 'setPrototypeOf', 'getPrototypeOf']);
    breakGetting(Array.prototype, ['push', 'slice', 'map', 'forEach', 'concat', 'shift', Symbol.iterator]);
    each([WeakMap, WeakSet, Map, Set], ({ prototype }) =>
      breakCalling(prototype, ['get', 'set', 'has', 'add', 'delete', 'forEach']),
    );
    breakGetting(Function.prototype, ['call', 'apply', 'bind']);
    breakGetting(String.prototype, ['slice', 'includes', 'charCodeAt', Symbol.iterator]);
    breakGetting(Promise.prototype, ['then', 'constructor', 'catch', 'finally']);
    breakGetting(Event.prototype, ['type', 'target', 'currentTarget', 'eventPhase']);
    breakGetting(typedArray, [
      'set',
      'slice',
      'length',
      'buffer',
      'byteLength',
      'byteOffset',
      'constructor',
      Symbol.iterator,
    ]);
    breakGetting(Uint8Array.prototype, ['constructor', 'toBase64']);
    breakGetting(ArrayBuffer.prototype, ['byteLength', 'slice', 'constructor']);
    breakGetting(Blob.prototype, ['arrayBuffer', 'slice', 'size']);
    breakCalling(globalThis, [
      'setTimeout',
      'WeakMap',
      'Proxy',
      'Uint8Array',
      'Blob',
      'Promise',
      'Map',
      'Set',
      'DataView',
      'Array',
    ]);
    breakGetting(Object.prototype, [
      'get',
      'set',
      'value',
      'writable',
      'construct',
      'next',
      'detail',
      'text',
      'type',
      'socket',
      'at',
      '0',
      '1',
      'length',
    ]);
  };

  /** A script that opens a socket, breaks the built-ins, runs something, and then uses the socket. */
  const brokenBy = (script: string) => `(() => {
    const { defineProperty } = Object;
    const seen = (globalThis.seen = []);
    const note = (value) => {
      const whole = { __proto__: null, value, enumerable: true, configurable: true, writable: true };
      if (defineProperty(seen, seen.length, whole).length === 3) socket.close(4000, 'over');
    };
    const bytes = new Uint8Array([1, 2, 3]);
    const socket = new WebSocket(${JSON.stringify(stage.socketUrl('/echo'))});
    (${hostile})();
    ${script};
    socket.onopen = () => {
      note('open');
      socket.send('text');
      socket.send(bytes);
    };
    socket.onmessage = ({ data }) => note(typeof data === 'string' ? data : 3);
    socket.onclose = ({ code }) => {
      note(code);
      globalThis.finished = true;
    };
  })(), true`;

  it('by freezing everything, before or after the tap', async () => {
    const freeze = () => {
      for (const object of [
        WebSocket,
        WebSocket.prototype,
        MessageEvent.prototype,
        CloseEvent.prototype,
        Event.prototype,
        EventTarget.prototype,
        Object.prototype,
        Array.prototype,
        Function.prototype,
        Promise.prototype,
        Promise,
        Blob.prototype,
      ]) {
        Object.freeze(object);
      }
    };
    await stage.load('early');
    await stage.page.evaluate(freeze);
    expect(await exercise()).toEqual(SEEN);
    await reported('open');

    await stage.load('none', { before: `(${freeze})()` });
    await stage.page.evaluateText(INSTALL);
    expect(await exercise()).toEqual(SEEN);
    // Nothing can stand in for what is frozen: the tap sees none of it, and says so.
    expect(await stage.drain()).toEqual([]);
    expect(await stage.state()).toMatchObject({ blind: true });
  });

  it('by breaking the built-ins, after the tap', async () => {
    await stage.load('early');
    await stage.page.evaluateText(brokenBy(''));
    await waitFor(() => stage.page.evaluateText('globalThis.finished'), 'the close');
    expect(await stage.page.evaluateText('seen')).toEqual(SEEN);
    const all: TapEvent[] = [];
    await waitFor(async () => {
      all.push(...(await stage.drain()));
      return all.at(-1)?.type === 'close';
    }, 'the close');
    expect(
      untimed(all)
        .slice(1)
        .map(({ socket: _, ...rest }) => rest),
    ).toEqual(REPORTED);
  });

  it('by breaking the built-ins, before the tap: it stays out of the way', async () => {
    await stage.load('none');
    await stage.page.evaluateText(brokenBy(INSTALL));
    await waitFor(() => stage.page.evaluateText('globalThis.finished'), 'the close');
    expect(await stage.page.evaluateText('seen')).toEqual(SEEN);
  });

  /** Ways to replace WebSocket that libraries have. */
  const replacements: Readonly<Record<string, string>> = {
    proxy: `WebSocket = new Proxy(WebSocket, { construct: (target, args, newTarget) => Reflect.construct(target, args, newTarget) })`,
    subclass: `WebSocket = class extends WebSocket { constructor(url, protocols) { super(url, protocols); this.extra = true; } send(data) { super.send(data); } }`,
    function: `{ const Native = WebSocket; WebSocket = function WebSocket(url, protocols) {
      return protocols === undefined ? new Native(url) : new Native(url, protocols); }; WebSocket.prototype = Native.prototype; }`,
    'function of no prototype': '{ const Native = WebSocket; WebSocket = function (url) { return new Native(url); }; }',
    'something that holds one': `{ const Native = WebSocket; WebSocket = class {
      constructor(url) { this.inner = new Native(url); }
      addEventListener(...args) { this.inner.addEventListener(...args); }
      send(data) { this.inner.send(data); }
      close(...args) { this.inner.close(...args); }
    } }`,
  };
  for (const [name, replacement] of Object.entries(replacements)) {
    it(`by replacing WebSocket (${name}), after the tap or before`, async () => {
      await stage.load('early');
      await stage.page.evaluateText(`${replacement}; true`);
      expect(await exercise()).toEqual(SEEN);
      await reported('open');

      await stage.load('none');
      await stage.page.evaluateText(`${replacement}; true`);
      await stage.page.evaluateText(INSTALL);
      expect(await exercise()).toEqual(SEEN);
      await reported('open');
    });
  }

  it('by a strict security policy with trusted types', async () => {
    const problems = await stage.page.problems();
    await stage.load('early', { path: '/strict' });
    expect(await exercise()).toEqual(SEEN);
    await reported('open');

    await stage.load('late', { path: '/strict' });
    expect(await exercise()).toEqual(SEEN);
    await reported('open');
    expect(await stage.page.problems()).toEqual(problems);
  });
});
