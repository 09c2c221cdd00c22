/**
 * Requests that the page's own security policy forbade. The page tells which directive it was; the browser lists the request, or
 * does not: Chromium leaves out what a script asked for, and Firefox lists it without a reason. Both are put together here.
 */
import { withoutFragment } from '../address.ts';
import type { CodePlace, Exchange, FailedHandshake, HttpExchange } from '../exchange.ts';
import { NO_BODY } from '../exchange.ts';
import type { PageEvent } from '../tap/events.ts';

type Violation = Extract<PageEvent, { type: 'violation' }>;

export interface Violations {
  /** The page reports one. */
  reported(violation: Violation): void;
  /** An exchange that the browser lists: with the directive that forbade it, where the page told of that. */
  explained(exchange: Exchange): Exchange;
  /** Shows what the browser has not listed in its time, as a claim of the page. To be called now and then. */
  settle(): void;
}

interface Options {
  /** Receives what the browser does not list; the same id again completes an earlier exchange. */
  readonly emit: (exchange: Exchange) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** So long the browser may take to list a request, in ms. */
const LISTED_MS = 3_000;
/** The clocks of page and browser, and the way from the request to its violation, in ms. */
const APART_MS = 2_000;
/** Violations and listed requests that wait for their other half. */
const MAX_WAITING = 1_000;
/** What failed so may have been forbidden: Chromium's way to list it, and Firefox's. */
const FORBIDDEN: ReadonlySet<string> = new Set(['CSP_REFUSED', 'BLOCKED']);

export function createViolations({ emit, now }: Options): Violations {
  /** By address, the oldest first. */
  let told: Violation[] = [];
  let listed: HttpExchange[] = [];
  let claims = 0;

  return {
    reported(violation) {
      const address = withoutFragment(violation.url);
      const index = listed.findIndex((one) => isSame(one, address, violation.at));
      const [known] = index < 0 ? [] : listed.splice(index, 1);
      if (known) emit(withReason(known, violation));
      else if (told.length < MAX_WAITING) told.push({ ...violation, url: address });
    },
    explained(exchange) {
      if (exchange.channel !== 'http' || exchange.status !== 0 || !FORBIDDEN.has(exchange.failure ?? ''))
        return exchange;
      const index = told.findIndex(({ url, at }) => isSame(exchange, url, at));
      const [violation] = index < 0 ? [] : told.splice(index, 1);
      if (violation) return withReason(exchange, violation);
      listed.push(exchange);
      if (listed.length > MAX_WAITING) listed.shift();
      return exchange;
    },
    settle() {
      const isOver = ({ at }: { readonly at: number }) => now() - at > LISTED_MS;
      const over = told.filter(isOver);
      if (over.length > 0) told = told.filter((one) => !isOver(one));
      listed = listed.filter((one) => now() - one.at <= LISTED_MS + APART_MS);
      for (const violation of over) emit(claimOf(violation, `live violation ${violation.at} ${claims++}`));
    },
  };
}

function isSame({ url, at }: HttpExchange, address: string, violatedAt: number): boolean {
  return withoutFragment(url) === address && Math.abs(at - violatedAt) <= APART_MS;
}

function withReason(exchange: HttpExchange, violation: Violation): HttpExchange {
  const { directive } = violation;
  return {
    ...exchange,
    failure: 'CSP_REFUSED',
    violates: directive,
    initiator: exchange.initiator ?? placeOf(violation),
  };
}

/** The line that asked; undefined where no script of the page is named. */
function placeOf({ file, line, column }: Violation): CodePlace | undefined {
  if (!/^https?:/i.test(file)) return undefined;
  return { function: '', url: file, line: line || undefined, column: column || undefined };
}

/** What the page alone reports. It does not say by which method it asked. */
function claimOf(violation: Violation, id: string): HttpExchange | FailedHandshake {
  const { url, at, directive } = violation;
  const parts = { id, at, status: 0, responseHeaders: [], failure: 'CSP_REFUSED', violates: directive };
  const initiator = placeOf(violation);
  if (/^wss?:/i.test(url)) {
    const socket = { id, url, subprotocol: undefined, at, claimed: true, initiator } as const;
    return { ...parts, channel: 'handshake', socket };
  }
  return {
    ...parts,
    channel: 'http',
    url,
    method: 'GET',
    durationMs: undefined,
    statusText: '',
    mimeType: '',
    requestHeaders: [],
    requestBody: NO_BODY,
    responseBody: NO_BODY,
    responseSize: undefined,
    role: 'plain',
    fromCache: undefined,
    viaServiceWorker: false,
    withheld: false,
    resourceType: undefined,
    initiator,
    claimed: true,
  };
}
