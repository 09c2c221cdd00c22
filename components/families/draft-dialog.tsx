import type { FamilyDocument } from '../../lib/catalog/schema.ts';
import { draftFromReply } from '../../lib/drafts/from-reply.ts';
import { useStore } from '../context.ts';
import { Modal } from '../report/modal.tsx';
import { whole } from '../text/format.ts';
import { DraftEditor } from './draft-editor.tsx';
import type { DraftHost, DraftRequest } from './drafting.ts';
import { useTrial } from './use-trial.ts';

interface DraftDialogProps {
  readonly request: DraftRequest;
  readonly drafts: DraftHost;
}

/** A draft of a family over the panel, tried on everything that is held. */
export function DraftDialog({ request: { from, failure }, drafts }: DraftDialogProps) {
  const { translate, closeDraft } = useStore();
  const ofReply = failure && draftFromReply(failure)?.document;
  return (
    <Modal look="draft" labelledBy="draft-title" onClose={closeDraft}>
      <h2 id="draft-title">{translate('draftTitle')}</h2>
      <DraftEditor
        translate={translate}
        drafts={drafts}
        begun={from === 'reply' ? ofReply : undefined}
        hosts={ofReply?.hosts}
        Trial={TrialLine}
        onAdded={closeDraft}
      >
        <button type="button" onClick={closeDraft}>
          {translate('close')}
        </button>
      </DraftEditor>
    </Modal>
  );
}

function TrialLine({ document }: { document: FamilyDocument | undefined }) {
  const { translate, host } = useStore();
  const trial = useTrial(document);
  return (
    <p role="status" data-part="trial" data-matches={trial?.matches}>
      {trial && translate('draftMatches', whole(trial.matches), whole(trial.of))}{' '}
      {trial &&
        [...trial.taken]
          .map(([id, count]) => translate('draftTaken', whole(count), host.words.familyTitle(id)))
          .join(' ')}
    </p>
  );
}
