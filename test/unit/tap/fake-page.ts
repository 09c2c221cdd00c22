/**
 * A page for the tap without a browser: a context of its own with nothing in it but the language and, optionally, the few
 * interfaces that the tap looks for, played by the script below. What must be right to the letter is tested in a browser.
 */
import vm from 'node:vm';
import type { Tap } from '../../../lib/tap/channel.ts';
import type { TapEvent } from '../../../lib/tap/events.ts';

/** What the script below defines for tests. Everything else of the page is reached with `run`. */
export interface FakePage {
  /** Evaluates a script in the page. */
  run(script: string): unknown;
  /** What an installation gave, by the name that the test gave it. */
  tap(name?: string): Tap;
  /** Hands out what waits, without the times. */
  drain(name?: string): Record<string, unknown>[];
  /** Sets the page's clock, in ms after its start. */
  setClock(ms: number): void;
  /** Runs the timers that are set, and gives their delays. */
  runTimers(): number[];
}

const START = 1_700_000_000_000;

const INTERFACES = `
  let clock = ${START};
  Date.now = () => clock;
  const timers = [];
  const setTimeout = (run, ms) => timers.push({ run, ms });
  const native = (f) => new Proxy(f, {});
  class Event {
    #type; target = null;
    constructor(type) { this.#type = type; Object.defineProperty(this, 'isTrusted', { __proto__: null, value: Event.trusted }); }
    get type() { return this.#type; }
    static trusted = false;
  }
  for (const [name, read] of [['target', (e) => e.at], ['eventPhase', (e) => (e.running ? 2 : 0)]])
    Object.defineProperty(Event.prototype, name, { configurable: true, get() { return read(this); } });
  class EventTarget {
    #listeners = [];
    addEventListener(type, listener) { this.#listeners.push({ type, listener }); }
    dispatchEvent(event) {
      event.at = this;
      event.running = true;
      for (const { type, listener } of [...this.#listeners]) if (type === event.type) listener.call(this, event);
      event.running = false;
      return true;
    }
  }
  class MessageEvent extends Event {
    #data;
    constructor(type, init) { super(type); this.#data = init.data; }
    get data() { return this.#data; }
  }
  class CustomEvent extends Event {
    #detail;
    constructor(type, init) { super(type); this.#detail = init.detail; }
    get detail() { return this.#detail; }
  }
  class CloseEvent extends Event {
    #init;
    constructor(type, init) { super(type); this.#init = init; }
    get code() { return this.#init.code; }
    get reason() { return this.#init.reason; }
    get wasClean() { return this.#init.wasClean; }
  }
  class SecurityPolicyViolationEvent extends Event {
    #init;
    constructor(type, init) { super(type); this.#init = init; }
    static read(event) { return event.#init; }
  }
  for (const name of ['blockedURI', 'effectiveDirective', 'disposition', 'originalPolicy', 'sourceFile', 'lineNumber', 'columnNumber'])
    Object.defineProperty(SecurityPolicyViolationEvent.prototype, name, { configurable: true, get() { return SecurityPolicyViolationEvent.read(this)[name]; } });
  class Blob {
    #bytes;
    constructor(bytes) { this.#bytes = bytes; }
    get size() { return this.#bytes.length; }
    slice(from, to) { return new Blob(this.#bytes.slice(from, to)); }
    arrayBuffer() { return this.#bytes.fails ? Promise.reject(this.#bytes) : new Promise((done) => Blob.reads.push(() => done(this.#bytes.slice().buffer))); }
    static reads = [];
  }
  class WebSocket extends EventTarget {
    #url; #protocol = ''; #state = 0;
    sent = [];
    constructor(url) { super(); this.#url = url; }
    get url() { return this.#url; }
    get protocol() { return this.#protocol; }
    get readyState() { return this.#state; }
    send(data) { this.sent.push(typeof data === 'object' && !ArrayBuffer.isView(data) && !(data instanceof Blob) ? String(data) : data); }
    close() { this.#state = 2; }
    /** The browser's side. */
    static does(socket, type, init = {}) {
      Event.trusted = true;
      const event = type === 'message' ? new MessageEvent(type, init) : type === 'close' ? new CloseEvent(type, init) : new Event(type);
      Event.trusted = false;
      if (type === 'open') { socket.#state = 1; socket.#protocol = init.protocol ?? ''; }
      if (type === 'close') socket.#state = 3;
      socket.dispatchEvent(event);
    }
  }
  const { does } = WebSocket;
  delete WebSocket.does;
  WebSocket.prototype.send = native(WebSocket.prototype.send);
  Object.defineProperty(WebSocket.prototype, 'url', { get: native(Object.getOwnPropertyDescriptor(WebSocket.prototype, 'url').get) });
  Object.assign(globalThis, { Event, EventTarget, MessageEvent, CustomEvent, CloseEvent, SecurityPolicyViolationEvent, Blob, WebSocket, setTimeout });
  globalThis.performance = Object.assign(new EventTarget(), { timeOrigin: ${START} });
  globalThis.document = Object.assign(new EventTarget(), { readyState: 'complete' });
  globalThis.test = {
    does,
    /** A page listens before the handshake is over. */
    open(url = 'wss://example.com/') {
      const socket = new globalThis.WebSocket(url);
      socket.addEventListener('message', () => {});
      does(socket, 'open');
      return socket;
    },
    /** The browser forbids a request. */
    forbid(init = {}, trusted = true) {
      Event.trusted = trusted;
      const event = new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI: 'https://evil.example/x', effectiveDirective: 'connect-src', disposition: 'enforce',
        originalPolicy: "connect-src 'self'", sourceFile: 'https://shop.example/app.js', lineNumber: 4, columnNumber: 2, ...init,
      });
      Event.trusted = false;
      document.dispatchEvent(event);
    },
    setClock(ms) { clock = ${START} + ms; },
    runTimers() { const due = timers.splice(0); for (const { run } of due) run(); return due.map(({ ms }) => ms); },
  };
`;

/** The events in an answer of `drain`. */
export function eventsIn(answer: string): TapEvent[] {
  return JSON.parse(answer.slice(answer.indexOf('[')));
}

/** A page with the interfaces of a browser, or a bare one. */
export function fakePage({ bare = false } = {}): FakePage {
  const context = vm.createContext(Object.create(null));
  const run = (script: string): unknown => vm.runInContext(script, context);
  if (!bare) run(`{ ${INTERFACES} }`);
  const tap = (name = 'tap') => run(name) as Tap;
  return {
    run,
    tap,
    drain: (name) => {
      const { began, drain } = tap(name);
      return eventsIn(drain(1, began, Number.POSITIVE_INFINITY)).map(({ at: _, ...rest }) => rest);
    },
    setClock: (ms) => void run(`test.setClock(${ms})`),
    runTimers: () => [...(run('test.runTimers()') as number[])],
  };
}
