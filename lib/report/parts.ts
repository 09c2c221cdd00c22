/** A finished report in pieces, so that a preview can mark what stands for a secret. */

export interface ReportPart {
  readonly text: string;
  /** Set where `text` is the dialect's spelling of a pseudonym. */
  readonly pseudonym?: string;
}

/** A pseudonym as the dialects spell it: plain, with backslashes (Markdown, wiki markup), or with entities (Slack). */
const SPELLED = /\\?<([a-z][a-z -]{0,40} \d{1,9})\\?>|&lt;([a-z][a-z -]{0,40} \d{1,9})&gt;/g;

/** Cuts a report at its pseudonyms; joined, the parts are the text again. */
export function partsOf(text: string, pseudonyms: ReadonlySet<string>): ReportPart[] {
  const parts: ReportPart[] = [];
  let end = 0;
  for (const match of text.matchAll(SPELLED)) {
    const pseudonym = `<${match[1] ?? match[2]}>`;
    if (!pseudonyms.has(pseudonym)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: match[0], pseudonym });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
