/** The decoder beside `mqtt-packet`, which is no part of the extension: what one of them reads, the other reads the same. */
import fc from 'fast-check';
import { type Packet, parser } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../lib/mqtt/decoder.ts';
import { encode } from '../../../lib/mqtt/encoder.ts';
import { Framing, NotMqtt, type RawPacket } from '../../../lib/mqtt/frames.ts';
import type { ControlPacket, MqttVersion } from '../../../lib/mqtt/packet.ts';
import { wire } from './wire.ts';

type Version = 4 | 5;

/** What the oracle makes of one packet; undefined where it refuses it. */
function oracle(bytes: Uint8Array, protocolVersion: Version): Packet | undefined {
  const packets: Packet[] = [];
  let failed = false;
  const reader = parser({ protocolVersion });
  reader.on('packet', (packet) => packets.push(packet));
  reader.on('error', () => {
    failed = true;
  });
  try {
    reader.parse(Buffer.from(bytes));
  } catch {
    return undefined; // it reads beyond the end
  }
  return failed || packets.length !== 1 ? undefined : packets[0];
}

/** The members that both know, as `ControlPacket` has them. */
function factsOf(packet: Packet): Partial<ControlPacket> {
  const { reasonString } = ('properties' in packet ? (packet.properties ?? {}) : {}) as { reasonString?: string };
  const common = { packet: packet.cmd, messageId: packet.messageId };
  switch (packet.cmd) {
    case 'connect':
      return {
        packet: 'connect',
        connect: {
          clientId: packet.clientId,
          keepAliveSeconds: packet.keepalive ?? 0,
          isClean: packet.clean ?? false,
          hasUserName: packet.username !== undefined,
          hasPassword: packet.password !== undefined,
          hasWill: packet.will !== undefined,
        },
      };
    case 'connack':
      return {
        packet: 'connack',
        sessionPresent: packet.sessionPresent,
        reasonCode: packet.reasonCode ?? packet.returnCode,
        reasonString,
      };
    case 'publish':
      return {
        ...common,
        topic: packet.topic,
        qos: packet.qos,
        retain: packet.retain,
        duplicate: packet.dup,
        payload: Uint8Array.from(packet.payload as Uint8Array),
        topicAlias: packet.properties?.topicAlias,
      };
    case 'subscribe':
      return { ...common, filters: packet.subscriptions.map(({ topic, qos }) => ({ filter: topic, qos })) };
    case 'unsubscribe':
      return { ...common, filters: packet.unsubscriptions.map((filter) => ({ filter, qos: undefined })) };
    case 'suback':
    case 'unsuback':
      return { ...common, granted: (packet.granted ?? []) as number[], reasonString };
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
    case 'disconnect':
    case 'auth':
      return { ...common, reasonCode: packet.reasonCode, reasonString };
    default:
      return { packet: packet.cmd };
  }
}

function rawOf(bytes: Uint8Array): RawPacket | undefined {
  try {
    return [...new Framing().push(bytes)][0];
  } catch {
    return undefined;
  }
}

function decoded(bytes: Uint8Array, version: MqttVersion): ControlPacket | NotMqtt | undefined {
  const raw = rawOf(bytes);
  return raw && decode(raw, version);
}

const id = fc.integer({ min: 1, max: 65_535 });
const topic = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).map((text) => text.replace(/[#+\0]/g, '/'));
const qos = fc.constantFrom(0 as const, 1 as const, 2 as const);
const reason = fc.option(fc.record({ reasonString: fc.string({ minLength: 1 }) }), { nil: undefined });

/** Packets of every type that the version has. */
function packets(version: Version): fc.Arbitrary<Packet> {
  const isFive = version === 5;
  const withReason = isFive ? { properties: reason } : {};
  const code = (...codes: number[]) => (isFive ? { reasonCode: fc.constantFrom(...codes) } : {});
  const of = <C extends Packet['cmd']>(cmd: C, members: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ cmd: fc.constant(cmd), ...members }).map((packet) => {
      const present = Object.entries(packet).filter(([, value]) => value !== undefined);
      return Object.fromEntries(present) as unknown as Packet;
    });
  const will = fc.record({
    topic,
    payload: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    qos,
    retain: fc.boolean(),
  });
  const subscription = fc.record({ topic, qos, ...(isFive && { nl: fc.boolean(), rap: fc.boolean(), rh: qos }) });
  return fc.oneof(
    of('connect', {
      protocolVersion: fc.constant(version),
      protocolId: fc.constant('MQTT'),
      clientId: fc.string({ minLength: 1 }),
      clean: fc.boolean(),
      keepalive: fc.nat(65_535),
      username: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      will: fc.option(will, { nil: undefined }),
      properties: isFive
        ? fc.option(fc.record({ sessionExpiryInterval: fc.nat(1_000), userProperties: fc.constant({ a: 'b' }) }), {
            nil: undefined,
          })
        : fc.constant(undefined),
    }),
    of('connack', {
      sessionPresent: fc.boolean(),
      ...(isFive ? { reasonCode: fc.constantFrom(0, 128, 135, 137) } : { returnCode: fc.nat(5) }),
      ...withReason,
    }),
    fc
      .tuple(topic, fc.uint8Array({ maxLength: 300 }), qos, fc.boolean(), fc.boolean(), id, id)
      .map(([name, payload, level, retain, dup, messageId, topicAlias]) => ({
        cmd: 'publish' as const,
        topic: name,
        payload: Buffer.from(payload),
        qos: level,
        retain,
        dup: dup && level > 0,
        ...(level > 0 && { messageId }),
        ...(isFive && { properties: { topicAlias, contentType: 'text/plain', subscriptionIdentifier: 300 } }),
      })),
    of('puback', { messageId: id, ...code(0, 16, 135, 151), ...withReason }),
    of('pubrec', { messageId: id, ...code(0, 16, 135), ...withReason }),
    of('pubrel', { messageId: id, ...code(0, 146), ...withReason }),
    of('pubcomp', { messageId: id, ...code(0, 146), ...withReason }),
    of('subscribe', { messageId: id, subscriptions: fc.array(subscription, { minLength: 1, maxLength: 5 }) }),
    of('suback', { messageId: id, granted: fc.array(fc.constantFrom(0, 1, 2, 128), { minLength: 1 }), ...withReason }),
    of('unsubscribe', { messageId: id, unsubscriptions: fc.array(topic, { minLength: 1, maxLength: 5 }) }),
    of('unsuback', {
      messageId: id,
      granted: fc.array(fc.constantFrom(0, 17, 135), isFive ? { minLength: 1 } : { maxLength: 0 }),
    }),
    of('disconnect', { ...code(0, 139, 142), ...withReason }),
    ...(isFive ? [of('auth', { reasonCode: fc.constantFrom(0, 24, 25), ...withReason })] : []),
    fc.constantFrom<Packet>({ cmd: 'pingreq' }, { cmd: 'pingresp' }),
  );
}

const versioned = fc.constantFrom<Version>(4, 5).chain((version) => fc.tuple(fc.constant(version), packets(version)));

describe('the decoder and mqtt-packet', () => {
  it('read every packet of a client library the same', () => {
    fc.assert(
      fc.property(versioned, ([version, packet]) => {
        const bytes = wire(packet, version);
        const expected = oracle(bytes, version);
        expect(expected).toBeDefined();
        if (expected) expect(decoded(bytes, version)).toMatchObject(factsOf(expected));
      }),
      { numRuns: 3_000 },
    );
  });

  it('agree on packets in which some bytes are wrong', () => {
    const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(versioned, damage, ([version, packet], changes) => {
        const bytes = wire(packet, version);
        for (const [place, value] of changes) bytes[2 + Math.floor(place * (bytes.length - 2))] = value;
        const expected = oracle(bytes, version);
        const found = decoded(bytes, version);
        if (expected === undefined || found === undefined) return;
        // What the oracle lets pass and we do not: texts and properties that reach beyond the packet or each other.
        if (found instanceof NotMqtt) expect(found.message).toMatch(/it ends too early|its properties/);
        else expect(found).toMatchObject(factsOf(expected));
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('the encoder', () => {
  it('writes what the decoder reads, and mqtt-packet too', () => {
    fc.assert(
      fc.property(versioned, ([version, packet]) => {
        const facts = decoded(wire(packet, version), version);
        if (facts === undefined || facts instanceof NotMqtt) throw new Error('not read');
        const bytes = encode(facts, version);
        if (bytes === undefined) throw new Error('not written');
        const { connect, length: _, ...rest } = facts;
        expect(decoded(bytes, version)).toMatchObject(rest);
        if (connect) {
          const withoutCredentials = { ...connect, hasUserName: false, hasPassword: false, hasWill: false };
          expect(decoded(bytes, version)).toMatchObject({ connect: withoutCredentials });
        }
        const again = oracle(bytes, version);
        expect(again && factsOf(again)).toMatchObject({ packet: facts.packet });
      }),
      { numRuns: 2_000 },
    );
  });

  it('writes no text that is too long, and no packet that the version does not have', () => {
    expect(encode({ packet: 'publish', topic: 'x'.repeat(65_536) }, 4)).toBeUndefined();
    expect(encode({ packet: 'subscribe', filters: [{ filter: '€'.repeat(30_000), qos: 0 }] }, 5)).toBeUndefined();
    expect(encode({ packet: 'auth' }, 4)).toBeUndefined();
    expect(encode({ packet: 'reserved' }, 5)).toBeUndefined();
    expect(encode({ packet: 'publish', topic: 'x'.repeat(65_535) }, 4)).toHaveLength(65_541);
  });
});
