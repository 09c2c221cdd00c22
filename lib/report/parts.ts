/** A finished report in pieces, so that a preview can mark what stands for a secret. */
import { changed, type Redacted } from '../redact/redacted.ts';

export interface ReportPart {
  readonly text: Redacted<string>;
  /** Set where `text` is the dialect's spelling of a pseudonym. */
  readonly pseudonym?: string;
}

/** A pseudonym as the dialects spell it: plain, with backslashes (Markdown, wiki markup), or with entities (Slack). */
const SPELLED = /\\?<([a-z][a-z -]{0,40} \d{1,9})\\?>|&lt;([a-z][a-z -]{0,40} \d{1,9})&gt;/g;

/** Cuts a report at its pseudonyms; joined, the parts are the text again. */
export function partsOf(text: Redacted<string>, pseudonyms: ReadonlySet<string>): ReportPart[] {
  const parts: ReportPart[] = [];
  const between = (from: number, to: number) => changed(text, (whole) => whole.slice(from, to));
  let end = 0;
  for (const match of text.matchAll(SPELLED)) {
    const pseudonym = `<${match[1] ?? match[2]}>`;
    if (!pseudonyms.has(pseudonym)) continue;
    if (match.index > end) parts.push({ text: between(end, match.index) });
    end = match.index + match[0].length;
    parts.push({ text: between(match.index, end), pseudonym });
  }
  if (end < text.length) parts.push({ text: between(end, text.length) });
  return parts;
}
