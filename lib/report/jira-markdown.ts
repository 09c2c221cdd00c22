/** Markdown as Jira Cloud's editor converts it on pasting: headings, tables and fences, no HTML and nothing folded. */
import { codeSpan, fenceFor, grounds, hiddenNote, oneLine, prose } from './markup.ts';
import type { Fact, ReportModel, Section } from './model.ts';

export function writeJiraMarkdown({ title, facts, evidence, source, sections, tool, hidden }: ReportModel): string {
  const { confidence, why } = grounds(evidence);
  return [
    `### ${escapeText(title)}`,
    '',
    '| What | Value |',
    '|---|---|',
    ...facts.map(row),
    `| Why (${confidence}) | ${why.map(escapeText).join('; ')} |`,
    `| Source | ${source} |`,
    '',
    ...sections.flatMap(fenced),
    '**Steps to reproduce**',
    '',
    '1. ',
    '',
    `${escapeText(tool)}${hiddenNote(hidden)}`,
    '',
  ].join('\n');
}

function row({ label, value, code }: Fact): string {
  return `| ${label} | ${code ? codeSpan(value) : prose(value, escapeText, codeSpan)} |`;
}

function fenced({ title, text, language }: Section): string[] {
  const fence = fenceFor(text);
  return [`**${escapeText(title)}**`, '', `${fence}${language}`, text, fence, ''];
}

/** `@` and `[~` start mentions in Jira; a zero-width space after the sign stops that and stays unseen. */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~]/g, (c) => `\\${c}`)
    .replace(/@(?=\w)/g, '@\u200b');
}
