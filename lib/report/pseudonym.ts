/** What stands in the place of a secret: its kind and a number, `<licence key 2>`. */

export const PSEUDONYM = /<[a-z][a-z -]{0,40} \d{1,9}>/g;
const WHOLE = /^<[a-z][a-z -]{0,40} \d{1,9}>$/;
const BEFORE = /<[a-z][a-z -]{0,40} \d{1,9}>$/;
const AT = /<[a-z][a-z -]{0,40} \d{1,9}>/y;
/** Longest one, in characters. */
const MAX_LENGTH = 53;

export function isPseudonym(text: string): boolean {
  return WHOLE.test(text);
}

/** The length of the one that ends at `end`; 0 where none does. */
export function pseudonymBefore(text: string, end: number): number {
  return BEFORE.exec(text.slice(Math.max(0, end - MAX_LENGTH), end))?.[0].length ?? 0;
}

/** The length of the one that begins at `start`; 0 where none does. */
export function pseudonymAt(text: string, start: number): number {
  AT.lastIndex = start;
  return AT.exec(text)?.[0].length ?? 0;
}
