/** The text with each run of white space as one space, and none at its ends: as HTML shows it (CSS Text, section 4.1.1). */
export function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
