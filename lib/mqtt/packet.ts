/** What an MQTT control packet says, as facts: MQTT 3.1, 3.1.1 (OASIS, 2014) and 5.0 (OASIS, 2019). */

/** By packet type (MQTT 5 section 2.1.2). */
export const PACKET_NAMES = [
  'reserved',
  'connect',
  'connack',
  'publish',
  'puback',
  'pubrec',
  'pubrel',
  'pubcomp',
  'subscribe',
  'suback',
  'unsubscribe',
  'unsuback',
  'pingreq',
  'pingresp',
  'disconnect',
  'auth',
] as const;

export type PacketName = (typeof PACKET_NAMES)[number];

/** 3 is MQTT 3.1, 4 is 3.1.1. */
export type MqttVersion = 3 | 4 | 5;

export type QoS = 0 | 1 | 2;

/** One item of a SUBSCRIBE or UNSUBSCRIBE. */
export interface TopicFilter {
  readonly filter: string;
  /** Undefined in an UNSUBSCRIBE. */
  readonly qos: QoS | undefined;
}

/** What a CONNECT asks for. Of user name, password and will it says no more than that they are there. */
export interface ConnectRequest {
  readonly clientId: string;
  readonly keepAliveSeconds: number;
  /** Clean Session (3.1.1) or Clean Start (5). */
  readonly isClean: boolean;
  readonly hasUserName: boolean;
  readonly hasPassword: boolean;
  readonly hasWill: boolean;
}

/** Members that a packet does not have are undefined, false or empty. */
export interface ControlPacket {
  readonly packet: PacketName;
  /** Bytes after the fixed header, whether they were kept or not. */
  readonly length: number;
  /** False where so little was kept that only name and length are known. */
  readonly isRead: boolean;
  /** The packet identifier (MQTT 5 section 2.2.1). */
  readonly messageId: number | undefined;
  /** The return code (3.1.1) or reason code (5); of several the first failure, else the first. */
  readonly reasonCode: number | undefined;
  /** All codes of a SUBACK or UNSUBACK, in the order of the request. */
  readonly granted: readonly number[];
  /** The text for people that MQTT 5 lets a packet carry beside its code. */
  readonly reasonString: string | undefined;
  /** The other server that a CONNACK or DISCONNECT of MQTT 5 names. */
  readonly serverReference: string | undefined;
  /** Topic of a PUBLISH, empty where only its alias is sent. */
  readonly topic: string | undefined;
  /** MQTT 5 section 3.3.2.3.4; at least 1. */
  readonly topicAlias: number | undefined;
  readonly qos: QoS | undefined;
  readonly retain: boolean;
  readonly duplicate: boolean;
  /** Payload of a PUBLISH as far as it was kept. It shares memory with the packet's bytes. */
  readonly payload: Uint8Array | undefined;
  /** Bytes of the whole payload. */
  readonly payloadSize: number | undefined;
  /** What a SUBSCRIBE or UNSUBSCRIBE asks for. */
  readonly filters: readonly TopicFilter[];
  readonly connect: ConnectRequest | undefined;
  readonly sessionPresent: boolean;
}

/** What is known of a packet beside its payload, wherever it came from. */
export interface PacketFacts extends Omit<ControlPacket, 'payload' | 'topicAlias'> {
  /** Undefined until a packet of the connection has shown it. */
  readonly protocolVersion: MqttVersion | undefined;
}

/** Codes from here on are failures (MQTT 5 section 2.4; the one failure of a 3.1.1 SUBACK is 128). */
export const FAILURE = 128;

/** The code that stands for several: the first failure, else the first. */
export function decisiveCode(codes: readonly number[]): number | undefined {
  return codes.find((code) => code >= FAILURE) ?? codes[0];
}
