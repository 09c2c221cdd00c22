import { useStore } from '../context.ts';
import { MoreIcon } from '../icons.tsx';
import { ColumnChoices } from '../parts.ts';
import { Popover } from '../popover.tsx';

/** The button that opens the choice of columns. */
export function ColumnMenu() {
  const { translate, popover, togglePopover } = useStore();
  return (
    <div class="column-menu">
      <button
        type="button"
        class="tool"
        data-action="columns"
        aria-label={translate('chooseColumns')}
        title={translate('chooseColumns')}
        aria-expanded={popover.value === 'columns'}
        onClick={() => togglePopover('columns')}
      >
        <MoreIcon />
      </button>
      <Popover name="columns" label={translate('chooseColumns')}>
        <ColumnChoices />
      </Popover>
    </div>
  );
}
