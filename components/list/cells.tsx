// biome-ignore-all lint/a11y/useSemanticElements: a grid of a few rows out of thousands, which no table is
/** How columns show their fields, where the plain text is not enough. A field without a row here shows its text. */
import type { VNode } from 'preact';
import { initiatorOf } from '../../lib/exchange.ts';
import type { ColumnField } from '../../lib/session/fields/table.ts';
import { countOfRow, durationOfRow, exchangeOf, failureOf, type Row } from '../../lib/session/rows.ts';
import { placeLine } from '../../lib/words/code-place.ts';
import { oneLine } from '../text/clean.ts';
import { duration, fullTime, preciseTime, shortDuration, size, whole } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import { Verdict } from '../verdict.tsx';
import type { CellContext, Shown } from './cell-context.ts';
import { request } from './request.tsx';
import { Bar } from './waterfall.tsx';

/** @param left milliseconds that are left of a wait */
type ShowCell = (row: Row, text: string, context: CellContext, left: number | undefined) => Shown;

/** Longest list of codes in a tooltip, in characters. */
const MAX_CODES = 400;

const CELLS: Readonly<Record<string, ShowCell>> = {
  time: (row) => ({ content: preciseTime(row.at), title: fullTime(row.at) }),
  name: (row, text, { translate, words, tellsCount, tellsSaid }, left) => {
    const name = oneLine(text);
    const finding = failureOf(row)?.finding;
    const isHint = finding?.confidence === 'possible';
    const said = finding ? words.saidBeside(finding) : '';
    const recovered = row.kind === 'failure' && row.group.recovered !== undefined;
    const lines = [isHint ? translate('possibleHint', name) : name, said, askedBy(row, translate)];
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
          {tellsCount && countOfRow(row) > 1 && <span class="tag count">{`×${countOfRow(row)}`}</span>}
          <bdi>{name}</bdi>
          {tellsSaid && said !== '' && (
            <>
              {' '}
              <bdi class="beside">{said}</bdi>
            </>
          )}
        </>
      ),
      title: lines.filter((line) => line !== '').join('\n'),
    };
  },
  code: (row, text) => {
    const codes = valuesOf(row, 'code');
    if (codes.length < 2) return plain(text);
    return { content: `${oneLine(text)} +${codes.length - 1}`, title: oneLine(codes.join(', '), MAX_CODES) };
  },
  kind: (row) => {
    const kind = failureOf(row)?.finding.permanence;
    return { content: kind && valuesOf(row, 'permanence').length < 2 && <Verdict kind={kind} /> };
  },
  method: (_, text) => ({ content: oneLine(text, 20) }),
  seen: (row, text, { translate }) =>
    countOfRow(row) > 1 ? { content: text, title: translate('seenTimes', whole(countOfRow(row))) } : { content: '' },
  'larger-than': (_, text) => ({ content: text === '' ? '' : size(Number(text)) }),
  duration: (_, text) => ({ content: text === '' ? '' : duration(Number(text)) }),
  waterfall: (row, _, { span }) => ({
    content: <Bar at={row.at} durationMs={durationOfRow(row)} span={span} />,
    title: fullTime(row.at),
  }),
};

/** What the failures of a row that stands for several have in one place, each once. */
function valuesOf(row: Row, member: 'code' | 'permanence'): readonly string[] {
  const parts = row.kind === 'failure' ? row.group.parts : undefined;
  return [...new Set(parts?.map(({ last }) => last.finding[member]))];
}

interface CellProps {
  readonly field: ColumnField;
  readonly row: Row;
  readonly context: CellContext;
  /** Milliseconds that are left of a wait. */
  readonly left: number | undefined;
}

/** One cell. A function and no component: a page of rows has hundreds of cells, and each component costs more than its element. */
export function cellOf({ field, row, context, left }: CellProps): VNode {
  const { content, title } = field.id === 'url' ? request(row, context) : shown(field, row, context, left);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
    <div
      key={field.id}
      class={`cell at-${field.id}${field.column.atEnd ? ' end' : ''}`}
      role="gridcell"
      title={title || undefined}
    >
      {content}
    </div>
  );
}

function shown(field: ColumnField, row: Row, context: CellContext, left: number | undefined): Shown {
  const text = field.text(row, context.words);
  return CELLS[field.id]?.(row, text, context, left) ?? plain(text);
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
