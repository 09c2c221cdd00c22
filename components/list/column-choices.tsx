import { useStore } from '../context.ts';
import { ToolButton } from '../tool-button.tsx';
import type { MessageKey } from '../translate.ts';
import { type Grouping, isGrouping } from './groupings.ts';

/** Which columns there are and in which order: for those who have no pointer, or do not know that headers can be pulled. */
export function ColumnChoices() {
  const { translate, table, columns, showColumn, resetColumns } = useStore();
  const choices = columns.value;
  return (
    <>
      <ul class="column-choices">
        {choices.map(({ id, shown }, i) => {
          const title = table.field(id)?.title;
          if (!title) return null;
          const before = choices[i - 1]?.id;
          const after = choices[i + 1]?.id;
          return (
            <li key={id}>
              <label class="toggle">
                <input
                  type="checkbox"
                  checked={shown !== false}
                  onChange={(event) => showColumn(id, event.currentTarget.checked)}
                />
                {translate(title)}
              </label>
              <MoveButton label={translate('moveEarlier', translate(title))} sign="↑" target={before} id={id} />
              <MoveButton label={translate('moveLater', translate(title))} sign="↓" target={after} id={id} />
            </li>
          );
        })}
      </ul>
      <button type="button" onClick={resetColumns}>
        {translate('resetColumns')}
      </button>
      <GroupingChoice />
    </>
  );
}

const GROUPING_NAMES: Readonly<Record<Grouping, MessageKey>> = {
  endpoint: 'groupByEndpoint',
  line: 'groupByLine',
};

function GroupingChoice() {
  const { translate, grouping, groupBy } = useStore();
  return (
    <label class="grouping">
      {translate('grouping')}
      <select
        data-setting="grouping"
        value={grouping.value}
        onChange={({ currentTarget: { value } }) => isGrouping(value) && groupBy(value)}
      >
        {Object.entries(GROUPING_NAMES).map(([id, name]) => (
          <option key={id} value={id}>
            {translate(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface MoveButtonProps {
  readonly label: string;
  readonly sign: string;
  readonly id: string;
  /** The column whose place is taken; undefined at the end of the list. */
  readonly target: string | undefined;
}

function MoveButton({ label, sign, id, target }: MoveButtonProps) {
  const { moveColumn } = useStore();
  return (
    <ToolButton
      label={label}
      disabled={target === undefined}
      onClick={() => target !== undefined && moveColumn(id, target)}
    >
      {sign}
    </ToolButton>
  );
}
