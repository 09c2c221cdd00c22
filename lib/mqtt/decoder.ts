/** Reads single control packets. Nothing here throws or reads beyond a packet's bytes. */
import { CONNECT, connectLevel, NotMqtt, PUBLISH, type RawPacket } from './frames.ts';
import {
  type ControlPacket,
  decisiveCode,
  type MqttVersion,
  PACKET_NAMES,
  type QoS,
  type TopicFilter,
} from './packet.ts';

/** Topics and other texts of a packet; a byte order mark is a character like any other (MQTT 5 section 1.5.4). */
const TEXT = new TextDecoder('utf-8', { ignoreBOM: true });

/** Items of a SUBSCRIBE, SUBACK or the like that are read, and as many properties: no client asks for more at a time. */
const MAX_ITEMS = 10_000;

/** How the value of a property is encoded (MQTT 5 section 2.2.2.2). */
const PROPERTY_TYPES: Readonly<Record<number, 'byte' | 'two' | 'four' | 'varying' | 'text' | 'pair'>> = {
  1: 'byte', // Payload Format Indicator
  2: 'four', // Message Expiry Interval
  3: 'text', // Content Type
  8: 'text', // Response Topic
  9: 'text', // Correlation Data: binary, with a length as a text has it
  11: 'varying', // Subscription Identifier
  17: 'four', // Session Expiry Interval
  18: 'text', // Assigned Client Identifier
  19: 'two', // Server Keep Alive
  21: 'text', // Authentication Method
  22: 'text', // Authentication Data
  23: 'byte', // Request Problem Information
  24: 'four', // Will Delay Interval
  25: 'byte', // Request Response Information
  26: 'text', // Response Information
  28: 'text', // Server Reference
  31: 'text', // Reason String
  33: 'two', // Receive Maximum
  34: 'two', // Topic Alias Maximum
  35: 'two', // Topic Alias
  36: 'byte', // Maximum QoS
  37: 'byte', // Retain Available
  38: 'pair', // User Property
  39: 'four', // Maximum Packet Size
  40: 'byte', // Wildcard Subscription Available
  41: 'byte', // Subscription Identifier Available
  42: 'byte', // Shared Subscription Available
};

/** The properties that say something of a failure, or of where a PUBLISH belongs. */
interface Properties {
  reasonString: string | undefined;
  serverReference: string | undefined;
  topicAlias: number | undefined;
}
const NO_PROPERTIES: Readonly<Properties> = {
  reasonString: undefined,
  serverReference: undefined,
  topicAlias: undefined,
};

/** Reads on from a place. Beyond the end everything is 0 or empty, and `fault` says so. */
class Cursor {
  readonly #bytes: Uint8Array;
  #at: number;
  /** Why the bytes are no such packet; the first reason stays. */
  fault: string | undefined;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Whether another item follows. */
  get hasMore(): boolean {
    return this.fault === undefined && this.left > 0;
  }

  fail(why: string): void {
    this.fault ??= why;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) this.fail('it ends too early');
    return byte ?? 0;
  }

  two(): number {
    return (this.byte() << 8) | this.byte();
  }

  /** So many bytes, without a copy. */
  take(length: number): Uint8Array {
    if (length > this.left) this.fail('it ends too early');
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** Bytes behind their length (MQTT 5 section 1.5.6). */
  binary(): Uint8Array {
    return this.take(this.two());
  }

  text(): string {
    return TEXT.decode(this.binary());
  }

  /** A variable byte integer (MQTT 5 section 1.5.5). */
  varying(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    this.fail('a length beyond 268435455');
    return value;
  }

  properties(): Readonly<Properties> {
    const length = this.varying();
    if (length === 0 || this.fault !== undefined) return NO_PROPERTIES;
    const inner = new Cursor(this.take(length), 0);
    const found: Properties = { ...NO_PROPERTIES };
    for (let count = 0; inner.hasMore && count < MAX_ITEMS; count++) inner.#property(found);
    if (inner.fault !== undefined) this.fail(`its properties: ${inner.fault}`);
    return found;
  }

  #property(found: Properties): void {
    const id = this.byte();
    switch (PROPERTY_TYPES[id]) {
      case 'byte':
        this.take(1);
        return;
      case 'two': {
        const value = this.two();
        if (id === 35 && value > 0) found.topicAlias ??= value;
        return;
      }
      case 'four':
        this.take(4);
        return;
      case 'varying':
        this.varying();
        return;
      case 'text': {
        const value = this.binary();
        if (id === 31) found.reasonString ??= TEXT.decode(value);
        if (id === 28) found.serverReference ??= TEXT.decode(value);
        return;
      }
      case 'pair':
        this.binary();
        this.binary();
        return;
      default:
        this.fail('one that does not exist');
    }
  }
}

type Facts = Omit<ControlPacket, 'packet' | 'length'>;

const NOTHING: Facts = {
  isRead: true,
  messageId: undefined,
  reasonCode: undefined,
  granted: [],
  reasonString: undefined,
  serverReference: undefined,
  topic: undefined,
  topicAlias: undefined,
  qos: undefined,
  retain: false,
  duplicate: false,
  payload: undefined,
  payloadSize: undefined,
  filters: [],
  connect: undefined,
  sessionPresent: false,
};

/** What is read of one type of packet. `isFive`: it is encoded as MQTT 5 has it. */
type Read = (cursor: Cursor, raw: RawPacket, isFive: boolean) => Partial<Facts>;

const readAcknowledgement: Read = (cursor, _raw, isFive) => {
  const messageId = cursor.two();
  if (!isFive) return { messageId };
  // Without a code it is 0 (MQTT 5 section 3.4.2.1).
  const reasonCode = cursor.left > 0 ? cursor.byte() : 0;
  const { reasonString } = cursor.left > 0 ? cursor.properties() : NO_PROPERTIES;
  return { messageId, reasonCode, reasonString };
};

/** DISCONNECT and AUTH: of MQTT 5 without a code it is 0 (sections 3.14.2.1 and 3.15.2.1). */
const readEnd: Read = (cursor, _raw, isFive) => {
  if (!isFive) return {};
  const reasonCode = cursor.left > 0 ? cursor.byte() : 0;
  const { reasonString, serverReference } = cursor.left > 0 ? cursor.properties() : NO_PROPERTIES;
  return { reasonCode, reasonString, serverReference };
};

const readGranted: Read = (cursor, _raw, isFive) => {
  const messageId = cursor.two();
  const { reasonString } = isFive ? cursor.properties() : NO_PROPERTIES;
  const granted = [...cursor.take(Math.min(cursor.left, MAX_ITEMS))];
  return { messageId, granted, reasonCode: decisiveCode(granted), reasonString };
};

const readFilters =
  (hasOptions: boolean): Read =>
  (cursor, _raw, isFive) => {
    const messageId = cursor.two();
    if (isFive) cursor.properties();
    const filters: TopicFilter[] = [];
    while (cursor.hasMore && filters.length < MAX_ITEMS) {
      const filter = cursor.text();
      const options = hasOptions ? cursor.byte() : undefined;
      const qos = options === undefined ? undefined : qosOf(options & 3);
      // Bits that must be 0 (MQTT 3.1.1 section 3.8.3, MQTT 5 section 3.8.3.1).
      if (options !== undefined && (qos === undefined || options >> (isFive ? 6 : 2) !== 0)) {
        cursor.fail('subscription options that do not exist');
      }
      filters.push({ filter, qos });
    }
    if (filters.length === 0) cursor.fail('it asks for nothing');
    return { messageId, filters };
  };

const READERS: Readonly<Partial<Record<ControlPacket['packet'], Read>>> = {
  connect: (cursor, { bytes, headerSize }) => {
    const level = connectLevel(bytes.subarray(headerSize));
    if (level === undefined) cursor.fail('an unknown protocol name or level');
    cursor.binary();
    cursor.byte();
    const flags = cursor.byte();
    // MQTT 5 section 3.1.2.3: reserved; sections 3.1.2.6 and 3.1.2.7: without a will there is no QoS and no retain of it.
    if ((flags & 1) !== 0) cursor.fail('a reserved flag');
    const hasWill = (flags & 4) !== 0;
    const willQoS = qosOf((flags >> 3) & 3);
    if (willQoS === undefined || (!hasWill && (flags & 0x38) !== 0))
      cursor.fail('flags of a will that contradict each other');
    const keepAliveSeconds = cursor.two();
    if (level === 5) cursor.properties();
    const clientId = cursor.text();
    if (hasWill) {
      if (level === 5) cursor.properties();
      cursor.binary();
      cursor.binary();
    }
    const hasUserName = (flags & 0x80) !== 0;
    const hasPassword = (flags & 0x40) !== 0;
    if (hasUserName) cursor.binary();
    if (hasPassword) cursor.binary();
    const isClean = (flags & 2) !== 0;
    return { connect: { clientId, keepAliveSeconds, isClean, hasUserName, hasPassword, hasWill } };
  },

  connack: (cursor, _raw, isFive) => {
    const flags = cursor.byte();
    if (flags > 1) cursor.fail('flags that do not exist');
    const reasonCode = cursor.byte();
    const { reasonString, serverReference } = isFive ? cursor.properties() : NO_PROPERTIES;
    return { sessionPresent: flags === 1, reasonCode, reasonString, serverReference };
  },

  publish: (cursor, { first, length, bytes, headerSize }, isFive) => {
    const topic = cursor.text();
    const qos = qosOf((first >> 1) & 3);
    const messageId = qos ? cursor.two() : undefined;
    const { topicAlias } = isFive ? cursor.properties() : NO_PROPERTIES;
    const missing = length - (bytes.length - headerSize);
    const payloadSize = cursor.left + missing;
    const payload = cursor.take(cursor.left);
    const retain = (first & 1) !== 0;
    const duplicate = (first & 8) !== 0;
    return { topic, topicAlias, qos, messageId, retain, duplicate, payload, payloadSize };
  },

  puback: readAcknowledgement,
  pubrec: readAcknowledgement,
  pubrel: readAcknowledgement,
  pubcomp: readAcknowledgement,
  subscribe: readFilters(true),
  unsubscribe: readFilters(false),
  suback: readGranted,
  unsuback: readGranted,
  disconnect: readEnd,
  auth: (cursor, raw, isFive) => {
    if (!isFive) cursor.fail('MQTT 3.1.1 has none');
    return readEnd(cursor, raw, isFive);
  },
};

function qosOf(bits: number): QoS | undefined {
  return bits === 0 || bits === 1 || bits === 2 ? bits : undefined;
}

/**
 * Reads a packet of which all, or of a PUBLISH at least the beginning, was kept. Of any other packet that is not whole it gives
 * name and length. A `NotMqtt` says what is wrong, and holds nothing of the bytes. Codes that MQTT does not assign are given as
 * they are.
 */
export function decode(raw: RawPacket, version: MqttVersion): ControlPacket | NotMqtt {
  const { type, length, bytes, headerSize, isWhole } = raw;
  const packet = PACKET_NAMES[type] ?? 'reserved';
  if (!isWhole && type !== PUBLISH) return { packet, length, ...NOTHING, isRead: false };
  const cursor = new Cursor(bytes, headerSize);
  const facts = READERS[packet]?.(cursor, raw, version === 5);
  if (cursor.fault === undefined) return { packet, length, ...NOTHING, ...facts };
  if (!isWhole) return { packet, length, ...NOTHING, isRead: false };
  return new NotMqtt(`malformed ${packet.toUpperCase()}: ${cursor.fault}`);
}

/** The version that a CONNECT names; undefined where it names none, and for any other packet. */
export function versionOf({ type, bytes, headerSize }: RawPacket): MqttVersion | undefined {
  return type === CONNECT ? connectLevel(bytes.subarray(headerSize)) : undefined;
}

/** Codes of a SUBACK: of MQTT 3.1.1 (section 3.9.3) the first four, of MQTT 5 (section 3.9.3) all. */
const GRANTED: readonly number[] = [0, 1, 2, 128, 131, 135, 143, 145, 151, 158, 161, 162];
const GRANTED_3 = GRANTED.slice(0, 4);

/** No topic of a PUBLISH: with wildcards, or not UTF-8. */
const NO_TOPIC = /[#+\0\ufffd]/;

/**
 * Whether a packet makes sense, for streams of which the position or the version is not certain: bytes that are something else
 * often decode.
 */
export function isPlausible(packet: ControlPacket, version: MqttVersion): boolean {
  if (!packet.isRead) return false;
  const isFive = version === 5;
  const { length, topic, topicAlias, filters, granted } = packet;
  switch (packet.packet) {
    case 'connack':
    case 'unsuback':
      return (length === 2) === !isFive;
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
      return length === 2 || isFive;
    case 'disconnect':
      return length === 0 || isFive;
    case 'publish':
      return topic === '' ? topicAlias !== undefined : topic !== undefined && !NO_TOPIC.test(topic);
    case 'subscribe':
    case 'unsubscribe':
      return filters.every(({ filter }) => filter !== '');
    case 'suback':
      return granted.length > 0 && granted.every((code) => (isFive ? GRANTED : GRANTED_3).includes(code));
    case 'connect':
    case 'pingreq':
    case 'pingresp':
    case 'auth':
      return true;
    case 'reserved':
      return false;
    default:
      return packet.packet satisfies never;
  }
}
