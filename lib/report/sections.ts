/** The longer parts of a report: bodies, headers, and the records that led to a failure. All are bounded. */
import { bodyText } from '../diagnose/body-text.ts';
import {
  type Body,
  type ConnectionRecord,
  connectionOf,
  type Exchange,
  type Header,
  type HttpExchange,
  header,
} from '../exchange.ts';
import { indentJson, isJson } from '../json-text.ts';
import { changed, joined, type Redacted, safe, word } from '../redact/redacted.ts';
import {
  isCutRecord,
  isOpaque,
  opaqueName,
  recordDirection,
  recordKind,
  recordSize,
  recordText,
} from '../words/record.ts';
import type { ReportContext, Section, SectionKind } from './model.ts';
import { isCutBody, type RedactedHeader, type Redactor } from './redact.ts';
import { isoWithOffset } from './times.ts';
import { capped } from './told.ts';

type OnConnection = Exclude<Exchange, { channel: 'http' | 'handshake' }>;

/** Characters of a body that a report holds. A reader wants the envelope, not the page. */
const MAX_REPORT_BODY = 2_000;
/** Characters of a body that are written for them: what is hidden is mostly shorter than what it hides. */
const MAX_SOURCE = 4 * MAX_REPORT_BODY;
/** Headers that are listed; servers refuse more than about a hundred. */
const MAX_HEADERS = 100;
/** Characters of the value of a header that are shown. */
const MAX_HEADER = 500;
/** Records of a connection that a report holds, the failing one among them, and the characters of each. */
const MAX_RECORDS = 10;
const MAX_RECORD = 300;

export function sectionsOf(exchange: Exchange, context: ReportContext, redactor: Redactor): readonly Section[] {
  return sectionsFrom(exchange, context, redactor).filter((section) => section !== undefined);
}

function sectionsFrom(exchange: Exchange, context: ReportContext, redactor: Redactor): (Section | undefined)[] {
  switch (exchange.channel) {
    case 'http':
      return httpSections(exchange, redactor);
    case 'handshake':
      return [headerSection('response headers', exchange.responseHeaders, redactor.header, redactor)];
    case 'close':
      return [recordsSection(exchange, context, redactor)];
    case 'event':
    case 'websocket':
    case 'mqtt':
      return [
        bodySection(
          'message',
          exchange.channel === 'event' ? safe`Event` : safe`Message`,
          { body: exchange.body, mimeType: '', sent: recordDirection(exchange) === 'send' },
          redactor,
        ),
        recordsSection(exchange, context, redactor),
        ...(exchange.channel === 'event'
          ? [headerSection('response headers', exchange.stream.responseHeaders, redactor.header, redactor)]
          : []),
      ];
    default:
      return exchange satisfies never;
  }
}

function httpSections(exchange: HttpExchange, redactor: Redactor): (Section | undefined)[] {
  const mimeType = header(exchange.requestHeaders, 'content-type') ?? '';
  return [
    bodySection('request body', safe`Request body`, { body: exchange.requestBody, mimeType, sent: true }, redactor),
    bodySection(
      'response body',
      safe`Response`,
      { body: exchange.responseBody, mimeType: exchange.mimeType, sent: false },
      redactor,
    ),
    headerSection('request headers', exchange.requestHeaders, redactor.requestHeader, redactor),
    headerSection('response headers', exchange.responseHeaders, redactor.header, redactor),
  ];
}

/** The records that led to a failure, and what came after it, if only few did. Oldest first. */
export function lastRecords(exchange: OnConnection, { connection }: ReportContext): readonly ConnectionRecord[] {
  const held = connection(connectionOf(exchange).id)?.records ?? [];
  const failing = held.findIndex(({ id }) => id === exchange.id);
  const end = failing < 0 ? held.length : Math.min(held.length, failing + 3);
  return held.slice(Math.max(0, end - MAX_RECORDS), end);
}

function recordsSection(exchange: OnConnection, context: ReportContext, redactor: Redactor): Section | undefined {
  const lines = lastRecords(exchange, context).map(
    (record) => safe`${word(record.id === exchange.id ? '>' : ' ')} ${recordLine(record, context, redactor)}`,
  );
  if (lines.length === 0) return undefined;
  const title = exchange.channel === 'event' ? safe`Last events` : safe`Last frames`;
  return { kind: 'records', title: titled(title, redactor), text: joined(lines, '\n'), language: '' };
}

/** `12:00:03.123 received  {"id":1}`. */
function recordLine(record: ConnectionRecord, context: ReportContext, redactor: Redactor): Redacted<string> {
  const time = changed(isoWithOffset(record.at, context.utcOffset(record.at)), (text) => text.slice(11, 23));
  const direction = recordDirection(record);
  const way = word(direction === undefined ? recordKind(record) : direction === 'send' ? 'sent' : 'received');
  const shown = isOpaque(record)
    ? safe`${recordSize(record)} bytes${nameOf(record)}`
    : redactor.body(recordText(record), '', isCutRecord(record), direction === 'send');
  const line = changed(shown, (text) => text.replace(/\s+/g, ' '));
  return safe`${time} ${changed(way, (text) => text.padEnd(8))} ${capped(line, MAX_RECORD)}`;
}

function nameOf(record: ConnectionRecord): Redacted<string> {
  const name = opaqueName(record);
  return name === undefined ? safe`` : safe` of ${word(name)}`;
}

/** How JSON begins; what is not looked at as a whole is judged by this. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[[{"\]\d-])/;

interface Source {
  readonly body: Body;
  readonly mimeType: string;
  readonly sent: boolean;
}

function bodySection(
  kind: SectionKind,
  title: Redacted<string>,
  { body, mimeType, sent }: Source,
  redactor: Redactor,
): Section | undefined {
  const text = bodyText(body);
  if (!text) return undefined;
  const isCut = isCutBody(body);
  const isLong = text.length > MAX_SOURCE;
  const redacted = redactor.beginning(body, mimeType, sent, MAX_SOURCE);
  const isTree = isLong || isCut ? JSON_START.test(text) : isJson(text);
  const shown = isTree ? changed(redacted, (json) => indentJson(json) ?? json) : redacted;
  const whole = titled(title, redactor);
  const isWhole = !isCut && !isLong && shown.length <= MAX_REPORT_BODY;
  return {
    kind,
    title: isWhole ? whole : safe`${whole}, first ${MAX_REPORT_BODY} characters`,
    text: changed(shown, (all) => all.slice(0, MAX_REPORT_BODY)),
    language: isTree ? 'json' : '',
  };
}

const HEADER_TITLES = { 'request headers': 'Request headers', 'response headers': 'Response headers' } as const;

function headerSection(
  kind: keyof typeof HEADER_TITLES,
  headers: readonly Header[],
  redact: (header: Header) => RedactedHeader,
  redactor: Redactor,
): Section | undefined {
  if (headers.length === 0) return undefined;
  const lines = headers.slice(0, MAX_HEADERS).map((item) => {
    const { name, value } = redact(item);
    return safe`${name}: ${capped(value, MAX_HEADER)}`;
  });
  if (headers.length > lines.length) lines.push(safe`… and ${headers.length - lines.length} more`);
  return { kind, title: titled(word(HEADER_TITLES[kind]), redactor), text: joined(lines, '\n'), language: 'http' };
}

function titled(title: Redacted<string>, { isRaw }: Redactor): Redacted<string> {
  return isRaw ? title : safe`${title} (redacted)`;
}
