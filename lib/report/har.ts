/**
 * A session as a HAR file (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/): redacted, with Chrome's
 * `_webSocketMessages`, `_eventSourceMessages` and `_resourceType`, this project's `_webSocketClose`, and the diagnoses as
 * comments of their entries. Reading the file again gives the same diagnoses.
 */
import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import type { Body, Exchange, FailedHandshake, Header, HttpExchange, Socket } from '../exchange.ts';
import { type Frame, isCutFrame } from '../session/frames.ts';
import type { Failure } from '../session/group.ts';
import type { Passed } from '../session/log.ts';
import type { ReportContext } from './model.ts';
import { isOpaque } from './model.ts';
import type { MqttWriter } from './mqtt-bytes.ts';
import { createRedactor, type Redactor } from './redact.ts';

/** What goes into the file. */
export interface HarSource {
  readonly failures: readonly Failure[];
  /** Healthy exchanges, of which only a line is known. */
  readonly passed: readonly Passed[];
}

interface Entry {
  /** Epoch milliseconds. */
  readonly at: number;
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
    lines.push(JSON.stringify(await entry.write()));
  }
  const [, name = context.tool, version = ''] = /^(.*?) (\d[\w.-]*)/.exec(context.tool) ?? [];
  const head = JSON.stringify({ version: '1.2', creator: { name, version, comment: context.tool }, pages: [] });
  const text = `{"log":${head.slice(0, -1)},"entries":[\n${lines.join(',\n')}\n]}}\n`;
  return { text, hidden: redactor.count() };
}

function* entriesOf({ failures, passed }: HarSource, context: ReportContext, redactor: Redactor): Generator<Entry> {
  const sockets = new Map<string, Failure[]>();
  const streams = new Map<string, Failure[]>();
  const known = new Map<string, Socket>();
  for (const failure of failures) {
    const { exchange } = failure;
    if (exchange.channel === 'http') {
      const stream = streamOf(exchange);
      if (stream !== undefined) collect(streams, stream, failure);
      else yield { at: exchange.at, write: () => httpEntry(exchange, failure, redactor) };
    } else if (exchange.channel === 'handshake') {
      yield { at: exchange.at, write: () => handshakeEntry(exchange, failure, redactor) };
    } else {
      known.set(exchange.socket.id, exchange.socket);
      collect(sockets, exchange.socket.id, failure);
    }
  }
  for (const events of streams.values()) {
    yield { at: events[0]?.exchange.at ?? 0, write: () => streamEntry(events, redactor) };
  }
  for (const socket of known.values()) {
    yield { at: socket.at, write: () => socketEntry(socket, sockets.get(socket.id) ?? [], context, redactor) };
  }
  const opened = [...known.values()];
  for (const line of passed) {
    if (!opened.some((socket) => isOf(socket, line))) yield { at: line.at, write: () => passedEntry(line, redactor) };
  }
}

function collect(map: Map<string, Failure[]>, key: string, failure: Failure): void {
  const list = map.get(key);
  if (list) list.push(failure);
  else map.set(key, [failure]);
}

/** What the events of one stream have in common: the beginning of their ids, as sockets.ts makes them. */
function streamOf({ id, resourceType }: HttpExchange): string | undefined {
  return resourceType === 'eventsource' ? /^(.*) event \d+$/s.exec(id)?.[1] : undefined;
}

/** How far apart the moments are at which network and tap saw a socket begin, in milliseconds. */
const SAME_SOCKET_MS = 5_000;

function isOf(socket: Socket, { status, url, at }: Passed): boolean {
  return status === 101 && url === socket.url && Math.abs(at - socket.at) <= SAME_SOCKET_MS;
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
  readonly failures?: readonly Failure[];
  readonly extra?: object;
}

/** An entry with every member that HAR 1.2 asks for; -1 stands for what is not known. */
function entryOf(parts: Parts, redactor: Redactor): object {
  const { at, durationMs = 0, failure, failures = [] } = parts;
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
    ...(failures.length > 0 && { comment: failures.map((one) => comment(one, redactor)).join('\n') }),
    ...parts.extra,
  };
}

function comment({ diagnosis: d }: Failure, redactor: Redactor): string {
  const verdict = `${d.confidence}; ${d.permanence}, ${d.basis}`;
  return redactor.text(`[${d.family} ${d.code}] ${d.name} (${verdict}). ${d.meaning} ${d.action} ${d.source}`);
}

function httpEntry(exchange: HttpExchange, failure: Failure, redactor: Redactor): object {
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
      failures: [failure],
      extra: {
        ...((resourceType ?? role === 'preflight') && { _resourceType: role === 'preflight' ? role : resourceType }),
        ...(fromCache && { _fromCache: fromCache }),
        ...(viaServiceWorker && { _fetchedViaServiceWorker: true }),
      },
    },
    redactor,
  );
}

function handshakeEntry(exchange: FailedHandshake, failure: Failure, redactor: Redactor): object {
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
      failures: [failure],
      // Chromium marks a socket that never opened by an error frame.
      extra: {
        _resourceType: 'websocket',
        _webSocketMessages: [{ type: 'error', time: at / 1000, opcode: -1, data: '' }],
      },
    },
    redactor,
  );
}

function passedEntry({ at, durationMs, url, method, status, channel }: Passed, redactor: Redactor): object {
  const extra = channel === 'http' && !/^wss?:/i.test(url) ? {} : { _resourceType: 'websocket' };
  return entryOf({ at, durationMs, url, method: method || 'GET', status, content: NO_CONTENT, extra }, redactor);
}

function streamEntry(events: readonly Failure[], redactor: Redactor): object {
  const first = events[0]?.exchange as HttpExchange;
  return entryOf(
    {
      at: first.at,
      url: first.url,
      method: first.method,
      status: 200,
      content: { size: -1, mimeType: 'text/event-stream' },
      failures: events,
      extra: {
        _resourceType: 'eventsource',
        _eventSourceMessages: events.map(({ exchange }) => ({
          time: exchange.at / 1000,
          eventName: 'message',
          eventId: '',
          data: textOf((exchange as HttpExchange).responseBody, '', redactor),
        })),
      },
    },
    redactor,
  );
}

const NO_CONTENT = { size: 0, mimeType: 'x-unknown' };

async function socketEntry(
  socket: Socket,
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): Promise<object> {
  const frames = framesOf(socket, failures, context);
  const exchanges = new Map(failures.map(({ exchange }) => [exchange.id, exchange]));
  const isMqtt = frames.some(({ kind }) => kind === 'mqtt');
  const mqtt = isMqtt ? (await import('./mqtt-bytes.ts')).createMqttWriter(frames) : undefined;
  const start = mqtt ? [binary('send', frames[0]?.at ?? socket.at, mqtt.connect())] : [];
  const messages = frames.flatMap((frame) => messageOf(frame, exchanges.get(frame.id), mqtt, redactor) ?? []);
  const close = closeOf(frames, failures, redactor);
  return entryOf(
    {
      at: socket.at,
      url: socket.url,
      method: 'GET',
      status: 101,
      statusText: 'Switching Protocols',
      responseHeaders: socket.subprotocol ? [{ name: 'Sec-WebSocket-Protocol', value: socket.subprotocol }] : [],
      content: NO_CONTENT,
      failures,
      extra: {
        _resourceType: 'websocket',
        _webSocketMessages: [...start, ...messages],
        ...(close && { _webSocketClose: close }),
      },
    },
    redactor,
  );
}

/** The frames that are held, and in front of them failing messages whose frames are held no more. */
function framesOf(socket: Socket, failures: readonly Failure[], { frames }: ReportContext): Frame[] {
  const held = frames(socket.id)?.frames ?? [];
  const ids = new Set(held.map(({ id }) => id));
  const gone = failures.flatMap(({ exchange }) => (ids.has(exchange.id) ? [] : (frameOf(exchange) ?? [])));
  return [...gone, ...held];
}

function frameOf(exchange: Exchange): Frame | undefined {
  const { id, at } = exchange;
  if (exchange.channel === 'websocket')
    return { id, at, direction: exchange.direction, kind: 'text', text: '', size: 0 };
  if (exchange.channel === 'mqtt')
    return { id, at, direction: exchange.direction, kind: 'mqtt', text: '', size: 0, packet: exchange };
  return undefined;
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

/** A frame as a message; of a failing one the whole body, as far as it is held. Undefined for what is no message. */
function messageOf(
  frame: Frame,
  exchange: Exchange | undefined,
  mqtt: MqttWriter | undefined,
  redactor: Redactor,
): HarMessage | undefined {
  const { direction, at, kind, text } = frame;
  if (direction === undefined) return undefined;
  const body = exchange && 'body' in exchange && exchange.body.state === 'read' ? exchange.body : undefined;
  if (kind === 'mqtt') {
    const end = text.indexOf('\n');
    const payload = body
      ? textOf(body, '', redactor)
      : redactor.body(end < 0 ? '' : text.slice(end + 1), '', isCutFrame(frame));
    const bytes = mqtt?.packet(frame, payload, (topic) => redactor.text(topic));
    return bytes && binary(direction, at, bytes);
  }
  if (isOpaque(frame)) return { type: direction, time: at / 1000, opcode: 2, data: '' };
  const data = body ? textOf(body, '', redactor) : redactor.body(text, '', isCutFrame(frame));
  if (kind === 'binary') return binary(direction, at, new TextEncoder().encode(data));
  return { type: direction, time: at / 1000, opcode: 1, data };
}

/** The close that failed, or the one that a frame tells of. */
function closeOf(frames: readonly Frame[], failures: readonly Failure[], redactor: Redactor): object | undefined {
  for (const { exchange } of failures) {
    if (exchange.channel !== 'close') continue;
    const { code, reason, wasClean } = exchange;
    return { code, reason: redactor.text(reason), wasClean };
  }
  const told = /^(\d{1,5})(?: ([\s\S]*))?$/.exec(frames.findLast(({ kind }) => kind === 'close')?.text ?? '');
  return told ? { code: Number(told[1]), reason: redactor.text(told[2] ?? ''), wasClean: true } : undefined;
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
