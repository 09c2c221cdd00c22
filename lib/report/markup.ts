/** What several dialects share. */
import { type ReportModel, SUMMARY_COLUMNS } from './model.ts';

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

/** A heading and a table over several failures, in Markdown. */
export function markdownSummary(
  models: readonly ReportModel[],
  title: string,
  escapeText: (text: string) => string,
): string {
  return [
    `## ${escapeText(title)}`,
    '',
    `| ${SUMMARY_COLUMNS.map(([, label]) => label).join(' | ')} |`,
    `|${SUMMARY_COLUMNS.map(() => '---|').join('')}`,
    ...models.map(({ row }) => `| ${SUMMARY_COLUMNS.map(([id]) => escapeText(row[id])).join(' | ')} |`),
    '',
    '',
  ].join('\n');
}
