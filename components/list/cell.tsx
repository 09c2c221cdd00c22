// biome-ignore-all lint/a11y/useSemanticElements: a grid of a few rows out of thousands, which no table is
import type { ComponentChildren } from 'preact';

interface CellProps {
  /** Id of the field. */
  readonly column: string;
  /** Numbers stand at the end. */
  readonly atEnd?: boolean | undefined;
  /** Tooltip, for what the cell may have to cut off. */
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
}

export function Cell({ column, atEnd, title, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
    <div class={`cell at-${column}${atEnd ? ' end' : ''}`} role="gridcell" title={title || undefined}>
      {children}
    </div>
  );
}
