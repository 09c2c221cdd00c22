/** One socket's messages, in order: each becomes a frame for readers and, where it can be diagnosed, an exchange. */

import { leadingJson, utf8 } from '../bytes.ts';
import type { Direction, MqttPacket, Socket, SocketMessage } from '../exchange.ts';
import type { Frame } from '../session/frames.ts';
import { looksLikeMqtt, type MqttCodec, type MqttRead, type MqttStream } from './mqtt.ts';

/** A message as any source tells it. */
export interface LineMessage {
  readonly direction: Direction;
  /** Epoch milliseconds. */
  readonly at: number;
  /** A text, or the bytes of a binary message; maybe only the beginning. */
  readonly data: string | Uint8Array;
  /** Length of the whole message: characters of a text, bytes of a binary one. */
  readonly size: number;
}

export interface LineRead {
  readonly frame: Frame;
  /** What can be diagnosed; undefined for opaque bytes. */
  readonly exchange: SocketMessage | MqttPacket | undefined;
}

/** The longest text that is handed on for diagnosis, in characters: as in decode.ts, no error is longer. */
const MAX_TEXT = 1_000_000;

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

  /** The handshake told the subprotocol. */
  agreed(subprotocol: string | undefined): void {
    this.#socket = { ...this.#socket, subprotocol };
  }

  /** True when the message can not be read before `useMqtt` was called. */
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

  /** Messages went missing, nobody knows how many. The frame tells the reader. */
  lost(at: number, count: number): Frame {
    this.#stream?.lost();
    return {
      id: this.#id(),
      direction: undefined,
      at,
      kind: 'event',
      text: `${count} events of this page were lost`,
      size: 0,
    };
  }

  /** Reads a message. A message of an MQTT stream can hold several packets, or only a part of one. */
  read(message: LineMessage): LineRead[] {
    const { data, direction } = message;
    if (typeof data === 'string') return [this.#text(message, data)];
    if (this.#stream)
      return this.#stream.push(direction, data, message.size).map((read) => this.#packet(read, message));
    return [this.#binary(message, data)];
  }

  #id(): string {
    return `${this.#socket.id} #${this.#next++}`;
  }

  #text({ direction, at, size }: LineMessage, data: string): LineRead {
    const id = this.#id();
    const text = data.length > MAX_TEXT ? data.slice(0, MAX_TEXT) : data;
    return {
      frame: { id, direction, at, kind: 'text', text: data, size },
      exchange: {
        channel: 'websocket',
        id,
        socket: this.#socket,
        at,
        direction,
        body: { state: 'read', text, base64: false, cut: text.length < size },
      },
    };
  }

  #binary({ direction, at, size }: LineMessage, data: Uint8Array): LineRead {
    const id = this.#id();
    const metadata = leadingJson(data);
    const frame: Frame = { id, direction, at, kind: 'binary', text: metadata ?? hexOf(data), size };
    if (metadata === undefined) return { frame, exchange: undefined };
    const body = { state: 'read', text: metadata, base64: false, cut: metadata.length < size } as const;
    return { frame, exchange: { channel: 'websocket', id, socket: this.#socket, at, direction, body } };
  }

  #packet(read: MqttRead, { at, size }: LineMessage): LineRead {
    const id = this.#id();
    const { direction } = read;
    if (read.kind === 'fault') {
      return { frame: { id, direction, at, kind: 'event', text: `not MQTT: ${read.why}`, size }, exchange: undefined };
    }
    const { packet, topic, reasonCode, protocolVersion, payload, summary } = read;
    const text = payload && utf8(payload);
    return {
      frame: {
        id,
        direction,
        at,
        kind: 'mqtt',
        text: text ? `${summary}\n${text}` : summary,
        size,
        packet: { packet, topic, reasonCode, protocolVersion },
      },
      exchange: {
        channel: 'mqtt',
        id,
        socket: this.#socket,
        at,
        direction,
        packet,
        topic,
        reasonCode,
        protocolVersion,
        body:
          text === undefined
            ? { state: 'absent', why: 'not-needed' }
            : { state: 'read', text, base64: false, cut: read.cut === true },
      },
    };
  }
}

/** Bytes of an opaque message that are shown. */
const SHOWN_BYTES = 32;

function hexOf(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > SHOWN_BYTES ? `${shown} …` : shown;
}
