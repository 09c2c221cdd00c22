import type { Finding, RetryAdvice } from '../../lib/finding.ts';
import { remedyLine } from '../../lib/words/remedy.ts';
import { useStore } from '../context.ts';
import { VerdictIcon } from '../icons.tsx';
import { oneLine } from '../text/clean.ts';
import { duration } from '../text/format.ts';
import type { MessageKey, Translate } from '../translate.ts';
import { VERDICT_WORD } from '../verdict.tsx';

/** Whether waiting helps, for how long, and who says so. */
export function VerdictBox({ finding: { permanence, basis, confidence, retry, remedy } }: { finding: Finding }) {
  const { translate } = useStore();
  function verdictSentence(): string {
    if (permanence !== 'permanent') return retry ? waitSentence(retry, translate) : translate(SENTENCE[permanence]);
    return remedy ? remedyLine(remedy) : translate(SENTENCE[permanence]);
  }
  return (
    <div class={`verdict-box ${permanence}`} data-part="verdict">
      <VerdictIcon kind={permanence} />
      <p>
        <b>{translate(VERDICT_WORD[permanence])}.</b> {verdictSentence()}{' '}
        <span class="basis">
          {translate(permanence === 'unknown' ? 'basisOpen' : BASIS[basis])}
          {confidence === 'possible' && ` ${translate('onlyPossible')}`}
        </span>
      </p>
    </div>
  );
}

const BASIS = {
  documented: 'basisDocumented',
  inferred: 'basisInferred',
} as const satisfies Record<Finding['basis'], MessageKey>;

const SENTENCE = {
  temporary: 'temporarySentence',
  permanent: 'permanentSentence',
  unknown: 'unknownSentence',
} as const satisfies Record<Finding['permanence'], MessageKey>;

function waitSentence({ afterMs, from }: RetryAdvice, translate: Translate): string {
  const wait = duration(afterMs);
  switch (from) {
    case 'body':
      return translate('waitFromBody', wait);
    case 'reason':
      return translate('waitFromReason', wait);
    case 'backoff':
      return translate('waitFromBackoff', wait);
    default:
      return translate('waitFromHeader', wait, oneLine(from, 60));
  }
}
