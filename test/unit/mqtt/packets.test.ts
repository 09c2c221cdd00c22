/** What packets say, and how they are put into words. */
import fc from 'fast-check';
import type { Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import mqttFamily from '../../../lib/catalog/packs/mqtt.json' with { type: 'json' };
import { connect, connected, line, open, publish, push, received, sent, text, wire } from './wire.ts';

describe('a packet', () => {
  it('says its version, direction and name', () => {
    const stream = open();
    expect(push(stream, 'send', wire(connect(5), 5))).toMatchObject([
      { kind: 'packet', direction: 'send', packet: 'connect', protocolVersion: 5, line: 'CONNECT clientId web-1' },
    ]);
    expect(push(stream, 'receive', wire({ cmd: 'connack', reasonCode: 0, sessionPresent: false }, 5))).toMatchObject([
      {
        kind: 'packet',
        direction: 'receive',
        packet: 'connack',
        protocolVersion: 5,
        reasonCode: 0,
        line: 'CONNACK 0 Success',
      },
    ]);
  });

  it('holds neither the credentials nor the will of a CONNECT', () => {
    for (const version of [3, 4, 5] as const) {
      const packet: Packet = {
        ...connect(version),
        cmd: 'connect',
        clientId: 'web-1',
        username: 'webclient',
        password: Buffer.from('hunter2'),
        will: { topic: 'last/words', payload: Buffer.from('farewell') },
      };
      const reads = push(open(), 'send', wire(packet, version));
      expect(reads).toMatchObject([
        { protocolVersion: version, line: 'CONNECT clientId web-1, user hidden, password hidden, will hidden' },
      ]);
      expect(JSON.stringify(reads)).not.toMatch(/webclient|hunter2|words|farewell/);
      expect(reads[0]).toMatchObject({ payload: undefined });
    }
    expect(line(sent({ cmd: 'connect', clientId: '', clean: true }))).toBe('CONNECT without clientId');
  });

  it('has the return code of a CONNACK in MQTT 3.1.1 and the reason code in 5', () => {
    const refused = { cmd: 'connack', sessionPresent: false } as const;
    expect(received({ ...refused, returnCode: 5 })).toMatchObject({
      packet: 'connack',
      reasonCode: 5,
      protocolVersion: 4,
      line: 'CONNACK 5 Not authorized',
    });
    expect(received({ ...refused, returnCode: 0 })).toMatchObject({ line: 'CONNACK 0 Connection accepted' });
    expect(received({ ...refused, reasonCode: 134 }, 5)).toMatchObject({
      reasonCode: 134,
      protocolVersion: 5,
      line: 'CONNACK 134 Bad User Name or Password',
    });
  });

  it('is a CONNACK of 3.1.1 where a server does not know the 5 it was asked for', () => {
    expect(received([0x20, 2, 0, 1], 5)).toMatchObject({
      reasonCode: 1,
      protocolVersion: 4,
      line: 'CONNACK 1 Unacceptable protocol version',
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
        line: 'PUBLISH makapix/player/0c9d/response/41 QoS 1, 17 bytes',
      });
      expect(text(read)).toBe('{"success":false}');
      expect(read).toMatchObject({ reasonCode: undefined });
      expect(read).toMatchObject({ cut: false });
    }
    expect(line(received(publish('a', '!', { retain: true })))).toBe('PUBLISH a QoS 0, retained, 1 byte');
    expect(line(received(publish('a', '', { qos: 2, dup: true, messageId: 1 })))).toBe(
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
      line: 'SUBSCRIBE a/+ QoS 1',
    });
    expect(line(sent({ cmd: 'subscribe', messageId: 3, subscriptions }, 5))).toBe(
      'SUBSCRIBE a/+ QoS 1, b/# QoS 0, c QoS 0 and 2 more',
    );
    expect(line(sent({ cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['a/+', 'b'] }))).toBe('UNSUBSCRIBE a/+, b');
  });

  it('has the first failure among the codes of a SUBACK or UNSUBACK', () => {
    expect(received({ cmd: 'suback', messageId: 3, granted: [1, 128, 0] })).toMatchObject({
      reasonCode: 128,
      granted: [1, 128, 0],
      messageId: 3,
      line: 'SUBACK of message 3: 128 Failure (1 of 3 refused)',
    });
    expect(received({ cmd: 'suback', messageId: 3, granted: [135] }, 5)).toMatchObject({
      reasonCode: 135,
      line: 'SUBACK of message 3: 135 Not authorized',
    });
    expect(received({ cmd: 'suback', messageId: 3, granted: [2, 1] })).toMatchObject({
      reasonCode: 2,
      line: 'SUBACK of message 3: 2 Granted QoS 2, 1 Granted QoS 1',
    });
    expect(received({ cmd: 'unsuback', messageId: 4, granted: [17, 143] }, 5)).toMatchObject({
      reasonCode: 143,
      granted: [17, 143],
      line: 'UNSUBACK of message 4: 143 Topic Filter invalid (1 of 2 refused)',
    });
    expect(received({ cmd: 'unsuback', messageId: 4, granted: [] })).toMatchObject({
      kind: 'packet',
      direction: 'receive',
      packet: 'unsuback',
      protocolVersion: 4,
      messageId: 4,
      line: 'UNSUBACK of message 4',
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
        line: `${cmd.toUpperCase()} of message 9`,
      });
      expect(received([first, 3, 0, 9, 146], 5)).toMatchObject({
        reasonCode: 146,
        line: `${cmd.toUpperCase()} of message 9: 146 Packet Identifier not found`,
      });
      expect(received([first, 2, 0, 9], 4)).toMatchObject({ reasonCode: undefined });
    },
  );

  it('has the reason code of a DISCONNECT and an AUTH of 5, 0 where it is left out', () => {
    expect(received([0xe0, 0], 5)).toMatchObject({ reasonCode: 0, line: 'DISCONNECT 0 Normal disconnection' });
    expect(received([0xe0, 1, 142], 5)).toMatchObject({
      reasonCode: 142,
      line: 'DISCONNECT 142 Session taken over',
    });
    expect(received([0xf0, 0], 5)).toMatchObject({ packet: 'auth', reasonCode: 0, line: 'AUTH 0 Success' });
    expect(received([0xf0, 2, 24, 0], 5)).toMatchObject({ reasonCode: 24 });
    expect(sent({ cmd: 'disconnect' })).toMatchObject({
      kind: 'packet',
      direction: 'send',
      packet: 'disconnect',
      protocolVersion: 4,
      line: 'DISCONNECT',
    });
  });

  it('quotes what the server says beside the code', () => {
    const properties = { reasonString: 'daily limit\nreached' };
    expect(line(received({ cmd: 'disconnect', reasonCode: 151, properties }, 5))).toBe(
      'DISCONNECT 151 Quota exceeded: "daily limit reached"',
    );
    expect(line(received({ cmd: 'puback', messageId: 2, reasonCode: 151, properties }, 5))).toBe(
      'PUBACK of message 2: 151 Quota exceeded: "daily limit reached"',
    );
  });

  it('shows codes that MQTT does not assign instead of failing over them', () => {
    expect(received([0x20, 3, 0, 200, 0], 5)).toMatchObject({ reasonCode: 200, line: 'CONNACK 200' });
    const stream = connected(5);
    expect(push(stream, 'receive', [0x90, 5, 0, 1, 0, 1, 200])).toMatchObject([
      { kind: 'packet', packet: 'suback', reasonCode: 200, granted: [1, 200], messageId: 1 },
    ]);
    expect(push(stream, 'receive', [0x40, 3, 0, 2, 190])).toMatchObject([{ packet: 'puback', reasonCode: 190 }]);
    expect(push(stream, 'receive', [0xe0, 1, 140])).toMatchObject([
      { reasonCode: 140, line: 'DISCONNECT 140 Bad authentication method' },
    ]);
    expect(received([0x90, 3, 0, 1, 135], 4)).toMatchObject({ packet: 'suback', reasonCode: 135 });
    expect(push(open(), 'receive', [0x90, 4, 0, 1, 0, 200])).toMatchObject([{ kind: 'fault' }]);
  });

  it('names its codes as the catalogue does', () => {
    for (const { codes, name, shapes } of mqttFamily.entries) {
      const code = Number(codes[0]);
      if (code < 128 || shapes?.includes('suback')) continue;
      expect(line(received([0x20, 3, 0, code, 0], 5))).toBe(`CONNACK ${code} ${name}`);
    }
  });

  it('has words that fit on one line, whatever its topic', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 2000, unit: 'binary' }), (topic) => {
        const words = line(received(publish(topic, 'x'))) ?? '';
        expect(words).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(words.length).toBeLessThan(300);
      }),
    );
    expect(line(received(publish(`a\nPUBLISH b\u202ex${' y'.repeat(250)}`, '')))).toMatch(
      /^PUBLISH a PUBLISH b\ufffdx(?: y)+ … QoS 0, 0 bytes$/,
    );
  });
});
