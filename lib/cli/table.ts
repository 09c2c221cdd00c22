/** Diagnoses as a table for a terminal, then what each of them means and asks for. */
import { methodOf, urlOf } from '../exchange.ts';
import { createRedactor } from '../report/redact.ts';
import type { Found } from './found.ts';
import { printable } from './printable.ts';

const COLUMNS = ['entry', 'code', 'diagnosis', 'verdict', 'request'] as const;
/** Widest cell of each column, in characters. */
const WIDTHS = [12, 24, 44, 10, 70];

/** `exchanges`: how many were read. */
export function writeTable(found: readonly Found[], exchanges: number): string {
  if (found.length === 0) return `None of ${exchanges} exchanges failed.\n`;
  const rows = [[...COLUMNS], ...rowsOf(found)].map((row) =>
    row.map((cell, i) => clip(printable(cell), WIDTHS[i] ?? 20)),
  );
  const widths = COLUMNS.map((_, i) => rows.reduce((widest, row) => Math.max(widest, row[i]?.length ?? 0), 0));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const summary = `${found.length} of ${exchanges} exchanges failed.`;
  return `${[lines.join('\n'), ...notesOf(found), summary].join('\n\n')}\n`;
}

function rowsOf(found: readonly Found[]): string[][] {
  const redactor = createRedactor();
  return found.map(({ place: { entry, message }, failure: { exchange, diagnosis } }) => [
    message === undefined ? String(entry) : `${entry}.${message}`,
    diagnosis.code,
    diagnosis.name,
    diagnosis.permanence,
    `${methodOf(exchange)} ${redactor.url(urlOf(exchange)).replace(/[?#].*$/s, '')}`.trim(),
  ]);
}

/** Each diagnosis once. */
function notesOf(found: readonly Found[]): string[] {
  const advice = new Map(found.map(({ failure: { diagnosis: d } }) => [`${d.family} ${d.code} ${d.name}`, d]));
  return [...advice.values()].map((d) =>
    [
      `${d.family} ${d.code}: ${d.name} (${d.confidence}; ${d.permanence}, ${d.basis})`,
      `  ${d.meaning}`,
      `  -> ${d.action}`,
      `  ${d.source}`,
    ]
      .map(printable)
      .join('\n'),
  );
}

function clip(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
