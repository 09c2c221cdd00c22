import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../context.ts';
import { manyLines } from '../text/clean.ts';
import { whole } from '../text/format.ts';

/** Characters laid out at once: more holds up the panel. */
const PART = 100_000;

/** A text part by part: the first, or the one that the search is in, and the next ones on request. */
export function LongText({ text, found }: { text: string; found?: number | undefined }) {
  const { translate } = useStore();
  const [parts, setParts] = useState(1);
  const box = useRef<HTMLPreElement>(null);
  const from = found === undefined ? 0 : found - (found % PART);
  const shown = text.slice(from, from + parts * PART);

  useLayoutEffect(() => {
    const first = box.current?.firstChild;
    if (!first || found === undefined || !box.current) return;
    const range = box.current.ownerDocument.createRange();
    range.setStart(first, Math.min(found - from, first.textContent?.length ?? 0));
    range.collapse(true);
    // A range has no scrollIntoView; the distance to the top of the pane does as well.
    const pane = box.current.closest('.pane');
    const top = range.getClientRects()[0]?.top;
    if (pane && top !== undefined) pane.scrollTop += top - pane.getBoundingClientRect().top - pane.clientHeight / 2;
  }, [found, from]);

  return (
    <>
      {from > 0 && <p class="dim">{translate('textFrom', whole(from))}</p>}
      <pre ref={box} dir="auto">
        {manyLines(shown, Number.POSITIVE_INFINITY)}
      </pre>
      {from + shown.length < text.length && (
        <button type="button" class="small" onClick={() => setParts(parts + 1)}>
          {translate('textMore', whole(text.length - from - shown.length))}
        </button>
      )}
    </>
  );
}
