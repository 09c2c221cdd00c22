/** Diagnoses as a table for a terminal, then what each of them means and asks for. */
import { withoutQuery } from '../address.ts';
import { methodOf, urlOf } from '../exchange.ts';
import { createRedactor } from '../report/redact.ts';
import { oneLine } from '../text.ts';
import type { Words } from '../words/words.ts';
import type { Found } from './found.ts';

const COLUMNS = ['entry', 'code', 'diagnosis', 'verdict', 'request'] as const;
/** Widest cell of each column, in characters. */
const WIDTHS = [12, 24, 44, 10, 70];
/** Longest line of a note, in characters. */
const MAX_LINE = 2_000;

/** `exchanges`: how many were read. */
export function writeTable(found: readonly Found[], exchanges: number, words: Words): string {
  if (found.length === 0) return `None of ${exchanges} exchanges failed.\n`;
  const rows = [[...COLUMNS], ...rowsOf(found, words)].map((row) =>
    row.map((cell, i) => oneLine(cell, WIDTHS[i] ?? 20)),
  );
  const widths = COLUMNS.map((_, i) => rows.reduce((widest, row) => Math.max(widest, row[i]?.length ?? 0), 0));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const summary = `${found.length} of ${exchanges} exchanges failed.`;
  return `${[lines.join('\n'), ...notesOf(found, words), summary].join('\n\n')}\n`;
}

function rowsOf(found: readonly Found[], words: Words): string[][] {
  const redactor = createRedactor();
  return found.map(({ place: { entry, message }, failure: { exchange, finding } }) => [
    message === undefined ? String(entry) : `${entry}.${message}`,
    finding.code,
    words.name(finding),
    finding.permanence,
    `${methodOf(exchange)} ${redactor.url(withoutQuery(urlOf(exchange)))}`.trim(),
  ]);
}

/** Each meaning once. */
function notesOf(found: readonly Found[], words: Words): string[] {
  const advice = new Map(
    found.map(({ failure: { finding } }) => [
      [finding.family, finding.entry, finding.code, words.name(finding)].join('\n'),
      finding,
    ]),
  );
  return [...advice.values()].map((d) =>
    [
      `${d.family} ${d.code}: ${words.name(d)} (${d.confidence}; ${d.permanence}, ${d.basis})`,
      `  ${words.meaning(d)}`,
      `  -> ${words.action(d)}`,
      `  ${words.source(d)}`,
    ]
      .map((line) => oneLine(line, MAX_LINE))
      .join('\n'),
  );
}
