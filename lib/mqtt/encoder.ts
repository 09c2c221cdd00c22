/** Writes control packets as bytes again, so that a recording can be handed on. */
import { type ControlPacket, type MqttVersion, PACKET_NAMES } from './packet.ts';

/** What is written of a packet. Of a CONNECT neither user name, password nor will: nobody kept them. */
export interface PacketToWrite extends Partial<Omit<ControlPacket, 'packet' | 'length' | 'isRead' | 'payloadSize'>> {
  readonly packet: ControlPacket['packet'];
}

/** Any packet identifier will do where it is not known. */
const MESSAGE_ID = 1;
/** The longest text behind a length of two bytes. */
const MAX_TEXT = 65_535;
/** The longest content of a packet (MQTT 5 section 2.1.4). */
const MAX_CONTENT = 268_435_455;

const SESSION_PRESENT = 1;
const RETAIN = 1;
const DUPLICATE = 8;
const CLEAN = 2;
const REASON_STRING = 31;
const TOPIC_ALIAS = 35;
/** Flags that PUBREL, SUBSCRIBE and UNSUBSCRIBE must have (MQTT 5 section 2.1.3). */
const FIXED_FLAGS: Readonly<Partial<Record<ControlPacket['packet'], number>>> = {
  pubrel: 2,
  subscribe: 2,
  unsubscribe: 2,
};

/** The bytes of a packet. Undefined where it does not exist in that version or holds a text that is too long. */
export function encode(packet: PacketToWrite, version: MqttVersion): Uint8Array | undefined {
  const type = PACKET_NAMES.indexOf(packet.packet);
  const content = contentOf(packet, version);
  const size = content.reduce((sum, part) => sum + part.length, 0);
  if (type < 1 || size > MAX_CONTENT || content.includes(TOO_LONG)) return undefined;
  const header = [(type << 4) | flagsOf(packet), ...varying(size)];
  const bytes = new Uint8Array(header.length + size);
  bytes.set(header);
  let at = header.length;
  for (const part of content) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function flagsOf({ packet, qos = 0, retain = false, duplicate = false }: PacketToWrite): number {
  if (packet !== 'publish') return FIXED_FLAGS[packet] ?? 0;
  return (retain ? RETAIN : 0) | (qos << 1) | (duplicate ? DUPLICATE : 0);
}

type Part = Uint8Array | readonly number[];

const TOO_LONG: Part = [];

function contentOf(packet: PacketToWrite, version: MqttVersion): readonly Part[] {
  const isFive = version === 5;
  const { messageId = MESSAGE_ID, reasonCode = 0, granted = [], filters = [], connect } = packet;
  const properties = isFive ? propertiesOf(packet) : [];
  switch (packet.packet) {
    case 'connect': {
      const { clientId = '', keepAliveSeconds = 0, isClean = true } = connect ?? {};
      const name = text(version === 3 ? 'MQIsdp' : 'MQTT');
      const fixed = [version, isClean ? CLEAN : 0, ...two(keepAliveSeconds)];
      return [...name, fixed, ...properties, ...text(clientId)];
    }
    case 'connack':
      return [[packet.sessionPresent === true ? SESSION_PRESENT : 0, reasonCode], ...properties];
    case 'publish': {
      const { topic = '', payload = new Uint8Array(), qos = 0 } = packet;
      return [...text(topic), ...(qos > 0 ? [two(messageId)] : []), ...properties, payload];
    }
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
      return [two(messageId), ...(isFive ? [[reasonCode], ...properties] : [])];
    case 'suback':
    case 'unsuback': {
      const codes = granted.length > 0 ? granted : [reasonCode];
      return [two(messageId), ...properties, isFive || packet.packet === 'suback' ? codes : []];
    }
    case 'subscribe':
      return [two(messageId), ...properties, ...filters.flatMap(({ filter, qos = 0 }) => [...text(filter), [qos]])];
    case 'unsubscribe':
      return [two(messageId), ...properties, ...filters.flatMap(({ filter }) => text(filter))];
    case 'disconnect':
      return isFive ? [[reasonCode], ...properties] : [];
    case 'auth':
      return isFive ? [[reasonCode], ...properties] : [TOO_LONG];
    case 'pingreq':
    case 'pingresp':
    case 'reserved':
      return [];
    default:
      return packet.packet satisfies never;
  }
}

/** Length and content of the properties that were read. */
function propertiesOf({ reasonString, topicAlias }: PacketToWrite): readonly Part[] {
  const parts = [
    ...(reasonString === undefined ? [] : [[REASON_STRING], ...text(reasonString)]),
    ...(topicAlias === undefined ? [] : [[TOPIC_ALIAS, ...two(topicAlias)]]),
  ];
  return [varying(parts.reduce((sum, part) => sum + part.length, 0)), ...parts];
}

function text(text: string): readonly Part[] {
  const bytes = new TextEncoder().encode(text);
  return bytes.length > MAX_TEXT ? [TOO_LONG] : [two(bytes.length), bytes];
}

function two(value: number): readonly number[] {
  return [(value >> 8) & 255, value & 255];
}

/** A variable byte integer (MQTT 5 section 1.5.5). */
function varying(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  return bytes;
}
