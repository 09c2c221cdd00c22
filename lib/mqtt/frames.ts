/**
 * Cuts one direction of an MQTT connection into control packets. WebSocket messages split and join packets at will
 * (MQTT 5 section 6.0), and a page may send anything: what is held is bounded, whatever a packet's length promises.
 */

/** Control packet types that the framing tells apart (MQTT 5 section 2.1.2). */
export const CONNECT = 1;
export const CONNACK = 2;
export const PUBLISH = 3;

/** Largest packet that is kept whole, its fixed header aside, and most of a payload that is handed on, in bytes. */
export const MAX_KEPT = 65_536;
/** Of a larger PUBLISH: the longest topic (65,535 bytes and its length), and the payload that is handed on. */
const MAX_KEPT_PUBLISH = 65_537 + MAX_KEPT;
/** Of any other larger packet: enough for the protocol level of a CONNECT. */
const KEPT_OF_OTHERS = 16;

/** Bytes of the longest fixed header: packet type and flags, then a length of up to four bytes. */
const MAX_HEADER = 5;

/** Shortest length that MQTT 3.1.1 or 5 allows after the fixed header, by packet type. */
const SHORTEST = [0, 12, 2, 2, 2, 2, 2, 2, 5, 3, 4, 2, 0, 0, 0, 0];
const PINGREQ = 12;
const PINGRESP = 13;
/** Types whose flags are fixed at 2: PUBREL, SUBSCRIBE, UNSUBSCRIBE. Those of all others but PUBLISH are fixed at 0. */
const FLAGS_2: ReadonlySet<number> = new Set([6, 8, 10]);

/** The bytes are not MQTT; the message says why, in words for a reader and without any of the bytes. */
export class NotMqtt extends Error {}

/** One control packet. */
export interface RawPacket {
  /** The packet's first byte: its type and flags. */
  readonly first: number;
  /** 1 to 15. */
  readonly type: number;
  /** Bytes after the fixed header, kept or not. */
  readonly length: number;
  /** Fixed header and what was kept. May share memory with the message it came in. */
  readonly bytes: Uint8Array;
  /** Where the fixed header ends within `bytes`. */
  readonly headerSize: number;
  /** Nothing is missing in `bytes`. */
  readonly isWhole: boolean;
}

interface FixedHeader {
  readonly first: number;
  readonly size: number;
  readonly length: number;
}

/** The fixed header that begins at `at`, undefined when the bytes end within it. Throws `NotMqtt` when it is none. */
export function fixedHeader(bytes: Uint8Array, at: number): FixedHeader | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const type = first >> 4;
  const flags = first & 15;
  if (type === 0) throw new NotMqtt('packet type 0 does not exist');
  if (type === PUBLISH) {
    if ((flags & 6) === 6) throw new NotMqtt('a PUBLISH with QoS 3');
  } else if (flags !== (FLAGS_2.has(type) ? 2 : 0)) {
    throw new NotMqtt(`packet type ${type} with flags ${flags}`);
  }
  const length = variableByteInteger(bytes, at + 1);
  if (length === undefined) return undefined;
  if (length.value < (SHORTEST[type] ?? 0) || (length.value > 0 && (type === PINGREQ || type === PINGRESP))) {
    throw new NotMqtt(`packet type ${type} with a length of ${length.value}`);
  }
  return { first, size: length.end - at, length: length.value };
}

/**
 * A variable byte integer (MQTT 5 section 1.5.5), at most 268,435,455, and where it ends. Undefined when the bytes end
 * within it. Throws `NotMqtt` when it has more than four bytes.
 */
export function variableByteInteger(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value |= (byte & 127) << (7 * i);
    if (byte < 128) return { value, end: at + i + 1 };
  }
  throw new NotMqtt('a length beyond 268435455');
}

/**
 * The protocol level at the beginning of a CONNECT's variable header: 3 (MQTT 3.1), 4 (3.1.1) or 5, undefined when it is
 * none of them. The highest bit, by which bridges make themselves known, is left out.
 */
export function connectLevel(content: Uint8Array): 3 | 4 | 5 | undefined {
  const nameLength = ((content[0] ?? 0) << 8) | (content[1] ?? 0);
  if (nameLength !== 4 && nameLength !== 6) return undefined;
  const name = String.fromCharCode(...content.subarray(2, 2 + nameLength));
  const level = (content[2 + nameLength] ?? 0) & 127;
  if (name === 'MQTT') return level === 4 || level === 5 ? level : undefined;
  return name === 'MQIsdp' && level === 3 ? level : undefined;
}

/** One direction of a connection. Once it has thrown, it is of no further use. */
export class Framing {
  /** What was kept of the packet under way, its fixed header included. */
  #kept = new Uint8Array(64);
  #keptLength = 0;
  /** Bytes of the packet under way that have passed, missing ones included. */
  #passed = 0;
  #header: FixedHeader | undefined;
  #isMissingBytes = false;

  /** Packets that end within these bytes. Throws `NotMqtt` after the last of them when the bytes are no MQTT. */
  *push(bytes: Uint8Array): Generator<RawPacket, void, undefined> {
    let at = 0;
    while (at < bytes.length) {
      if (this.#passed === 0) {
        const header = fixedHeader(bytes, at);
        const end = header ? at + header.size + header.length : Number.POSITIVE_INFINITY;
        if (header && header.length <= MAX_KEPT && end <= bytes.length) {
          yield packetOf(header, bytes.subarray(at, end), true);
          at = end;
          continue;
        }
      }
      at = this.#take(bytes, at);
      const done = this.#finished();
      if (done) yield done;
    }
  }

  /**
   * So many bytes are missing here. Gives the packet that ends among them, and whether it is lost where the next one
   * begins: others may have begun among the missing bytes.
   */
  skip(count: number): { readonly packet: RawPacket | undefined; readonly isLost: boolean } {
    // NaN counts as none.
    if (!(count > 0)) return { packet: undefined, isLost: false };
    const header = this.#header;
    if (!header) {
      this.restart();
      return { packet: undefined, isLost: true };
    }
    const open = header.size + header.length - this.#passed;
    this.#isMissingBytes = true;
    this.#passed += Math.min(count, open);
    return { packet: this.#finished(), isLost: count > open };
  }

  /** Forgets the packet under way: the next bytes are the start of another. */
  restart(): void {
    // The packet may share the kept bytes, so the next packet gets memory of its own.
    this.#kept = new Uint8Array(64);
    this.#keptLength = 0;
    this.#passed = 0;
    this.#header = undefined;
    this.#isMissingBytes = false;
  }

  /** Moves bytes into the packet under way, up to its end or that of its header. Gives where it stopped. */
  #take(bytes: Uint8Array, at: number): number {
    if (!this.#header) {
      this.#keep(bytes.subarray(at, at + 1), MAX_HEADER);
      this.#passed++;
      this.#header = fixedHeader(this.#kept.subarray(0, this.#keptLength), 0);
      return at + 1;
    }
    const { size, length } = this.#header;
    const part = bytes.subarray(at, at + size + length - this.#passed);
    if (!this.#isMissingBytes) this.#keep(part, size + keptOf(this.#header));
    this.#passed += part.length;
    return at + part.length;
  }

  #keep(part: Uint8Array, most: number): void {
    const wanted = part.subarray(0, Math.max(0, most - this.#keptLength));
    const needed = this.#keptLength + wanted.length;
    if (needed > this.#kept.length) {
      const larger = new Uint8Array(Math.max(needed, Math.min(2 * this.#kept.length, most)));
      larger.set(this.#kept.subarray(0, this.#keptLength));
      this.#kept = larger;
    }
    this.#kept.set(wanted, this.#keptLength);
    this.#keptLength = needed;
  }

  #finished(): RawPacket | undefined {
    const header = this.#header;
    if (!header || this.#passed < header.size + header.length) return undefined;
    const isWhole = this.#keptLength === this.#passed;
    const packet = packetOf(header, this.#kept.subarray(0, this.#keptLength), isWhole);
    this.restart();
    return packet;
  }
}

function keptOf({ first, length }: FixedHeader): number {
  if (length <= MAX_KEPT) return length;
  return Math.min(length, first >> 4 === PUBLISH ? MAX_KEPT_PUBLISH : KEPT_OF_OTHERS);
}

function packetOf({ first, size, length }: FixedHeader, bytes: Uint8Array, isWhole: boolean): RawPacket {
  return { first, type: first >> 4, length, bytes, headerSize: size, isWhole };
}
