/** A diagnosis and its exchange as JSON: the members that `npm run diagnose -- --json` prints, and for a report the redacted exchange. */

import { bodyText } from '../diagnose/body-text.ts';
import { type Body, type Exchange, type Header, header, socketOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { type Redacted, type RedactedJson, redactedJson, safe, word } from '../redact/redacted.ts';
import { withoutControls } from '../redact/redaction.ts';
import { TOLD } from '../session/fields/told.ts';
import { rowOf } from '../session/rows.ts';
import {
  isCutRecord,
  isOpaque,
  opaqueName,
  recordDirection,
  recordKind,
  recordSize,
  recordText,
} from '../words/record.ts';
import type { Words } from '../words/words.ts';
import type { ReportContext } from './model.ts';
import { isCutBody, type RedactedHeader, type Redactor } from './redact.ts';
import { lastRecords } from './sections.ts';
import { isoTime } from './times.ts';
import { inOrder, outletOf, textOf } from './told.ts';
import { each, type Writer } from './writer.ts';

/** JSON of which every text is redacted: nothing raw compiles. */
export type JsonObject = { readonly [name: string]: RedactedJson };

/** JSON in lines. Controls leave as escapes, so that no terminal reads them. */
export function jsonText(value: RedactedJson, indent = 2): Redacted<string> {
  return redactedJson(value, (json) => withoutControls(JSON.stringify(json, null, indent) ?? 'null'));
}

/** Headers, and characters of a body, that a report as JSON holds; `cut` says that there were more. */
const MAX_HEADERS = 200;
const MAX_BODY = 200_000;

/** Ids of the fields that tell the members, in their fixed order. What is not listed comes last. */
const ORDER = [
  'channel',
  'url',
  'method',
  'time',
  'family',
  'code',
  'name',
  'meaning',
  'action',
  'kind',
  'basis',
  'confidence',
  'evidence',
  'source',
  'initiator',
  'blocked',
  'operation',
  'retry',
  'rivals',
  'status-code',
  'said',
  'links',
  'request-id',
  'param',
  'errors',
];

const MEMBERS = inOrder(TOLD, ORDER);

/** What a failure means, as JSON with its members in their fixed order. Words that may hold wire text go through the redactor. */
export function diagnosisJson(failure: Failure, words: Words, redactor: Redactor): JsonObject {
  const row = rowOf([failure]);
  const out = outletOf(redactor, isoTime);
  if (!row) return {};
  const members = MEMBERS.flatMap((told) => {
    if (!told.json) return [];
    const { name, value } = told.json;
    return [[name, value ? value(row, words, out) : textOf(told, row, words, out)] as const];
  });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

export const JSON_REPORT: Writer = {
  spellsControls: true,
  async write(groups, context, redactor) {
    const { all, faults } = await each(groups, context, (failures) => failuresJson(failures, context, redactor));
    const found = [...all, ...faults.map((fault) => ({ fault }))];
    const [only] = found;
    return { text: safe`${jsonText(found.length === 1 ? only : found)}\n`, html: undefined };
  },
};

/** The newest of repeats of one failure with how often it was seen, and its exchange redacted. */
function failuresJson(
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): JsonObject | undefined {
  const last = failures.at(-1);
  if (!last) return undefined;
  return {
    diagnosis: diagnosisJson(last, context.words, redactor),
    seen: failures.length,
    exchange: { ...exchangeJson(last.exchange, redactor), ...subprotocolJson(last.exchange, redactor) },
    ...recordsJson(last.exchange, context, redactor),
    tool: redactor.text(context.tool),
  };
}

function exchangeJson(exchange: Exchange, redactor: Redactor): JsonObject {
  switch (exchange.channel) {
    case 'http':
      return {
        status: exchange.status,
        statusText: redactor.text(exchange.statusText),
        ...(exchange.failure && { failure: redactor.text(exchange.failure) }),
        ...(exchange.durationMs !== undefined && { durationMs: exchange.durationMs }),
        ...headersJson('requestHeaders', exchange.requestHeaders, redactor.requestHeader),
        ...headersJson('responseHeaders', exchange.responseHeaders, redactor.header),
        ...bodyJson(
          'requestBody',
          exchange.requestBody,
          header(exchange.requestHeaders, 'content-type') ?? '',
          redactor,
          true,
        ),
        ...bodyJson('responseBody', exchange.responseBody, exchange.mimeType, redactor),
      };
    case 'event':
      return {
        index: exchange.index,
        ...(exchange.event !== undefined && { event: redactor.text(exchange.event) }),
        ...(exchange.lastEventId !== undefined && { lastEventId: redactor.text(exchange.lastEventId) }),
        ...(exchange.retryMs !== undefined && { retryMs: exchange.retryMs }),
        ...headersJson('responseHeaders', exchange.stream.responseHeaders, redactor.header),
        ...bodyJson('data', exchange.body, '', redactor),
      };
    case 'handshake':
      return {
        status: exchange.status,
        ...(exchange.failure && { failure: redactor.text(exchange.failure) }),
        ...headersJson('responseHeaders', exchange.responseHeaders, redactor.header),
      };
    case 'close':
      return { code: exchange.code, reason: redactor.text(exchange.reason), wasClean: exchange.wasClean };
    case 'websocket':
      return {
        direction: word(exchange.direction),
        ...bodyJson('message', exchange.body, '', redactor, exchange.direction === 'send'),
      };
    case 'mqtt':
      return {
        direction: word(exchange.direction),
        packet: word(exchange.packet),
        ...(exchange.topic !== undefined && { topic: redactor.text(exchange.topic) }),
        ...(exchange.reasonCode !== undefined && { reasonCode: exchange.reasonCode }),
        ...bodyJson('payload', exchange.body, '', redactor, exchange.direction === 'send'),
      };
    default:
      return exchange satisfies never;
  }
}

function subprotocolJson(exchange: Exchange, redactor: Redactor): JsonObject {
  const subprotocol = socketOf(exchange)?.subprotocol;
  if (!subprotocol) return {};
  const { value } = redactor.header({ name: 'Sec-WebSocket-Protocol', value: subprotocol });
  return { subprotocol: value };
}

function recordsJson(exchange: Exchange, context: ReportContext, redactor: Redactor): JsonObject {
  if (exchange.channel === 'http' || exchange.channel === 'handshake') return {};
  const frames = lastRecords(exchange, context).map((record) => {
    const direction = recordDirection(record);
    const name = opaqueName(record);
    return {
      at: isoTime(record.at),
      ...(direction && { direction: word(direction) }),
      kind: word(recordKind(record)),
      size: recordSize(record),
      ...(name !== undefined && { content: word(name) }),
      ...(!isOpaque(record) && {
        text: redactor.body(recordText(record), '', isCutRecord(record), direction === 'send'),
      }),
    };
  });
  return frames.length > 0 ? { frames } : {};
}

function bodyJson(name: string, body: Body, mimeType: string, redactor: Redactor, sent = false): JsonObject {
  const text = bodyText(body);
  if (!text) return {};
  const isCut = isCutBody(body) || text.length > MAX_BODY;
  const shown = redactor.body(text.slice(0, MAX_BODY), mimeType, isCut, sent);
  return { [name]: shown, ...(isCut && { [`${name}Cut`]: true }) };
}

/** The headers under `name`; a list that is longer than any server's is cut, and its length told. */
function headersJson(name: string, headers: readonly Header[], redact: (header: Header) => RedactedHeader): JsonObject {
  const shown = headers.slice(0, MAX_HEADERS).map((one) => ({ ...redact(one) }));
  return { [name]: shown, ...(headers.length > shown.length && { [`${name}Count`]: headers.length }) };
}
