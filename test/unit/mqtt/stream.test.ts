/** A stream of packets, whole or not. */
import type { Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { connect, connected, joined, line, open, publish, push, received, text, wire } from './wire.ts';

describe('a topic alias', () => {
  const named = publish('a/b', '1', { properties: { topicAlias: 3 } });
  const alias = publish('', '2', { properties: { topicAlias: 3 } });

  it('stands for the topic it was given with, in its direction only', () => {
    const stream = connected(5);
    push(stream, 'receive', wire(named, 5));
    expect(push(stream, 'receive', wire(alias, 5))).toMatchObject([
      { topic: 'a/b', line: 'PUBLISH a/b QoS 0, 1 byte' },
    ]);
    const [other] = push(stream, 'send', wire(alias, 5));
    expect(other).toMatchObject({ topic: undefined });
    expect(line(other)).toBe('PUBLISH with an unknown topic alias QoS 0, 1 byte');
  });

  it('can be given to another topic, also to one too long to be remembered', () => {
    const stream = connected(5);
    push(stream, 'receive', wire(named, 5));
    push(stream, 'receive', wire({ ...named, topic: 'c' } as Packet, 5));
    expect(push(stream, 'receive', wire(alias, 5))).toMatchObject([{ topic: 'c' }]);
    push(stream, 'receive', wire({ ...named, topic: 'c'.repeat(5000) } as Packet, 5));
    expect(push(stream, 'receive', wire(alias, 5))[0]).toMatchObject({ topic: undefined });
  });

  it('is forgotten with a new CONNECT and when messages were missed', () => {
    const stream = connected(5);
    push(stream, 'receive', wire(named, 5));
    push(stream, 'send', wire(connect(5), 5));
    expect(push(stream, 'receive', wire(alias, 5))[0]).toMatchObject({ topic: undefined });
    push(stream, 'receive', wire(named, 5));
    stream.missed();
    expect(push(stream, 'receive', wire(alias, 5))[0]).toMatchObject({ topic: undefined });
  });

  it('is remembered for a thousand topics, not for all that a server may name', () => {
    const stream = connected(5);
    for (let i = 1; i <= 1_200; i++) {
      push(stream, 'receive', wire(publish(`t/${i}`, '', { properties: { topicAlias: i } }), 5));
    }
    const topicOf = (i: number) =>
      push(stream, 'receive', wire(publish('', '', { properties: { topicAlias: i } }), 5)).map(
        (read) => read.kind === 'packet' && read.topic,
      );
    expect(topicOf(1_000)).toEqual(['t/1000']);
    expect(topicOf(1_001)).toEqual([undefined]);
  });
});

describe('a large packet', () => {
  const payload = new Uint8Array(300_000).map((_, i) => i);

  it('keeps the topic and the first 64 KB of a PUBLISH', () => {
    for (const version of [4, 5] as const) {
      const bytes = wire(publish('a/b', payload, { qos: 1, messageId: 5 }), version);
      const [read, ...others] = push(connected(version), 'receive', bytes);
      expect(others).toEqual([]);
      expect(read).toMatchObject({ topic: 'a/b', messageId: 5, cut: true, line: 'PUBLISH a/b QoS 1, 300000 bytes' });
      expect(read?.kind === 'packet' && read.payload).toEqual(payload.subarray(0, 65_536));
    }
  });

  it('keeps a payload of just 64 KB whole', () => {
    const read = received(publish('a/b', payload.subarray(0, 65_536)));
    expect(read?.kind === 'packet' && read.payload).toEqual(payload.subarray(0, 65_536));
    expect(read).toMatchObject({ cut: false });
    const cut = received(publish('a/b', payload.subarray(0, 65_537)));
    expect(cut).toMatchObject({ cut: true, line: 'PUBLISH a/b QoS 0, 65537 bytes' });
    expect(cut?.kind === 'packet' && cut.payload?.length).toBe(65_536);
  });

  it('of another type is passed over, and known by its size', () => {
    const subscriptions = Array.from({ length: 9_000 }, (_, i) => ({ topic: `topic/${i}`, qos: 0 }) as const);
    const stream = connected();
    const bytes = joined(wire({ cmd: 'subscribe', messageId: 1, subscriptions }), wire({ cmd: 'pingreq' }));
    expect(push(stream, 'send', bytes)).toMatchObject([
      {
        kind: 'packet',
        direction: 'send',
        packet: 'subscribe',
        protocolVersion: 4,
        line: `SUBSCRIBE, ${bytes.length - 2 - 4} bytes, not read`,
      },
      { kind: 'packet', direction: 'send', packet: 'pingreq', protocolVersion: 4, line: 'PINGREQ' },
    ]);
  });

  it('gives the version where it is a CONNECT', () => {
    const stream = open();
    const will = { topic: 'gone', payload: Buffer.alloc(65_000) };
    const packet: Packet = { ...connect(5), cmd: 'connect', clientId: 'web-1', will, password: Buffer.alloc(9_000) };
    expect(push(stream, 'send', wire({ ...packet, username: 'u' }, 5))).toMatchObject([
      { packet: 'connect', protocolVersion: 5, line: /^CONNECT, \d+ bytes, not read$/ },
    ]);
    expect(push(stream, 'receive', [0x20, 3, 0, 0, 0])).toMatchObject([{ protocolVersion: 5 }]);
  });

  it('takes no memory for what it only promises', () => {
    const stream = connected();
    const before = process.memoryUsage().arrayBuffers;
    expect(push(stream, 'receive', [0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0x61])).toEqual([]);
    const part = new Uint8Array(65_536);
    for (let i = 0; i < 200; i++) expect(stream.push('receive', part, part.length)).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
    const rest = 268_435_455 - 3 - 200 * part.length;
    expect(stream.push('receive', part, rest)).toMatchObject([
      { topic: 'a', cut: true, line: 'PUBLISH a QoS 0, 268435452 bytes' },
    ]);
    expect(push(stream, 'receive', wire({ cmd: 'pingresp' }))).toMatchObject([{ packet: 'pingresp' }]);
  });
});

describe('a message that was cut', () => {
  it('leaves the stream in step where its packet goes on behind the gap', () => {
    const stream = connected();
    const bytes = wire(publish('a/b', 'x'.repeat(100)));
    expect(stream.push('receive', bytes.subarray(0, 20), 90)).toEqual([]);
    const [read, ping] = push(stream, 'receive', joined(bytes.subarray(90), wire({ cmd: 'pingresp' })));
    expect(read).toMatchObject({ topic: 'a/b', cut: true, line: 'PUBLISH a/b QoS 0, 100 bytes' });
    expect(text(read)).toBe('x'.repeat(13));
    expect(ping).toMatchObject({ packet: 'pingresp' });
  });

  it('ends a packet with its last missing byte', () => {
    const stream = connected();
    const bytes = wire(publish('a/b', 'x'.repeat(100)));
    expect(stream.push('receive', bytes.subarray(0, 20), bytes.length)).toMatchObject([{ topic: 'a/b', cut: true }]);
    expect(push(stream, 'receive', [0xd0, 0])).toMatchObject([{ packet: 'pingresp' }]);
  });

  it('goes on with the next message where packets may have begun in the gap', () => {
    const stream = connected();
    const bytes = wire(publish('a/b', 'x'.repeat(100)));
    expect(stream.push('receive', bytes.subarray(0, 20), 5_000)).toMatchObject([{ topic: 'a/b', cut: true }]);
    expect(push(stream, 'receive', wire(publish('c', '1')))).toMatchObject([{ topic: 'c' }]);
    expect(stream.push('receive', bytes, bytes.length + 1)).toMatchObject([{ topic: 'a/b' }]);
    expect(push(stream, 'receive', wire(publish('d', '1')))).toMatchObject([{ topic: 'd' }]);
    expect(stream.push('receive', Uint8Array.of(0x30), 500)).toEqual([]);
    expect(push(stream, 'receive', wire(publish('e', '1')))).toMatchObject([{ topic: 'e' }]);
  });

  it('is a fault of its direction when the next message begins within a packet', () => {
    const stream = connected();
    const bytes = wire(publish('a/b', '{"some": "text"}'.repeat(10)));
    stream.push('receive', bytes.subarray(0, 20), 5_000);
    expect(push(stream, 'receive', bytes.subarray(60))).toMatchObject([{ kind: 'fault', direction: 'receive' }]);
    expect(push(stream, 'send', wire({ cmd: 'pingreq' }))).toMatchObject([{ packet: 'pingreq' }]);
  });

  it('without its topic is known by its size', () => {
    const stream = connected();
    const bytes = wire(publish('a/long/topic', 'x'));
    expect(stream.push('receive', bytes.subarray(0, 6), bytes.length)).toMatchObject([
      { packet: 'publish', line: 'PUBLISH, 15 bytes, not read' },
    ]);
  });

  it('may have any size that is said', () => {
    for (const size of [Number.NaN, -1, 0, Number.POSITIVE_INFINITY, 2 ** 60]) {
      const stream = connected();
      const bytes = wire(publish('a', 'x'));
      expect(stream.push('receive', bytes, size)).toMatchObject([{ topic: 'a' }]);
      expect(push(stream, 'receive', bytes)).toMatchObject([{ topic: 'a' }]);
    }
    const stream = connected();
    const bytes = wire(publish('a', 'x'));
    expect(stream.push('receive', bytes.subarray(0, 4), Number.NaN)).toEqual([]);
    expect(push(stream, 'receive', bytes.subarray(4))).toMatchObject([{ topic: 'a' }]);
  });
});

describe('a socket that is met late', () => {
  const five: Packet[] = [
    { cmd: 'puback', messageId: 4, reasonCode: 135 },
    { cmd: 'suback', messageId: 4, granted: [135, 1] },
    { cmd: 'subscribe', messageId: 4, subscriptions: [{ topic: 'a', qos: 1, nl: false, rap: false, rh: 0 }] },
    { cmd: 'disconnect', reasonCode: 142 },
    { cmd: 'auth', reasonCode: 24, properties: { authenticationMethod: 'x' } },
    publish('', '1', { properties: { topicAlias: 2 } }),
    { cmd: 'connack', reasonCode: 0, sessionPresent: false },
  ];
  const four: Packet[] = [
    { cmd: 'suback', messageId: 4, granted: [1] },
    { cmd: 'subscribe', messageId: 4, subscriptions: [{ topic: 'a/b', qos: 1 }] },
    { cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['a/b', 'c'] },
    { cmd: 'unsuback', messageId: 4, granted: [] },
    { cmd: 'connack', returnCode: 0, sessionPresent: false },
    publish('a/b', '{"success":false}'),
    publish('a/b', ''),
  ];

  it.each(five)('is recognized as MQTT 5 by a $cmd', (packet) => {
    expect(push(open(), 'receive', wire(packet, 5))).toMatchObject([
      { kind: 'packet', packet: packet.cmd, protocolVersion: 5 },
    ]);
  });

  it.each(four)('is recognized as MQTT 3.1.1 by a $cmd', (packet) => {
    expect(push(open(), 'receive', wire(packet, 4))).toMatchObject([
      { kind: 'packet', packet: packet.cmd, protocolVersion: 4 },
    ]);
  });

  it('reads a text out of a PUBLISH of either version', () => {
    const packet = publish('a/b', '{"success":false}', { qos: 1, messageId: 3 });
    for (const version of [4, 5] as const) {
      const [read] = push(open(), 'receive', wire(packet, version));
      expect(read).toMatchObject({ topic: 'a/b' });
      expect(text(read)).toBe('{"success":false}');
    }
  });

  it('does not take its version from a packet that was cut', () => {
    const stream = open();
    const bytes = wire(publish('a/b', 'x', { properties: { contentType: 'text/plain' } }), 5);
    const [read] = stream.push('receive', bytes.subarray(0, 7), bytes.length);
    expect(read).toMatchObject({ topic: 'a/b', cut: true });
    expect(read).toMatchObject({ protocolVersion: undefined });
    expect(push(stream, 'receive', [0xe0, 1, 142])).toMatchObject([{ reasonCode: 142, protocolVersion: 5 }]);
  });

  it('leaves the version open while a packet can be of both', () => {
    const [ping] = push(open(), 'send', [0xc0, 0]);
    expect(ping).toMatchObject({ kind: 'packet', direction: 'send', packet: 'pingreq', line: 'PINGREQ' });
    const [ack] = push(open(), 'send', [0x40, 2, 0, 1]);
    expect(ack).toMatchObject({ packet: 'puback', messageId: 1 });
    expect(ack).toMatchObject({ protocolVersion: undefined });
  });

  it('is a fault where it begins within a packet', () => {
    for (const bytes of ['{"success": false}', 'bob says hello', 'PUBLISH', '000000000']) {
      const reads = push(open(), 'receive', [...new TextEncoder().encode(bytes), ...wire({ cmd: 'pingresp' })]);
      expect(reads.filter(({ kind }) => kind === 'packet')).toEqual([]);
    }
    expect(push(open(), 'receive', new TextEncoder().encode('{"a": 1}'))).toMatchObject([
      { kind: 'fault', why: expect.stringContaining('where the capture begins') },
    ]);
  });
});
