import type { ComponentChildren } from 'preact';

interface ChipProps {
  readonly pressed: boolean;
  readonly count: number;
  readonly title?: string;
  /** -1 for all but one chip: together they are one tab stop. */
  readonly tabIndex: number;
  readonly 'data-family-chip'?: string;
  readonly 'data-permanence-chip'?: string;
  /** @param several whether Ctrl or Cmd was held */
  readonly onPick: (several: boolean) => void;
  readonly children: ComponentChildren;
}

export function Chip({ pressed, count, onPick, children, ...rest }: ChipProps) {
  return (
    <button
      type="button"
      class="chip"
      aria-pressed={pressed}
      {...rest}
      onClick={(event) => onPick(event.ctrlKey || event.metaKey)}
    >
      <span class="chip-name">{children}</span> <span class="count">{count}</span>
    </button>
  );
}
