/**
 * The session: everything captured since recording began, bounded, with the counts a view needs kept up to date.
 * It lives in the devtools page and outlives the panel; views subscribe and read.
 */
import type { Permanence } from '../catalog/schema.ts';
import type { Difference } from '../difference.ts';
import type { Body, ConnectionRecord, Exchange, HttpExchange, Socket, SocketState } from '../exchange.ts';
import type { Failure, Finding } from '../finding.ts';
import type { Incident } from '../incident.ts';
import { DEFAULT_PREFERENCES } from '../preferences.ts';
import { confirmedFailure, createClaims } from './claims.ts';
import { type ConnectionLog, createConnections, sentBefore } from './connections.ts';
import type { Digests } from './digest.ts';
import { endpointOf, endpointOfExchange } from './endpoint.ts';
import { type Group, partsOf } from './group.ts';
import { type Healthy, healthyLine } from './healthy.ts';
import { createHeld, type OpenGroup } from './held.ts';
import type { Insight } from './insight.ts';
import { type Limits, limitsFor, MAX_KEPT_BODY } from './limits.ts';
import type { LongBodies } from './long-bodies.ts';
import { createStories, type Story } from './recovery.ts';
import type { HeldHeaders, Replies } from './replies.ts';
import type { Stacks } from './stacks.ts';

export interface Counts {
  /** Failing exchanges held, repeats included. */
  readonly failures: number;
  /** Exchanges seen since the last clear, those dropped later included. */
  readonly exchanges: number;
  /** Failures dropped because the session was full. */
  readonly dropped: number;
  /** Families in the order in which they first failed. */
  readonly byFamily: ReadonlyMap<string, number>;
  readonly byPermanence: Readonly<Record<Permanence, number>>;
}

/** How sockets are watched; what each way cannot see is the view's to say. */
export type SocketWatch =
  /** Not at all: the page cannot be reached, or nothing has tried yet. */
  | 'none'
  /** The top frame, from when the panel reached it. */
  | 'top-frame'
  /** The top frame from its first script on, since the page was reloaded for it. */
  | 'top-frame-from-start'
  /** Every frame from its first script on, by permission. */
  | 'every-frame';

/** A picture of the session that never changes: a new one is made only after a change. */
export interface Snapshot {
  readonly recording: boolean;
  readonly preserveLog: boolean;
  /** In the order in which each group's first failure arrived. */
  readonly groups: readonly Group[];
  readonly counts: Counts;
  readonly socketWatch: SocketWatch;
  /** Sockets that are open now. */
  readonly openSockets: number;
  /** When the documents of the page began, but for the one that was there first; epoch ms, oldest first. */
  readonly navigations: readonly number[];
}

/** Where exchanges and records go in. */
export interface SessionInput {
  /** Takes an exchange with what it means. The same id again replaces what was known (a body that was read late). */
  add(exchange: Exchange, finding: Finding | undefined): void;
  /** Takes note of a socket or of a change in it. */
  socket(socket: Socket, state: SocketState): void;
  /** Takes a record of an event stream, or of a socket that was noted before. */
  log(record: ConnectionRecord): void;
}

/** As an input it is that of the live capture: while it is not recording, it takes only exchanges that it holds already. */
export interface Session extends SessionInput {
  /** The input for recordings, which takes everything. */
  readonly imported: SessionInput;
  snapshot(): Snapshot;
  /** Healthy exchanges still held, oldest first. */
  healthy(): readonly Healthy[];
  /** Of the healthy ones the newest whose bodies were read, with them, oldest first: bounded in all, for families that come later. */
  healthyReplies(): readonly HttpExchange[];
  /** The headers of a healthy exchange; undefined where they are not held, or no longer. */
  headersOf(healthy: Healthy): HeldHeaders | undefined;
  /** A healthy exchange with its bodies; undefined where they are not held, or no longer. */
  replyOf(healthy: Healthy): HttpExchange | undefined;
  /** A failure's body as it came, where that is still held; else what is kept of it. */
  wholeOf(body: Body): Body;
  /** Failures still held, in the order in which they came. */
  failures(): readonly Failure[];
  /**
   * All failures of a group still held, oldest first. Where they have moved to another group since the picture was taken, all of that
   * one: what people see is a moment old.
   */
  failuresOf(group: Group): readonly Failure[];
  /** How calls of the same endpoint went, and whether a later one succeeded; undefined where that is no longer held. */
  storyOf(failure: Failure): Story | undefined;
  /** Failures that have one cause, told as one. Worked out when somebody asks, once a change. */
  incidents(): readonly Incident[];
  /** What differs from the last success of the same endpoint, what can matter most first; undefined where there was none. */
  differencesOf(failure: Failure): readonly Difference[] | undefined;
  /** Calls `listener` after changes, many at once being one call, until `signal` aborts. */
  subscribe(listener: Listener, signal: AbortSignal): void;
  /** A socket or stream with the records still held; undefined for one that is not known. */
  connection(id: string): ConnectionLog | undefined;
  setSocketWatch(watch: SocketWatch): void;
  /** A record of a connection is no failure after all. */
  forget(exchange: Exchange): void;
  clear(): void;
  setRecording(on: boolean): void;
  /** Off: a navigation clears the session, as the browser's own panel does. */
  setPreserveLog(on: boolean): void;
  /** The inspected page went to another document, which began at this moment (epoch ms). */
  navigated(began: number): void;
}

/** @param isCorrected a failure that was there before is understood better by now */
export type Listener = (isCorrected: boolean) => void;

export interface SessionOptions {
  /** They may change; a lower one holds from the next exchange on. */
  readonly limits?: () => Limits;
  /** Runs a callback soon, outside the current call. */
  readonly schedule: (run: () => void) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** A number that nobody can foresee, so that nothing can be learned from a digest. */
  readonly salt?: () => number;
}

const STANDARD = limitsFor(DEFAULT_PREFERENCES.keptFailures);

/** A session whose insight may come later. It has to be there when the first exchange is added. */
export function openSession({
  limits = () => STANDARD,
  schedule,
  now = Date.now,
  salt = randomSalt,
  insight: insightNow,
}: SessionOptions & { readonly insight: () => Insight | undefined }): Session {
  const listeners = new Set<Listener>();
  const held = createHeld();
  const healthy = new Map<string, Healthy>();
  let exchanges = 0;
  let dropped = 0;
  const connections = createConnections();
  const claims = createClaims();
  const stories = createStories();
  /** Endpoints that succeeded since the last picture: what failed there may have recovered. */
  const succeeded = new Set<string>();
  let digests: Digests | undefined;
  let replies: Replies | undefined;
  let bodies: LongBodies | undefined;
  let stacks: Stacks | undefined;
  let incidents: readonly Incident[] | undefined;
  let socketWatch: SocketWatch = 'none';
  let recording = true;
  /** The last pause: what began in it stays out, even when its body comes after. Epoch ms. */
  let pausedAt = 0;
  let resumedAt = 0;
  let preserveLog = true;
  let navigations: readonly number[] = [];
  let picture: Snapshot | undefined;
  let notifying = false;
  let isCorrected = false;

  function changed(): void {
    picture = undefined;
    incidents = undefined;
    if (notifying) return;
    notifying = true;
    schedule(() => {
      notifying = false;
      const corrected = isCorrected;
      isCorrected = false;
      for (const listener of [...listeners]) listener(corrected);
    });
  }

  function remove(failure: Failure): void {
    held.remove(failure);
    claims.remove(failure);
  }

  function insert(failure: Failure): void {
    held.insert(failure);
    claims.add(failure);
  }

  /** The browser lists the socket: its failures keep their places, and rest on more than the page's word. */
  function confirm(socket: Socket): void {
    for (const id of claims.confirmed(socket)) {
      const failure = held.get(id);
      if (failure) replace(failure, confirmedFailure(failure, socket));
    }
  }

  function replace(known: Failure, failure: Failure): void {
    claims.remove(known);
    held.replace(known, failure);
    claims.add(failure);
    isCorrected = true;
  }

  function dropOldest(): void {
    const most = limits();
    while (held.size > most.failures) {
      const oldest = held.oldest();
      if (!oldest) return;
      remove(oldest);
      dropped++;
    }
    while (healthy.size > most.healthy) {
      const oldest = healthy.keys().next().value;
      if (oldest === undefined) return;
      healthy.delete(oldest);
    }
  }

  /** Of what healthy replies held, only what began before goes, in epoch ms. */
  function empty(before = Number.POSITIVE_INFINITY): void {
    held.clear();
    healthy.clear();
    claims.clear();
    connections.clear();
    stories.clear();
    digests?.clear();
    replies?.dropBefore(before);
    exchanges = 0;
    dropped = 0;
    navigations = [];
  }

  function groupPicture(key: string, group: OpenGroup): Group | undefined {
    const first = group.failures[0];
    const last = group.failures.at(-1);
    if (!first || !last) return undefined;
    if (succeeded.has(group.endpoint)) group.picture = undefined;
    group.picture ??= { key, first, last, count: group.failures.length, recovered: stories.recoveryOf(last) };
    return group.picture;
  }

  function takePicture(): Snapshot {
    const pictures: Group[] = [];
    const byFamily = new Map<string, number>();
    const byPermanence = { temporary: 0, permanent: 0, unknown: 0 };
    for (const [key, group] of held.groups) {
      const seen = groupPicture(key, group);
      if (!seen) continue;
      pictures.push(seen);
      const { family, permanence } = seen.first.finding;
      byFamily.set(family, (byFamily.get(family) ?? 0) + seen.count);
      byPermanence[permanence] += seen.count;
    }
    succeeded.clear();
    return {
      recording,
      preserveLog,
      groups: pictures,
      counts: { failures: held.size, exchanges, dropped, byFamily, byPermanence },
      socketWatch,
      openSockets: connections.open(),
      navigations,
    };
  }

  const isHeld = ({ id }: Exchange) => held.get(id) !== undefined || healthy.has(id);

  const imported: SessionInput = {
    add(exchange, finding) {
      const known = held.get(exchange.id);
      if (!isHeld(exchange)) exchanges++;
      healthy.delete(exchange.id);
      stories.take(exchange, finding);
      if (!finding) succeeded.add(endpointOfExchange(exchange));
      digests ??= insightNow()?.createDigests({ salt: salt() });
      digests?.take(exchange, finding !== undefined);
      if (finding) {
        bodies ??= insightNow()?.createLongBodies(() => limits().body ?? MAX_KEPT_BODY);
        stacks ??= insightNow()?.createStacks();
        const shared = stacks?.share(exchange) ?? exchange;
        const failure = { exchange: bodies?.cut(shared) ?? shared, finding };
        if (known) replace(known, failure);
        else insert(failure);
      } else {
        if (known) remove(known);
        healthy.set(exchange.id, healthyLine(exchange));
        replies ??= insightNow()?.createReplies();
        replies?.take(exchange);
      }
      dropOldest();
      changed();
    },
    socket(socket, state) {
      connections.socket(socket, state);
      confirm(socket);
      changed();
    },
    log(record) {
      connections.add(record);
      if (record.channel === 'websocket' && record.direction === 'receive') {
        stories.received(record.socket.url, record.at);
        succeeded.add(endpointOf('', record.socket.url));
      }
      changed();
    },
  };

  const healthyReplies = () => (replies?.all() ?? []).filter(({ id }) => healthy.has(id));

  return {
    snapshot() {
      picture ??= takePicture();
      return picture;
    },
    healthy: () => [...healthy.values()],
    healthyReplies,
    headersOf: ({ id }) => (healthy.has(id) ? replies?.headersOf(id) : undefined),
    replyOf: ({ id }) => (healthy.has(id) ? replies?.exchangeOf(id) : undefined),
    wholeOf: (body) => bodies?.wholeOf(body) ?? body,
    failures: () => held.all(),
    storyOf: stories.of,
    incidents() {
      incidents ??= insightNow()?.findIncidents({
        failures: held.all(),
        healthy: [...healthy.values()],
        sentBefore: (id, at) => sentBefore(connections.of(id)?.records ?? [], at),
      });
      return incidents ?? [];
    },
    differencesOf: ({ exchange }) => digests?.differencesOf(exchange),
    failuresOf(group) {
      const lists = new Set(partsOf(group).map((part) => part.failures ?? held.groupOf(part)?.failures ?? []));
      const all = [...lists].flat();
      return group.parts ? all.sort((a, b) => a.exchange.at - b.exchange.at) : all;
    },
    subscribe(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    ...imported,
    imported,
    add(exchange, finding) {
      const isInPause = !recording || (exchange.at >= pausedAt && exchange.at < resumedAt);
      if (!isInPause || isHeld(exchange)) imported.add(exchange, finding);
    },
    log(record) {
      if (recording) imported.log(record);
    },
    connection: connections.of,
    setSocketWatch(watch) {
      socketWatch = watch;
      changed();
    },
    forget({ id }) {
      const failure = held.get(id);
      if (!failure) return;
      remove(failure);
      changed();
    },
    clear() {
      empty();
      bodies?.clear();
      changed();
    },
    setRecording(on) {
      if (recording && !on) pausedAt = now();
      if (!recording && on) resumedAt = now();
      recording = on;
      changed();
    },
    setPreserveLog(on) {
      preserveLog = on;
      changed();
    },
    navigated(began) {
      if (preserveLog) {
        navigations = [...navigations.slice(1 - MAX_NAVIGATIONS), began];
        changed();
        return;
      }
      const failures = held.all().filter(({ exchange }) => exchange.at >= began);
      const lines = [...healthy.values()].filter(({ at }) => at >= began);
      empty(began);
      for (const failure of failures) insert(failure);
      for (const one of lines) healthy.set(one.id, one);
      exchanges = failures.length + lines.length;
      changed();
    },
  };
}

/** Navigations that are remembered. */
const MAX_NAVIGATIONS = 200;

function randomSalt(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
