/** Markdown as Jira Cloud's editor converts it on pasting: headings, tables and fences, no HTML and nothing folded. */
import type { Dialect } from './dialect.ts';
import { JIRA_LIMIT } from './limits.ts';
import { codeSpan, escapeMarkdown, fenceFor, markdownHead, markdownRow, prose, secureLink } from './markup.ts';
import type { Fact, ReportModel, Section } from './model.ts';
import { dialectWriter } from './writer.ts';

const DIALECT: Dialect = {
  summaryHead: markdownHead,
  summaryRow: markdownRow,
  summaryEnd: '\n',
  group,
  note: (text) => `${escapeMarkdown(text)}\n\n`,
  end: (foot) => ['**Steps to reproduce**', '', '1. ', '', escapeMarkdown(foot), ''].join('\n'),
};

export const JIRA_MARKDOWN = dialectWriter(DIALECT, { limit: JIRA_LIMIT, rich: JIRA_LIMIT });

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  return [
    `### ${escapeMarkdown(title)}`,
    '',
    '| What | Value |',
    '|---|---|',
    ...facts.map(fact),
    `| Why (${confidence}) | ${why.map(escapeMarkdown).join('; ')} |`,
    `| Source | ${secureLink(source, (url) => url, codeSpan)} |`,
    '',
    ...sections.flatMap(fenced),
    '',
  ].join('\n');
}

function fact({ label, value, code }: Fact): string {
  return `| ${label} | ${code ? codeSpan(value) : prose(value, escapeMarkdown, codeSpan)} |`;
}

function fenced({ title, text, language }: Section): string[] {
  const fence = fenceFor(text);
  return [`**${escapeMarkdown(title)}**`, '', `${fence}${language}`, text, fence, ''];
}
