import { useStore } from '../context.ts';
import { MoreIcon } from '../icons.tsx';
import { ColumnChoices } from '../parts.ts';
import { PopoverButton } from '../popover.tsx';

/** The button that opens the choice of columns. */
export function ColumnMenu() {
  const { translate } = useStore();
  return (
    <div class="column-menu">
      <PopoverButton name="columns" action="columns" label={translate('chooseColumns')} sign={<MoreIcon />}>
        <ColumnChoices />
      </PopoverButton>
    </div>
  );
}
