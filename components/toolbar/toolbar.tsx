import { useStore } from '../context.ts';
import { ClearIcon, RecordIcon, ReloadCaptureIcon, SettingsIcon } from '../icons.tsx';
import { Toggle } from './toggle.tsx';

export function Toolbar() {
  const store = useStore();
  const { translate } = store;
  const { recording, preserveLog } = store.snapshot.value;
  return (
    <div class="bar">
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
      <input
        type="search"
        aria-label={translate('filter')}
        placeholder={translate('filterHint')}
        spellcheck={false}
        autocomplete="off"
        value={store.filterText}
        onInput={(event) => {
          store.filterText.value = event.currentTarget.value;
        }}
      />
      <Toggle
        label={translate('preserveLog')}
        title={translate('preserveLogHint')}
        on={preserveLog}
        onChange={store.setPreserveLog}
      />
      <Toggle
        label={translate('allRequests')}
        title={translate('allRequestsHint')}
        on={store.showAll.value}
        onChange={(on) => {
          store.showAll.value = on;
        }}
      />
      <span class="rule" />
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
