/**
 * Which HAR entry and which socket of the tap are the same. Neither source knows ids of the other: sockets of one address are
 * distinguished by what they said, then by when they began.
 */
import type { HarEntry } from '../har/entry.ts';
import type { FollowedSocket } from './followed-socket.ts';
import { MAX_MARKS, SocketTrace } from './socket-trace.ts';

/** Statuses of an accepted upgrade: RFC 6455 section 4.2.2, and over HTTP/2 RFC 8441 section 5. Chromium gives a refused one 0. */
const ACCEPTED: readonly number[] = [101, 200];
/** How far apart the clocks of a page and of DevTools are taken to be. */
const CLOCKS_MS = 100;
/** How far the HAR's clock and the page's may be apart for the same socket. */
const SAME_START_MS = 1_500;
/** How long a listed socket waits for a tap to claim it, where taps report by themselves. */
export const CLAIM_MS = 3_000;
/** How long it waits for a tap that has yet to be asked: a page that is busy answers late. */
const MAX_CLAIM_MS = 15_000;
/** HAR entries of earlier documents that are remembered, so as not to report them again. */
const MAX_PAST = 10_000;
/** Tapped sockets of earlier documents that are remembered until the HAR lists them. */
const MAX_UNLISTED = 200;
/** A socket of an earlier document started so near to its entry, in ms: nearer than a page loads again. */
const SAME_PAST_START_MS = 250;

export type Match =
  | FollowedSocket
  /** No tap has claimed it in its time: it is to be followed by the HAR alone. */
  | 'unclaimed'
  /** It is too early to say, or there is nothing to report. */
  | undefined;

export interface SocketMatching {
  /** Whether the entry may have something that has not been read. Most entries have not moved since the last look. */
  hasNews(entry: HarEntry): boolean;
  /** The socket of a HAR entry. */
  match(entry: HarEntry): Match;
  /** From now on the entry belongs to this socket. */
  tie(entry: HarEntry, one: FollowedSocket): void;
  /**
   * The socket that the HAR reported first, for one that a tap reports now. `openedAt` is undefined where the tap found it late:
   * then its start says nothing, and it has to be the only one.
   */
  reported(url: string, openedAt: number | undefined): FollowedSocket | undefined;
  /** Whether a tap is in place somewhere: then a socket that the HAR lists is left to it for a moment. */
  setTapped(isTapped: boolean): void;
  /** The tap has reported all that it saw before `at` (epoch ms); undefined where taps report by themselves. */
  acknowledged(at: number | undefined): void;
  /** Whether the tap was asked about sockets that began at that moment. */
  readonly isForeign: (entry: HarEntry) => boolean;
  /** The page went to another document, which began at that moment (epoch ms). Older sockets are about to be let go. */
  navigated(began: number): void;
}

interface Options {
  readonly followed: ReadonlyMap<string, FollowedSocket>;
  /** A socket that ended before anything had shown that it was open: its entry knows. */
  readonly isUndecided: (one: FollowedSocket) => boolean;
  /** Whether the HAR lists messages. Where it does not, there is nothing to report of a socket that no tap reaches. */
  readonly harListsMessages: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Whether the server accepted the upgrade. */
export function wasAccepted({ status }: HarEntry): boolean {
  return ACCEPTED.includes(status);
}

export function createSocketMatching({ followed, isUndecided, harListsMessages, now }: Options): SocketMatching {
  const byEntry = new Map<string, FollowedSocket>();
  /** When each listed socket that nobody claimed yet was first seen. */
  const unclaimed = new Map<string, number>();
  /** Entries of earlier documents: with DevTools' "Preserve log" the HAR goes on listing them. */
  const past = new Set<string>();
  /** Sockets that a tap reported for an earlier document and whose entries have not been seen. */
  let unlisted: { readonly url: string; readonly at: number }[] = [];
  /** When the present document began, in epoch ms; 0 before the first navigation. */
  let documentBegan = 0;
  let isTapped = false;
  let acknowledgedAt: number | undefined;

  function release(one: FollowedSocket): void {
    if (one.tie) byEntry.delete(one.tie.key);
    one.tie = undefined;
  }

  function forget(key: string): void {
    past.add(key);
    const [oldest] = past;
    if (past.size > MAX_PAST && oldest !== undefined) past.delete(oldest);
  }

  /** The socket that the entry is tied to, unless what it lists meanwhile shows that it belongs to another. */
  function stillTied(entry: HarEntry): FollowedSocket | undefined {
    const one = byEntry.get(entry.key);
    if (!one?.tie || one.from === 'har' || one.isLate) return one;
    const listed = traceOf(entry);
    if (one.trace.likeness(listed) === undefined) {
      release(one);
      one.setListed(undefined);
      return undefined;
    }
    one.tie.listed = listed;
    return one;
  }

  /** The tap's socket that fits best; one that is tied to an entry which fits less well is taken from it. */
  function bestTapped(entry: HarEntry, listed: SocketTrace): FollowedSocket | undefined {
    let best: Fit | undefined;
    for (const one of followed.values()) {
      if (one.from !== 'tap' || one.url !== entry.url) continue;
      const fit = fitOf(one, entry, listed, isUndecided(one));
      if (fit && (!best || isBetter(fit, best))) best = fit;
    }
    return best?.one;
  }

  const isAcknowledged = (entry: HarEntry) => acknowledgedAt !== undefined && acknowledgedAt > entry.at + CLOCKS_MS;

  function isOfPast({ url, at }: HarEntry): boolean {
    if (at < documentBegan - CLOCKS_MS) return true;
    return unlisted.some((one) => one.url === url && Math.abs(one.at - at) < SAME_PAST_START_MS);
  }

  function claim(entry: HarEntry): Match {
    const { key } = entry;
    const since = unclaimed.get(key) ?? now();
    unclaimed.set(key, since);
    const waited = now() - since;
    const isHeard = isAcknowledged(entry);
    // A socket that the tap has yet to report may be a better match than any that is known.
    if (isTapped && acknowledgedAt !== undefined && !isHeard && waited < MAX_CLAIM_MS) return undefined;
    const tapped = bestTapped(entry, traceOf(entry));
    if (tapped) return tapped;
    if (isOfPast(entry)) {
      unclaimed.delete(key);
      forget(key);
      return undefined;
    }
    const mayBeClaimed = isTapped && !isHeard && waited < CLAIM_MS;
    return mayBeClaimed || !wasAccepted(entry) || !harListsMessages ? undefined : 'unclaimed';
  }

  /** Sockets that the HAR reported first and no tap has claimed. */
  function unclaimedListed(url: string): FollowedSocket[] {
    return [...byEntry.values()].filter(
      (one) => one.from === 'har' && one.url === url && one.state !== 'closed' && !one.isTapped,
    );
  }

  function tie(entry: HarEntry, one: FollowedSocket): void {
    release(one);
    one.tie = { key: entry.key, seen: 0, listed: traceOf(entry) };
    byEntry.set(entry.key, one);
    unclaimed.delete(entry.key);
  }

  return {
    tie,
    hasNews(entry) {
      const one = byEntry.get(entry.key);
      if (!one) return !past.has(entry.key);
      const isConfirming = one.isClaimed && wasAccepted(entry);
      return isConfirming || one.heldClose !== undefined || entry.messageCount > (one.tie?.seen ?? 0);
    },
    match(entry) {
      if (past.has(entry.key)) return undefined;
      const tied = stillTied(entry);
      if (tied) return tied;
      const match = claim(entry);
      if (match && match !== 'unclaimed') tie(entry, match);
      return match;
    },
    reported(url, openedAt) {
      const listed = unclaimedListed(url);
      if (openedAt === undefined) return listed.length === 1 ? listed[0] : undefined;
      return listed
        .filter((one) => !one.isForeign && Math.abs(one.at - openedAt) < SAME_START_MS)
        .sort((a, b) => Math.abs(a.at - openedAt) - Math.abs(b.at - openedAt))[0];
    },
    setTapped(on) {
      isTapped = on;
    },
    acknowledged(at) {
      acknowledgedAt = at;
    },
    isForeign: (entry) => isTapped && isAcknowledged(entry),
    navigated(began) {
      documentBegan = began;
      const tapped = [...followed.values()].filter((one) => one.from === 'tap' && !one.tie && one.at < began);
      unlisted = [...unlisted.slice(-MAX_UNLISTED), ...tapped.map(({ url, at }) => ({ url, at }))];
      for (const [key, { at }] of byEntry) {
        if (at >= began) continue;
        forget(key);
        byEntry.delete(key);
      }
      for (const [key, since] of unclaimed) if (since < began) unclaimed.delete(key);
    },
  };
}

/** How well an entry and a socket of the tap agree. */
interface Fit {
  readonly one: FollowedSocket;
  readonly likeness: number;
  /** Between their starts, in ms. */
  readonly distance: number;
}

function isBetter(fit: Fit, other: Fit): boolean {
  return fit.likeness > other.likeness || (fit.likeness === other.likeness && fit.distance < other.distance);
}

function fitOf(one: FollowedSocket, entry: HarEntry, listed: SocketTrace, isUndecided: boolean): Fit | undefined {
  const distance = Math.abs(one.at - entry.at);
  if (one.isLate) {
    const isBefore = one.at > entry.at && (wasAccepted(entry) || isUndecided);
    return isBefore && !one.tie ? { one, likeness: 0, distance } : undefined;
  }
  const likeness = distance < SAME_START_MS ? one.trace.likeness(listed) : undefined;
  if (likeness === undefined) return undefined;
  const isTaken = one.tie !== undefined && (one.trace.likeness(one.tie.listed) ?? -Infinity) >= likeness;
  return isTaken ? undefined : { one, likeness, distance };
}

/** An entry is recognised by what it lists first. */
function traceOf(entry: HarEntry): SocketTrace {
  return new SocketTrace(entry.messages(0, 2 * MAX_MARKS));
}
