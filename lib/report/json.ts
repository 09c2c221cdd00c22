/** A diagnosis and its exchange as JSON: the members that `npm run diagnose -- --json` prints, and for a report the redacted exchange. */

import { bodyText } from '../diagnose/decode.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { type Body, type Exchange, header, methodOf, urlOf } from '../exchange.ts';
import { isCutFrame } from '../session/frames.ts';
import type { Failure } from '../session/group.ts';
import { isOpaque, lastFrames, type ReportContext } from './model.ts';
import type { Redactor } from './redact.ts';

/** The members of a diagnosis in their fixed order. Words that may hold wire text go through the redactor. */
export function diagnosisJson(exchange: Exchange, diagnosis: Diagnosis, redactor: Redactor): Record<string, unknown> {
  const { retry, also, operation } = diagnosis;
  return {
    channel: diagnosis.channel,
    url: redactor.url(urlOf(exchange)),
    method: redactor.text(methodOf(exchange)),
    at: new Date(exchange.at).toISOString(),
    family: diagnosis.family,
    code: redactor.text(diagnosis.code),
    name: redactor.text(diagnosis.name),
    meaning: redactor.text(diagnosis.meaning),
    action: redactor.text(diagnosis.action),
    permanence: diagnosis.permanence,
    basis: diagnosis.basis,
    confidence: diagnosis.confidence,
    evidence: diagnosis.evidence.map(({ text }) => redactor.text(text)),
    source: diagnosis.source,
    ...(operation !== undefined && { operation: redactor.text(operation) }),
    ...(retry && { retry: { afterMs: retry.afterMs, from: retry.from } }),
    ...(also.length > 0 && {
      also: also.map((rival) => ({ ...rival, code: redactor.text(rival.code), why: redactor.text(rival.why) })),
    }),
  };
}

/** The newest of repeats of one failure with how often it was seen, and its exchange redacted. */
export function failuresJson(
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): Record<string, unknown> | undefined {
  const last = failures.at(-1);
  if (!last) return undefined;
  return {
    diagnosis: diagnosisJson(last.exchange, last.diagnosis, redactor),
    seen: failures.length,
    exchange: { ...exchangeJson(last.exchange, redactor), ...subprotocolJson(last.exchange, redactor) },
    ...framesJson(last.exchange, context, redactor),
    tool: context.tool,
  };
}

function exchangeJson(exchange: Exchange, redactor: Redactor): Record<string, unknown> {
  switch (exchange.channel) {
    case 'http':
      return {
        status: exchange.status,
        statusText: redactor.text(exchange.statusText),
        ...(exchange.failure && { failure: redactor.text(exchange.failure) }),
        ...(exchange.durationMs !== undefined && { durationMs: exchange.durationMs }),
        requestHeaders: exchange.requestHeaders.map(redactor.requestHeader),
        responseHeaders: exchange.responseHeaders.map(redactor.header),
        ...bodyJson(
          'requestBody',
          exchange.requestBody,
          header(exchange.requestHeaders, 'content-type') ?? '',
          redactor,
          true,
        ),
        ...bodyJson('responseBody', exchange.responseBody, exchange.mimeType, redactor),
      };
    case 'handshake':
      return {
        status: exchange.status,
        ...(exchange.failure && { failure: redactor.text(exchange.failure) }),
        responseHeaders: exchange.responseHeaders.map(redactor.header),
      };
    case 'close':
      return { code: exchange.code, reason: redactor.text(exchange.reason), wasClean: exchange.wasClean };
    case 'websocket':
      return {
        direction: exchange.direction,
        ...bodyJson('message', exchange.body, '', redactor, exchange.direction === 'send'),
      };
    case 'mqtt':
      return {
        direction: exchange.direction,
        packet: exchange.packet,
        ...(exchange.topic !== undefined && { topic: redactor.text(exchange.topic) }),
        ...(exchange.reasonCode !== undefined && { reasonCode: exchange.reasonCode }),
        ...bodyJson('payload', exchange.body, '', redactor, exchange.direction === 'send'),
      };
    default:
      return exchange satisfies never;
  }
}

function subprotocolJson(exchange: Exchange, redactor: Redactor): Record<string, string> {
  if (exchange.channel === 'http' || !exchange.socket.subprotocol) return {};
  const { value } = redactor.header({ name: 'Sec-WebSocket-Protocol', value: exchange.socket.subprotocol });
  return { subprotocol: value };
}

function framesJson(exchange: Exchange, context: ReportContext, redactor: Redactor): Record<string, unknown> {
  if (exchange.channel === 'http' || exchange.channel === 'handshake') return {};
  const frames = lastFrames(exchange, context).map((frame) => ({
    at: new Date(frame.at).toISOString(),
    ...(frame.direction && { direction: frame.direction }),
    kind: frame.kind,
    size: frame.size,
    ...(!isOpaque(frame) && { text: redactor.body(frame.text, '', isCutFrame(frame), frame.direction === 'send') }),
  }));
  return frames.length > 0 ? { frames } : {};
}

function bodyJson(
  name: string,
  body: Body,
  mimeType: string,
  redactor: Redactor,
  sent = false,
): Record<string, string> {
  const text = bodyText(body);
  return text ? { [name]: redactor.body(text, mimeType, body.state === 'read' && body.cut, sent) } : {};
}
