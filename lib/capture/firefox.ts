/**
 * Why Firefox has no response to show. It gives extensions and HARs no error name, but what it leaves out, and what the
 * headers say, tells three cases apart. The names are ours, and stand where other browsers have theirs.
 */
import { type Exchange, type Header, header } from '../exchange.ts';

export type FirefoxFailure =
  /** Ended before anything was sent: by a content security policy, a blocker, a forbidden port, mixed content, a service worker. */
  | 'BLOCKED'
  /** The server's certificate or its encryption was refused. */
  | 'TLS_REFUSED'
  /** A response came, and the page's origin may not read it. */
  | 'CORS_REFUSED';

interface Reply {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  /** What the HAR says of the security of the connection. */
  readonly security: unknown;
  /** Bytes of the response, -1 where Firefox never counted any. */
  readonly bodySize: unknown;
  /** Firefox measures every request that it sends. */
  readonly hasTimings: boolean;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
}

/** Undefined where nothing failed, or nothing says why. */
export function firefoxFailure(reply: Reply): FirefoxFailure | undefined {
  const { status, security, bodySize, hasTimings } = reply;
  if (status > 0) return isRefusedByCors(reply) ? 'CORS_REFUSED' : undefined;
  if (security === 'broken') return 'TLS_REFUSED';
  return bodySize === -1 && !hasTimings ? 'BLOCKED' : undefined;
}

/** The target of a redirect may have been sent before it was given up: Firefox counts nothing of it, as if it never was. */
export function unblocked(exchange: Exchange): Exchange {
  return exchange.channel === 'http' && exchange.failure === 'BLOCKED' ? { ...exchange, failure: undefined } : exchange;
}

/** The CORS check of the Fetch standard, https://fetch.spec.whatwg.org/#concept-cors-check, as far as the headers tell. */
function isRefusedByCors({ url, method, requestHeaders, responseHeaders }: Reply): boolean {
  const origin = header(requestHeaders, 'origin');
  if (origin === undefined || !/^https?:/i.test(url) || !URL.canParse(url) || origin === new URL(url).origin)
    return false;
  // Over http: to another machine the mode stays unsaid, but without CORS a GET carries no origin.
  const mode = header(requestHeaders, 'sec-fetch-mode') ?? (method === 'GET' ? 'cors' : undefined);
  if (mode !== 'cors') return false;
  const allowed = header(responseHeaders, 'access-control-allow-origin');
  return allowed !== '*' && allowed !== origin;
}
