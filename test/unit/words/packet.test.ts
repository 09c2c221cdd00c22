import { describe, expect, it } from 'vitest';
import { packetLine } from '../../../lib/words/packet.ts';
import { mqttPacket } from '../../fixtures.ts';

const publish = (topic: string) => mqttPacket({ topic });

describe('the line of a packet', () => {
  it('has a topic as it is where it is short', () => {
    expect(packetLine(publish('a/b c/d'))).toBe('PUBLISH a/b c/d QoS 0, 0 bytes');
  });

  it('has whole levels of a long topic, since the beginning of one may be the beginning of a token', () => {
    const long = 'x'.repeat(150);
    expect(packetLine(publish(`a/${long}/stationreader/${long}`))).toBe(
      `PUBLISH a/${long}/stationreader/… QoS 0, 0 bytes`,
    );
    expect(packetLine(publish(`a/${long}${long}/b`))).toBe('PUBLISH a/… QoS 0, 0 bytes');
    expect(packetLine(publish(long + long))).toBe('PUBLISH … QoS 0, 0 bytes');
  });
});
