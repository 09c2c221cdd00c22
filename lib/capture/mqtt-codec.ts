/**
 * Reads MQTT streams: the framing bounds what is held, mqtt-packet knows the insides of a packet. This module pulls
 * mqtt-packet in, so nothing but loadMqtt imports it.
 */
import type { IPublishPacket, Packet } from 'mqtt-packet';
import type { Direction } from '../exchange.ts';
import { CONNACK, CONNECT, connectLevel, Framing, MAX_KEPT, NotMqtt, type RawPacket } from './mqtt/frames.ts';
import type { MqttPacketRead, MqttRead, MqttStream } from './mqtt.ts';
import { codesOf, decode, type Encoding, isPlausible, shortened } from './mqtt-decode.ts';
import {
  decisiveCode,
  PACKET_NAMES,
  type PacketName,
  summaryOfCodes,
  summaryOfPublish,
  summaryOfRequest,
  summaryOfUnread,
} from './mqtt-summary.ts';

/** Topic aliases remembered for one direction, and the longest topic that one may stand for, in characters. */
const MAX_ALIASES = 1_000;
const MAX_ALIASED_TOPIC = 1_000;

/** What a packet says, whichever stream it came from. */
type Told = Omit<MqttPacketRead, 'kind' | 'direction' | 'protocolVersion' | 'length'>;

export function openStream(): MqttStream {
  return new Stream();
}

/** One direction. */
class Side {
  readonly framer = new Framing();
  readonly aliases = new Map<number, string>();
  /** Where packets begin is certain: since the CONNECT, or since one was read after bytes that nobody saw. */
  isAligned = false;
  isSilent = false;

  lost(): void {
    this.framer.restart();
    // Among what was lost, an alias may have been given to another topic.
    this.aliases.clear();
    this.isAligned = false;
  }
}

class Stream implements MqttStream {
  readonly #sides: Readonly<Record<Direction, Side>> = { send: new Side(), receive: new Side() };
  /** 3, 4 or 5, once a packet has told. */
  #version: number | undefined;

  push(direction: Direction, bytes: Uint8Array, wholeSize: number): MqttRead[] {
    const side = this.#sides[direction];
    const reads: MqttRead[] = [];
    if (side.isSilent) return reads;
    try {
      for (const frame of side.framer.push(bytes)) reads.push(this.#read(direction, frame));
      const { packet, isLost } = side.framer.skip(wholeSize - bytes.length);
      if (packet) reads.push(this.#read(direction, packet));
      if (isLost) side.lost();
    } catch (error) {
      const why = error instanceof NotMqtt ? error.message : 'it can not be read';
      reads.push({
        kind: 'fault',
        direction,
        why: side.isAligned ? why : `${why}, where the capture begins or goes on`,
      });
      side.lost();
      side.isSilent = true;
    }
    return reads;
  }

  lost(): void {
    this.#sides.send.lost();
    this.#sides.receive.lost();
  }

  #read(direction: Direction, frame: RawPacket): MqttPacketRead {
    const side = this.#sides[direction];
    if (frame.type === CONNECT) this.#connected(frame);
    const told = this.#told(frame, side);
    side.isAligned = true;
    const version = this.#versionOf(frame);
    return {
      kind: 'packet',
      direction,
      length: frame.length,
      ...(version !== undefined && { protocolVersion: version }),
      ...told,
    };
  }

  /** The connection begins here, in both directions. */
  #connected({ bytes, headerSize }: RawPacket): void {
    const level = connectLevel(bytes.subarray(headerSize));
    if (level === undefined) throw new NotMqtt('a CONNECT with an unknown protocol name or level');
    this.#version = level;
    for (const side of Object.values(this.#sides)) {
      side.aliases.clear();
      side.isAligned = true;
    }
  }

  /** The version this packet is written in: a server that knows 3.1.1 only answers a CONNECT of 5 in its own way. */
  #versionOf({ type, length }: RawPacket): number | undefined {
    return type === CONNACK && length === 2 && this.#version === 5 ? 4 : this.#version;
  }

  #told(frame: RawPacket, side: Side): Told {
    const name = PACKET_NAMES[frame.type] ?? 'reserved';
    try {
      const packet = this.#decoded(frame, side.isAligned);
      return told(packet, frame, this.#versionOf(frame), side.aliases);
    } catch (error) {
      if (side.isAligned && !frame.isWhole) return { packet: name, summary: summaryOfUnread(name, frame.length) };
      const version = this.#versionOf(frame);
      const found = side.isAligned && version !== undefined ? codesOf(frame, encodingOf(version)) : undefined;
      if (found) return toldByCodes(name, found.codes, found.messageId, version);
      throw error instanceof NotMqtt ? new NotMqtt(`malformed ${name.toUpperCase()}: ${error.message}`) : error;
    }
  }

  #decoded(frame: RawPacket, isAligned: boolean): Packet {
    const bytes = frame.isWhole ? frame.bytes : shortened(frame);
    const version = this.#versionOf(frame);
    if (version === undefined) return this.#guessed(bytes, frame);
    const encoding = encodingOf(version);
    const packet = decode(bytes, encoding);
    if (!isAligned && !isPlausible(packet, frame.length, encoding)) throw new NotMqtt('it makes no sense');
    return packet;
  }

  /** Without the CONNECT: a packet that can be read as one version only tells the version of all. */
  #guessed(bytes: Uint8Array, { length, isWhole }: RawPacket): Packet {
    const four = attempt(bytes, length, 4);
    const five = attempt(bytes, length, 5);
    if (four && five) return four.cmd === 'publish' && hasPropertyLength(four) ? five : four;
    const packet = four ?? five;
    if (!packet) throw new NotMqtt('it makes no sense in MQTT 3.1.1 or 5');
    if (isWhole) this.#version = four ? 4 : 5;
    return packet;
  }
}

function encodingOf(version: number): Encoding {
  return version === 5 ? 5 : 4;
}

function attempt(bytes: Uint8Array, length: number, encoding: Encoding): Packet | undefined {
  try {
    const packet = decode(bytes, encoding);
    return isPlausible(packet, length, encoding) ? packet : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether what MQTT 3.1.1 takes for a payload rather begins with MQTT 5's length of properties: with a byte that no
 * text begins with. Most packets have no property or few, so that their length is below 32.
 */
function hasPropertyLength({ payload }: IPublishPacket): boolean {
  const first = payload[0];
  return typeof first === 'number' && first < 32 && first !== 9 && first !== 10 && first !== 13;
}

function told(packet: Packet, frame: RawPacket, version: number | undefined, aliases: Map<number, string>): Told {
  switch (packet.cmd) {
    case 'publish':
      return toldOfPublish(packet, frame, aliases);
    case 'connack':
    case 'disconnect':
    case 'auth': {
      const code = packet.reasonCode ?? ('returnCode' in packet ? packet.returnCode : undefined);
      const codes = code === undefined ? [] : [code];
      return toldByCodes(packet.cmd, codes, undefined, version, packet.properties?.reasonString);
    }
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp': {
      const codes = packet.reasonCode === undefined ? [] : [packet.reasonCode];
      return toldByCodes(packet.cmd, codes, packet.messageId, version, packet.properties?.reasonString);
    }
    case 'suback':
    case 'unsuback': {
      const codes = ((packet.granted ?? []) as readonly unknown[]).filter((code) => typeof code === 'number');
      return toldByCodes(packet.cmd, codes, packet.messageId, version, packet.properties?.reasonString);
    }
    default:
      return { packet: packet.cmd, ...messageIdOf(packet.messageId), summary: summaryOfRequest(packet) };
  }
}

function toldByCodes(
  packet: PacketName,
  codes: readonly number[],
  messageId: number | undefined,
  version: number | undefined,
  reason?: unknown,
): Told {
  const code = decisiveCode(codes);
  const isList = packet === 'suback' || packet === 'unsuback';
  return {
    packet,
    ...(code !== undefined && { reasonCode: code }),
    ...messageIdOf(messageId),
    ...(isList && codes.length > 0 && { granted: codes }),
    summary: summaryOfCodes(packet, codes, messageId, version, reason),
  };
}

function toldOfPublish(packet: IPublishPacket, frame: RawPacket, aliases: Map<number, string>): Told {
  const topic = topicOf(packet, aliases);
  const kept = packet.payload as Uint8Array;
  const size = frame.isWhole ? kept.length : kept.length + missingOf(frame);
  return {
    packet: 'publish',
    ...(topic !== undefined && { topic }),
    ...messageIdOf(packet.messageId),
    qos: packet.qos,
    retain: packet.retain,
    duplicate: packet.dup,
    payload: new Uint8Array(kept.buffer, kept.byteOffset, Math.min(kept.length, MAX_KEPT)),
    ...(size > Math.min(kept.length, MAX_KEPT) && { cut: true }),
    summary: summaryOfPublish(packet, topic, size),
  };
}

function missingOf({ length, bytes, headerSize }: RawPacket): number {
  return length - (bytes.length - headerSize);
}

/** The topic, by its alias if need be (MQTT 5 section 3.3.2.3.4). */
function topicOf({ topic, properties }: IPublishPacket, aliases: Map<number, string>): string | undefined {
  const alias = properties?.topicAlias;
  if (typeof alias !== 'number' || alias < 1) return topic || undefined;
  if (topic === '') return aliases.get(alias);
  aliases.delete(alias);
  if (aliases.size < MAX_ALIASES && topic.length <= MAX_ALIASED_TOPIC) aliases.set(alias, topic);
  return topic;
}

function messageIdOf(messageId: number | undefined): { messageId: number } | undefined {
  return messageId === undefined ? undefined : { messageId };
}
