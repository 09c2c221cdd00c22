/** What several dialects share. */

/** Text on one line, without characters that steer a terminal or reorder what is read. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters from the wire must not reach a report
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

/** The longest run of backticks in a text. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** A fence longer than any run of backticks inside (GFM section 4.5). */
export function fenceFor(text: string): string {
  return '`'.repeat(Math.max(3, longestRun(text) + 1));
}

/** Inline code for a cell of a Markdown table: a pipe needs its backslash even there (GFM section 4.10). */
export function codeSpan(value: string): string {
  const line = oneLine(value).replaceAll('|', '\\|');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A sentence of the catalogue with its code parts, those between backticks, written by `code` and the rest by `plain`. */
export function prose(text: string, plain: (text: string) => string, code: (text: string) => string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 0 ? plain(part) : part === '' ? '' : code(part)))
    .join('');
}

export function hiddenNote(hidden: number): string {
  return hidden === 0 ? '' : ` · ${hidden} ${hidden === 1 ? 'value' : 'values'} hidden`;
}

/** The confidence, which stands first among the grounds, and the grounds themselves. */
export function grounds(evidence: readonly string[]): { readonly confidence: string; readonly why: readonly string[] } {
  const [confidence = '', ...why] = evidence;
  return { confidence, why };
}
