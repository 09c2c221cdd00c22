import { useRef } from 'preact/hooks';
import { useStore } from '../context.ts';
import {
  ClearIcon,
  CopyIcon,
  ExportIcon,
  ImportIcon,
  ListIcon,
  MoreIcon,
  RecordIcon,
  ReloadCaptureIcon,
  SettingsIcon,
} from '../icons.tsx';
import { counted } from '../translate.ts';
import { FilterBox } from './filter-box.tsx';
import { Toggle } from './toggle.tsx';

export function Toolbar() {
  const store = useStore();
  const { translate } = store;
  const { recording } = store.snapshot.value;
  return (
    <div class="bar tools">
      <button
        type="button"
        class="tool record"
        data-action="record"
        aria-pressed={recording}
        aria-label={translate('record')}
        title={translate(recording ? 'recordStop' : 'recordStart')}
        onClick={store.toggleRecording}
      >
        <RecordIcon on={recording} />
      </button>
      <button
        type="button"
        class="tool"
        data-action="clear"
        aria-label={translate('clear')}
        title={translate('clear')}
        onClick={store.clear}
      >
        <ClearIcon />
      </button>
      <button
        type="button"
        class="tool"
        data-action="reload-capture"
        aria-label={translate('reloadCapture')}
        title={translate('reloadCaptureHint')}
        onClick={store.host.reloadAndCapture}
      >
        <ReloadCaptureIcon />
      </button>
      <span class="rule" />
      <FilterBox />
      <Toggles />
      <span class="rule" />
      <Inlet />
      <Outlets />
      <button
        type="button"
        class="tool"
        data-action="settings"
        aria-label={translate('settings')}
        title={translate('settingsHint')}
        onClick={store.host.openSettings}
      >
        <SettingsIcon />
      </button>
    </div>
  );
}

/** What the list holds. In a narrow panel a button opens them, so that the filter keeps its room. */
function Toggles() {
  const { translate, snapshot, setPreserveLog, showAll, popover, togglePopover } = useStore();
  const isOpen = popover.value === 'toggles';
  return (
    <div class={isOpen ? 'toggles open' : 'toggles'}>
      <button
        type="button"
        class="tool"
        data-action="more-toggles"
        aria-label={translate('whatIsListed')}
        title={translate('whatIsListed')}
        aria-expanded={isOpen}
        onClick={() => togglePopover('toggles')}
      >
        <ListIcon />
      </button>
      <div class="choices">
        <Toggle
          label={translate('preserveLog')}
          title={translate('preserveLogHint')}
          on={snapshot.value.preserveLog}
          onChange={setPreserveLog}
        />
        <Toggle
          label={translate('allRequests')}
          title={translate('allRequestsHint')}
          on={showAll.value}
          onChange={(on) => {
            showAll.value = on;
          }}
        />
      </div>
    </div>
  );
}

/** The way in for recordings. */
function Inlet() {
  const { translate, importFiles } = useStore();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="tool"
        data-action="import-har"
        aria-label={translate('importHar')}
        title={translate('importHint')}
        onClick={() => input.current?.click()}
      >
        <ImportIcon />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".har,.json,.gz,.ndjson,.jsonl,application/json,application/gzip"
        data-action="import-har-file"
        onChange={({ currentTarget }) => {
          importFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** The ways out for everything that the filter shows. */
function Outlets() {
  const { translate, rows, groupsIn, selection, openDialog, exportHar } = useStore();
  const failing = groupsIn('shown').length;
  const scope = selection.value.keys.size > 1 ? 'selection' : 'shown';
  const copyLabel = translate('copyShown', counted(translate, failing, 'rowsOne', 'rowsMany'));
  const exportLabel = translate('exportShown', counted(translate, rows.value.length, 'rowsOne', 'rowsMany'));
  return (
    <>
      <button
        type="button"
        class="tool"
        data-action="copy-shown"
        aria-label={copyLabel}
        title={copyLabel}
        disabled={failing === 0}
        onClick={() => openDialog('preview', 'shown')}
      >
        <CopyIcon />
      </button>
      <span class="tool-pair">
        <button
          type="button"
          class="tool"
          data-action="export-har"
          aria-label={exportLabel}
          title={exportLabel}
          disabled={rows.value.length === 0}
          onClick={() => void exportHar('shown')}
        >
          <ExportIcon />
        </button>
        <button
          type="button"
          class="tool more"
          data-action="export-scope"
          aria-label={translate('exportTitle')}
          title={translate('exportScopeHint')}
          onClick={() => openDialog('export', scope)}
        >
          <MoreIcon />
        </button>
      </span>
    </>
  );
}
