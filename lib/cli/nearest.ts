/** Words that somebody may have meant. */

/** How many are offered. */
const MAX_OFFERED = 5;
/** Longest word that is compared letter by letter, in characters. */
const MAX_LENGTH = 100;

/** The words nearest to `wanted`, the nearest first, each once: those that begin with it, then by how many letters differ. */
export function nearest(wanted: string, words: Iterable<string>): string[] {
  const word = wanted.slice(0, MAX_LENGTH).toLowerCase();
  return [...new Set(words)]
    .map((one) => ({ one, distance: distanceOf(word, one.slice(0, MAX_LENGTH).toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || (a.one < b.one ? -1 : 1))
    .slice(0, MAX_OFFERED)
    .map(({ one }) => one);
}

function distanceOf(wanted: string, word: string): number {
  return wanted !== '' && word.startsWith(wanted) ? 0 : edits(wanted, word);
}

/** Letters to insert, delete or change (Levenshtein). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
