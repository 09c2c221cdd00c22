/** Fixtures: raw wire payloads with what a diagnosis must say of them, one JSON object a line in test/fixtures/<family>.jsonl. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Body, Exchange, Header, HttpExchange, Socket, SocketMessage } from '../lib/exchange.ts';
import { NO_BODY } from '../lib/exchange.ts';

export interface Expectation {
  readonly family: string;
  readonly code: string;
  readonly name?: string;
  readonly confidence?: string;
  readonly permanence?: string;
  readonly basis?: string;
  readonly operation?: string;
  readonly retryMs?: number;
}

export interface Fixture {
  readonly id: string;
  readonly channel: Exchange['channel'];
  readonly url: string;
  readonly method?: string;
  readonly status?: number;
  readonly statusText?: string;
  readonly mime?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly base64?: boolean;
  readonly failure?: string;
  readonly direction?: 'send' | 'receive';
  readonly subprotocol?: string;
  readonly context?: readonly { readonly direction: 'send' | 'receive'; readonly body: string }[];
  readonly packet?: string;
  readonly protocolVersion?: number;
  readonly topic?: string;
  readonly reasonCode?: number;
  readonly closeCode?: number;
  readonly closeReason?: string;
  readonly wasClean?: boolean;
  /** null: healthy. `not`: may fail, but never as one of these families. */
  readonly expect: Expectation | { readonly not: readonly string[] } | null;
  /** The file's name without its ending: the family the fixture was written for. */
  readonly file: string;
}

/** An arbitrary fixed moment: 2026-01-15T10:00:00Z in epoch ms. */
export const AT = Date.UTC(2026, 0, 15, 10);

const FOLDER = new URL('./fixtures/', import.meta.url);

export function readFixtures(): Fixture[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(new URL(name, FOLDER), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => ({ ...(JSON.parse(line) as Fixture), file: name.slice(0, -'.jsonl'.length) })),
    );
}

export function bodyOf(text: string | undefined, base64 = false): Body {
  return text === undefined ? NO_BODY : { state: 'read', text, base64, cut: false };
}

function headersOf(fixture: Fixture): Header[] {
  return Object.entries(fixture.headers ?? {}).map(([name, value]) => ({ name, value }));
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

/** The exchange a fixture describes. */
export function exchangeOf(fixture: Fixture): Exchange {
  const { id, channel } = fixture;
  const socket: Socket = { id: `socket of ${id}`, url: fixture.url, subprotocol: fixture.subprotocol, at: AT };
  const direction = fixture.direction ?? 'receive';
  const body = bodyOf(fixture.body, fixture.base64);
  switch (channel) {
    case 'http':
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
      });
    case 'websocket':
      return { channel, id, socket, at: AT, direction, body };
    case 'mqtt':
      return {
        channel,
        id,
        socket,
        at: AT,
        direction,
        packet: fixture.packet ?? 'publish',
        topic: fixture.topic,
        reasonCode: fixture.reasonCode,
        protocolVersion: fixture.protocolVersion,
        body,
      };
    case 'close':
      return {
        channel,
        id,
        socket,
        at: AT,
        code: fixture.closeCode ?? 0,
        reason: fixture.closeReason ?? '',
        wasClean: fixture.wasClean ?? true,
      };
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
  return (fixture.context ?? []).map(({ direction, body }, i) => ({
    channel: 'websocket',
    id: `${fixture.id} context ${i}`,
    socket,
    at: AT,
    direction,
    body: bodyOf(body),
  }));
}
