/** MQTT control packets of a made-up client, and their bytes. */
import { generate, type Packet, type QoS } from 'mqtt-packet';

/** The packet identifier of every packet here. */
export const MESSAGE_ID = 7;

/** The bytes of a control packet: protocol version 4 is MQTT 3.1.1. */
export function mqttBytes(packet: Packet, protocolVersion: 4 | 5): Buffer {
  return generate(packet, { protocolVersion });
}

/** A clean session, with a password where there is a user name. */
export function connectPacket(protocolVersion: 4 | 5, username?: string): Packet {
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion,
    clientId: 'shop-web',
    clean: true,
    keepalive: 60,
    ...(username !== undefined && { username, password: Buffer.from('secret') }),
  };
}

/** Subscribes to these topic filters with QoS 0. */
export function subscribePacket(topics: readonly string[]): Packet {
  return {
    cmd: 'subscribe',
    messageId: MESSAGE_ID,
    subscriptions: topics.map((topic) => ({ topic, qos: 0 })),
  };
}

export function publishPacket(topic: string, payload: string, qos: QoS = 0): Packet {
  return { cmd: 'publish', messageId: MESSAGE_ID, topic, payload, qos, dup: false, retain: false };
}
