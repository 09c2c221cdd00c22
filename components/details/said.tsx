import type { Finding, FurtherError } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { manyLines, oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import { Section } from './section.tsx';

/** Longest text shown of what the server said, in characters. */
const MAX_SAID = 2_000;

/** Further errors listed; a reply can hold thousands. */
const MAX_ERRORS = 50;

/** The server's own words, the member that it blames, and the further errors of the same reply. */
export function Said({ finding: { said, param, errors } }: { finding: Finding }) {
  const { translate } = useStore();
  if (!said && !param && errors.length === 0) return null;
  return (
    <Section title={translate('said')} look="said">
      {said && (
        <blockquote dir="auto" data-part="said">
          {manyLines(said, MAX_SAID)}
        </blockquote>
      )}
      {param && (
        <p class="blamed">
          {translate('blamed')} <code>{oneLine(param, 200)}</code>
        </p>
      )}
      {errors.length > 0 && (
        <ul class="errors" aria-label={translate('furtherErrors')}>
          {errors.slice(0, MAX_ERRORS).map((error, i) => (
            <li key={i}>
              <OneError error={error} />
            </li>
          ))}
        </ul>
      )}
      {errors.length > MAX_ERRORS && (
        <p class="dim">{translate('hiddenCut', whole(MAX_ERRORS), whole(errors.length))}</p>
      )}
    </Section>
  );
}

function OneError({ error: { code, said, param } }: { error: FurtherError }) {
  return (
    <>
      {code && <b class="code">{oneLine(code, 80)}</b>} {said && <bdi>{oneLine(said)}</bdi>}{' '}
      {param && <code>{oneLine(param, 200)}</code>}
    </>
  );
}
