/**
 * The one record that everything speaks: what was seen on the wire, whoever saw it.
 * Capture sources produce it, the diagnosis reads it, nothing else interprets raw traffic.
 *
 * Units: `at` is epoch milliseconds, `durationMs` milliseconds, sizes are bytes unless a member says otherwise.
 */

import type { PacketFacts } from './mqtt/packet.ts';
import type { Phases } from './phases.ts';

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Why there is no body to read. */
export type BodyAbsence =
  /** Nothing asked for it: the exchange could not carry an error there. */
  | 'not-needed'
  /** The page never read the response, so the browser does not hand it out. */
  | 'unread'
  /** Larger than the cap. */
  | 'too-large'
  /** The browser had already dropped it, withheld it or did not answer in time. */
  | 'unavailable';

export type Body =
  | {
      readonly state: 'read';
      /** Decoded text, or base64 where `base64` is set. */
      readonly text: string;
      readonly base64: boolean;
      /** True when only the beginning was kept. */
      readonly cut: boolean;
    }
  | { readonly state: 'absent'; readonly why: BodyAbsence };

export const NO_BODY: Body = { state: 'absent', why: 'not-needed' };

/** A text as a body. `cut`: more of it was sent. */
export function textBody(text: string, cut = false): Body {
  return { state: 'read', text, base64: false, cut };
}

/** What kind of request this is, where it is not a plain one. */
export type RequestRole = 'plain' | 'preflight' | 'redirect';

/** A place in code. */
export interface CodePlace {
  /** Empty where the function has no name. */
  readonly function: string;
  readonly url: string;
  /** From 1; undefined where it is not known. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A place in the code that the browser runs. */
export interface RunningPlace extends CodePlace {
  /** The same place in the original source, where a map in the script leads there and has been read. */
  readonly original?: CodePlace;
}

/** The page's own line of code nearest the call. */
export interface Initiator extends RunningPlace {
  /** The page's own code that led there, nearest first; undefined where there is none, or none is known. */
  readonly callers?: readonly RunningPlace[];
}

/** The CORS preflight that went before a request (Fetch standard, section 4.9). */
export interface Preflight {
  readonly status: number;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
}

export interface HttpExchange {
  readonly channel: 'http';
  readonly id: string;
  readonly url: string;
  readonly method: string;
  readonly at: number;
  readonly durationMs: number | undefined;
  /** Where the time went, as far as the producer tells. */
  readonly phases?: Phases | undefined;
  /** 0 when no response arrived. */
  readonly status: number;
  readonly statusText: string;
  /** Media type as sent, parameters included; empty when unknown. */
  readonly mimeType: string;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
  readonly requestBody: Body;
  readonly responseBody: Body;
  /** Bytes of the response body as far as known. */
  readonly responseSize: number | undefined;
  /** The browser's own error text, e.g. `net::ERR_NAME_NOT_RESOLVED`. */
  readonly failure: string | undefined;
  readonly role: RequestRole;
  /** Where a reply came from that no server sent now: `disk`, `memory`, … */
  readonly fromCache: string | undefined;
  readonly viaServiceWorker: boolean;
  /** A response arrived, and the browser kept it from the page (CORS and the like). */
  readonly withheld: boolean;
  /** The browser's word for what asked: `fetch`, `image`, `document`, … */
  readonly resourceType: string | undefined;
  /** The page's own line of code nearest the call. */
  readonly initiator?: Initiator | undefined;
  /** Set where the request depended on it and it was seen. */
  readonly preflight?: Preflight | undefined;
  /** As the producer names it: `http/1.1`, `h2`, …; undefined where it names none. */
  readonly protocol?: string | undefined;
  /** Bytes of the reply as they came over the network, headers included where they are counted. */
  readonly transferSize?: number | undefined;
  /** The IP address that answered, as the producer writes it: a proxy's where one was asked. */
  readonly serverAddress?: string | undefined;
  /** The priority that the browser gave the request: `High`, `Low`, … */
  readonly priority?: string | undefined;
  /** The directive of the page's Content-Security-Policy that forbade the request. */
  readonly violates?: string | undefined;
  /** Set where a script in the page is all that reports it: the browser has not listed it. What rests on it is never certain. */
  readonly claimed?: true;
}

/** A stream of server-sent events. */
export interface Stream {
  /** The id of the HTTP exchange that carries it. */
  readonly id: string;
  readonly url: string;
  readonly method: string;
  readonly at: number;
  /** Of the response that carries it. */
  readonly responseHeaders: readonly Header[];
}

/** One server-sent event (HTML standard, section 9.2). */
export interface StreamEvent {
  readonly channel: 'event';
  readonly id: string;
  readonly at: number;
  readonly stream: Stream;
  /** Position in the stream, from 0. */
  readonly index: number;
  /** The `event:` field. */
  readonly event: string | undefined;
  /** The `id:` field. */
  readonly lastEventId: string | undefined;
  /** The `retry:` field: how long to wait before reconnecting, in milliseconds. */
  readonly retryMs: number | undefined;
  /** The `data:` field. */
  readonly body: Body;
}

export interface Socket {
  readonly id: string;
  readonly url: string;
  /** The subprotocol the server chose, e.g. `mqtt`; undefined when none or unknown. */
  readonly subprotocol: string | undefined;
  readonly at: number;
  /** Set while a script in the page is all that reports it: the browser has not listed it. What rests on it is never certain. */
  readonly claimed?: true;
  /** The page's own line of code that opened it, where the producer knows it. */
  readonly initiator?: Initiator | undefined;
}

/** `refused`: it never opened. */
export type SocketState = 'connecting' | 'open' | 'closed' | 'refused';

export type Direction = 'send' | 'receive';

interface OnSocket {
  readonly id: string;
  readonly socket: Socket;
  readonly at: number;
}

/** One WebSocket message. */
export interface SocketMessage extends OnSocket {
  readonly channel: 'websocket';
  readonly direction: Direction;
  readonly opcode: 'text' | 'binary';
  /** Of the whole message: characters of a text, bytes of a binary message. */
  readonly size: number;
  /**
   * A text; of a binary message the JSON that it begins with, as text; of any other binary message its first bytes in
   * base64.
   */
  readonly body: Body;
}

/** One MQTT control packet carried by a socket. Its topic is the one that an alias stands for, undefined where that was not seen. */
export interface MqttPacket extends OnSocket, PacketFacts {
  readonly channel: 'mqtt';
  readonly direction: Direction;
  /** Payload of a PUBLISH. */
  readonly body: Body;
}

/** The end of a socket's session. */
export interface SocketClose extends OnSocket {
  readonly channel: 'close';
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** A socket that never opened. */
export interface FailedHandshake extends OnSocket {
  readonly channel: 'handshake';
  /** HTTP status of the refusal; 0 where the browser does not expose it. */
  readonly status: number;
  readonly responseHeaders: readonly Header[];
  readonly failure: string | undefined;
  /** The directive of the page's Content-Security-Policy that forbade it. */
  readonly violates?: string | undefined;
}

/** Where a socket's record is incomplete. Nothing to diagnose, but a reader must know. */
export interface SocketGap extends OnSocket {
  readonly channel: 'gap';
  /** `lost`: events never reached us. `not-mqtt`: bytes of an MQTT stream that are no MQTT; nothing after them is read. */
  readonly why: 'lost' | 'not-mqtt';
  /** How many events were missed, of all sockets of the page; undefined where nobody counted. */
  readonly missed: number | undefined;
  /** Whose bytes they were; undefined where both directions are affected. */
  readonly direction: Direction | undefined;
  /** What is wrong with the bytes, without any of them; empty where nothing more is known. */
  readonly detail: string;
}

/** What can be diagnosed. */
export type Exchange = HttpExchange | StreamEvent | SocketMessage | MqttPacket | SocketClose | FailedHandshake;

/** What the log of a connection holds. */
export type ConnectionRecord = StreamEvent | SocketMessage | MqttPacket | SocketClose | SocketGap;

/** The names of channels in reports, filters and JSON, and in the catalogue. */
export const CHANNELS = ['http', 'websocket', 'mqtt', 'close', 'handshake'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The name of an exchange's channel. A server-sent event is HTTP: its stream is a response. */
export function channelName({ channel }: Exchange): Channel {
  return channel === 'event' ? 'http' : channel;
}

/** The value of the first header of that name (case-insensitive), or undefined. */
export function header(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const h of headers) if (h.name.length === wanted.length && h.name.toLowerCase() === wanted) return h.value;
  return undefined;
}

/** The socket or stream that a record belongs to. */
export function connectionOf(record: ConnectionRecord): Socket | Stream {
  return record.channel === 'event' ? record.stream : record.socket;
}

/** The socket of an exchange; undefined for HTTP and its streams. */
export function socketOf(exchange: Exchange): Socket | undefined {
  return 'socket' in exchange ? exchange.socket : undefined;
}

/** Whether a script in the page is all that reports it. */
export function isClaimed(exchange: Exchange): boolean {
  return exchange.channel === 'http' ? exchange.claimed === true : socketOf(exchange)?.claimed === true;
}

/** The page's own line of code that asked for the exchange, or that opened its socket. */
export function initiatorOf(exchange: Exchange): Initiator | undefined {
  return exchange.channel === 'http' ? exchange.initiator : socketOf(exchange)?.initiator;
}

/** The exchange, asked by this line; of a socket, opened by it. */
export function withInitiator<E extends Exchange>(exchange: E, initiator: Initiator): E;
export function withInitiator(exchange: Exchange, initiator: Initiator): Exchange {
  if (exchange.channel === 'http') return { ...exchange, initiator };
  return exchange.channel === 'event' ? exchange : { ...exchange, socket: { ...exchange.socket, initiator } };
}

/** The line that asked and those that led there, nearest first. */
export function placesOf(initiator: Initiator): readonly RunningPlace[] {
  return [initiator, ...(initiator.callers ?? [])];
}

/** Equal for places in the same line of the same function: of the original, where that is known. */
export function lineKey(place: RunningPlace): string {
  const { url, line } = place.original ?? place;
  return [place.function, url, line].join('\n');
}

/** Whether two places have the same `lineKey`. */
export function isSameLine(one: RunningPlace, other: RunningPlace): boolean {
  const { url, line } = one.original ?? one;
  const there = other.original ?? other;
  return line === there.line && url === there.url && one.function === other.function;
}

/** The address an exchange went to: its own, or that of its socket or stream. */
export function urlOf(exchange: Exchange): string {
  if (exchange.channel === 'http') return exchange.url;
  return exchange.channel === 'event' ? exchange.stream.url : exchange.socket.url;
}

const NO_HEADERS: readonly Header[] = [];

/** Headers of the reply, or of the response that carries the stream of an event; empty where there is none. */
export function responseHeadersOf(exchange: Exchange): readonly Header[] {
  if (exchange.channel === 'event') return exchange.stream.responseHeaders;
  return 'responseHeaders' in exchange ? exchange.responseHeaders : NO_HEADERS;
}

/** The request method; empty for messages and closes, `GET` for a handshake (RFC 6455 section 4.1). */
export function methodOf(exchange: Exchange): string {
  if (exchange.channel === 'http') return exchange.method;
  if (exchange.channel === 'event') return exchange.stream.method;
  return exchange.channel === 'handshake' ? 'GET' : '';
}

/** The HTTP status of the exchange or of the response that carries it; 0 where there is none. */
export function statusOf(exchange: Exchange): number {
  return exchange.channel === 'http' || exchange.channel === 'handshake' ? exchange.status : 0;
}

/** The end of the year 9999: later times cannot be written in every zone and format. */
const MAX_TIME = Date.UTC(9999, 11, 31);

/** A time from the wire in epoch milliseconds, if it is one that can be written; undefined otherwise. */
export function timeOf(ms: unknown): number | undefined {
  return typeof ms === 'number' && ms >= 0 && ms <= MAX_TIME ? ms : undefined;
}

/** A body of at most `most` characters. What is left of base64 still decodes. */
export function cutBody(body: Body, most: number): Body {
  if (body.state !== 'read' || body.text.length <= most) return body;
  return { ...body, text: beginningOf(body.text, body.base64 ? most - (most % 4) : most), cut: true };
}

/** The beginning of a text in memory of its own. A plain slice would keep the whole text alive in V8. */
export function beginningOf(text: string, most: number): string {
  return text.length <= most ? text : ` ${text.slice(0, most)}`.slice(1);
}
