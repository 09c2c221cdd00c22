import type { Finding } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import type { MessageKey } from '../translate.ts';
import { Section } from './section.tsx';

const CONFIDENCE = {
  certain: 'confidenceCertain',
  likely: 'confidenceLikely',
  possible: 'confidencePossible',
} as const satisfies Record<Finding['confidence'], MessageKey>;

/** Why the failure is taken for this, what else it could be, and where the code is described. */
export function Grounds({ finding }: { finding: Finding }) {
  const { translate, words } = useStore();
  const { also, confidence, evidence, family } = finding;
  const isOnHost = evidence.some(({ kind }) => kind === 'host');
  return (
    <>
      <Section title={translate('why')}>
        <p>{translate(confidence === 'certain' && !isOnHost ? 'confidenceStandard' : CONFIDENCE[confidence])}</p>
        <ul>
          {words.evidence(finding).map((line) => (
            <li key={line}>{oneLine(line)}</li>
          ))}
        </ul>
      </Section>
      {also.length > 0 && (
        <Section title={translate('also')}>
          <ul>
            {also.map((other) => (
              <li key={`${other.family} ${other.code}`}>
                {words.familyTitle(other.family)} · <b class="code">{oneLine(other.code, 60)}</b>:{' '}
                {oneLine(words.rival(other))}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={translate('source')}>
        <Source address={words.source(finding)} title={words.familyTitle(family)} />
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
