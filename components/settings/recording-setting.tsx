import type { PreferenceStore } from '../../lib/preferences.ts';
import type { Translate } from '../translate.ts';
import { usePreferences } from './use-preferences.ts';

interface RecordingSettingProps {
  readonly translate: Translate;
  readonly preferences: PreferenceStore;
}

/** Whether pages that load from now on record which line of their code asks for what. */
export function RecordingSetting({ translate, preferences }: RecordingSettingProps) {
  const { current, isStored, change } = usePreferences(preferences);
  return (
    <div class="setting">
      <label>
        <input
          type="checkbox"
          data-setting="record-stacks"
          checked={current.recordStacks}
          onChange={({ currentTarget: { checked } }) => change({ recordStacks: checked })}
        />
        <span>{translate('recordStacks')}</span>
      </label>
      <p>{translate('recordStacksText')}</p>
      {!isStored && (
        <p class="trouble" role="alert">
          {translate('settingsNotStored')}
        </p>
      )}
    </div>
  );
}
