import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../context.ts';
import { SuggestionList } from '../parts.ts';
import { FilterHelp } from './filter-help.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { suggestionId } from './suggestions.ts';

/** Keys that have to do with what is suggested. */
const ACTS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Tab', 'Enter', ' ']);

/** The filter with its suggestions; wrong parts are underlined. */
export function FilterBox() {
  const store = useStore();
  const { translate, suggestions } = store;
  const box = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number | undefined>(undefined);
  const hasOptions = () => suggestions.options.value.length > 0;
  const active = suggestions.activeOption.value && suggestionId(suggestions.active.value);

  // The text of the box is replaced when a suggestion is taken, and with it the caret goes to the end.
  useLayoutEffect(() => {
    if (caret === undefined) return;
    box.current?.setSelectionRange(caret, caret);
    setCaret(undefined);
  }, [caret]);

  function press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (ACTS.has(event.key)) suggestions.settle();
    if (!handles(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function handles({ key, altKey, ctrlKey, metaKey, shiftKey, currentTarget }: KeyboardEvent): boolean {
    const chosen = suggestions.activeOption.value;
    const isOpen = hasOptions();
    const place = (currentTarget as HTMLInputElement).selectionStart ?? 0;
    if ((key === 'ArrowDown' && altKey) || (key === ' ' && ctrlKey)) {
      suggestions.open(place);
      return true;
    }
    if (altKey || ctrlKey || metaKey || shiftKey) return false;
    switch (key) {
      case 'ArrowDown':
        if (isOpen) suggestions.move(1);
        else store.enterList();
        return true;
      case 'ArrowUp':
        if (isOpen) suggestions.move(-1);
        return isOpen;
      case 'Tab':
      case 'Enter':
        if (chosen) setCaret(suggestions.accept(chosen));
        else suggestions.close();
        return chosen !== undefined;
      default:
        return false;
    }
  }

  return (
    <div class="filter">
      <input
        ref={box}
        type="search"
        role="combobox"
        aria-label={translate('filter')}
        aria-autocomplete="list"
        aria-expanded={hasOptions()}
        aria-controls="suggestions"
        aria-activedescendant={active}
        aria-invalid={store.faults.value.length > 0}
        placeholder={translate('filterHint')}
        spellcheck={false}
        autocomplete="off"
        value={suggestions.text}
        onInput={({ currentTarget: { value, selectionStart } }) =>
          suggestions.typed(value, selectionStart ?? value.length)
        }
        onFocus={() => void store.learnLanguage()}
        onKeyDown={press}
        onBlur={suggestions.close}
      />
      <Underlines box={box} />
      <SavedFilters />
      <FilterHelp />
      {hasOptions() && (
        <SuggestionList
          onPick={(suggestion) => {
            setCaret(suggestions.accept(suggestion));
            box.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** Lies under the text of the box with the same letters, and shows nothing but lines under the wrong ones. */
function Underlines({ box }: { box: { readonly current: HTMLInputElement | null } }) {
  const { filterText, faults } = useStore();
  const mirror = useRef<HTMLDivElement>(null);
  const isNeeded = faults.value.length > 0;

  useLayoutEffect(() => {
    const [input, lines] = [box.current, mirror.current];
    if (!isNeeded || !input || !lines) return undefined;
    const done = new AbortController();
    const follow = () => {
      lines.scrollLeft = input.scrollLeft;
    };
    input.addEventListener('scroll', follow, { signal: done.signal });
    follow();
    return () => done.abort();
  });

  if (!isNeeded) return null;
  const text = filterText.value;
  let at = 0;
  return (
    <div class="mirror" aria-hidden="true" ref={mirror}>
      {faults.value.map(({ from, to }) => {
        const before = text.slice(at, from);
        const wrong = text.slice(Math.max(at, from), to);
        at = Math.max(at, to);
        return [before, <u key={from}>{wrong}</u>];
      })}
      {text.slice(at)}
    </div>
  );
}
