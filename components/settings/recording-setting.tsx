import type { PreferenceStore } from '../../lib/preferences.ts';
import type { Translate } from '../translate.ts';
import { CheckSetting } from './check-setting.tsx';
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
      <CheckSetting
        name="record-stacks"
        label={translate('recordStacks')}
        checked={current.recordStacks}
        onChange={(recordStacks) => change({ recordStacks })}
      />
      <p>{translate('recordStacksText')}</p>
      {!isStored && (
        <p class="trouble" role="alert">
          {translate('settingsNotStored')}
        </p>
      )}
    </div>
  );
}
