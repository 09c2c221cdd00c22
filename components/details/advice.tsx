import type { Failure, RetryAdvice } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { duration, whole } from '../text/format.ts';
import { Prose } from '../text/prose.tsx';
import { backoffSteps } from './backoff.ts';
import { Countdown } from './countdown.tsx';

/** What to do, with the wait that the server asks for counted down. */
export function Advice({ failure }: { failure: Failure }) {
  const { words, shownGroup } = useStore();
  const { finding } = failure;
  const backoff = finding.retry?.backoff;
  const recovered = shownGroup.value?.recovered;
  return (
    <div class="advice" data-part="action">
      <Prose text={words.action(finding)} />
      <Countdown failure={failure} recovered={recovered} />
      {backoff && !recovered && <Backoff {...backoff} />}
    </div>
  );
}

function Backoff(backoff: NonNullable<RetryAdvice['backoff']>) {
  const { translate } = useStore();
  const steps = backoffSteps(backoff).map(duration).join(', ');
  return <p>{translate('backoff', steps, duration(backoff.maxMs), whole(backoff.attempts))}</p>;
}
