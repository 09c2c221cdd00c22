import { useState } from 'preact/hooks';
import type { PreferenceStore } from '../../lib/preferences.ts';
import type { Translate } from '../translate.ts';
import { CheckSetting } from './check-setting.tsx';
import { usePreferences } from './use-preferences.ts';

/** Memory of the browser in which a session outlives DevTools. */
export interface KeepingHost {
  /** Makes it usable; tells whether that worked. Browsers allow it only while a click is being handled. */
  readonly begin: () => Promise<boolean>;
  /** Forgets everything in it. */
  readonly end: () => Promise<void>;
}

interface KeepingSettingProps {
  readonly translate: Translate;
  readonly preferences: PreferenceStore;
  readonly keeping: KeepingHost;
}

/** Whether the session comes back when DevTools is opened again. */
export function KeepingSetting({ translate, preferences, keeping }: KeepingSettingProps) {
  const { current, isStored, change } = usePreferences(preferences);
  const [isRefused, setRefused] = useState(false);

  async function choose(keepSession: boolean): Promise<void> {
    const worked = !keepSession || (await keeping.begin().catch(() => false));
    setRefused(!worked);
    if (!worked) return;
    change({ keepSession });
    if (!keepSession) await keeping.end().catch(() => {});
  }

  return (
    <div class="setting">
      <CheckSetting
        name="keep-session"
        label={translate('keepSession')}
        checked={current.keepSession}
        onChange={(keepSession) => void choose(keepSession)}
      />
      <p>{translate('keepSessionText')}</p>
      <p class="trouble" role="alert">
        {isRefused && translate('keepSessionRefused')}
        {!isStored && translate('settingsNotStored')}
      </p>
    </div>
  );
}
