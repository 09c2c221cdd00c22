/** A family document with its ids and defaults filled in. */
import type { Entry, EntryDocument, Family, FamilyDocument } from './schema.ts';

/** @param document one that passed every check of parse-family.ts */
export function resolveFamily({ defaults, entries, ...family }: FamilyDocument): Family {
  const ids = entryIds(entries);
  return {
    ...family,
    entries: entries.map((entry, i): Entry => {
      const source = entry.source ?? defaults?.source;
      const shapes = entry.shapes ?? defaults?.shapes;
      const ofStatus = defaults?.byStatus?.[entry.codes[0] ?? ''];
      // Ten thousands of entries cost a tenth of what they do as a literal that begins with a spread.
      const filled = Object.assign({}, entry, {
        id: ids[i] ?? '',
        permanence: entry.permanence ?? ofStatus?.permanence ?? defaults?.permanence ?? 'unknown',
        basis: entry.basis ?? ofStatus?.basis ?? defaults?.basis ?? 'inferred',
      });
      if (source !== undefined) filled.source = source;
      if (shapes !== undefined) filled.shapes = shapes;
      return filled;
    }),
  };
}

/**
 * The id of each entry: its own, or else its first code, numbered (`429~2`) where that is taken.
 * Stable as long as entries with the same first code keep their order.
 */
function entryIds(entries: readonly Pick<EntryDocument, 'id' | 'codes'>[]): string[] {
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
