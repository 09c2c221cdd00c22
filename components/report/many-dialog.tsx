import { useStore } from '../context.ts';
import { counted } from '../translate.ts';
import { Modal } from './modal.tsx';
import type { ManyRows } from './reports.ts';

/** The question before more rows are copied than anybody reads where they are pasted. */
export function ManyDialog({ many }: { many: ManyRows }) {
  const { translate, copyMany, saveMany, closeDialog } = useStore();
  const rows = counted(translate, many.groups.length, 'rowsOne', 'rowsMany');
  return (
    <Modal look="many" labelledBy="many-title" onClose={closeDialog}>
      <h2 id="many-title">{translate('manyTitle', rows)}</h2>
      <p>{translate('manyText')}</p>
      <div class="modal-buttons">
        <button type="button" class="primary" data-action="copy-many" onClick={() => void copyMany(many)}>
          {translate('manyCopy')}
        </button>
        <button type="button" data-action="save-many" onClick={() => void saveMany(many)}>
          {translate('manySave')}
        </button>
        <button type="button" onClick={closeDialog}>
          {translate('manyCancel')}
        </button>
      </div>
    </Modal>
  );
}
