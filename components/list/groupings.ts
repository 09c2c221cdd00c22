/** What the list can be grouped by. What it is not grouped by at first is loaded when it is chosen. */
import { BY_ENDPOINT, type GroupingRules } from '../../lib/session/folds.ts';
import type { FoldedBy } from '../../lib/session/group.ts';

export type Grouping = FoldedBy;

export const GROUPINGS: Readonly<Record<Grouping, () => Promise<GroupingRules>>> = {
  endpoint: async () => BY_ENDPOINT,
  line: async () => (await import('../../lib/session/by-line.ts')).BY_LINE,
};

export function isGrouping(id: unknown): id is Grouping {
  return typeof id === 'string' && Object.hasOwn(GROUPINGS, id);
}
