/** Bytes that are no MQTT, and any sequence of those that are. */
import fc from 'fast-check';
import type { Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../lib/exchange.ts';
import { connect, connected, joined, open, publish, push, type Seen, type Version, wire } from './wire.ts';

describe('bytes that are no MQTT', () => {
  const hostile: readonly (readonly [string, readonly number[]])[] = [
    ['packet type 0', [0x00, 0]],
    ['a length of five bytes', [0x30, 0xff, 0xff, 0xff, 0xff, 1]],
    ['QoS 3', [0x36, 5, 0, 1, 97, 0, 1]],
    ['flags that must be 0', [0x2f, 2, 0, 0]],
    ['flags that must be 2', [0x80, 6, 0, 1, 0, 1, 97, 0]],
    ['a PINGRESP with content', [0xd0, 1, 0]],
    ['a CONNACK without a code', [0x20, 1, 0]],
    ['a topic longer than its packet', [0x30, 4, 0xff, 0xff, 97, 98]],
    ['a message identifier that is missing', [0x32, 3, 0, 1, 97]],
    ['a SUBSCRIBE that ends within a topic', [0x82, 6, 0, 1, 0, 9, 97, 98]],
    ['a CONNECT of an unknown protocol', [0x10, 12, 0, 4, 77, 81, 84, 88, 4, 0, 0, 0, 0, 0]],
    ['a CONNECT of an unknown level', [0x10, 12, 0, 4, 77, 81, 84, 84, 9, 0, 0, 0, 0, 0]],
  ];

  it.each(hostile)('are a fault once: %s', (_, bytes) => {
    const stream = connected();
    const reads = push(stream, 'receive', [0xd0, 0, ...bytes, 0xd0, 0]);
    expect(reads).toMatchObject([{ packet: 'pingresp' }, { kind: 'fault', direction: 'receive', why: /\w/ }]);
    expect(push(stream, 'receive', [0xd0, 0])).toEqual([]);
    expect(push(stream, 'receive', bytes)).toEqual([]);
    expect(push(stream, 'send', [0xc0, 0])).toMatchObject([{ kind: 'packet', packet: 'pingreq' }]);
  });

  it.each([
    ['properties beyond the packet', [0x30, 5, 0, 1, 97, 100, 1]],
    ['no length of properties', [0x30, 3, 0, 1, 97]],
    ['a property that does not exist', [0x30, 6, 0, 1, 97, 2, 99, 0]],
    ['a property that reaches into the payload', [0x30, 8, 0, 1, 97, 2, 3, 0, 1, 97]],
    ['a length of properties of five bytes', [0x30, 9, 0, 1, 97, 0xff, 0xff, 0xff, 0xff, 1, 0]],
  ])('are a fault in MQTT 5: %s', (_, bytes) => {
    expect(push(connected(5), 'receive', bytes)).toMatchObject([{ kind: 'fault' }]);
  });

  it('are a fault when the stream changes to something else', () => {
    const stream = connected();
    push(stream, 'send', wire(publish('a', 'x')));
    expect(push(stream, 'send', new TextEncoder().encode('GET / HTTP/1.1\r\n'))).toMatchObject([
      { kind: 'fault', direction: 'send' },
    ]);
  });

  it('do not include a second CONNECT of another version', () => {
    const stream = connected(4);
    expect(push(stream, 'send', wire(connect(5), 5))).toMatchObject([{ packet: 'connect', protocolVersion: 5 }]);
    expect(push(stream, 'receive', [0xe0, 1, 130])).toMatchObject([{ reasonCode: 130, protocolVersion: 5 }]);
  });

  it('never say what they were', () => {
    const secret = wire({
      ...connect(),
      cmd: 'connect',
      clientId: 'c',
      username: 'webclient',
      password: Buffer.from('hunter2'),
    });
    secret[1] = 20;
    const reads = push(open(), 'send', secret);
    expect(reads.some(({ kind }) => kind === 'fault')).toBe(true);
    expect(JSON.stringify(reads)).not.toMatch(/webclient|hunter2/);
  });

  it('never throw, are never held beyond a bound, and end in one fault at most', () => {
    const anyByte = fc.integer({ min: 0, max: 255 });
    const header = fc.constantFrom(0x10, 0x20, 0x30, 0x32, 0x40, 0x62, 0x82, 0x90, 0xa2, 0xb0, 0xe0, 0xf0);
    const nearly = fc
      .tuple(header, fc.array(anyByte, { maxLength: 60 }))
      .map(([first, rest]) => [first, rest.length, ...rest]);
    const message = fc.oneof(fc.array(anyByte, { maxLength: 300 }), nearly);
    const side = fc.constantFrom<Direction>('send', 'receive');
    fc.assert(
      fc.property(
        fc.constantFrom(undefined, 4, 5),
        fc.array(fc.tuple(side, message, fc.nat({ max: 5_000 })), { maxLength: 12 }),
        (version, messages) => {
          const stream = version === undefined ? open() : connected(version as Version);
          const reads = messages.flatMap(([direction, bytes, missing]) =>
            stream.push(direction, Uint8Array.from(bytes), bytes.length + missing),
          );
          for (const direction of ['send', 'receive'] as const) {
            const own = reads.filter((read) => read.direction === direction);
            const fault = own.findIndex(({ kind }) => kind === 'fault');
            expect(fault === -1 || fault === own.length - 1).toBe(true);
          }
          for (const read of reads) {
            if (read.kind === 'packet') expect(read.payload?.length ?? 0).toBeLessThanOrEqual(65_536);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('any sequence of packets', () => {
  const id = fc.integer({ min: 1, max: 65_535 });
  const topic = fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replace(/[#+]/g, '/'));
  const payload = fc.uint8Array({ maxLength: 400 });

  function packets(version: 4 | 5): fc.Arbitrary<Packet[]> {
    const isFive = version === 5;
    const properties = isFive
      ? fc.option(fc.record({ contentType: fc.string(), topicAlias: fc.integer({ min: 1, max: 3 }) }), {
          nil: undefined,
        })
      : fc.constant(undefined);
    const over = fc
      .tuple(fc.constantFrom(0, 1, 2), fc.boolean(), id, properties)
      .map(([qos, retain, messageId, own]) => ({
        qos,
        retain,
        ...(qos > 0 && { messageId }),
        ...(own && { properties: own }),
      }));
    const codes = fc.array(fc.constantFrom(0, 1, 2, 128), { minLength: 1, maxLength: 5 });
    const qos = fc.constantFrom(0 as const, 1 as const, 2 as const);
    const subscription = fc.record({ topic, qos, ...(isFive && { nl: fc.boolean(), rap: fc.boolean(), rh: qos }) });
    const each: fc.Arbitrary<Packet>[] = [
      fc.tuple(topic, payload, over).map(([name, body, rest]) => publish(name, body, rest)),
      fc.record({
        cmd: fc.constantFrom('puback' as const, 'pubrec' as const),
        messageId: id,
        reasonCode: fc.constantFrom(0, 16, 135),
      }),
      fc.record({
        cmd: fc.constant('subscribe' as const),
        messageId: id,
        subscriptions: fc.array(subscription, { minLength: 1, maxLength: 4 }),
      }) as fc.Arbitrary<Packet>,
      fc.record({ cmd: fc.constant('suback' as const), messageId: id, granted: codes }),
      fc.record({
        cmd: fc.constant('unsubscribe' as const),
        messageId: id,
        unsubscriptions: fc.array(topic, { minLength: 1, maxLength: 4 }),
      }),
      fc.record({ cmd: fc.constant('unsuback' as const), messageId: id, granted: fc.constant<number[]>([0, 17]) }),
      fc.constantFrom<Packet>({ cmd: 'pingreq' }, { cmd: 'pingresp' }),
      fc.constant<Packet>(isFive ? { cmd: 'disconnect', reasonCode: 142 } : { cmd: 'disconnect' }),
      fc.constant<Packet>(
        isFive
          ? { cmd: 'connack', reasonCode: 135, sessionPresent: false }
          : { cmd: 'connack', returnCode: 5, sessionPresent: false },
      ),
    ];
    return fc.array(fc.oneof(...each), { maxLength: 12 });
  }

  const streams = fc
    .constantFrom(4 as const, 5 as const)
    .chain((version) => fc.tuple(fc.constant(version), packets(version)));

  it('reads the same however it is split over messages', () => {
    fc.assert(
      fc.property(
        streams,
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
        ([version, all], sizes) => {
          const stream = connected(version);
          const bytes = joined(...all.map((packet) => wire(packet, version)));
          const reads: Seen[] = [];
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const end = at + (sizes[i % sizes.length] ?? 1);
            reads.push(...push(stream, 'receive', bytes.subarray(at, end)));
            at = end;
          }
          const inOneMessage = push(connected(version), 'receive', bytes);
          expect(reads).toEqual(inOneMessage);
          expect(reads).toHaveLength(all.length);
          for (const [i, packet] of all.entries()) {
            const read = reads[i];
            expect(read).toMatchObject({ kind: 'packet', packet: packet.cmd, protocolVersion: version });
            if (read?.kind !== 'packet') continue;
            if (packet.cmd === 'publish') {
              expect(read.topic).toBe(packet.topic);
              expect(read.payload).toEqual(Uint8Array.from(packet.payload as Uint8Array));
            }
            if (packet.cmd === 'puback' && version === 5) expect(read.reasonCode).toBe(packet.reasonCode);
            if (packet.cmd === 'suback') expect(read.granted).toEqual(packet.granted);
            if (packet.messageId !== undefined) expect(read.messageId).toBe(packet.messageId);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is read as far as messages were kept, and from each next message on', () => {
    const messages = fc
      .constantFrom(4 as const, 5 as const)
      .chain((version) =>
        fc.tuple(
          fc.constant(version),
          fc.array(fc.tuple(packets(version), fc.double({ min: 0, max: 1, noNaN: true }))),
        ),
      );
    fc.assert(
      fc.property(messages, ([version, cutMessages]) => {
        const stream = connected(version);
        for (const [all, share] of cutMessages) {
          const parts = all.map((packet) => wire(packet, version));
          const bytes = joined(...parts);
          // The tap cuts far behind the first packet.
          const first = parts[0]?.length ?? 0;
          const keep = first + Math.ceil((bytes.length - first) * share);
          const reads = stream.push('receive', bytes.subarray(0, keep), bytes.length);
          let end = 0;
          const whole = parts.filter((part) => {
            end += part.length;
            return end <= keep;
          }).length;
          expect(reads.filter(({ kind }) => kind === 'fault')).toEqual([]);
          expect(reads.map((read) => read.kind === 'packet' && read.packet).slice(0, whole)).toEqual(
            all.slice(0, whole).map(({ cmd }) => cmd),
          );
          expect(reads.length - whole).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
