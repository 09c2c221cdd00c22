/** One socket's messages, in order, as records: messages, or the packets of an MQTT stream. */
import { leadingJson, toBase64, utf8 } from '../bytes.ts';
import {
  type Body,
  beginningOf,
  type Direction,
  type MqttPacket,
  NO_BODY,
  type Socket,
  type SocketClose,
  type SocketGap,
  type SocketMessage,
  textBody,
} from '../exchange.ts';
import { looksLikeMqtt, type MqttCodec, type MqttRead, type MqttStream } from './mqtt.ts';

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

export type LineRecord = SocketMessage | MqttPacket | SocketGap;

/** The longest text that is handed on for diagnosis, in characters: as in decode.ts, no error is longer. */
const MAX_TEXT = 1_000_000;
/** Bytes kept of a binary message that nobody can judge. A multiple of three, so that their base64 is not padded. */
const MAX_OPAQUE = 33;

export class SocketLine {
  #socket: Socket;
  #stream: MqttStream | undefined;
  /** Undefined until the first bytes of the client decide it. */
  #isMqtt: boolean | undefined;
  #next = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** The server has chosen the subprotocol. */
  agreed(subprotocol: string | undefined): void {
    this.#socket = { ...this.#socket, subprotocol };
  }

  /** True when the message cannot be read before `useMqtt` was called. */
  needsMqtt(message: LineMessage): boolean {
    if (this.#stream) return false;
    if (this.#isMqtt === undefined) {
      const first = message.direction === 'send' && typeof message.data !== 'string' ? message.data : undefined;
      if (looksLikeMqtt(this.#socket.subprotocol, first)) this.#isMqtt = true;
      else if (message.direction === 'send') this.#isMqtt = false;
    }
    return this.#isMqtt === true && typeof message.data !== 'string';
  }

  useMqtt(codec: MqttCodec): void {
    this.#stream ??= codec.openStream();
  }

  /** So many events of the page were missed, nobody knows of which socket. */
  missed(at: number, count: number): SocketGap {
    this.#stream?.lost();
    return { ...this.#place(at), channel: 'gap', why: 'lost', missed: count, direction: undefined, detail: '' };
  }

  /** Reads a message. A message of an MQTT stream can hold several packets, or only a part of one. */
  read(message: LineMessage): LineRecord[] {
    const { data, direction, size, at } = message;
    if (typeof data !== 'string' && this.#stream)
      return this.#stream.push(direction, data, size).map((read) => this.#packet(read, at));
    const opcode = typeof data === 'string' ? 'text' : 'binary';
    const body = typeof data === 'string' ? textOf(data, size) : bytesOf(data, size);
    return [{ ...this.#place(at), channel: 'websocket', direction, opcode, size, body }];
  }

  closed(at: number, { code, reason, wasClean }: Pick<SocketClose, 'code' | 'reason' | 'wasClean'>): SocketClose {
    const id = `${this.#socket.id} close`;
    return { channel: 'close', id, socket: this.#socket, at, code, reason, wasClean };
  }

  #place(at: number): { readonly id: string; readonly socket: Socket; readonly at: number } {
    return { id: `${this.#socket.id} #${this.#next++}`, socket: this.#socket, at };
  }

  #packet(read: MqttRead, at: number): MqttPacket | SocketGap {
    const { direction } = read;
    const place = this.#place(at);
    if (read.kind === 'fault')
      return { ...place, channel: 'gap', why: 'not-mqtt', missed: undefined, direction, detail: read.why };
    return {
      ...place,
      channel: 'mqtt',
      direction,
      packet: read.packet,
      topic: read.topic,
      reasonCode: read.reasonCode,
      granted: read.granted ?? NO_CODES,
      protocolVersion: read.protocolVersion,
      messageId: read.messageId,
      qos: read.qos,
      retain: read.retain ?? false,
      duplicate: read.duplicate ?? false,
      length: read.length,
      summary: read.summary,
      body: read.payload ? textBody(utf8(read.payload), read.cut) : NO_BODY,
    };
  }
}

const NO_CODES: readonly number[] = Object.freeze([]);

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
