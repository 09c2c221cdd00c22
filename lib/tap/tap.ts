import type { TapEvent } from './events.ts';

/** What a tap offers to whoever knows its key. */
export interface Tap {
  /** Hands out what waits, oldest first, and forgets it. Asking wakes the tap and keeps it awake. */
  drain(): { events: TapEvent[] };
  /**
   * As `drain`, in numbered batches whose events are the JSON text of an array: that costs the page half as much to hand to
   * DevTools. A batch can get lost on its way there. It is handed out again until `received` names it, or one after it.
   * Without `received` the next one is due.
   */
  drainText(received?: number): [batch: number, events: string];
  /**
   * Has `callback` called with what waits and with what comes: at most 500 events a call, 50 ms after the first of them at the
   * latest (later where the browser slows down the timers of a hidden page). The tap stays awake until the returned function
   * is called. Every listener hears everything; what one has heard, `drain` does not hand out again. A new listener has every
   * socket told again (`found`) before that socket's next event.
   */
  listen(callback: (events: TapEvent[]) => void): () => void;
  /** For tests. */
  state(): TapState;
}

export interface TapState {
  readonly awake: boolean;
  /** Events that wait, and the characters of data in them. */
  readonly waiting: number;
  readonly characters: number;
  /** Sockets met so far. */
  readonly sockets: number;
  /** Whether there may be sockets older than the tap, so that it looks out for them. */
  readonly searching: boolean;
}

/**
 * Watches every `WebSocket` of the frame in which it runs, and offers what it sees as `window[key]`, a `Tap`. Never throws.
 *
 * The text of this function is run inside pages, so it refers to nothing outside itself but what every page has. The page
 * notices nothing: our listeners stand before the page's, everything replaced is a proxy of what it replaces, which looks and
 * fails the same, and nothing of ours throws into page code. Nor does anything depend on what the page does to globals and prototypes later on:
 * whatever is needed is copied at the start, and nothing is looked up in an object that inherits. That is why there is no
 * iteration, no array method and no plain descriptor here.
 *
 * In a document that has run no script no socket can be older than the tap. In any other it also watches what the page does
 * with the sockets that it has (their members, their listeners, the contents of their events), to find them that way.
 *
 * Installing again, under the same key or another, gives access to the tap that is there, and has it tell every socket again
 * (`found`) before that socket's next event. It does so after it slept, too, and where the `open` of a socket is among the lost:
 * a receiver may hear `found` of a socket that it knows.
 */
export function installTap(key: string): void {
  // The numbers of events.ts.
  const MAX_TAPPED = 65_536;
  const MAX_WAITING = 20_000;
  const MAX_WAITING_CHARACTERS = 16_000_000;
  const ASLEEP_AFTER_MS = 10_000;
  const BATCH = 500;
  const BATCH_MS = 50;
  /** A blob that is not read by then holds up the rest no longer, in ms. */
  const PATIENCE_MS = 5_000;
  /** Event by which an installation asks for an earlier tap, on `performance`: `document.open()` leaves its listeners alone. */
  const GREETING = 'wire-triage:tap';
  const OPEN = 1;
  const CLOSED = 3;

  interface Entry {
    readonly id: number;
    readonly url: string;
    protocol: string;
    /** The last reader that was told of it. */
    told: number;
    /** Older than the tap: listeners of the page stand before ours. */
    readonly old: boolean;
    ended: boolean;
  }
  /** One event that waits. */
  interface Item {
    readonly type: TapEvent['type'];
    /** Undefined for `lost`. */
    readonly entry: Entry | undefined;
    readonly at: number;
    /** Text of a message, reason of a close, or URL. */
    readonly text: string;
    bytes: Uint8Array | undefined;
    /** The bytes are still being read; what came later waits for them. */
    pending: boolean;
    readonly binary: boolean;
    /** Size of the message, or number of the lost. */
    readonly size: number;
    readonly code: number;
    readonly clean: boolean;
    /** Characters that it counts for. */
    readonly weight: number;
    next: Item | undefined;
  }
  interface Content {
    readonly text: string;
    readonly bytes: Uint8Array | undefined;
    readonly blob: Blob | undefined;
    readonly size: number;
  }
  type Callable = (this: unknown, ...args: unknown[]) => unknown;
  type Greeting = (tap: Tap, renew: () => void) => void;

  try {
    const page = globalThis;
    const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } =
      Reflect;

    /** Cuts an object literal off from `Object.prototype`, to which the page may have added something. */
    const bare = <T extends object>(object: T): T => {
      setPrototypeOf(object, null);
      return object;
    };
    const method =
      <S, A extends readonly unknown[], R>(f: (this: S, ...args: A) => R) =>
      (self: S, ...args: A): R =>
        apply(f, self, args);
    const getter = <R>(owner: object, name: string): ((self: unknown) => R) => {
      const get = getOwnPropertyDescriptor(owner, name)?.get as (this: unknown) => R;
      return (self) => apply(get, self, []);
    };

    // Is there a tap already?

    const { performance, CustomEvent } = page;
    const dispatch = method(EventTarget.prototype.dispatchEvent);
    const addListener = method(EventTarget.prototype.addEventListener) as (
      target: EventTarget,
      type: string,
      listener: (this: never, event: never) => void,
    ) => void;
    const offer = (tap: Tap) => defineProperty(page, key, bare({ value: tap }));

    let isThere = false;
    const greeting: Greeting = (earlier, renew) => {
      isThere = true;
      if (getOwnPropertyDescriptor(page, key)?.value !== earlier) offer(earlier);
      renew();
    };
    try {
      dispatch(performance, new CustomEvent(GREETING, bare({ detail: greeting })));
    } catch {}
    if (isThere) return;

    // Private copies

    const { Array: List, Uint8Array: Bytes, DataView: View, Proxy: Deputy, setTimeout: startTimer } = page;
    const { now } = Date;
    const { ceil, min } = Math;
    const { isView } = ArrayBuffer;
    const listFrom = List.from;
    const { stringify } = JSON;
    const slice = method(String.prototype.slice);
    const includes = method(String.prototype.includes);
    const sourceOf = method(Function.prototype.toString);
    const isAbove = method(Object.prototype.isPrototypeOf);
    const then = method(Promise.prototype.then) as (
      promise: Promise<unknown>,
      done: (value: unknown) => void,
      failed: () => void,
    ) => unknown;
    const copyInto = method(Bytes.prototype.set);
    const toBase64 = (Bytes.prototype as { toBase64?: () => string }).toBase64;
    const typedArray = getPrototypeOf(Bytes.prototype) as object;
    const bufferOfArray = getter<ArrayBuffer>(typedArray, 'buffer');
    const offsetOfArray = getter<number>(typedArray, 'byteOffset');
    const sizeOfBuffer = getter<number>(ArrayBuffer.prototype, 'byteLength');
    const sizeOfArray = getter<number>(typedArray, 'byteLength');
    const bufferOfView = getter<ArrayBuffer>(View.prototype, 'buffer');
    const offsetOfView = getter<number>(View.prototype, 'byteOffset');
    const sizeOfView = getter<number>(View.prototype, 'byteLength');
    const blobPrototype = Blob.prototype;
    const sizeOfBlob = getter<number>(blobPrototype, 'size');
    const sliceOfBlob = method(blobPrototype.slice);
    const bytesOfBlob = method(blobPrototype.arrayBuffer);
    const targetOf = getter<unknown>(Event.prototype, 'target');
    const phaseOf = getter<number>(Event.prototype, 'eventPhase');
    const dataOf = getter<unknown>(MessageEvent.prototype, 'data');
    const codeOf = getter<number>(CloseEvent.prototype, 'code');
    const reasonOf = getter<string>(CloseEvent.prototype, 'reason');
    const cleanOf = getter<boolean>(CloseEvent.prototype, 'wasClean');
    const detailOf = getter<unknown>(CustomEvent.prototype, 'detail');

    const entries = new WeakMap<object, Entry>();
    const entryOf = method(entries.get) as (map: typeof entries, key: unknown) => Entry | undefined;
    const keepEntry = method(entries.set);
    /** What each of our substitutes stands for. */
    const originals = new WeakMap<object, Callable>();
    const originalOf = method(originals.get) as (map: typeof originals, key: unknown) => Callable | undefined;
    const keepOriginal = method(originals.set);
    /** Messages of older sockets that have been reported. */
    const reported = new WeakSet<object>();
    const isIn = method(reported.has);
    const addTo = method(reported.add);
    const listeners = new Set<(events: TapEvent[]) => void>();
    const addCallback = method(listeners.add);
    const removeCallback = method(listeners.delete);
    const forEachCallback = method(listeners.forEach);

    // What waits, from `head` to `tail`

    let head: Item | undefined;
    let tail: Item | undefined;
    let waiting = 0;
    let characters = 0;
    let lost = 0;
    let lostAt = 0;
    let awake = true;
    /** When somebody asked last. */
    let asked = now();
    /** Counts those who read: each has to be told of a socket once. */
    let reader = 1;
    let listening = 0;
    /** The number of the batch that was handed out last, and its events. */
    let batch = 0;
    let batchText = '[]';
    let timerRuns = false;
    let delivering = false;

    const miss = () => {
      lost += 1;
      lostAt = now();
    };

    const wake = () => {
      awake = true;
      asked = now();
    };

    const fallAsleep = () => {
      awake = false;
      reader += 1;
      lost += waiting;
      waiting = 0;
      characters = 0;
      head = undefined;
      tail = undefined;
      batchText = '[]';
    };

    /** Somebody new reads, who needs not know what was lost before. */
    const renew = () => {
      if (!awake) lost = 0;
      reader += 1;
      wake();
    };

    const isReady = (item: Item | undefined): item is Item =>
      item !== undefined && !(item.pending && now() - item.at < PATIENCE_MS);

    const removeHead = (item: Item) => {
      head = item.next;
      if (head === undefined) tail = undefined;
      waiting -= 1;
      characters -= item.weight;
    };

    const push = (
      type: TapEvent['type'],
      entry: Entry,
      { text, bytes, blob, size }: Content,
      code = 0,
      clean = false,
    ): Item | undefined => {
      const at = now();
      if (awake && listening === 0 && at - asked > ASLEEP_AFTER_MS) fallAsleep();
      if (!awake) {
        miss();
        return undefined;
      }
      const pending = blob !== undefined;
      const binary = pending || bytes !== undefined;
      // Three bytes become four characters.
      const weight = binary ? ceil(min(size, MAX_TAPPED) / 3) * 4 : text.length;
      const item = { type, entry, at, text, bytes, pending, binary, size, code, clean, weight, next: undefined };
      if (tail === undefined) head = item;
      else tail.next = item;
      tail = item;
      waiting += 1;
      characters += weight;
      while (head !== undefined && (waiting > MAX_WAITING || characters > MAX_WAITING_CHARACTERS)) {
        removeHead(head);
        miss();
      }
      deliverSoon();
      return item;
    };

    // What comes in

    /** Engines let a slice keep the whole text alive. Joining makes another text, which they copy for good once it is searched. */
    const beginningOf = (text: string): string => {
      const joined = ` ${slice(text, 0, MAX_TAPPED)}`;
      includes(joined, '\u0001');
      return slice(joined, 1);
    };
    const textContent = (text: string): Content => ({
      text: text.length > MAX_TAPPED ? beginningOf(text) : text,
      bytes: undefined,
      blob: undefined,
      size: text.length,
    });
    const NOTHING = textContent('');

    const byteContent = (buffer: ArrayBuffer, offset: number, size: number): Content => {
      const length = min(size, MAX_TAPPED);
      const bytes = new Bytes(length);
      // There is nothing to copy of a buffer that has been transferred, and it would throw.
      if (length > 0) copyInto(bytes, new Bytes(buffer, offset, length));
      return { text: '', bytes, blob: undefined, size };
    };

    /** These two throw for anything else. */
    const bufferContent = (buffer: ArrayBuffer) => byteContent(buffer, 0, sizeOfBuffer(buffer));
    const blobContent = (blob: Blob): Content => ({ text: '', bytes: undefined, blob, size: sizeOfBlob(blob) });

    /** What is sent for this object, or undefined where that is its text. Runs no code of the page, and never throws. */
    const objectContent = (data: object): Content | undefined => {
      try {
        return isView(data)
          ? byteContent(bufferOfArray(data), offsetOfArray(data), sizeOfArray(data))
          : bufferContent(data as ArrayBuffer);
      } catch {}
      try {
        return isView(data)
          ? byteContent(bufferOfView(data), offsetOfView(data), sizeOfView(data))
          : blobContent(data as Blob);
      } catch {}
      return isView(data) || isShared(data) ? NOTHING : undefined;
    };

    /** Whether it is a `SharedArrayBuffer`, which most pages do not get to see by that name. */
    const isShared = (data: object): boolean => {
      try {
        new View(data as ArrayBuffer);
        return true;
      } catch {
        return false;
      }
    };

    /** Whether its text can be had without a call of page code, and without an error. */
    const isPrimitive = (value: unknown): value is string | number | bigint | boolean | null | undefined =>
      value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol');

    const pushMessage = (type: 'send' | 'receive', entry: Entry, content: Content) => {
      const item = push(type, entry, content);
      if (item === undefined || content.blob === undefined) return;
      const settle = () => {
        item.pending = false;
        deliverSoon();
      };
      const done = (buffer: unknown) => {
        item.bytes = new Bytes(buffer as ArrayBuffer);
        settle();
      };
      try {
        const promise = bytesOfBlob(sliceOfBlob(content.blob, 0, MAX_TAPPED));
        try {
          then(promise, done, settle);
        } catch {
          // `then` asks for the constructor, which may be the page's.
          defineProperty(promise, 'constructor', bare({ value: undefined }));
          then(promise, done, settle);
        }
      } catch {
        settle();
      }
    };

    const receive = (entry: Entry, data: unknown) => {
      if (typeof data === 'string') pushMessage('receive', entry, textContent(data));
      else if (isAbove(blobPrototype, data as object)) pushMessage('receive', entry, blobContent(data as Blob));
      else pushMessage('receive', entry, bufferContent(data as ArrayBuffer));
    };

    const end = (entry: Entry, event: unknown) => {
      if (entry.ended) return;
      entry.ended = true;
      push('close', entry, textContent(reasonOf(event)), codeOf(event), cleanOf(event));
    };

    /** A listener for events that the browser makes; a page dispatches what it likes. */
    const onEvent = (report: (entry: Entry, event: Event, socket: WebSocket) => void) =>
      ({
        listener(this: WebSocket, event: Event) {
          if (!awake) {
            miss();
            return;
          }
          try {
            const entry = entryOf(entries, this);
            if (entry !== undefined && event.isTrusted) report(entry, event, this);
          } catch {}
        },
      }).listener;
    const onOpen = onEvent((entry, _event, socket) => {
      entry.protocol = protocolOf(socket);
      push('ready', entry, textContent(entry.protocol));
    });
    const onMessage = onEvent((entry, event) => {
      if (entry.old) receiveOnce(entry, event);
      else receive(entry, dataOf(event));
    });
    const onError = onEvent((entry) => {
      push('error', entry, NOTHING);
    });
    const onClose = onEvent(end);

    // Sockets

    let sockets = 0;
    /** The browser's own prototype of sockets, once it is known, and its getters. */
    let socketPrototype: object | undefined;
    let urlOf: (socket: unknown) => string;
    let protocolOf: (socket: unknown) => string;
    let stateOf: (socket: unknown) => number;

    /** Throws for anything but a socket. */
    const register = (socket: WebSocket, old: boolean): Entry => {
      const url = textContent(urlOf(socket)).text;
      sockets += 1;
      const entry = { id: sockets, url, protocol: protocolOf(socket), told: 0, old, ended: false };
      keepEntry(entries, socket, entry);
      addListener(socket, 'open', onOpen);
      addListener(socket, 'message', onMessage);
      addListener(socket, 'error', onError);
      addListener(socket, 'close', onClose);
      return entry;
    };

    const meet = (it: unknown): Entry | undefined => {
      const known = entryOf(entries, it);
      if (known !== undefined) return known;
      adopt(it);
      if (socketPrototype === undefined || !isAbove(socketPrototype, it as object)) return undefined;
      const entry = register(it as WebSocket, true);
      if (stateOf(it) !== CLOSED) push('found', entry, textContent(entry.url));
      return entry;
    };

    /** The page looks into an event: if that is being dispatched at an older socket, this is its first or only appearance. */
    const meetByEvent = (event: unknown, report: (entry: Entry, event: object) => void) => {
      const entry = meet(targetOf(event));
      if (entry?.old && (event as Event).isTrusted && phaseOf(event) !== 0) report(entry, event as object);
    };
    const receiveOnce = (entry: Entry, event: object) => {
      if (isIn(reported, event)) return;
      addTo(reported, event);
      receive(entry, dataOf(event));
    };

    // What is replaced

    /** Behaves as `native` does, but for what happens when it is called. */
    const substituteFor = (native: Callable, call: (native: Callable, self: unknown, args: unknown[]) => unknown) => {
      const substitute = new Deputy(native, bare({ apply: call }));
      keepOriginal(originals, substitute, native);
      return substitute;
    };

    /** Replaces the functions of a property. Where the page has frozen it, nothing happens. */
    const replace = (owner: object, name: PropertyKey, change: (native: Callable) => Callable) => {
      const found = getOwnPropertyDescriptor(owner, name);
      if (found === undefined) return;
      const property = bare(found) as Partial<Record<'value' | 'get' | 'set', unknown>>;
      if (typeof property.value === 'function') property.value = change(property.value as Callable);
      if (typeof property.get === 'function') property.get = change(property.get as Callable);
      if (typeof property.set === 'function') property.set = change(property.set as Callable);
      defineProperty(owner, name, property as PropertyDescriptor);
    };

    /** Has `after` called with whatever the property was used on. */
    const watch = (owner: object, name: PropertyKey, after: (self: unknown) => void) =>
      replace(owner, name, (member) =>
        substituteFor(member, (native, self, args) => {
          const result = apply(native, self, args);
          if (awake) {
            try {
              after(self);
            } catch {}
          }
          return result;
        }),
      );

    const watchSend = (owner: object) =>
      replace(owner, 'send', (member) =>
        substituteFor(member, (native, self, args) => {
          if (!awake) {
            miss();
            return apply(native, self, args);
          }
          const data = args[0];
          let content: Content | undefined;
          let given = args;
          if ((typeof data === 'object' && data !== null) || typeof data === 'function') {
            content = objectContent(data);
            if (content === undefined) {
              // Page code makes its text, when and if the browser asks for it. We stand between to hear the answer.
              const get = (_: object, name: PropertyKey) => {
                const convert = (data as Record<PropertyKey, unknown>)[name];
                if (typeof convert !== 'function') return convert;
                return (...hints: unknown[]) => {
                  const text: unknown = apply(convert, data, hints);
                  if (isPrimitive(text)) content = textContent(`${text}`);
                  return text;
                };
              };
              given = [new Deputy(bare({}), bare({ get }))];
            }
          } else if (args.length > 0 && isPrimitive(data)) content = textContent(`${data}`);
          const result = apply(native, self, given);
          try {
            const entry = meet(self);
            // A socket that is closing throws it away.
            if (entry && content && stateOf(self) === OPEN) pushMessage('send', entry, content);
          } catch {}
          return result;
        }),
      );

    /** Looks for the browser's own prototype of sockets among those of an object, unless it is known. */
    const adopt = (heir: unknown) => {
      if (socketPrototype !== undefined) return;
      for (let owner = heir as object | null | undefined; owner; owner = getPrototypeOf(owner)) {
        const send: unknown = getOwnPropertyDescriptor(owner, 'send')?.value;
        if (typeof send !== 'function' || !includes(sourceOf(send), '[native code]')) continue;
        if (getOwnPropertyDescriptor(owner, 'url')?.get === undefined) continue; // RTCDataChannel sends too
        socketPrototype = owner;
        urlOf = getter(owner, 'url');
        protocolOf = getter(owner, 'protocol');
        stateOf = getter(owner, 'readyState');
        watchSend(owner);
        if (searching) {
          const names = ownKeys(owner);
          for (let i = 0; i < names.length; i++) {
            const name = names[i] as PropertyKey;
            if (name !== 'constructor' && name !== 'send') watch(owner, name, meet);
          }
        }
        return;
      }
    };

    /** A page may have put something of its own there; where that has nothing to do with sockets, it is left alone. */
    const watchConstructor = () => {
      const native = page.WebSocket as unknown;
      if (typeof native !== 'function') return;
      const prototype = native.prototype as object;
      adopt(prototype);
      const found = getOwnPropertyDescriptor(page, 'WebSocket');
      if (socketPrototype === undefined || found === undefined || !('value' in bare(found))) return;
      const deputy: Callable = new Deputy(
        native as Callable,
        bare({
          construct(target: Callable, args: unknown[], newTarget: Callable) {
            const socket = construct(target, args, newTarget === deputy ? target : newTarget) as WebSocket;
            try {
              if (entryOf(entries, socket) === undefined) {
                const entry = register(socket, false);
                push('open', entry, textContent(entry.url));
              }
            } catch {}
            return socket;
          },
        }),
      );
      keepOriginal(originals, deputy, native as Callable);
      if (defineProperty(page, 'WebSocket', bare({ ...found, value: deputy }))) {
        replace(prototype, 'constructor', (value) => (value === native ? deputy : value));
      }
    };

    const watchSource = () =>
      replace(Function.prototype, 'toString', (member) =>
        substituteFor(member, (native, self, args) => apply(native, originalOf(originals, self) ?? self, args)),
      );

    // What goes out

    /** Standard base64 (RFC 4648 section 4). Browsers have `toBase64` since Chromium 140 and Firefox 133. */
    const base64 = (bytes: Uint8Array): string => {
      if (toBase64) return apply(toBase64, bytes, []);
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      const length = sizeOfArray(bytes);
      let text = '';
      for (let i = 0; i < length; i += 3) {
        const a = bytes[i] as number;
        const b = bytes[i + 1] ?? 0;
        const c = bytes[i + 2] ?? 0;
        text += (digits[a >> 2] as string) + digits[((a & 3) << 4) | (b >> 4)];
        text += i + 1 < length ? digits[((b & 15) << 2) | (c >> 6)] : '=';
        text += i + 2 < length ? digits[c & 63] : '=';
      }
      return text;
    };

    const eventOf = ({ type, entry, at, text, bytes, binary, size, code, clean }: Item): TapEvent => {
      const socket = entry?.id ?? 0;
      switch (type) {
        case 'open':
          return { type, socket, at, url: text };
        case 'found':
          return { type, socket, at, url: text, protocol: entry?.protocol ?? '' };
        case 'ready':
          return { type, socket, at, protocol: text };
        case 'send':
        case 'receive':
          return { type, socket, at, data: bytes ? base64(bytes) : text, binary, size };
        case 'error':
          return { type, socket, at };
        case 'close':
          return { type, socket, at, code, reason: text, clean };
        case 'lost':
          return { type, at, count: size };
      }
    };

    /** An item that stands before `next` in the list. */
    const insert = (
      type: 'found' | 'lost',
      entry: Entry | undefined,
      at: number,
      size: number,
      previous: Item | undefined,
      next: Item | undefined,
    ) => {
      const text = entry?.url ?? '';
      const weight = text.length;
      const parts = { bytes: undefined, pending: false, binary: false, code: 0, clean: false };
      const item: Item = { type, entry, at, text, ...parts, size, weight, next };
      if (previous === undefined) head = item;
      else previous.next = item;
      if (next === undefined) tail = item;
      waiting += 1;
      characters += weight;
    };

    /** Takes up to `most` events from the head of the list, a few more where sockets have to be told first. */
    const take = (most: number): TapEvent[] => {
      let count = 0;
      if (lost > 0) {
        insert('lost', undefined, lostAt, lost, undefined, head);
        lost = 0;
      }
      let previous: Item | undefined;
      for (let item = head; isReady(item) && count < most; item = item.next) {
        const { entry } = item;
        if (entry !== undefined && entry.told !== reader) {
          entry.told = reader;
          if (item.type !== 'open' && item.type !== 'found') {
            insert('found', entry, item.at, 0, previous, item);
            count += 1;
          }
        }
        count += 1;
        previous = item;
      }
      const next = (): TapEvent => {
        const item = head as Item;
        removeHead(item);
        // Without a prototype there is no `toJSON` of the page.
        return bare(eventOf(item));
      };
      return apply(listFrom, List, [bare({ length: count }), next]) as TapEvent[];
    };

    const deliver = () => {
      if (delivering) return;
      delivering = true;
      // What the callbacks cause waits for the next turn.
      for (let left = waiting; left > 0 && listening > 0 && isReady(head); ) {
        const events = take(BATCH);
        left -= events.length;
        forEachCallback(listeners, (callback) => {
          try {
            callback(events);
          } catch {}
        });
      }
      delivering = false;
      if (isReady(head)) deliverLater();
    };

    const deliverLater = () => {
      if (listening === 0 || timerRuns) return;
      timerRuns = true;
      startTimer(() => {
        timerRuns = false;
        deliver();
      }, BATCH_MS);
    };

    const deliverSoon = () => {
      if (listening === 0 || !isReady(head)) return;
      if (waiting >= BATCH && !delivering) deliver();
      else deliverLater();
    };

    const tap: Tap = {
      drain() {
        wake();
        return { events: take(MAX_WAITING * 2) };
      },
      drainText(received = batch) {
        wake();
        if (received >= batch) {
          batch += 1;
          batchText = stringify(bare(take(MAX_WAITING * 2)));
        }
        return [batch, batchText];
      },
      listen(callback) {
        // A function of its own, so that the same callback can listen twice.
        const hear = (events: TapEvent[]) => callback(events);
        addCallback(listeners, hear);
        listening += 1;
        reader += 1;
        wake();
        deliverSoon();
        return () => {
          if (!removeCallback(listeners, hear)) return;
          listening -= 1;
          asked = now();
        };
      },
      state: () => ({ awake, waiting, characters, sockets, searching }),
    };
    Object.freeze(bare(tap));

    const { document } = page;
    const searching = document?.readyState !== 'loading' || Boolean(document.documentElement?.firstChild);
    watchSource();
    watchConstructor();
    if (searching) {
      watch(MessageEvent.prototype, 'data', (event) => meetByEvent(event, receiveOnce));
      const meetByClose = (event: unknown) => meetByEvent(event, end);
      watch(CloseEvent.prototype, 'code', meetByClose);
      watch(CloseEvent.prototype, 'reason', meetByClose);
      watch(CloseEvent.prototype, 'wasClean', meetByClose);
      watch(EventTarget.prototype, 'addEventListener', meet);
    }
    offer(tap);
    addListener(performance, GREETING, (event: unknown) => {
      try {
        (detailOf(event) as Greeting)(tap, renew);
      } catch {}
    });
  } catch {}
}
