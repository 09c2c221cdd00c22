/** What page and server say to each other on the socket of a fixture. */
import type { Packet } from 'mqtt-packet';
import type { Fixture } from '../fixtures.ts';
import { connectPacket, MESSAGE_ID, mqttBytes, publishPacket, subscribePacket } from '../mqtt-packets.ts';
import type { SocketScript, SocketStep } from '../socket-server.ts';

export interface Turn {
  readonly from: 'page' | 'server';
  readonly data: string | Buffer;
}

export interface Dialog {
  /** Subprotocols that the page offers. */
  readonly protocols: readonly string[];
  readonly turns: readonly Turn[];
  readonly script: SocketScript;
}

/** The dialog that leads to a fixture of a socket and ends with it. Of a message, it ends before the page closes the socket. */
export function dialogOf(fixture: Fixture): Dialog {
  const { channel, subprotocol, context = [], status, headers, closeCode = 0, closeReason = '' } = fixture;
  if (channel === 'mqtt') return withScript(['mqtt'], mqttTurns(fixture), []);
  const protocols = subprotocol === undefined ? [] : [subprotocol];
  const turns = context.map(({ direction, body }) => turn(direction, body));
  switch (channel) {
    case 'websocket':
      return withScript(protocols, [...turns, turn(fixture.direction, bodyOf(fixture))], []);
    case 'close':
      // A line that is cut with the answer to the handshake looks refused, so the page speaks first.
      return fixture.wasClean === false
        ? withScript(protocols, [...turns, turn('send', 'hello')], [{ drop: true }])
        : withScript(protocols, turns, [{ close: closeCode, reason: closeReason }]);
    case 'handshake': {
      const fault = status ? { status } : ({ fault: 'hang-up' } as const);
      return { protocols, turns, script: { refuse: { ...fault, ...(headers && { headers }) } } };
    }
    default:
      throw new Error(`${fixture.id} is no fixture of a socket`);
  }
}

function turn(direction: Fixture['direction'], data: string | Buffer): Turn {
  return { from: direction === 'send' ? 'page' : 'server', data };
}

function bodyOf({ body = '', base64 }: Fixture): string | Buffer {
  return base64 ? Buffer.from(body, 'base64') : body;
}

function withScript(protocols: readonly string[], turns: readonly Turn[], end: readonly SocketStep[]): Dialog {
  const steps = turns.map(({ from, data }): SocketStep => (from === 'page' ? { await: 'message' } : { send: data }));
  return { protocols, turns, script: { does: [...steps, ...end] } };
}

/** What the page asks for before the server answers with such a packet. */
const ASKED: Readonly<Record<string, Packet>> = {
  unsuback: { cmd: 'unsubscribe', messageId: MESSAGE_ID, unsubscriptions: ['orders/#'] },
  puback: publishPacket('orders/new', '{}', 1),
  pubrec: publishPacket('orders/new', '{}', 2),
  pubcomp: { cmd: 'pubrel', messageId: MESSAGE_ID },
};

function mqttTurns(fixture: Fixture): Turn[] {
  const { packet = 'publish', topic = '', direction } = fixture;
  const version = fixture.protocolVersion === 5 ? 5 : 4;
  const page = (packet: Packet): Turn => ({ from: 'page', data: mqttBytes(packet, version) });
  const server = (packet: Packet): Turn => ({ from: 'server', data: mqttBytes(packet, version) });
  const own = turn(direction, mqttBytes(packetOf(fixture), version));

  const connect = page(connectPacket(version));
  if (packet === 'connack') return [connect, own];
  const connected = [connect, server({ cmd: 'connack', sessionPresent: false, returnCode: 0, reasonCode: 0 })];
  if (direction === 'send') return [...connected, own];
  if (packet === 'suback') return [...connected, page(subscribePacket(['orders/#'])), own];
  if (packet === 'publish') {
    const topics = topicsFor(topic);
    const granted = topics.map(() => 0);
    return [
      ...connected,
      page(subscribePacket(topics)),
      server({ cmd: 'suback', messageId: MESSAGE_ID, granted }),
      own,
    ];
  }
  const asked = ASKED[packet];
  return asked ? [...connected, page(asked), own] : [...connected, own];
}

/** The fixture's own packet. */
function packetOf({ packet: cmd = 'publish', reasonCode = 0, topic = '', body = '' }: Fixture): Packet {
  if (cmd === 'publish') return publishPacket(topic, body);
  const codes = { reasonCode, returnCode: reasonCode, granted: [reasonCode] };
  return { cmd, messageId: MESSAGE_ID, sessionPresent: false, ...codes } as Packet;
}

/** Topic filters that a client subscribes to in order to get this topic: of a Makapix player, all that carry errors. */
export function topicsFor(topic: string): string[] {
  const player = /^makapix\/player\/[^/]+\//.exec(topic)?.[0];
  return player === undefined ? [topic] : [`${player}response/+`, `${player}view/ack`];
}
