/**
 * Why Firefox has no response to show. It gives extensions and HARs no error name, but what it leaves out, and what the
 * headers say, distinguishes three cases. The names are ours, and stand where other browsers have theirs.
 */
import { header } from '../exchange.ts';
import type { HarEntry } from '../har/entry.ts';

export type FirefoxFailure =
  /** Ended before anything was sent: by a content security policy, a blocker, a forbidden port, mixed content, a service worker. */
  | 'BLOCKED'
  /** The server's certificate or its encryption was refused. */
  | 'TLS_REFUSED'
  /** A response came, and the page's origin may not read it. */
  | 'CORS_REFUSED';

/** Undefined where nothing failed, or nothing says why. */
export function firefoxFailure(entry: HarEntry): FirefoxFailure | undefined {
  if (entry.status > 0) return isRefusedByCors(entry) ? 'CORS_REFUSED' : undefined;
  if (entry.securityState === 'broken') return 'TLS_REFUSED';
  // Firefox counts the bytes of every response and measures every request that it sends.
  return entry.bodySize === -1 && !entry.hasTimings ? 'BLOCKED' : undefined;
}

/** The CORS check of the Fetch standard, https://fetch.spec.whatwg.org/#concept-cors-check, as far as the headers show. */
function isRefusedByCors({ url, method, requestHeaders, responseHeaders }: HarEntry): boolean {
  const origin = header(requestHeaders, 'origin');
  if (origin === undefined || !/^https?:/i.test(url) || !URL.canParse(url) || origin === new URL(url).origin)
    return false;
  // Over http: to another machine the mode stays unsaid, but without CORS a GET carries no origin.
  const mode = header(requestHeaders, 'sec-fetch-mode') ?? (method === 'GET' ? 'cors' : undefined);
  if (mode !== 'cors') return false;
  const allowed = header(responseHeaders, 'access-control-allow-origin');
  return allowed !== '*' && allowed !== origin;
}
