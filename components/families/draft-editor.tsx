import type { ComponentChildren, ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { Fault } from '../../lib/catalog/fault.ts';
import type { FamilyText } from '../../lib/catalog/own-families.ts';
import type { FamilyDocument } from '../../lib/catalog/schema.ts';
import { draftFromText } from '../../lib/drafts/from-text.ts';
import type { Translate } from '../translate.ts';
import { AddFamilies } from './add-families.tsx';
import { DraftForm } from './draft-form.tsx';
import type { DraftKeeper } from './drafting.ts';
import { FaultList } from './fault-list.tsx';

interface DraftEditorProps {
  readonly translate: Translate;
  readonly drafts: DraftKeeper;
  /** What it begins with; without one, documentation is asked for. */
  readonly begun?: FamilyDocument | undefined;
  /** Hosts that documentation is for, where they are known. */
  readonly hosts?: readonly string[] | undefined;
  /** Says what the draft would explain. */
  readonly Trial?: ComponentType<{ readonly document: FamilyDocument | undefined }>;
  readonly onAdded: (document: FamilyDocument) => void;
  /** Further buttons. */
  readonly children: ComponentChildren;
}

/** A draft of a family: what it is made of, and what can be changed about it before it is added. */
export function DraftEditor({ translate, drafts, begun, hosts, Trial, onAdded, children }: DraftEditorProps) {
  const [document, setDocument] = useState(begun);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [isBusy, setBusy] = useState(false);
  const { readPage } = drafts;

  async function learn(text: string | undefined, url?: string): Promise<boolean> {
    const drafted = await draftFromText(text ?? '', { url, hosts });
    setFaults(drafted.ok ? [] : [drafted.fault]);
    if (drafted.ok) setDocument(drafted.draft.document);
    return drafted.ok;
  }

  async function add(): Promise<void> {
    if (!document) return;
    const added = await drafts.add(document);
    if (added.ok) onAdded(document);
    else setFaults(added.faults);
  }

  async function busily(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    await work();
    setBusy(false);
  }

  return (
    <>
      {!begun && (
        <>
          <p>{translate(readPage ? 'draftSources' : 'draftSourcesText')}</p>
          {readPage && (
            <button
              type="button"
              data-action="learn-page"
              disabled={isBusy}
              onClick={() =>
                void busily(async () => {
                  const page = await readPage();
                  await learn(page?.html, page?.url);
                })
              }
            >
              {translate('draftReadPage')}
            </button>
          )}
          <AddFamilies
            translate={translate}
            label={translate('draftGive')}
            button={translate('draftReadText')}
            onGiven={([first]: readonly FamilyText[]) => learn(first?.text)}
          />
        </>
      )}
      {document && (
        <DraftForm translate={translate} titleOf={drafts.titleOf} document={document} onChange={setDocument} />
      )}
      {Trial && <Trial document={document} />}
      <div class="trouble" role="alert">
        <FaultList translate={translate} faults={faults.map((fault) => ({ file: '', ...fault }))} />
      </div>
      <div class="modal-buttons">
        <button
          type="button"
          class="primary"
          data-action="add-draft"
          disabled={!document || isBusy}
          onClick={() => void busily(add)}
        >
          {translate('draftAdd')}
        </button>
        {children}
      </div>
    </>
  );
}
