import { useState } from 'preact/hooks';
import { lazy } from '../lazy.tsx';
import type { Translate } from '../translate.ts';
import type { DraftKeeper } from './drafting.ts';

const DraftEditor = lazy(async () => (await import('./draft-editor.tsx')).DraftEditor);

/** The way from documentation to a family, where no page is inspected and nothing is captured. */
export function LearnFamily({ translate, drafts }: { translate: Translate; drafts: DraftKeeper }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div class="draft">
      <button
        type="button"
        data-action="learn"
        title={translate('learnHint')}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {translate('learn')}
      </button>
      {isOpen && (
        <DraftEditor translate={translate} drafts={drafts} onAdded={close}>
          <button type="button" onClick={close}>
            {translate('close')}
          </button>
        </DraftEditor>
      )}
    </div>
  );
}
