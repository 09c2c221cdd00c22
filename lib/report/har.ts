/**
 * A session as a HAR file (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/): redacted, with Chrome's
 * `_webSocketMessages`, `_eventSourceMessages` and `_resourceType`, this project's `_webSocketClose`, and the diagnoses as
 * comments of their entries. Reading the file again gives the same diagnoses.
 */
import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import {
  type Body,
  type ConnectionRecord,
  connectionOf,
  type FailedHandshake,
  type Header,
  type HttpExchange,
  isClaimed,
  type MqttPacket,
  type Socket,
  type SocketMessage,
  type Stream,
} from '../exchange.ts';
import type { Failure, Finding } from '../finding.ts';
import type { Healthy } from '../session/healthy.ts';
import { isOpaque } from '../words/record.ts';
import type { Words } from '../words/words.ts';
import type { ReportContext } from './model.ts';
import { createMqttWriter, type MqttWriter } from './mqtt-bytes.ts';
import { createRedactor, type Redactor } from './redact.ts';

/** What goes into the file. */
export interface HarSource {
  readonly failures: readonly Failure[];
  /** Healthy exchanges, of which only a line is known. */
  readonly healthy: readonly Healthy[];
}

interface Entry {
  /** Epoch milliseconds. */
  readonly at: number;
  /** What failed in it; the comment says so. */
  readonly failures: readonly Failure[];
  readonly write: () => object | Promise<object>;
}

/** Entries that are written in one go. */
const BATCH = 20;

/** Writes HAR 1.2, the entries in the order in which they began. `hidden`: how many values redaction took out. */
export async function writeHar(
  source: HarSource,
  context: ReportContext,
): Promise<{ readonly text: string; readonly hidden: number }> {
  const redactor = createRedactor({ rules: context.rules, forFile: true });
  for (const [i, { exchange }] of source.failures.entries()) {
    if (i > 0 && i % BATCH === 0) await context.pause();
    redactor.collect(exchange);
  }
  const entries = [...entriesOf(source, context, redactor)].sort((a, b) => a.at - b.at);
  const lines: string[] = [];
  for (const [i, entry] of entries.entries()) {
    if (i > 0 && i % BATCH === 0) await context.pause();
    lines.push(JSON.stringify({ ...(await entry.write()), ...commentOn(entry.failures, context.words, redactor) }));
  }
  const [, name = context.tool, version = ''] = /^(.*?) (\d[\w.-]*)/.exec(context.tool) ?? [];
  const head = JSON.stringify({ version: '1.2', creator: { name, version, comment: context.tool }, pages: [] });
  const text = `{"log":${head.slice(0, -1)},"entries":[\n${lines.join(',\n')}\n]}}\n`;
  return { text, hidden: redactor.count() };
}

/** A connection on which something failed. */
interface Written {
  readonly connection: Socket | Stream;
  readonly failures: Failure[];
  /** The records of `failures`. */
  readonly failing: ConnectionRecord[];
}

function* entriesOf({ failures, healthy }: HarSource, context: ReportContext, redactor: Redactor): Generator<Entry> {
  const connections = new Map<string, Written>();
  for (const failure of failures) {
    const { exchange } = failure;
    if (exchange.channel === 'http') {
      yield { at: exchange.at, failures: [failure], write: () => httpEntry(exchange, redactor) };
    } else if (exchange.channel === 'handshake') {
      yield { at: exchange.at, failures: [failure], write: () => handshakeEntry(exchange, redactor) };
    } else {
      const connection = connectionOf(exchange);
      const known = connections.get(connection.id) ?? { connection, failures: [], failing: [] };
      connections.set(connection.id, known);
      known.failures.push(failure);
      known.failing.push(exchange);
    }
  }
  for (const { connection, failures: failed, failing } of connections.values()) {
    const records = recordsOf(connection, failing, context);
    const write = isStream(connection)
      ? () => streamEntry(connection, records, redactor)
      : () => socketEntry(connection, records, redactor);
    yield { at: connection.at, failures: failed, write };
  }
  const written = [...connections.values()].map(({ connection }) => connection);
  for (const line of healthy) {
    if (!written.some((one) => carries(line, one)))
      yield { at: line.at, failures: [], write: () => healthyEntry(line, redactor) };
  }
}

function isStream(connection: Socket | Stream): connection is Stream {
  return 'method' in connection;
}

/** The records that are held, failing ones whole, and in front of them failing ones that are held no more. */
function recordsOf(
  { id }: Socket | Stream,
  failing: readonly ConnectionRecord[],
  { connection }: ReportContext,
): ConnectionRecord[] {
  const held = connection(id)?.records ?? [];
  const whole = new Map(failing.map((record) => [record.id, record]));
  const ids = new Set(held.map((record) => record.id));
  const gone = failing.filter((record) => !ids.has(record.id));
  return [...gone, ...held.map((record) => whole.get(record.id) ?? record)];
}

/** How far apart the moments are at which network and tap saw a socket begin, in milliseconds. */
const SAME_SOCKET_MS = 5_000;

/** Whether this is the exchange that opened a connection, which has an entry of its own. */
function carries({ id, status, url, at }: Healthy, connection: Socket | Stream): boolean {
  if (isStream(connection)) return id === connection.id;
  return status === 101 && url === connection.url && Math.abs(at - connection.at) <= SAME_SOCKET_MS;
}

interface Parts {
  readonly at: number;
  readonly durationMs?: number | undefined;
  readonly url: string;
  readonly method: string;
  readonly requestHeaders?: readonly Header[];
  readonly postData?: object | undefined;
  readonly status: number;
  readonly statusText?: string;
  readonly responseHeaders?: readonly Header[];
  readonly content: object;
  readonly failure?: string | undefined;
  readonly extra?: object;
}

/** An entry with every member that HAR 1.2 asks for; -1 stands for what is not known. */
function entryOf(parts: Parts, redactor: Redactor): object {
  const { at, durationMs = 0, failure } = parts;
  const url = redactor.url(parts.url);
  return {
    startedDateTime: new Date(at).toISOString(),
    time: durationMs,
    request: {
      method: redactor.text(parts.method),
      url,
      httpVersion: '',
      headers: (parts.requestHeaders ?? []).map(redactor.requestHeader),
      queryString: [...(URL.canParse(url) ? new URL(url).searchParams : [])].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: -1,
      ...(parts.postData && { postData: parts.postData }),
    },
    response: {
      status: parts.status,
      statusText: redactor.text(parts.statusText ?? ''),
      httpVersion: '',
      headers: (parts.responseHeaders ?? []).map(redactor.header),
      cookies: [],
      content: parts.content,
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...(failure && { _error: redactor.text(failure) }),
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...parts.extra,
  };
}

/** One line for each failure. */
function commentOn(failures: readonly Failure[], words: Words, redactor: Redactor): { readonly comment?: string } {
  if (failures.length === 0) return {};
  return { comment: failures.map(({ finding }) => redactor.text(commentLine(finding, words))).join('\n') };
}

function commentLine(finding: Finding, words: Words): string {
  const { family, code, confidence, permanence, basis } = finding;
  const verdict = `${confidence}; ${permanence}, ${basis}`;
  return `[${family} ${code}] ${words.name(finding)} (${verdict}). ${words.meaning(finding)} ${words.action(finding)} ${words.source(finding)}`;
}

function httpEntry(exchange: HttpExchange, redactor: Redactor): object {
  const { requestHeaders, requestBody, responseBody, mimeType, fromCache, resourceType, viaServiceWorker, role } =
    exchange;
  const sent = requestHeaders.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const body = bodyMembers(requestBody, sent, redactor, true);
  return entryOf(
    {
      ...exchange,
      postData: body && { mimeType: redactor.text(sent), params: [], ...body },
      content: {
        size: exchange.responseSize ?? -1,
        mimeType: redactor.text(mimeType),
        ...bodyMembers(responseBody, mimeType, redactor),
      },
      extra: {
        ...((resourceType ?? role === 'preflight') && { _resourceType: role === 'preflight' ? role : resourceType }),
        ...(fromCache && { _fromCache: fromCache }),
        ...(viaServiceWorker && { _fetchedViaServiceWorker: true }),
        ...initiatorMember(exchange, redactor),
        ...preflightMember(exchange, redactor),
        ...violationMembers(exchange),
      },
    },
    redactor,
  );
}

/** As Chromium writes it, reduced to the one frame that was kept; its lines and columns count from 0. */
function initiatorMember({ initiator }: HttpExchange, redactor: Redactor): object {
  if (!initiator) return {};
  const { function: name, url, line, column } = initiator;
  const frame = {
    functionName: redactor.text(name),
    url: redactor.url(url),
    ...(line !== undefined && { lineNumber: line - 1 }),
    ...(column !== undefined && { columnNumber: column - 1 }),
  };
  return { _initiator: { type: 'script', stack: { callFrames: [frame] } } };
}

function violationMembers(exchange: HttpExchange | FailedHandshake): object {
  const { violates } = exchange;
  return { ...(violates && { _violatedDirective: violates }), ...(isClaimed(exchange) && { _claimed: true }) };
}

/** The preflight that refused the request: the two are one exchange here. */
function preflightMember({ preflight }: HttpExchange, redactor: Redactor): object {
  if (!preflight) return {};
  const { status, requestHeaders, responseHeaders } = preflight;
  return {
    _preflight: {
      status,
      requestHeaders: requestHeaders.map(redactor.header),
      responseHeaders: responseHeaders.map(redactor.header),
    },
  };
}

function handshakeEntry(exchange: FailedHandshake, redactor: Redactor): object {
  const { at, socket, status, responseHeaders } = exchange;
  return entryOf(
    {
      at,
      url: socket.url,
      method: 'GET',
      status,
      responseHeaders,
      failure: exchange.failure,
      content: NO_CONTENT,
      // Chromium marks a socket that never opened by an error frame.
      extra: {
        _resourceType: 'websocket',
        _webSocketMessages: [{ type: 'error', time: at / 1000, opcode: -1, data: '' }],
        ...violationMembers(exchange),
      },
    },
    redactor,
  );
}

function healthyEntry({ at, durationMs, url, method, status, channel }: Healthy, redactor: Redactor): object {
  const extra = channel === 'http' && !/^wss?:/i.test(url) ? {} : { _resourceType: 'websocket' };
  return entryOf({ at, durationMs, url, method: method || 'GET', status, content: NO_CONTENT, extra }, redactor);
}

function streamEntry({ at, url, method }: Stream, records: readonly ConnectionRecord[], redactor: Redactor): object {
  const events = records.flatMap((record) => (record.channel === 'event' ? [record] : []));
  return entryOf(
    {
      at,
      url,
      method,
      status: 200,
      content: { size: -1, mimeType: 'text/event-stream' },
      extra: {
        _resourceType: 'eventsource',
        _eventSourceMessages: events.map((event) => ({
          time: event.at / 1000,
          eventName: redactor.text(event.event ?? 'message'),
          eventId: redactor.text(event.lastEventId ?? ''),
          data: textOf(event.body, '', redactor),
        })),
      },
    },
    redactor,
  );
}

const NO_CONTENT = { size: 0, mimeType: 'x-unknown' };

function socketEntry(socket: Socket, records: readonly ConnectionRecord[], redactor: Redactor): object {
  const packets = records.flatMap((record) => (record.channel === 'mqtt' ? [record] : []));
  const mqtt = packets.length > 0 ? createMqttWriter(packets) : undefined;
  const connect = mqtt?.connect();
  const start = connect ? [binary('send', records[0]?.at ?? socket.at, connect)] : [];
  const messages = records.flatMap((record) => {
    if (record.channel === 'websocket') return [messageOf(record, redactor)];
    return (record.channel === 'mqtt' && mqtt && packetOf(record, mqtt, redactor)) || [];
  });
  const close = records.findLast((record) => record.channel === 'close');
  return entryOf(
    {
      at: socket.at,
      url: socket.url,
      method: 'GET',
      status: 101,
      statusText: 'Switching Protocols',
      responseHeaders: socket.subprotocol ? [{ name: 'Sec-WebSocket-Protocol', value: socket.subprotocol }] : [],
      content: NO_CONTENT,
      extra: {
        _resourceType: 'websocket',
        _webSocketMessages: [...start, ...messages],
        ...(close && {
          _webSocketClose: { code: close.code, reason: redactor.text(close.reason), wasClean: close.wasClean },
        }),
      },
    },
    redactor,
  );
}

interface HarMessage {
  readonly type: 'send' | 'receive';
  /** Epoch seconds. */
  readonly time: number;
  readonly opcode: 1 | 2;
  readonly data: string;
}

function binary(type: 'send' | 'receive', at: number, bytes: Uint8Array): HarMessage {
  return { type, time: at / 1000, opcode: 2, data: toBase64(bytes) };
}

/** A message as far as it is held. What nobody can judge stays out. */
function messageOf(message: SocketMessage, redactor: Redactor): HarMessage {
  const { direction, at, opcode, body } = message;
  const data = isOpaque(message) ? '' : textOf(body, '', redactor);
  if (opcode === 'binary') return binary(direction, at, new TextEncoder().encode(data));
  return { type: direction, time: at / 1000, opcode: 1, data };
}

function packetOf(packet: MqttPacket, mqtt: MqttWriter, redactor: Redactor): HarMessage | undefined {
  const bytes = mqtt.packet(packet, textOf(packet.body, '', redactor), redactor.text(packet.topic ?? ''));
  return bytes && binary(packet.direction, packet.at, bytes);
}

function textOf(body: Body, mimeType: string, redactor: Redactor): string {
  if (body.state !== 'read') return '';
  const bytes = body.base64 ? fromBase64(body.text) : undefined;
  return redactor.body(bytes ? utf8(bytes) : body.text, mimeType, body.cut);
}

/** A body as HAR holds it; undefined where there is none. Bytes stay as they are unless there is a secret among them. */
function bodyMembers(
  body: Body,
  mimeType: string,
  redactor: Redactor,
  sent = false,
): { text: string; encoding?: string } | undefined {
  if (body.state !== 'read') return undefined;
  const encoding = body.base64 ? { encoding: 'base64' } : {};
  const bytes = fromBase64(isGrpcText(mimeType) && body.base64 ? utf8(fromBase64(body.text) ?? NO_BYTES) : body.text);
  if (!bytes || !(body.base64 || isGrpcText(mimeType)))
    return { text: redactor.body(body.text, mimeType, body.cut, sent) };
  const plain = utf8(bytes);
  const redacted = redactor.body(plain, mimeType, body.cut, sent);
  if (redacted === plain) return { text: body.text, ...encoding };
  return { text: toBase64(new TextEncoder().encode(redacted)), encoding: 'base64' };
}

const NO_BYTES = new Uint8Array();

/** gRPC-web text is base64, whatever carries it (gRPC PROTOCOL-WEB). */
function isGrpcText(mimeType: string): boolean {
  return mimeType.toLowerCase().startsWith('application/grpc-web-text');
}
