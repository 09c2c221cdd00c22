/** Ids of a family's entries. */
import type { Family } from './schema.ts';

/**
 * The id of each entry, in the order of the entries: its own, or else its first code, numbered (`429~2`) where that is taken.
 * Stable as long as entries with the same first code keep their order.
 */
export function entryIds({ entries }: Pick<Family, 'entries'>): readonly string[] {
  const taken = new Set(entries.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const counts = new Map<string, number>();
  return entries.map(({ id, codes }) => {
    if (id !== undefined) return id;
    const code = codes[0] ?? '';
    let count = counts.get(code) ?? 0;
    let free: string;
    do {
      count++;
      free = count === 1 ? code : `${code}~${count}`;
    } while (taken.has(free));
    counts.set(code, count);
    taken.add(free);
    return free;
  });
}
