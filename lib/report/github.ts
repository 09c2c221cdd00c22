/** GitHub Flavored Markdown (https://github.github.com/gfm/): tables, folded sections, and nothing that pings or links by accident. */
import { codeSpan, fenceFor, markdownSummary, oneLine, prose } from './markup.ts';
import type { Fact, ReportDocument, ReportModel, Section } from './model.ts';

export function* writeGithub({ models, title, foot }: ReportDocument): Generator<string> {
  if (models.length > 1) yield markdownSummary(models, title, escapeText);
  for (const model of models) yield group(model);
  yield ['**Steps to reproduce**', '', '1. ', '', `<sub>${escapeText(foot)}</sub>`, ''].join('\n');
}

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  return [
    `### ${escapeText(title)}`,
    '',
    '| | |',
    '|---|---|',
    ...facts.map(fact),
    `| Why (${confidence}) | ${why.map(escapeText).join('<br>')} |`,
    `| Source | <${source}> |`,
    '',
    ...sections.flatMap(folded),
    '',
  ].join('\n');
}

function fact({ label, value, code }: Fact): string {
  return `| ${label} | ${code ? codeSpan(value) : prose(value, escapeText, codeSpan)} |`;
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

/** A zero-width space: keeps `@name` and `#123` readable and stops GitHub from making them mentions and links. */
const BREAK = '\u200b';

/** Prose: Markdown's and HTML's own characters lose their meaning, and neither names nor numbers nor addresses become links. */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~&]/g, (c) => `\\${c}`)
    .replace(/([@#])(?=\w)/g, `$1${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, `GH-${BREAK}`);
}
