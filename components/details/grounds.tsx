import type { Diagnosis } from '../../lib/diagnosis.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import type { MessageKey } from '../translate.ts';
import { Section } from './section.tsx';

const CONFIDENCE = {
  certain: 'confidenceCertain',
  likely: 'confidenceLikely',
  possible: 'confidencePossible',
} as const satisfies Record<Diagnosis['confidence'], MessageKey>;

/** Why this diagnosis, what else it could be, and where the code is described. */
export function Grounds({ diagnosis }: { diagnosis: Diagnosis }) {
  const { translate, familyTitle } = useStore();
  const { evidence, also, source, confidence, family } = diagnosis;
  return (
    <>
      <Section title={translate('why')}>
        <p>{translate(CONFIDENCE[confidence])}</p>
        <ul>
          {evidence.map(({ kind, text }) => (
            <li key={`${kind} ${text}`}>{oneLine(text)}</li>
          ))}
        </ul>
      </Section>
      {also.length > 0 && (
        <Section title={translate('also')}>
          <ul>
            {also.map((other) => (
              <li key={`${other.family} ${other.code}`}>
                {familyTitle(other.family)} · <b class="code">{oneLine(other.code, 60)}</b>: {oneLine(other.why)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={translate('source')}>
        <Source address={source} title={familyTitle(family)} />
      </Section>
    </>
  );
}

/** Only https leads anywhere: families can come from users. */
function Source({ address, title }: { address: string; title: string }) {
  const short = oneLine(address.replace(/^https:\/\/(www\.)?/, ''), 120);
  if (!address.startsWith('https://')) return <p>{short}</p>;
  return (
    <p>
      <a href={address} target="_blank" rel="noopener noreferrer" title={oneLine(address)}>
        {title}
      </a>{' '}
      <span class="dim">{short}</span>
    </p>
  );
}
