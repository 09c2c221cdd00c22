/** Which columns there are, in which order and how wide: read off the fields, changed by the user. */
import { DISPENSABLE, SPARE } from '../../lib/session/fields/field.ts';
import type { ColumnField } from '../../lib/session/fields/table.ts';

export interface Sort {
  /** Id of the field. */
  readonly column: string;
  readonly descending: boolean;
}

/** What a click on a header does: ascending, descending, back to the order of time. */
export function nextSort(sort: Sort | undefined, column: string): Sort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}

/** One column as the user wants it; the order of the list is that of the columns. */
export interface ColumnChoice {
  readonly id: string;
  readonly shown: boolean;
  /** Pixels; undefined for a width that follows the room. */
  readonly width: number | undefined;
}

export type ColumnChoices = readonly ColumnChoice[];

/** The least and the greatest width that a user can drag a column to, in pixels. */
const MIN_WIDTH = 26;
const MAX_WIDTH = 2_000;
/** A column that fits its text takes so many times its width at the most: beyond that, others need the room more. */
const MOST_FITTED = 2;

/** Reads what was remembered, whoever wrote it: unknown and doubled columns are dropped, new ones stand where they stand at first. */
export function readChoices(remembered: unknown, columns: readonly ColumnField[]): ColumnChoices {
  const chosen: ColumnChoice[] = [];
  for (const one of Array.isArray(remembered) ? remembered.slice(0, 200) : []) {
    const { id, shown, width } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    const column = columns.find((known) => known.id === id);
    if (!column || chosen.some((known) => known.id === id)) continue;
    chosen.push({
      id: column.id,
      shown: shown !== false,
      width: typeof width === 'number' ? within(width) : undefined,
    });
  }
  for (const [i, { id, column }] of columns.entries()) {
    if (chosen.some((known) => known.id === id)) continue;
    const before = columns.slice(0, i).findLast((earlier) => chosen.some((known) => known.id === earlier.id));
    const at = chosen.findIndex((known) => known.id === before?.id) + 1;
    chosen.splice(at, 0, { id, shown: column.standard, width: undefined });
  }
  return chosen;
}

function within(width: number): number {
  return Math.round(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width || 0)));
}

export function setShown(choices: ColumnChoices, id: string, shown: boolean): ColumnChoices {
  const next = choices.map((choice) => (choice.id === id ? { ...choice, shown } : choice));
  return next.some((choice) => choice.shown) ? next : choices;
}

/** @param width in pixels; undefined gives the width back to the layout */
export function setWidth(choices: ColumnChoices, id: string, width: number | undefined): ColumnChoices {
  const kept = width === undefined ? undefined : within(width);
  return choices.map((choice) => (choice.id === id ? { ...choice, width: kept } : choice));
}

/** Moves a column to where another one stands; the others close up. */
export function moveTo(choices: ColumnChoices, id: string, target: string): ColumnChoices {
  const from = choices.findIndex((choice) => choice.id === id);
  const to = choices.findIndex((choice) => choice.id === target);
  const moved = choices[from];
  if (!moved || to < 0) return choices;
  const next = choices.filter((_, i) => i !== from);
  next.splice(to, 0, moved);
  return next;
}

interface Placed {
  readonly field: ColumnField;
  /** The user chose its width. */
  readonly fixed: boolean;
  width: number;
}

export interface LaidOut {
  readonly field: ColumnField;
  /** Pixels. */
  readonly width: number;
}

/** The width of a column that gives up so many pixels, as far as it can. Where only its icon stays, so does only the icon's room. */
function shrunk({ width, field }: Placed, over: number): number {
  const { least, iconBelow = 0 } = field.column;
  const wanted = width - over;
  return wanted < iconBelow ? Math.min(width, least) : Math.max(wanted, Math.min(width, least));
}

/**
 * The columns that fit into `room` pixels, with their widths. Where room is short, spare columns go first, then the dispensable ones,
 * then the others shrink, then they go, too; one always stays. What is left over goes to columns that need it for their text, then to
 * those that grow.
 *
 * @param needs pixels that a field's longest text takes, for columns that fit their text
 */
export function layOut(
  choices: ColumnChoices,
  columns: readonly ColumnField[],
  room: number,
  needs: (id: string) => number,
): readonly LaidOut[] {
  const placed: Placed[] = choices
    .filter(({ shown }) => shown)
    .flatMap(({ id, width }) => {
      const field = columns.find((known) => known.id === id);
      if (!field) return [];
      const { column } = field;
      const wanted = column.fits ? Math.max(column.least, Math.min(column.width, needs(id))) : column.width;
      return [{ field, fixed: width !== undefined, width: width ?? wanted }];
    });
  const total = () => placed.reduce((sum, { width }) => sum + width, 0);
  const byRank = () => [...placed].sort((a, b) => b.field.column.rank - a.field.column.rank);
  const longest = ({ id, column }: ColumnField) => Math.min(needs(id), MOST_FITTED * column.width);
  const comfortableWidth = ({ field, fixed, width }: Placed) =>
    fixed ? width : Math.max(width, field.column.fits ? longest(field) : (field.column.comfortable ?? 0));
  const comfortable = () => placed.reduce((sum, one) => sum + comfortableWidth(one), 0);

  for (const one of byRank()) {
    const { rank, standard } = one.field.column;
    if (comfortable() <= room || placed.length === 1 || rank < SPARE) break;
    if (standard && !one.fixed) placed.splice(placed.indexOf(one), 1);
  }
  if (comfortable() <= room) for (const one of placed) one.width = comfortableWidth(one);
  for (const one of byRank()) {
    if (total() <= room || placed.length === 1 || one.field.column.rank < DISPENSABLE) break;
    placed.splice(placed.indexOf(one), 1);
  }
  for (const one of byRank()) {
    const over = total() - room;
    if (over <= 0) break;
    one.width = shrunk(one, over);
  }
  for (const one of byRank()) {
    if (total() <= room || placed.length === 1) break;
    placed.splice(placed.indexOf(one), 1);
  }

  let left = room - total();
  for (const one of placed) {
    if (left <= 0) break;
    if (one.fixed || !one.field.column.fits) continue;
    const more = Math.min(left, Math.max(0, longest(one.field) - one.width));
    one.width += more;
    left -= more;
  }
  const growing = placed.filter(({ fixed, field }) => !fixed && field.column.grows > 0);
  const shares = growing.reduce((sum, { field }) => sum + field.column.grows, 0);
  if (left > 0) for (const one of growing) one.width += (left * one.field.column.grows) / shares;
  return placed.map(({ field, width }) => ({ field, width: Math.floor(width) }));
}
