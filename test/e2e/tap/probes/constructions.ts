/** What a page sees of new sockets. */
import type { Json } from '../../../browsers/session.ts';
import type { Probed } from './tools.ts';

/** Arguments, errors, and a socket from its beginning. */
export async function constructions(): Promise<Json> {
  const { base, kind, outcome, next, noted, order } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  const Loose = WebSocket as unknown as { new (...args: unknown[]): WebSocket; (...args: unknown[]): unknown };
  record.constructions = {
    nothing: outcome(() => new Loose()),
    call: outcome(() => Loose(`${base}/echo`)),
    apply: outcome(() => Reflect.apply(WebSocket as unknown as () => void, undefined, [base])),
    badUrl: outcome(() => new WebSocket('http://[')),
    relative: outcome(() => new WebSocket('/echo').url),
    http: outcome(() => new WebSocket(`${base.replace('ws', 'http')}/echo`).url),
    ftp: outcome(() => new WebSocket('ftp://x/')),
    fragment: outcome(() => new WebSocket(`${base}/echo#part`)),
    badPort: outcome(() => new WebSocket('ws://127.0.0.1:1/')),
    emptyProtocol: outcome(() => new WebSocket(base, '')),
    badProtocol: outcome(() => new WebSocket(base, 'a b')),
    twiceProtocol: outcome(() => new WebSocket(base, ['a', 'a'])),
    symbolUrl: outcome(() => new Loose(Symbol('url'))),
    symbolProtocol: outcome(() => new Loose(base, [Symbol('p')])),
    nullProtocol: outcome(() => new Loose(`${base}/echo`, null)),
    throwingUrl: outcome(
      () =>
        new Loose({
          toString() {
            throw new RangeError('from the page');
          },
        }),
    ),
    throwingIterable: outcome(
      () =>
        new Loose(base, {
          [Symbol.iterator]() {
            throw 7;
          },
        }),
    ),
    order: outcome(() => new Loose(noted('url', `${base}/echo`), [noted('p', 'p'), noted('q', 'q')]).url),
    urlObject: outcome(() => new WebSocket(new URL('/echo?a=b c', base)).url),
    newTargetNoObject: outcome(() => Reflect.construct(WebSocket, [base], 7 as never)),
    newTargetNoConstructor: outcome(() => Reflect.construct(WebSocket, [base], (() => 0) as never)),
    noted: order,
  };
  record.fresh = await (async () => {
    const socket = new WebSocket(`${base}/echo`, ['b', 'a']);
    const facts = () => ({
      own: Reflect.ownKeys(socket).map(String),
      kind: kind(socket),
      instance: socket instanceof WebSocket && socket instanceof EventTarget,
      constructor: socket.constructor === WebSocket,
      prototype: Object.getPrototypeOf(socket) === WebSocket.prototype,
      state: socket.readyState,
      handlers: [socket.onopen, socket.onmessage, socket.onerror, socket.onclose],
      ...{ url: socket.url, protocol: socket.protocol, extensions: socket.extensions, binaryType: socket.binaryType },
      buffered: socket.bufferedAmount,
    });
    const connecting = facts();
    const tooEarly = outcome(() => socket.send('too early'));
    await next(socket, 'open');
    return { connecting, tooEarly, open: facts() };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}

/** Classes and functions that build on WebSocket. */
export async function subclasses(): Promise<Json> {
  const { base, outcome, next } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  class Sub extends WebSocket {
    field = 'own';
    readonly target: string;
    sent = 0;
    constructor(url: string) {
      super(url);
      this.target = new.target.name;
    }
    override send(data: string) {
      this.sent += 1;
      super.send(`<${data}>`);
    }
    static more = 1;
  }
  record.subclass = await (async () => {
    const socket = new Sub(`${base}/echo`);
    const [seen] = await Promise.all([next(socket, 'message'), next(socket, 'open').then(() => socket.send('x'))]);
    function Old(this: unknown, url: string): WebSocket {
      return Reflect.construct(WebSocket, [url], Old as unknown as () => void);
    }
    Old.prototype = Object.create(WebSocket.prototype, { constructor: { value: Old } });
    const old = Reflect.construct(Old, [`${base}/echo`]) as WebSocket;
    const bare = Reflect.construct(WebSocket, [`${base}/echo`], Object as unknown as () => void) as object;
    return {
      data: seen.data,
      fields: [socket.field, socket.target, socket.sent, Sub.more, Sub.OPEN, Sub.name, Sub.length],
      chain: [
        Object.getPrototypeOf(Sub) === WebSocket,
        socket instanceof Sub,
        socket instanceof WebSocket,
        socket.constructor === Sub,
        Object.getPrototypeOf(socket) === Sub.prototype,
      ],
      old: [
        old instanceof WebSocket,
        old.constructor === Old,
        Object.getPrototypeOf(old) === Old.prototype,
        old.readyState,
      ],
      bare: [
        Object.getPrototypeOf(bare) === Object.prototype,
        Reflect.apply(
          Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState')?.get as () => number,
          bare,
          [],
        ),
      ],
      twice: outcome(
        () =>
          new (class extends Sub {
            constructor() {
              super(`${base}/echo`);
              this.field = 'deeper';
            }
          })().field,
      ),
    };
  })();
  return JSON.parse(JSON.stringify(record)) as Json;
}
