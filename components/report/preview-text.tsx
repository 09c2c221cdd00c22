import type { Report, ReportPart } from '../../lib/report/report.ts';
import { useStore } from '../context.ts';
import { manyLines } from '../text/clean.ts';
import { whole } from '../text/format.ts';

/** Characters that are shown: more than anybody reads, and what a browser lays out at once. */
const MAX_SHOWN = 200_000;

interface PreviewTextProps {
  readonly report: Report | undefined;
  /** Another is being written and will take its place. */
  readonly isBusy: boolean;
}

/** The text of a report, with what stands for a secret marked. */
export function PreviewText({ report, isBusy }: PreviewTextProps) {
  const { translate } = useStore();
  const length = report?.text.length ?? 0;
  return (
    <div class="preview-report">
      <section
        class="preview-text"
        aria-label={translate('previewText')}
        aria-busy={isBusy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it
        tabIndex={0}
      >
        <pre>
          {report &&
            firstParts(report.parts).map(({ text, pseudonym }, i) => {
              const shown = manyLines(text, MAX_SHOWN);
              return pseudonym === undefined ? shown : <mark key={i}>{shown}</mark>;
            })}
        </pre>
      </section>
      {length > MAX_SHOWN && <p class="dim">{translate('previewCut', whole(MAX_SHOWN), whole(length))}</p>}
    </div>
  );
}

interface ShownPart {
  readonly text: string;
  readonly pseudonym?: string;
}

function firstParts(parts: readonly ReportPart[]): readonly ShownPart[] {
  let room = MAX_SHOWN;
  const first: ShownPart[] = [];
  for (const part of parts) {
    if (room <= 0) break;
    first.push({ ...part, text: part.text.slice(0, room) });
    room -= part.text.length;
  }
  return first;
}
