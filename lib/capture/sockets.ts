/**
 * Live socket capture: puts together what the tap in the page reports and what the browser's HAR lists.
 *
 * The tap knows opens, messages, closes and reasons of the frames it reaches; Chromium's HAR knows the messages of every
 * socket, workers' too, but no close. A socket's messages come from one of them only, whichever claimed it first, so that
 * nothing is reported twice; its close comes from the tap.
 */
import { fromBase64 } from '../bytes.ts';
import type { Initiator, Socket } from '../exchange.ts';
import type { HarEntry } from '../har/entry.ts';
import type { PageEvent, SocketEvent, TapEvent } from '../tap/events.ts';
import { createAllowance } from './allowance.ts';
import { FollowedSocket, type Origin, type SocketSink, type TapClose } from './followed-socket.ts';
import { createInbox } from './inbox.ts';
import type { LineMessage } from './socket-line.ts';
import { CLAIM_MS, createSocketMatching, wasAccepted } from './socket-matching.ts';
import { createWork, type Step, type WorkOptions } from './work.ts';

export type { SocketSink } from './followed-socket.ts';

interface Options extends WorkOptions {
  readonly sink: SocketSink;
  /** Takes what a tap reports beside sockets. */
  readonly onPageEvent?: (event: PageEvent) => void;
  /** The line of the page's code that opened a socket to this address at that moment (epoch ms), where somebody knows. */
  readonly openedBy?: (url: string, at: number) => Initiator | undefined;
  /** Whether the HAR lists messages. Where it does not, there is nothing to report of a socket that no tap reaches. */
  readonly harListsMessages: boolean;
}

export interface SocketCapture {
  /**
   * Events of the tap in one document; socket numbers count within it, and no two documents have the same id. Anything that is no
   * event is left out.
   */
  tapped(documentId: string, events: unknown): void;
  /** Entries of sockets: those of the HAR, or the entry of a finished request. An empty list lets time pass. */
  listed(entries: readonly HarEntry[]): void;
  /** A document is gone, and with it its sockets. */
  left(documentId: string): void;
  /** Whether a tap is in place somewhere: then a socket that the HAR lists is left to it for a moment. */
  setTapped(isTapped: boolean): void;
  /**
   * The tap of the top frame was asked, and has reported all that it saw before `at` (epoch ms). Undefined: nobody asks, taps
   * report by themselves.
   */
  acknowledged(at: number | undefined): void;
  /**
   * The page went to another document, which began at that moment (epoch ms): older sockets are gone, without a close that anybody
   * could see. Those of the new one may have been reported before.
   */
  navigated(began: number): void;
}

/** What browsers call an end without a close frame, RFC 6455 section 7.4.1; a handshake that failed among them. */
const ABNORMAL = 1006;
/** Sockets of one document that are followed at the same time. The oldest is let go: it has long been closed, or the page floods. */
const MAX_FOLLOWED = 2_000;

export function captureSockets({
  sink,
  onPageEvent,
  openedBy,
  harListsMessages,
  now,
  schedule,
  onTrouble,
}: Options): SocketCapture {
  const followed = new Map<string, FollowedSocket>();
  /** Followed ids by document, oldest first: a document that floods pushes out its own sockets only. */
  const ofDocument = new Map<string, Set<string>>();
  /** Sockets found late that ended before they had shown that they were open, and since when: the HAR may know. */
  const undecided = new Map<FollowedSocket, number>();
  const allowance = createAllowance(now);

  const work = createWork({ now, schedule, onTrouble });
  const isUndecided = (one: FollowedSocket) => undecided.has(one);
  const matching = createSocketMatching({ followed, isUndecided, harListsMessages, now });
  const inbox = createInbox({ work, now, take: (documentId, event) => takeEvent(placeOf(documentId), event) });

  function placeOf(documentId: string): string {
    return `live ${documentId}`;
  }

  function keep(place: string, id: string, one: FollowedSocket): void {
    followed.set(id, one);
    const ids = ofDocument.get(place) ?? new Set();
    ofDocument.set(place, ids.add(id));
    const [oldest] = ids;
    if (ids.size <= MAX_FOLLOWED || oldest === undefined) return;
    ids.delete(oldest);
    followed.delete(oldest);
  }

  function follow(place: string, socket: Socket, origin: Origin): FollowedSocket {
    const one = new FollowedSocket(socket, origin, sink);
    keep(place, socket.id, one);
    return one;
  }

  /** So many events of this document were missed, maybe some of each of its sockets. There can be many: in steps. */
  function* missing(place: string, at: number, count: number): Iterable<Step> {
    const ids = ofDocument.get(place);
    if (!allowance.take(1 + (ids?.size ?? 0))) return;
    for (const id of ids ?? []) {
      const one = followed.get(id);
      if (one?.from === 'tap') yield () => one.missed(at, count);
    }
  }

  function takeEvent(place: string, event: TapEvent): void {
    const unread = allowance.refused();
    if (event.type === 'lost') work.split(missing(place, event.at, event.count));
    else if (unread > 0) work.split([() => takeAllowed(place, event)]);
    else takeAllowed(place, event);
    // These come first.
    if (unread > 0) work.split(missing(place, event.at, unread));
  }

  function takeAllowed(place: string, event: Exclude<TapEvent, { type: 'lost' }>): void {
    if (!('socket' in event)) {
      if (allowance.take(1)) onPageEvent?.(event);
      return;
    }
    const id = `${place} ${event.socket}`;
    const one = followed.get(id);
    if ((one === undefined || one.isClaimed) && !allowance.take(1)) return;
    if (event.type === 'open' || event.type === 'found') {
      if (!one) begin(place, id, event);
    } else if (one) takeEventOf(one, event);
  }

  function takeEventOf(one: FollowedSocket, event: Exclude<SocketEvent, { type: 'open' | 'found' }>): void {
    switch (event.type) {
      case 'ready':
        one.hasOpened = true;
        one.agreed(event.protocol || undefined);
        one.state = 'open';
        return;
      case 'send':
      case 'receive': {
        one.hasOpened = true;
        if (one.from !== 'tap') return;
        const message = messageOf(event);
        one.trace.add(message);
        one.read(message);
        return;
      }
      case 'error':
        return;
      case 'close':
        end(one, event);
        return;
      default:
        event satisfies never;
    }
  }

  function begin(place: string, id: string, event: Extract<TapEvent, { type: 'open' | 'found' }>): void {
    const { url, at } = event;
    const isLate = event.type === 'found';
    const listed = matching.reported(url, isLate ? undefined : at);
    if (listed) {
      listed.isTapped = true;
      keep(place, id, listed);
      return;
    }
    const subprotocol = isLate ? event.protocol || undefined : undefined;
    const state = isLate ? 'open' : 'connecting';
    const initiator = isLate ? undefined : openedBy?.(url, at);
    follow(
      place,
      { id, url, subprotocol, at, claimed: true, ...(initiator && { initiator }) },
      { from: 'tap', isLate, isForeign: false, state },
    );
  }

  function end(one: FollowedSocket, event: TapClose): void {
    if (one.state === 'closed' || one.state === 'refused') return;
    // Closed before it was ready: the handshake failed, and Chromium's HAR lists that as a failure of its own.
    const isRefused = one.state === 'connecting';
    one.state = isRefused ? 'refused' : 'closed';
    if (isRefused) return;
    const isOpenInDoubt = one.from === 'tap' && !one.hasOpened && event.code === ABNORMAL;
    if (isOpenInDoubt) undecided.set(one, now());
    if (isOpenInDoubt || one.from === 'har') one.heldClose = event;
    else one.emitClose(event);
  }

  /** The HAR had its time. */
  function decide(): void {
    for (const [one, since] of undecided) {
      if (now() - since < CLAIM_MS) continue;
      undecided.delete(one);
      one.emitHeldClose();
    }
  }

  function takeEntry(entry: HarEntry): void {
    const match = matching.match(entry);
    const one = match === 'unclaimed' ? followListed(entry) : match;
    if (!one?.tie) return;
    if (wasAccepted(entry)) {
      one.hasOpened = true;
      one.setListed(entry);
    } else if (undecided.has(one)) {
      one.heldClose = undefined;
      one.state = 'refused';
    }
    undecided.delete(one);
    if (one.from === 'har' && one.subprotocol === undefined) one.agreed(entry.subprotocol);
    const messages = entry.messages(one.tie.seen);
    one.tie.seen = entry.messageCount;
    for (const message of messages) if (isWanted(one, message)) work.add(() => one.read(message));
    const { heldClose } = one;
    if (heldClose) work.add(() => one.heldClose === heldClose && one.emitClose(heldClose));
  }

  /** Follows a socket by the HAR alone. */
  function followListed(entry: HarEntry): FollowedSocket {
    const { url, subprotocol, at, key, initiator } = entry;
    const isForeign = matching.isForeign(entry);
    const one = follow(
      'live har',
      { id: `live har ${key}`, url, subprotocol, at, initiator },
      { from: 'har', isLate: false, isForeign, state: 'open' },
    );
    matching.tie(entry, one);
    return one;
  }

  /** Nobody can see how these sockets end. */
  function abandon(sockets: Iterable<FollowedSocket>): void {
    for (const one of sockets) if (one.state === 'connecting' || one.state === 'open') one.state = 'closed';
  }

  return {
    tapped(documentId, events) {
      if (Array.isArray(events)) inbox.accept(documentId, events);
    },
    listed(entries) {
      for (const entry of entries) if (matching.hasNews(entry)) work.add(() => takeEntry(entry));
      if (undecided.size > 0) work.add(decide);
    },
    setTapped: matching.setTapped,
    acknowledged(at) {
      work.add(() => matching.acknowledged(at));
    },
    left(documentId) {
      work.add(() => {
        const ids = ofDocument.get(placeOf(documentId)) ?? [];
        abandon([...ids].flatMap((id) => followed.get(id) ?? []));
      });
    },
    navigated(began) {
      work.add(() => {
        matching.navigated(began);
        const gone = [...followed].filter(([, { at }]) => at < began);
        abandon(gone.map(([, one]) => one));
        for (const [id, one] of gone) {
          followed.delete(id);
          undecided.delete(one);
        }
        for (const [place, ids] of ofDocument) {
          for (const id of ids) if (!followed.has(id)) ids.delete(id);
          if (ids.size === 0) ofDocument.delete(place);
        }
      });
    },
  };
}

/** Of a socket that the tap found late the HAR knows the beginning, of one it followed from the start nothing more. */
function isWanted(one: FollowedSocket, message: LineMessage): boolean {
  return one.from === 'har' || (one.isLate && message.at < one.at);
}

function messageOf({ type, at, data, binary, size }: Extract<TapEvent, { type: 'send' | 'receive' }>): LineMessage {
  return { direction: type, at, data: binary ? (fromBase64(data) ?? new Uint8Array()) : data, size };
}
