import { DENSITIES, type Density, type PreferenceStore } from '../../lib/preferences.ts';
import { DEFAULT_LIMITS } from '../../lib/session/limits.ts';
import { whole } from '../text/format.ts';
import type { MessageKey, Translate } from '../translate.ts';
import { type KeepingHost, KeepingSetting } from './keeping-setting.tsx';
import { usePreferences } from './use-preferences.ts';

interface ListSettingsProps {
  readonly translate: Translate;
  readonly preferences: PreferenceStore;
  readonly keeping: KeepingHost;
}

const NAMES = { native: 'densityNative', comfortable: 'densityComfortable' } as const satisfies Record<
  Density,
  MessageKey
>;

/** How high the rows of the list are, how long they stay, and how many there can be. */
export function ListSettings({ translate, preferences, keeping }: ListSettingsProps) {
  const { current, isStored, change } = usePreferences(preferences);
  return (
    <section class="report-settings">
      <h2>{translate('listSettingsTitle')}</h2>
      <div class="setting">
        <label>
          <span>{translate('density')}</span>
          <select
            data-setting="density"
            value={current.density}
            onChange={({ currentTarget: { value } }) => {
              const chosen = DENSITIES.find((one) => one === value);
              if (chosen) change({ density: chosen });
            }}
          >
            {DENSITIES.map((one) => (
              <option key={one} value={one}>
                {translate(NAMES[one])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <KeepingSetting translate={translate} preferences={preferences} keeping={keeping} />
      <p class="setting">{translate('limits', whole(DEFAULT_LIMITS.failures), whole(DEFAULT_LIMITS.healthy))}</p>
      <p class="trouble" role="alert">
        {!isStored && translate('settingsNotStored')}
        {preferences.isDamaged() && translate('settingsDamaged')}
      </p>
    </section>
  );
}
