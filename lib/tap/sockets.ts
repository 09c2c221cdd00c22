/** The sockets of a page: how they are met, and what their events say. */
import type { Channel } from './channel.ts';
import type { Content, Contents } from './content.ts';
import { type Natives, privateMap } from './natives.ts';
import type { Entry } from './queue.ts';

/** The browser's own prototype of sockets, and its getters. */
export interface SocketPrototype {
  readonly prototype: object;
  urlOf(socket: unknown): string;
  protocolOf(socket: unknown): string;
  stateOf(socket: unknown): number;
}

export interface Sockets {
  /** Sockets met so far. */
  count(): number;
  /**
   * The page uses this; undefined where it is no socket. Runs no code of the page, and never throws. Also while the tap sleeps: whoever
   * wakes it follows the sockets of that time, too.
   */
  meet(it: unknown): Entry | undefined;
  /** The page sends this on a socket, which has taken it. */
  sent(socket: unknown, content: Content): void;
  /** The page looks into an event: where that is being dispatched at an older socket, this is its first or only appearance. */
  readsMessage(event: unknown): void;
  readsClose(event: unknown): void;
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

/**
 * @param prototypeOf finds the prototype of sockets, if need be among those of an object; undefined while it is unknown
 * @param searching whether there may be sockets older than the tap
 */
export function createSockets(
  natives: Natives,
  contents: Contents,
  channel: Channel,
  prototypeOf: (heir: unknown) => SocketPrototype | undefined,
  searching: boolean,
): Sockets {
  const { addListener, cleanOf, codeOf, dataOf, method, phaseOf, reasonOf, targetOf } = natives;
  const entries = privateMap<Entry>(natives);
  /** What has turned out to be no socket: finding that out takes an error. */
  const strangers = privateMap<true>(natives);
  /** Messages of older sockets that have been reported. */
  const reported = new WeakSet<object>();
  const isIn = method(reported.has);
  const addTo = method(reported.add);
  let count = 0;

  const receive = (entry: Entry, event: object) => channel.push('receive', entry, contents.received(dataOf(event)));

  const receiveOnce = (entry: Entry, event: object) => {
    if (isIn(reported, event)) return;
    addTo(reported, event);
    receive(entry, event);
  };

  const end = (entry: Entry, event: unknown) => {
    if (entry.hasEnded) return;
    entry.hasEnded = true;
    channel.push('close', entry, contents.text(reasonOf(event)), codeOf(event), cleanOf(event));
  };

  /** A listener for events that the browser makes; a page dispatches what it likes. */
  const onEvent = (report: (entry: Entry, event: Event, socket: WebSocket) => void) =>
    ({
      listener(this: WebSocket, event: Event) {
        if (!channel.isAwake()) {
          channel.miss();
          return;
        }
        try {
          const entry = entries.get(this);
          if (entry !== undefined && event.isTrusted) report(entry, event, this);
        } catch {}
      },
    }).listener;
  const onOpen = onEvent((entry, _event, socket) => {
    entry.protocol = prototypeOf(socket)?.protocolOf(socket) ?? '';
    channel.push('ready', entry, contents.text(entry.protocol));
  });
  const onMessage = onEvent((entry, event) => {
    if (entry.isOld) receiveOnce(entry, event);
    else receive(entry, event);
  });
  const onError = onEvent((entry) => channel.push('error', entry, contents.nothing));
  const onClose = onEvent(end);

  const register = (socket: WebSocket, { urlOf, protocolOf }: SocketPrototype): Entry => {
    const url = contents.text(urlOf(socket)).text;
    count += 1;
    const entry = { id: count, url, protocol: protocolOf(socket), knownTo: 0, isOld: searching, hasEnded: false };
    entries.set(socket, entry);
    addListener(socket, 'open', onOpen);
    addListener(socket, 'message', onMessage);
    addListener(socket, 'error', onError);
    addListener(socket, 'close', onClose);
    return entry;
  };

  const meet = (it: unknown): Entry | undefined => {
    if (typeof it !== 'object' || it === null) return undefined;
    const known = entries.get(it);
    if (known !== undefined) return known;
    if (strangers.get(it) !== undefined) return undefined;
    const native = prototypeOf(it);
    if (native === undefined) return undefined;
    try {
      const state = native.stateOf(it);
      const entry = register(it as WebSocket, native);
      // What comes of the handshake has yet to be seen.
      if (state === CONNECTING) channel.push('open', entry, contents.text(entry.url));
      else if (state !== CLOSED) channel.push('found', entry, contents.text(entry.url));
      return entry;
    } catch {
      strangers.set(it, true);
      return undefined;
    }
  };

  const reads = (event: unknown, report: (entry: Entry, event: object) => void) => {
    if (!channel.isAwake()) return;
    const entry = meet(targetOf(event));
    if (entry?.isOld && (event as Event).isTrusted && phaseOf(event) !== 0) report(entry, event as object);
  };

  return {
    count: () => count,

    meet,

    sent(socket, content) {
      const entry = meet(socket);
      // A socket that is closing throws it away.
      if (entry && prototypeOf(socket)?.stateOf(socket) === OPEN) channel.push('send', entry, content);
    },

    readsMessage: (event) => reads(event, receiveOnce),
    readsClose: (event) => reads(event, end),
  };
}
