import { useEffect, useState } from 'preact/hooks';
import type { PreferenceStore } from '../../lib/preferences.ts';
import type { MessageKey, Translate } from '../translate.ts';
import { Catalogue } from './catalogue.tsx';
import { Families } from './families.tsx';
import type { FamiliesHost } from './families-host.ts';
import type { KeepingHost } from './keeping-setting.tsx';
import { ListSettings } from './list-settings.tsx';
import { RecordingSetting } from './recording-setting.tsx';
import { ReportSettings } from './report-settings.tsx';
import { TraceSettings } from './trace-settings.tsx';

/** The browser's permission to watch sockets in every frame of a page. */
export interface CapturePermission {
  /** Whether it is given now. */
  readonly isGiven: () => Promise<boolean>;
  /** Asks the user; tells whether it was given. Browsers allow the question only while a click is being handled. */
  readonly request: () => Promise<boolean>;
  /** Gives it back; tells whether that worked. */
  readonly giveBack: () => Promise<boolean>;
  /** Calls `listener` when it was given or taken away, wherever that happened, until `signal` aborts. */
  readonly onChange: (listener: () => void, signal: AbortSignal) => void;
}

interface SettingsProps {
  readonly translate: Translate;
  readonly permission: CapturePermission;
  readonly preferences: PreferenceStore;
  readonly families: FamiliesHost;
  readonly keeping: KeepingHost;
}

const EXPLAINED = [
  ['captureAllows', 'captureAllowsText'],
  ['captureUse', 'captureUseText'],
  ['captureLocal', 'captureLocalText'],
  ['captureWhen', 'captureWhenText'],
  ['captureLimits', 'captureLimitsText'],
] as const satisfies readonly (readonly [MessageKey, MessageKey])[];

/** The settings tab: how sockets are captured, the permission to capture those of every frame, what reports hide, and families. */
export function Settings({ translate, permission, preferences, families, keeping }: SettingsProps) {
  /** Undefined until the browser has answered. */
  const [isGiven, setGiven] = useState<boolean | undefined>(undefined);
  const [trouble, setTrouble] = useState<MessageKey | undefined>(undefined);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const read = async () => {
      const given = await permission.isGiven();
      if (!signal.aborted) setGiven(given);
    };
    permission.onChange(() => {
      setTrouble(undefined);
      void read();
    }, signal);
    void read();
    return () => controller.abort();
  }, [permission]);

  async function change(act: () => Promise<boolean>, refusal: MessageKey): Promise<void> {
    setTrouble(undefined);
    // The question must be asked within the click: nothing may be awaited before it.
    const worked = await act().catch(() => false);
    setGiven(await permission.isGiven());
    setTrouble(worked ? undefined : refusal);
  }

  return (
    <main class="settings">
      <h1>{translate('settingsTitle')}</h1>
      <section>
        <h2>{translate('captureTitle')}</h2>
        <p class="capture-state" role="status">
          {isGiven !== undefined && (
            <>
              <span class={isGiven ? 'lamp on' : 'lamp'} />
              <span>
                <b>{translate(isGiven ? 'captureEvery' : 'captureTop')}</b>{' '}
                {translate(isGiven ? 'captureEveryText' : 'captureTopText')}
              </span>
            </>
          )}
        </p>
        <p>{translate('captureWhy')}</p>
        <div class="settings-buttons">
          <button
            type="button"
            class="primary"
            data-action="allow-every-frame"
            aria-disabled={isGiven !== false}
            onClick={() => {
              if (isGiven === false) void change(permission.request, 'captureRefused');
            }}
          >
            {translate('captureAllow')}
          </button>
          <button
            type="button"
            data-action="give-permission-back"
            aria-disabled={isGiven !== true}
            onClick={() => {
              if (isGiven) void change(permission.giveBack, 'captureNotGivenBack');
            }}
          >
            {translate('captureGiveBack')}
          </button>
        </div>
        <p class="trouble" role="alert">
          {trouble && translate(trouble)}
        </p>
        <dl class="explained">
          {EXPLAINED.map(([title, text]) => (
            <div key={title}>
              <dt>{translate(title)}</dt>
              <dd>{translate(text)}</dd>
            </div>
          ))}
        </dl>
        <RecordingSetting translate={translate} preferences={preferences} />
      </section>
      <ListSettings translate={translate} preferences={preferences} keeping={keeping} />
      <TraceSettings translate={translate} preferences={preferences} />
      <ReportSettings translate={translate} preferences={preferences} />
      <Families translate={translate} host={families} />
      <Catalogue translate={translate} host={families} />
    </main>
  );
}
