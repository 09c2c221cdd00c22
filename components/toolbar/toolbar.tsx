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
import { ToolButton } from '../tool-button.tsx';
import { counted } from '../translate.ts';
import { FilterBox } from './filter-box.tsx';
import { Toggle } from './toggle.tsx';

export function Toolbar() {
  const store = useStore();
  const { translate } = store;
  const { recording } = store.snapshot.value;
  return (
    <div class="bar tools">
      <ToolButton
        action="record"
        label={translate('record')}
        title={translate(recording ? 'recordStop' : 'recordStart')}
        look="record"
        pressed={recording}
        onClick={store.toggleRecording}
      >
        <RecordIcon on={recording} />
      </ToolButton>
      <ToolButton action="clear" label={translate('clear')} onClick={store.clear}>
        <ClearIcon />
      </ToolButton>
      <ToolButton
        action="reload-capture"
        label={translate('reloadCapture')}
        title={translate('reloadCaptureHint')}
        onClick={store.host.reloadAndCapture}
      >
        <ReloadCaptureIcon />
      </ToolButton>
      <span class="rule" />
      <FilterBox />
      <Toggles />
      <span class="rule" />
      <Inlet />
      <Outlets />
      <ToolButton
        action="settings"
        label={translate('settings')}
        title={translate('settingsHint')}
        onClick={store.host.openSettings}
      >
        <SettingsIcon />
      </ToolButton>
    </div>
  );
}

/** What the list holds. In a narrow panel a button opens them, so that the filter keeps its room. */
function Toggles() {
  const { translate, snapshot, setPreserveLog, showAll, popover, togglePopover } = useStore();
  const isOpen = popover.value === 'toggles';
  return (
    <div class={isOpen ? 'toggles open' : 'toggles'}>
      <ToolButton
        action="more-toggles"
        label={translate('whatIsListed')}
        expanded={isOpen}
        onClick={() => togglePopover('toggles')}
      >
        <ListIcon />
      </ToolButton>
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
      <ToolButton
        action="import-har"
        label={translate('importHar')}
        title={translate('importHint')}
        onClick={() => input.current?.click()}
      >
        <ImportIcon />
      </ToolButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".har,.json,.gz,.zip,.ndjson,.jsonl,application/json,application/gzip,application/zip"
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
      <ToolButton
        action="copy-shown"
        label={copyLabel}
        disabled={failing === 0}
        onClick={() => openDialog('preview', 'shown')}
      >
        <CopyIcon />
      </ToolButton>
      <span class="tool-pair">
        <ToolButton
          action="export-har"
          label={exportLabel}
          disabled={rows.value.length === 0}
          onClick={() => void exportHar('shown')}
        >
          <ExportIcon />
        </ToolButton>
        <ToolButton
          action="export-scope"
          label={translate('exportTitle')}
          title={translate('exportScopeHint')}
          look="more"
          onClick={() => openDialog('export', scope)}
        >
          <MoreIcon />
        </ToolButton>
      </span>
    </>
  );
}
