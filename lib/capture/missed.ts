/**
 * Requests that the page saw and no event came for: the sign that the browser loses events. A look at the HAR finds them, but it
 * must not be taken without need: in Firefox a HAR that is read while requests are under way makes it lose some of them.
 */

import { withoutFragment } from '../address.ts';
import { keepNewest } from '../bounded.ts';

export interface Missed {
  /** Addresses that the page's document, which began then (epoch ms), saw requested, once each time. */
  requested(urls: readonly string[], began: number): void;
  /** An event came for what ended then, in epoch ms. */
  stirred(endedAt: number): void;
  /** A request to this address is told, by its event or by a look, whichever was first. */
  settled(url: string): void;
  /** There is a sign that a request is missed whose address is not known: a refused preflight is followed by a failure. */
  suspect(): void;
  /** Whether to look now: something is owed for long enough, and nothing has just ended. */
  isDue(): boolean;
  /** Somebody has looked. */
  looked(look: Look): void;
}

export interface Look {
  /** Requests that were told for it. */
  readonly found: number;
  /**
   * Addresses whose requests the browser did not list as ended. They stay owed; what else is owed then never had an event: it came
   * from a cache, for example.
   */
  readonly unended: ReadonlySet<string>;
}

/** So long an event may take, in ms: the first, what each that is owed adds, since in a burst they come late and in heaps, and the most. */
const OWED_MS = 3_000;
const MORE_OWED_MS = 20;
const MAX_OWED_MS = 30_000;
/** Without an event for so long, in ms, few requests are under way. Where the last one was late, more may be to come: */
const QUIET_MS = 2_500;
/** then twice the time that it was late, at the most this. */
const MAX_QUIET_MS = 60_000;
/** An event that was for a worker's or a frame's request is not set against the page's for longer than this. */
const CREDIT_MS = 10_000;
/** Between two looks, in ms. */
const REST_MS = 2_000;
/** An address that a look did not find is owed nothing for so long; twice that after each further time, at the most the latter. */
const MUTE_MS = 2_000;
const MAX_MUTE_MS = 60_000;
/** Addresses that are balanced at the same time; the oldest is forgotten. */
const MAX_ADDRESSES = 5_000;

interface Mute {
  /** Epoch ms. */
  readonly until: number;
  readonly ms: number;
}

interface Balance {
  /** Requests minus events. */
  owed: number;
  /** Epoch ms of the last change of its sign. */
  since: number;
}

/** `now` gives epoch ms. */
export function createMissed(now: () => number): Missed {
  const balances = new Map<string, Balance>();
  let suspectedAt: number | undefined;
  let quietFrom = 0;
  let restUntil = 0;
  const mutes = new Map<string, Mute>();

  function book(url: string, change: 1 | -1): void {
    const address = withoutFragment(url);
    const known = balances.get(address);
    const isStale = known !== undefined && known.owed < 0 && now() - known.since > CREDIT_MS;
    const owed = (known && !isStale ? known.owed : 0) + change;
    if (owed === 0) balances.delete(address);
    else {
      const since = known && known.owed > 0 && owed > 0 ? known.since : now();
      keepNewest(balances, address, { owed, since }, MAX_ADDRESSES);
    }
  }

  function mute(address: string): void {
    const ms = Math.min(2 * (mutes.get(address)?.ms ?? MUTE_MS / 2), MAX_MUTE_MS);
    keepNewest(mutes, address, { until: now() + ms, ms }, MAX_ADDRESSES);
  }

  const isMute = (address: string) => now() < (mutes.get(address)?.until ?? 0);

  return {
    requested(urls, began) {
      // An event whose request an earlier document made, and had no time to mention, is not set against this one's.
      for (const [address, { owed, since }] of balances) if (owed < 0 && since < began) balances.delete(address);
      for (const url of urls) if (/^https?:/i.test(url)) book(url, 1);
    },
    stirred(endedAt) {
      const quietMs = Math.min(Math.max(QUIET_MS, 2 * (now() - endedAt)), MAX_QUIET_MS);
      quietFrom = now() + quietMs;
    },
    settled: (url) => book(url, -1),
    suspect() {
      suspectedAt ??= now();
    },
    isDue() {
      if (now() < restUntil || now() < quietFrom) return false;
      let owedInAll = 0;
      let oldest = suspectedAt ?? Number.POSITIVE_INFINITY;
      for (const [address, { owed, since }] of balances) {
        if (owed <= 0 || isMute(address)) continue;
        owedInAll += owed;
        oldest = Math.min(oldest, since);
      }
      return now() - oldest >= Math.min(OWED_MS + MORE_OWED_MS * owedInAll, MAX_OWED_MS);
    },
    looked({ found, unended }) {
      suspectedAt = undefined;
      for (const [address, { owed }] of balances) {
        if (owed <= 0) continue;
        if (!unended.has(address)) balances.delete(address);
        if (found === 0) mute(address);
      }
      restUntil = now() + REST_MS;
    },
  };
}
