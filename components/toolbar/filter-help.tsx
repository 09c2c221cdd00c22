import { useStore } from '../context.ts';
import { FilterGrammar } from '../parts.ts';
import { PopoverButton } from '../popover.tsx';

/** The button that tells what can be asked. */
export function FilterHelp() {
  const { translate } = useStore();
  return (
    <div class="filter-help">
      <PopoverButton name="help" action="filter-help" label={translate('filterHelp')} sign="?">
        <FilterGrammar />
      </PopoverButton>
    </div>
  );
}
