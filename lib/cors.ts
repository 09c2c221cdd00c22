/**
 * The CORS protocol rule by rule: which header or status of a reply, or of the preflight before it, keeps it from the page, and
 * the header line that would let it through. Fetch standard, https://fetch.spec.whatwg.org/#cors-check and #cors-preflight-fetch.
 */
import type { CorsRule } from './catalog/schema.ts';
import { type Header, header, type Preflight } from './exchange.ts';

export interface CorsFault {
  readonly rule: CorsRule;
  /** The line that the server has to send; undefined where no header cures it. */
  readonly cure: Header | undefined;
}

/** A request with its reply, as far as CORS looks at them. */
export interface CorsExchange {
  readonly url: string;
  readonly method: string;
  /** 0 where no reply arrived. */
  readonly status: number;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
}

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
const ALLOW_CREDENTIALS = 'Access-Control-Allow-Credentials';
const ALLOW_METHODS = 'Access-Control-Allow-Methods';
const ALLOW_HEADERS = 'Access-Control-Allow-Headers';

/** Methods that need no permission (Fetch standard, CORS-safelisted method). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
/** The one header that `*` does not cover (Fetch standard, CORS non-wildcard request-header name). */
const NEVER_COVERED = 'authorization';
/** Names in a list of a header that are looked at. */
const MAX_NAMES = 200;

/**
 * Why the page may not read this reply. `isRefused`: the browser said that it kept the reply back, so whatever the headers leave
 * open must be the credentials. Otherwise only what the headers prove counts. Undefined where CORS does not stand in the way.
 */
export function replyFault(exchange: CorsExchange, isRefused: boolean): CorsFault | undefined {
  const origin = foreignOrigin(exchange, isRefused);
  if (origin === undefined) return undefined;
  const fault = originFault(exchange.responseHeaders, origin);
  if (fault?.rule === 'allow-origin-missing' && exchange.status >= 400)
    return { ...fault, rule: 'error-without-cors-headers' };
  const hasCredentials = isRefused || header(exchange.requestHeaders, 'cookie') !== undefined;
  return fault ?? (hasCredentials ? credentialsFault(exchange.responseHeaders, origin) : undefined);
}

/**
 * Why this preflight refuses the request that it asks for. `isRefused`: the browser did not send that request. A preflight that
 * got no reply refuses nothing.
 */
export function preflightFault(preflight: Preflight, isRefused: boolean): CorsFault | undefined {
  const { status, requestHeaders, responseHeaders } = preflight;
  const origin = header(requestHeaders, 'origin');
  if (status === 0 || origin === undefined) return undefined;
  if (status >= 300 && status < 400) return { rule: 'preflight-redirect', cure: undefined };
  if (status < 200 || status > 299) return { rule: 'preflight-status', cure: undefined };
  return (
    originFault(responseHeaders, origin) ??
    methodFault(requestHeaders, responseHeaders) ??
    headersFault(requestHeaders, responseHeaders) ??
    (isRefused ? credentialsFault(responseHeaders, origin) : undefined)
  );
}

/** The origin of the page that asked across origins; undefined where CORS does not apply. */
function foreignOrigin({ url, method, requestHeaders }: CorsExchange, isRefused: boolean): string | undefined {
  const own = originOf(url);
  const sent = header(requestHeaders, 'origin');
  const origin = sent ?? (isRefused ? originOf(header(requestHeaders, 'referer') ?? '') : undefined);
  if (own === undefined || origin === undefined || origin === own) return undefined;
  // Over http: to another machine the mode stays unsaid, but without CORS a GET carries no origin.
  const mode = header(requestHeaders, 'sec-fetch-mode') ?? (method === 'GET' || isRefused ? 'cors' : undefined);
  return mode === 'cors' ? origin : undefined;
}

function originOf(url: string): string | undefined {
  return /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).origin : undefined;
}

function originFault(headers: readonly Header[], origin: string): CorsFault | undefined {
  const cure = { name: ALLOW_ORIGIN, value: origin };
  const allowed = combined(headers, ALLOW_ORIGIN);
  if (allowed === undefined) return { rule: 'allow-origin-missing', cure };
  if (allowed === '*' || allowed === origin) return undefined;
  return { rule: /[,\s]/.test(allowed) ? 'allow-origin-multiple' : 'allow-origin-mismatch', cure };
}

/** What a request with credentials needs on top: no wildcard, and a plain `true`. */
function credentialsFault(headers: readonly Header[], origin: string): CorsFault | undefined {
  if (combined(headers, ALLOW_ORIGIN) === '*')
    return { rule: 'allow-origin-wildcard-credentials', cure: { name: ALLOW_ORIGIN, value: origin } };
  if (combined(headers, ALLOW_CREDENTIALS) === 'true') return undefined;
  return { rule: 'allow-credentials-missing', cure: { name: ALLOW_CREDENTIALS, value: 'true' } };
}

function methodFault(asked: readonly Header[], answered: readonly Header[]): CorsFault | undefined {
  const method = header(asked, 'access-control-request-method')?.trim();
  if (method === undefined || SAFE_METHODS.has(method)) return undefined;
  const allowed = namesIn(combined(answered, ALLOW_METHODS));
  if (allowed.includes(method) || allowed.includes('*')) return undefined;
  return { rule: 'method-not-allowed', cure: { name: ALLOW_METHODS, value: [...allowed, method].join(', ') } };
}

function headersFault(asked: readonly Header[], answered: readonly Header[]): CorsFault | undefined {
  const wanted = namesIn(combined(asked, 'access-control-request-headers'));
  const allowed = namesIn(combined(answered, ALLOW_HEADERS));
  const known = new Set(allowed.map((name) => name.toLowerCase()));
  const missing = wanted.filter((wantedName) => {
    const name = wantedName.toLowerCase();
    return !known.has(name) && (name === NEVER_COVERED || !known.has('*'));
  });
  if (missing.length === 0) return undefined;
  return { rule: 'header-not-allowed', cure: { name: ALLOW_HEADERS, value: [...allowed, ...missing].join(', ') } };
}

function namesIn(list = ''): string[] {
  return list
    .split(',', MAX_NAMES)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The values of all headers of that name as one, as a reader of headers sees them (Fetch standard, "get" of a header list). */
function combined(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter((one) => one.name.toLowerCase() === wanted).map(({ value }) => value.trim());
  return values.length === 0 ? undefined : values.join(', ');
}
