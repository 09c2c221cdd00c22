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
  /** `where-told` until the user says yes or no. */
  readonly shown: ColumnField['column']['standard'];
  /** Pixels; undefined for a width that follows the room. */
  readonly width: number | undefined;
}

export type ColumnChoices = readonly ColumnChoice[];

/** The least and the greatest width that a user can drag a column to, in pixels. */
const MIN_WIDTH = 26;
const MAX_WIDTH = 2_000;
const WHERE_TOLD = 'where-told';
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
      shown: shown === false || shown === WHERE_TOLD ? shown : true,
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
  return next.some((choice) => choice.shown === true) ? next : choices;
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
  /** The user wants it shown, or chose its width. */
  readonly wanted: boolean;
  width: number;
  /** Pixels in which its texts are read well. */
  readonly comfortable: number;
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
 * @param isTold whether some row has a text for a field, for columns that are shown where one has
 */
export function layOut(
  choices: ColumnChoices,
  columns: readonly ColumnField[],
  room: number,
  needs: (id: string) => number,
  isTold: (id: string) => boolean,
): readonly LaidOut[] {
  const placed: Placed[] = choices
    .filter(({ id, shown }) => (shown === WHERE_TOLD ? isTold(id) : shown))
    .flatMap(({ id, shown, width: chosen }) => {
      const field = columns.find((known) => known.id === id);
      if (!field) return [];
      const { fits, least, iconBelow = least, width, comfortable = 0 } = field.column;
      const own = chosen ?? (fits ? Math.max(iconBelow, Math.min(width, needs(id))) : width);
      const easy = chosen ?? Math.max(own, fits ? Math.min(needs(id), MOST_FITTED * width) : comfortable);
      const fixed = chosen !== undefined;
      return [{ field, fixed, wanted: fixed || shown !== field.column.standard, width: own, comfortable: easy }];
    });
  const total = (width: 'width' | 'comfortable') => placed.reduce((sum, one) => sum + one[width], 0);
  const byRank = () => [...placed].sort((a, b) => b.field.column.rank - a.field.column.rank);
  function leaveOut(width: 'width' | 'comfortable', may: (one: Placed) => boolean): void {
    for (const one of byRank())
      if (total(width) > room && placed.length > 1 && may(one)) placed.splice(placed.indexOf(one), 1);
  }

  leaveOut('comfortable', ({ wanted, field }) => field.column.rank >= SPARE && !wanted);
  if (total('comfortable') <= room) for (const one of placed) one.width = one.comfortable;
  leaveOut('width', ({ field }) => field.column.rank >= DISPENSABLE);
  for (const one of byRank()) {
    const over = total('width') - room;
    if (over > 0) one.width = shrunk(one, over);
  }
  leaveOut('width', () => true);

  let left = room - total('width');
  for (const one of placed) {
    if (!one.field.column.fits) continue;
    const more = Math.min(left, one.comfortable - one.width);
    if (more > 0 && one.width + more >= (one.field.column.iconBelow ?? 0)) {
      one.width += more;
      left -= more;
    }
  }
  const growing = placed.filter(({ fixed, field }) => !fixed && field.column.grows > 0);
  const shares = growing.reduce((sum, { field }) => sum + field.column.grows, 0);
  if (left > 0) for (const one of growing) one.width += (left * one.field.column.grows) / shares;
  return placed.map(({ field, width }) => ({ field, width: Math.floor(width) }));
}
