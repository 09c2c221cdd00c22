/** MQTT as tests write it on the wire, and a stream that reads it. */
import { generate, type Packet } from 'mqtt-packet';
import type { Direction } from '../../../lib/exchange.ts';
import { type MqttFault, type MqttPacketRead, openStream } from '../../../lib/mqtt/stream.ts';
import { packetLine } from '../../../lib/words/packet.ts';

export type Version = 3 | 4 | 5;

/** A packet with what follows from its facts. */
export interface PacketSeen extends MqttPacketRead {
  readonly line: string;
  /** The payload is only the beginning. */
  readonly cut: boolean;
}
export type Seen = PacketSeen | MqttFault;

export interface SeeingStream {
  push(direction: Direction, bytes: Uint8Array, wholeSize: number): Seen[];
  missed(): void;
}

export function open(): SeeingStream {
  const stream = openStream();
  return {
    missed: () => stream.missed(),
    push: (direction, bytes, wholeSize) =>
      stream.push(direction, bytes, wholeSize).map((read) => {
        if (read.kind === 'fault') return read;
        return { ...read, line: packetLine(read), cut: (read.payload?.length ?? 0) < (read.payloadSize ?? 0) };
      }),
  };
}

/** The packet on the wire. */
export function wire(packet: Packet, version: Version = 4): Uint8Array {
  return new Uint8Array(generate(packet, { protocolVersion: version }));
}

export function connect(version: Version = 4): Packet {
  const protocolId = version === 3 ? 'MQIsdp' : 'MQTT';
  return { cmd: 'connect', clientId: 'web-1', protocolVersion: version, protocolId, clean: true, keepalive: 60 };
}

export function publish(topic: string, payload: string | Uint8Array, over: object = {}): Packet {
  return {
    cmd: 'publish',
    topic,
    payload: typeof payload === 'string' ? payload : Buffer.from(payload),
    qos: 0,
    dup: false,
    retain: false,
    ...over,
  };
}

/** A stream whose CONNECT was seen. */
export function connected(version: Version = 4): SeeingStream {
  const stream = open();
  push(stream, 'send', wire(connect(version), version));
  return stream;
}

export function push(stream: SeeingStream, direction: Direction, bytes: Uint8Array | readonly number[]): Seen[] {
  const message = Uint8Array.from(bytes);
  return stream.push(direction, message, message.length);
}

/** What the server's packet reads as, in a stream of that version. */
export function received(packet: Packet | readonly number[], version: Version = 4): Seen | undefined {
  const bytes = 'cmd' in packet ? wire(packet, version) : packet;
  return push(connected(version), 'receive', bytes)[0];
}

export function sent(packet: Packet, version: Version = 4): Seen | undefined {
  return push(connected(version), 'send', wire(packet, version))[0];
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function text(read: Seen | undefined): string | undefined {
  return read?.kind === 'packet' && read.payload ? new TextDecoder().decode(read.payload) : undefined;
}

export function line(read: Seen | undefined): string | undefined {
  return read?.kind === 'packet' ? read.line : undefined;
}
