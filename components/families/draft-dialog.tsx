import { useState } from 'preact/hooks';
import type { Fault } from '../../lib/catalog/fault.ts';
import type { FamilyText } from '../../lib/catalog/own-families.ts';
import type { FamilyDocument } from '../../lib/catalog/schema.ts';
import { draftFromReply } from '../../lib/drafts/from-reply.ts';
import { draftFromText } from '../../lib/drafts/from-text.ts';
import { useStore } from '../context.ts';
import { Modal } from '../report/modal.tsx';
import { AddFamilies } from './add-families.tsx';
import { DraftForm } from './draft-form.tsx';
import type { DraftRequest } from './drafting.ts';
import { FaultList } from './fault-list.tsx';
import { useTrial } from './use-trial.ts';

/** A draft of a family: what it was made of, what can be changed about it, and what it would explain. */
export function DraftDialog({ request: { from, failure } }: { request: DraftRequest }) {
  const { translate, host, closeDraft } = useStore();
  const ofReply = draftFromReply(failure)?.document;
  const [document, setDocument] = useState<FamilyDocument | undefined>(from === 'reply' ? ofReply : undefined);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [isBusy, setBusy] = useState(false);
  const trial = useTrial(document);

  function learn(text: string | undefined, url?: string): boolean {
    const drafted = draftFromText(text ?? '', { url, hosts: ofReply?.hosts });
    setFaults(drafted.ok ? [] : [drafted.fault]);
    if (drafted.ok) setDocument(drafted.draft.document);
    return drafted.ok;
  }

  async function readPage(): Promise<void> {
    setBusy(true);
    const page = await host.drafts?.readPage();
    setBusy(false);
    learn(page?.html, page?.url);
  }

  async function add(): Promise<void> {
    if (!document || !host.drafts) return;
    setBusy(true);
    const added = await host.drafts.add(document);
    setBusy(false);
    if (added.ok) closeDraft();
    else setFaults(added.faults);
  }

  return (
    <Modal look="draft" labelledBy="draft-title" onClose={closeDraft}>
      <h2 id="draft-title">{translate('draftTitle')}</h2>
      {from === 'documentation' && (
        <>
          <p>{translate('draftSources')}</p>
          <button type="button" data-action="learn-page" disabled={isBusy} onClick={() => void readPage()}>
            {translate('draftReadPage')}
          </button>
          <AddFamilies
            translate={translate}
            label={translate('draftGive')}
            button={translate('draftReadText')}
            onGiven={([first]: readonly FamilyText[]) => learn(first?.text)}
          />
        </>
      )}
      {document && <DraftForm document={document} onChange={setDocument} />}
      <p role="status" data-part="trial" data-matches={trial?.matches}>
        {trial && translate('draftMatches', String(trial.matches), String(trial.of))}{' '}
        {trial &&
          [...trial.taken]
            .map(([id, count]) => translate('draftTaken', String(count), host.words.familyTitle(id)))
            .join(' ')}
      </p>
      <div class="trouble" role="alert">
        <FaultList translate={translate} faults={faults.map((fault) => ({ file: '', ...fault }))} />
      </div>
      <div class="modal-buttons">
        <button
          type="button"
          class="primary"
          data-action="add-draft"
          disabled={!document || isBusy}
          onClick={() => void add()}
        >
          {translate('draftAdd')}
        </button>
        <button type="button" onClick={closeDraft}>
          {translate('close')}
        </button>
      </div>
    </Modal>
  );
}
