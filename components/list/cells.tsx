/** How columns show their fields, where the plain text is not enough. A field without a row here shows its text. */
import type { ComponentChildren } from 'preact';
import type { ColumnField } from '../../lib/session/fields/table.ts';
import { countOfRow, durationOfRow, failureOf, type Row } from '../../lib/session/rows.ts';
import type { Words } from '../../lib/words/words.ts';
import { oneLine } from '../text/clean.ts';
import { duration, fullTime, preciseTime, size } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import { Verdict } from '../verdict.tsx';
import { Cell } from './cell.tsx';
import { RequestCell } from './request.tsx';
import { Bar } from './waterfall.tsx';

/** What cells need beside their row. */
export interface CellContext {
  readonly translate: Translate;
  readonly words: Words;
  /** Characters that fit into the request column. */
  readonly room: number;
  /** Hosts that are seen with several ports. */
  readonly manyPorts: ReadonlySet<string>;
  /** Epoch ms that the bars of the waterfall count from. */
  readonly origin: number;
}

interface Shown {
  readonly content: ComponentChildren;
  readonly title?: string;
}

type ShowCell = (row: Row, text: string, context: CellContext) => Shown;

const CELLS: Readonly<Record<string, ShowCell>> = {
  time: (row) => ({ content: preciseTime(row.at), title: fullTime(row.at) }),
  name: (row, text, { translate }) => {
    const name = oneLine(text);
    if (failureOf(row)?.finding.confidence !== 'possible') return { content: <bdi>{name}</bdi>, title: name };
    return {
      content: (
        <>
          <span class="tag">
            <span class="word">{translate('possible')}</span>
          </span>
          <bdi>{name}</bdi>
        </>
      ),
      title: translate('possibleHint', name),
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

export function FieldCell({ field, row, context }: { field: ColumnField; row: Row; context: CellContext }) {
  if (field.id === 'url') return <RequestCell row={row} context={context} />;
  const text = field.text(row, context.words);
  const { content, title } = CELLS[field.id]?.(row, text, context) ?? plain(text);
  return (
    <Cell column={field.id} atEnd={field.column.atEnd} title={title}>
      {content}
    </Cell>
  );
}

function plain(text: string): Shown {
  const line = oneLine(text);
  return { content: line, title: line };
}
