/**
 * A session as a HAR file (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/): redacted, with Chrome's
 * `_webSocketMessages`, `_eventSourceMessages` and `_resourceType`, this project's `_webSocketClose`, and the diagnoses as
 * comments of their entries. Reading the file again gives the same diagnoses.
 */
import {
  type ConnectionRecord,
  connectionOf,
  type FailedHandshake,
  type HttpExchange,
  isClaimed,
  placesOf,
  type Socket,
  type Stream,
} from '../exchange.ts';
import type { Failure, Finding } from '../finding.ts';
import { changed, joined, type Redacted, safe, word } from '../redact/redacted.ts';
import type { Healthy } from '../session/healthy.ts';
import type { Words } from '../words/words.ts';
import { attempt, FAILED } from './attempt.ts';
import { binary, bodyMembers, messageOf, packetOf, textOf } from './har-bodies.ts';
import { entryOf, headersOf } from './har-entry.ts';
import { type JsonObject, jsonText } from './json.ts';
import type { ReportContext } from './model.ts';
import { createMqttWriter } from './mqtt-bytes.ts';
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
  readonly write: () => JsonObject;
}

/** Entries that are written in one go. */
const BATCH = 20;

/** Writes HAR 1.2, the entries in the order in which they began. `hidden`: how many values redaction took out. */
export async function writeHar(
  source: HarSource,
  context: ReportContext,
): Promise<{ readonly text: Redacted<string>; readonly hidden: number }> {
  const redactor = createRedactor({ rules: context.rules, forFile: true });
  const learned = new Set<string>();
  for (const [i, failure] of source.failures.entries()) {
    if (i > 0 && i % BATCH === 0) await context.pause();
    attempt(() => learn(failure, learned, context, redactor));
  }
  const { entries: found, unread } = entriesOf(source, context, redactor);
  const entries = [...found].sort((a, b) => a.at - b.at);
  const lines: Redacted<string>[] = [];
  for (const [i, entry] of entries.entries()) {
    if (i > 0 && i % BATCH === 0) await context.pause();
    const line = attempt(() =>
      jsonText({ ...entry.write(), ...commentOn(entry.failures, context.words, redactor) }, 0),
    );
    if (line !== FAILED) lines.push(line);
  }
  const missing = unread + entries.length - lines.length;
  const [, name = context.tool, version = ''] = /^(.*?) (\d[\w.-]*)/.exec(context.tool) ?? [];
  const creator = { name: redactor.text(name), version: redactor.text(version), comment: redactor.text(context.tool) };
  const fault = missing > 0 && {
    comment: safe`${missing} of ${unread + entries.length} entries could not be written.`,
  };
  const head = jsonText({ version: word('1.2'), ...fault, creator, pages: [] }, 0);
  const text = safe`{"log":${changed(head, (json) => json.slice(0, -1))},"entries":[
${joined(lines, ',\n')}
]}}
`;
  return { text, hidden: redactor.count() };
}

/** The secrets of a failure, and, once, of all that its connection holds. */
function learn(failure: Failure, learned: Set<string>, context: ReportContext, redactor: Redactor): void {
  const { exchange } = failure;
  redactor.keep(failure, context.words);
  redactor.collect(exchange);
  if (exchange.channel === 'http' || exchange.channel === 'handshake') return;
  const { id } = connectionOf(exchange);
  if (learned.has(id)) return;
  learned.add(id);
  for (const record of context.connection(id)?.records ?? []) if (record.channel !== 'gap') redactor.collect(record);
}

/** A connection on which something failed. */
interface Written {
  readonly connection: Socket | Stream;
  readonly failures: Failure[];
  /** The records of `failures`. */
  readonly failing: ConnectionRecord[];
}

/** What is to be written, and how many failures cannot even be looked at. */
function entriesOf(
  { failures, healthy }: HarSource,
  context: ReportContext,
  redactor: Redactor,
): { readonly entries: readonly Entry[]; readonly unread: number } {
  const entries: Entry[] = [];
  const connections = new Map<string, Written>();

  function place(failure: Failure): void {
    const { exchange } = failure;
    if (exchange.channel === 'http') {
      entries.push({ at: exchange.at, failures: [failure], write: () => httpEntry(exchange, redactor) });
    } else if (exchange.channel === 'handshake') {
      entries.push({ at: exchange.at, failures: [failure], write: () => handshakeEntry(exchange, redactor) });
    } else {
      const connection = connectionOf(exchange);
      const known = connections.get(connection.id) ?? { connection, failures: [], failing: [] };
      connections.set(connection.id, known);
      known.failures.push(failure);
      known.failing.push(exchange);
    }
  }

  const placed = failures.filter((failure) => attempt(() => place(failure)) !== FAILED);
  for (const { connection, failures: failed, failing } of connections.values()) {
    const records = recordsOf(connection, failing, context);
    const write = isStream(connection)
      ? () => streamEntry(connection, records, redactor)
      : () => socketEntry(connection, records, redactor);
    entries.push({ at: connection.at, failures: failed, write });
  }
  const written = [...connections.values()].map(({ connection }) => connection);
  for (const line of healthy) {
    if (!written.some((one) => carries(line, one)))
      entries.push({ at: line.at, failures: [], write: () => healthyEntry(line, redactor) });
  }
  return { entries, unread: failures.length - placed.length };
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

/** One line for each failure. */
function commentOn(failures: readonly Failure[], words: Words, redactor: Redactor): JsonObject {
  if (failures.length === 0) return {};
  return {
    comment: joined(
      failures.map(({ finding }) => redactor.text(commentLine(finding, words))),
      '\n',
    ),
  };
}

function commentLine(finding: Finding, words: Words): string {
  const { family, code, confidence, permanence, basis } = finding;
  const verdict = `${confidence}; ${permanence}, ${basis}`;
  return `[${family} ${code}] ${words.name(finding)} (${verdict}). ${words.meaning(finding)} ${words.action(finding)} ${words.source(finding)}`;
}

function httpEntry(exchange: HttpExchange, redactor: Redactor): JsonObject {
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
        ...((resourceType ?? role === 'preflight') && {
          _resourceType: role === 'preflight' ? word(role) : redactor.text(resourceType ?? ''),
        }),
        ...(fromCache && { _fromCache: redactor.text(fromCache) }),
        ...(viaServiceWorker && { _fetchedViaServiceWorker: true }),
        ...initiatorMember(exchange, redactor),
        ...preflightMember(exchange, redactor),
        ...violationMembers(exchange, redactor),
      },
    },
    redactor,
  );
}

/** As Chromium writes it, reduced to the frames that were kept; their lines and columns count from 0. */
function initiatorMember({ initiator }: HttpExchange, redactor: Redactor): JsonObject {
  if (!initiator) return {};
  const callFrames = placesOf(initiator).map(({ function: name, url, line, column }) => ({
    functionName: redactor.text(name),
    url: redactor.url(url),
    ...(line !== undefined && { lineNumber: line - 1 }),
    ...(column !== undefined && { columnNumber: column - 1 }),
  }));
  return { _initiator: { type: word('script'), stack: { callFrames } } };
}

function violationMembers(exchange: HttpExchange | FailedHandshake, redactor: Redactor): JsonObject {
  const { violates } = exchange;
  return {
    ...(violates && { _violatedDirective: redactor.text(violates) }),
    ...(isClaimed(exchange) && { _claimed: true }),
  };
}

/** The preflight that refused the request: the two are one exchange here. */
function preflightMember({ preflight }: HttpExchange, redactor: Redactor): JsonObject {
  if (!preflight) return {};
  const { status, requestHeaders, responseHeaders } = preflight;
  return {
    _preflight: {
      status,
      requestHeaders: headersOf(requestHeaders, redactor.requestHeader),
      responseHeaders: headersOf(responseHeaders, redactor.header),
    },
  };
}

function handshakeEntry(exchange: FailedHandshake, redactor: Redactor): JsonObject {
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
        _resourceType: word('websocket'),
        _webSocketMessages: [{ type: word('error'), time: at / 1000, opcode: -1, data: safe`` }],
        ...violationMembers(exchange, redactor),
      },
    },
    redactor,
  );
}

function healthyEntry({ at, durationMs, url, method, status, channel }: Healthy, redactor: Redactor): JsonObject {
  const extra = channel === 'http' && !/^wss?:/i.test(url) ? {} : { _resourceType: word('websocket') };
  return entryOf({ at, durationMs, url, method: method || 'GET', status, content: NO_CONTENT, extra }, redactor);
}

function streamEntry(
  { at, url, method, responseHeaders }: Stream,
  records: readonly ConnectionRecord[],
  redactor: Redactor,
): JsonObject {
  const events = records.flatMap((record) => (record.channel === 'event' ? [record] : []));
  return entryOf(
    {
      at,
      url,
      method,
      status: 200,
      responseHeaders,
      content: { size: -1, mimeType: word('text/event-stream') },
      extra: {
        _resourceType: word('eventsource'),
        _eventSourceMessages: events.map((event) => ({
          time: event.at / 1000,
          eventName: redactor.text(event.event ?? 'message'),
          eventId: redactor.text(event.lastEventId ?? ''),
          data: textOf(event.body, false, redactor),
        })),
      },
    },
    redactor,
  );
}

const NO_CONTENT: JsonObject = { size: 0, mimeType: word('x-unknown') };

function socketEntry(socket: Socket, records: readonly ConnectionRecord[], redactor: Redactor): JsonObject {
  const packets = records.flatMap((record) => (record.channel === 'mqtt' ? [record] : []));
  const mqtt = packets.length > 0 ? createMqttWriter(packets) : undefined;
  const connect = mqtt?.connect();
  const start = connect ? [binary('send', records[0]?.at ?? socket.at, connect, safe``)] : [];
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
        _resourceType: word('websocket'),
        _webSocketMessages: [...start, ...messages],
        ...(close && {
          _webSocketClose: { code: close.code, reason: redactor.text(close.reason), wasClean: close.wasClean },
        }),
      },
    },
    redactor,
  );
}
