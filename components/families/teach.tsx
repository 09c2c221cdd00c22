import type { Failure } from '../../lib/finding.ts';
import { useStore } from '../context.ts';

/** Families that say nothing of their own about a service: their rows can be taught. */
const EXPLAINS_LITTLE: ReadonlySet<string> = new Set(['envelope', 'http']);

/** The way to a family of the user's own, from a failure that none explains. */
export function Teach({ failure }: { failure: Failure }) {
  const { translate, host, openDraft } = useStore();
  if (!host.drafts || !EXPLAINS_LITTLE.has(failure.finding.family)) return null;
  return (
    <p class="teach" data-part="teach">
      <button
        type="button"
        class="small"
        data-action="teach"
        title={translate('teachHint')}
        onClick={() => openDraft({ from: 'reply', failure })}
      >
        {translate('teach')}
      </button>{' '}
      <button
        type="button"
        class="small"
        data-action="learn"
        title={translate('learnHint')}
        onClick={() => openDraft({ from: 'documentation', failure })}
      >
        {translate('learn')}
      </button>
    </p>
  );
}
