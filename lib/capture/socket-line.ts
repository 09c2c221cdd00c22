/** One socket's messages, in order, as records: messages, or the packets of an MQTT stream. */
import { leadingJson, toBase64, utf8 } from '../bytes.ts';
import {
  type Body,
  beginningOf,
  type Direction,
  type Initiator,
  type MqttPacket,
  NO_BODY,
  type Socket,
  type SocketClose,
  type SocketGap,
  type SocketMessage,
  textBody,
} from '../exchange.ts';
import { looksLikeMqtt } from '../mqtt/detect.ts';
import { type MqttRead, type MqttStream, openStream } from '../mqtt/stream.ts';

/** A message as any source reports it. */
export interface LineMessage {
  readonly direction: Direction;
  /** Epoch milliseconds. */
  readonly at: number;
  /** A text, or the bytes of a binary message; maybe only the beginning. */
  readonly data: string | Uint8Array;
  /** Length of the whole message: characters of a text, bytes of a binary one. */
  readonly size: number;
}

/** What the browser lists of a socket. */
export interface Listed {
  readonly initiator: Initiator | undefined;
}

export type LineRecord = SocketMessage | MqttPacket | SocketGap;

/** The longest text that is handed on for diagnosis, in characters: as in decode.ts, no error is longer. */
const MAX_TEXT = 1_000_000;
/** Bytes kept of a binary message that nobody can judge. A multiple of three, so that their base64 is not padded. */
const MAX_OPAQUE = 33;

export class SocketLine {
  #socket: Socket;
  #stream: MqttStream | undefined;
  /** Who opened it, as far as is known without the browser's list. */
  readonly #opener: Initiator | undefined;
  /** Whether it is known that it speaks MQTT or does not: by the subprotocol, or by the first bytes of the client. */
  #isDecided = false;
  #next = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#opener = socket.initiator;
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** The server has chosen the subprotocol. */
  agreed(subprotocol: string | undefined): void {
    this.#socket = { ...this.#socket, subprotocol };
  }

  /** So many events of the page were missed, nobody knows of which socket. */
  missed(at: number, count: number): SocketGap {
    this.#stream?.missed();
    return { ...this.#place(at), channel: 'gap', why: 'lost', missed: count, direction: undefined, detail: '' };
  }

  /** What the browser lists of the socket; undefined where the page alone reports it. */
  setListed(listed: Listed | undefined): void {
    const { claimed: _, initiator: __, ...socket } = this.#socket;
    const initiator = this.#opener ?? listed?.initiator;
    this.#socket = { ...socket, ...(initiator && { initiator }), ...(!listed && { claimed: true }) };
  }

  /** Reads a message. A message of an MQTT stream can hold several packets, or only a part of one. */
  read(message: LineMessage): LineRecord[] {
    const { data, direction, size, at } = message;
    const stream = this.#streamFor(message);
    if (stream && typeof data !== 'string')
      return stream.push(direction, data, size).map((read) => this.#packet(read, at));
    const opcode = typeof data === 'string' ? 'text' : 'binary';
    const body = typeof data === 'string' ? textOf(data, size) : bytesOf(data, size);
    return [{ ...this.#place(at), channel: 'websocket', direction, opcode, size, body }];
  }

  closed(at: number, { code, reason, wasClean }: Pick<SocketClose, 'code' | 'reason' | 'wasClean'>): SocketClose {
    const id = `${this.#socket.id} close`;
    return { channel: 'close', id, socket: this.#socket, at, code, reason, wasClean };
  }

  /** The MQTT stream of this socket; undefined where it speaks something else, or nothing has shown yet what it speaks. */
  #streamFor({ direction, data }: LineMessage): MqttStream | undefined {
    if (this.#isDecided) return this.#stream;
    const first = direction === 'send' && typeof data !== 'string' ? data : undefined;
    if (looksLikeMqtt(this.#socket.subprotocol, first)) this.#stream = openStream();
    this.#isDecided = this.#stream !== undefined || direction === 'send';
    return this.#stream;
  }

  #place(at: number): { readonly id: string; readonly socket: Socket; readonly at: number } {
    return { id: `${this.#socket.id} #${this.#next++}`, socket: this.#socket, at };
  }

  #packet(read: MqttRead, at: number): MqttPacket | SocketGap {
    const place = this.#place(at);
    if (read.kind === 'fault') {
      const { direction, why } = read;
      return { ...place, channel: 'gap', why: 'not-mqtt', missed: undefined, direction, detail: why };
    }
    const { kind, payload, topicAlias, ...facts } = read;
    const isCut = payload !== undefined && payload.length < (facts.payloadSize ?? 0);
    return { ...place, ...facts, channel: 'mqtt', body: payload ? textBody(utf8(payload), isCut) : NO_BODY };
  }
}

function textOf(data: string, size: number): Body {
  const text = beginningOf(data, MAX_TEXT);
  return textBody(text, text.length < size);
}

function bytesOf(data: Uint8Array, size: number): Body {
  const metadata = leadingJson(data);
  if (metadata !== undefined) return textBody(metadata, metadata.length < size);
  const shown = data.subarray(0, MAX_OPAQUE);
  return { state: 'read', text: toBase64(shown), base64: true, cut: shown.length < size };
}
