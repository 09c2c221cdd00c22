import type { Suggestion } from '../../lib/session/filter/suggest.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { suggestionId } from './suggestions.ts';

/** Keys with what they ask, values with how many exchanges have them. */
export function SuggestionList({ onPick }: { onPick: (suggestion: Suggestion) => void }) {
  const { translate, suggestions } = useStore();
  return (
    <div class="suggestions" id="suggestions" role="listbox" aria-label={translate('suggestions')}>
      {suggestions.options.value.map((suggestion, i) => {
        const { insert, field, value, count } = suggestion;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the filter box keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the filter box has the keys
          <div
            key={insert}
            id={suggestionId(i)}
            role="option"
            aria-selected={i === suggestions.active.value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(suggestion)}
          >
            <bdi class="insert">{oneLine(insert, 120)}</bdi>
            <span class="dim">{value === undefined ? translate(field.describe) : (count ?? '')}</span>
          </div>
        );
      })}
    </div>
  );
}
