/** MQTT over WebSockets in a real browser, from a script and from a real broker. */
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { type Broker, startBroker } from '../mqtt-broker.ts';
import { connectPacket, mqttBytes, publishPacket, subscribePacket } from '../mqtt-packets.ts';
import { PageSocket } from '../page-socket.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { shows, startOver, withStage } from './stage.ts';

const MQTT = 'wss://makapix.club/mqtt';
const PLAYER_TOPIC = 'makapix/player/6f9b7a0e-1c2d-4e3f-8a9b-0c1d2e3f4a5b/response/req-001';
const PLAYER_ERROR =
  '{"request_id":"req-001","success":false,"error":"Unknown request type: dance","error_code":"unknown_request_type"}';

describe('MQTT', () => {
  const stage = withStage();
  let broker: Broker;

  beforeAll(async () => {
    broker = await startBroker({ refused: { stranger: 5 } });
  });
  beforeEach(async () => {
    await startOver(stage);
    await tapInPlace(stage.page);
  });
  afterAll(() => broker?.close());

  it('puts packets together that come in pieces', async () => {
    const { server, page, panel } = stage;
    const connack = mqttBytes({ cmd: 'connack', sessionPresent: false, returnCode: 0 }, 4);
    const publish = mqttBytes(publishPacket(PLAYER_TOPIC, PLAYER_ERROR), 4);
    const both = Buffer.concat([connack, publish, publish]);
    // Cuts in the fixed header, in the topic, in the payload, and across the border of two packets.
    const cuts = [0, 1, connack.length + 1, connack.length + 30, connack.length + publish.length - 5];
    const cutAgain = connack.length + publish.length + 1;
    const pieces = [...cuts, cutAgain].map((from, i, all) => both.subarray(from, all[i + 1]));
    server.acceptSocket(MQTT, { does: [{ await: 'message' }, ...pieces.map((send) => ({ send }))] });
    const socket = await PageSocket.open(page, MQTT, ['mqtt']);
    await socket.send(mqttBytes(connectPacket(4, 'player'), 4));
    await socket.received(both.length);
    await shows(panel, [
      { family: 'makapix', code: 'unknown_request_type', permanence: 'permanent', channel: 'mqtt', count: 2 },
    ]);
  });

  it('names the refusal of a real broker, which sends every byte by itself', async () => {
    const { server, page, panel } = stage;
    const url = 'wss://broker.example/mqtt';
    server.acceptSocket(url, broker.script);
    const socket = await PageSocket.open(page, url, ['mqtt']);
    await socket.send(mqttBytes(connectPacket(4, 'stranger'), 4));
    await socket.ended();
    await shows(panel, [{ family: 'mqtt', code: '5', permanence: 'permanent', channel: 'mqtt', count: 1 }]);
  });

  it('takes what a real broker delivers', async () => {
    const { server, page, panel } = stage;
    const url = 'wss://broker.example/mqtt';
    server.acceptSocket(url, broker.script);
    const socket = await PageSocket.open(page, url, ['mqtt']);
    await socket.send(mqttBytes(connectPacket(4), 4));
    await socket.send(mqttBytes(subscribePacket(['makapix/#']), 4));
    await socket.received(4 + 5); // CONNACK and SUBACK of one subscription: MQTT 3.1.1, sections 3.2 and 3.9
    await broker.publish(PLAYER_TOPIC, PLAYER_ERROR);
    await shows(panel, [{ family: 'makapix', code: 'unknown_request_type', channel: 'mqtt', count: 1 }]);
  });

  it('keeps the packets of an MQTT flood in order', async () => {
    const { server, page, panel } = stage;
    const connack = mqttBytes({ cmd: 'connack', sessionPresent: false, returnCode: 0 }, 4);
    const publish = mqttBytes(publishPacket(PLAYER_TOPIC, PLAYER_ERROR), 4);
    const stream = Buffer.concat([connack, ...Array.from({ length: 100 }, () => publish)]);
    server.acceptSocket(MQTT, {
      protocol: 'mqtt',
      does: (socket) =>
        socket.once('message', () => {
          for (let at = 0; at < stream.length; at += 3) socket.send(stream.subarray(at, at + 3));
        }),
    });
    const socket = await PageSocket.open(page, MQTT, ['mqtt']);
    await socket.send(mqttBytes(connectPacket(4), 4));
    await socket.received(stream.length);
    await shows(panel, [{ family: 'makapix', code: 'unknown_request_type', channel: 'mqtt', count: 100 }]);
  });
});
