import { useMemo, useState } from 'preact/hooks';
import type { ConnectionRecord } from '../../lib/exchange.ts';
import { rootOf } from '../../lib/json-tree.ts';
import { MAX_RECORD_TEXT } from '../../lib/session/connections.ts';
import { isCutRecord, recordDirection, recordKind, recordSize, recordText } from '../../lib/words/record.ts';
import { useStore } from '../context.ts';
import { manyLines } from '../text/clean.ts';
import { millisecondTime, size } from '../text/format.ts';
import { counted, type Translate } from '../translate.ts';
import { JsonTree, type Marks } from './json-tree.tsx';

const NO_MARKS: Marks = { blamed: undefined, told: new Set(), found: undefined };

/** Redacting and setting out can lengthen a frame; nothing needs more characters than this. */
const MAX_SHOWN = 20 * MAX_RECORD_TEXT;

/** The whole of a frame, as far as it was kept. */
export function FrameView({ frame }: { frame: ConnectionRecord }) {
  const { translate, redactedText } = useStore();
  const [isRevealed, reveal] = useState(false);
  const whole = recordText(frame);
  const redacted = redactedText(frame, recordText);
  const text = isRevealed ? whole : redacted;
  const direction = recordDirection(frame);
  const way = direction && translate(direction === 'send' ? 'sent' : 'received');
  const facts = [way, millisecondTime(frame.at), recordKind(frame), amount(frame, translate)].filter(Boolean);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it
    <section class="frame-view" aria-label={translate('pickedFrame')} tabIndex={0}>
      <p class="dim">
        {facts.join(' · ')}
        {whole !== redacted && (
          <>
            {' · '}
            <button type="button" class="link" aria-pressed={isRevealed} onClick={() => reveal(!isRevealed)}>
              {translate(isRevealed ? 'hideAgain' : 'revealFrame')}
            </button>
          </>
        )}
      </p>
      {isCutRecord(frame) && <p class="dim">{translate('bodyCut')}</p>}
      {text === '' ? <p class="dim">{translate('bodyEmpty')}</p> : <FrameText text={text} />}
    </section>
  );
}

function FrameText({ text }: { text: string }) {
  const root = useMemo(() => rootOf(text), [text]);
  if (root) return <JsonTree text={text} root={root} marks={NO_MARKS} />;
  return <pre dir="auto">{manyLines(text, MAX_SHOWN)}</pre>;
}

function amount(frame: ConnectionRecord, translate: Translate): string {
  const kind = recordKind(frame);
  if (kind === 'close' || kind === 'gap') return '';
  const whole = recordSize(frame);
  return kind === 'text' || kind === 'event'
    ? counted(translate, whole, 'charactersOne', 'charactersMany')
    : size(whole);
}
