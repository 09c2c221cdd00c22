import { type Phase, type Phases, spansOf } from '../../lib/phases.ts';
import { useStore } from '../context.ts';
import { duration } from '../text/format.ts';
import type { MessageKey } from '../translate.ts';

const NAMES = {
  blocked: 'phaseBlocked',
  dns: 'phaseDns',
  connect: 'phaseConnect',
  ssl: 'phaseSsl',
  send: 'phaseSend',
  wait: 'phaseWait',
  receive: 'phaseReceive',
} as const satisfies Record<Phase, MessageKey>;

/** Where the time of an exchange went: each phase as a bar on the time line of the whole, with its number. */
export function PhaseBars({ phases }: { phases: Phases }) {
  const { translate } = useStore();
  const spans = spansOf(phases);
  const last = spans.at(-1);
  const whole = Math.max(1, last ? last.from + last.took : 0);
  return (
    <table class="phases" data-part="phases">
      <tbody>
        {spans.map(({ phase, from, took }) => (
          <tr key={phase} data-phase={phase}>
            <th scope="row">{translate(NAMES[phase])}</th>
            <td class="line" aria-hidden="true">
              <span style={{ '--from': from / whole, '--took': took / whole }} />
            </td>
            <td>{duration(took)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
