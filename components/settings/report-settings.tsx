import type { PreferenceStore } from '../../lib/preferences.ts';
import type { RedactionRules } from '../../lib/report/rules.ts';
import { FormatChoice } from '../report/format-choice.tsx';
import type { MessageKey, Translate } from '../translate.ts';
import { CheckSetting } from './check-setting.tsx';
import type { RuleKind } from './rule-fault.ts';
import { RuleList } from './rule-list.tsx';
import { usePreferences } from './use-preferences.ts';

interface ReportSettingsProps {
  readonly translate: Translate;
  readonly preferences: PreferenceStore;
}

const LISTS = [
  { kind: 'keys', title: 'rulesKeys', hint: 'rulesKeysHint' },
  { kind: 'headers', title: 'rulesHeaders', hint: 'rulesHeadersHint' },
  { kind: 'literals', title: 'rulesLiterals', hint: 'rulesLiteralsHint', isSecret: true },
] as const satisfies readonly { kind: RuleKind; title: MessageKey; hint: MessageKey; isSecret?: true }[];

/** What reports hide beside what they hide anyway, and the format of Ctrl+C. Every change is stored at once. */
export function ReportSettings({ translate, preferences }: ReportSettingsProps) {
  const { current, isStored, change } = usePreferences(preferences);
  const { rules, format } = current;
  const changeRules = (next: Partial<RedactionRules>) => change({ rules: { ...preferences.read().rules, ...next } });

  return (
    <section class="report-settings">
      <h2>{translate('reportSettingsTitle')}</h2>
      <div class="setting">
        <FormatChoice
          translate={translate}
          label={translate('preferredFormat')}
          format={format}
          onChange={(chosen) => change({ format: chosen })}
        />
      </div>
      <h3>{translate('rulesTitle')}</h3>
      <p>{translate('rulesText')}</p>
      {LISTS.map(({ kind, ...list }) => (
        <RuleList
          key={kind}
          translate={translate}
          kind={kind}
          rules={rules}
          onChange={(next) => changeRules({ [kind]: next })}
          {...list}
        />
      ))}
      <div class="setting">
        <CheckSetting
          name="hide-addresses"
          label={translate('hideAddresses')}
          checked={rules.hideAddresses}
          onChange={(hideAddresses) => changeRules({ hideAddresses })}
        />
      </div>
      <p class="trouble" role="alert">
        {!isStored && translate('settingsNotStored')}
      </p>
    </section>
  );
}
