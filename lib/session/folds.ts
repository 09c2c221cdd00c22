/** Rows that share something, folded into one that opens. */
import type { Failure } from '../finding.ts';
import { type FoldedBy, foldKey, type Group } from './group.ts';
import { type FailureRow, foldedRow, type Row } from './rows.ts';

/** Something that rows can share. */
export interface Trait {
  readonly by: FoldedBy;
  /** Whether these rows are worth one that stands for them. */
  readonly isWorth: (rows: readonly FailureRow[]) => boolean;
}

interface Shared {
  readonly trait: Trait;
  /** Groups with the same key share it. Never the key of a group: those begin with a family id. */
  readonly key: string;
}

/** What a list is grouped by. */
export interface GroupingRules {
  readonly sharedBy: (group: Group) => Shared;
  /**
   * Of one list, which grows: gives groups whose failures do not share it as several, each with its own.
   *
   * @param failuresOf all failures of a group, oldest first
   */
  readonly createSplitting?: (
    failuresOf: (group: Group) => readonly Failure[],
  ) => (groups: readonly Group[]) => readonly Group[];
}

const ENDPOINT: Trait = { by: 'endpoint', isWorth: (rows) => rows.length > 1 };

/** Addresses that differ in ids alone. */
export const BY_ENDPOINT: GroupingRules = { sharedBy: (group) => ({ trait: ENDPOINT, key: foldKey(group) }) };

/**
 * Gives the same list where nothing is folded.
 *
 * @param open keys of the rows that show their parts
 */
export type Folding = (rows: readonly Row[], open: ReadonlySet<string>) => readonly Row[];

/** Of one list, which grows: as long as a fold has the same parts, its row is the same object. */
export function createFolding({ sharedBy }: GroupingRules): Folding {
  let known = new Map<string, FailureRow>();
  const shared = new WeakMap<Group, Shared>();
  const parts = new WeakMap<FailureRow, FailureRow>();

  function sharedOf({ group }: FailureRow): Shared {
    const found = shared.get(group) ?? sharedBy(group);
    shared.set(group, found);
    return found;
  }

  /** The same row, told apart from one that stands for itself. */
  function partOf(row: FailureRow): FailureRow {
    const part = parts.get(row) ?? { ...row, fold: 'part' as const };
    parts.set(row, part);
    return part;
  }

  return (rows, open) => {
    const members = new Map<string, [FailureRow, ...FailureRow[]]>();
    for (const row of rows) {
      if (row.kind !== 'failure') continue;
      const { key } = sharedOf(row);
      const others = members.get(key);
      if (others) others.push(row);
      else members.set(key, [row]);
    }
    const next = new Map<string, FailureRow>();
    const folded = [...members.values()].some((all) => sharedOf(all[0]).trait.isWorth(all))
      ? rows.flatMap(foldOf)
      : rows;
    known = next;
    return folded;

    function foldOf(row: Row): Row | readonly Row[] {
      if (row.kind !== 'failure') return row;
      const { key, trait } = sharedOf(row);
      const all = members.get(key);
      if (!all || !trait.isWorth(all)) return row;
      if (all[0] !== row) return [];
      const fold = open.has(key) ? 'open' : 'closed';
      const before = known.get(key);
      const same = before?.fold === fold && isSame(before.group.parts ?? [], all);
      const head = same ? before : foldedRow(key, trait.by, all, fold);
      next.set(key, head);
      return fold === 'open' ? [head, ...all.map(partOf)] : head;
    }
  };
}

function isSame(parts: readonly Group[], rows: readonly FailureRow[]): boolean {
  return parts.length === rows.length && parts.every((part, i) => part === rows[i]?.group);
}
