import type { SocketWatch } from '../lib/session/log.ts';
import { useStore } from './context.ts';
import { counted, type MessageKey } from './translate.ts';

interface Words {
  readonly short: MessageKey;
  /** What this way of watching cannot see. */
  readonly long: MessageKey;
}

const WATCH = {
  none: { short: 'watchNone', long: 'watchNoneHint' },
  'top-frame': { short: 'watchTopFrame', long: 'watchTopFrameHint' },
  'top-frame-from-start': { short: 'watchFromStart', long: 'watchFromStartHint' },
  'every-frame': { short: 'watchEveryFrame', long: 'watchEveryFrameHint' },
} as const satisfies Record<SocketWatch, Words>;

/** How many sockets are open, how sockets are watched and, where more could be seen, the way there. */
export function SocketStatus() {
  const { translate, snapshot, host } = useStore();
  const { openSockets, socketWatch } = snapshot.value;
  const { short, long } = WATCH[socketWatch];
  return (
    <>
      {openSockets > 0 && (
        <span title={translate('openSocketsHint')}>
          {counted(translate, openSockets, 'openSocketsOne', 'openSocketsMany')}
        </span>
      )}
      <span class="watch">
        <span title={translate(long)}>{translate(short)}</span>
        {socketWatch !== 'every-frame' && (
          <>
            {' · '}
            <button type="button" class="link" title={translate('captureEveryFrameHint')} onClick={host.openSettings}>
              {translate('captureEveryFrame')}
            </button>
          </>
        )}
      </span>
    </>
  );
}
