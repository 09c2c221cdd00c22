import type { Header } from '../../lib/exchange.ts';
import type { Finding } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { isEvidence, meaningOf } from './header-meanings.ts';
import { HeaderValue } from './header-value.tsx';
import { Section } from './section.tsx';

interface HeaderListProps {
  readonly title: string;
  readonly headers: readonly Header[];
  /** What the headers are read for; undefined where they say nothing about it. */
  readonly finding?: Finding;
}

/** Headers in the order in which they came. */
export function HeaderList({ title, headers, finding }: HeaderListProps) {
  const { translate } = useStore();
  return (
    <Section title={`${title} (${headers.length})`}>
      {headers.length === 0 ? (
        <p class="dim">{translate('noHeaders')}</p>
      ) : (
        <dl class="facts">
          {headers.map((header, i) => {
            const says = finding && meaningOf(header);
            return (
              <div key={`${i} ${header.name}`} class={finding && isEvidence(header, finding) ? 'marked' : undefined}>
                <dt>{oneLine(header.name, 200)}</dt>
                <dd>
                  <HeaderValue header={header} />
                  {says && <p class="dim">{translate(says)}</p>}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </Section>
  );
}
