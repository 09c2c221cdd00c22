import { useState } from 'preact/hooks';
import {
  type ConnectionRecord,
  connectionOf,
  type Exchange,
  type Socket,
  type SocketState,
  type Stream,
} from '../../lib/exchange.ts';
import { recordDirection, recordKind, recordText } from '../../lib/words/record.ts';
import { useStore } from '../context.ts';
import { addressWithoutUser } from '../text/address.ts';
import { cut, oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
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
  const { translate, connection: logOf, redactedText } = useStore();
  const [kept, keep] = useState(latest);
  const exchange = idOf(kept) === idOf(latest) ? latest : kept;
  const known = logOf(idOf(exchange));
  const connection = known?.connection ?? carrierOf(exchange);
  const { url } = connection;
  const subprotocol = 'subprotocol' in connection ? connection.subprotocol : undefined;
  const address = cut(addressWithoutUser(url), MAX_ADDRESS);
  const [wanted, want] = useState('');
  const held = inOrder(known?.records ?? []);
  const frames = framesLike(held, wanted, (record) => {
    const direction = recordDirection(record);
    const way = direction ? `${direction} ${translate(direction === 'send' ? 'sent' : 'received')}` : '';
    return `${recordKind(record)} ${way} ${redactedText(record, recordText)}`;
  });
  const dropped = known?.dropped ?? 0;
  const isMissing = exchange.channel !== 'handshake' && !held.some(({ id }) => id === exchange.id);

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
            {held.length > 0 && (
              <span>
                {frames.length < held.length
                  ? translate('shownOf', whole(frames.length), whole(held.length))
                  : counted(translate, held.length, 'framesOne', 'framesMany')}
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
        {held.length > 0 && (
          <input
            class="frame-filter"
            type="text"
            aria-label={translate('filterFrames')}
            placeholder={translate('filterFrames')}
            title={translate('filterFramesHint')}
            spellcheck={false}
            value={wanted}
            onInput={({ currentTarget: { value } }) => want(value)}
          />
        )}
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
        <FrameList key={`${connection.id} ${wanted}`} frames={frames} dropped={dropped} failingId={exchange.id} />
      ) : (
        <p class="no-frames">
          {translate(
            held.length > 0 ? 'emptyFiltered' : exchange.channel === 'handshake' ? 'framesNeverOpened' : 'framesNone',
          )}
        </p>
      )}
    </div>
  );
}

/** Frames of which what is told, their kind, direction and text, holds every word, in any case. */
function framesLike(
  frames: readonly ConnectionRecord[],
  wanted: string,
  tell: (frame: ConnectionRecord) => string,
): readonly ConnectionRecord[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 20);
  if (words.length === 0) return frames;
  return frames.filter((frame) => {
    const told = tell(frame).toLowerCase();
    return words.every((word) => told.includes(word));
  });
}

function carrierOf(exchange: OnConnection): Socket | Stream {
  return exchange.channel === 'handshake' ? exchange.socket : connectionOf(exchange);
}

function idOf(exchange: OnConnection): string {
  return carrierOf(exchange).id;
}
