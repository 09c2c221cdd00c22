/** Where quoted strings end. */

/** The offset of the quote that closes the one at `start`, backslash escapes skipped; the length of the text where there is none. */
export function quoteEnd(text: string, start: number): number {
  const quote = text[start] ?? '"';
  let end = text.indexOf(quote, start + 1);
  while (end >= 0) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\' && end - 1 - slashes > start) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf(quote, end + 1);
  }
  return text.length;
}
