/** What a page sees around its sockets. */
import type { Json } from '../../../browsers/session.ts';
import type { Probed } from './tools.ts';

/** Messages that come another way, and events that a page makes itself. */
export async function others(): Promise<Json> {
  const { kind, show, outcome, opened } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.others = await (async () => {
    const facts = (event: MessageEvent) => [
      kind(event),
      show(event.data),
      event.origin,
      event.lastEventId,
      event.type,
      event.isTrusted,
    ];
    const onWindow = new Promise<unknown>((resolve) => {
      addEventListener('message', (event) => resolve(facts(event)), { once: true });
    });
    postMessage({ to: 'window' }, '*');
    const channel = new MessageChannel();
    const onPort = new Promise<unknown>((resolve) => {
      channel.port1.onmessage = (event) => resolve(facts(event));
    });
    channel.port2.postMessage('to port');
    const [here, there] = [new BroadcastChannel('tap'), new BroadcastChannel('tap')];
    const onBroadcast = new Promise<unknown>((resolve) => {
      there.onmessage = (event) => resolve(facts(event));
    });
    here.postMessage([1]);
    const source = new EventSource('/events');
    const onSource = new Promise<unknown>((resolve) => {
      source.addEventListener('news', (event) => resolve(facts(event)));
    });
    const answers = await Promise.all([onWindow, onPort, onBroadcast, onSource]);
    source.close();
    here.close();
    there.close();
    const socket = await opened();
    const dispatched: unknown[] = [];
    socket.addEventListener('message', (event) => dispatched.push(facts(event)));
    socket.dispatchEvent(new MessageEvent('message', { data: 'made', origin: 'here' }));
    socket.dispatchEvent(new Event('message'));
    socket.dispatchEvent(new CloseEvent('close', { code: 1 }));
    const data = { deep: true };
    return {
      answers,
      dispatched,
      made: new MessageEvent('x', { data }).data === data,
      wrongThis: [{}, null, new Event('x')].map((self) =>
        outcome(() => Reflect.get(MessageEvent.prototype, 'data', self)),
      ),
      listening: [
        outcome(() => EventTarget.prototype.addEventListener.call({} as EventTarget, 'x', null)),
        outcome(() => (socket.addEventListener as (...args: unknown[]) => void)('x')),
        outcome(() => (socket.addEventListener as (...args: unknown[]) => void)('x', 7)),
        outcome(() => EventTarget.prototype.addEventListener.call(null as never, 'x', null)),
      ],
    };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}

/** Sockets of another iframe. */
export async function frames(): Promise<Json> {
  const { base, outcome, next } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.frame = await (async () => {
    const frame = document.createElement('iframe');
    (document.body ?? document.documentElement).append(frame);
    const inner = frame.contentWindow as unknown as typeof globalThis & {
      WebSocket: typeof WebSocket;
      MessageEvent: typeof MessageEvent;
    };
    const socket = new inner.WebSocket(`${base}/echo`);
    await next(socket, 'open');
    const message = next(socket, 'message');
    WebSocket.prototype.send.call(socket, 'from outside');
    const event = await message;
    const facts = [
      inner.WebSocket === WebSocket,
      socket instanceof WebSocket,
      socket instanceof inner.WebSocket,
      event instanceof inner.MessageEvent,
      event.data,
      /native code/.test(inner.Function.prototype.toString.call(WebSocket.prototype.close)),
      outcome(() => Reflect.get(MessageEvent.prototype, 'data', event)),
    ];
    socket.close();
    return facts;
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}

/** What a page may do to the objects. */
export async function changes(): Promise<Json> {
  const { outcome, next, opened } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  record.changes = await (async () => {
    const Static = WebSocket as unknown as Record<string, unknown>;
    Static.extra = 1;
    const added = [Static.extra, Object.keys(WebSocket).includes('extra'), delete Static.extra, 'extra' in Static];
    const constants = [
      outcome(() => {
        Static.OPEN = 5;
        return WebSocket.OPEN;
      }),
      outcome(() => Reflect.set(WebSocket, 'prototype', {})),
      outcome(() => Reflect.defineProperty(WebSocket, 'name', { value: 'Other' })),
      WebSocket.name,
    ];
    Object.defineProperty(WebSocket, 'name', { value: 'WebSocket' });
    const { send } = WebSocket.prototype;
    const sent: unknown[] = [];
    WebSocket.prototype.send = function (data) {
      sent.push(data);
      return send.call(this, data);
    };
    const socket = await opened();
    const message = next(socket, 'message');
    socket.send('through the page');
    const { data } = await message;
    WebSocket.prototype.send = send;
    const Native = WebSocket;
    const made: unknown[] = [];
    globalThis.WebSocket = new Proxy(Native, {
      construct(target, args, newTarget) {
        made.push(args[0]);
        return Reflect.construct(target, args, newTarget);
      },
    });
    const wrapped = await opened();
    const wrapper = [
      wrapped instanceof Native,
      wrapped instanceof WebSocket,
      made.length,
      wrapped.constructor === Native,
    ];
    globalThis.WebSocket = Native;
    const sealed = await opened();
    Object.freeze(sealed);
    const echo = next(sealed, 'message');
    sealed.send('frozen');
    return { added, constants, sent, data, wrapper, frozen: [(await echo).data, Object.isFrozen(sealed)] };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}
