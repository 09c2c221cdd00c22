/** The record that lists, filters and sort orders work on: a group of failures, or a healthy exchange. */
import { type Channel, channelName, type Exchange, methodOf, statusOf, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { type FoldedBy, foldedGroup, type Group, groupKey } from './group.ts';
import type { Healthy } from './healthy.ts';
import { type Recovery, waitUntil } from './recovery.ts';

interface Kept {
  /** The values of its chips, in the order of the table's fields that have chips. */
  chips?: readonly (string | undefined)[];
  /** What the row is sorted by, kept in the same way. */
  readonly sortKeys: (number | string | undefined)[];
  /** Texts that were prepared for searching, by the number of their field in the one table that the row is asked by. A look-up elsewhere takes longer than the search. */
  readonly texts: (string | undefined)[];
}

export interface FailureRow extends Kept {
  readonly kind: 'failure';
  readonly key: string;
  /** Epoch ms of the group's first failure. */
  readonly at: number;
  readonly group: Group;
  /** Of rows that are folded: the one that stands for all, with its parts below it or without, and one of the parts. */
  readonly fold?: 'open' | 'closed' | 'part';
}

export interface HealthyRow extends Kept {
  readonly kind: 'healthy';
  readonly key: string;
  /** Epoch ms. */
  readonly at: number;
  readonly healthy: Healthy;
}

export type Row = FailureRow | HealthyRow;

/** Makes the rows of a picture of the session, unsorted. The same group or exchange always gives the same row object. */
export type RowSource = (groups: readonly Group[], healthy: readonly Healthy[]) => readonly Row[];

export function createRowSource(): RowSource {
  const known = new WeakMap<Group | Healthy, Row>();

  function remembered<Item extends Group | Healthy>(item: Item, make: (item: Item) => Row): Row {
    const before = known.get(item);
    if (before) return before;
    const row = make(item);
    known.set(item, row);
    return row;
  }

  return (groups, healthy) => {
    const rows: Row[] = [];
    for (const group of groups) rows.push(remembered(group, failureRow));
    for (const one of healthy) rows.push(remembered(one, healthyRow));
    return rows;
  };
}

/** The row of repeats of one failure, oldest first; undefined for none. `recovered`: how they were over, where they are. */
export function rowOf(failures: readonly Failure[], recovered?: Recovery): FailureRow | undefined {
  const first = failures[0];
  const last = failures.at(-1);
  return first && last && failureRow({ key: groupKey(last), first, last, count: failures.length, recovered });
}

/** The row that stands for several, or for a single one that is told by what it shares with none. */
export function foldedRow(
  key: string,
  by: FoldedBy,
  rows: readonly [FailureRow, ...FailureRow[]],
  fold: 'open' | 'closed',
): FailureRow {
  const [one, ...others] = rows;
  return {
    ...failureRow(
      foldedGroup(
        key,
        by,
        one.group,
        others.map(({ group }) => group),
      ),
    ),
    at: one.at,
    fold,
  };
}

function failureRow(group: Group): FailureRow {
  return { kind: 'failure', key: group.key, at: group.first.exchange.at, group, texts: [], sortKeys: [] };
}

function healthyRow(healthy: Healthy): Row {
  return { kind: 'healthy', key: healthyKey(healthy), at: healthy.at, healthy, texts: [], sortKeys: [] };
}

/** Never the key of a group: those begin with a family id. */
function healthyKey({ id }: Healthy): string {
  return `\n${id}`;
}

/** The failure that stands for its group: the latest, whose advice on waiting is the one that counts. */
export function shownOf(group: Group): Failure {
  return group.last;
}

/** The failure a row shows; undefined for a healthy exchange. */
export function failureOf(row: Row): Failure | undefined {
  return row.kind === 'failure' ? shownOf(row.group) : undefined;
}

/** What was captured of a row's exchange in full; undefined for a healthy one, of which only a line is kept. */
export function exchangeOf(row: Row): Exchange | undefined {
  return failureOf(row)?.exchange;
}

export function urlOfRow(row: Row): string {
  return row.kind === 'failure' ? urlOf(shownOf(row.group).exchange) : row.healthy.url;
}

/** Empty for messages and closes. */
export function methodOfRow(row: Row): string {
  return row.kind === 'failure' ? methodOf(shownOf(row.group).exchange) : row.healthy.method;
}

export function channelOfRow(row: Row): Channel {
  return row.kind === 'failure' ? channelName(shownOf(row.group).exchange) : row.healthy.channel;
}

/** HTTP status; 0 where there is none. */
export function statusOfRow(row: Row): number {
  return row.kind === 'failure' ? statusOf(shownOf(row.group).exchange) : row.healthy.status;
}

/** Milliseconds; undefined where it is not known or means nothing. */
export function durationOfRow(row: Row): number | undefined {
  if (row.kind === 'healthy') return row.healthy.durationMs;
  const { exchange } = shownOf(row.group);
  return exchange.channel === 'http' ? exchange.durationMs : undefined;
}

/**
 * The moment of the last navigation (epoch ms) between a row and the one before it, in the order of time; undefined where there was
 * none. The parts of a row that is open stand with it, not in the order of time: there is none before them, and they are none that
 * another row comes after. `navigations`: oldest first.
 */
export function navigationBefore(
  rows: readonly Row[],
  index: number,
  navigations: readonly number[],
): number | undefined {
  const row = rows[index];
  if (navigations.length === 0 || !row || isPart(row)) return undefined;
  let at = index - 1;
  while (isPart(rows[at])) at--;
  const before = rows[at];
  const last = navigations.findLast((began) => began <= row.at);
  return last !== undefined && before !== undefined && before.at < last ? last : undefined;
}

/** Whether a row is one of those that an open one stands for. */
export function isPart(row: Row | undefined): boolean {
  return row?.kind === 'failure' && row.fold === 'part';
}

/** Until when the row's failure asks to wait (epoch ms); undefined where it names no wait, or is over by a later success. */
export function waitOfRow(row: Row): number | undefined {
  if (row.kind === 'healthy' || row.group.recovered) return undefined;
  return waitUntil(shownOf(row.group));
}

/** How many exchanges the row stands for. */
export function countOfRow(row: Row): number {
  return row.kind === 'failure' ? row.group.count : 1;
}
