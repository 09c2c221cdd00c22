/**
 * The one record that everything speaks: what was seen on the wire, whoever saw it.
 * Capture sources produce it, the diagnosis reads it, nothing else interprets raw traffic.
 *
 * Units: `at` is epoch milliseconds, `durationMs` milliseconds, sizes are bytes.
 */

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

/** What kind of request this is, where it is not a plain one. */
export type RequestRole = 'plain' | 'preflight' | 'redirect';

export interface HttpExchange {
  readonly channel: 'http';
  readonly id: string;
  readonly url: string;
  readonly method: string;
  readonly at: number;
  readonly durationMs: number | undefined;
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
}

export interface Socket {
  readonly id: string;
  readonly url: string;
  /** The subprotocol the server chose, e.g. `mqtt`; undefined when none or unknown. */
  readonly subprotocol: string | undefined;
  readonly at: number;
}

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
  readonly body: Body;
}

/** One MQTT control packet carried by a socket, as far as a diagnosis needs it. */
export interface MqttPacket extends OnSocket {
  readonly channel: 'mqtt';
  readonly direction: Direction;
  /** Lower-case packet name of the MQTT specification: `connack`, `publish`, `disconnect`, … */
  readonly packet: string;
  /** Topic of a PUBLISH. */
  readonly topic: string | undefined;
  /** Return code (3.1.1) or reason code (5) of the packet; undefined where it has none. */
  readonly reasonCode: number | undefined;
  /** 4 for MQTT 3.1.1, 5 for MQTT 5. */
  readonly protocolVersion: number | undefined;
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
}

export type Exchange = HttpExchange | SocketMessage | MqttPacket | SocketClose | FailedHandshake;
export type Channel = Exchange['channel'];

export const CHANNELS = ['http', 'websocket', 'mqtt', 'close', 'handshake'] as const satisfies readonly Channel[];

/** The value of the first header of that name (case-insensitive), or undefined. */
export function header(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const h of headers) if (h.name.length === wanted.length && h.name.toLowerCase() === wanted) return h.value;
  return undefined;
}

/** The address an exchange went to: its own, or its socket's. */
export function urlOf(exchange: Exchange): string {
  return exchange.channel === 'http' ? exchange.url : exchange.socket.url;
}

/** The request method; empty for messages and closes, `GET` for a handshake (RFC 6455 section 4.1). */
export function methodOf(exchange: Exchange): string {
  if (exchange.channel === 'http') return exchange.method;
  return exchange.channel === 'handshake' ? 'GET' : '';
}

export const NO_BODY: Body = { state: 'absent', why: 'not-needed' };
