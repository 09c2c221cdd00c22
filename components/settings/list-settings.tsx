import { DENSITIES, type Density, KEPT_FAILURES, type PreferenceStore } from '../../lib/preferences.ts';
import { limitsFor } from '../../lib/session/limits.ts';
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
      <div class="setting">
        <label>
          <span>{translate('keptFailures')}</span>
          <select
            data-setting="kept-failures"
            value={current.keptFailures}
            onChange={({ currentTarget: { value } }) => {
              const chosen = KEPT_FAILURES.find((one) => one === Number(value));
              if (chosen) change({ keptFailures: chosen });
            }}
          >
            {KEPT_FAILURES.map((one) => (
              <option key={one} value={one}>
                {whole(one)}
              </option>
            ))}
          </select>
        </label>
        <p>{translate('keptFailuresText', whole(limitsFor(current.keptFailures).healthy))}</p>
      </div>
      <p class="trouble" role="alert">
        {!isStored && translate('settingsNotStored')}
        {preferences.isDamaged() && translate('settingsDamaged')}
      </p>
    </section>
  );
}
