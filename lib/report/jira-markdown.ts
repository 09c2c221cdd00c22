/** Markdown as Jira Cloud's editor converts it on pasting: headings, tables and fences, no HTML and nothing folded. */
import { codeSpan, fenceFor, markdownSummary, oneLine, prose } from './markup.ts';
import type { Fact, ReportDocument, ReportModel, Section } from './model.ts';

export function* writeJiraMarkdown({ models, title, foot }: ReportDocument): Generator<string> {
  if (models.length > 1) yield markdownSummary(models, title, escapeText);
  for (const model of models) yield group(model);
  yield ['**Steps to reproduce**', '', '1. ', '', escapeText(foot), ''].join('\n');
}

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  return [
    `### ${escapeText(title)}`,
    '',
    '| What | Value |',
    '|---|---|',
    ...facts.map(fact),
    `| Why (${confidence}) | ${why.map(escapeText).join('; ')} |`,
    `| Source | ${source} |`,
    '',
    ...sections.flatMap(fenced),
    '',
  ].join('\n');
}

function fact({ label, value, code }: Fact): string {
  return `| ${label} | ${code ? codeSpan(value) : prose(value, escapeText, codeSpan)} |`;
}

function fenced({ title, text, language }: Section): string[] {
  const fence = fenceFor(text);
  return [`**${escapeText(title)}**`, '', `${fence}${language}`, text, fence, ''];
}

/** `@` and `[~` start mentions in Jira; a zero-width space after the sign stops that and stays unseen. */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~&]/g, (c) => `\\${c}`)
    .replace(/@(?=\w)/g, '@\u200b');
}
