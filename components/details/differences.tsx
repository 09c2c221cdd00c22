import type { Failure } from '../../lib/finding.ts';
import { differenceLine } from '../../lib/words/differences.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import { Section } from './section.tsx';

/** Differences that are in sight at once: what matters most comes first. */
const FIRST = 2;

/** What this request did otherwise than the last success of the same endpoint. Nothing where there was none. */
export function Differences({ failure }: { failure: Failure }) {
  const { translate, differencesOf } = useStore();
  const differences = differencesOf(failure);
  if (!differences) return null;
  const lines = differences.map(differenceLine);
  const rest = lines.slice(FIRST);
  return (
    <Section title={translate('differences')} look="differences">
      <div data-part="differences">
        {lines.length === 0 && <p class="dim">{translate('differencesNone')}</p>}
        {lines.length > 0 && <Lines lines={lines.slice(0, FIRST)} />}
        {rest.length > 0 && (
          <details>
            <summary>{translate('differencesMore', whole(rest.length))}</summary>
            <Lines lines={rest} />
          </details>
        )}
      </div>
    </Section>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{oneLine(line, 200)}</li>
      ))}
    </ul>
  );
}
