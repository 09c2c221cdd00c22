import { useState } from 'preact/hooks';
import { connectionOf, type Exchange, type Socket, type SocketState, type Stream } from '../../lib/exchange.ts';
import { useStore } from '../context.ts';
import { addressWithoutUser } from '../text/address.ts';
import { cut, oneLine } from '../text/clean.ts';
import { counted, type MessageKey } from '../translate.ts';
import { FrameList } from './frame-list.tsx';
import { inOrder } from './frame-order.ts';

type OnConnection = Exclude<Exchange, { channel: 'http' }>;

const STATE = {
  connecting: 'stateConnecting',
  open: 'stateOpen',
  closed: 'stateClosed',
  refused: 'stateRefused',
} as const satisfies Record<SocketState, MessageKey>;

/** Longest address shown here, in characters. */
const MAX_ADDRESS = 1_000;

/** The recent records of the socket or event stream on which a failure happened. */
export function FramesTab({ exchange }: { exchange: Exchange }) {
  return exchange.channel === 'http' ? null : <Frames latest={exchange} />;
}

/** Stays with the connection it was opened for: a page that connects again and again must not pull it from under the reader. */
function Frames({ latest }: { latest: OnConnection }) {
  const { translate, connection: logOf } = useStore();
  const [kept, keep] = useState(latest);
  const exchange = idOf(kept) === idOf(latest) ? latest : kept;
  const known = logOf(idOf(exchange));
  const connection = known?.connection ?? carrierOf(exchange);
  const { url } = connection;
  const subprotocol = 'subprotocol' in connection ? connection.subprotocol : undefined;
  const address = cut(addressWithoutUser(url), MAX_ADDRESS);
  const frames = inOrder(known?.records ?? []);
  const dropped = known?.dropped ?? 0;
  const isMissing = exchange.channel !== 'handshake' && !frames.some(({ id }) => id === exchange.id);

  return (
    <div class="frames">
      <div class="frames-head">
        <div class="socket">
          <p class="socket-address" title={address}>
            <bdi>{address}</bdi>
          </p>
          <p class="socket-facts">
            {subprotocol && (
              <span>
                {translate('factSubprotocol')} <b>{oneLine(subprotocol, 60)}</b>
              </span>
            )}
            {known?.state && <span>{translate(STATE[known.state])}</span>}
            {frames.length > 0 && (
              <span>
                {counted(translate, frames.length, 'framesOne', 'framesMany')}
                {isMissing && ` ${translate('withoutFailingFrame')}`}
              </span>
            )}
            {dropped > 0 && (
              <span title={translate('framesDroppedHint')}>
                {counted(translate, dropped, 'framesDroppedOne', 'framesDroppedMany')}
              </span>
            )}
          </p>
        </div>
        {exchange !== latest && (
          <p>
            {translate('laterSocket')}{' '}
            <button type="button" class="link" onClick={() => keep(latest)}>
              {translate('showLaterSocket')}
            </button>
          </p>
        )}
      </div>
      {frames.length > 0 ? (
        <FrameList key={connection.id} frames={frames} dropped={dropped} failingId={exchange.id} />
      ) : (
        <p class="no-frames">{translate(exchange.channel === 'handshake' ? 'framesNeverOpened' : 'framesNone')}</p>
      )}
    </div>
  );
}

function carrierOf(exchange: OnConnection): Socket | Stream {
  return exchange.channel === 'handshake' ? exchange.socket : connectionOf(exchange);
}

function idOf(exchange: OnConnection): string {
  return carrierOf(exchange).id;
}
