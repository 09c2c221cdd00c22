/** A message as a template: what is likely to vary from reply to reply becomes a place. */

interface Kind {
  /** Where the place begins and ends: the second group alone varies, where there is one. */
  readonly pattern: RegExp;
  readonly name: string;
}

/** Of two that begin at the same place the earlier counts. Each is linear: no part of a pattern can fit in two ways. */
const KINDS: readonly Kind[] = [
  { pattern: /https?:\/\/[^\s"'<>()]{1,500}/g, name: 'url' },
  { pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, name: 'email' },
  { pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, name: 'id' },
  { pattern: /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, name: 'time' },
  { pattern: /(?<=')[^'\n]{1,200}(?='(?![a-z]))|(?<=")[^"\n]{1,200}(?=")|(?<=`)[^`\n]{1,200}(?=`)/g, name: 'name' },
  { pattern: /(?<=[“‘«])[^”’»\n]{1,200}(?=[”’»])/g, name: 'name' },
  { pattern: /\b\d+(?:\.\d+)?(?=\s?(?:s|secs?|seconds?)\b)/gi, name: 'seconds' },
  // A word of letters and digits: an id, a hash, a key.
  { pattern: /\b(?=[\w-]{0,60}\d)(?=[\w-]{0,60}[a-z])[\w-]{6,64}\b/gi, name: 'id' },
  { pattern: /\b\d+(?:[.,]\d+)*\b/g, name: 'number' },
];

interface Span {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** Longest text that is looked at, in characters. */
const MAX_TEXT = 500;

/**
 * The text with places, or undefined where it makes no template: it is too long, has braces of its own, or is nothing but
 * places.
 */
export function templateOf(text: string): string | undefined {
  const line = text.trim();
  if (line === '' || line.length > MAX_TEXT || /[{}]/.test(line)) return undefined;
  let out = '';
  let at = 0;
  const taken = new Map<string, number>();
  for (const { from, to, name } of spansOf(line)) {
    const between = line.slice(at, from);
    // Where one place ends and the next begins could not be told.
    if (between === '' && out.endsWith('}')) {
      at = to;
      continue;
    }
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    out += `${between}{${count === 1 ? name : `${name}${count}`}}`;
    at = to;
  }
  out += line.slice(at);
  return /\p{L}/u.test(out.replace(/\{[^{}]*\}/g, '')) ? out : undefined;
}

/** Parts that vary, in their order, none of them within another. */
function spansOf(text: string): Span[] {
  const all = KINDS.flatMap(({ pattern, name }, rank) =>
    [...text.matchAll(pattern)].map((found) => ({ from: found.index, to: found.index + found[0].length, name, rank })),
  ).sort((a, b) => a.from - b.from || a.rank - b.rank);
  const spans: Span[] = [];
  for (const span of all) {
    const before = spans.at(-1);
    if (!before || span.from >= before.to) spans.push(span);
  }
  return spans;
}
