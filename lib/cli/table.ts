/** Diagnoses as a table for a terminal, then what each of them means and asks for. */
import { withoutQuery } from '../address.ts';
import { methodOf, urlOf } from '../exchange.ts';
import type { Finding } from '../finding.ts';
import { type Redacted, safe, word } from '../redact/redacted.ts';
import { attempt, FAILED } from '../report/attempt.ts';
import { createRedactor, type Redactor } from '../report/redact.ts';
import { oneLine } from '../text.ts';
import type { Words } from '../words/words.ts';
import type { Found } from './found.ts';
import { collectAll } from './json.ts';

const COLUMNS = ['entry', 'code', 'diagnosis', 'verdict', 'request'] as const;
/** Widest cell of each column, in characters. */
const WIDTHS = [12, 24, 44, 10, 70];
/** Longest line of a note, in characters. */
const MAX_LINE = 2_000;

/** `exchanges`: how many were read. A row that cannot be written says so, and costs no other. */
export function writeTable(found: readonly Found[], exchanges: number, words: Words): string {
  if (found.length === 0) return `None of ${exchanges} exchanges failed.\n`;
  const redactor = createRedactor();
  collectAll(found, words, redactor);
  const rows = [[...COLUMNS], ...found.map((one) => rowOf(one, words, redactor))].map((row) =>
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
  return `${[lines.join('\n'), ...notesOf(found, words, redactor), summary].join('\n\n')}\n`;
}

type Row = readonly Redacted<string>[];

function rowOf({ place: { entry, message }, failure }: Found, words: Words, redactor: Redactor): Row {
  const place = message === undefined ? safe`${entry}` : safe`${entry}.${message}`;
  const row = attempt(() => {
    const { exchange, finding } = failure;
    return [
      place,
      redactor.text(finding.code),
      redactor.text(words.name(finding)),
      word(finding.permanence),
      safe`${redactor.text(methodOf(exchange))} ${redactor.url(withoutQuery(urlOf(exchange)))}`,
    ];
  });
  return row === FAILED ? [place, safe``, safe`could not be written`] : row;
}

/** Each meaning once. */
function notesOf(found: readonly Found[], words: Words, redactor: Redactor): string[] {
  const notes = new Map<string, string>();
  for (const { failure } of found) {
    // The row of one that cannot be read says so.
    attempt(() => {
      const { finding } = failure;
      const { family, entry, code } = finding;
      const id = [family, entry, code, words.documentedName(finding)].join('\n');
      if (!notes.has(id)) notes.set(id, noteOf(finding, words, redactor));
    });
  }
  return [...notes.values()];
}

function noteOf(finding: Finding, words: Words, { text, url }: Redactor): string {
  const { family, code, confidence, permanence, basis } = finding;
  const verdict = safe`${word(confidence)}; ${word(permanence)}, ${word(basis)}`;
  return [
    safe`${text(family)} ${text(code)}: ${text(words.name(finding))} (${verdict})`,
    safe`  ${text(words.meaning(finding))}`,
    safe`  -> ${text(words.action(finding))}`,
    safe`  ${url(words.source(finding))}`,
  ]
    .map((line) => oneLine(line, MAX_LINE))
    .join('\n');
}
