/**
 * HAR entries to exchanges. HARs come from many tools and from strangers, so every member is doubted:
 * what is missing or of a wrong type is left out, and only an entry without an address can not be read.
 *
 * HAR 1.2: http://www.softwareishard.com/blog/har-12-spec/ with Chrome's `_resourceType`, `_error`, `_fromCache`,
 * `_fetchedViaServiceWorker`.
 */
import type { Body, Exchange, Header, HttpExchange, RequestRole, Socket } from '../exchange.ts';
import { firefoxFailure } from './firefox.ts';

export type HarReading =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  /** Nothing can be said: neither a status nor an error. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'fault'; readonly why: string };

/**
 * Whose HAR it is, which decides what a status 0 without an error means. Chromium names an error for every request that failed;
 * Firefox names none and describes the response of a request once it has ended; of others little can be presumed.
 */
export type HarDialect = 'chromium' | 'firefox' | 'other';

/** The status of an accepted upgrade. RFC 6455 section 4.2.2. */
const SWITCHED = 101;

/** Stand-ins of Chromium and Firefox for a media type that the server did not send. */
const NO_MIME: ReadonlySet<string> = new Set(['x-unknown', 'application/x-unknown-content-type']);

type Unknown = Readonly<Record<string, unknown>>;

function record(value: unknown): Unknown {
  return typeof value === 'object' && value !== null ? (value as Unknown) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A finite number, also one spelled as digits; undefined otherwise. */
function number(value: unknown): number | undefined {
  const n = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof n === 'number' && Number.isFinite(n) ? n : undefined;
}

function positive(value: unknown): number | undefined {
  const n = number(value);
  return n !== undefined && n >= 0 ? n : undefined;
}

/**
 * Reads one entry. `id` becomes the exchange's id. Times that can not be read are epoch 0, a status that is no
 * HTTP status (below 0 or above 999) counts as none. `hasEnded`: the source says that the request is over.
 */
export function readHarEntry(entry: unknown, id: string, dialect: HarDialect, hasEnded = false): HarReading {
  const { request, response, startedDateTime, time, ...extra } = record(entry);
  const url = text(record(request).url);
  if (url === '') return { kind: 'fault', why: 'request.url is missing or no text' };
  const reply = record(response);
  const status = statusOf(reply.status);
  const method = text(record(request).method).toUpperCase() || 'GET';
  const requestHeaders = headersOf(record(request).headers);
  const parsedAt = Date.parse(text(startedDateTime));
  const at = Number.isNaN(parsedAt) ? 0 : parsedAt;
  const responseHeaders = headersOf(reply.headers);
  const failure = text(reply._error) || text(extra._error) || ownFailure() || undefined;

  function ownFailure(): string | undefined {
    if (dialect !== 'firefox') return undefined;
    return firefoxFailure({
      url,
      method,
      status,
      security: extra._securityState,
      bodySize: reply.bodySize,
      hasTimings: Object.keys(record(extra.timings)).length > 0,
      requestHeaders,
      responseHeaders,
    });
  }

  /** A request without a status that is not under way: it failed, though nothing names the error. */
  const failedSilently =
    status === 0 && dialect === 'firefox' && !hasContent(reply) && (hasEnded || isDescribed(reply));

  const isOpened = isSocket(url, extra._resourceType) && (status === SWITCHED || hasSpoken(extra));
  if (isSocket(url, extra._resourceType) && !isOpened) {
    const hasFailed = status >= 400 || failure !== undefined || failedSilently;
    if (!hasFailed && !hasErrorFrame(extra._webSocketMessages)) return { kind: 'pending' };
    const socket: Socket = { id, url, subprotocol: undefined, at };
    return { kind: 'exchange', exchange: { channel: 'handshake', id, socket, at, status, responseHeaders, failure } };
  }
  const mayBePending = status === 0 && failure === undefined && !failedSilently;
  if (!isOpened && mayBePending && (dialect !== 'other' || hasArrived(reply))) return { kind: 'pending' };

  const content = record(reply.content);
  const mimeType = text(content.mimeType);
  const exchange: HttpExchange = {
    channel: 'http',
    id,
    url,
    method,
    at,
    durationMs: positive(time),
    status: isOpened ? SWITCHED : status,
    statusText: text(reply.statusText),
    mimeType: NO_MIME.has(mimeType) ? '' : mimeType,
    requestHeaders,
    responseHeaders,
    requestBody: bodyOf(record(record(request).postData).text, ''),
    responseBody: bodyOf(content.text, text(content.encoding)),
    responseSize: positive(content.size),
    failure,
    role: roleOf(method, status, extra._resourceType, requestHeaders),
    fromCache: text(extra._fromCache) || undefined,
    viaServiceWorker: reply._fetchedViaServiceWorker === true,
    // Chromium reports the status of a reply that it then withheld (CORS, ORB, …) together with an error.
    withheld: status > 0 && (failure === 'net::ERR_FAILED' || failure === 'CORS_REFUSED'),
    resourceType: text(extra._resourceType) || undefined,
  };
  return { kind: 'exchange', exchange };
}

function statusOf(value: unknown): number {
  const status = number(value) ?? 0;
  return Number.isInteger(status) && status > 0 && status <= 999 ? status : 0;
}

/** Headers or a body without a status: older Firefox lists replies from its cache so. */
function hasArrived(reply: Unknown): boolean {
  return headersOf(reply.headers).length > 0 || text(record(reply.content).text) !== '';
}

/** A response came; Firefox now and then loses its status on a busy machine, and nothing can be said then. */
function hasContent(reply: Unknown): boolean {
  return (positive(record(reply.content).size) ?? 0) > 0;
}

/** Firefox fills in type or size of the response when a request has ended. */
function isDescribed(reply: Unknown): boolean {
  const { mimeType, size } = record(reply.content);
  return !hasArrived(reply) && (typeof mimeType === 'string' || typeof size === 'number');
}

function isSocket(url: string, resourceType: unknown): boolean {
  return resourceType === 'websocket' || /^wss?:/i.test(url);
}

/** A socket that carried messages or was closed was open, whatever the tool wrote for a status (HTTP/2 has no 101: RFC 8441). */
function hasSpoken({ _webSocketMessages: messages, _webSocketClose: close }: Unknown): boolean {
  if (record(close).code !== undefined) return true;
  return (
    Array.isArray(messages) && messages.some((message) => ['send', 'receive'].includes(text(record(message).type)))
  );
}

function hasErrorFrame(messages: unknown): boolean {
  return Array.isArray(messages) && messages.some((message) => record(message).type === 'error');
}

function roleOf(method: string, status: number, resourceType: unknown, headers: readonly Header[]): RequestRole {
  if (resourceType === 'preflight') return 'preflight';
  // Fetch standard, CORS-preflight request: OPTIONS with this header, which scripts can not set.
  if (method === 'OPTIONS' && headers.some(({ name }) => name.toLowerCase() === 'access-control-request-method')) {
    return 'preflight';
  }
  return status >= 300 && status < 400 && status !== 304 ? 'redirect' : 'plain';
}

function headersOf(value: unknown): Header[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    const { name, value: content } = record(item);
    return typeof name === 'string' && typeof content === 'string' ? [{ name, value: content }] : [];
  });
}

function bodyOf(value: unknown, encoding: string): Body {
  if (typeof value !== 'string') return { state: 'absent', why: 'unavailable' };
  return { state: 'read', text: value, base64: encoding === 'base64', cut: false };
}
