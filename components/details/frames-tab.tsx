import { useState } from 'preact/hooks';
import type { Exchange } from '../../lib/exchange.ts';
import type { SocketState } from '../../lib/session/frames.ts';
import { useStore } from '../context.ts';
import { addressWithoutUser } from '../text/address.ts';
import { cut, oneLine } from '../text/clean.ts';
import { counted, type MessageKey } from '../translate.ts';
import { FrameList } from './frame-list.tsx';
import { inOrder } from './frame-order.ts';

type OnSocket = Exclude<Exchange, { channel: 'http' }>;

const STATE = {
  connecting: 'stateConnecting',
  open: 'stateOpen',
  closed: 'stateClosed',
  refused: 'stateRefused',
} as const satisfies Record<SocketState, MessageKey>;

/** Longest address shown here, in characters. */
const MAX_ADDRESS = 1_000;

/** The recent frames of the socket on which a failure happened. */
export function FramesTab({ exchange }: { exchange: Exchange }) {
  return exchange.channel === 'http' ? null : <SocketFrames latest={exchange} />;
}

/** Stays with the socket it was opened for: a page that connects again and again must not pull it from under the reader. */
function SocketFrames({ latest }: { latest: OnSocket }) {
  const { translate, framesOf } = useStore();
  const [kept, keep] = useState(latest);
  const exchange = kept.socket.id === latest.socket.id ? latest : kept;
  const known = framesOf(exchange.socket.id);
  const { subprotocol, url } = known?.socket ?? exchange.socket;
  const address = cut(addressWithoutUser(url), MAX_ADDRESS);
  const frames = inOrder(known?.frames ?? []);
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
            {known && <span>{translate(STATE[known.state])}</span>}
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
        <FrameList key={exchange.socket.id} frames={frames} dropped={dropped} failingId={exchange.id} />
      ) : (
        <p class="no-frames">{translate(exchange.channel === 'handshake' ? 'framesNeverOpened' : 'framesNone')}</p>
      )}
    </div>
  );
}
