/**
 * What a report says, free of any dialect and already redacted. Every writer works from this and from nothing else,
 * so a secret that is not in here can not be in any report.
 */

import { bodyText } from '../diagnose/decode.ts';
import { normaliseText } from '../diagnose/template.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { type Body, type Header, header, methodOf, urlOf } from '../exchange.ts';
import { indentJson, isJson } from '../json-text.ts';
import type { SocketFrames } from '../session/frames.ts';
import type { Failure } from '../session/group.ts';
import type { Redactor } from './redact.ts';
import type { RedactionRules } from './rules.ts';

/** What a report needs to know about where it is made. */
export interface ReportContext {
  /** Name of a family for people. */
  readonly familyTitle: (id: string) => string;
  /** Minutes to add to UTC for local time at that moment (epoch ms); 120 for UTC+2. */
  readonly utcOffset: (at: number) => number;
  /** E.g. `Wire Triage 0.1.0, Chrome 156`. */
  readonly tool: string;
  readonly rules: RedactionRules;
  /** A socket with its recent frames; undefined where none are held. */
  readonly frames: (socketId: string) => SocketFrames | undefined;
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

/** A longer part that a reader folds out. */
export interface Section {
  readonly title: string;
  readonly text: string;
  /** Language of the text for highlighting, `` for none. */
  readonly language: '' | 'json' | 'http';
}

export interface ReportModel {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly evidence: readonly string[];
  readonly source: string;
  readonly sections: readonly Section[];
  readonly tool: string;
  readonly hidden: number;
}

/** Characters of a body that a report holds. A reader wants the envelope, not the page. */
export const MAX_REPORT_BODY = 2_000;
/** Characters of a body that are looked at for them: what is hidden is mostly shorter than what it hides. */
const MAX_SOURCE = 4 * MAX_REPORT_BODY;
/** Longest single value from the wire. */
const MAX_VALUE = 500;

/** Headers that tie a failure to the server's own log, in the order of preference. */
const REQUEST_ID_HEADERS = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'correlation-id',
  'x-trace-id',
  'traceparent',
  'x-amzn-requestid',
  'cf-ray',
];

/** The model for repeats of one failure, oldest first; the newest is described, the others are counted. Undefined for none. */
export function describeFailures(
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): ReportModel | undefined {
  const first = failures[0];
  const last = failures.at(-1);
  if (!first || !last) return undefined;
  const { exchange, diagnosis } = last;
  const url = redactor.url(urlOf(exchange));
  const method = methodOf(exchange);
  const request = `${method} ${url}`.trim();
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
    statusFact(last, redactor),
    {
      label: 'Diagnosis',
      value: `${context.familyTitle(diagnosis.family)} ${diagnosis.code}: ${redactor.text(diagnosis.name)}`,
    },
    diagnosis.operation ? { label: 'Operation', value: diagnosis.operation } : undefined,
    { label: 'Meaning', value: redactor.text(diagnosis.meaning) },
    { label: 'Verdict', value: verdict(diagnosis) },
    { label: 'Do this', value: redactor.text(diagnosis.action) },
    retryFact(diagnosis),
    diagnosis.said ? { label: 'The server said', value: cap(redactor.text(diagnosis.said)), code: true } : undefined,
    requestIdFact(last, redactor),
    exchange.channel === 'http' && exchange.durationMs !== undefined
      ? { label: 'Duration', value: `${Math.round(exchange.durationMs)} ms` }
      : undefined,
  ];

  const sections = sectionsOf(exchange, redactor);
  return {
    title: `[${diagnosis.family} ${diagnosis.code}] ${normaliseText(redactor.text(diagnosis.name))}, ${`${method} ${placeOf(url)}`.trim()}`,
    facts: facts.filter((fact) => fact !== undefined),
    evidence: [`${diagnosis.confidence}`, ...diagnosis.evidence.map(({ text }) => redactor.text(text))],
    source: diagnosis.source,
    sections,
    tool: context.tool,
    hidden: redactor.count(),
  };
}

function statusFact({ exchange }: Failure, redactor: Redactor): Fact | undefined {
  if (exchange.channel === 'close') {
    return { label: 'Close', value: `${exchange.code} ${redactor.text(exchange.reason)}`.trim(), code: true };
  }
  if (exchange.channel !== 'http' && exchange.channel !== 'handshake') return undefined;
  if (exchange.status > 0) {
    const words = exchange.channel === 'http' ? redactor.text(exchange.statusText) : '';
    return { label: 'HTTP status', value: cap(`${exchange.status} ${words}`.trim()), code: true };
  }
  return exchange.failure ? { label: 'Browser error', value: exchange.failure, code: true } : undefined;
}

function verdict({ permanence, basis }: Diagnosis): string {
  const word = { temporary: 'Temporary', permanent: 'Permanent', unknown: 'Temporary or permanent is not known' }[
    permanence
  ];
  return `${word} (${basis})`;
}

function retryFact({ retry }: Diagnosis): Fact | undefined {
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

function requestIdFact({ exchange }: Failure, redactor: Redactor): Fact | undefined {
  if (!('responseHeaders' in exchange)) return undefined;
  for (const name of REQUEST_ID_HEADERS) {
    const value = header(exchange.responseHeaders, name);
    if (value) return { label: 'Request id', value: `${cap(redactor.text(value))} (${name})`, code: true };
  }
  return undefined;
}

function sectionsOf(exchange: Failure['exchange'], redactor: Redactor): Section[] {
  if (exchange.channel === 'http') return httpSections(exchange, redactor);
  if (exchange.channel === 'handshake') {
    return [headerSection('Response headers (redacted)', exchange.responseHeaders, redactor)].filter(
      (section) => section !== undefined,
    );
  }
  if (exchange.channel === 'close') return [];
  return [bodySection('Message (redacted)', exchange.body, 'application/json', redactor)].filter(
    (section) => section !== undefined,
  );
}

function httpSections(exchange: Extract<Failure['exchange'], { channel: 'http' }>, redactor: Redactor): Section[] {
  return [
    bodySection(
      'Request body (redacted)',
      exchange.requestBody,
      header(exchange.requestHeaders, 'content-type') ?? '',
      redactor,
    ),
    bodySection('Response (redacted)', exchange.responseBody, exchange.mimeType, redactor),
    headerSection('Request headers (redacted)', exchange.requestHeaders, redactor),
    headerSection('Response headers (redacted)', exchange.responseHeaders, redactor),
  ].filter((section) => section !== undefined);
}

function bodySection(title: string, body: Body, mimeType: string, redactor: Redactor): Section | undefined {
  const text = bodyText(body);
  if (!text) return undefined;
  const isCut = body.state === 'read' && body.cut;
  const isLong = text.length > MAX_SOURCE;
  const redacted = redactor.body(isLong ? text.slice(0, MAX_SOURCE) : text, mimeType, isCut || isLong);
  const isTree = isJson(text) || (isCut && /^\s*[{[]/.test(text));
  const shown = (isTree ? indentJson(redacted) : undefined) ?? redacted;
  return {
    title: isCut || isLong || shown.length > MAX_REPORT_BODY ? `${title}, first ${MAX_REPORT_BODY} characters` : title,
    text: shown.slice(0, MAX_REPORT_BODY),
    language: isTree ? 'json' : '',
  };
}

function headerSection(title: string, headers: readonly Header[], redactor: Redactor): Section | undefined {
  if (headers.length === 0) return undefined;
  const lines = headers.map((item) => {
    const { name, value } = redactor.header(item);
    return `${name}: ${cap(value)}`;
  });
  return { title, text: lines.join('\n'), language: 'http' };
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
