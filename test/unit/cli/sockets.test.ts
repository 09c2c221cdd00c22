import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { run } from '../../../lib/cli/run.ts';
import { AT, type Fixture, readFixtures } from '../../fixtures.ts';
import { harEntry, harText } from '../../har.ts';

/** Times of frames in a HAR are epoch seconds. */
const time = AT / 1000;

function frame(direction: string, data: string | Uint8Array) {
  return typeof data === 'string'
    ? { type: direction, time, opcode: 1, data }
    : { type: direction, time, opcode: 2, data: Buffer.from(data).toString('base64') };
}

/** What stands in the HAR for the fixture's failure, after what came before it. */
function messagesOf(fixture: Fixture) {
  const before = (fixture.context ?? []).map(({ direction, body }) => frame(direction, body));
  if (fixture.channel === 'close') return before;
  if (fixture.channel === 'websocket') return [...before, frame(fixture.direction ?? 'receive', fixture.body ?? '')];
  const version = fixture.protocolVersion ?? 4;
  const connect = {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: version,
    clientId: 'web-1',
    clean: true,
  } as Packet;
  const publish = {
    cmd: 'publish',
    topic: fixture.topic,
    payload: fixture.body ?? '',
    qos: 0,
    retain: false,
    dup: false,
  } as Packet;
  return [frame('send', generate(connect)), frame('receive', generate(publish, { protocolVersion: version }))];
}

const socketFixtures = readFixtures().filter(
  ({ channel, packet = 'publish', body, base64 }) =>
    channel === 'websocket' ||
    channel === 'close' ||
    (channel === 'mqtt' && packet === 'publish' && body !== undefined && !base64),
);

const entries = socketFixtures.map((fixture) =>
  harEntry({
    url: fixture.url,
    status: 101,
    headers: fixture.subprotocol ? [{ name: 'Sec-WebSocket-Protocol', value: fixture.subprotocol }] : [],
    extra: {
      _resourceType: 'websocket',
      _webSocketMessages: messagesOf(fixture),
      ...(fixture.channel === 'close' && {
        _webSocketClose: {
          code: fixture.closeCode,
          reason: fixture.closeReason ?? '',
          wasClean: fixture.wasClean ?? true,
        },
      }),
    },
  }),
);

interface Printed {
  readonly entry: number;
  readonly message?: number;
  readonly channel: string;
  readonly family: string;
  readonly code: string;
}

const { stdout } = await run(['x.har', '--json'], async () => new TextEncoder().encode(harText(entries)));
const printed = JSON.parse(stdout) as Printed[];

describe('npm run diagnose on the frames and closes of a recording', () => {
  it.each(socketFixtures.map((fixture, i) => [fixture.id, fixture, i] as const))('%s', (_, fixture, i) => {
    const [finding, ...more] = printed.filter(({ entry, channel }) => entry === i && channel === fixture.channel);
    const { expect: wanted } = fixture;
    if (wanted === null) return expect(finding).toBeUndefined();
    if ('not' in wanted) return expect(wanted.not).not.toContain(finding?.family);
    expect(more).toEqual([]);
    const { retryMs, ...fields } = wanted;
    expect(finding).toMatchObject({ ...fields, ...(retryMs !== undefined && { retry: { afterMs: retryMs } }) });
    expect(finding?.message).toBe(fixture.channel === 'close' ? undefined : messagesOf(fixture).length - 1);
  });

  it('has recordings for every documented code of messages, MQTT and closes', () => {
    const families = ['blazeauth', 'makapix'];
    for (const family of families) expect(printed.filter((one) => one.family === family).length).toBeGreaterThan(30);
  });
});
