import { useState } from 'preact/hooks';
import { useStore } from '../context.ts';
import { counted } from '../translate.ts';
import { Modal } from './modal.tsx';
import type { Scope } from './reports.ts';
import { ScopeChoice } from './scope-choice.tsx';

/** Which rows go into a recording. */
export function ExportDialog({ scope: first }: { scope: Scope }) {
  const { translate, groupsIn, healthyIn, exportHar, closeDialog, writing } = useStore();
  const [scope, setScope] = useState(first);
  const rowsIn = (one: Scope) => groupsIn(one).length + healthyIn(one).length;
  const rows = rowsIn(scope);
  return (
    <Modal look="export" labelledBy="export-title" onClose={closeDialog}>
      <h2 id="export-title">{translate('exportTitle')}</h2>
      <div class="choices">
        <ScopeChoice scope={scope} rowsIn={rowsIn} onChange={setScope} />
      </div>
      <p>{translate('exportText')}</p>
      <div class="modal-buttons">
        <button
          type="button"
          class="primary"
          data-action="export-confirmed"
          disabled={rows === 0 || writing.value > 0}
          onClick={() => void exportHar(scope)}
        >
          {translate('exportRows', counted(translate, rows, 'rowsOne', 'rowsMany'))}
        </button>
        <button type="button" onClick={closeDialog}>
          {translate('close')}
        </button>
      </div>
    </Modal>
  );
}
