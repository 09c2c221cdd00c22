/** Texts from the wire, made safe to show on a screen, in a report or in a terminal: about what text alone can do. */

/** Control characters, line and paragraph separators, and every mark that changes the direction of the text around it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Marks that reorder the text after them (Unicode TR 36, section 2.1.5); in a longer text, lines and tabs stay. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;

const REPLACEMENT = '\ufffd';

/** Longest line, in characters; no screen shows more. */
const MAX_LINE = 500;

/** The text on one line, at most `max` characters, with nothing in it that is invisible or reorders its neighbours. */
export function oneLine(text: string, max = MAX_LINE): string {
  return cut(text, max)
    .replace(/[\t\n\r]+/g, ' ')
    .replace(UNSEEN, REPLACEMENT);
}

/** The text with its lines, at most `max` characters, reordering marks made visible. */
export function manyLines(text: string, max: number): string {
  return cut(text, max).replace(REORDERING, (mark) => `<U+${mark.charCodeAt(0).toString(16).toUpperCase()}>`);
}

/** The first `max` characters, with an ellipsis where that is not all; never half of a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
