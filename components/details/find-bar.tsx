import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useStore } from '../context.ts';
import { CloseIcon } from '../icons.tsx';
import { whole } from '../text/format.ts';
import { MAX_FOUND, positionsOf, rangesOf } from './find.ts';

/** Name of the highlight in the style sheet. */
const HIGHLIGHT = 'found';

/** @param source the body that the pane shows, of which not all may be drawn; undefined for a pane that is drawn whole */
export function FindBar({ source }: { source: string | undefined }) {
  const { translate, find, found, closeFind } = useStore();
  const bar = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  const [drawn, setDrawn] = useState<readonly Range[]>([]);
  const query = find.value ?? '';
  const positions = useMemo(() => (source === undefined ? [] : positionsOf(source, query)), [source, query]);
  const count = source === undefined ? drawn.length : positions.length;
  const place = count === 0 ? 0 : ((at % count) + count) % count;

  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    found.value = positions[place];
    return () => {
      found.value = undefined;
    };
  }, [positions, place, found]);
  useEffect(() => {
    const pane = bar.current?.parentElement;
    const ranges = pane ? rangesOf(pane, query) : [];
    setDrawn(ranges);
    return highlight(ranges);
  }, [query, source, place]);
  useEffect(() => {
    if (source === undefined) drawn[place]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [drawn, place, source]);

  function press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    setAt(place + (event.shiftKey ? -1 : 1));
  }

  return (
    <search class="find" ref={bar}>
      <input
        ref={field}
        type="text"
        aria-label={translate('find')}
        placeholder={translate('find')}
        spellcheck={false}
        value={query}
        onInput={({ currentTarget: { value } }) => {
          find.value = value;
          setAt(0);
        }}
        onKeyDown={press}
      />
      <span class="dim" role="status">
        {query !== '' &&
          translate('findCount', whole(count === 0 ? 0 : place + 1), `${whole(count)}${count < MAX_FOUND ? '' : '+'}`)}
      </span>
      <button type="button" class="tool" aria-label={translate('findPrevious')} onClick={() => setAt(place - 1)}>
        ↑
      </button>
      <button type="button" class="tool" aria-label={translate('findNext')} onClick={() => setAt(place + 1)}>
        ↓
      </button>
      <button type="button" class="tool" aria-label={translate('close')} onClick={closeFind}>
        <CloseIcon />
      </button>
    </search>
  );
}

/** Marks ranges without touching the elements (CSS Custom Highlight API); gives the way to take the marks off. */
function highlight(ranges: readonly Range[]): () => void {
  if (typeof Highlight === 'undefined' || ranges.length === 0) return () => {};
  const marks = new Highlight();
  for (const range of ranges) marks.add(range);
  CSS.highlights.set(HIGHLIGHT, marks);
  return () => CSS.highlights.delete(HIGHLIGHT);
}
