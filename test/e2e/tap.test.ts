/** The socket tap in a real page: what it reports, and that the page can not tell whether it is there. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type WebSocket as Peer, WebSocketServer } from 'ws';
import type { Tap, TapState } from '../../lib/tap/channel.ts';
import { MAX_TAPPED, MAX_WAITING, type TapEvent } from '../../lib/tap/events.ts';
import installTap from '../../lib/tap/install.ts?bundled';
import type { Browser } from '../browsers/browser.ts';
import { openBrowser } from '../browsers/open.ts';
import type { Json, Session } from '../browsers/session.ts';
import { waitFor } from '../wait.ts';

const KEY = 'tap-4f1c';
const INSTALL = `(${installTap})(${JSON.stringify(KEY)})`;

/** A clock that the test sets; it stands until then. */
const CLOCK = 'globalThis.clock = 1e12; Date.now = () => globalThis.clock';

/** When the tap comes into a document: never, before its first script, or after it has loaded. */
type Mode = 'none' | 'early' | 'late';

interface SocketServer {
  readonly port: number;
  /** The server's end of the next connection to a path that nothing answers by itself. */
  nextPeer(): Promise<Peer>;
  /** Lets go of the connections that no test has asked for. */
  forget(): void;
  close(): Promise<void>;
}

const STRICT_POLICY = "default-src 'none'; script-src 'none'; connect-src *; require-trusted-types-for 'script'";

/**
 * Pages and sockets on one port. Sockets: `/echo` answers with what it gets, `/close/CODE/REASON` closes at the first message,
 * `/refuse` answers the handshake with 403; the test itself speaks for all others.
 */
async function startSockets(): Promise<SocketServer> {
  const http = createServer((request, response) => {
    if (request.url?.startsWith('/events')) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('id: 7\nevent: news\ndata: one\n\n');
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/html',
      ...(request.url?.startsWith('/strict') && { 'Content-Security-Policy': STRICT_POLICY }),
    });
    response.end(`<!doctype html><link rel="icon" href="data:,"><title>Tap</title>`);
  });
  const server = new WebSocketServer({ noServer: true, maxPayload: 200_000_000 });
  const peers: Peer[] = [];
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/refuse')) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    server.handleUpgrade(request, socket, head, (peer) => {
      const [, what, code, reason = ''] = new URL(request.url ?? '', 'ws://x').pathname.split('/');
      if (what === 'echo') peer.on('message', (data, isBinary) => peer.send(data, { binary: isBinary }));
      else if (what === 'close') peer.once('message', () => peer.close(Number(code), decodeURIComponent(reason)));
      else peers.push(peer);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    port: (http.address() as AddressInfo).port,
    nextPeer: () => waitFor(() => peers.shift(), 'a socket of the page'),
    forget() {
      peers.length = 0;
    },
    async close() {
      for (const peer of server.clients) peer.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** The browser driver loads an extension; these tests need none, so this one does nothing. */
function emptyExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wire-triage-empty-'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Empty', version: '1' }));
  return folder;
}

let server: SocketServer;
let extension: string;
let browser: Browser;
let page: Session;

beforeAll(async () => {
  server = await startSockets();
  extension = emptyExtension();
  browser = await openBrowser(inject('browser'), { extension });
  page = await browser.openTab('about:blank');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (extension) rmSync(extension, { recursive: true, force: true });
});

const socketUrl = (path: string) => `ws://127.0.0.1:${server.port}${path}`;

/** A fresh document, with `before` run ahead of everything, and the tap as the mode says. */
async function load(mode: Mode, { path = '/', before = '' } = {}): Promise<void> {
  await page.runAtStart(`${before};${mode === 'early' ? INSTALL : ''}`);
  await page.goto(`http://127.0.0.1:${server.port}${path}`);
  await page.runAtStart(undefined);
  server.forget();
  if (mode === 'late') await page.evaluateText(INSTALL);
}

/** The page's globals, with what these tests leave there. */
type Page = typeof globalThis & {
  [KEY]: Tap;
  socket: WebSocket;
  sockets: WebSocket[];
  log: unknown[];
  clock: number;
};

type Seen = Readonly<Record<string, unknown>>;

async function drain(key = KEY): Promise<readonly TapEvent[]> {
  const events = await page.evaluate(
    (key) => (globalThis as never as Record<string, Tap>)[key]?.drain().events as never,
    key,
  );
  return events as readonly TapEvent[];
}

function state(): Promise<TapState> {
  return page.evaluate((key) => (globalThis as never as Record<string, Tap>)[key]?.state() as TapState, KEY);
}

function untimed(events: readonly TapEvent[]): Seen[] {
  return events.map(({ at: _, ...rest }) => rest);
}

/** Drains until so many events have come, or one of that type, and gives them without their times. */
async function events(until: number | TapEvent['type'], key = KEY): Promise<Seen[]> {
  const all: TapEvent[] = [];
  const isEnough = () => (typeof until === 'number' ? all.length >= until : all.some(({ type }) => type === until));
  await waitFor(
    async () => {
      all.push(...(await drain(key)));
      return isEnough();
    },
    `${until} of the tap`,
    20_000,
  );
  return untimed(all);
}

/** Opens `socket` in the page and waits for it, and for its handler to be there: it keeps what comes in `log`. */
async function openSocket(path = '/peer'): Promise<void> {
  await page.evaluate(async (url) => {
    const place = globalThis as Page;
    place.log = [];
    place.socket = new WebSocket(url);
    place.socket.onmessage = ({ data }) => {
      place.log.push(data);
    };
    await new Promise((resolve) => {
      place.socket.onopen = resolve;
    });
  }, socketUrl(path));
}

/** Waits until the page has received so many messages. */
async function received(count: number): Promise<void> {
  await page.waitFor(`${count} messages`, (count) => (globalThis as Page).log.length >= count, count);
}

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

/** Everything that a page can see of its sockets: a record of what it saw, the same in each mode. Runs in the page. */
async function probe(base: string): Promise<Json> {
  const record: Record<string, unknown> = {};
  const kind = (value: unknown): string => Object.prototype.toString.call(value);
  const show = (value: unknown): unknown => {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
    if (Array.isArray(value)) return value.map(show);
    if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, show(inner)]));
    return typeof value === 'symbol' || value === undefined ? String(value) : kind(value);
  };
  const thrown = (error: unknown): string =>
    error instanceof Object
      ? `${error.constructor.name} ${(error as Error).name} ${(error as DOMException).code}: ${(error as Error).message}`
          // Firefox quotes the source of the argument, which it does not know behind a proxy.
          .replace(/can't convert .+ to string/, "can't convert it to string")
      : `not an object: ${String(error)}`;
  const outcome = (run: () => unknown): unknown => {
    try {
      return { gave: show(run()) };
    } catch (error) {
      return { threw: thrown(error) };
    }
  };
  const functionFacts = (f: unknown): unknown => {
    if (typeof f !== 'function') return show(f);
    return {
      name: f.name,
      length: f.length,
      keys: Reflect.ownKeys(f).map(String).sort(), // Firefox makes them in the order in which they are asked for
      flags: ['name', 'length'].map((name) => ({ ...Object.getOwnPropertyDescriptor(f, name) })),
      source: Function.prototype.toString.call(f),
      says: `${f}`,
      isConstructor: outcome(() => Reflect.construct(Object, [], f) !== null),
      prototype: Object.getPrototypeOf(f) === Function.prototype,
      extensible: Object.isExtensible(f),
    };
  };
  const propertyFacts = (owner: object, name: PropertyKey): unknown => {
    const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
    return { ...flags, get: functionFacts(get), set: functionFacts(set), value: functionFacts(value) };
  };
  const objectFacts = (owner: object): unknown => ({
    names: Reflect.ownKeys(owner).map(String),
    properties: Object.fromEntries(Reflect.ownKeys(owner).map((name) => [String(name), propertyFacts(owner, name)])),
  });
  const next = <K extends keyof WebSocketEventMap>(socket: WebSocket, type: K): Promise<WebSocketEventMap[K]> =>
    new Promise((resolve) => socket.addEventListener(type, (event) => resolve(event), { once: true }));
  const opened = async (path = '/echo', protocols: string[] = []): Promise<WebSocket> => {
    const socket = new WebSocket(base + path, protocols);
    await next(socket, 'open');
    return socket;
  };
  /** Resolves in a later task, after the events that are queued now. */
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });

  // The objects
  record.objects = {
    global: propertyFacts(globalThis, 'WebSocket'),
    WebSocket: objectFacts(WebSocket),
    'WebSocket.prototype': objectFacts(WebSocket.prototype),
    'MessageEvent.prototype': objectFacts(MessageEvent.prototype),
    'CloseEvent.prototype': objectFacts(CloseEvent.prototype),
    'EventTarget.prototype': objectFacts(EventTarget.prototype),
    'Function.prototype': objectFacts(Function.prototype),
  };
  record.identities = [
    WebSocket.prototype.constructor === WebSocket,
    Object.getPrototypeOf(WebSocket) === EventTarget,
    Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype,
    kind(WebSocket),
    typeof WebSocket,
    String(WebSocket),
    WebSocket.toString(),
    WebSocket.toString === Function.prototype.toString,
    Function.prototype.toString.toString(),
    globalThis.WebSocket === window.WebSocket,
    Object.getOwnPropertyNames(Function.prototype.toString).sort(),
    outcome(() => Function.prototype.toString.call({})),
    outcome(() => Function.prototype.toString.call('text')),
    outcome(() => Function.prototype.toString.call(undefined)),
    outcome(() => Function.prototype.toString.call(Object.create(WebSocket))),
    outcome(() => Function.prototype.toString.call(new Proxy(WebSocket, {}))),
    outcome(() => Function.prototype.toString.call(class A {})),
    outcome(() => Function.prototype.toString.call(WebSocket.prototype.send.bind(null))),
  ];
  const inherited: string[] = [];
  for (const name in globalThis) inherited.push(name);
  record.globals = { enumerable: inherited.sort(), symbols: Object.getOwnPropertySymbols(globalThis).map(String) };
  const prototypeNames: string[] = [];
  for (const name in WebSocket.prototype) prototypeNames.push(name);
  const staticNames: string[] = [];
  for (const name in WebSocket) staticNames.push(name);
  record.enumeration = {
    prototypeNames,
    staticNames,
    keys: Object.keys(WebSocket),
    json: JSON.stringify(WebSocket.prototype.OPEN),
  };

  // The constructor
  const order: string[] = [];
  const noted = (name: string, value: string) => ({
    toString() {
      order.push(name);
      return value;
    },
  });
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

  // Subclasses
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

  // Sending
  record.sending = await (async () => {
    const socket = await opened();
    const Send = WebSocket.prototype.send as unknown as (this: unknown, ...data: unknown[]) => void;
    const calls: string[] = [];
    const hints = {
      [Symbol.toPrimitive](hint: string) {
        calls.push(hint);
        return 'primitive';
      },
    };
    const texts: unknown[] = [];
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => {
      texts.push(typeof data === 'string' ? data : [...new Uint8Array(data)].join());
    };
    const traps: string[] = [];
    const proxy = new Proxy(
      { toString: () => 'of a proxy' },
      new Proxy(
        {},
        {
          get(_target, trap) {
            traps.push(String(trap));
            return undefined;
          },
        },
      ),
    );
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
    const outcomes = {
      nothing: outcome(() => Send.call(socket)),
      undefined: outcome(() => Send.call(socket, undefined)),
      null: outcome(() => Send.call(socket, null)),
      number: outcome(() => Send.call(socket, -0)),
      big: outcome(() => Send.call(socket, 12n)),
      boolean: outcome(() => Send.call(socket, true)),
      symbol: outcome(() => Send.call(socket, Symbol('s'))),
      array: outcome(() => Send.call(socket, [1, [2]])),
      function: outcome(() => Send.call(socket, class A {})),
      wrapped: outcome(() => Send.call(socket, new String('wrapped'))),
      hints: outcome(() => Send.call(socket, hints)),
      bare: outcome(() => Send.call(socket, Object.create(null))),
      throwing: outcome(() =>
        Send.call(socket, {
          toString() {
            throw new EvalError('from the page');
          },
        }),
      ),
      closing: outcome(() => Send.call(socket, { toString: () => `state ${socket.readyState}` })),
      proxy: outcome(() => Send.call(socket, proxy)),
      all: outcome(() => Send.call(socket, document.all)),
      surplus: outcome(() => Send.call(socket, 'surplus', 1, 2)),
      shared: outcome(() => Send.call(socket, shared)),
      sharedView: outcome(() => Send.call(socket, new Uint8Array(shared))),
      buffer: outcome(() => Send.call(socket, new Uint8Array([1, 2, 3]).buffer)),
      view: outcome(() => Send.call(socket, new Uint16Array([1, 2, 3, 4]).subarray(1, 3))),
      dataView: outcome(() => Send.call(socket, new DataView(new Uint8Array([9, 8, 7]).buffer, 1))),
      detached: outcome(() => {
        const array = new Uint8Array(4);
        structuredClone(array.buffer, { transfer: [array.buffer] });
        Send.call(socket, array);
        Send.call(socket, array.buffer);
      }),
      empty: outcome(() => Send.call(socket, '')),
      lone: outcome(() => Send.call(socket, '\ud800x')),
      frozen: outcome(() => Send.call(socket, Object.freeze({ toString: () => 'frozen' }))),
      blob: outcome(() => Send.call(socket, new Blob(['bl', 'ob']))),
      wrongThis: [undefined, null, 1, {}, Object.create(WebSocket.prototype), new EventTarget()].map((self) =>
        outcome(() => Send.call(self, noted('not asked', 'x'))),
      ),
      buffered: outcome(() => {
        const before = socket.bufferedAmount;
        socket.send('12345');
        return socket.bufferedAmount - before;
      }),
      ended: outcome(() => socket.send('the end')),
    };
    while (texts.at(-1) !== 'the end') await turn();
    socket.close();
    const closing = [
      outcome(() => socket.send('while closing')),
      socket.bufferedAmount > 0,
      outcome(() => Send.call(socket, noted('asked while closing', 'x'))),
    ];
    await next(socket, 'close');
    return { outcomes, calls, traps, texts, closing, closed: outcome(() => socket.send('closed')), noted: order };
  })();

  // Receiving
  record.receiving = await (async () => {
    const socket = await opened();
    const seen: unknown[] = [];
    const see = (event: MessageEvent) => {
      seen.push({
        kind: kind(event),
        own: Reflect.ownKeys(event).map(String),
        data: show(event.data),
        same: [event.data].includes(event.data),
        trusted: event.isTrusted,
        isTrusted: functionFacts(Object.getOwnPropertyDescriptor(event, 'isTrusted')?.get),
        flags: [event.bubbles, event.cancelable, event.composed, event.defaultPrevented, event.returnValue],
        phase: event.eventPhase,
        places: [event.target === socket, event.currentTarget === socket, event.srcElement === socket],
        path: event.composedPath().map((place) => place === socket),
        ...{ type: event.type, origin: event.origin, lastEventId: event.lastEventId, source: event.source },
        ports: event.ports.length,
        current: window.event === event,
      });
      return event.data;
    };
    let message = next(socket, 'message');
    socket.send('text');
    socket.addEventListener('message', see);
    await message;
    const blobs: Blob[] = [];
    const keep = (event: MessageEvent) => blobs.push(event.data);
    socket.onmessage = keep;
    socket.addEventListener('message', keep);
    message = next(socket, 'message');
    socket.send(new Uint8Array([1, 2, 3]));
    const blob = (await message).data;
    const facts = { same: blobs.map((one) => one === blob), size: blob.size, type: blob.type, text: await blob.text() };
    socket.binaryType = 'arraybuffer';
    message = next(socket, 'message');
    socket.send(new Uint8Array([1, 2, 3]));
    const { data: buffer } = await message;
    const event = await message;
    const after = {
      phase: event.eventPhase,
      target: event.target === socket,
      current: event.currentTarget,
      same: event.data === buffer,
    };
    return {
      seen,
      facts,
      after,
      buffer: [kind(buffer), buffer.byteLength, buffer.resizable],
      types: [
        outcome(() => {
          (socket as { binaryType: string }).binaryType = 'nonsense';
          return socket.binaryType;
        }),
        outcome(() => Reflect.get(WebSocket.prototype, 'binaryType', {})),
      ],
    };
  })();

  // Listeners, in their order
  record.listeners = await (async () => {
    const log: string[] = [];
    const socket = await opened();
    socket.addEventListener('message', () => {
      log.push('first');
      queueMicrotask(() => log.push('microtask of the first'));
    });
    socket.onmessage = () => log.push('handler');
    socket.addEventListener('message', { handleEvent: (event: Event) => log.push(`object ${event.eventPhase}`) });
    socket.addEventListener('message', () => log.push('capture'), { capture: true });
    socket.addEventListener('message', () => log.push('once'), { once: true });
    const gone = () => log.push('removed');
    socket.addEventListener('message', gone);
    socket.removeEventListener('message', gone);
    const round = async (name: string) => {
      log.push(`- ${name}`);
      socket.send(name);
      const { port1, port2 } = new MessageChannel();
      const size = log.length;
      while (log.length === size) await turn();
      port1.close();
      port2.close();
      await turn();
    };
    await round('all');
    socket.onmessage = null;
    await round('without handler');
    socket.onmessage = () => log.push('handler again');
    await round('handler again');
    (socket as { onmessage: unknown }).onmessage = { handleEvent: () => log.push('object as handler') };
    await round('object as handler');
    (socket as { onmessage: unknown }).onmessage = 'nonsense';
    log.push(String(socket.onmessage));
    await round('nonsense as handler');
    socket.addEventListener(
      'message',
      (event) => {
        event.stopImmediatePropagation();
        log.push('stop');
      },
      { capture: true },
    );
    socket.addEventListener('message', () => log.push('never'));
    await round('stopped');
    const other = await opened();
    let selfSeen: unknown;
    other.onmessage = function (this: unknown, ...args: unknown[]) {
      selfSeen = [this === other, args.length];
      return false;
    };
    other.send('x');
    while (selfSeen === undefined) await turn();
    return { log, selfSeen };
  })();

  // What page code throws inside listeners
  record.errors = await (async () => {
    const errors: unknown[] = [];
    const onError = (event: ErrorEvent) => {
      errors.push([event.message, (event.error as Error).message]);
      event.preventDefault();
    };
    addEventListener('error', onError);
    const socket = await opened();
    socket.onmessage = () => {
      throw new Error('in a handler');
    };
    const message = next(socket, 'message');
    socket.send('x');
    await message;
    await turn();
    removeEventListener('error', onError);
    return errors;
  })();

  // Closing
  record.closing = await (async () => {
    const closeOf = async (socket: WebSocket) => {
      const events: string[] = [];
      for (const type of ['open', 'message', 'error', 'close'] as const) {
        socket.addEventListener(type, (event) =>
          events.push(`${kind(event)} ${event.type} ${socket.readyState} ${event.isTrusted}`),
        );
      }
      const event = await next(socket, 'close');
      await turn();
      return {
        events,
        code: event.code,
        reason: event.reason,
        clean: event.wasClean,
        own: Reflect.ownKeys(event).map(String),
      };
    };
    const byServer = await opened('/close/4201/too%20many%20%E2%82%AC');
    const byServerClose = closeOf(byServer);
    byServer.send('close');
    const byPage = await opened();
    const byPageClose = closeOf(byPage);
    const bad = [1001, 2999, 5000, Number.NaN, undefined].map((code) => outcome(() => byPage.close(code)));
    return {
      byServer: await byServerClose,
      bad,
      longReason: outcome(() => byPage.close(4000, 'x'.repeat(124))),
      good: outcome(() => byPage.close(4999, 'enough')),
      again: outcome(() => byPage.close()),
      byPage: await byPageClose,
      refused: await closeOf(new WebSocket(`${base}/refuse`)),
      nobody: await closeOf(new WebSocket('ws://127.0.0.1:9/')),
      early: await (() => {
        const socket = new WebSocket(`${base}/echo`);
        const closed = closeOf(socket);
        socket.close();
        return closed;
      })(),
      made: outcome(() => {
        const { code, reason, wasClean } = new CloseEvent('close', { code: 7, reason: 'made', wasClean: true });
        return [code, reason, wasClean];
      }),
      wrongThis: outcome(() => Reflect.get(CloseEvent.prototype, 'code', {})),
    };
  })();

  // Other messages, and those that a page makes itself
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

  // Another frame
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

  // What a page may do to the objects
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

describe('what a page sees of its sockets', () => {
  let untapped: Json;

  const seen = async (mode: Mode): Promise<Json> => {
    await load(mode);
    return page.evaluate(probe, socketUrl(''));
  };

  beforeAll(async () => {
    untapped = await seen('none');
  });

  it('is the same each time', async () => {
    expect(await seen('none')).toEqual(untapped);
  });

  it('is the same with the tap, in place before the first script', async () => {
    expect(await seen('early')).toEqual(untapped);
    expect(await state()).toMatchObject({ awake: true, searching: false });
    expect((await state()).waiting).toBeGreaterThan(100);
  });

  it('is the same with the tap that came later', async () => {
    expect(await seen('late')).toEqual(untapped);
    expect(await state()).toMatchObject({ awake: true, searching: true });
    expect((await state()).waiting).toBeGreaterThan(100);
  });
});

describe('what the tap reports', () => {
  it('tells the life of a socket, text and binary both ways', async () => {
    await load('early');
    const before = Date.now();
    await page.evaluate(async (url) => {
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
    }, socketUrl('/echo'));
    const all: TapEvent[] = [];
    await waitFor(async () => {
      all.push(...(await drain()));
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
      { type: 'open', socket: 1, url: socketUrl('/echo') },
      { type: 'ready', socket: 1, protocol: 'first' },
    ]);
    const told = (type: string) => messages.map((message) => ({ type, socket: 1, ...message }));
    expect(seen.filter(({ type }) => type === 'send')).toEqual(told('send'));
    expect(seen.filter(({ type }) => type === 'receive')).toEqual(told('receive'));
    expect(seen.at(-1)).toEqual({ type: 'close', socket: 1, code: 4321, reason: 'done', clean: true });
    expect(seen).toHaveLength(15);
    expect(await state()).toEqual({ awake: true, waiting: 0, characters: 0, sockets: 1, searching: false });
  });

  it('keeps the order where blobs have to be read', async () => {
    await load('early');
    await openSocket();
    const peer = await server.nextPeer();
    const large = Buffer.alloc(100_000, 7);
    peer.send('a');
    peer.send(Buffer.from([1, 2]));
    peer.send('b');
    peer.send(large);
    peer.send('c');
    await received(5);
    await page.evaluate(() => {
      const { socket } = globalThis as Page;
      socket.send(new Blob(['one ', 'blob']));
      socket.send('d');
      socket.send(new Blob([]));
      socket.send('e');
    });
    expect((await events(11)).slice(2)).toEqual([
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
      await page.evaluate(
        () => (globalThis as Page).log.map((data) => (data instanceof Blob ? data.size : data)) as Json,
      ),
    ).toEqual(['a', 2, 'b', 100_000, 'c']);
  });

  it('hands on the beginning of a text of 50 MB, and its size', async () => {
    await load('early');
    await openSocket();
    const peer = await server.nextPeer();
    const text = 'abcdefghij'.repeat(5_000_000);
    peer.send(text);
    await received(1);
    expect((await events('receive')).at(-1)).toEqual({
      type: 'receive',
      socket: 1,
      data: text.slice(0, MAX_TAPPED),
      binary: false,
      size: 50_000_000,
    });
    expect(await page.evaluate(() => ((globalThis as Page).log[0] as string).length)).toBe(50_000_000);
  });

  it('does not keep a long text for the sake of its beginning', async () => {
    await load('early', { before: CLOCK }); // so that it stays awake however long this takes
    await openSocket('/echo');
    const before = await page.heapSize();
    await page.evaluate(async () => {
      const { socket } = globalThis as Page;
      socket.onmessage = null;
      for (let i = 0; i < 10; i++) {
        const text = Array.from({ length: 10_000 }, (_, j) => `${i}${'x'.repeat(500)}${j}`).join('');
        socket.send(text);
      }
      while (socket.bufferedAmount > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    const after = await page.heapSize();
    expect((await state()).waiting).toBeGreaterThanOrEqual(12);
    expect(after - before).toBeLessThan(20_000_000); // sent: 50 MB
  });

  it('tells a refused handshake as error and close', async () => {
    await load('early');
    await page.evaluate((url) => void new WebSocket(url), socketUrl('/refuse'));
    expect(await events('close')).toEqual([
      { type: 'open', socket: 1, url: socketUrl('/refuse') },
      { type: 'error', socket: 1 },
      { type: 'close', socket: 1, code: 1006, reason: '', clean: false },
    ]);
  });

  it("tells the server's close code and reason", async () => {
    await load('early');
    await openSocket('/close/4201/too%20many');
    await page.evaluate(() => (globalThis as Page).socket.send('x'));
    expect((await events('close')).at(-1)).toEqual({
      type: 'close',
      socket: 1,
      code: 4201,
      reason: 'too many',
      clean: true,
    });
  });

  it('tells neither what was never sent nor what the page made up', async () => {
    await load('early');
    await openSocket('/echo');
    await page.evaluate(async () => {
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
    expect(await page.evaluate(() => (globalThis as Page).log as Json)).toEqual(['thrown', 'thrown', 'thrown']);
    expect((await events('close')).map(({ type }) => type)).toEqual(['open', 'ready', 'close']);
    expect(await drain()).toEqual([]);
  });

  it('numbers the sockets, subclasses too, and leaves those of other frames alone', async () => {
    await load('early');
    await page.evaluate(async (url) => {
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
    }, socketUrl('/echo'));
    const seen = await events('receive');
    expect(seen.filter(({ type }) => type === 'open').map(({ socket }) => socket)).toEqual([1, 2]);
    expect(seen.filter(({ type }) => type === 'send')).toEqual([
      { type: 'send', socket: 2, data: 'of the subclass', binary: false, size: 15 },
    ]);
  });
});

describe('sockets older than the tap', () => {
  const FOUND = { type: 'found', socket: 1, protocol: '' };
  const receive = (data: string) => ({ type: 'receive', socket: 1, data, binary: false, size: data.length });

  it('are found when they send, and followed from then on', async () => {
    await load('none');
    await openSocket('/echo');
    await page.evaluateText(INSTALL);
    await page.evaluate(() => (globalThis as Page).socket.send('hello'));
    expect(await events('receive')).toEqual([
      { ...FOUND, url: socketUrl('/echo') },
      { type: 'send', socket: 1, data: 'hello', binary: false, size: 5 },
      receive('hello'),
    ]);
    await page.evaluate(() => (globalThis as Page).socket.close(4001, 'bye'));
    expect(await events('close')).toEqual([{ type: 'close', socket: 1, code: 4001, reason: 'bye', clean: true }]);
  });

  it('are found when the page reads what they received, each message told once', async () => {
    await load('none');
    await openSocket();
    const peer = await server.nextPeer();
    await page.evaluate(() => {
      const { socket, log } = globalThis as Page;
      socket.addEventListener('message', (event) => {
        log.push(event.data, event.data);
        if (event.data === 'two') event.stopImmediatePropagation();
      });
      socket.addEventListener('message', (event) => log.push(event.data));
    });
    await page.evaluateText(INSTALL);
    for (const text of ['one', 'two', 'three']) peer.send(text);
    await received(11);
    expect(await events(4)).toEqual([
      { ...FOUND, url: socketUrl('/peer') },
      receive('one'),
      receive('two'),
      receive('three'),
    ]);
  });

  it('are heard from the next message on where the page reads nothing', async () => {
    await load('none');
    await openSocket();
    const peer = await server.nextPeer();
    await page.evaluate(() => {
      const { socket, log } = globalThis as Page;
      socket.onmessage = () => {
        log.push('unread');
        if (log.length === 1) socket.send('found by this');
      };
    });
    await page.evaluateText(INSTALL);
    peer.send('one');
    peer.send('two');
    await received(2);
    expect((await events('receive')).map(({ type, data }) => [type, data])).toEqual([
      ['found', undefined],
      ['send', 'found by this'],
      ['receive', 'two'],
    ]);
  });

  it('are found by an event that the page has kept, which is not told: it came before', async () => {
    await load('none');
    await openSocket();
    const peer = await server.nextPeer();
    await page.evaluate(() => {
      const { socket, log } = globalThis as Page;
      socket.onmessage = (event) => log.push(event);
    });
    peer.send('early');
    await received(1);
    await page.evaluateText(INSTALL);
    expect(await page.evaluate(() => ((globalThis as Page).log[0] as MessageEvent).data as string)).toBe('early');
    expect(await events(1)).toEqual([{ ...FOUND, url: socketUrl('/peer') }]);
  });

  for (const [how, use] of Object.entries({
    'a handler that is set': '(socket) => { socket.onclose = () => {}; }',
    'a listener that is added': "(socket) => socket.addEventListener('x', () => {})",
    'a look at their state': '(socket) => socket.readyState',
  })) {
    it(`are found by ${how}`, async () => {
      await load('none');
      await openSocket();
      const peer = await server.nextPeer();
      await page.evaluateText(INSTALL);
      await page.evaluateText(`void (${use})(socket)`);
      expect(await events(1)).toEqual([{ ...FOUND, url: socketUrl('/peer') }]);
      peer.close(4444, 'seen');
      expect(await events(1)).toEqual([{ type: 'close', socket: 1, code: 4444, reason: 'seen', clean: true }]);
    });
  }

  it('are found at their end where the page asks why', async () => {
    await load('none');
    await openSocket();
    const peer = await server.nextPeer();
    await page.evaluate(() => {
      const place = globalThis as Page;
      place.socket.onclose = ({ code, reason, wasClean }) => place.log.push([code, reason, wasClean]);
    });
    await page.evaluateText(INSTALL);
    peer.close(4202, 'expired');
    await received(1);
    expect(await events(2)).toEqual([
      { ...FOUND, url: socketUrl('/peer') },
      { type: 'close', socket: 1, code: 4202, reason: 'expired', clean: true },
    ]);
  });

  it('are told ready where they are found before that', async () => {
    await load('none');
    const url = JSON.stringify(socketUrl('/peer'));
    await page.evaluateText(`globalThis.socket = new WebSocket(${url}, ['mqtt']); ${INSTALL}; void socket.readyState`);
    const [found, ready] = await events('ready');
    expect(found).toMatchObject({ type: 'found', socket: 1 });
    expect(ready).toEqual({ type: 'ready', socket: 1, protocol: 'mqtt' });
  });

  it('that are closed are not told of', async () => {
    await load('none');
    await openSocket('/close/1000/');
    await page.evaluate(async () => {
      const { socket } = globalThis as Page;
      const closed = new Promise((resolve) => {
        socket.onclose = resolve;
      });
      socket.send('x');
      await closed;
    });
    await page.evaluateText(`${INSTALL}; void socket.readyState; socket.onclose = null`);
    expect(await drain()).toEqual([]);
  });
});

describe('what waits', () => {
  const setClock = (ms: number) =>
    page.evaluate((ms) => {
      (globalThis as Page).clock = 1e12 + ms;
    }, ms);

  it('is dropped from its beginning beyond the limit, and the loss told', async () => {
    await load('early');
    await openSocket('/peer');
    const count = MAX_WAITING + 5_000;
    await page.evaluate((count) => {
      for (let i = 0; i < count; i++) (globalThis as Page).socket.send(String(i));
    }, count);
    expect((await state()).waiting).toBe(MAX_WAITING);
    const seen = untimed(await drain());
    expect(seen.slice(0, 3)).toEqual([
      { type: 'lost', count: 5_002 },
      { type: 'found', socket: 1, url: socketUrl('/peer'), protocol: '' },
      { type: 'send', socket: 1, data: '5000', binary: false, size: 4 },
    ]);
    expect(seen).toHaveLength(MAX_WAITING + 2);
    expect(seen.at(-1)).toMatchObject({ data: String(count - 1) });
    expect(await state()).toMatchObject({ waiting: 0, characters: 0 });
  });

  it('is bounded in characters', async () => {
    await load('early');
    await openSocket('/peer');
    await page.evaluate(() => {
      const text = 'y'.repeat(65_536);
      for (let i = 0; i < 300; i++) (globalThis as Page).socket.send(text);
    });
    const { waiting, characters } = await state();
    expect(waiting).toBe(244); // 16,000,000 / 65,536
    expect(characters).toBe(244 * 65_536);
    expect((await events('lost'))[0]).toEqual({ type: 'lost', count: 58 });
  });

  it('is forgotten when nobody asks, until somebody does', async () => {
    await load('early', { before: CLOCK });
    await openSocket('/echo');
    await page.evaluate(() => (globalThis as Page).socket.send('first'));
    await received(1);
    expect(await state()).toMatchObject({ awake: true, waiting: 4 });
    await setClock(10_000);
    await page.evaluate(() => (globalThis as Page).socket.send('still awake'));
    await received(2);
    expect(await state()).toMatchObject({ awake: true, waiting: 6 });
    await setClock(10_001);
    await page.evaluate(() => (globalThis as Page).socket.send('too late'));
    await received(3);
    expect(await state()).toEqual({ awake: false, waiting: 0, characters: 0, sockets: 1, searching: false });
    await page.evaluate(async (url) => {
      const other = new WebSocket(url);
      await new Promise((resolve) => {
        other.onopen = resolve;
      });
      (globalThis as Page).sockets = [other];
    }, socketUrl('/echo'));
    expect(await state()).toMatchObject({ awake: false, waiting: 0, sockets: 2 });

    const [lost, ...rest] = untimed(await drain());
    expect(lost).toMatchObject({ type: 'lost', count: 10 });
    expect(rest).toEqual([]);
    expect(await state()).toMatchObject({ awake: true });
    await page.evaluate(() => {
      const { socket, sockets } = globalThis as Page;
      sockets[0]?.send('of the other');
      socket.send('again');
    });
    await received(4);
    const seen = await events(6);
    expect(seen.slice(0, 4)).toEqual([
      { type: 'found', socket: 2, url: socketUrl('/echo'), protocol: '' },
      { type: 'send', socket: 2, data: 'of the other', binary: false, size: 12 },
      { type: 'found', socket: 1, url: socketUrl('/echo'), protocol: '' },
      { type: 'send', socket: 1, data: 'again', binary: false, size: 5 },
    ]);
    expect(seen.slice(4).map(({ type }) => type)).toEqual(['receive', 'receive']);

    await setClock(20_000);
    expect(await drain()).toEqual([]);
    await setClock(30_000);
    await page.evaluate(() => (globalThis as Page).socket.send('asked 10 s ago'));
    expect(await state()).toMatchObject({ awake: true });
  });

  it('comes in batches to those who listen, and keeps the tap awake', async () => {
    const problems = await page.problems();
    await load('early', { before: CLOCK });
    await openSocket('/peer');
    await page.evaluate((key) => {
      const place = globalThis as never as Record<string, Tap> & { batches: TapEvent[][]; stop: () => void };
      place.batches = [];
      place[key]?.listen(() => {
        throw new Error('of another listener');
      });
      place.stop = place[key]?.listen((events) => place.batches.push(events)) ?? (() => undefined);
    }, KEY);
    const batches = () =>
      page.evaluate(
        () => (globalThis as never as { batches: TapEvent[][] }).batches.map((batch) => batch.length) as Json,
      );
    await page.waitFor('what waited', () => (globalThis as never as { batches: unknown[] }).batches.length > 0);
    expect(await batches()).toEqual([2]);
    await setClock(1_000_000);
    const atOnce = await page.evaluate(() => {
      for (let i = 0; i < 1_200; i++) (globalThis as Page).socket.send(String(i));
      return (globalThis as never as { batches: TapEvent[][] }).batches.map((batch) => batch.length) as Json;
    });
    expect(atOnce).toEqual([2, 500, 500]);
    await page.waitFor('the rest', () => (globalThis as never as { batches: unknown[] }).batches.length === 4);
    expect(await batches()).toEqual([2, 500, 500, 200]);
    expect(await drain()).toEqual([]);
    expect(await page.problems()).toEqual(problems);
    await page.evaluate(() => {
      const { socket, stop } = globalThis as unknown as Page & { stop: () => void };
      stop();
      stop();
      socket.send('to be drained');
    });
    // The other one still listens.
    await page.waitFor(
      'nothing to wait',
      (key) => (globalThis as never as Record<string, Tap>)[key]?.state().waiting === 0,
      KEY,
    );
    expect(await batches()).toEqual([2, 500, 500, 200]);
  });
});

describe('access to the tap', () => {
  it('is one for all installations', async () => {
    await load('early');
    await openSocket('/echo');
    expect(await events(2)).toHaveLength(2);
    await page.evaluateText(`${INSTALL}; (${installTap})('another key')`);
    expect(
      await page.evaluate(
        (key) =>
          (globalThis as never as Record<string, Tap>)[key] ===
          (globalThis as never as Record<string, Tap>)['another key'],
        KEY,
      ),
    ).toBe(true);
    await page.evaluate(() => (globalThis as Page).socket.send('once'));
    await received(1);
    const seen = await events('receive', 'another key');
    expect(seen.map(({ type }) => type)).toEqual(['found', 'send', 'receive']);
    expect(await drain()).toEqual([]);
  });

  it('is no enumerable global, and can not be taken away', async () => {
    await load('early');
    const facts = await page.evaluate((key) => {
      const place = globalThis as never as Record<string, unknown>;
      const tap = place[key];
      const tried = [
        Reflect.set(place, key, 1),
        Reflect.deleteProperty(place, key),
        Reflect.set(tap as object, 'drain', 1),
      ];
      return [tried, place[key] === tap, Object.keys(place).includes(key)] as Json;
    }, KEY);
    expect(facts).toEqual([[false, false, false], true, false]);
  });

  it('is harmless in the hands of the page', async () => {
    await load('early');
    await openSocket('/echo');
    const thrown = await page.evaluate(async (key) => {
      const place = globalThis as Page;
      const tap = (globalThis as never as Record<string, Tap>)[key] as Tap;
      const { socket } = place;
      const errors: string[] = [];
      addEventListener('error', ({ message }) => errors.push(message));
      const attempts: (() => unknown)[] = [
        () => tap.listen(undefined as never),
        () => tap.listen('text' as never),
        () => {
          let depth = 0;
          tap.listen(() => {
            depth += 1;
            if (depth < 20) socket.send(`from a listener ${depth}`);
            tap.drain();
            throw new Error('of a listener');
          });
        },
        () => performance.dispatchEvent(new CustomEvent('wire-triage:tap')),
        () => performance.dispatchEvent(new CustomEvent('wire-triage:tap', { detail: 7 })),
        () =>
          performance.dispatchEvent(
            new CustomEvent('wire-triage:tap', {
              detail: () => {
                throw new Error('of a greeting');
              },
            }),
          ),
        () => performance.dispatchEvent(new Event('wire-triage:tap')),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch (error) {
          errors.push(String(error));
        }
      }
      for (let i = 0; i < 2_000; i++) socket.send(String(i));
      while (place.log.length < 2_010) await new Promise((resolve) => setTimeout(resolve, 5));
      return errors;
    }, KEY);
    expect(thrown).toEqual([]);
    expect(await state()).toMatchObject({ awake: true });
  });
});

describe('a page that changes what is below the tap', () => {
  /** A socket of the page opens, sends, receives and closes. Gives what the page saw. */
  const exercise = () =>
    page.evaluate(async (url) => {
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
    }, socketUrl('/echo'));
  const SEEN = ['open', 'text', 3, 4000];
  const TOLD = [
    { type: 'ready', protocol: '' },
    { type: 'send', data: 'text', binary: false, size: 4 },
    { type: 'send', data: 'AQID', binary: true, size: 3 },
    { type: 'receive', data: 'text', binary: false, size: 4 },
    { type: 'receive', data: 'AQID', binary: true, size: 3 },
    { type: 'close', code: 4000, reason: 'over', clean: true },
  ];
  const told = async (first: 'open' | 'found') => {
    const seen = await events('close');
    expect(seen[0]).toMatchObject({ type: first, url: socketUrl('/echo') });
    const rest = seen.slice(1).map(({ socket: _, ...rest }) => rest);
    if (first === 'open') expect(rest).toEqual(TOLD);
    else {
      // The page's listeners stand before ours, and do something in between.
      expect(rest).toHaveLength(TOLD.length);
      expect(rest).toEqual(expect.arrayContaining(TOLD));
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
    const socket = new WebSocket(${JSON.stringify(socketUrl('/echo'))});
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
    await load('early');
    await page.evaluate(freeze);
    expect(await exercise()).toEqual(SEEN);
    await told('open');

    await load('none', { before: `(${freeze})()` });
    await page.evaluateText(INSTALL);
    expect(await exercise()).toEqual(SEEN);
    // Nothing can stand in for a frozen `send`.
    const seen = await events('close');
    expect(seen.map(({ type }) => type)).toEqual(['open', 'ready', 'receive', 'receive', 'close']);
  });

  it('by breaking the built-ins, after the tap', async () => {
    await load('early');
    await page.evaluateText(brokenBy(''));
    await waitFor(() => page.evaluateText('globalThis.finished'), 'the close');
    expect(await page.evaluateText('seen')).toEqual(SEEN);
    const all: TapEvent[] = [];
    await waitFor(async () => {
      all.push(...((await page.evaluateText(`globalThis[${JSON.stringify(KEY)}].drain().events`)) as TapEvent[]));
      return all.at(-1)?.type === 'close';
    }, 'the close');
    expect(
      untimed(all)
        .slice(1)
        .map(({ socket: _, ...rest }) => rest),
    ).toEqual(TOLD);
  });

  it('by breaking the built-ins, before the tap: it stays out of the way', async () => {
    await load('none');
    await page.evaluateText(brokenBy(INSTALL));
    await waitFor(() => page.evaluateText('globalThis.finished'), 'the close');
    expect(await page.evaluateText('seen')).toEqual(SEEN);
  });

  /** Ways to replace WebSocket that libraries have. */
  const replacements: Readonly<Record<string, string>> = {
    proxy: `WebSocket = new Proxy(WebSocket, { construct: (target, args, newTarget) => Reflect.construct(target, args, newTarget) })`,
    subclass: `WebSocket = class extends WebSocket { constructor(url, protocols) { super(url, protocols); this.extra = true; } send(data) { super.send(data); } }`,
    function: `{ const Native = WebSocket; WebSocket = function WebSocket(url, protocols) {
      return protocols === undefined ? new Native(url) : new Native(url, protocols); }; WebSocket.prototype = Native.prototype; }`,
  };
  for (const [name, replacement] of Object.entries(replacements)) {
    it(`by replacing WebSocket (${name}), after the tap or before`, async () => {
      await load('early');
      await page.evaluateText(`${replacement}; true`);
      expect(await exercise()).toEqual(SEEN);
      await told('open');

      await load('none');
      await page.evaluateText(`${replacement}; true`);
      await page.evaluateText(INSTALL);
      expect(await exercise()).toEqual(SEEN);
      await told('open');
    });
  }

  it('by replacing WebSocket with a function of no prototype, after the tap or before', async () => {
    const replacement = '{ const Native = WebSocket; WebSocket = function (url) { return new Native(url); }; } true';
    await load('early');
    await page.evaluateText(replacement);
    expect(await exercise()).toEqual(SEEN);
    await told('open');

    await load('none');
    await page.evaluateText(replacement);
    await page.evaluateText(INSTALL);
    expect(await exercise()).toEqual(SEEN);
    await told('found');
  });

  it('by replacing WebSocket with something that holds one, after the tap or before', async () => {
    const replacement = `{ const Native = WebSocket; WebSocket = class {
      constructor(url) { this.inner = new Native(url); }
      addEventListener(...args) { this.inner.addEventListener(...args); }
      send(data) { this.inner.send(data); }
      close(...args) { this.inner.close(...args); }
    } }; true`;
    await load('early');
    await page.evaluateText(replacement);
    expect(await exercise()).toEqual(SEEN);
    await told('open');

    await load('none');
    await page.evaluateText(replacement);
    await page.evaluateText(INSTALL);
    expect(await exercise()).toEqual(SEEN);
    await told('found');
  });

  it('by a strict security policy with trusted types', async () => {
    const problems = await page.problems();
    await load('early', { path: '/strict' });
    expect(await exercise()).toEqual(SEEN);
    await told('open');

    await load('late', { path: '/strict' });
    expect(await exercise()).toEqual(SEEN);
    await told('open');
    expect(await page.problems()).toEqual(problems);
  });
});

/** Last: after so many failed handshakes Chromium delays each of the process for seconds. */
describe('10,000 sockets', () => {
  it('leave nothing behind but what waits', async () => {
    await load('early', { before: CLOCK }); // they can take longer than the tap stays awake unasked
    // A handshake takes Chromium about 10 ms, whatever runs beside it: most are given up before.
    const [OPENED, GIVEN_UP, AT_A_TIME] = [100, 9_900, 900]; // one call may not take longer than a script may
    const openAndGiveUp = (opened: number, givenUp: number) =>
      page.evaluate(
        async (url, opened, givenUp) => {
          const closed = (socket: WebSocket) =>
            new Promise((resolve) => {
              socket.onclose = resolve;
            });
          for (let i = 0; i < opened; i++) {
            const socket = new WebSocket(url);
            socket.onopen = () => socket.send('x');
            socket.onmessage = () => socket.close();
            await closed(socket);
          }
          for (let i = 0; i < givenUp; i++) {
            const socket = new WebSocket(url);
            socket.close();
            await closed(socket);
          }
        },
        socketUrl('/echo'),
        opened,
        givenUp,
      );
    await openAndGiveUp(OPENED, 0);
    for (let done = 0; done < GIVEN_UP; done += AT_A_TIME) await openAndGiveUp(0, AT_A_TIME);
    expect(await state()).toMatchObject({ sockets: OPENED + GIVEN_UP, waiting: MAX_WAITING });
    expect(await page.countAlive('WebSocket.prototype')).toBeLessThan(100);
    const seen = untimed(await drain());
    // Opened: open, ready, send, receive, close. Given up: open, error, close.
    expect(seen[0]).toEqual({ type: 'lost', count: OPENED * 5 + GIVEN_UP * 3 - MAX_WAITING });
    expect(seen.at(-1)).toEqual({ type: 'close', socket: OPENED + GIVEN_UP, code: 1006, reason: '', clean: false });
  });
});
