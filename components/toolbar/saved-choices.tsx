import { useRef } from 'preact/hooks';
import { useStore } from '../context.ts';
import { onEnter } from '../on-enter.ts';
import { oneLine } from '../text/clean.ts';
import { ToolButton } from '../tool-button.tsx';

/** The saved filters, each with its switch, and a way to save what stands in the box. */
export function SavedChoices() {
  return (
    <>
      <Choices />
      <SaveCurrent />
    </>
  );
}

function Choices() {
  const { translate, savedFilters, switchFilter, forgetFilter } = useStore();
  if (savedFilters.value.length === 0) return <p class="dim">{translate('savedFiltersNone')}</p>;
  return (
    <ul class="column-choices">
      {savedFilters.value.map(({ name, text, on }) => (
        <li key={name}>
          <label class="toggle" title={oneLine(text)}>
            <input
              type="checkbox"
              checked={on}
              onChange={({ currentTarget: { checked } }) => switchFilter(name, checked)}
            />
            <bdi>{oneLine(name)}</bdi>
          </label>
          <ToolButton label={translate('ruleRemoveNamed', oneLine(name))} onClick={() => forgetFilter(name)}>
            ×
          </ToolButton>
        </li>
      ))}
    </ul>
  );
}

function SaveCurrent() {
  const { translate, filterText, faults, saveFilter } = useStore();
  const field = useRef<HTMLInputElement>(null);
  const text = filterText.value.trim();
  const canSave = text !== '' && faults.value.length === 0;

  function save(): void {
    if (!canSave) return;
    saveFilter(field.current?.value.trim() || text.slice(0, 60), text);
    if (field.current) field.current.value = '';
  }

  return (
    <div class="save-filter">
      <input
        ref={field}
        type="text"
        aria-label={translate('filterName')}
        placeholder={translate('filterName')}
        maxLength={60}
        autocomplete="off"
        onKeyDown={onEnter(save)}
      />
      <button
        type="button"
        data-action="save-filter"
        disabled={!canSave}
        title={canSave ? undefined : translate('saveFilterHint')}
        onClick={save}
      >
        {translate('saveFilter')}
      </button>
    </div>
  );
}
