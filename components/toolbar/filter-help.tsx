import { useStore } from '../context.ts';
import { FilterGrammar } from '../parts.ts';
import { Popover } from '../popover.tsx';

/** The button that tells what can be asked. */
export function FilterHelp() {
  const { translate, popover, togglePopover } = useStore();
  return (
    <div class="filter-help">
      <button
        type="button"
        class="tool"
        data-action="filter-help"
        aria-label={translate('filterHelp')}
        title={translate('filterHelp')}
        aria-expanded={popover.value === 'help'}
        onClick={() => togglePopover('help')}
      >
        ?
      </button>
      <Popover name="help" label={translate('filterHelp')}>
        <FilterGrammar />
      </Popover>
    </div>
  );
}
