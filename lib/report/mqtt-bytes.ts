/** MQTT control packets as bytes again, from the facts of a record. */
import type { MqttPacket } from '../exchange.ts';
import { encode } from '../mqtt/encoder.ts';
import type { Redacted } from '../redact/redacted.ts';

export interface MqttWriter {
  /** The CONNECT that begins the stream: without user name, password and will. Undefined where it cannot be written. */
  connect(): Uint8Array | undefined;
  /** A packet; undefined for a CONNECT, which stands at the beginning already, and for what cannot be written. */
  packet(packet: MqttPacket, payload: Redacted<string>, topic: Redacted<string>): Uint8Array | undefined;
}

/** What a client asks for says who it is: its id and its topic filters are not written. */
const HIDDEN = 'redacted';
const KEEP_ALIVE_SECONDS = 60;

/** The version is that of the first packet that has one. */
export function createMqttWriter(packets: readonly MqttPacket[]): MqttWriter {
  const known = packets.find((packet) => packet.protocolVersion !== undefined)?.protocolVersion;
  const version = known === 5 ? 5 : 4;
  return {
    connect() {
      const request = { clientId: HIDDEN, keepAliveSeconds: KEEP_ALIVE_SECONDS, isClean: true };
      const connect = { ...request, hasUserName: false, hasPassword: false, hasWill: false };
      return encode({ packet: 'connect', connect }, version);
    },
    packet({ packet, messageId, reasonCode, granted, filters, qos, retain, duplicate }, payload, topic) {
      if (packet === 'connect') return undefined;
      const facts = { packet, messageId, reasonCode, granted, qos, retain, duplicate };
      const hidden = filters.map((one) => ({ ...one, filter: HIDDEN }));
      return encode({ ...facts, filters: hidden, topic, payload: new TextEncoder().encode(payload) }, version);
    },
  };
}
