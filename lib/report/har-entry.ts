/** One entry of a HAR file, with every member that HAR 1.2 asks for. */
import type { Header } from '../exchange.ts';
import { harTimings, type Phases } from '../phases.ts';
import { changed, type Redacted, safe } from '../redact/redacted.ts';
import type { JsonObject } from './json.ts';
import type { RedactedHeader, Redactor } from './redact.ts';
import { isoTime } from './times.ts';

/** What is known of an exchange; `content` and `postData` as HAR has them, redacted. */
export interface Parts {
  readonly at: number;
  readonly durationMs?: number | undefined;
  readonly phases?: Phases | undefined;
  readonly url: string;
  readonly method: string;
  readonly requestHeaders?: readonly Header[];
  readonly postData?: JsonObject | undefined;
  readonly status: number;
  readonly statusText?: string;
  readonly responseHeaders?: readonly Header[];
  readonly content: JsonObject;
  readonly failure?: string | undefined;
  readonly protocol?: string | undefined;
  readonly transferSize?: number | undefined;
  readonly serverAddress?: string | undefined;
  readonly priority?: string | undefined;
  readonly extra?: JsonObject;
}

/** An entry with every member that HAR 1.2 asks for; -1 stands for what is not known. */
export function entryOf(parts: Parts, redactor: Redactor): JsonObject {
  const { at, durationMs = 0, phases, failure, transferSize } = parts;
  const httpVersion = redactor.text(parts.protocol ?? '');
  const url = redactor.url(parts.url);
  return {
    startedDateTime: isoTime(at),
    time: durationMs,
    request: {
      method: redactor.text(parts.method),
      url,
      httpVersion,
      headers: headersOf(parts.requestHeaders, redactor.requestHeader),
      queryString: queryOf(url),
      cookies: [],
      headersSize: -1,
      bodySize: -1,
      ...(parts.postData && { postData: parts.postData }),
    },
    response: {
      status: parts.status,
      statusText: redactor.text(parts.statusText ?? ''),
      httpVersion,
      headers: headersOf(parts.responseHeaders, redactor.header),
      cookies: [],
      content: parts.content,
      redirectURL: safe``,
      headersSize: -1,
      bodySize: -1,
      ...(transferSize !== undefined && { _transferSize: transferSize }),
      ...(failure && { _error: redactor.text(failure) }),
    },
    cache: {},
    timings: phases ? { ...harTimings(phases) } : { send: 0, wait: durationMs, receive: 0 },
    ...(parts.serverAddress && { serverIPAddress: redactor.text(parts.serverAddress) }),
    ...(parts.priority && { _priority: redactor.text(parts.priority) }),
    ...parts.extra,
  };
}

/** Headers as HAR lists them, each redacted. */
export function headersOf(headers: readonly Header[] = [], redact: (header: Header) => RedactedHeader): JsonObject[] {
  return headers.map((one) => ({ ...redact(one) }));
}

/** The parameters of an address that is redacted already. */
function queryOf(url: Redacted<string>): JsonObject[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({
    name: changed(url, () => name),
    value: changed(url, () => value),
  }));
}
