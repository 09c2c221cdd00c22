import { useId, useRef, useState } from 'preact/hooks';
import type { PreferenceStore } from '../../lib/preferences.ts';
import { MAX_TEMPLATES, type TraceTemplate, templateFault } from '../../lib/trace-template.ts';
import { onEnter } from '../on-enter.ts';
import { oneLine } from '../text/clean.ts';
import type { MessageKey, Translate } from '../translate.ts';
import { usePreferences } from './use-preferences.ts';

interface TraceSettingsProps {
  readonly translate: Translate;
  readonly preferences: PreferenceStore;
}

const PARTS = [
  { part: 'host', title: 'traceHost', example: 'api.example.com' },
  { part: 'label', title: 'traceLabel', example: 'Grafana' },
  { part: 'url', title: 'traceUrl', example: 'https://grafana.example.com/trace/{trace}' },
] as const satisfies readonly { part: keyof TraceTemplate; title: MessageKey; example: string }[];

const FAULTS = {
  host: 'traceHostFault',
  label: 'traceLabelFault',
  url: 'traceUrlFault',
} as const satisfies Record<keyof TraceTemplate, MessageKey>;

const EMPTY: TraceTemplate = { host: '', label: '', url: '' };

/** Where traces are looked at: for each host an address with places for the ids of a failing request. */
export function TraceSettings({ translate, preferences }: TraceSettingsProps) {
  const { current, isStored, change } = usePreferences(preferences);
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(EMPTY);
  const [fault, setFault] = useState<keyof TraceTemplate | undefined>(undefined);
  const { traces } = current;

  function add(): void {
    const template = { host: typed.host.trim(), label: typed.label.trim(), url: typed.url.trim() };
    const wrong = templateFault(template);
    setFault(wrong);
    if (wrong !== undefined || traces.length >= MAX_TEMPLATES) return;
    change({ traces: [...traces, template] });
    setTyped(EMPTY);
    first.current?.focus();
  }

  return (
    <section class="report-settings rules">
      <h2>{translate('traceTitle')}</h2>
      <p>{translate('traceText')}</p>
      {traces.length > 0 && (
        <ul>
          {traces.map((template, i) => (
            <li key={`${template.host} ${template.url}`}>
              <bdi>{oneLine(`${template.host} · ${template.label} · ${template.url}`, 300)}</bdi>
              <button
                type="button"
                data-action="remove-trace"
                aria-label={translate('ruleRemoveNamed', oneLine(template.label))}
                onClick={() => change({ traces: traces.filter((_, at) => at !== i) })}
              >
                {translate('ruleRemove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="add-trace">
        {PARTS.map(({ part, title, example }, i) => (
          <label key={part}>
            <span>{translate(title)}</span>
            <input
              {...(i === 0 && { ref: first })}
              type="text"
              data-trace={part}
              placeholder={example}
              spellcheck={false}
              autocomplete="off"
              value={typed[part]}
              aria-invalid={fault === part}
              aria-describedby={`${id}-fault`}
              onInput={({ currentTarget: { value } }) => {
                setFault(undefined);
                setTyped((before) => ({ ...before, [part]: value }));
              }}
              onKeyDown={onEnter(add)}
            />
          </label>
        ))}
        <button type="button" data-action="add-trace" onClick={add}>
          {translate('ruleAdd')}
        </button>
      </div>
      <p class="trouble" role="alert" id={`${id}-fault`}>
        {fault && translate(FAULTS[fault])}
        {!isStored && translate('settingsNotStored')}
      </p>
    </section>
  );
}
