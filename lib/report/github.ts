/** GitHub Flavored Markdown (https://github.github.com/gfm/): a table, folded sections, and nothing that pings or links by accident. */

import { codeSpan, fenceFor, grounds, hiddenNote, oneLine, prose } from './markup.ts';
import type { Fact, ReportModel, Section } from './model.ts';

export function writeGithub({ title, facts, evidence, source, sections, tool, hidden }: ReportModel): string {
  const { confidence, why } = grounds(evidence);
  return [
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
    `<sub>${escapeText(tool)}${hiddenNote(hidden)}</sub>`,
    '',
  ].join('\n');
}

function row({ label, value, code }: Fact): string {
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

/** Prose: Markdown's and HTML's own characters lose their meaning. */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~]/g, (c) => `\\${c}`)
    .replace(/([@#])(?=\w)/g, `$1${BREAK}`)
    .replace(/\bGH-(?=\d)/gi, `GH-${BREAK}`);
}
