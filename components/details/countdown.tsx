import type { Failure } from '../../lib/finding.ts';
import type { Group } from '../../lib/session/group.ts';
import { waitUntil } from '../../lib/session/recovery.ts';
import { useStore } from '../context.ts';
import { secondsLeft, usePresent } from '../present.ts';
import { clockTimeAfter, duration, preciseTime, whole } from '../text/format.ts';

/** Whether it is over: how it recovered, or how much of the wait is left. Nothing where neither is known. */
export function Countdown({ failure, recovered }: { failure: Failure; recovered: Group['recovered'] }) {
  const until = waitUntil(failure);
  if (recovered) return <Recovered {...recovered} />;
  return until === undefined ? null : <Wait until={until} />;
}

function Recovered({ at, since, attempts }: NonNullable<Group['recovered']>) {
  const { translate } = useStore();
  return (
    <p class="countdown recovered" data-part="countdown">
      {translate('recoveredAfter', whole(attempts), duration(Math.max(0, at - since)), preciseTime(at))}
    </p>
  );
}

/** @param until epoch milliseconds */
function Wait({ until }: { until: number }) {
  const { translate } = useStore();
  const present = usePresent([until]);
  const time = clockTimeAfter(until, present);
  return (
    <p class="countdown" role="timer" data-part="countdown">
      {until > present
        ? translate('waitUntil', time, duration(secondsLeft(until, present)))
        : translate('waitIsOver', time)}
    </p>
  );
}
