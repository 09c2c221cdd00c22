/** Single control packets, through mqtt-packet. */
import { type Packet, type Parser, parser } from 'mqtt-packet';
import { NotMqtt, PUBLISH, type RawPacket, variableByteInteger } from './mqtt/frames.ts';
import { PACKET_NAMES } from './mqtt-summary.ts';

/** How packets are encoded: as in MQTT 3.1 and 3.1.1, or as in MQTT 5. */
export type Encoding = 4 | 5;

/** A parser with what it made of the last bytes. Between packets it holds nothing, so all streams share it. */
interface Reader {
  readonly parser: Parser;
  readonly packets: Packet[];
  readonly errors: string[];
}

const readers = new Map<Encoding, Reader>();

function readerOf(encoding: Encoding): Reader {
  const known = readers.get(encoding);
  if (known) return known;
  const reader: Reader = { parser: parser({ protocolVersion: encoding }), packets: [], errors: [] };
  reader.parser.on('packet', (packet) => reader.packets.push(packet));
  reader.parser.on('error', (error: unknown) => reader.errors.push(error instanceof Error ? error.message : ''));
  readers.set(encoding, reader);
  return reader;
}

/** Reads one whole packet, fixed header included. Throws `NotMqtt`, whose message holds nothing of the bytes. */
export function decode(bytes: Uint8Array, encoding: Encoding): Packet {
  const reader = readerOf(encoding);
  try {
    // It takes any Uint8Array, and makes a Buffer of it without copying.
    reader.parser.parse(bytes as Buffer);
  } catch {
    // It reads beyond the end of a packet that is shorter than it promises.
    reader.errors.push('it ends too early');
  }
  const packet = reader.packets.pop();
  const error = reader.errors[0] ?? (packet ? undefined : 'it ends too early');
  // After an error it holds the bytes, after a CONNECT the credentials.
  if (error !== undefined || packet?.cmd === 'connect') readers.delete(encoding);
  if (error !== undefined || !packet) throw new NotMqtt(error);
  if (!isSound(packet, bytes, encoding)) throw new NotMqtt('its lengths contradict each other');
  return packet;
}

/** What mqtt-packet lets pass: packets that end within a message identifier, a return code or their properties. */
function isSound(packet: Packet, bytes: Uint8Array, encoding: Encoding): boolean {
  if (packet.messageId !== undefined && packet.messageId < 0) return false;
  if (packet.cmd === 'connack') return (packet.reasonCode ?? packet.returnCode) !== undefined;
  if (packet.cmd !== 'publish' || encoding !== 5) return true;
  const header = variableByteInteger(bytes, 1)?.end ?? 0;
  const topicLength = ((bytes[header] ?? 0) << 8) | (bytes[header + 1] ?? 0);
  const properties = header + 2 + topicLength + (packet.qos > 0 ? 2 : 0);
  const payload = propertiesEnd(bytes, properties);
  return payload !== undefined && packet.payload.length === bytes.length - payload;
}

/** Where the MQTT 5 properties that begin at `at` end, undefined when that is beyond the bytes. */
function propertiesEnd(bytes: Uint8Array, at: number): number | undefined {
  const length = variableByteInteger(bytes, at);
  const end = length && length.end + length.value;
  return end !== undefined && end <= bytes.length ? end : undefined;
}

/**
 * A PUBLISH of which only the beginning was kept, as a packet of its own with so much less payload. Throws `NotMqtt`
 * for packets of other types, whose beginning says nothing.
 */
export function shortened({ first, type, bytes, headerSize }: RawPacket): Uint8Array {
  if (type !== PUBLISH) throw new NotMqtt('it is not whole');
  const content = bytes.subarray(headerSize);
  const header = [first];
  let rest = content.length;
  do {
    header.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  const packet = new Uint8Array(header.length + content.length);
  packet.set(header);
  packet.set(content, header.length);
  return packet;
}

/** No topic of a PUBLISH: empty, with wildcards, or not UTF-8. */
const NO_TOPIC = /^$|[#+\0\ufffd]/;

/**
 * Whether a decoded packet makes sense, for streams of which the position or the version is not certain: bytes that are
 * something else often decode. `length` is what the packet's fixed header says.
 */
export function isPlausible(packet: Packet, length: number, encoding: Encoding): boolean {
  switch (packet.cmd) {
    case 'connack':
    case 'unsuback':
      return (length === 2) === (encoding === 4);
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
      return length === 2 || encoding === 5;
    case 'disconnect':
      return length === 0 || encoding === 5;
    case 'publish':
      return !NO_TOPIC.test(packet.topic) || (packet.topic === '' && packet.properties?.topicAlias !== undefined);
    case 'subscribe':
      return packet.subscriptions.length > 0 && packet.subscriptions.every(({ topic }) => topic !== '');
    case 'unsubscribe':
      return packet.unsubscriptions.length > 0 && packet.unsubscriptions.every((topic) => topic !== '');
    case 'suback':
      return packet.granted.length > 0;
    default:
      return true;
  }
}

/**
 * The codes in a packet that decode() refuses, as it does when it meets a code that MQTT does not assign to the packet:
 * a reader wants to see just that. Undefined where the packet has none.
 */
export function codesOf({ type, bytes, headerSize }: RawPacket, encoding: Encoding): Codes | undefined {
  const content = bytes.subarray(headerSize);
  const messageId = ((content[0] ?? 0) << 8) | (content[1] ?? 0);
  switch (PACKET_NAMES[type]) {
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
      return encoding === 5 ? { codes: [...content.subarray(2, 3)], messageId } : undefined;
    case 'suback':
    case 'unsuback': {
      const start = encoding === 5 ? propertiesEnd(content, 2) : 2;
      return start === undefined ? undefined : { codes: [...content.subarray(start)], messageId };
    }
    case 'disconnect':
    case 'auth':
      // Without a code it is 0 (MQTT 5 sections 3.14.2.1 and 3.15.2.1).
      return encoding === 5 ? { codes: [content[0] ?? 0], messageId: undefined } : undefined;
    default:
      return undefined;
  }
}

export interface Codes {
  readonly codes: readonly number[];
  readonly messageId: number | undefined;
}
