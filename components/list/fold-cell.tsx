import type { ComponentChildren } from 'preact';
import { type Initiator, initiatorOf } from '../../lib/exchange.ts';
import type { FoldedBy } from '../../lib/session/group.ts';
import { type FailureRow, shownOf } from '../../lib/session/rows.ts';
import { placeLine, placeName } from '../../lib/words/code-place.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import type { MessageKey } from '../translate.ts';
import type { CellContext } from './cell-context.ts';

interface FoldCellProps {
  readonly row: FailureRow;
  readonly by: FoldedBy;
  /** How many rows it stands for. */
  readonly parts: number;
  readonly context: CellContext;
  /** The address without its ids. */
  readonly children: ComponentChildren;
}

/** What the button that opens a row says. */
const OPENER = {
  endpoint: { closed: 'openFold', open: 'closeFold' },
  line: { closed: 'openLine', open: 'closeLine' },
} as const satisfies Record<FoldedBy, Record<'open' | 'closed', MessageKey>>;

/** Of a row that stands for several: what they share, behind a button that shows them. */
export function FoldCell({ row, by, parts, context: { translate, toggleFold }, children }: FoldCellProps) {
  const isOpen = row.fold === 'open';
  const place = by === 'line' ? initiatorOf(shownOf(row.group).exchange) : undefined;
  return (
    <>
      <button
        type="button"
        class="opener"
        data-action="open-fold"
        tabIndex={-1}
        aria-expanded={isOpen}
        aria-label={translate(OPENER[by][isOpen ? 'open' : 'closed'], String(parts))}
        onClick={(event) => {
          event.stopPropagation();
          toggleFold(row.key);
        }}
      >
        {isOpen ? '▾' : '▸'}
      </button>
      {place ? <LineShare place={place} /> : children}
    </>
  );
}

/** Longest place that is shown, in characters. */
const MAX_PLACE = 200;

/** `poll.ts:41 made 300 of 312 failures`. The numbers change while the row stays. */
function LineShare({ place }: { place: Initiator }) {
  const { translate, failuresAt, snapshot } = useStore();
  const mine = whole(failuresAt(place));
  const all = whole(snapshot.value.counts.failures);
  const words = (name: string) => translate('lineShare', oneLine(name, MAX_PLACE), mine, all);
  return (
    <bdi class="line-share" title={`${words(placeLine(place))}\n${translate('lineHint')}`}>
      {words(placeName(place))}
    </bdi>
  );
}
