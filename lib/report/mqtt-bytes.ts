/**
 * MQTT control packets as bytes again, from what frames tell of them. Pulls mqtt-packet in, so it is only ever loaded when a
 * socket that spoke MQTT is exported.
 */
import { generate, type Packet } from 'mqtt-packet';
import type { Frame, PacketFacts } from '../session/frames.ts';

export interface MqttWriter {
  /** The CONNECT that begins the stream: without user name, password and will. */
  connect(): Uint8Array;
  /** A packet; undefined for a CONNECT, which stands at the beginning already, and for what can not be written. */
  packet(frame: Frame, payload: string, topic: (topic: string) => string): Uint8Array | undefined;
}

/** Any packet identifier will do where it is not known. */
const MESSAGE_ID = 1;

/** The version is that of the first packet that tells it. */
export function createMqttWriter(frames: readonly Frame[]): MqttWriter {
  const level = frames.find(({ packet }) => packet?.protocolVersion !== undefined)?.packet?.protocolVersion ?? 4;
  const protocolVersion = level === 5 ? 5 : 4;
  const write = (packet: object) => generate(packet as Packet, { protocolVersion });
  return {
    connect: () =>
      write({ cmd: 'connect', protocolId: 'MQTT', protocolVersion, clientId: 'redacted', clean: true, keepalive: 60 }),
    packet({ packet }, payload, topic) {
      if (!packet || packet.packet === 'connect') return undefined;
      try {
        return write({ ...membersOf(packet), ...(packet.packet === 'publish' && publish(packet, payload, topic)) });
      } catch {
        return undefined;
      }
    },
  };
}

function publish({ topic }: PacketFacts, payload: string, shown: (topic: string) => string): object {
  return { topic: shown(topic ?? ''), payload, qos: 0, dup: false, retain: false };
}

/** Whatever members the type of packet needs: mqtt-packet ignores the others. */
function membersOf({ packet, reasonCode = 0 }: PacketFacts): object {
  return {
    cmd: packet,
    messageId: MESSAGE_ID,
    returnCode: reasonCode,
    reasonCode,
    sessionPresent: false,
    granted: [reasonCode],
    subscriptions: [{ topic: 'redacted', qos: 0 }],
    unsubscriptions: ['redacted'],
  };
}
