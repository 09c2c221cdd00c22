import { useStore } from '../context.ts';

interface DividerProps {
  readonly where: 'beside' | 'below';
  /** Size of the pane behind the divider, and its bounds, in pixels. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  readonly onResize: (size: number) => void;
}

/** How far an arrow key moves the divider, in pixels. */
const STEP = 24;

/** Resizes the pane to its right or below it, by dragging or with the arrow keys. */
export function Divider({ where, size, least, most, onResize }: DividerProps) {
  const { translate } = useStore();
  const resize = (next: number) => onResize(Math.max(least, Math.min(most, Math.round(next))));

  function drag(event: PointerEvent): void {
    if (!(event.currentTarget instanceof HTMLElement) || event.button !== 0) return;
    const bar = event.currentTarget;
    const position = (e: PointerEvent) => (where === 'below' ? e.clientY : e.clientX);
    const from = position(event);
    const controller = new AbortController();
    const { signal } = controller;
    bar.setPointerCapture(event.pointerId);
    bar.addEventListener('pointermove', (moved) => resize(size + from - position(moved)), { signal });
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
      bar.addEventListener(end, () => controller.abort(), { signal });
    }
    event.preventDefault();
    bar.focus();
  }

  function press(event: KeyboardEvent): void {
    const [more, less] = where === 'below' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    resize(size + (event.key === more ? STEP : -STEP));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved takes focus and has a value, which hr does not
    <div
      class="divider"
      role="separator"
      tabIndex={0}
      aria-label={translate('resize')}
      aria-orientation={where === 'below' ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}
