/**
 * Live socket capture: puts together what the tap in the page reports and what the browser's HAR lists.
 *
 * The tap knows opens, messages, closes and reasons of the frames it reaches; Chromium's HAR knows the messages of every
 * socket, workers' too, but no close. A socket's messages come from one of them only, whichever claimed it first, so that
 * nothing is told twice; its close comes from the tap.
 */
import { fromBase64 } from '../bytes.ts';
import {
  type Exchange,
  type Socket,
  type SocketGap,
  type SocketState,
  type Stream,
  type StreamEvent,
  textBody,
} from '../exchange.ts';
import { MAX_TAPPED, type TapEvent } from '../tap/events.ts';
import {
  eventCount,
  eventsOf,
  isSocketEntry,
  type ListedEvent,
  messageCount,
  messagesOf,
  subprotocolOf,
} from './har-sockets.ts';
import type { MqttCodec } from './mqtt.ts';
import { type LineMessage, SocketLine } from './socket-line.ts';
import { MAX_MARKS, SocketTrace } from './socket-trace.ts';

/** Where captured sockets go. */
export interface SocketSink {
  /** A socket or a change in it. Comes before anything that happens on it. */
  socket(socket: Socket, state: SocketState): void;
  emit(record: Exchange | SocketGap): void;
}

interface Options {
  readonly sink: SocketSink;
  readonly loadMqtt: () => Promise<MqttCodec>;
  /** Whether the HAR lists messages. Where it does not, a socket that no tap reaches has nothing to tell. */
  readonly harListsMessages: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs a callback soon, outside the current call. */
  readonly schedule: (run: () => void) => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface SocketCapture {
  /** Events of the tap in one document; socket numbers count within it. Anything that is no event is left out. */
  tapped(documentId: string, events: unknown): void;
  /** Entries of the HAR, or the entry of a finished request. */
  listed(entries: readonly unknown[]): void;
  /** A document is gone, and with it its sockets. */
  left(documentId: string): void;
  /** Whether a tap is in place somewhere: then a socket that the HAR lists is left to it for a moment. */
  setTapped(isTapped: boolean): void;
  /**
   * The tap of the top frame was asked, and all that it saw before `at` (epoch ms) has been told. Undefined: nobody asks, taps
   * tell by themselves.
   */
  heard(at: number | undefined): void;
  /** The page went to another document: its sockets are gone, without a close that anybody could see. */
  navigated(): void;
}

/** Statuses of an accepted upgrade: RFC 6455 section 4.2.2, and over HTTP/2 RFC 8441 section 5. Chromium gives a refused one 0. */
const ACCEPTED: readonly number[] = [101, 200];
/** What browsers call an end without a close frame, RFC 6455 section 7.4.1; a handshake that failed among them. */
const ABNORMAL = 1006;
/** How far apart the clocks of a page and of DevTools are taken to be. */
const CLOCKS_MS = 100;
/** How far the HAR's clock and the page's may be apart for the same socket. */
const SAME_START_MS = 1_500;
/** How long a listed socket waits for a tap to claim it, where taps tell by themselves. */
const CLAIM_MS = 3_000;
/** How long it waits for a tap that has yet to be asked: a page that is busy answers late. */
const MAX_CLAIM_MS = 15_000;
/** Reading goes on for this long at a time, so that the panel stays responsive. */
const SLICE_MS = 12;
/** Between looks at the clock. */
const SLICE_STEPS = 50;
/** Of events that wait to be read: 128 MB at two bytes each. */
const MAX_PENDING_CHARACTERS = 64_000_000;
/** What an event takes besides its data. */
const EVENT_OVERHEAD = 100;
/** Messages that wait for the MQTT chunk to load. */
const MAX_WAITING = 10_000;
/** Sockets of one document that are followed at the same time. The oldest is let go: it has long been closed, or the page floods. */
const MAX_FOLLOWED = 2_000;
/** HAR entries of earlier documents that are remembered, so as not to tell them again. */
const MAX_PAST = 10_000;
/** Tapped sockets of earlier documents that are remembered until the HAR lists them. */
const MAX_UNLISTED = 200;
/** A socket that began this long before a navigation was opened by an earlier document, in ms: one of the new document is younger. */
const PAST_MS = 1_000;
/** A socket of an earlier document started so near to its entry, in ms: nearer than a page loads again. */
const SAME_PAST_START_MS = 250;

interface Followed {
  readonly line: SocketLine;
  readonly url: string;
  /** Epoch ms of the construction, or of the first meeting for a socket found late. */
  readonly at: number;
  readonly from: 'tap' | 'har';
  readonly isLate: boolean;
  /** The tap of the top frame was asked after it began, and did not know it: it belongs to a worker or another frame, or is older. */
  readonly isForeign: boolean;
  state: SocketState;
  /** Something has shown that the handshake succeeded. A socket found late may be in the middle of it. */
  hasOpened: boolean;
  harKey: string | undefined;
  /** Messages of the HAR entry that have been read or passed over. */
  harSeen: number;
  /** The first messages that the tap told, to know its entry by. */
  readonly trace: SocketTrace;
  /** The first messages of the HAR entry that it is tied to. */
  listed: SocketTrace | undefined;
  /** Messages that wait for the MQTT codec; undefined when none do. */
  waiting: LineMessage[] | undefined;
  /** The tap told the close of a socket whose last messages have yet to be read, from the HAR or by the MQTT codec. */
  close: TapClose | undefined;
}

type TapClose = Extract<TapEvent, { type: 'close' }>;

export function captureSockets({ sink, loadMqtt, harListsMessages, now, schedule, onTrouble }: Options): SocketCapture {
  const followed = new Map<string, Followed>();
  const byHar = new Map<string, Followed>();
  /** When each listed socket that nobody claimed yet was first seen. */
  const unclaimed = new Map<string, number>();
  const eventsSeen = new Map<string, number>();
  /** Sockets found late that ended before they had shown that they were open, and since when: the HAR may know. */
  const undecided = new Map<Followed, number>();
  /** Followed ids by document, oldest first: a document that floods pushes out its own sockets only. */
  const ofDocument = new Map<string, Set<string>>();
  /** Entries that have been told for an earlier document: with DevTools' "Preserve log" the HAR goes on listing them. */
  const past = new Set<string>();
  /** Epoch ms of the last navigation; 0 before the first. */
  let navigatedAt = 0;
  /** Sockets that a tap told for an earlier document and whose entries have not been seen. */
  let unlisted: { readonly url: string; readonly at: number }[] = [];
  let work: (() => void)[] = [];
  let isWorking = false;
  let isTapped = false;
  /** Epoch ms up to which the tap has told everything; undefined where taps tell by themselves. */
  let heardUpTo: number | undefined;
  let documents = 0;
  /** Of events that wait to be read. */
  let pendingCharacters = 0;
  /** Events by document that came while too many waited. */
  const refused = new Map<string, number>();
  let codec: Promise<MqttCodec> | undefined;

  function later(step: () => void): void {
    work.push(step);
    start();
  }

  function start(): void {
    if (isWorking) return;
    isWorking = true;
    schedule(slice);
  }

  /** Works for a moment, then lets others have their turn. One step that fails does not stop the rest. */
  function slice(): void {
    const steps = work;
    work = [];
    const until = now() + SLICE_MS;
    let done = 0;
    for (; done < steps.length; done++) {
      if (done % SLICE_STEPS === SLICE_STEPS - 1 && now() >= until) break;
      try {
        steps[done]?.();
      } catch (error) {
        onTrouble(error);
      }
    }
    if (done < steps.length) work = [...steps.slice(done), ...work];
    isWorking = work.length > 0;
    if (isWorking) schedule(slice);
  }

  function keep(documentId: string, id: string, one: Followed): void {
    followed.set(id, one);
    const ids = ofDocument.get(documentId) ?? new Set();
    ofDocument.set(documentId, ids.add(id));
    const [oldest] = ids;
    if (ids.size <= MAX_FOLLOWED || oldest === undefined) return;
    ids.delete(oldest);
    followed.delete(oldest);
  }

  function follow(
    documentId: string,
    id: string,
    socket: Socket,
    parts: Pick<Followed, 'from' | 'isLate' | 'isForeign' | 'state'>,
  ): Followed {
    const one: Followed = {
      ...parts,
      line: new SocketLine(socket),
      url: socket.url,
      at: socket.at,
      hasOpened: false,
      harKey: undefined,
      harSeen: 0,
      trace: new SocketTrace(),
      listed: undefined,
      waiting: undefined,
      close: undefined,
    };
    keep(documentId, id, one);
    sink.socket(socket, one.state);
    return one;
  }

  function setState(one: Followed, state: SocketState): void {
    one.state = state;
    sink.socket(one.line.socket, state);
  }

  function read(one: Followed, message: LineMessage): void {
    if (one.waiting) {
      if (one.waiting.length < MAX_WAITING) one.waiting.push(message);
      return;
    }
    if (one.line.needsMqtt(message)) {
      one.waiting = [message];
      codec ??= loadMqtt();
      codec.then(
        (loaded) => {
          one.line.useMqtt(loaded);
          resume(one);
        },
        (error: unknown) => {
          codec = undefined;
          one.waiting = [];
          resume(one);
          onTrouble(error);
        },
      );
      return;
    }
    for (const record of one.line.read(message)) sink.emit(record);
  }

  /** What waited comes before anything that came later. */
  function resume(one: Followed): void {
    const steps = (one.waiting ?? []).map((message) => () => read(one, message));
    one.waiting = undefined;
    const { close } = one;
    if (close && one.from === 'tap') steps.push(() => emitClose(one, close));
    work = [...steps, ...work];
    start();
  }

  /** Taps that tell by themselves can be faster than the reading. What goes beyond the bound is lost, and the reader is told. */
  function accept(documentId: string, event: TapEvent): void {
    const weight = EVENT_OVERHEAD + ('data' in event ? event.data.length : 0);
    if (pendingCharacters + weight > MAX_PENDING_CHARACTERS) {
      refused.set(documentId, (refused.get(documentId) ?? 0) + 1);
      return;
    }
    pendingCharacters += weight;
    later(() => {
      pendingCharacters -= weight;
      takeEvent(`${documentId}.${documents}`, event);
      if (refused.size > 0 && pendingCharacters === 0) tellRefused();
    });
  }

  function tellRefused(): void {
    for (const [documentId, count] of refused)
      tellLoss(`${documentId}.${documents}`, { type: 'lost', at: now(), count });
    refused.clear();
  }

  function takeEvent(documentId: string, event: TapEvent): void {
    if (event.type === 'lost') {
      tellLoss(documentId, event);
      return;
    }
    const id = `${documentId} ${event.socket}`;
    const one = followed.get(id);
    switch (event.type) {
      case 'open':
      case 'found':
        if (!one) begin(documentId, id, event);
        return;
      case 'ready':
        if (!one) return;
        one.hasOpened = true;
        one.line.agreed(event.protocol || undefined);
        setState(one, 'open');
        return;
      case 'send':
      case 'receive':
        if (!one) return;
        one.hasOpened = true;
        if (one.from === 'tap') take(one, messageOf(event));
        return;
      case 'error':
        return;
      case 'close':
        if (one) end(one, event);
        return;
      default:
        event satisfies never;
    }
  }

  function take(one: Followed, message: LineMessage): void {
    one.trace.add(message);
    read(one, message);
  }

  function tellLoss(documentId: string, { at, count }: Extract<TapEvent, { type: 'lost' }>): void {
    for (const [id, { line, from, state, trace }] of followed) {
      if (from !== 'tap' || !id.startsWith(`${documentId} `)) continue;
      trace.end();
      if (state === 'open') sink.emit(line.missed(at, count));
    }
  }

  function begin(documentId: string, id: string, event: Extract<TapEvent, { type: 'open' | 'found' }>): void {
    const isLate = event.type === 'found';
    const listedAs = isLate ? onlyListed(event.url) : nearestListed(event.url, event.at);
    if (listedAs) {
      keep(documentId, id, listedAs);
      return;
    }
    const subprotocol = isLate ? event.protocol || undefined : undefined;
    const socket: Socket = { id, url: event.url, subprotocol, at: event.at };
    follow(documentId, id, socket, { from: 'tap', isLate, isForeign: false, state: isLate ? 'open' : 'connecting' });
  }

  /** A socket that the HAR told first and no tap has claimed. */
  function unlinked(url: string): Followed[] {
    const listed = [...byHar.values()].filter((one) => one.from === 'har' && one.url === url && one.state !== 'closed');
    if (listed.length === 0) return [];
    const taken = new Set<Followed>();
    for (const [id, one] of followed) if (one.from === 'har' && id !== one.line.socket.id) taken.add(one);
    return listed.filter((one) => !taken.has(one));
  }

  function onlyListed(url: string): Followed | undefined {
    const candidates = unlinked(url);
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  function nearestListed(url: string, at: number): Followed | undefined {
    return unlinked(url)
      .filter((one) => !one.isForeign && Math.abs(one.at - at) < SAME_START_MS)
      .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
  }

  function end(one: Followed, event: TapClose): void {
    if (one.state === 'closed' || one.state === 'refused') return;
    // Closed before it was ready: the handshake failed, and Chromium's HAR lists that as a failure of its own.
    const isRefused = one.state === 'connecting';
    setState(one, isRefused ? 'refused' : 'closed');
    if (isRefused) return;
    const isUndecided = one.from === 'tap' && !one.hasOpened && event.code === ABNORMAL;
    if (isUndecided) undecided.set(one, now());
    if (isUndecided || one.from === 'har' || one.waiting) one.close = event;
    else emitClose(one, event);
  }

  /** The HAR had its time. */
  function decide(): void {
    for (const [one, since] of undecided) {
      if (now() - since < CLAIM_MS) continue;
      undecided.delete(one);
      if (one.close) emitClose(one, one.close);
    }
  }

  /** The close comes after all messages: what they said is evidence for what it means. */
  function emitClose(one: Followed, { code, reason, at, clean }: TapClose): void {
    one.close = undefined;
    sink.emit(one.line.closed(at, { code, reason, wasClean: clean }));
  }

  function takeEntry(entry: unknown): void {
    if (!isSocketEntry(entry)) {
      takeEvents(entry);
      return;
    }
    const key = keyOf(entry);
    if (past.has(key)) return;
    const one = stillClaimed(entry, key) ?? claim(entry, key);
    if (!one) return;
    const hasOpened = ACCEPTED.includes(startOf(entry).status);
    if (hasOpened) one.hasOpened = true;
    else if (undecided.has(one)) {
      one.close = undefined;
      setState(one, 'refused');
    }
    undecided.delete(one);
    if (one.from === 'har' && one.line.socket.subprotocol === undefined) {
      const subprotocol = subprotocolOf(entry);
      if (subprotocol) one.line.agreed(subprotocol);
    }
    const messages = messagesOf(entry, one.harSeen);
    one.harSeen = messageCount(entry);
    // Of a socket that the tap found late the HAR knows the beginning, of one it followed from the start nothing more.
    const wanted = one.from === 'har' ? messages : one.isLate ? messages.filter(({ at }) => at < one.at) : [];
    for (const message of wanted) later(() => read(one, message));
    const { close } = one;
    if (close && !one.waiting) later(() => one.close === close && emitClose(one, close));
  }

  /** Most entries of a HAR are neither sockets nor event streams, and most of those have not moved since the last look. */
  function hasNews(entry: unknown): boolean {
    if (!isSocketEntry(entry)) return eventCount(entry) > 0;
    const key = keyOf(entry);
    const one = byHar.get(key);
    if (one === undefined && past.has(key)) return false;
    return one === undefined || one.close !== undefined || messageCount(entry) > one.harSeen;
  }

  /** The socket that the entry is tied to, unless what it lists meanwhile shows that it belongs to another. */
  function stillClaimed(entry: unknown, key: string): Followed | undefined {
    const one = byHar.get(key);
    if (!one || one.from === 'har' || one.isLate) return one;
    const listed = traceOf(entry);
    if (one.trace.likeness(listed) === undefined) {
      release(one);
      return undefined;
    }
    one.listed = listed;
    return one;
  }

  function release(one: Followed): void {
    if (one.harKey !== undefined) byHar.delete(one.harKey);
    one.harKey = undefined;
    one.harSeen = 0;
    one.listed = undefined;
  }

  /**
   * The tap's socket that an entry belongs to. Sockets of one address are told apart by what they said, then by when they
   * began; one that is tied to an entry which fits less well is taken from it.
   */
  function bestTapped({ url, at, status }: Start, listed: SocketTrace): Followed | undefined {
    const fits = [...followed.values()].flatMap((one) => {
      if (one.from !== 'tap' || one.url !== url) return [];
      const distance = Math.abs(one.at - at);
      if (one.isLate) {
        const isBefore = one.at > at && (ACCEPTED.includes(status) || undecided.has(one));
        return isBefore && one.harKey === undefined ? [{ one, likeness: 0, distance }] : [];
      }
      const likeness = distance < SAME_START_MS ? one.trace.likeness(listed) : undefined;
      const isTaken = one.listed !== undefined && (one.trace.likeness(one.listed) ?? -Infinity) >= (likeness ?? 0);
      return likeness === undefined || isTaken ? [] : [{ one, likeness, distance }];
    });
    return fits.sort((a, b) => b.likeness - a.likeness || a.distance - b.distance)[0]?.one;
  }

  /** Ties an entry to a socket of the tap, or begins one of its own once the tap has had its chance. */
  function claim(entry: unknown, key: string): Followed | undefined {
    const start = startOf(entry);
    const { url, at, status } = start;
    const since = unclaimed.get(key) ?? now();
    unclaimed.set(key, since);
    const waited = now() - since;
    const isHeard = heardUpTo !== undefined && heardUpTo > at + CLOCKS_MS;
    // A socket that the tap has yet to tell may be a better match than any that is known.
    if (isTapped && heardUpTo !== undefined && !isHeard && waited < MAX_CLAIM_MS) return undefined;
    const listed = traceOf(entry);
    const tapped = bestTapped(start, listed);
    if (tapped) {
      release(tapped);
      tapped.listed = listed;
      tapped.harKey = key;
      byHar.set(key, tapped);
      unclaimed.delete(key);
      return tapped;
    }
    const isOfPast =
      at < navigatedAt - PAST_MS ||
      unlisted.some((one) => one.url === url && Math.abs(one.at - at) < SAME_PAST_START_MS);
    if (isOfPast) {
      unclaimed.delete(key);
      forget(key);
      return undefined;
    }
    if ((isTapped && !isHeard && waited < CLAIM_MS) || !ACCEPTED.includes(status) || !harListsMessages)
      return undefined;
    unclaimed.delete(key);
    const socket: Socket = { id: `har ${key}`, url, subprotocol: subprotocolOf(entry), at };
    const one = follow('har', socket.id, socket, {
      from: 'har',
      isLate: false,
      isForeign: isTapped && isHeard,
      state: 'open',
    });
    one.harKey = key;
    byHar.set(key, one);
    return one;
  }

  function forget(key: string): void {
    past.add(key);
    const [oldest] = past;
    if (past.size > MAX_PAST && oldest !== undefined) past.delete(oldest);
  }

  /** Nobody can see how these sockets end. */
  function abandon(sockets: Iterable<Followed>): void {
    for (const one of sockets) if (one.state === 'connecting' || one.state === 'open') setState(one, 'closed');
  }

  function takeEvents(entry: unknown): void {
    const key = keyOf(entry);
    const seen = eventsSeen.get(key) ?? 0;
    const events = eventsOf(entry, seen);
    if (events.length === 0) return;
    eventsSeen.set(key, seen + events.length);
    const { url, at } = startOf(entry);
    const stream: Stream = { id: key, url, method: 'GET', at };
    for (const event of events) later(() => sink.emit(streamEvent(stream, event)));
  }

  return {
    tapped(documentId, events) {
      if (!Array.isArray(events)) return;
      for (const value of events) {
        const event = tapEventOf(value);
        if (event) accept(documentId, event);
      }
    },
    listed(entries) {
      for (const entry of entries) if (hasNews(entry)) later(() => takeEntry(entry));
      if (undecided.size > 0) later(decide);
    },
    setTapped(on) {
      isTapped = on;
    },
    heard(at) {
      later(() => {
        heardUpTo = at;
      });
    },
    left(documentId) {
      later(() => {
        const ids = ofDocument.get(`${documentId}.${documents}`) ?? [];
        abandon([...ids].flatMap((id) => followed.get(id) ?? []));
      });
    },
    navigated() {
      const at = now();
      later(() => {
        documents++;
        navigatedAt = at;
        abandon(followed.values());
        const tapped = [...followed.values()].filter((one) => one.from === 'tap' && one.harKey === undefined);
        unlisted = [...unlisted.slice(-MAX_UNLISTED), ...tapped.map(({ url, at: began }) => ({ url, at: began }))];
        for (const key of byHar.keys()) forget(key);
        followed.clear();
        ofDocument.clear();
        byHar.clear();
        unclaimed.clear();
        undecided.clear();
      });
    },
  };
}

/** `listed.at` 0: its time is not known, so that of the stream stands for it. */
export function streamEvent(stream: Stream, { index, at, data }: ListedEvent): StreamEvent {
  return {
    channel: 'event',
    id: `${stream.id} event ${index}`,
    at: at || stream.at,
    stream,
    index,
    event: undefined,
    lastEventId: undefined,
    retryMs: undefined,
    body: textBody(data),
  };
}

function messageOf({ type, at, data, binary, size }: Extract<TapEvent, { type: 'send' | 'receive' }>): LineMessage {
  return { direction: type, at, data: binary ? (fromBase64(data) ?? new Uint8Array()) : data, size };
}

function keyOf(entry: unknown): string {
  const { startedDateTime } = entry as { startedDateTime?: unknown };
  return `${startedDateTime} ${startOf(entry).url}`;
}

/** An entry is recognised by what it lists first. */
function traceOf(entry: unknown): SocketTrace {
  return new SocketTrace(messagesOf(entry, 0, 2 * MAX_MARKS));
}

interface Start {
  readonly url: string;
  readonly at: number;
  readonly status: number;
}

function startOf(entry: unknown): Start {
  const { startedDateTime, request, response } = entry as {
    startedDateTime?: unknown;
    request?: { url?: unknown };
    response?: { status?: unknown };
  };
  const at = Date.parse(String(startedDateTime));
  const { status } = response ?? {};
  return {
    url: typeof request?.url === 'string' ? request.url : '',
    at: Number.isNaN(at) ? 0 : at,
    status: typeof status === 'number' ? status : 0,
  };
}

/** The longest URL, reason or subprotocol that is taken from a page. */
const MAX_WORDS = 8_192;
/** Base64 is a third longer than its bytes. */
const MAX_DATA = Math.ceil((MAX_TAPPED * 4) / 3) + 4;

/** Checks what claims to be an event of the tap: the page can call the tap's channel with anything. */
export function tapEventOf(value: unknown): TapEvent | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, socket, at, url, protocol, data, binary, size, code, reason, clean, count } = value as Record<
    string,
    unknown
  >;
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined;
  if (type === 'lost') return isCount(count) ? { type, at, count } : undefined;
  if (!isCount(socket)) return undefined;
  switch (type) {
    case 'open':
      return isWords(url) ? { type, socket, at, url } : undefined;
    case 'found':
      return isWords(url) && isWords(protocol) ? { type, socket, at, url, protocol } : undefined;
    case 'ready':
      return isWords(protocol) ? { type, socket, at, protocol } : undefined;
    case 'send':
    case 'receive':
      if (typeof data !== 'string' || data.length > MAX_DATA || typeof binary !== 'boolean' || !isCount(size))
        return undefined;
      return { type, socket, at, data, binary, size };
    case 'error':
      return { type, socket, at };
    case 'close':
      if (!isCount(code) || !isWords(reason) || typeof clean !== 'boolean') return undefined;
      return { type, socket, at, code, reason, clean };
    default:
      return undefined;
  }
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_WORDS;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
