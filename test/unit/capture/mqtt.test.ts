import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadMqtt, looksLikeMqtt, type MqttCodec, type MqttRead, type MqttStream } from '../../../lib/capture/mqtt.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import type { Direction } from '../../../lib/exchange.ts';

let codec: MqttCodec;
beforeAll(async () => {
  codec = await loadMqtt();
});

type Version = 3 | 4 | 5;

/** The packet on the wire. */
function wire(packet: Packet, version: Version = 4): Uint8Array {
  return new Uint8Array(generate(packet, { protocolVersion: version }));
}

function connect(version: Version = 4): Packet {
  const protocolId = version === 3 ? 'MQIsdp' : 'MQTT';
  return { cmd: 'connect', clientId: 'web-1', protocolVersion: version, protocolId, clean: true, keepalive: 60 };
}

function publish(topic: string, payload: string | Uint8Array, over: object = {}): Packet {
  return {
    cmd: 'publish',
    topic,
    payload: typeof payload === 'string' ? payload : Buffer.from(payload),
    qos: 0,
    dup: false,
    retain: false,
    ...over,
  };
}

/** A stream whose CONNECT was seen. */
function connected(version: Version = 4): MqttStream {
  const stream = codec.openStream();
  push(stream, 'send', wire(connect(version), version));
  return stream;
}

function push(stream: MqttStream, direction: Direction, bytes: Uint8Array | readonly number[]): MqttRead[] {
  const message = Uint8Array.from(bytes);
  return stream.push(direction, message, message.length);
}

/** What the server's packet reads as, in a stream of that version. */
function received(packet: Packet | readonly number[], version: Version = 4): MqttRead | undefined {
  const bytes = 'cmd' in packet ? wire(packet, version) : packet;
  return push(connected(version), 'receive', bytes)[0];
}

function sent(packet: Packet, version: Version = 4): MqttRead | undefined {
  return push(connected(version), 'send', wire(packet, version))[0];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function text(read: MqttRead | undefined): string | undefined {
  return read?.kind === 'packet' && read.payload ? new TextDecoder().decode(read.payload) : undefined;
}

function summary(read: MqttRead | undefined): string | undefined {
  return read?.kind === 'packet' ? read.summary : undefined;
}

describe('a socket', () => {
  it('speaks MQTT when the server chose its subprotocol', () => {
    expect(looksLikeMqtt('mqtt', undefined)).toBe(true);
    expect(looksLikeMqtt('mqttv3.1', undefined)).toBe(true);
    expect(looksLikeMqtt(' MQTT', undefined)).toBe(true);
    expect(looksLikeMqtt('graphql-ws', undefined)).toBe(false);
    expect(looksLikeMqtt(undefined, undefined)).toBe(false);
  });

  it.each([3, 4, 5] as const)('speaks MQTT when the client begins with a CONNECT of level %i', (version) => {
    const bytes = wire(connect(version), version);
    expect(looksLikeMqtt(undefined, bytes)).toBe(true);
    expect(looksLikeMqtt('', bytes.subarray(0, 11))).toBe(true);
    expect(looksLikeMqtt(undefined, bytes.subarray(0, 5))).toBe(false);
  });

  it('does not speak MQTT when its first bytes are something else', () => {
    const level = wire(connect());
    level[8] = 9;
    const name = wire(connect());
    name[4] = 0x6d;
    for (const bytes of [level, name, wire({ cmd: 'pingreq' }), new TextEncoder().encode('{"type":"hello"}')]) {
      expect(looksLikeMqtt(undefined, bytes)).toBe(false);
    }
    expect(looksLikeMqtt(undefined, Uint8Array.of())).toBe(false);
    expect(looksLikeMqtt(undefined, Uint8Array.of(0x10, 0xff, 0xff, 0xff, 0xff, 0xff))).toBe(false);
  });

  it('is not taken for MQTT by chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(looksLikeMqtt(undefined, bytes)).toBe(false);
      }),
    );
  });
});

describe('a packet', () => {
  it('says its version, direction and name', () => {
    const stream = codec.openStream();
    expect(push(stream, 'send', wire(connect(5), 5))).toEqual([
      {
        kind: 'packet',
        direction: 'send',
        packet: 'connect',
        protocolVersion: 5,
        length: 18,
        summary: 'CONNECT clientId web-1',
      },
    ]);
    expect(push(stream, 'receive', wire({ cmd: 'connack', reasonCode: 0, sessionPresent: false }, 5))).toEqual([
      {
        kind: 'packet',
        direction: 'receive',
        packet: 'connack',
        protocolVersion: 5,
        reasonCode: 0,
        length: 3,
        summary: 'CONNACK 0 Success',
      },
    ]);
  });

  it('never tells the credentials or the will of a CONNECT', () => {
    for (const version of [3, 4, 5] as const) {
      const packet: Packet = {
        ...connect(version),
        cmd: 'connect',
        clientId: 'web-1',
        username: 'webclient',
        password: Buffer.from('hunter2'),
        will: { topic: 'last/words', payload: Buffer.from('farewell') },
      };
      const reads = push(codec.openStream(), 'send', wire(packet, version));
      expect(reads).toMatchObject([
        { protocolVersion: version, summary: 'CONNECT clientId web-1, user hidden, password hidden, will hidden' },
      ]);
      expect(JSON.stringify(reads)).not.toMatch(/webclient|hunter2|words|farewell/);
      expect(reads[0]).not.toHaveProperty('payload');
    }
    expect(summary(sent({ cmd: 'connect', clientId: '', clean: true }))).toBe('CONNECT without clientId');
  });

  it('has the return code of a CONNACK in MQTT 3.1.1 and the reason code in 5', () => {
    const refused = { cmd: 'connack', sessionPresent: false } as const;
    expect(received({ ...refused, returnCode: 5 })).toMatchObject({
      packet: 'connack',
      reasonCode: 5,
      protocolVersion: 4,
      summary: 'CONNACK 5 Not authorized',
    });
    expect(received({ ...refused, returnCode: 0 })).toMatchObject({ summary: 'CONNACK 0 Connection accepted' });
    expect(received({ ...refused, reasonCode: 134 }, 5)).toMatchObject({
      reasonCode: 134,
      protocolVersion: 5,
      summary: 'CONNACK 134 Bad User Name or Password',
    });
  });

  it('is a CONNACK of 3.1.1 where a server does not know the 5 it was asked for', () => {
    expect(received([0x20, 2, 0, 1], 5)).toMatchObject({
      reasonCode: 1,
      protocolVersion: 4,
      summary: 'CONNACK 1 Unacceptable protocol version',
    });
  });

  it('has topic and payload of a PUBLISH', () => {
    const packet = publish('makapix/player/0c9d/response/41', '{"success":false}', { qos: 1, messageId: 7 });
    for (const version of [4, 5] as const) {
      const read = received(packet, version);
      expect(read).toMatchObject({
        packet: 'publish',
        topic: 'makapix/player/0c9d/response/41',
        messageId: 7,
        summary: 'PUBLISH makapix/player/0c9d/response/41 QoS 1, 17 bytes',
      });
      expect(text(read)).toBe('{"success":false}');
      expect(read).not.toHaveProperty('reasonCode');
      expect(read).not.toHaveProperty('cut');
    }
    expect(summary(received(publish('a', '!', { retain: true })))).toBe('PUBLISH a QoS 0, retained, 1 byte');
    expect(summary(received(publish('a', '', { qos: 2, dup: true, messageId: 1 })))).toBe(
      'PUBLISH a QoS 2, repeated, 0 bytes',
    );
  });

  it('hands a payload out as plain bytes', () => {
    const read = received(publish('a', 'text'));
    expect(read?.kind === 'packet' && read.payload?.constructor).toBe(Uint8Array);
  });

  it('lists what a SUBSCRIBE and an UNSUBSCRIBE ask for', () => {
    const subscriptions = ['a/+', 'b/#', 'c', 'd', 'e'].map((topic, i) => ({ topic, qos: i === 0 ? 1 : 0 }) as const);
    expect(sent({ cmd: 'subscribe', messageId: 3, subscriptions: subscriptions.slice(0, 1) })).toMatchObject({
      messageId: 3,
      summary: 'SUBSCRIBE a/+ QoS 1',
    });
    expect(summary(sent({ cmd: 'subscribe', messageId: 3, subscriptions }, 5))).toBe(
      'SUBSCRIBE a/+ QoS 1, b/# QoS 0, c QoS 0 and 2 more',
    );
    expect(summary(sent({ cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['a/+', 'b'] }))).toBe(
      'UNSUBSCRIBE a/+, b',
    );
  });

  it('has the first failure among the codes of a SUBACK or UNSUBACK', () => {
    expect(received({ cmd: 'suback', messageId: 3, granted: [1, 128, 0] })).toMatchObject({
      reasonCode: 128,
      granted: [1, 128, 0],
      messageId: 3,
      summary: 'SUBACK of message 3: 128 Failure (1 of 3 refused)',
    });
    expect(received({ cmd: 'suback', messageId: 3, granted: [135] }, 5)).toMatchObject({
      reasonCode: 135,
      summary: 'SUBACK of message 3: 135 Not authorized',
    });
    expect(received({ cmd: 'suback', messageId: 3, granted: [2, 1] })).toMatchObject({
      reasonCode: 2,
      summary: 'SUBACK of message 3: 2 Granted QoS 2, 1 Granted QoS 1',
    });
    expect(received({ cmd: 'unsuback', messageId: 4, granted: [17, 143] }, 5)).toMatchObject({
      reasonCode: 143,
      granted: [17, 143],
      summary: 'UNSUBACK of message 4: 143 Topic Filter invalid (1 of 2 refused)',
    });
    expect(received({ cmd: 'unsuback', messageId: 4, granted: [] })).toEqual({
      kind: 'packet',
      direction: 'receive',
      packet: 'unsuback',
      protocolVersion: 4,
      messageId: 4,
      length: 2,
      summary: 'UNSUBACK of message 4',
    });
  });

  it.each(['puback', 'pubrec', 'pubrel', 'pubcomp'] as const)(
    'has the reason code of a %s, 0 where 5 leaves it out',
    (cmd) => {
      const first = { puback: 0x40, pubrec: 0x50, pubrel: 0x62, pubcomp: 0x70 }[cmd];
      expect(received([first, 2, 0, 9], 5)).toMatchObject({
        packet: cmd,
        reasonCode: 0,
        messageId: 9,
        summary: `${cmd.toUpperCase()} of message 9`,
      });
      expect(received([first, 3, 0, 9, 146], 5)).toMatchObject({
        reasonCode: 146,
        summary: `${cmd.toUpperCase()} of message 9: 146 Packet Identifier not found`,
      });
      expect(received([first, 2, 0, 9], 4)).not.toHaveProperty('reasonCode');
    },
  );

  it('has the reason code of a DISCONNECT and an AUTH of 5, 0 where it is left out', () => {
    expect(received([0xe0, 0], 5)).toMatchObject({ reasonCode: 0, summary: 'DISCONNECT 0 Normal disconnection' });
    expect(received([0xe0, 1, 142], 5)).toMatchObject({
      reasonCode: 142,
      summary: 'DISCONNECT 142 Session taken over',
    });
    expect(received([0xf0, 0], 5)).toMatchObject({ packet: 'auth', reasonCode: 0, summary: 'AUTH 0 Success' });
    expect(received([0xf0, 2, 24, 0], 5)).toMatchObject({ reasonCode: 24 });
    expect(sent({ cmd: 'disconnect' })).toEqual({
      kind: 'packet',
      direction: 'send',
      packet: 'disconnect',
      protocolVersion: 4,
      length: 0,
      summary: 'DISCONNECT',
    });
  });

  it('quotes what the server says beside the code', () => {
    const properties = { reasonString: 'daily limit\nreached' };
    expect(summary(received({ cmd: 'disconnect', reasonCode: 151, properties }, 5))).toBe(
      'DISCONNECT 151 Quota exceeded: "daily limit\ufffdreached"',
    );
    expect(summary(received({ cmd: 'puback', messageId: 2, reasonCode: 151, properties }, 5))).toBe(
      'PUBACK of message 2: 151 Quota exceeded: "daily limit\ufffdreached"',
    );
  });

  it('shows codes that MQTT does not assign instead of failing over them', () => {
    expect(received([0x20, 3, 0, 200, 0], 5)).toMatchObject({ reasonCode: 200, summary: 'CONNACK 200' });
    const stream = connected(5);
    expect(push(stream, 'receive', [0x90, 5, 0, 1, 0, 1, 200])).toMatchObject([
      { kind: 'packet', packet: 'suback', reasonCode: 200, granted: [1, 200], messageId: 1 },
    ]);
    expect(push(stream, 'receive', [0x40, 3, 0, 2, 190])).toMatchObject([{ packet: 'puback', reasonCode: 190 }]);
    expect(push(stream, 'receive', [0xe0, 1, 140])).toMatchObject([
      { reasonCode: 140, summary: 'DISCONNECT 140 Bad authentication method' },
    ]);
    expect(received([0x90, 3, 0, 1, 135], 4)).toMatchObject({ packet: 'suback', reasonCode: 135 });
    expect(push(codec.openStream(), 'receive', [0x90, 4, 0, 1, 0, 200])).toMatchObject([{ kind: 'fault' }]);
  });

  it('names its codes as the catalogue does', () => {
    for (const { codes, name, shapes } of builtInFamilies.find(({ id }) => id === 'mqtt')?.entries ?? []) {
      const code = Number(codes[0]);
      if (code < 128 || shapes?.includes('suback')) continue;
      expect(summary(received([0x20, 3, 0, code, 0], 5))).toBe(`CONNACK ${code} ${name}`);
    }
  });

  it('has a summary of one short line, whatever its topic', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 2000, unit: 'binary' }), (topic) => {
        const line = summary(received(publish(topic, 'x'))) ?? '';
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(line.length).toBeLessThan(300);
      }),
    );
    expect(summary(received(publish(`a\nPUBLISH b\u202ex${'y'.repeat(500)}`, '')))).toMatch(
      /^PUBLISH a\ufffdPUBLISH b\ufffdxy+… QoS 0, 0 bytes$/,
    );
  });
});

describe('a topic alias', () => {
  const named = publish('a/b', '1', { properties: { topicAlias: 3 } });
  const alias = publish('', '2', { properties: { topicAlias: 3 } });

  it('stands for the topic it was given with, in its direction only', () => {
    const stream = connected(5);
    push(stream, 'receive', wire(named, 5));
    expect(push(stream, 'receive', wire(alias, 5))).toMatchObject([
      { topic: 'a/b', summary: 'PUBLISH a/b QoS 0, 1 byte' },
    ]);
    const [other] = push(stream, 'send', wire(alias, 5));
    expect(other).not.toHaveProperty('topic');
    expect(summary(other)).toBe('PUBLISH with an unknown topic alias QoS 0, 1 byte');
  });

  it('can be given to another topic, also to one too long to be remembered', () => {
    const stream = connected(5);
    push(stream, 'receive', wire(named, 5));
    push(stream, 'receive', wire({ ...named, topic: 'c' } as Packet, 5));
    expect(push(stream, 'receive', wire(alias, 5))).toMatchObject([{ topic: 'c' }]);
    push(stream, 'receive', wire({ ...named, topic: 'c'.repeat(5000) } as Packet, 5));
    expect(push(stream, 'receive', wire(alias, 5))[0]).not.toHaveProperty('topic');
  });

  it('is forgotten with a new CONNECT and when messages were lost', () => {
    const stream = connected(5);
    push(stream, 'receive', wire(named, 5));
    push(stream, 'send', wire(connect(5), 5));
    expect(push(stream, 'receive', wire(alias, 5))[0]).not.toHaveProperty('topic');
    push(stream, 'receive', wire(named, 5));
    stream.lost();
    expect(push(stream, 'receive', wire(alias, 5))[0]).not.toHaveProperty('topic');
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
      expect(read).toMatchObject({ topic: 'a/b', messageId: 5, cut: true, summary: 'PUBLISH a/b QoS 1, 300000 bytes' });
      expect(read?.kind === 'packet' && read.payload).toEqual(payload.subarray(0, 65_536));
    }
  });

  it('keeps a payload of just 64 KB whole', () => {
    const read = received(publish('a/b', payload.subarray(0, 65_536)));
    expect(read?.kind === 'packet' && read.payload).toEqual(payload.subarray(0, 65_536));
    expect(read).not.toHaveProperty('cut');
    const cut = received(publish('a/b', payload.subarray(0, 65_537)));
    expect(cut).toMatchObject({ cut: true, summary: 'PUBLISH a/b QoS 0, 65537 bytes' });
    expect(cut?.kind === 'packet' && cut.payload?.length).toBe(65_536);
  });

  it('of another type is passed over with a summary', () => {
    const subscriptions = Array.from({ length: 9_000 }, (_, i) => ({ topic: `topic/${i}`, qos: 0 }) as const);
    const stream = connected();
    const bytes = joined(wire({ cmd: 'subscribe', messageId: 1, subscriptions }), wire({ cmd: 'pingreq' }));
    expect(push(stream, 'send', bytes)).toEqual([
      {
        kind: 'packet',
        direction: 'send',
        packet: 'subscribe',
        protocolVersion: 4,
        length: bytes.length - 2 - 4,
        summary: `SUBSCRIBE, ${bytes.length - 2 - 4} bytes, not read`,
      },
      { kind: 'packet', direction: 'send', packet: 'pingreq', protocolVersion: 4, length: 0, summary: 'PINGREQ' },
    ]);
  });

  it('tells the version if it is a CONNECT', () => {
    const stream = codec.openStream();
    const will = { topic: 'gone', payload: Buffer.alloc(65_000) };
    const packet: Packet = { ...connect(5), cmd: 'connect', clientId: 'web-1', will, password: Buffer.alloc(9_000) };
    expect(push(stream, 'send', wire({ ...packet, username: 'u' }, 5))).toMatchObject([
      { packet: 'connect', protocolVersion: 5, summary: /^CONNECT, \d+ bytes, not read$/ },
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
      { topic: 'a', cut: true, summary: 'PUBLISH a QoS 0, 268435452 bytes' },
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
    expect(read).toMatchObject({ topic: 'a/b', cut: true, summary: 'PUBLISH a/b QoS 0, 100 bytes' });
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

  it('without its topic is told by its size', () => {
    const stream = connected();
    const bytes = wire(publish('a/long/topic', 'x'));
    expect(stream.push('receive', bytes.subarray(0, 6), bytes.length)).toMatchObject([
      { packet: 'publish', summary: 'PUBLISH, 15 bytes, not read' },
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

  it.each(five)('tells its MQTT 5 by a $cmd', (packet) => {
    expect(push(codec.openStream(), 'receive', wire(packet, 5))).toMatchObject([
      { kind: 'packet', packet: packet.cmd, protocolVersion: 5 },
    ]);
  });

  it.each(four)('tells its MQTT 3.1.1 by a $cmd', (packet) => {
    expect(push(codec.openStream(), 'receive', wire(packet, 4))).toMatchObject([
      { kind: 'packet', packet: packet.cmd, protocolVersion: 4 },
    ]);
  });

  it('reads a text out of a PUBLISH of either version', () => {
    const packet = publish('a/b', '{"success":false}', { qos: 1, messageId: 3 });
    for (const version of [4, 5] as const) {
      const [read] = push(codec.openStream(), 'receive', wire(packet, version));
      expect(read).toMatchObject({ topic: 'a/b' });
      expect(text(read)).toBe('{"success":false}');
    }
  });

  it('does not take its version from a packet that was cut', () => {
    const stream = codec.openStream();
    const bytes = wire(publish('a/b', 'x', { properties: { contentType: 'text/plain' } }), 5);
    const [read] = stream.push('receive', bytes.subarray(0, 7), bytes.length);
    expect(read).toMatchObject({ topic: 'a/b', cut: true });
    expect(read).not.toHaveProperty('protocolVersion');
    expect(push(stream, 'receive', [0xe0, 1, 142])).toMatchObject([{ reasonCode: 142, protocolVersion: 5 }]);
  });

  it('leaves the version open while a packet can be of both', () => {
    const [ping] = push(codec.openStream(), 'send', [0xc0, 0]);
    expect(ping).toEqual({ kind: 'packet', direction: 'send', packet: 'pingreq', length: 0, summary: 'PINGREQ' });
    const [ack] = push(codec.openStream(), 'send', [0x40, 2, 0, 1]);
    expect(ack).toMatchObject({ packet: 'puback', messageId: 1 });
    expect(ack).not.toHaveProperty('protocolVersion');
  });

  it('is a fault where it begins within a packet', () => {
    for (const bytes of ['{"success": false}', 'bob says hello', 'PUBLISH', '000000000']) {
      const reads = push(codec.openStream(), 'receive', [
        ...new TextEncoder().encode(bytes),
        ...wire({ cmd: 'pingresp' }),
      ]);
      expect(reads.filter(({ kind }) => kind === 'packet')).toEqual([]);
    }
    expect(push(codec.openStream(), 'receive', new TextEncoder().encode('{"a": 1}'))).toMatchObject([
      { kind: 'fault', why: expect.stringContaining('where the capture begins') },
    ]);
  });
});

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
    ['an unknown property', [0x30, 6, 0, 1, 97, 2, 99, 0]],
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
    const reads = push(codec.openStream(), 'send', secret);
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
          const stream = version === undefined ? codec.openStream() : connected(version as Version);
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
          const reads: MqttRead[] = [];
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
