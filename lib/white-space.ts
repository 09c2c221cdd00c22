/** The text with each run of white space as one space, and none at its ends: as HTML shows it (CSS Text, section 4.1.1). */
export function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Index of the first character that is not JSON white space or a byte order mark. */
export function firstInk(text: string): number {
  let i = 0;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9 && c !== 0xfeff) break;
  }
  return i;
}
