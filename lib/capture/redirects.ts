/**
 * Where redirects led, and those that were not followed. For `fetch(…, { redirect: 'manual' })`, with which service workers make
 * every navigation, Chromium lists the redirect and then the next hop as a request that failed with `net::ERR_ABORTED`. There never was one.
 */

import { withoutFragment } from '../address.ts';
import type { HarEntry } from '../har/entry.ts';

/** A hop begins when its redirect ends; start times are cut to milliseconds. */
const SLACK_MS = 5;
/** Firefox is less exact. */
const LOOSE_SLACK_MS = 50;
/** Redirects whose hop may still come. */
const MAX_REMEMBERED = 100;

interface Redirect {
  readonly target: string;
  /** Epoch milliseconds. */
  readonly end: number;
}

/** What an entry is to the redirects before it: nothing, where one led, or where one would have led, had it been followed. */
export type Hop = 'none' | 'followed' | 'unfollowed';

/** Takes HAR entries in the order in which they ended or began. */
export function createRedirects(): { hopOf(entry: HarEntry): Hop } {
  const redirects: Redirect[] = [];

  function remember({ url, at, durationMs, redirectURL }: HarEntry): void {
    if (redirectURL === '' || durationMs === undefined || !URL.canParse(redirectURL, url)) return;
    redirects.push({ target: withoutFragment(new URL(redirectURL, url).href), end: at + durationMs });
    if (redirects.length > MAX_REMEMBERED) redirects.shift();
  }

  return {
    hopOf(entry) {
      if (entry.url === '' || entry.at === 0) return 'none';
      remember(entry);
      const address = withoutFragment(entry.url);
      const leadsHere = (slack: number) =>
        redirects.some(({ target, end }) => target === address && Math.abs(entry.at - end) <= slack);
      if (wasNeverSent(entry) && leadsHere(SLACK_MS)) return 'unfollowed';
      return leadsHere(LOOSE_SLACK_MS) ? 'followed' : 'none';
    },
  };
}

/** Chromium knows no time in the queue of a request that did not get as far as the network. */
function wasNeverSent({ status, error, wasNeverQueued }: HarEntry): boolean {
  return status === 0 && error === 'net::ERR_ABORTED' && wasNeverQueued;
}
