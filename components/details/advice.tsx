import { useEffect, useState } from 'preact/hooks';
import type { Failure, RetryAdvice } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { clockTimeAfter, duration } from '../text/format.ts';
import { Prose } from '../text/prose.tsx';
import { backoffSteps } from './backoff.ts';

/** What to do, with the wait that the server asks for worked out to a time of day. */
export function Advice({ failure: { exchange, finding } }: { failure: Failure }) {
  const { words } = useStore();
  const { retry } = finding;
  const failedAt = exchange.at + (exchange.channel === 'http' ? (exchange.durationMs ?? 0) : 0);
  return (
    <div class="advice">
      <Prose text={words.action(finding)} />
      {retry && <Wait until={failedAt + retry.afterMs} />}
      {retry?.backoff && <Backoff {...retry.backoff} />}
    </div>
  );
}

/** @param until epoch milliseconds */
function Wait({ until }: { until: number }) {
  const { translate, now, schedule } = useStore();
  const [present, setPresent] = useState(now);

  useEffect(() => {
    const controller = new AbortController();
    setPresent(now());
    if (until > now()) schedule(() => setPresent(now()), until - now(), controller.signal);
    return () => controller.abort();
  }, [until, now, schedule]);

  return <p>{translate(present < until ? 'waitUntil' : 'waitIsOver', clockTimeAfter(until, present))}</p>;
}

function Backoff(backoff: NonNullable<RetryAdvice['backoff']>) {
  const { translate } = useStore();
  const steps = backoffSteps(backoff).map(duration).join(', ');
  return <p>{translate('backoff', steps, duration(backoff.maxMs), String(backoff.attempts))}</p>;
}
