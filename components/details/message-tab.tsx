import { type Exchange, socketOf } from '../../lib/exchange.ts';
import type { Failure } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { manyLines, oneLine } from '../text/clean.ts';
import { duration } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import { BodyTab } from './body-tab.tsx';
import { type Fact, Facts } from './facts.tsx';

type OnConnection = Exclude<Exchange, { channel: 'http' | 'handshake' }>;

/** A stream's event, or a socket's message, packet or close frame. */
export function MessageTab({ failure: { exchange, finding } }: { failure: Failure }) {
  const { translate, host } = useStore();
  if (exchange.channel === 'http' || exchange.channel === 'handshake') return null;
  return (
    <>
      <Facts facts={factsOf(exchange, translate)} />
      {exchange.channel !== 'close' && (
        <BodyTab body={host.session.wholeOf(exchange.body)} side="message" finding={finding} />
      )}
    </>
  );
}

function factsOf(exchange: OnConnection, translate: Translate): readonly Fact[] {
  const protocol: Fact = [translate('factSubprotocol'), oneLine(socketOf(exchange)?.subprotocol ?? '', 200)];
  switch (exchange.channel) {
    case 'event':
      return [
        [translate('factEventName'), exchange.event && <bdi>{oneLine(exchange.event, 200)}</bdi>],
        [translate('factEventId'), exchange.lastEventId && <bdi>{oneLine(exchange.lastEventId, 200)}</bdi>],
        [translate('factReconnect'), exchange.retryMs === undefined ? '' : duration(exchange.retryMs)],
        [translate('factPosition'), exchange.index + 1],
      ];
    case 'close':
      return [
        [translate('factCloseCode'), exchange.code],
        [
          translate('factReason'),
          exchange.reason === '' ? translate('noReason') : <bdi>{manyLines(exchange.reason, 1_000)}</bdi>,
        ],
        [translate('factClean'), translate(exchange.wasClean ? 'yes' : 'no')],
        protocol,
      ];
    case 'websocket':
      return [[translate('factDirection'), direction(exchange.direction, translate)], protocol];
    case 'mqtt':
      return [
        [translate('factDirection'), direction(exchange.direction, translate)],
        [translate('factPacket'), oneLine(exchange.packet, 40).toUpperCase()],
        [translate('factTopic'), exchange.topic && <bdi>{oneLine(exchange.topic)}</bdi>],
        [translate('factReasonCode'), exchange.reasonCode],
        [translate('factMqttVersion'), mqttVersion(exchange.protocolVersion)],
        protocol,
      ];
  }
}

function direction(way: 'send' | 'receive', translate: Translate): string {
  return translate(way === 'send' ? 'sent' : 'received');
}

/** The number on the wire is 4 for MQTT 3.1.1 (MQTT 3.1.1, section 3.1.2.2). */
function mqttVersion(level: number | undefined): string | undefined {
  return level === 4 ? '3.1.1' : level?.toString();
}
