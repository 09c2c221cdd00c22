/** HAR entries to exchanges, each read once: what the entry is to the redirects before it, and then what it says. */
import type { Exchange, FailedHandshake, HttpExchange, RequestRole } from '../exchange.ts';
import type { HarDialect } from '../har/dialects.ts';
import type { HarEntry } from '../har/entry.ts';
import { firefoxFailure } from './firefox.ts';
import { isMixedContent } from './mixed-content.ts';
import { createPreflights, isPreflight, type RefusedPreflight } from './preflights.ts';
import { createRedirects } from './redirects.ts';

export type Reading =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  /** Nothing can be said: neither a status nor an error. */
  | { readonly kind: 'pending' }
  /** The next hop of a redirect that was not followed: there was no such request. */
  | { readonly kind: 'unfollowed' }
  /** A preflight that is told together with the request that it refused. */
  | { readonly kind: 'merged' }
  /** The same, and the request is told already: this is all of it. */
  | { readonly kind: 'completed'; readonly exchange: HttpExchange }
  | { readonly kind: 'fault'; readonly why: string };

export interface ExchangeReader {
  /**
   * Reads an entry; `id` becomes the exchange's id. Takes entries in the order in which they ended or began, since redirects
   * explain what follows them. `hasEnded`: the source says that the request is over.
   */
  read(entry: HarEntry, id: string, hasEnded?: boolean): Reading;
  /** The same for an entry out of order, without a look at redirects. */
  readAlone(entry: HarEntry, id: string): Reading;
  /**
   * Takes note of entries that are read later. A request that failed for its preflight is read together with it, under the id of
   * the preflight where that was read before. Gives the requests that are told already and whose preflight is found only now.
   */
  foresee(entries: readonly HarEntry[]): readonly HttpExchange[];
}

export function createExchangeReader(dialect: HarDialect): ExchangeReader {
  const redirects = createRedirects();
  const preflights = createPreflights();

  function readWithPreflight(entry: HarEntry, id: string, hasEnded: boolean): Reading {
    const own = preflights.note(entry);
    if (own) {
      if (own.refused !== undefined) return MERGED;
      const request = preflights.behind(own);
      if (request) return { kind: 'completed', exchange: request };
      own.shownAs = id;
    }
    const preflight = preflights.of(entry);
    const reading = readEntry(entry, id, { dialect, hasEnded, isRefused: preflight !== undefined });
    if (preflight) return withPreflight(reading, preflight);
    if (reading.kind === 'exchange' && isSilent(reading.exchange)) preflights.told(entry, reading.exchange);
    return reading;
  }

  return {
    read(entry, id, hasEnded = false) {
      const hop = redirects.hopOf(entry);
      if (hop === 'unfollowed') return { kind: 'unfollowed' };
      const reading = readWithPreflight(entry, id, hasEnded);
      return hop === 'followed' && dialect.silence === 'concluded' ? unblocked(reading) : reading;
    },
    readAlone: (entry, id) => readWithPreflight(entry, id, false),
    foresee(entries) {
      for (const entry of entries) preflights.note(entry);
      return entries.flatMap((entry) => preflights.completed(entry) ?? []);
    },
  };
}

/** Neither a status nor a reason: so fails what a preflight refused. */
function isSilent(exchange: Exchange): exchange is HttpExchange {
  if (exchange.channel !== 'http' || exchange.role !== 'plain' || exchange.status !== 0) return false;
  return exchange.failure === undefined || exchange.failure === BARE_FAILURE;
}

function withPreflight(reading: Reading, { facts, shownAs }: RefusedPreflight): Reading {
  if (reading.kind !== 'exchange' || reading.exchange.channel !== 'http') return reading;
  const { exchange } = reading;
  return { kind: 'exchange', exchange: { ...exchange, id: shownAs ?? exchange.id, preflight: facts } };
}

/** The target of a redirect may have been sent before it was given up: Firefox counts nothing of it, as if it never was. */
function unblocked(reading: Reading): Reading {
  if (reading.kind !== 'exchange' || reading.exchange.channel !== 'http') return reading;
  const { exchange } = reading;
  return exchange.failure === 'BLOCKED' ? { kind: 'exchange', exchange: { ...exchange, failure: undefined } } : reading;
}

/** What Chromium calls a failure without giving a reason. */
export const BARE_FAILURE = 'net::ERR_FAILED';
/** The status of an accepted upgrade. RFC 6455 section 4.2.2. */
const SWITCHED = 101;

const PENDING: Reading = { kind: 'pending' };
const MERGED: Reading = { kind: 'merged' };

interface Circumstances {
  readonly dialect: HarDialect;
  readonly hasEnded: boolean;
  /** A preflight refused it. */
  readonly isRefused: boolean;
}

function readEntry(entry: HarEntry, id: string, { dialect, hasEnded, isRefused }: Circumstances): Reading {
  if (entry.url === '') return { kind: 'fault', why: 'request.url is missing or no text' };
  if (!entry.hasResponse || isNoRequest(entry)) return PENDING;
  const failure = failureOf(entry, dialect) ?? (isRefused ? 'CORS_REFUSED' : undefined);
  /** A request without a status that is not under way: it failed, though nothing names the error. */
  const failedSilently =
    entry.status === 0 && dialect.silence === 'concluded' && !hasContent(entry) && (hasEnded || isDescribed(entry));
  if (entry.isSocket) return readSocket(entry, id, failure, failedSilently);
  const mayBePending = entry.status === 0 && failure === undefined && !failedSilently;
  if (mayBePending && (dialect.silence !== 'failed' || hasArrived(entry) || wasNeverSent(entry))) return PENDING;
  return { kind: 'exchange', exchange: readHttp(entry, id, failure) };
}

function failureOf(entry: HarEntry, dialect: HarDialect): string | undefined {
  if (entry.error !== '') return entry.error;
  if (entry.wasStopped) return isMixedContent(entry) ? 'MIXED_CONTENT' : 'CSP_REFUSED';
  return dialect.silence === 'concluded' ? firefoxFailure(entry) : undefined;
}

/** Some tools list the empty page that a tab begins with. */
function isNoRequest({ url, status }: HarEntry): boolean {
  return status === 0 && /^about:/i.test(url);
}

/** The opening of a socket, or its refusal. What happens on the socket is read elsewhere. */
function readSocket(entry: HarEntry, id: string, failure: string | undefined, failedSilently: boolean): Reading {
  const { url, at, status } = entry;
  if (status === SWITCHED || entry.hasSpoken) {
    const opening = readHttp(entry, id, failure);
    return { kind: 'exchange', exchange: { ...opening, status: SWITCHED } };
  }
  if (status < 400 && failure === undefined && !failedSilently && !entry.hasErrorMessage) return PENDING;
  const { responseHeaders } = entry;
  const claim = entry.isClaimed ? ({ claimed: true } as const) : undefined;
  const socket = { id, url, subprotocol: undefined, at, initiator: entry.initiator, ...claim };
  const { violates } = entry;
  const handshake: FailedHandshake = {
    channel: 'handshake',
    id,
    socket,
    at,
    status,
    responseHeaders,
    failure,
    violates,
  };
  return { kind: 'exchange', exchange: handshake };
}

function readHttp(entry: HarEntry, id: string, failure: string | undefined): HttpExchange {
  const { url, method, at, status, requestHeaders, responseHeaders, resourceType } = entry;
  return {
    channel: 'http',
    id,
    url,
    method,
    at,
    durationMs: entry.durationMs,
    phases: entry.phases,
    status,
    statusText: entry.statusText,
    mimeType: entry.mimeType,
    requestHeaders,
    responseHeaders,
    requestBody: entry.requestBody,
    responseBody: entry.responseBody,
    responseSize: entry.contentSize,
    failure,
    role: roleOf(entry),
    fromCache: entry.fromCache || undefined,
    viaServiceWorker: entry.viaServiceWorker,
    // Chromium reports the status of a reply that it then withheld (CORS, ORB, …) together with an error.
    withheld: status > 0 && (failure === 'net::ERR_FAILED' || failure === 'CORS_REFUSED'),
    resourceType: resourceType || undefined,
    initiator: entry.initiator,
    protocol: entry.protocol || undefined,
    transferSize: entry.transferSize,
    serverAddress: entry.serverAddress || undefined,
    priority: entry.priority || undefined,
    preflight: entry.preflight,
    violates: entry.violates,
    ...(entry.isClaimed && { claimed: true }),
  };
}

/** No time at all went by: clients and proxies list requests that they keep and have not sent, or whose reply was never awaited. */
function wasNeverSent({ durationMs, phases = {}, statusText }: HarEntry): boolean {
  return durationMs === 0 && statusText === '' && Object.values(phases).every((took) => took === 0);
}

/** Headers or a body without a status: older Firefox lists replies from its cache so. */
function hasArrived({ responseHeaders, responseBody }: HarEntry): boolean {
  return responseHeaders.length > 0 || (responseBody.state === 'read' && responseBody.text !== '');
}

/** A response came; Firefox now and then loses its status on a busy machine, and nothing can be said then. */
function hasContent({ contentSize = 0 }: HarEntry): boolean {
  return contentSize > 0;
}

/** Firefox fills in type or size of the response when a request has ended. */
function isDescribed(entry: HarEntry): boolean {
  return !hasArrived(entry) && entry.isContentDescribed;
}

function roleOf(entry: HarEntry): RequestRole {
  if (isPreflight(entry)) return 'preflight';
  const { status } = entry;
  return status >= 300 && status < 400 && status !== 304 ? 'redirect' : 'plain';
}
