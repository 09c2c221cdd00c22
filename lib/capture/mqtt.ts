/**
 * MQTT over WebSocket: which sockets speak it, and what reading them gives. The reading itself is in mqtt-codec.ts, a
 * chunk of its own that is loaded when the first such socket is met.
 */
import type { Direction } from '../exchange.ts';

export { looksLikeMqtt } from './mqtt/detect.ts';

export interface MqttPacketRead {
  readonly kind: 'packet';
  readonly direction: Direction;
  /** Lower-case packet name: `connack`, `publish`, `disconnect`, … */
  readonly packet: string;
  /** Topic of a PUBLISH, topic aliases resolved; undefined where it was not seen. */
  readonly topic?: string;
  /** Return code (3.1.1) or reason code (5), of several the first failure, else the first. Undefined where none is. */
  readonly reasonCode?: number;
  /** 3 (MQTT 3.1), 4 (3.1.1) or 5; undefined until the stream has told. */
  readonly protocolVersion?: number;
  /** Payload of a PUBLISH, at most 64 KB. It may share memory with the bytes that were pushed. */
  readonly payload?: Uint8Array;
  /** The payload is only the beginning. */
  readonly cut?: true;
  readonly messageId?: number;
  /** Of a PUBLISH. */
  readonly qos?: number;
  readonly retain?: boolean;
  readonly duplicate?: boolean;
  /** Bytes after the fixed header, kept or not. */
  readonly length: number;
  /** All codes of a SUBACK or UNSUBACK, in the order of the request. */
  readonly granted?: readonly number[];
  /** The packet on one line, at most some hundred characters, without credentials. */
  readonly summary: string;
}

export interface MqttFault {
  readonly kind: 'fault';
  readonly direction: Direction;
  readonly why: string;
}

export type MqttRead = MqttPacketRead | MqttFault;

/** Both directions of one socket. Nothing here throws. */
export interface MqttStream {
  /**
   * Reads one message's bytes in the order of arrival. `wholeSize` is the length of the whole message in bytes: what
   * exceeds `bytes` is counted as missing. Gives the packets that end in this message. When the bytes are no MQTT, a
   * fault is the last that is ever given for that direction.
   */
  push(direction: Direction, bytes: Uint8Array, wholeSize: number): MqttRead[];
  /** Messages were lost, nobody knows how many: the next message of each direction has to begin with a packet. */
  lost(): void;
}

export interface MqttCodec {
  openStream(): MqttStream;
}

/** Loads the codec. Rejects when its chunk can not be loaded. */
export async function loadMqtt(): Promise<MqttCodec> {
  const { openStream } = await import('./mqtt-codec.ts');
  return { openStream };
}
