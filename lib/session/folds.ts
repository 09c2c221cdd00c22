/** Rows that differ only in the ids of their addresses, folded into one that opens. */
import type { Group } from './group.ts';
import { foldKey } from './group.ts';
import { type FailureRow, foldedRow, type Row } from './rows.ts';

/**
 * Gives the same list where nothing is folded.
 *
 * @param open keys of the rows that show their parts
 */
export type Folding = (rows: readonly Row[], open: ReadonlySet<string>) => readonly Row[];

/** Of one list, which grows: as long as a fold has the same parts, its row is the same object. */
export function createFolding(): Folding {
  let known = new Map<string, FailureRow>();
  const keys = new WeakMap<Group, string>();
  const parts = new WeakMap<FailureRow, FailureRow>();

  function keyOf({ group }: FailureRow): string {
    const key = keys.get(group) ?? foldKey(group);
    keys.set(group, key);
    return key;
  }

  /** The same row, told apart from one that stands for itself. */
  function partOf(row: FailureRow): FailureRow {
    const part = parts.get(row) ?? { ...row, fold: 'part' as const };
    parts.set(row, part);
    return part;
  }

  return (rows, open) => {
    let failing = 0;
    const members = new Map<string, [FailureRow, ...FailureRow[]]>();
    for (const row of rows) {
      if (row.kind !== 'failure') continue;
      failing++;
      const key = keyOf(row);
      const others = members.get(key);
      if (others) others.push(row);
      else members.set(key, [row]);
    }
    const next = new Map<string, FailureRow>();
    if (members.size === failing) {
      known = next;
      return rows;
    }
    const folded = rows.flatMap((row): Row | readonly Row[] => {
      if (row.kind !== 'failure') return row;
      const key = keyOf(row);
      const all = members.get(key);
      if (!all || all.length < 2) return row;
      if (all[0] !== row) return [];
      const fold = open.has(key) ? 'open' : 'closed';
      const before = known.get(key);
      const same = before?.fold === fold && isSame(before.group.parts ?? [], all);
      const head = same ? before : foldedRow(key, all, fold);
      next.set(key, head);
      return fold === 'open' ? [head, ...all.map(partOf)] : head;
    });
    known = next;
    return folded;
  };
}

function isSame(parts: readonly Group[], rows: readonly FailureRow[]): boolean {
  return parts.length === rows.length && parts.every((part, i) => part === rows[i]?.group);
}
