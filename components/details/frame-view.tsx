import { setOutJson } from '../../lib/json-text.ts';
import { type Frame, isCutFrame, MAX_FRAME_TEXT } from '../../lib/session/frames.ts';
import { useStore } from '../context.ts';
import { manyLines } from '../text/clean.ts';
import { millisecondTime, size } from '../text/format.ts';
import { counted, type Translate } from '../translate.ts';

/** Redacting and setting out can lengthen a frame; nothing needs more characters than this. */
const MAX_SHOWN = 20 * MAX_FRAME_TEXT;

/** The whole of a frame, as far as it was kept. */
export function FrameView({ frame }: { frame: Frame }) {
  const { translate, frameText } = useStore();
  const text = frameText(frame);
  const way = frame.direction && translate(frame.direction === 'send' ? 'sent' : 'received');
  const facts = [way, millisecondTime(frame.at), frame.kind, amount(frame, translate)].filter(Boolean);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it
    <section class="frame-view" aria-label={translate('pickedFrame')} tabIndex={0}>
      <p class="dim">{facts.join(' · ')}</p>
      {isCutFrame(frame) && <p class="dim">{translate('bodyCut')}</p>}
      {text === '' ? (
        <p class="dim">{translate('bodyEmpty')}</p>
      ) : (
        <pre dir="auto">{manyLines(setOutJson(text) ?? text, MAX_SHOWN)}</pre>
      )}
    </section>
  );
}

function amount({ kind, size: whole }: Frame, translate: Translate): string {
  if (kind === 'close') return '';
  return kind === 'text' ? counted(translate, whole, 'charactersOne', 'charactersMany') : size(whole);
}
