import type { Body, BodyAbsence } from '../../lib/exchange.ts';
import { setOutJson } from '../../lib/json-text.ts';
import { useStore } from '../context.ts';
import { manyLines } from '../text/clean.ts';
import type { MessageKey } from '../translate.ts';

/** Longest text shown, in characters: beyond it laying out holds up the panel. */
const MAX_SHOWN = 300_000;

const ABSENCE = {
  'not-needed': 'bodyNotNeeded',
  unread: 'bodyUnread',
  'too-large': 'bodyTooLarge',
  unavailable: 'bodyUnavailable',
} as const satisfies Record<BodyAbsence, MessageKey>;

/** A body as text, or why there is none. */
export function BodyTab({ body, side }: { body: Body; side: 'request' | 'response' | 'message' }) {
  const { translate } = useStore();
  if (body.state === 'absent') {
    return (
      <p class="dim">{translate(side === 'request' && body.why === 'not-needed' ? 'noPayload' : ABSENCE[body.why])}</p>
    );
  }
  if (body.text === '') return <p class="dim">{translate('bodyEmpty')}</p>;
  const shown = (body.base64 ? undefined : setOutJson(body.text)) ?? body.text;
  return (
    <>
      {body.base64 && <p class="dim">{translate('bodyBase64')}</p>}
      {body.cut && <p class="dim">{translate('bodyCut')}</p>}
      {shown.length > MAX_SHOWN && <p class="dim">{translate('bodyShownInPart', String(MAX_SHOWN))}</p>}
      <pre dir="auto">{manyLines(shown, MAX_SHOWN)}</pre>
    </>
  );
}
