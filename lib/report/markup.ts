/** What several dialects share. */
import { SUMMARY_COLUMNS, type SummaryRow } from './model.ts';

/** A zero-width space: keeps `@name`, `#123` and addresses readable and stops a place from making them mentions and links. */
const BREAK = '\u200b';

/** Addresses that would become links by themselves (GFM section 6.9). */
export function unlinked(text: string): string {
  return text.replace(/(?<=\b(?:https?|ftp)):(?=\/\/)/gi, `:${BREAK}`).replace(/\bwww(?=\.)/gi, `$&${BREAK}`);
}

/** Text on one line, without characters that steer a terminal or reorder what is read. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters from the wire must not reach a report
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

/** The longest run of backticks in a text. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** A fence longer than any run of backticks inside (GFM section 4.5). */
export function fenceFor(text: string): string {
  return '`'.repeat(Math.max(3, longestRun(text) + 1));
}

/** Inline code for a cell of a Markdown table: a pipe needs its backslash even there (GFM section 4.10). */
export function codeSpan(value: string): string {
  // A backslash before the pipe's own would make it a border again; a zero-width space between them stays unseen.
  const line = oneLine(value)
    .replace(/\\(?=\|)/g, `\\${BREAK}`)
    .replaceAll('|', '\\|');
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

/** Heading and head of a table over several failures, in Markdown. */
export function markdownHead(title: string): string {
  return [
    `## ${escapeMarkdown(title)}`,
    '',
    `| ${SUMMARY_COLUMNS.map(([, label]) => label).join(' | ')} |`,
    `|${SUMMARY_COLUMNS.map(() => '---|').join('')}`,
    '',
  ].join('\n');
}

/** A row of that table. */
export function markdownRow(row: SummaryRow): string {
  return `| ${SUMMARY_COLUMNS.map(([id]) => escapeMarkdown(row[id])).join(' | ')} |\n`;
}

/** Prose: Markdown's and HTML's own characters lose their meaning, and neither names nor numbers nor addresses become links. */
export function escapeMarkdown(text: string): string {
  return unlinked(oneLine(text))
    .replace(/[\\`*_{}[\]<>|~&]/g, (c) => `\\${c}`)
    .replace(/([@#])(?=\w)/g, `$1${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, `GH-${BREAK}`);
}

/** An address as a link where it is one of https, else as code. */
export function secureLink(url: string, link: (url: string) => string, code: (text: string) => string): string {
  return /^https:\/\/[^\s<>"'|[\]{}\\]+$/.test(url) ? link(url) : code(url);
}
