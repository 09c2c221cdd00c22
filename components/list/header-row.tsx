// biome-ignore-all lint/a11y/useSemanticElements: a grid of a few rows out of thousands, which no table is
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row or header
import type { RefObject } from 'preact';
import { useStore } from '../context.ts';
import { COLUMNS, type ColumnId } from './columns.ts';

interface HeaderRowProps {
  /** The header the keyboard is on. */
  readonly active: ColumnId | undefined;
  /** Gets the header of the request column, whose width says how much of an address fits. */
  readonly requestHeader: RefObject<HTMLDivElement>;
}

/** Column headers; a click sorts. */
export function HeaderRow({ active, requestHeader }: HeaderRowProps) {
  const { translate, sort, sortBy } = useStore();
  return (
    <div class="head" role="rowgroup">
      <div class="row" role="row" aria-rowindex={1}>
        {COLUMNS.map(({ id, title }) => {
          const sorted = sort.value?.column === id ? sort.value : undefined;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid, which has the focus, handles the keys
            <div
              key={id}
              ref={id === 'request' ? requestHeader : null}
              id={`head-${id}`}
              class={`cell ${id}${active === id ? ' active' : ''}`}
              role="columnheader"
              aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
              title={translate('sortHint')}
              onClick={() => sortBy(id)}
            >
              {translate(title)}
              {sorted && <span class="arrow">{sorted.descending ? '▼' : '▲'}</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
