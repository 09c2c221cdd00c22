/** Fixtures: raw wire payloads with what a diagnosis must say of them, one JSON object a line in test/fixtures/<family>.jsonl. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  type Body,
  type Channel,
  type Exchange,
  type Header,
  type HttpExchange,
  type MqttPacket,
  NO_BODY,
  type Socket,
  type SocketClose,
  type SocketMessage,
  type StreamEvent,
  textBody,
} from '../lib/exchange.ts';
import type { MqttVersion, PacketName } from '../lib/mqtt/packet.ts';

export interface Expectation {
  readonly family: string;
  readonly code: string;
  /** Id of the entry. */
  readonly entry?: string;
  readonly name?: string;
  readonly confidence?: string;
  readonly permanence?: string;
  readonly basis?: string;
  readonly operation?: string;
  readonly retryMs?: number;
}

export interface Fixture {
  readonly id: string;
  readonly channel: Channel;
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  readonly statusText?: string;
  readonly mime?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Request headers. */
  readonly asked?: Readonly<Record<string, string>>;
  /** The preflight that refused the request. */
  readonly preflight?: {
    readonly status: number;
    readonly asked: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly body?: string;
  readonly base64?: boolean;
  readonly failure?: string;
  readonly direction?: 'send' | 'receive';
  readonly subprotocol?: string;
  readonly context?: readonly { readonly direction: 'send' | 'receive'; readonly body: string }[];
  readonly packet?: PacketName;
  readonly protocolVersion?: MqttVersion;
  readonly topic?: string;
  readonly reasonCode?: number;
  readonly closeCode?: number;
  readonly closeReason?: string;
  readonly wasClean?: boolean;
  /** The body is the data of one server-sent event. */
  readonly stream?: boolean;
  /** `exact`: the source's own payload; `adapted`: its envelope with values made up; `constructed`: made from the documentation alone. */
  readonly kind?: 'exact' | 'adapted' | 'constructed';
  /** Where the payload comes from; the family's own source where absent. */
  readonly source?: string;
  /** null: healthy. `not`: may fail, but never as one of these families. */
  readonly expect: Expectation | { readonly not: readonly string[] } | null;
  /** The file's name without its ending: the family the fixture was written for. */
  readonly file: string;
}

/** An arbitrary fixed moment: 2026-01-15T10:00:00Z in epoch ms. */
export const AT = Date.UTC(2026, 0, 15, 10);

const FOLDER = new URL('./fixtures/', import.meta.url);

/** The fixtures of the families that are always there. */
export function readFixtures(): Fixture[] {
  return readFolder(FOLDER);
}

/** The fixtures of the services whose packs are loaded when met. */
export function readServiceFixtures(): Fixture[] {
  return readFolder(new URL('services/', FOLDER));
}

function readFolder(folder: URL): Fixture[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(new URL(name, folder), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => ({ ...(JSON.parse(line) as Fixture), file: name.slice(0, -'.jsonl'.length) })),
    );
}

export function bodyOf(text: string | undefined, base64 = false): Body {
  return text === undefined ? NO_BODY : { state: 'read', text, base64, cut: false };
}

function headersOf({ headers = {} }: Pick<Fixture, 'headers'>): Header[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

/** What capture adds where the browser kept a reply back or did not send a request. */
function refusalOf({ status = 0, failure, asked, preflight }: Fixture): Partial<HttpExchange> {
  return {
    ...(asked && { requestHeaders: headersOf({ headers: asked }), withheld: status > 0 && failure !== undefined }),
    ...(preflight && {
      preflight: {
        status: preflight.status,
        requestHeaders: headersOf({ headers: preflight.asked }),
        responseHeaders: headersOf(preflight),
      },
    }),
  };
}

/** An HTTP exchange with sensible defaults; tests name what matters to them. */
export function httpExchange(over: Partial<HttpExchange> = {}): HttpExchange {
  return {
    channel: 'http',
    id: 'x1',
    url: 'https://api.example.com/thing',
    method: 'GET',
    at: AT,
    durationMs: 40,
    status: 200,
    statusText: '',
    mimeType: 'application/json',
    requestHeaders: [],
    responseHeaders: [],
    requestBody: NO_BODY,
    responseBody: NO_BODY,
    responseSize: undefined,
    failure: undefined,
    role: 'plain',
    fromCache: undefined,
    viaServiceWorker: false,
    withheld: false,
    resourceType: 'fetch',
    ...over,
  };
}

export const SOCKET: Socket = { id: 's', url: 'wss://a.example/socket', subprotocol: undefined, at: AT };

/** A text message with sensible defaults. */
export function socketMessage(text: string, over: Partial<SocketMessage> = {}): SocketMessage {
  return {
    channel: 'websocket',
    id: 'm1',
    socket: SOCKET,
    at: AT,
    direction: 'receive',
    opcode: 'text',
    size: text.length,
    body: textBody(text),
    ...over,
  };
}

/** A PUBLISH with sensible defaults. */
export function mqttPacket(over: Partial<MqttPacket> = {}): MqttPacket {
  return {
    channel: 'mqtt',
    id: 'p1',
    socket: SOCKET,
    at: AT,
    direction: 'receive',
    packet: 'publish',
    topic: undefined,
    reasonCode: undefined,
    granted: [],
    protocolVersion: 4,
    messageId: undefined,
    qos: undefined,
    retain: false,
    duplicate: false,
    length: 2,
    isRead: true,
    reasonString: undefined,
    serverReference: undefined,
    payloadSize: undefined,
    filters: [],
    connect: undefined,
    sessionPresent: false,
    body: NO_BODY,
    ...over,
  };
}

/** A close with sensible defaults. */
export function socketClose(over: Partial<SocketClose> = {}): SocketClose {
  return { channel: 'close', id: 's close', socket: SOCKET, at: AT, code: 1000, reason: '', wasClean: true, ...over };
}

/** An event of a stream with sensible defaults. */
export function streamEvent(data: string, over: Partial<StreamEvent> = {}): StreamEvent {
  return {
    channel: 'event',
    id: 'e1',
    at: AT,
    stream: { id: 'stream', url: 'https://a.example/stream', method: 'GET', at: AT, responseHeaders: [] },
    index: 0,
    event: undefined,
    lastEventId: undefined,
    retryMs: undefined,
    body: textBody(data),
    ...over,
  };
}

/** The exchange a fixture describes. */
export function exchangeOf(fixture: Fixture): Exchange {
  const { id, channel } = fixture;
  const socket: Socket = { id: `socket of ${id}`, url: fixture.url, subprotocol: fixture.subprotocol, at: AT };
  const direction = fixture.direction ?? 'receive';
  const body = bodyOf(fixture.body, fixture.base64);
  switch (channel) {
    case 'http':
      if (fixture.stream)
        return streamEvent(fixture.body ?? '', {
          id,
          stream: {
            id: `stream of ${id}`,
            url: fixture.url,
            method: fixture.method ?? 'GET',
            at: AT,
            responseHeaders: headersOf(fixture),
          },
        });
      return httpExchange({
        id,
        url: fixture.url,
        method: fixture.method ?? 'GET',
        status: fixture.failure && fixture.status === undefined ? 0 : (fixture.status ?? 0),
        statusText: fixture.statusText ?? '',
        mimeType: fixture.mime ?? '',
        responseHeaders: headersOf(fixture),
        responseBody: body,
        failure: fixture.failure,
        ...refusalOf(fixture),
      });
    case 'websocket':
      return socketMessage(fixture.body ?? '', { id, socket, direction, body });
    case 'mqtt':
      return mqttPacket({
        id,
        socket,
        direction,
        packet: fixture.packet ?? 'publish',
        topic: fixture.topic,
        reasonCode: fixture.reasonCode,
        protocolVersion: fixture.protocolVersion,
        body,
      });
    case 'close':
      return socketClose({
        id,
        socket,
        code: fixture.closeCode ?? 0,
        reason: fixture.closeReason ?? '',
        wasClean: fixture.wasClean ?? true,
      });
    case 'handshake':
      return {
        channel,
        id,
        socket,
        at: AT,
        status: fixture.status ?? 0,
        responseHeaders: headersOf(fixture),
        failure: fixture.failure,
      };
    default:
      return channel satisfies never;
  }
}

/** The earlier messages of a fixture's socket. */
export function contextOf(fixture: Fixture): SocketMessage[] {
  const socket: Socket = { id: `socket of ${fixture.id}`, url: fixture.url, subprotocol: fixture.subprotocol, at: AT };
  return (fixture.context ?? []).map(({ direction, body }, i) =>
    socketMessage(body, { id: `${fixture.id} context ${i}`, socket, direction }),
  );
}
