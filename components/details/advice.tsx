import { useEffect, useState } from 'preact/hooks';
import type { Failure, RetryAdvice } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { clockTimeAfter, duration } from '../text/format.ts';
import { Prose } from '../text/prose.tsx';
import { backoffSteps } from './backoff.ts';

/** What to do, with the wait that the server asks for counted down. */
export function Advice({ failure: { exchange, finding } }: { failure: Failure }) {
  const { words } = useStore();
  const { retry } = finding;
  const failedAt = exchange.at + (exchange.channel === 'http' ? (exchange.durationMs ?? 0) : 0);
  return (
    <div class="advice" data-part="action">
      <Prose text={words.action(finding)} />
      {retry && <Countdown until={failedAt + retry.afterMs} />}
      {retry?.backoff && <Backoff {...retry.backoff} />}
    </div>
  );
}

const SECOND = 1_000;

/** @param until epoch milliseconds */
function Countdown({ until }: { until: number }) {
  const { translate, now, schedule } = useStore();
  const [present, setPresent] = useState(now);
  const left = until - present;

  useEffect(() => {
    const controller = new AbortController();
    // Ticks fall on whole seconds before the end, so the last one is the end itself.
    if (left > 0) schedule(() => setPresent(now()), ((left - 1) % SECOND) + 1, controller.signal);
    return () => controller.abort();
  }, [left, now, schedule]);

  const time = clockTimeAfter(until, present);
  const remaining = duration(Math.ceil(left / SECOND) * SECOND);
  return (
    <p class="countdown" role="timer" data-part="countdown">
      {left > 0 ? translate('waitUntil', time, remaining) : translate('waitIsOver', time)}
    </p>
  );
}

function Backoff(backoff: NonNullable<RetryAdvice['backoff']>) {
  const { translate } = useStore();
  const steps = backoffSteps(backoff).map(duration).join(', ');
  return <p>{translate('backoff', steps, duration(backoff.maxMs), String(backoff.attempts))}</p>;
}
