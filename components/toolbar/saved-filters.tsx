import { useStore } from '../context.ts';
import { StarIcon } from '../icons.tsx';
import { SavedChoices } from '../parts.ts';
import { Popover } from '../popover.tsx';

/** Filters with names: each can be switched on beside what stands in the box, and the box itself be saved. */
export function SavedFilters() {
  const { translate, popover, togglePopover, hasSavedOn } = useStore();
  const label = translate('savedFilters');
  return (
    <div class="saved-filters">
      <button
        type="button"
        class="tool"
        data-action="saved-filters"
        aria-label={label}
        title={label}
        aria-expanded={popover.value === 'saved'}
        onClick={() => togglePopover('saved')}
      >
        <StarIcon on={hasSavedOn.value} />
      </button>
      <Popover name="saved" label={label}>
        <SavedChoices />
      </Popover>
    </div>
  );
}
