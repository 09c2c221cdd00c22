import { useId, useRef, useState } from 'preact/hooks';
import type { RedactionRules } from '../../lib/report/rules.ts';
import { onEnter } from '../on-enter.ts';
import { oneLine } from '../text/clean.ts';
import { counted, type MessageKey, type Translate } from '../translate.ts';
import { type Fault, type RuleKind, ruleFault } from './rule-fault.ts';

interface RuleListProps {
  readonly translate: Translate;
  readonly kind: RuleKind;
  readonly title: MessageKey;
  readonly hint: MessageKey;
  readonly rules: RedactionRules;
  /** The rules themselves are secrets. */
  readonly isSecret?: boolean;
  readonly onChange: (rules: readonly string[]) => void;
}

/** Rules of one kind: those there are, each with a way to remove it, and a field for another. */
export function RuleList({ translate, kind, title, hint, rules, isSecret = false, onChange }: RuleListProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<Fault | undefined>(undefined);

  function add(): void {
    const rule = field.current?.value.trim() ?? '';
    const found = ruleFault(rules, kind, rule);
    setFault(found);
    field.current?.focus();
    if (found || !field.current) return;
    field.current.value = '';
    onChange([...rules[kind], rule]);
  }

  function remove(rule: string): void {
    setFault(undefined);
    onChange(rules[kind].filter((one) => one !== rule));
    field.current?.focus();
  }

  const name = (rule: string) =>
    isSecret ? `•••• ${counted(translate, rule.length, 'charactersOne', 'charactersMany')}` : oneLine(rule);

  return (
    <section class="rules" data-rules={kind}>
      <h4>
        <label htmlFor={`${id}-field`}>{translate(title)}</label>
      </h4>
      <p class="dim" id={`${id}-hint`}>
        {translate(hint)}
      </p>
      {rules[kind].length > 0 && (
        <ul>
          {rules[kind].map((rule, i) => (
            <li key={rule}>
              <bdi>{name(rule)}</bdi>
              <button
                type="button"
                data-action="remove-rule"
                aria-label={translate('ruleRemoveNamed', isSecret ? `${i + 1}` : name(rule))}
                onClick={() => remove(rule)}
              >
                {translate('ruleRemove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="add-rule">
        <input
          ref={field}
          id={`${id}-field`}
          type="text"
          // Not a password field: a password manager would offer to keep the value, and may send it elsewhere.
          class={isSecret ? 'masked' : undefined}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-hint ${id}-fault`}
          onInput={() => setFault(undefined)}
          onKeyDown={onEnter(add)}
        />
        <button type="button" data-action="add-rule" onClick={add}>
          {translate('ruleAdd')}
        </button>
      </div>
      <p class="trouble" role="alert" id={`${id}-fault`}>
        {fault && translate('ruleFault', translate(title), translate(...fault))}
      </p>
    </section>
  );
}
