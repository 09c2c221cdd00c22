/**
 * Requests that the page saw and no event came for: the sign that the browser loses events. A look at the HAR finds them, but it
 * must not be taken without need: in Firefox a HAR that is read while requests are under way makes it lose some of them.
 */

import { withoutFragment } from '../address.ts';
import { keepNewest } from '../bounded.ts';

export interface Missed {
  /** Addresses that the page's document, which began then (epoch ms), saw requested, once each time. */
  requested(urls: readonly string[], began: number): void;
  /** An event came for a request to this address. */
  reported(url: string): void;
  /** What was reported shows that another request is missed: a refused preflight is followed by a failure. */
  suspect(): void;
  /** Whether to look now: something is owed for long enough, and nothing has just ended. */
  isDue(): boolean;
  /** Somebody has looked, and found so many. What is still owed then never had an event: it came from a cache, for example. */
  looked(found: number): void;
}

/** So long an event may take, in ms. */
const OWED_MS = 3_000;
/** Without an event for so long, few requests are under way: in a burst, events come late and in heaps. */
const QUIET_MS = 2_500;
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
  let reportedAt = 0;
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
    reported(url) {
      reportedAt = now();
      book(url, -1);
    },
    suspect() {
      suspectedAt ??= now();
    },
    isDue() {
      if (now() < restUntil || now() - reportedAt < QUIET_MS) return false;
      const isOwed = (since: number) => now() - since >= OWED_MS;
      if (suspectedAt !== undefined && isOwed(suspectedAt)) return true;
      for (const [address, { owed, since }] of balances) if (owed > 0 && isOwed(since) && !isMute(address)) return true;
      return false;
    },
    looked(found) {
      suspectedAt = undefined;
      for (const [address, { owed }] of balances) {
        if (owed <= 0) continue;
        balances.delete(address);
        if (found === 0) mute(address);
      }
      restUntil = now() + REST_MS;
    },
  };
}
