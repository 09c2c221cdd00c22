/** Plain text for mails and anything without markup. */
import { grounds, hiddenNote, oneLine } from './markup.ts';
import type { ReportModel } from './model.ts';

export function writeText({ title, facts, evidence, source, sections, tool, hidden }: ReportModel): string {
  const { confidence, why } = grounds(evidence);
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
    'Steps to reproduce:',
    '1. ',
    '',
    `${oneLine(tool)}${hiddenNote(hidden)}`,
    '',
  ].join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${oneLine(line)}`)
    .join('\n');
}
