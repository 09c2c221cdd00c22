import { useEffect, useState } from 'preact/hooks';
import type { CodePlace, RunningPlace } from '../../lib/exchange.ts';
import type { CodeLine, CodeView } from '../../lib/har/code-view.ts';
import { useStore } from '../context.ts';
import { manyLines } from '../text/clean.ts';
import { Place } from './code-place.tsx';

/** Longest line of code that is shown, in characters. */
const MAX_LINE = 200;

/**
 * The code around the line that asked, of the original where a map leads there. Its room is taken while the browser looks for it, so
 * that nothing below moves when it comes; nothing is left of it where the browser does not hold the script.
 */
export function CodeLines({ place }: { place: RunningPlace }) {
  const { translate } = useStore();
  const answer = useCodeView(place);
  if (answer === 'none') return null;
  return (
    <div class="source" data-part="source" aria-busy={answer === 'pending'}>
      {answer !== 'pending' && (
        <>
          <p class="origin dim">
            {answer.isOriginal ? <Other of={place} view={answer} /> : translate('generatedCode')}
          </p>
          {answer.lines.length > 0 && (
            <section
              aria-label={translate('codeLines')}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it
              tabIndex={0}
            >
              <ol>
                {answer.lines.map((line) => (
                  <Line key={line.number} line={line} asks={line.number === answer.place.line} />
                ))}
              </ol>
            </section>
          )}
        </>
      )}
    </div>
  );
}

/** The one of the two places, original and running, that does not stand above. */
function Other({ of: { original, ...running }, view }: { of: RunningPlace; view: CodeView }) {
  const { translate } = useStore();
  return original ? (
    <>
      {translate('runningCode')} <Place place={running} />
    </>
  ) : (
    <>
      {translate('originalCode')} <Place place={{ ...running, original: view.place }} />
    </>
  );
}

function Line({ line: { number, text }, asks }: { line: CodeLine; asks: boolean }) {
  const shown = manyLines(text, MAX_LINE);
  return (
    <li value={number} aria-current={asks ? 'true' : undefined}>
      {asks ? <mark>{shown}</mark> : shown}
    </li>
  );
}

type Answer = CodeView | 'pending' | 'none';

/** What the browser holds of the place that is drawn now; what it says of an earlier one is not heard. */
function useCodeView(place: CodePlace): Answer {
  const { originalOf } = useStore().host;
  const [told, tell] = useState<{ readonly of: string; readonly view: CodeView | undefined } | undefined>(undefined);
  const of = JSON.stringify([place.url, place.line, place.column]);

  useEffect(() => {
    if (!originalOf || place.line === undefined) return undefined;
    let isWanted = true;
    void originalOf(place).then((view) => isWanted && tell({ of, view }));
    return () => {
      isWanted = false;
    };
  }, [originalOf, of]);

  if (!originalOf || place.line === undefined) return 'none';
  return told?.of === of ? (told.view ?? 'none') : 'pending';
}
