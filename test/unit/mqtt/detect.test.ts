/** Which sockets speak MQTT. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeMqtt } from '../../../lib/mqtt/detect.ts';
import { connect, wire } from './wire.ts';

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
