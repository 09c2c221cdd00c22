// biome-ignore-all lint/a11y/useSemanticElements: no select shows icons and columns, or a few options out of hundreds
// biome-ignore-all lint/a11y/useFocusableInteractive: the list keeps the focus and names the active frame
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the list, which has the focus, handles the keys
import type { Direction } from '../../lib/exchange.ts';
import type { Frame } from '../../lib/session/frames.ts';
import { useStore } from '../context.ts';
import { ReceivedIcon, SentIcon, WarningIcon } from '../icons.tsx';
import { oneLine } from '../text/clean.ts';
import { fullTime, millisecondTime, shortNumber, size } from '../text/format.ts';
import type { Translate } from '../translate.ts';

interface FrameRowProps {
  readonly frame: Frame;
  /** Position in the whole list, from 0, and the length of the list. */
  readonly index: number;
  readonly count: number;
  readonly selected: boolean;
  /** This is the frame that the diagnosis is about. */
  readonly failing: boolean;
  readonly onPick: (frame: Frame) => void;
}

export function frameRowId(index: number): string {
  return `frame-${index}`;
}

export function FrameRow({ frame, index, count, selected, failing, onPick }: FrameRowProps) {
  const { translate, frameText } = useStore();
  return (
    <div
      id={frameRowId(index)}
      class={`frame ${frame.kind}${failing ? ' failing' : ''}${index % 2 ? ' odd' : ''}`}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ '--index': index }}
      onClick={() => onPick(frame)}
    >
      <Way direction={frame.direction} />
      <time title={fullTime(frame.at)}>{millisecondTime(frame.at)}</time>
      <span class="kind">{frame.kind}</span>
      <span class="words">
        {failing && (
          <span class="failing-mark">
            <WarningIcon />
            {translate('failingFrame')}{' '}
          </span>
        )}
        <bdi>{oneLine(compact(frameText(frame)))}</bdi>
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

function shortAmount(frame: Frame, translate: Translate): string {
  if (frame.kind === 'close') return '';
  return frame.kind === 'text' ? translate('charactersShort', shortNumber(frame.size)) : size(frame.size);
}
