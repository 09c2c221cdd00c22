/**
 * MQTT control packets as bytes again, from the facts of a record. Pulls mqtt-packet in, so it is only ever loaded when a
 * socket that spoke MQTT is exported.
 */
import { generate, type Packet } from 'mqtt-packet';
import type { MqttPacket } from '../exchange.ts';

export interface MqttWriter {
  /** The CONNECT that begins the stream: without user name, password and will. */
  connect(): Uint8Array;
  /** A packet; undefined for a CONNECT, which stands at the beginning already, and for what cannot be written. */
  packet(packet: MqttPacket, payload: string, topic: string): Uint8Array | undefined;
}

/** Any packet identifier will do where it is not known. */
const MESSAGE_ID = 1;

/** The version is that of the first packet that has one. */
export function createMqttWriter(packets: readonly MqttPacket[]): MqttWriter {
  const level = packets.find((packet) => packet.protocolVersion !== undefined)?.protocolVersion ?? 4;
  const protocolVersion = level === 5 ? 5 : 4;
  const write = (packet: object) => generate(packet as Packet, { protocolVersion });
  return {
    connect: () =>
      write({ cmd: 'connect', protocolId: 'MQTT', protocolVersion, clientId: 'redacted', clean: true, keepalive: 60 }),
    packet(packet, payload, topic) {
      if (packet.packet === 'connect') return undefined;
      try {
        return write({ ...membersOf(packet), ...(packet.packet === 'publish' && publish(packet, payload, topic)) });
      } catch {
        return undefined;
      }
    },
  };
}

function publish({ qos = 0, duplicate, retain }: MqttPacket, payload: string, topic: string): object {
  return { topic, payload, qos, dup: duplicate, retain };
}

/** Whatever members the type of packet needs: mqtt-packet ignores the others. */
function membersOf({ packet, reasonCode = 0, messageId = MESSAGE_ID, granted }: MqttPacket): object {
  return {
    cmd: packet,
    messageId,
    returnCode: reasonCode,
    reasonCode,
    sessionPresent: false,
    granted: granted.length > 0 ? granted : [reasonCode],
    subscriptions: [{ topic: 'redacted', qos: 0 }],
    unsubscriptions: ['redacted'],
  };
}
