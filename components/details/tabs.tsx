import { useRef } from 'preact/hooks';
import { afterKey } from '../arrow-keys.ts';
import { useStore } from '../context.ts';
import type { Tab, TabId } from './tab-ids.ts';

interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly selected: TabId;
  readonly onSelect: (id: TabId) => void;
}

/** A tab list with one tab stop; the arrow keys, Home and End move and select (WAI-ARIA APG, tabs). */
export function Tabs({ tabs, selected, onSelect }: TabsProps) {
  const { translate } = useStore();
  const list = useRef<HTMLDivElement>(null);

  function press(event: KeyboardEvent): void {
    const to = afterKey(
      event.key,
      tabs.findIndex(({ id }) => id === selected),
      tabs.length,
    );
    const next = to === undefined ? undefined : tabs[to];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  }

  return (
    <div class="tabs" role="tablist" ref={list} onKeyDown={press}>
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === selected}
          aria-controls={id === selected ? 'tab-panel' : undefined}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {translate(title)}
        </button>
      ))}
    </div>
  );
}
