import { type Exchange, socketOf } from '../../lib/exchange.ts';
import type { Failure } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { duration, fullTime, size, whole } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import { type Fact, Facts } from './facts.tsx';
import { PhaseBars } from './phase-bars.tsx';
import { Section } from './section.tsx';

/** Repeats listed; the latest count. */
const MAX_LISTED = 100;

export function TimingTab({ failure: { exchange } }: { failure: Failure }) {
  const { translate, shownFailures } = useStore();
  const all = shownFailures.value;
  const listed = all.slice(-MAX_LISTED);
  return (
    <>
      <Section title={translate('general')}>
        <Facts facts={factsOf(exchange, translate)} />
      </Section>
      {exchange.channel === 'http' && exchange.phases && (
        <Section title={translate('phases')}>
          <PhaseBars phases={exchange.phases} />
        </Section>
      )}
      {all.length > 1 && (
        <Section title={translate('repeats')}>
          {all.length > listed.length && (
            <p class="dim">{translate('repeatsCut', whole(listed.length), whole(all.length))}</p>
          )}
          <ol class="repeats">
            {listed.map((one, i) => (
              <li key={one.exchange.id}>
                <time>{fullTime(one.exchange.at)}</time>
                <span class="dim">{gap(listed[i - 1], one)}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}

function factsOf(exchange: Exchange, translate: Translate): readonly Fact[] {
  if (exchange.channel === 'http') {
    return [
      [translate('factStarted'), fullTime(exchange.at)],
      [
        translate('factDuration'),
        exchange.durationMs === undefined ? translate('notKnown') : duration(exchange.durationMs),
      ],
      [translate('factSize'), sizeOf(exchange.responseSize)],
      [translate('factTransferred'), exchange.fromCache ? '' : sizeOf(exchange.transferSize)],
      [translate('factProtocol'), oneLine(exchange.protocol ?? '', 40)],
      [translate('factServerAddress'), exchange.serverAddress ?? ''],
      [translate('factPriority'), exchange.priority ?? ''],
    ];
  }
  const socket = socketOf(exchange);
  if (!socket) return [[translate('factAt'), fullTime(exchange.at)]];
  return [
    [translate('factAt'), fullTime(exchange.at)],
    [translate('factSocketOpened'), fullTime(socket.at)],
    [translate('factSocketAge'), duration(exchange.at - socket.at)],
  ];
}

function sizeOf(bytes: number | undefined): string {
  return bytes === undefined ? '' : size(bytes);
}

/** Time since the repeat before, e.g. `+210 ms`. */
function gap(before: Failure | undefined, one: Failure): string {
  return before ? `+${duration(Math.max(0, one.exchange.at - before.exchange.at))}` : '';
}
