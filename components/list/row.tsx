import { channelOfRow, failureOf, type Row, waitOfRow } from '../../lib/session/rows.ts';
import { memo } from '../memo.ts';
import { clockTime } from '../text/format.ts';
import type { CellContext } from './cell-context.ts';
import { cellOf } from './cells.tsx';
import type { LaidOut } from './columns.ts';

interface RowProps {
  readonly row: Row;
  /** Position in the whole list, from 0. */
  readonly index: number;
  /** Where it begins, in pixels. A property of its own would be handed down to every cell. */
  readonly top: number;
  readonly selected: boolean;
  /** The keyboard is on it. */
  readonly active: boolean;
  /** When the page went to another document before this row, where it did (epoch ms). */
  readonly navigated: number | undefined;
  /** Milliseconds left of the wait that runs; undefined where none does. */
  readonly left: number | undefined;
  readonly columns: readonly LaidOut[];
  readonly context: CellContext;
  /** A click; keys are the grid's business. */
  readonly onPick: (event: MouseEvent, index: number) => void;
}

export function rowId(index: number): string {
  return `row-${index}`;
}

export const ListRow = memo(({ row, columns, context, left, navigated, ...place }: RowProps) => (
  <div {...placeOf(place, lookOf(row))} {...dataOf(row, left !== undefined)} {...markOf(navigated, context)}>
    {columns.map(({ field }) => cellOf({ field, row, context, left }))}
  </div>
));

function placeOf(
  { index, top, selected, active, onPick }: Omit<RowProps, 'row' | 'columns' | 'context' | 'left' | 'navigated'>,
  look: string,
) {
  return {
    id: rowId(index),
    class: `row ${look}${index % 2 ? ' odd' : ''}${active ? ' active' : ''}`,
    role: 'row',
    'aria-rowindex': index + 2,
    'aria-selected': selected,
    style: { top },
    onClick: (event: MouseEvent) => onPick(event, index),
  } as const;
}

function lookOf(row: Row): string {
  if (row.kind === 'healthy') return 'healthy';
  const part = row.fold === 'part' ? ' part' : '';
  if (row.group.recovered) return `failure recovered${part}`;
  return `${failureOf(row)?.finding.confidence === 'possible' ? 'failure possible' : 'failure'}${part}`;
}

/** The line above the first row of another document. */
function markOf(navigated: number | undefined, { translate }: CellContext) {
  if (navigated === undefined) return undefined;
  return { 'data-navigated': Math.round(navigated), title: translate('navigatedAt', clockTime(navigated)) };
}

/** What scripts and tests read off a row. */
function dataOf(row: Row, isWaiting: boolean) {
  const finding = failureOf(row)?.finding;
  const until = isWaiting ? waitOfRow(row) : undefined;
  return {
    'data-channel': channelOfRow(row),
    'data-family': finding?.family,
    'data-code': finding?.code,
    'data-permanence': finding?.permanence,
    'data-blocked': finding?.blocked?.by,
    'data-recovered': row.kind === 'failure' && row.group.recovered ? 'true' : undefined,
    'data-retry-at': until === undefined ? undefined : Math.ceil(until),
    'data-count': row.kind === 'failure' && row.group.count > 1 ? row.group.count : undefined,
  };
}
