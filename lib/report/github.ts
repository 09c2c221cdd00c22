/** GitHub Flavored Markdown (https://github.github.com/gfm/): a table, folded sections, and nothing that pings or links by accident. */

import type { Failure } from '../session/group.ts';
import { describeFailures, type Fact, type Report, type ReportContext, type Section } from './model.ts';

/** A report on repeats of one failure, oldest first. Empty for none. */
export function githubReport(failures: readonly Failure[], context: ReportContext): Report {
  const model = describeFailures(failures, context);
  if (!model) return { text: '', hidden: 0 };
  const { title, facts, evidence, source, sections, tool, hidden } = model;
  const [confidence, ...why] = evidence;
  const text = [
    `### ${escapeText(title)}`,
    '',
    '| | |',
    '|---|---|',
    ...facts.map(row),
    `| Why (${confidence}) | ${why.map(escapeText).join('<br>')} |`,
    `| Source | <${source}> |`,
    '',
    ...sections.flatMap(folded),
    '**Steps to reproduce**',
    '',
    '1. ',
    '',
    `<sub>${escapeText(tool)}${hidden > 0 ? ` · ${hidden} ${hidden === 1 ? 'value' : 'values'} hidden` : ''}</sub>`,
    '',
  ].join('\n');
  return { text, hidden };
}

function row({ label, value, code }: Fact): string {
  return `| ${label} | ${code ? codeSpan(value) : prose(value)} |`;
}

/** A sentence of the catalogue: what stands between backticks is code. */
function prose(text: string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 0 ? escapeText(part) : part === '' ? '' : codeSpan(part)))
    .join('');
}

function folded({ title, text, language }: Section): string[] {
  const fence = fenceFor(text);
  return [
    '<details>',
    `<summary>${escapeText(title)}</summary>`,
    '',
    `${fence}${language}`,
    text,
    fence,
    '',
    '</details>',
    '',
  ];
}

/** A fence longer than any run of backticks inside (GFM section 4.5). */
function fenceFor(text: string): string {
  return '`'.repeat(Math.max(3, longestRun(text) + 1));
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Inline code for a table cell: a pipe needs its backslash even there (GFM section 4.10). */
function codeSpan(value: string): string {
  const line = oneLine(value).replaceAll('|', '\\|');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A zero-width space: keeps `@name` and `#123` readable and stops GitHub from making them mentions and links. */
const BREAK = '\u200b';

/** Prose: Markdown's and HTML's own characters lose their meaning. */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~]/g, (c) => `\\${c}`)
    .replace(/([@#])(?=\w)/g, `$1${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, `GH-${BREAK}`);
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters from the wire must not reach a report
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}
