import type { ConnectionRecord } from '../../lib/exchange.ts';
import { setOutJson } from '../../lib/json-text.ts';
import { MAX_RECORD_TEXT } from '../../lib/session/connections.ts';
import { isCutRecord, recordDirection, recordKind, recordSize } from '../../lib/words/record.ts';
import { useStore } from '../context.ts';
import { manyLines } from '../text/clean.ts';
import { millisecondTime, size } from '../text/format.ts';
import { counted, type Translate } from '../translate.ts';

/** Redacting and setting out can lengthen a frame; nothing needs more characters than this. */
const MAX_SHOWN = 20 * MAX_RECORD_TEXT;

/** The whole of a frame, as far as it was kept. */
export function FrameView({ frame }: { frame: ConnectionRecord }) {
  const { translate, redactedText } = useStore();
  const text = redactedText(frame);
  const direction = recordDirection(frame);
  const way = direction && translate(direction === 'send' ? 'sent' : 'received');
  const facts = [way, millisecondTime(frame.at), recordKind(frame), amount(frame, translate)].filter(Boolean);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it
    <section class="frame-view" aria-label={translate('pickedFrame')} tabIndex={0}>
      <p class="dim">{facts.join(' · ')}</p>
      {isCutRecord(frame) && <p class="dim">{translate('bodyCut')}</p>}
      {text === '' ? (
        <p class="dim">{translate('bodyEmpty')}</p>
      ) : (
        <pre dir="auto">{manyLines(setOutJson(text) ?? text, MAX_SHOWN)}</pre>
      )}
    </section>
  );
}

function amount(frame: ConnectionRecord, translate: Translate): string {
  const kind = recordKind(frame);
  if (kind === 'close' || kind === 'gap') return '';
  const whole = recordSize(frame);
  return kind === 'text' || kind === 'event'
    ? counted(translate, whole, 'charactersOne', 'charactersMany')
    : size(whole);
}
