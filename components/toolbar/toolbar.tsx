import { useStore } from '../context.ts';
import { ClearIcon, RecordIcon } from '../icons.tsx';
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
    </div>
  );
}
