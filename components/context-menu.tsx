import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { COMMANDS } from './commands.ts';
import { useStore } from './context.ts';

/** Nearest that the menu comes to the edge of the panel, in pixels. */
const MARGIN = 4;

/** What can be done with the selected rows, at the place where it was asked for. */
export function Menu({ x, y }: { x: number; y: number }) {
  const store = useStore();
  const { translate, closeMenu, focusList } = store;
  const box = useRef<HTMLDivElement>(null);
  const possible = COMMANDS.filter(({ group, isPossible }) => group !== undefined && isPossible(store));

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { documentElement } = element.ownerDocument;
    const within = (at: number, size: number, room: number) =>
      `${Math.max(MARGIN, Math.min(at, room - size - MARGIN))}px`;
    element.style.left = within(x, element.offsetWidth, documentElement.clientWidth);
    element.style.top = within(y, element.offsetHeight, documentElement.clientHeight);
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [x, y]);

  useEffect(() => {
    const done = new AbortController();
    const closeBeside = ({ target }: Event) => {
      if (!(target instanceof Node && box.current?.contains(target))) closeMenu();
    };
    box.current?.ownerDocument.addEventListener('pointerdown', closeBeside, { capture: true, signal: done.signal });
    return () => done.abort();
  }, [closeMenu]);

  function press(event: KeyboardEvent): void {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.indexOf(box.current?.ownerDocument.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') {
      closeMenu();
      focusList();
    } else if (next !== undefined) items[next % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="menu" role="menu" aria-label={translate('rowMenu')} ref={box} onKeyDown={press}>
      {possible.map((command, i) => (
        <button
          key={command.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={i > 0 && possible[i - 1]?.group !== command.group ? 'begins-group' : undefined}
          data-command={command.id}
          onClick={() => {
            closeMenu();
            focusList();
            command.run(store);
          }}
        >
          {translate(command.title)}
        </button>
      ))}
    </div>
  );
}
