// biome-ignore-all lint/a11y/useSemanticElements: no select shows icons and columns, or a few options out of hundreds
// biome-ignore-all lint/a11y/useFocusableInteractive: the list keeps the focus and names the active frame
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the list, which has the focus, handles the keys
import type { ConnectionRecord, Direction } from '../../lib/exchange.ts';
import { recordDirection, recordKind, recordSize, recordText } from '../../lib/words/record.ts';
import { useStore } from '../context.ts';
import { ReceivedIcon, SentIcon, WarningIcon } from '../icons.tsx';
import { oneLine } from '../text/clean.ts';
import { fullTime, millisecondTime, shortNumber, size } from '../text/format.ts';
import type { Translate } from '../translate.ts';

interface FrameRowProps {
  readonly frame: ConnectionRecord;
  /** Position in the whole list, from 0, and the length of the list. */
  readonly index: number;
  readonly count: number;
  readonly selected: boolean;
  /** This is the frame that the diagnosis is about. */
  readonly failing: boolean;
  readonly onPick: (frame: ConnectionRecord) => void;
}

export function frameRowId(index: number): string {
  return `frame-${index}`;
}

export function FrameRow({ frame, index, count, selected, failing, onPick }: FrameRowProps) {
  const { translate, redactedText } = useStore();
  const kind = recordKind(frame);
  return (
    <div
      id={frameRowId(index)}
      class={`frame ${kind}${failing ? ' failing' : ''}${index % 2 ? ' odd' : ''}`}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ '--index': index }}
      onClick={() => onPick(frame)}
    >
      <Way direction={recordDirection(frame)} />
      <time title={fullTime(frame.at)}>{millisecondTime(frame.at)}</time>
      <span class="kind">{kind}</span>
      <span class="words">
        {failing && (
          <span class="failing-mark">
            <WarningIcon />
            {translate('failingFrame')}{' '}
          </span>
        )}
        <bdi>{oneLine(compact(redactedText(frame, recordText)))}</bdi>
      </span>
      <span class="amount">{shortAmount(frame, translate)}</span>
    </div>
  );
}

/** Which way a frame went, as an arrow and as a word; nothing for what neither side sent. */
function Way({ direction }: { direction: Direction | undefined }) {
  const { translate } = useStore();
  if (!direction) return <span />;
  const word = translate(direction === 'send' ? 'frameSent' : 'frameReceived');
  return (
    <span class={`way ${direction}`} title={word}>
      {direction === 'send' ? <SentIcon /> : <ReceivedIcon />}
      <span class="unseen">{word}</span>
    </span>
  );
}

/** JSON that was set out over lines, without its indentation. JSON has no line break inside a string. */
function compact(text: string): string {
  return /^[{[]\n/.test(text) ? text.replace(/\n */g, '') : text;
}

function shortAmount(frame: ConnectionRecord, translate: Translate): string {
  const kind = recordKind(frame);
  if (kind === 'close' || kind === 'gap') return '';
  const amount = recordSize(frame);
  return kind === 'text' || kind === 'event' ? translate('charactersShort', shortNumber(amount)) : size(amount);
}
