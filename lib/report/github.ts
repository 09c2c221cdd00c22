/** GitHub Flavored Markdown (https://github.github.com/gfm/): tables, folded sections, and nothing that pings or links by accident. */
import type { Dialect } from './dialect.ts';
import { codeSpan, escapeMarkdown, fenceFor, markdownHead, markdownRow, prose, secureLink } from './markup.ts';
import type { Fact, ReportModel, Section } from './model.ts';
import { dialectWriter } from './writer.ts';

const DIALECT: Dialect = {
  summaryHead: markdownHead,
  summaryRow: markdownRow,
  summaryEnd: '\n',
  group,
  note: (text) => `${escapeMarkdown(text)}\n\n`,
  end: (foot) => ['**Steps to reproduce**', '', '1. ', '', `<sub>${escapeMarkdown(foot)}</sub>`, ''].join('\n'),
};

/** An issue or a comment, in characters: GitHub's REST API refuses more with "body is too long (maximum is 65536 characters)". */
const LIMIT = 65_536;

/** Without HTML: GitHub's editor makes its own Markdown of an HTML table that is pasted. */
export const GITHUB = dialectWriter(DIALECT, { limit: LIMIT });

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  return [
    `### ${escapeMarkdown(title)}`,
    '',
    '| | |',
    '|---|---|',
    ...facts.map(fact),
    `| Why (${confidence}) | ${why.map(escapeMarkdown).join('<br>')} |`,
    `| Source | ${secureLink(source, (url) => `<${url}>`, codeSpan)} |`,
    '',
    ...sections.flatMap(folded),
    '',
  ].join('\n');
}

function fact({ label, value, code }: Fact): string {
  return `| ${label} | ${code ? codeSpan(value) : prose(value, escapeMarkdown, codeSpan)} |`;
}

function folded({ title, text, language }: Section): string[] {
  const fence = fenceFor(text);
  return [
    '<details>',
    `<summary>${escapeMarkdown(title)}</summary>`,
    '',
    `${fence}${language}`,
    text,
    fence,
    '',
    '</details>',
    '',
  ];
}
