/** Links from a failure to where its trace or its log lines lie, by templates that the user sets for each host. */
import { authorityOf, hostOf } from '../address.ts';
import { type Exchange, type Header, header, responseHeadersOf, urlOf } from '../exchange.ts';
import type { Failure, Link } from '../finding.ts';
import { MAX_TEMPLATES, type TraceTemplate } from '../trace-template.ts';

export interface TraceIds {
  /** The trace, as 32 or 16 hexadecimal digits, or however the service spells it. */
  readonly trace: string | undefined;
  readonly span: string | undefined;
  /** The id of the one request. */
  readonly request: string | undefined;
}

/** Longest id that is believed, in characters. */
const MAX_ID = 200;
const ID = /^[\w.:@/+=-]+$/;

/**
 * Where headers hold a trace: name, and the parts between hyphens or semicolons that are trace and span.
 * `traceparent`: W3C Trace Context section 3.2; `sentry-trace` and `b3`: one header with several fields; the rest are one id each.
 */
const TRACE_HEADERS: readonly { readonly name: string; readonly form: RegExp }[] = [
  { name: 'traceparent', form: /^[\da-f]{2}-(?<trace>[\da-f]{32})-(?<span>[\da-f]{16})-/ },
  { name: 'sentry-trace', form: /^(?<trace>[\da-f]{32})-(?<span>[\da-f]{16})/ },
  { name: 'b3', form: /^(?<trace>[\da-f]{16,32})-(?<span>[\da-f]{16})/ },
  { name: 'uber-trace-id', form: /^(?<trace>[\da-f]{1,32}):(?<span>[\da-f]{1,16}):/ },
  { name: 'x-amzn-trace-id', form: /Root=(?<trace>1-[\da-f]{8}-[\da-f]{24})/ },
  { name: 'x-cloud-trace-context', form: /^(?<trace>[\da-f]{32})(?:\/(?<span>\d{1,20}))?/ },
  { name: 'x-b3-traceid', form: /^(?<trace>[\da-f]{16,32})$/ },
  { name: 'x-datadog-trace-id', form: /^(?<trace>\d{1,39})$/ },
  { name: 'x-trace-id', form: /^(?<trace>\S{1,200})$/ },
  { name: 'trace-id', form: /^(?<trace>\S{1,200})$/ },
];

/** Headers with the id of one request, the most telling first. */
const REQUEST_HEADERS = [
  'x-request-id',
  'request-id',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-ms-request-id',
  'x-correlation-id',
  'cf-ray',
];

/** The ids of a failure: of the reply before those of the request, and what the body itself says. */
export function traceIdsOf({ exchange, finding }: Failure): TraceIds {
  const headers = headersOf(exchange);
  const found = traceIn(headers);
  const named = REQUEST_HEADERS.map((name) => header(headers, name)).find(
    (value) => value !== undefined && isId(value),
  );
  const request = finding.requestId !== undefined && isId(finding.requestId) ? finding.requestId : named;
  return { trace: found?.trace, span: found?.span, request };
}

/** One link for each template of the host whose places can all be filled. A template that is no web address gives none. */
export function traceLinks(failure: Failure, templates: readonly TraceTemplate[]): Link[] {
  const host = hostOf(authorityOf(urlOf(failure.exchange)));
  const { trace, span, request } = traceIdsOf(failure);
  const places: Readonly<Record<string, string | undefined>> = {
    trace,
    span,
    request,
    at: String(failure.exchange.at),
  };
  return templates.slice(0, MAX_TEMPLATES).flatMap((template) => {
    const url = isOf(template.host, host) ? filled(template.url, places) : undefined;
    return url === undefined ? [] : [{ url, label: template.label }];
  });
}

function headersOf(exchange: Exchange): readonly Header[] {
  if (exchange.channel === 'http') return [...exchange.responseHeaders, ...exchange.requestHeaders];
  return responseHeadersOf(exchange);
}

function traceIn(headers: readonly Header[]): { trace: string | undefined; span: string | undefined } | undefined {
  for (const { name, form } of TRACE_HEADERS) {
    const value = header(headers, name);
    const groups = value !== undefined && value.length <= 4 * MAX_ID ? form.exec(value)?.groups : undefined;
    if (groups?.trace !== undefined && isId(groups.trace)) return { trace: groups.trace, span: groups.span };
  }
  return undefined;
}

function isId(value: string): boolean {
  return value.length <= MAX_ID && ID.test(value);
}

function isOf(pattern: string, host: string): boolean {
  const wanted = pattern.trim().toLowerCase();
  return wanted.startsWith('*.') ? host.endsWith(wanted.slice(1)) : host === wanted;
}

function filled(template: string, places: Readonly<Record<string, string | undefined>>): string | undefined {
  let isWhole = true;
  const url = template.replace(/\{(\w{1,20})\}/g, (_, name: string) => {
    const value = places[name];
    if (value === undefined) isWhole = false;
    return encodeURIComponent(value ?? '');
  });
  return isWhole && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
