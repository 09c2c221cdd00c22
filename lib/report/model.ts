/**
 * What a report says, free of any dialect and already redacted. Every writer works from this and from nothing else,
 * so a secret that is not in here cannot be in any report.
 */

import { normaliseText } from '../catalog/template.ts';
import { bodyText } from '../diagnose/decode.ts';
import { findPatterns, type Pattern } from '../diagnose/patterns.ts';
import {
  type Body,
  type ConnectionRecord,
  connectionOf,
  type Exchange,
  type Header,
  type HttpExchange,
  header,
  initiatorOf,
  methodOf,
  type SocketClose,
  socketOf,
  urlOf,
} from '../exchange.ts';
import type { Failure, Finding } from '../finding.ts';
import { indentJson, isJson } from '../json-text.ts';
import { REQUEST_ID_HEADERS } from '../redact/headers.ts';
import type { ConnectionLog } from '../session/connections.ts';
import { blockedLine } from '../words/blocked.ts';
import { placeLine } from '../words/code-place.ts';
import { isCutRecord, isOpaque, recordDirection, recordKind, recordSize, recordText } from '../words/record.ts';
import type { Words } from '../words/words.ts';
import type { Redactor } from './redact.ts';
import type { RedactionRules } from './rules.ts';

/** What a report needs to know about where it is made. */
export interface ReportContext {
  readonly words: Words;
  /** Minutes to add to UTC for local time at that moment (epoch ms); 120 for UTC+2. */
  readonly utcOffset: (at: number) => number;
  /** E.g. `Wire Triage 0.1.0, Chrome 156`. */
  readonly tool: string;
  readonly rules: RedactionRules;
  /** A socket or stream with its recent records; undefined where none are held. */
  readonly connection: (id: string) => ConnectionLog | undefined;
  /** Lets others run: a report over many rows must not hold anything up. */
  readonly pause: () => Promise<void>;
}

/** One fact of the table: what it is and its text. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Set in a fixed-width font: taken from the wire, not prose. */
  readonly code?: true;
}

type OnConnection = Exclude<Exchange, { channel: 'http' | 'handshake' }>;

/** A longer part that a reader folds out. */
export interface Section {
  readonly title: string;
  readonly text: string;
  /** Language of the text for highlighting, `` for none. */
  readonly language: '' | 'json' | 'http';
}

/** One failure with its repeats. */
export interface ReportModel {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly confidence: string;
  /** Why the failure is taken for what it is, one line a fact. */
  readonly why: readonly string[];
  readonly source: string;
  readonly sections: readonly Section[];
  /** The same in one row of a table. */
  readonly row: SummaryRow;
}

export interface SummaryRow {
  readonly code: string;
  readonly name: string;
  readonly verdict: string;
  readonly request: string;
  readonly seen: string;
}

export const SUMMARY_COLUMNS = [
  ['code', 'Code'],
  ['name', 'Diagnosis'],
  ['verdict', 'Verdict'],
  ['request', 'Request'],
  ['seen', 'Seen'],
] as const satisfies readonly (readonly [keyof SummaryRow, string])[];

/** A whole report. */
export interface ReportDocument {
  readonly models: readonly ReportModel[];
  /** Over several models: what they are, in a few words. */
  readonly title: string;
  /** Who wrote it, and how many values are hidden in it. */
  readonly foot: string;
}

/** Characters of a body that a report holds. A reader wants the envelope, not the page. */
export const MAX_REPORT_BODY = 2_000;
/** Characters of a body that are looked at for them: what is hidden is mostly shorter than what it hides. */
const MAX_SOURCE = 4 * MAX_REPORT_BODY;
/** Longest single value from the wire. */
const MAX_VALUE = 500;
/** Records of a connection that a report holds, the failing one among them, and the characters of each. */
const MAX_RECORDS = 10;
const MAX_RECORD = 300;

/** The model for repeats of one failure, oldest first; the newest is described, the others are counted. Undefined for none. */
export function describeFailures(
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): ReportModel | undefined {
  const first = failures[0];
  const last = failures.at(-1);
  if (!first || !last) return undefined;
  const { exchange, finding } = last;
  const { words } = context;
  const url = redactor.url(urlOf(exchange));
  const method = redactor.text(methodOf(exchange));
  const request = `${method} ${url}`.trim();
  const code = redactor.text(finding.code);
  const name = redactor.text(words.name(finding));
  const when = (at: number) => isoWithOffset(at, context.utcOffset(at));

  const facts: (Fact | undefined)[] = [
    { label: 'When', value: when(exchange.at) },
    failures.length > 1
      ? {
          label: 'Seen',
          value: `${failures.length} times, first ${when(first.exchange.at)}, last ${when(exchange.at)}`,
        }
      : undefined,
    { label: 'Request', value: cap(request), code: true },
    exchange.channel === 'mqtt' && exchange.topic
      ? { label: 'Topic', value: cap(redactor.text(exchange.topic)), code: true }
      : undefined,
    subprotocolFact(exchange, redactor),
    statusFact(last, redactor),
    closeFact(exchange, context, redactor),
    { label: 'Diagnosis', value: `${words.familyTitle(finding.family)} ${code}: ${name}` },
    finding.operation ? { label: 'Operation', value: redactor.text(finding.operation) } : undefined,
    { label: 'Meaning', value: redactor.text(words.meaning(finding)) },
    { label: 'Verdict', value: verdict(finding) },
    { label: 'Do this', value: redactor.text(words.action(finding)) },
    finding.blocked ? { label: 'Blocked', value: blockedLine(finding.blocked) } : undefined,
    initiatorFact(exchange, redactor),
    retryFact(finding),
    repeatsFact(failures),
    finding.said ? { label: 'The server said', value: cap(redactor.text(finding.said)), code: true } : undefined,
    requestIdFact(last, redactor),
    exchange.channel === 'http' && exchange.durationMs !== undefined
      ? { label: 'Duration', value: `${Math.round(exchange.durationMs)} ms` }
      : undefined,
    rivalsFact(finding, context, redactor),
  ];

  const place = `${method} ${placeOf(url)}`.trim();
  return {
    title: `[${finding.family} ${code}] ${normaliseText(name)}, ${place}`,
    facts: facts.filter((fact) => fact !== undefined),
    confidence: finding.confidence,
    why: words.evidence(finding).map((line) => redactor.text(line)),
    source: words.source(finding),
    sections: sectionsOf(exchange, context, redactor),
    row: {
      code: `${finding.family} ${code}`,
      name,
      verdict: `${finding.permanence} (${finding.basis})`,
      request: place,
      seen: `${failures.length === 1 ? '' : `${failures.length} times, last `}${when(exchange.at)}`,
    },
  };
}

/** The document over all models: its title and its foot. `seen`: how many failures they stand for. */
export function documentOf(
  models: readonly ReportModel[],
  seen: number,
  redactor: Redactor,
  { tool }: ReportContext,
): ReportDocument {
  const hidden = redactor.count();
  const note = redactor.isRaw ? ' · not redacted' : ` · ${hidden} ${hidden === 1 ? 'value' : 'values'} hidden`;
  return {
    models,
    title: `${models.length} failures, seen ${seen} times in all`,
    foot: tool + (redactor.isRaw || hidden > 0 ? note : ''),
  };
}

function initiatorFact(exchange: Exchange, redactor: Redactor): Fact | undefined {
  const place = initiatorOf(exchange);
  return place && { label: 'Asked by', value: cap(redactor.text(placeLine(place))), code: true };
}

function subprotocolFact(exchange: Exchange, redactor: Redactor): Fact | undefined {
  const subprotocol = socketOf(exchange)?.subprotocol;
  if (!subprotocol) return undefined;
  const { value } = redactor.header({ name: 'Sec-WebSocket-Protocol', value: subprotocol });
  return { label: 'Subprotocol', value: cap(value), code: true };
}

/** How the socket of a message ended, where that is known. */
function closeFact(exchange: Exchange, context: ReportContext, redactor: Redactor): Fact | undefined {
  const socket = socketOf(exchange);
  if (!socket || exchange.channel === 'close') return undefined;
  const close = context.connection(socket.id)?.records.findLast((record) => record.channel === 'close');
  return close && { label: 'Close', value: closeText(close, redactor), code: true };
}

function statusFact({ exchange }: Failure, redactor: Redactor): Fact | undefined {
  if (exchange.channel === 'close') {
    return { label: 'Close', value: closeText(exchange, redactor), code: true };
  }
  if (exchange.channel !== 'http' && exchange.channel !== 'handshake') return undefined;
  if (exchange.status > 0) {
    const words = exchange.channel === 'http' ? redactor.text(exchange.statusText) : '';
    return { label: 'HTTP status', value: cap(`${exchange.status} ${words}`.trim()), code: true };
  }
  return exchange.failure
    ? { label: 'Browser error', value: cap(redactor.text(exchange.failure)), code: true }
    : undefined;
}

function closeText({ code, reason }: SocketClose, redactor: Redactor): string {
  return cap(`${code} ${redactor.text(reason)}`.trim());
}

function verdict({ permanence, basis }: Finding): string {
  const word = { temporary: 'Temporary', permanent: 'Permanent', unknown: 'Unknown' }[permanence];
  return `${word} (${basis})`;
}

function retryFact({ retry }: Finding): Fact | undefined {
  if (!retry) return undefined;
  const { afterMs, from, backoff } = retry;
  const wait = `after ${seconds(afterMs)}${from === 'backoff' ? '' : ` (${from})`}`;
  const steps = backoff
    ? `; back off from ${seconds(backoff.baseMs)} doubling to ${seconds(backoff.maxMs)}, at most ${backoff.attempts} attempts (documented)`
    : '';
  return { label: 'Retry', value: wait + steps };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

/** What the page made of the failure: how soon it repeated it. */
function repeatsFact(failures: readonly Failure[]): Fact | undefined {
  const [pattern] = findPatterns(failures);
  const soonest = soonestRepeat(failures);
  if (soonest === undefined) return undefined;
  const repeats = failures.length - 1;
  const times = `${repeats}, ${repeats === 1 ? '' : 'the soonest '}after ${seconds(soonest)}`;
  return { label: 'Retries', value: pattern ? `${times} (${patternWords(pattern)})` : times };
}

/** The shortest time from one failure to the next, in milliseconds; undefined where there was only one. */
function soonestRepeat(failures: readonly Failure[]): number | undefined {
  const gaps = failures.slice(1).map(({ exchange }, i) => exchange.at - (failures[i]?.exchange.at ?? exchange.at));
  return gaps.length === 0
    ? undefined
    : Math.max(
        0,
        gaps.reduce((least, gap) => Math.min(least, gap)),
      );
}

function patternWords(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'too-soon':
      return `${pattern.early} of ${pattern.retries} earlier than the ${seconds(pattern.askedMs)} asked for`;
    case 'hopeless':
      return 'retrying cannot fix this';
    case 'burst':
      return `${pattern.attempts} attempts within ${seconds(pattern.spanMs)}, without a wait`;
    default:
      return pattern satisfies never;
  }
}

function rivalsFact({ also }: Finding, { words }: ReportContext, redactor: Redactor): Fact | undefined {
  if (also.length === 0) return undefined;
  const rivals = also.map((rival) => `${words.familyTitle(rival.family)} ${rival.code} (${words.rival(rival)})`);
  return { label: 'Could also be', value: cap(redactor.text(rivals.join('; '))) };
}

function requestIdFact({ exchange }: Failure, redactor: Redactor): Fact | undefined {
  if (!('responseHeaders' in exchange)) return undefined;
  for (const name of REQUEST_ID_HEADERS) {
    const value = header(exchange.responseHeaders, name);
    if (value) {
      const shown = redactor.header({ name, value }).value;
      return { label: 'Request id', value: `${cap(shown)} (${name})`, code: true };
    }
  }
  return undefined;
}

function sectionsOf(exchange: Exchange, context: ReportContext, redactor: Redactor): Section[] {
  return sectionsFrom(exchange, context, redactor).filter((section) => section !== undefined);
}

function sectionsFrom(exchange: Exchange, context: ReportContext, redactor: Redactor): (Section | undefined)[] {
  switch (exchange.channel) {
    case 'http':
      return httpSections(exchange, redactor);
    case 'handshake':
      return [headerSection('Response headers', exchange.responseHeaders, redactor.header, redactor)];
    case 'close':
      return [recordsSection(exchange, context, redactor)];
    case 'event':
    case 'websocket':
    case 'mqtt':
      return [
        bodySection(
          exchange.channel === 'event' ? 'Event' : 'Message',
          exchange.body,
          '',
          redactor,
          recordDirection(exchange) === 'send',
        ),
        recordsSection(exchange, context, redactor),
      ];
    default:
      return exchange satisfies never;
  }
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
    (record) => `${record.id === exchange.id ? '>' : ' '} ${recordLine(record, context, redactor)}`,
  );
  if (lines.length === 0) return undefined;
  const title = exchange.channel === 'event' ? 'Last events' : 'Last frames';
  return { title: titled(title, redactor), text: lines.join('\n'), language: '' };
}

/** `12:00:03.123 received  {"id":1}`. */
function recordLine(record: ConnectionRecord, context: ReportContext, redactor: Redactor): string {
  const time = isoWithOffset(record.at, context.utcOffset(record.at)).slice(11, 23);
  const direction = recordDirection(record);
  const way = direction === undefined ? recordKind(record) : direction === 'send' ? 'sent' : 'received';
  const shown = isOpaque(record)
    ? `${recordSize(record)} bytes`
    : redactor.body(recordText(record), '', isCutRecord(record), direction === 'send');
  return `${time} ${way.padEnd(8)} ${cap(shown.replace(/\s+/g, ' '), MAX_RECORD)}`;
}

function httpSections(exchange: HttpExchange, redactor: Redactor): (Section | undefined)[] {
  return [
    bodySection(
      'Request body',
      exchange.requestBody,
      header(exchange.requestHeaders, 'content-type') ?? '',
      redactor,
      true,
    ),
    bodySection('Response', exchange.responseBody, exchange.mimeType, redactor),
    headerSection('Request headers', exchange.requestHeaders, redactor.requestHeader, redactor),
    headerSection('Response headers', exchange.responseHeaders, redactor.header, redactor),
  ];
}

/** How JSON begins; what is not looked at as a whole is judged by this. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[[{"\]\d-])/;

function bodySection(
  title: string,
  body: Body,
  mimeType: string,
  redactor: Redactor,
  sent = false,
): Section | undefined {
  const text = bodyText(body);
  if (!text) return undefined;
  const isCut = body.state === 'read' && body.cut;
  const isLong = text.length > MAX_SOURCE;
  const redacted = redactor.body(isLong ? text.slice(0, MAX_SOURCE) : text, mimeType, isCut || isLong, sent);
  const isTree = isLong || isCut ? JSON_START.test(text) : isJson(text);
  const shown = (isTree ? indentJson(redacted) : undefined) ?? redacted;
  const isWhole = !isCut && !isLong && shown.length <= MAX_REPORT_BODY;
  return {
    title: titled(title, redactor) + (isWhole ? '' : `, first ${MAX_REPORT_BODY} characters`),
    text: shown.slice(0, MAX_REPORT_BODY),
    language: isTree ? 'json' : '',
  };
}

function headerSection(
  title: string,
  headers: readonly Header[],
  redact: (header: Header) => Header,
  redactor: Redactor,
): Section | undefined {
  if (headers.length === 0) return undefined;
  const lines = headers.map((item) => {
    const { name, value } = redact(item);
    return `${name}: ${cap(value)}`;
  });
  return { title: titled(title, redactor), text: lines.join('\n'), language: 'http' };
}

function titled(title: string, { isRaw }: Redactor): string {
  return isRaw ? title : `${title} (redacted)`;
}

/** Host and path of an address: what a title has room for. */
function placeOf(url: string): string {
  return cap(url.replace(/^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?/i, '').replace(/[?#].*$/s, ''), 120);
}

function cap(text: string, max = MAX_VALUE): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

/** ISO 8601 with the zone's offset, to the millisecond. `offset` in minutes east of UTC. */
export function isoWithOffset(at: number, offset: number): string {
  const local = new Date(at + offset * 60_000).toISOString().slice(0, -1);
  if (offset === 0) return `${local}Z`;
  const minutes = Math.abs(offset);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
