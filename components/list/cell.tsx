// biome-ignore-all lint/a11y/useSemanticElements: a grid of a few rows out of thousands, which no table is
import type { ComponentChildren } from 'preact';
import type { ColumnId } from './columns.ts';

interface CellProps {
  readonly column: ColumnId;
  /** Tooltip, for what the cell may have to cut off. */
  readonly title?: string;
  readonly children?: ComponentChildren;
}

export function Cell({ column, title, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
    <div class={`cell ${column}`} role="gridcell" title={title || undefined}>
      {children}
    </div>
  );
}
