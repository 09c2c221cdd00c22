/** The rows of the list: groups of failures and, on demand, healthy exchanges. */
import type { Permanence } from '../../lib/catalog/schema.ts';
import { channelName, methodOf, urlOf } from '../../lib/exchange.ts';
import type { Failure } from '../../lib/finding.ts';
import type { Filter, Matcher } from '../../lib/session/filter.ts';
import type { Group } from '../../lib/session/group.ts';
import type { Healthy } from '../../lib/session/log.ts';
import type { Words } from '../../lib/words/words.ts';
import type { ColumnId, Sort } from './columns.ts';

export type Row =
  | { readonly kind: 'failure'; readonly key: string; readonly at: number; readonly group: Group }
  | { readonly kind: 'healthy'; readonly key: string; readonly at: number; readonly healthy: Healthy };

export interface View {
  readonly filter: Filter;
  /** Pressed chips; empty lets all through. */
  readonly families: ReadonlySet<string>;
  readonly permanences: ReadonlySet<Permanence>;
  readonly sort: Sort | undefined;
}

/** The failure that stands for its group: the latest, whose advice on waiting is the one that counts. */
export function shownOf(group: Group): Failure {
  return group.last;
}

/** Rows that pass the filter and the chips, sorted. A healthy exchange passes no chip: it has neither family nor verdict. */
export function rowsOf(
  groups: readonly Group[],
  healthy: readonly Healthy[],
  view: View,
  matcher: Matcher,
  words: Pick<Words, 'name'>,
): readonly Row[] {
  const rows: Row[] = [];
  for (const group of groups) {
    const failure = shownOf(group);
    const { family, permanence } = failure.finding;
    if (view.families.size > 0 && !view.families.has(family)) continue;
    if (view.permanences.size > 0 && !view.permanences.has(permanence)) continue;
    if (!matcher.matches(view.filter, failure)) continue;
    rows.push({ kind: 'failure', key: group.key, at: group.first.exchange.at, group });
  }
  if (view.families.size === 0 && view.permanences.size === 0) {
    for (const one of healthy) {
      if (matcher.matchesHealthy(view.filter, one))
        rows.push({ kind: 'healthy', key: healthyKey(one), at: one.at, healthy: one });
    }
  }
  return sorted(rows, view.sort, words);
}

/** Never the key of a group: those begin with a family id. */
export function healthyKey(healthy: Healthy): string {
  return `\n${healthy.id}`;
}

function sorted(rows: Row[], sort: Sort | undefined, words: Pick<Words, 'name'>): Row[] {
  rows.sort((a, b) => a.at - b.at);
  if (!sort) return rows;
  const sign = sort.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: sortKey(row, sort.column, words) }));
  return keyed.sort((a, b) => sign * compareKeys(a.key, b.key)).map(({ row }) => row);
}

type SortKey = number | string;

/** Numbers before words, words by their characters. */
function compareKeys(a: SortKey, b: SortKey): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  if (typeof b === 'number') return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

const VERDICT_ORDER: Record<Permanence, number> = { temporary: 0, permanent: 1, unknown: 2 };

function sortKey(row: Row, column: ColumnId, words: Pick<Words, 'name'>): SortKey {
  if (column === 'time') return row.at;
  if (row.kind === 'healthy') return healthySortKey(row.healthy, column);
  const { exchange, finding } = shownOf(row.group);
  switch (column) {
    case 'code':
      return numberOrWord(finding.code);
    case 'diagnosis':
      return words.name(finding).toLowerCase();
    case 'verdict':
      return VERDICT_ORDER[finding.permanence];
    case 'method':
      return methodOf(exchange);
    case 'request':
      return withoutScheme(urlOf(exchange));
    case 'channel':
      return channelName(exchange);
    case 'seen':
      return row.group.count;
  }
}

function healthySortKey(healthy: Healthy, column: Exclude<ColumnId, 'time'>): SortKey {
  switch (column) {
    case 'code':
      return healthy.status;
    case 'diagnosis':
      return '';
    case 'verdict':
      return 3;
    case 'method':
      return healthy.method;
    case 'request':
      return withoutScheme(healthy.url);
    case 'channel':
      return healthy.channel;
    case 'seen':
      return 0;
  }
}

function numberOrWord(code: string): SortKey {
  return /^\d{1,15}$/.test(code) ? Number(code) : code.toLowerCase();
}

function withoutScheme(url: string): string {
  return url.slice(url.indexOf('://') + 1);
}
