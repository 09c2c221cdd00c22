import { DENSITIES, type Density, KEPT_FAILURES, type PreferenceStore } from '../../lib/preferences.ts';
import { limitsFor } from '../../lib/session/limits.ts';
import { whole } from '../text/format.ts';
import type { MessageKey, Translate } from '../translate.ts';
import { ChoiceSetting } from './choice-setting.tsx';
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
        <ChoiceSetting
          name="density"
          label={translate('density')}
          choices={DENSITIES}
          nameOf={(one) => translate(NAMES[one])}
          chosen={current.density}
          onChange={(density) => change({ density })}
        />
      </div>
      <KeepingSetting translate={translate} preferences={preferences} keeping={keeping} />
      <div class="setting">
        <ChoiceSetting
          name="kept-failures"
          label={translate('keptFailures')}
          choices={KEPT_FAILURES}
          nameOf={whole}
          chosen={current.keptFailures}
          onChange={(keptFailures) => change({ keptFailures })}
        />
        <p>{translate('keptFailuresText', whole(limitsFor(current.keptFailures).healthy))}</p>
      </div>
      <p class="trouble" role="alert">
        {!isStored && translate('settingsNotStored')}
        {preferences.isDamaged() && translate('settingsDamaged')}
      </p>
    </section>
  );
}
