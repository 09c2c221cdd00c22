/** Looks for codes in all of the catalogue. */
import type { Entry, Family } from './schema.ts';

export interface FoundCode {
  readonly family: Family;
  readonly entry: Entry;
  /** Where it is documented. */
  readonly source: string;
}

export interface FoundCodes {
  /** The best first. */
  readonly shown: readonly FoundCode[];
  /** How many there are in all. */
  readonly total: number;
}

/** Longest text that is looked for, in characters, and words of it. */
const MAX_QUERY = 200;
const MAX_WORDS = 10;

/**
 * Entries in whose family, codes, name, texts and words every word of the query stands. Those with just such a code come first,
 * then those in whose code or name the words stand. An empty query finds nothing.
 */
export function searchCodes(families: readonly Family[], query: string, most: number): FoundCodes {
  const words = query.slice(0, MAX_QUERY).toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  if (words.length === 0) return { shown: [], total: 0 };
  const found: { readonly code: FoundCode; readonly rank: number }[] = [];
  for (const family of families) {
    const ofFamily = `${family.id} ${family.title}`.toLowerCase();
    for (const entry of family.entries) {
      const rank = rankOf(entry, ofFamily, words);
      if (rank > 0) found.push({ code: { family, entry, source: entry.source ?? family.source }, rank });
    }
  }
  found.sort((a, b) => b.rank - a.rank);
  return { shown: found.slice(0, most).map(({ code }) => code), total: found.length };
}

/** 0: does not fit. */
function rankOf(
  { codes, name, meaning, action, texts = [] }: Entry,
  ofFamily: string,
  words: readonly string[],
): number {
  const lower = codes.map((code) => code.toLowerCase());
  const head = `${ofFamily} ${lower.join(' ')} ${name.toLowerCase()}`;
  if (words.every((word) => ofFamily.includes(word) || lower.includes(word)))
    return words.some((word) => lower.includes(word)) ? 3 : 1;
  if (words.every((word) => head.includes(word))) return 2;
  const all = `${head} ${texts.join(' ')} ${meaning} ${action}`.toLowerCase();
  return words.every((word) => all.includes(word)) ? 1 : 0;
}
