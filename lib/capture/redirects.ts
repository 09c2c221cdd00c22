/**
 * Where redirects led, and those that nobody followed. For `fetch(…, { redirect: 'manual' })`, with which service workers make
 * every navigation, Chromium lists the redirect and then the next hop as a request that failed with `net::ERR_ABORTED`. There never was one.
 */

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

/** Members that matter here; any of them may be missing or of any type. */
interface Entry {
  readonly startedDateTime?: unknown;
  readonly time?: unknown;
  readonly timings?: { readonly _blocked_queueing?: unknown };
  readonly request?: { readonly url?: unknown };
  readonly response?: { readonly status?: unknown; readonly redirectURL?: unknown; readonly _error?: unknown };
}

/** What an entry is to the redirects before it: nothing, where one led, or where one would have led, had it been followed. */
export type Hop = 'none' | 'followed' | 'unfollowed';

/** Takes HAR entries in the order in which they ended or began. One that is malformed is no hop. */
export function createRedirects(): { hopOf(entry: unknown): Hop } {
  const redirects: Redirect[] = [];

  function remember({ time, response }: Entry, url: string, start: number): void {
    const target = response?.redirectURL;
    if (typeof target !== 'string' || target === '' || typeof time !== 'number' || !URL.canParse(target, url)) return;
    redirects.push({ target: withoutFragment(new URL(target, url).href), end: start + time });
    if (redirects.length > MAX_REMEMBERED) redirects.shift();
  }

  return {
    hopOf(value) {
      const entry = (value ?? {}) as Entry;
      const url = entry.request?.url;
      if (typeof url !== 'string' || typeof entry.startedDateTime !== 'string') return 'none';
      const start = Date.parse(entry.startedDateTime);
      remember(entry, url, start);
      const address = withoutFragment(url);
      const leadsHere = (slack: number) =>
        redirects.some(({ target, end }) => target === address && Math.abs(start - end) <= slack);
      if (wasNeverSent(entry) && leadsHere(SLACK_MS)) return 'unfollowed';
      return leadsHere(LOOSE_SLACK_MS) ? 'followed' : 'none';
    },
  };
}

/** Chromium knows no time in the queue of a request that did not get as far as the network. */
function wasNeverSent({ response, timings }: Entry): boolean {
  return response?.status === 0 && response._error === 'net::ERR_ABORTED' && timings?._blocked_queueing === -1;
}

function withoutFragment(url: string): string {
  const end = url.indexOf('#');
  return end < 0 ? url : url.slice(0, end);
}
