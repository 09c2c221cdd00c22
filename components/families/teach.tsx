import { Fragment } from 'preact';
import type { Failure } from '../../lib/finding.ts';
import { useStore } from '../context.ts';

/** Families that say nothing of their own about a service: their rows can be taught. */
const EXPLAINS_LITTLE: ReadonlySet<string> = new Set(['envelope', 'http']);

const WAYS = [
  { action: 'teach', from: 'reply', hint: 'teachHint' },
  { action: 'learn', from: 'documentation', hint: 'learnHint' },
] as const;

/** The ways to a family of the user's own, from a failure that none explains. */
export function Teach({ failure }: { failure: Failure }) {
  const { translate, host, openDraft } = useStore();
  if (!host.drafts || !EXPLAINS_LITTLE.has(failure.finding.family)) return null;
  return (
    <p class="teach" data-part="teach">
      {WAYS.map(({ action, from, hint }) => (
        <Fragment key={action}>
          <button
            type="button"
            class="small"
            data-action={action}
            title={translate(hint)}
            onClick={() => openDraft({ from, failure })}
          >
            {translate(action)}
          </button>{' '}
        </Fragment>
      ))}
    </p>
  );
}
