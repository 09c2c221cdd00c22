import { useStore } from '../context.ts';
import { StarIcon } from '../icons.tsx';
import { SavedChoices } from '../parts.ts';
import { PopoverButton } from '../popover.tsx';

/** Filters with names: each can be switched on beside what stands in the box, and the box itself be saved. */
export function SavedFilters() {
  const { translate, hasSavedOn } = useStore();
  return (
    <div class="saved-filters">
      <PopoverButton
        name="saved"
        action="saved-filters"
        label={translate('savedFilters')}
        sign={<StarIcon on={hasSavedOn.value} />}
      >
        <SavedChoices />
      </PopoverButton>
    </div>
  );
}
