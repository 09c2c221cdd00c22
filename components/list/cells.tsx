/** How columns show their fields, where the plain text is not enough. A field without a row here shows its text. */
import type { ComponentChildren } from 'preact';
import { initiatorOf } from '../../lib/exchange.ts';
import type { ColumnField } from '../../lib/session/fields/table.ts';
import { countOfRow, durationOfRow, exchangeOf, failureOf, type Row } from '../../lib/session/rows.ts';
import { placeLine } from '../../lib/words/code-place.ts';
import { oneLine } from '../text/clean.ts';
import { duration, fullTime, preciseTime, shortDuration, size } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import { Verdict } from '../verdict.tsx';
import { Cell } from './cell.tsx';
import type { CellContext } from './cell-context.ts';
import { RequestCell } from './request.tsx';
import { Bar } from './waterfall.tsx';

interface Shown {
  readonly content: ComponentChildren;
  readonly title?: string;
}

/** @param left milliseconds that are left of a wait */
type ShowCell = (row: Row, text: string, context: CellContext, left: number | undefined) => Shown;

const CELLS: Readonly<Record<string, ShowCell>> = {
  time: (row) => ({ content: preciseTime(row.at), title: fullTime(row.at) }),
  name: (row, text, { translate }, left) => {
    const name = oneLine(text);
    const isHint = failureOf(row)?.finding.confidence === 'possible';
    const recovered = row.kind === 'failure' && row.group.recovered !== undefined;
    const lines = [isHint ? translate('possibleHint', name) : name, askedBy(row, translate)];
    return {
      content: (
        <>
          {isHint && (
            <span class="tag hint">
              <span class="word">{translate('possible')}</span>
            </span>
          )}
          {recovered && <span class="tag recovered">{translate('recovered')}</span>}
          {left !== undefined && <span class="tag wait">{shortDuration(left)}</span>}
          <bdi>{name}</bdi>
        </>
      ),
      title: lines.filter((line) => line !== '').join('\n'),
    };
  },
  kind: (row) => {
    const kind = failureOf(row)?.finding.permanence;
    return { content: kind && <Verdict kind={kind} /> };
  },
  method: (_, text) => ({ content: oneLine(text, 20) }),
  seen: (row, text, { translate }) =>
    countOfRow(row) > 1 ? { content: text, title: translate('seenTimes', String(countOfRow(row))) } : { content: '' },
  'larger-than': (_, text) => ({ content: text === '' ? '' : size(Number(text)) }),
  duration: (_, text) => ({ content: text === '' ? '' : duration(Number(text)) }),
  waterfall: (row, _, { origin }) => ({
    content: <Bar at={row.at} durationMs={durationOfRow(row)} origin={origin} />,
    title: fullTime(row.at),
  }),
};

interface FieldCellProps {
  readonly field: ColumnField;
  readonly row: Row;
  readonly context: CellContext;
  /** Milliseconds that are left of a wait. */
  readonly left: number | undefined;
}

export function FieldCell({ field, row, context, left }: FieldCellProps) {
  if (field.id === 'url') return <RequestCell row={row} context={context} />;
  const text = field.text(row, context.words);
  const { content, title } = CELLS[field.id]?.(row, text, context, left) ?? plain(text);
  return (
    <Cell column={field.id} atEnd={field.column.atEnd} title={title}>
      {content}
    </Cell>
  );
}

/** A line for the tooltip: which line of code asked; empty where that is not known. */
function askedBy(row: Row, translate: Translate): string {
  const exchange = exchangeOf(row);
  const place = exchange && initiatorOf(exchange);
  return place ? `${translate('initiator')} ${oneLine(placeLine(place), 200)}` : '';
}

function plain(text: string): Shown {
  const line = oneLine(text);
  return { content: line, title: line };
}
