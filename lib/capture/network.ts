/**
 * Live HTTP capture from a browser's network panel.
 *
 * Two sources have to be put together. The event for a finished request comes at once and gives the body, but Chromium
 * never sends it for a response whose body the page did not read, and `if (!response.ok) throw` is just that.
 * A repeated look at the HAR finds those; when the event comes after all, it completes the same exchange.
 */
import { withoutFragment } from '../address.ts';
import { preflightFault } from '../cors.ts';
import { type Body, type Exchange, type HttpExchange, urlOf } from '../exchange.ts';
import type { HarDialect } from '../har/dialects.ts';
import { HarEntry } from '../har/entry.ts';
import { BARE_FAILURE, createExchangeReader } from './exchange-reader.ts';
import { createMissed, type Look } from './missed.ts';

export interface Content {
  /** Null or undefined when the browser does not hold the body (any more). Chromium gives both. */
  readonly text: string | null | undefined;
  readonly base64: boolean;
}

/**
 * Called with the addresses that a document saw requested since the last time, when it began, in epoch ms, and whether there may
 * have been more of them.
 */
export type RequestListener = (urls: readonly string[], began: number, areMore: boolean) => void;

/** What a browser offers; the one adapter to its API implements it. */
export interface NetworkSource {
  readonly dialect: HarDialect;
  /**
   * Requests of any outcome can be missed, and the HAR then holds their bodies: Firefox, while its own list is filtered.
   * Reading it has a price there, so it is done only where something was missed.
   * Otherwise only failures are missed, those whose body the page did not read, and nobody has that body.
   */
  readonly losesEvents: boolean;
  /** Calls `listener` with what the page itself saw requested, where events can get lost. */
  readonly onRequested?: (listener: RequestListener, signal: AbortSignal) => void;
  /** Calls `listener` with the HAR entry of each finished request and a way to ask for its body. */
  onFinished(listener: (entry: unknown, content: () => Promise<Content>) => void, signal: AbortSignal): void;
  /** The HAR entries that the browser holds now. */
  readHar(): Promise<readonly unknown[]>;
}

export interface Timers {
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

interface Options {
  readonly source: NetworkSource;
  readonly timers: Timers;
  readonly wantsBody: (exchange: HttpExchange) => boolean;
  /** Receives every exchange; the same id again completes an earlier one. */
  readonly emit: (exchange: Exchange) => void;
  /** Receives the sockets' entries of every look at the HAR, and each finished one, for the messages that they list. */
  readonly sockets: (entries: readonly HarEntry[]) => void;
  /** Receives all other entries likewise, for the server-sent events that they list. */
  readonly streams: (entries: readonly HarEntry[]) => void;
  /** Called once per kind of trouble, so that a broken source is not silence. */
  readonly onTrouble: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** A larger response is not fetched: no error inside a success is that long. Bytes, as the HAR counts the decoded body. */
export const MAX_BODY_BYTES = 1_000_000;

/** The same for one that fails, which somebody may want to read whatever it says. */
export const MAX_FAILING_BODY_BYTES = 5_000_000;

/** The browser may never answer for a body that it has dropped; one that comes later completes what was shown without it. */
const CONTENT_TIMEOUT_MS = 2_000;

/** Devtools pages run their timers at 1 Hz, so asking more often is in vain. */
const MIN_POLL_MS = 1_000;
/** Reading a HAR of a hundred megabytes takes some seconds. */
const HAR_TIMEOUT_MS = 30_000;
/** Looking at the HAR takes at most a tenth of the time, */
const POLL_REST = 10;
/** but where it takes long since the machine is busy, nobody waits longer than this for what only a look finds, in ms. */
const MAX_REST_MS = 8_000;

/** A request that began less than this ago may still be under way: its event is waited for. */
const GRACE_MS = 800;

/** What is remembered of requests that the HAR no longer lists. */
const FORGET_AFTER_MS = 60_000;

/** A service worker's own request begins within the page's request that it serves, give or take this much. */
const TWIN_SLACK_MS = 50;
const MAX_TWINS = 200;

const UNAVAILABLE: Body = { state: 'absent', why: 'unavailable' };
const NOT_NEEDED: Body = { state: 'absent', why: 'not-needed' };

interface Known {
  finished: number;
  /** What was shown from the HAR alone and waits for its event: the id, or undefined for a twin that was left out. */
  readonly unread: (string | undefined)[];
  made: number;
  lastSeen: number;
}

interface Twin {
  readonly id: string;
  readonly url: string;
  readonly method: string;
  readonly from: number;
  readonly to: number;
  /** It failed, and the browser says why. */
  readonly explained: boolean;
}

/** Captures until `signal` aborts. */
export function captureNetwork({
  source,
  timers,
  wantsBody,
  emit,
  sockets,
  streams,
  onTrouble,
  signal,
}: Options): void {
  const { losesEvents } = source;
  const reader = createExchangeReader(source.dialect);
  const known = new Map<string, Known>();
  const inWorker: Twin[] = [];
  const throughWorker: Twin[] = [];
  const missed = createMissed(timers.now);
  const troubled = new Set<string>();

  function report(error: unknown): void {
    const kind = String(error);
    if (troubled.has(kind)) return;
    troubled.add(kind);
    onTrouble(error);
  }

  function recordFor(key: string): Known {
    const fresh: Known = { finished: 0, unread: [], made: 0, lastSeen: timers.now() };
    const found = known.get(key) ?? fresh;
    if (found === fresh) known.set(key, fresh);
    return found;
  }

  function nextId(key: string, record: Known): string {
    return exchangeId(key, record.made++);
  }

  function listed(entries: readonly HarEntry[]): void {
    sockets(entries.filter(({ isSocket }) => isSocket));
    streams(entries.filter(({ isSocket }) => !isSocket));
  }

  /**
   * A request through a service worker is listed twice: as the page made it and as the worker passed it on.
   * The page's own is the one to show, unless it is the bare `ERR_FAILED` that a worker's failure leaves to the page.
   * Undefined: this is the second listing of something already shown.
   */
  function untwin(exchange: Exchange, entry: HarEntry): Exchange | undefined {
    if (exchange.channel !== 'http' || exchange.role !== 'plain') return exchange;
    const { id, url, method, at, durationMs = 0, status, failure } = exchange;
    const isBare = failure === BARE_FAILURE;
    const explained = status === 0 && failure !== undefined && !isBare;
    const self: Twin = { id, url, method, from: at, to: at + durationMs, explained };
    if (exchange.viaServiceWorker) {
      const inner = takeTwin(inWorker, (twin) => fits(twin, self));
      if (inner) return { ...exchange, id: inner.id };
      remember(throughWorker, self);
    } else if (entry.isOfPage) {
      if (status === 0 && isBare && takeTwin(inWorker, (twin) => twin.explained && fits(twin, self))) return undefined;
    } else {
      if (takeTwin(throughWorker, (twin) => fits(self, twin))) return undefined;
      remember(inWorker, self);
    }
    return exchange;
  }

  /** Gives the id under which it is shown; undefined where it is not. */
  function show(exchange: Exchange, entry: HarEntry): string | undefined {
    const own = untwin(exchange, entry);
    if (own) emit(own);
    return own?.id;
  }

  /** A preflight is found to have refused this request, which is shown already. */
  function completed(exchange: HttpExchange): void {
    emit({ ...exchange, responseBody: NOT_NEEDED });
  }

  async function finished(entry: HarEntry, content: () => Promise<Content>): Promise<void> {
    listed([entry]);
    const { key } = entry;
    const record = recordFor(key);
    record.finished++;
    record.lastSeen = timers.now();
    const isComplement = record.unread.length > 0;
    const shownAs = record.unread.shift();
    const reading = reader.read(entry, shownAs ?? nextId(key, record), true);
    if (reading.kind === 'completed') completed(reading.exchange);
    if (reading.kind !== 'exchange' || (isComplement && shownAs === undefined)) return;
    const { exchange } = reading;
    missed.stirred(entry.at + (entry.durationMs ?? 0));
    if (!isComplement) noteTold(exchange);
    const isHttp = exchange.channel === 'http' && !entry.isSocket;
    if (isHttp && entry.events.length === 0) void listEvents(entry, exchange, content).catch(report);
    let id = isComplement ? shownAs : undefined;
    const late = (responseBody: Body) => {
      if (isHttp && id !== undefined && !signal.aborted) emit({ ...exchange, id, responseBody });
    };
    const complete = isHttp ? { ...exchange, responseBody: await fetchBody(exchange, content, late) } : exchange;
    if (isComplement) emit(complete);
    else id = show(complete, entry);
  }

  function noteTold(exchange: Exchange): void {
    missed.settled(urlOf(exchange));
    if (exchange.channel !== 'http' || exchange.role !== 'preflight') return;
    if (exchange.status >= 400 || exchange.withheld || preflightFault(exchange, false)) missed.suspect();
  }

  /** Where the entry lists no events, those of a stream that has ended are found in its body: a page can read one by `fetch`. */
  async function listEvents(entry: HarEntry, exchange: HttpExchange, content: () => Promise<Content>): Promise<void> {
    if (!entry.isEventStream) return;
    const list = (body: Body) => {
      if (body.state === 'read' && !body.base64) streams([entry.withResponseText(body.text)]);
    };
    list(await readContent(exchange, content, list));
  }

  async function fetchBody(
    exchange: HttpExchange,
    content: () => Promise<Content>,
    late: (body: Body) => void,
  ): Promise<Body> {
    return wantsBody(exchange) ? readContent(exchange, content, late) : NOT_NEEDED;
  }

  /** @param late takes the body where the browser answers after all, once this gave up on it */
  async function readContent(
    exchange: HttpExchange,
    content: () => Promise<Content>,
    late: (body: Body) => void,
  ): Promise<Body> {
    const most = mostBytes(exchange);
    if ((exchange.responseSize ?? 0) > most) return { state: 'absent', why: 'too-large' };
    const stop = new AbortController();
    const answer = content().then(
      (answer) => bodyOf(answer, most),
      () => UNAVAILABLE,
    );
    const inTime = await Promise.race([answer, timers.wait(CONTENT_TIMEOUT_MS, stop.signal).then(() => undefined)]);
    stop.abort();
    if (inTime) return inTime;
    void answer.then((body) => body.state === 'read' && late(body)).catch(report);
    return UNAVAILABLE;
  }

  function bodyOf(answer: Content | undefined, most: number): Body {
    if (typeof answer?.text !== 'string') return UNAVAILABLE;
    if (answer.text.length > 2 * most) return { state: 'absent', why: 'too-large' };
    return { state: 'read', text: answer.text, base64: answer.base64, cut: false };
  }

  /**
   * Shows what no event came for although the HAR lists it, once the event had time to come. Undefined where there was no HAR to
   * look at.
   */
  async function reconcile(): Promise<Look | undefined> {
    const har = await readHar();
    if (!har) return undefined;
    const entries = har.map((entry) => new HarEntry(entry));
    listed(entries);
    for (const request of reader.foresee(entries)) completed(request);
    const now = timers.now();
    const candidates = new Map<string, HarEntry[]>();
    for (const entry of entries) {
      if (!losesEvents && !mayHaveFailed(entry)) continue;
      const { key } = entry;
      const same = candidates.get(key);
      if (same) same.push(entry);
      else candidates.set(key, [entry]);
    }
    let found = 0;
    const unended = new Set<string>();
    for (const [key, same] of candidates) {
      const record = recordFor(key);
      record.lastSeen = now;
      const surplus = same.length - record.finished - record.unread.length;
      // Equal keys mean equal starts, so all of them are old enough or none is.
      const surplusEntries = surplus > 0 ? same.slice(-surplus) : [];
      const isYoung = now - (same[0]?.at ?? 0) < GRACE_MS;
      for (const entry of surplusEntries) {
        if (!isYoung && showUnread(key, record, entry)) found++;
        else unended.add(withoutFragment(entry.url));
      }
    }
    for (const [key, record] of known) if (now - record.lastSeen > FORGET_AFTER_MS) known.delete(key);
    return { found, unended };
  }

  /** Gives whether there was something to show. */
  function showUnread(key: string, record: Known, entry: HarEntry): boolean {
    const reading = reader.readAlone(entry, nextId(key, record));
    // It may have failed later by the time of the next look.
    if (losesEvents && reading.kind === 'pending') return false;
    if (reading.kind === 'completed') completed(reading.exchange);
    const exchange = reading.kind === 'exchange' ? reading.exchange : undefined;
    if (exchange) missed.settled(urlOf(exchange));
    if (exchange?.channel !== 'http') record.unread.push(exchange && show(exchange, entry));
    else record.unread.push(show({ ...exchange, responseBody: listedBody(exchange) }, entry));
    return true;
  }

  function listedBody(exchange: HttpExchange): Body {
    if (!losesEvents) return { state: 'absent', why: 'unread' };
    if (!wantsBody(exchange)) return NOT_NEEDED;
    const { responseBody: body } = exchange;
    return body.state === 'read' && body.text.length > 2 * mostBytes(exchange)
      ? { state: 'absent', why: 'too-large' }
      : body;
  }

  /** The browser may never answer: undefined. */
  async function readHar(): Promise<readonly unknown[] | undefined> {
    const stop = new AbortController();
    const late = timers.wait(HAR_TIMEOUT_MS, stop.signal).then(() => undefined);
    try {
      return await Promise.race([source.readHar(), late]);
    } finally {
      stop.abort();
    }
  }

  async function lookOnce(): Promise<void> {
    if (losesEvents && !missed.isDue()) {
      // Time passes for what others wait for.
      listed([]);
      return;
    }
    const look = await reconcile();
    // What was not looked for is still owed.
    if (look) missed.looked(look);
  }

  async function keepReconciling(): Promise<void> {
    while (!signal.aborted) {
      const started = timers.now();
      await lookOnce().catch(report);
      const rest = Math.min((timers.now() - started) * POLL_REST, MAX_REST_MS);
      await timers.wait(Math.max(MIN_POLL_MS, rest), signal);
    }
  }

  source.onRequested?.((urls, began, areMore) => {
    missed.requested(urls, began);
    if (areMore) missed.suspect();
  }, signal);
  source.onFinished((entry, content) => {
    finished(new HarEntry(entry), content).catch(report);
  }, signal);
  void keepReconciling();
}

/** The id of the exchange that the entry with this key becomes, the `n`th of the same key, from 0. */
export function exchangeId(key: string, n = 0): string {
  return `live ${key} ${n}`;
}

function mayHaveFailed({ status, error }: HarEntry): boolean {
  return status >= 400 || (status === 0 && error !== '');
}

function fits(inner: Twin, outer: Twin): boolean {
  return (
    inner.url === outer.url &&
    inner.method === outer.method &&
    inner.from >= outer.from - TWIN_SLACK_MS &&
    inner.from <= outer.to + TWIN_SLACK_MS
  );
}

function takeTwin(twins: Twin[], test: (twin: Twin) => boolean): Twin | undefined {
  const index = twins.findIndex(test);
  return index < 0 ? undefined : twins.splice(index, 1)[0];
}

function remember(twins: Twin[], twin: Twin): void {
  twins.push(twin);
  if (twins.length > MAX_TWINS) twins.shift();
}

/** Of a body that is fetched, in bytes. */
function mostBytes({ status }: HttpExchange): number {
  return status >= 400 ? MAX_FAILING_BODY_BYTES : MAX_BODY_BYTES;
}
