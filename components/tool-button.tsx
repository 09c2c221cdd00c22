import type { ComponentChildren } from 'preact';

interface ToolButtonProps {
  /** What a press does, as the document names it. */
  readonly action?: string;
  readonly label: string;
  /** Tooltip, where it says more than the label. */
  readonly title?: string;
  /** Classes beside its own. */
  readonly look?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

/** A button that shows a sign instead of its name. */
export function ToolButton({
  action,
  label,
  title = label,
  look,
  pressed,
  expanded,
  disabled,
  onClick,
  children,
}: ToolButtonProps) {
  return (
    <button
      type="button"
      class={look === undefined ? 'tool' : `tool ${look}`}
      data-action={action}
      aria-label={label}
      title={title}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
