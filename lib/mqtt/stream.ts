/** Reads the MQTT of one socket: both directions, in whatever way messages cut the packets, from wherever the capture begins. */
import type { Direction } from '../exchange.ts';
import { decode, isPlausible, versionOf } from './decoder.ts';
import { CONNACK, CONNECT, Framing, MAX_KEPT, NotMqtt, type RawPacket } from './frames.ts';
import type { ControlPacket, MqttVersion, PacketFacts } from './packet.ts';

export interface MqttPacketRead extends ControlPacket, PacketFacts {
  readonly kind: 'packet';
  readonly direction: Direction;
}

/** The bytes are no MQTT. `why` is for readers, and holds none of them. */
export interface MqttFault {
  readonly kind: 'fault';
  readonly direction: Direction;
  readonly why: string;
}

export type MqttRead = MqttPacketRead | MqttFault;

/** Both directions of one socket. Nothing here throws. */
export interface MqttStream {
  /**
   * Reads one message's bytes in the order of arrival. `wholeSize` is the length of the whole message in bytes: what exceeds
   * `bytes` is counted as missing. Gives the packets that end in this message; their topics are those that aliases stand for,
   * undefined where that was not seen, and their payloads are at most 64 KB long. When the bytes are no MQTT, a fault is the last
   * that is ever given for that direction.
   */
  push(direction: Direction, bytes: Uint8Array, wholeSize: number): MqttRead[];
  /** Messages were missed, nobody knows how many: the next message of each direction has to begin with a packet. */
  missed(): void;
}

/** Topic aliases remembered for one direction, and the longest topic that one may stand for, in characters. */
const MAX_ALIASES = 1_000;
const MAX_ALIASED_TOPIC = 1_000;

export function openStream(): MqttStream {
  return new Stream();
}

/** One direction. */
class Side {
  readonly framing = new Framing();
  readonly aliases = new Map<number, string>();
  /** Where packets begin is certain: since the CONNECT, or since one was read after bytes that nobody saw. */
  isAligned = false;
  isSilent = false;

  missed(): void {
    this.framing.restart();
    // Among what was missed, an alias may have been given to another topic.
    this.aliases.clear();
    this.isAligned = false;
  }
}

class Stream implements MqttStream {
  readonly #sides: Readonly<Record<Direction, Side>> = { send: new Side(), receive: new Side() };
  #version: MqttVersion | undefined;

  push(direction: Direction, bytes: Uint8Array, wholeSize: number): MqttRead[] {
    const side = this.#sides[direction];
    const reads: MqttRead[] = [];
    if (side.isSilent) return reads;
    try {
      for (const raw of side.framing.push(bytes)) reads.push(this.#read(direction, raw));
      const { packet, isLost } = side.framing.skip(wholeSize - bytes.length);
      if (packet) reads.push(this.#read(direction, packet));
      if (isLost) side.missed();
    } catch (error) {
      const why = error instanceof NotMqtt ? error.message : 'it cannot be read';
      reads.push({
        kind: 'fault',
        direction,
        why: side.isAligned ? why : `${why}, where the capture begins or goes on`,
      });
      side.missed();
      side.isSilent = true;
    }
    return reads;
  }

  missed(): void {
    this.#sides.send.missed();
    this.#sides.receive.missed();
  }

  #read(direction: Direction, raw: RawPacket): MqttPacketRead {
    const side = this.#sides[direction];
    if (raw.type === CONNECT) this.#connected(raw);
    const packet = this.#decoded(raw, side.isAligned);
    side.isAligned = true;
    return {
      ...packet,
      kind: 'packet',
      direction,
      protocolVersion: this.#versionOf(raw),
      topic: topicOf(packet, side.aliases),
      payload: packet.payload?.subarray(0, MAX_KEPT),
    };
  }

  /** The connection begins here, in both directions. */
  #connected(raw: RawPacket): void {
    const version = versionOf(raw);
    if (version === undefined) throw new NotMqtt('a CONNECT with an unknown protocol name or level');
    this.#version = version;
    for (const side of Object.values(this.#sides)) {
      side.aliases.clear();
      side.isAligned = true;
    }
  }

  /** The version this packet is written in: a server that knows 3.1.1 only answers a CONNECT of 5 in its own way. */
  #versionOf({ type, length }: RawPacket): MqttVersion | undefined {
    return type === CONNACK && length === 2 && this.#version === 5 ? 4 : this.#version;
  }

  #decoded(raw: RawPacket, isAligned: boolean): ControlPacket {
    const version = this.#versionOf(raw);
    if (version === undefined) return this.#guessed(raw);
    const packet = decode(raw, version);
    if (packet instanceof NotMqtt) throw packet;
    if (!isAligned && !isPlausible(packet, version)) throw new NotMqtt('it makes no sense');
    return packet;
  }

  /** Without the CONNECT: a packet that can be read as one version only settles it for all. */
  #guessed(raw: RawPacket): ControlPacket {
    const four = attempt(raw, 4);
    const five = attempt(raw, 5);
    if (four && five) return hasPropertyLength(four) ? five : four;
    const packet = four ?? five;
    if (!packet) throw new NotMqtt('it makes no sense in MQTT 3.1.1 or 5');
    if (raw.isWhole) this.#version = four ? 4 : 5;
    return packet;
  }
}

function attempt(raw: RawPacket, version: MqttVersion): ControlPacket | undefined {
  const packet = decode(raw, version);
  return packet instanceof NotMqtt || !isPlausible(packet, version) ? undefined : packet;
}

/**
 * Whether what MQTT 3.1.1 takes for a payload rather begins with MQTT 5's length of properties: with a byte that no text begins
 * with. Most packets have no property or few, so that their length is below 32.
 */
function hasPropertyLength({ payload }: ControlPacket): boolean {
  const first = payload?.[0];
  return first !== undefined && first < 32 && first !== 9 && first !== 10 && first !== 13;
}

/** The topic of a PUBLISH, by its alias if need be (MQTT 5 section 3.3.2.3.4). */
function topicOf({ topic, topicAlias }: ControlPacket, aliases: Map<number, string>): string | undefined {
  if (topic === undefined || topicAlias === undefined) return topic || undefined;
  if (topic === '') return aliases.get(topicAlias);
  aliases.delete(topicAlias);
  if (aliases.size < MAX_ALIASES && topic.length <= MAX_ALIASED_TOPIC) aliases.set(topicAlias, topic);
  return topic;
}
