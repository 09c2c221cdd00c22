/** Plain text for mails and anything without markup. */
import type { Dialect } from './dialect.ts';
import { oneLine } from './markup.ts';
import type { ReportModel } from './model.ts';
import { dialectWriter } from './writer.ts';

const DIALECT: Dialect = {
  summaryHead: (title) => `${title}\n\n`,
  summaryRow: ({ code, name, verdict, request, seen }, index) =>
    `${index}. ${oneLine(`${code}: ${name}`)}\n   ${oneLine(`${request} - ${verdict} - ${seen}`)}\n`,
  summaryEnd: '\n',
  group,
  note: (note) => `${oneLine(note)}\n\n`,
  end: (foot) => ['Steps to reproduce:', '1. ', '', oneLine(foot), ''].join('\n'),
};

export const TEXT = dialectWriter(DIALECT, { rich: Number.POSITIVE_INFINITY });

function group({ title, facts, confidence, why, source, sections }: ReportModel): string {
  const rows = [
    ...facts.map(({ label, value }) => [label, value] as const),
    [`Why (${confidence})`, why.join('; ')] as const,
    ['Source', source] as const,
  ];
  const width = rows.reduce((widest, [label]) => Math.max(widest, label.length), 0) + 2;
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
