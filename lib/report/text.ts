/** Plain text for mails and anything without markup. */
import { oneLine } from './markup.ts';
import type { ReportDocument, ReportModel } from './model.ts';

export function* writeText({ models, title, foot }: ReportDocument): Generator<string> {
  if (models.length > 1) yield summary(models, title);
  for (const model of models) yield group(model);
  yield ['Steps to reproduce:', '1. ', '', oneLine(foot), ''].join('\n');
}

function summary(models: readonly ReportModel[], title: string): string {
  const lines = models.flatMap(({ row: { code, name, verdict, request, seen } }, i) => [
    `${i + 1}. ${oneLine(`${code}: ${name}`)}`,
    `   ${oneLine(`${request} - ${verdict} - ${seen}`)}`,
  ]);
  return [title, '', ...lines, '', ''].join('\n');
}

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  const rows = [
    ...facts.map(({ label, value }) => [label, value] as const),
    [`Why (${confidence})`, why.join('; ')] as const,
    ['Source', source] as const,
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return [
    oneLine(title),
    '',
    ...rows.map(([label, value]) => `${`${label}:`.padEnd(width)}${oneLine(value)}`),
    '',
    ...sections.flatMap(({ title: heading, text }) => [`${heading}:`, indented(text), '']),
    '',
  ].join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${oneLine(line)}`)
    .join('\n');
}
