/** A diagnosis and its exchange as JSON: the members that `npm run diagnose -- --json` prints, and for a report the redacted exchange. */

import { bodyText } from '../diagnose/body-text.ts';
import {
  type Body,
  channelName,
  type Exchange,
  type Header,
  header,
  initiatorOf,
  methodOf,
  socketOf,
  urlOf,
} from '../exchange.ts';
import type { Blocked, Failure, FurtherError } from '../finding.ts';
import { type Redacted, type RedactedJson, redactedJson, word } from '../redact/redacted.ts';
import { withoutControls } from '../redact/redaction.ts';
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

/** JSON of which every text is redacted: nothing raw compiles. */
export type JsonObject = { readonly [name: string]: RedactedJson };

/** JSON in lines. Controls leave as escapes, so that no terminal reads them. */
export function jsonText(value: RedactedJson, indent = 2): Redacted<string> {
  return redactedJson(value, (json) => withoutControls(JSON.stringify(json, null, indent) ?? 'null'));
}

/** Headers, and characters of a body, that a report as JSON holds; `cut` says that there were more. */
const MAX_HEADERS = 200;
const MAX_BODY = 200_000;

/** What a failure means, as JSON with its members in their fixed order. Words that may hold wire text go through the redactor. */
export function diagnosisJson({ exchange, finding }: Failure, words: Words, redactor: Redactor): JsonObject {
  const { retry, also, operation, said, links, requestId, param, errors, status, blocked } = finding;
  return {
    channel: word(channelName(exchange)),
    url: redactor.url(urlOf(exchange)),
    method: redactor.text(methodOf(exchange)),
    at: isoTime(exchange.at),
    family: redactor.text(finding.family),
    code: redactor.text(finding.code),
    name: redactor.text(words.documentedName(finding)),
    meaning: redactor.text(words.meaning(finding)),
    action: redactor.text(words.action(finding)),
    permanence: word(finding.permanence),
    basis: word(finding.basis),
    confidence: word(finding.confidence),
    evidence: words.evidence(finding).map((line) => redactor.text(line)),
    source: redactor.url(words.source(finding)),
    ...initiatorJson(exchange, redactor),
    ...(blocked && blockedJson(blocked, redactor)),
    ...(operation !== undefined && { operation: redactor.text(operation) }),
    ...(retry && { retry: { afterMs: retry.afterMs, from: redactor.text(retry.from) } }),
    ...(also.length > 0 && {
      also: also.map((rival) => ({
        family: redactor.text(rival.family),
        code: redactor.text(rival.code),
        why: redactor.text(words.rival(rival)),
      })),
    }),
    ...(status !== undefined && { status }),
    ...(said !== undefined && { said: redactor.text(said) }),
    ...(links.length > 0 && {
      links: links.map(({ url, label }) => ({ url: redactor.url(url), label: redactor.text(label) })),
    }),
    ...(requestId !== undefined && { requestId: redactor.header({ name: 'X-Request-Id', value: requestId }).value }),
    ...(param !== undefined && { param: redactor.text(param) }),
    ...(errors.length > 0 && { errors: errors.map((error) => furtherJson(error, redactor)) }),
  };
}

function blockedJson({ by, rule, directive }: Blocked, redactor: Redactor): JsonObject {
  const named = rule ?? directive;
  return { blocked: { by: word(by), ...(named && { rule: redactor.text(named) }) } };
}

function furtherJson({ code, said, param }: FurtherError, redactor: Redactor): JsonObject {
  return {
    ...(code !== undefined && { code: redactor.text(code) }),
    ...(said !== undefined && { said: redactor.text(said) }),
    ...(param !== undefined && { param: redactor.text(param) }),
  };
}

function initiatorJson(exchange: Exchange, redactor: Redactor): JsonObject {
  const place = initiatorOf(exchange);
  if (!place) return {};
  const { function: name, url, line, column } = place;
  return {
    initiator: {
      function: redactor.text(name),
      url: redactor.url(url),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    },
  };
}

/** The newest of repeats of one failure with how often it was seen, and its exchange redacted. */
export function failuresJson(
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
