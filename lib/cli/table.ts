/** Diagnoses as a table for a terminal, then what each of them means and asks for. */
import { withoutQuery } from '../address.ts';
import { methodOf, urlOf } from '../exchange.ts';
import type { Finding } from '../finding.ts';
import { heading, joined, type Redacted, safe, word } from '../redact/redacted.ts';
import { attempt, FAILED } from '../report/attempt.ts';
import { createRedactor, type Redactor } from '../report/redact.ts';
import { isoTime } from '../report/times.ts';
import { factOf, inOrder, outletOf } from '../report/told.ts';
import { requestId } from '../session/fields/reply.ts';
import { TOLD } from '../session/fields/told.ts';
import { rowOf as sessionRowOf } from '../session/rows.ts';
import { oneLine } from '../text.ts';
import { collapsed } from '../white-space.ts';
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
  if (exchanges === 0) return 'There is nothing to diagnose: no entry has a response.\n';
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

function rowOf(found: Found, words: Words, redactor: Redactor): Row {
  const { failure } = found;
  const place = placeOf(found);
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

function placeOf({ place: { entry, message } }: Found): Redacted<string> {
  return message === undefined ? safe`${entry}` : safe`${entry}.${message}`;
}

/** Ids of what exchanges tell beside their meaning, in the order of a line. */
const DETAILS = ['said', 'param', 'errors', 'initiator', 'retry'];
const TOLD_APART = inOrder(
  TOLD.filter(({ id }) => DETAILS.includes(id)),
  DETAILS,
);
/** As many different lines stand under a meaning, and as many places before one of them. */
const MAX_LINES = 10;
const MAX_PLACES = 8;

/** What some exchanges under one meaning tell alike. */
interface Detail {
  readonly places: string[];
  count: number;
  /** Of the first of them. */
  readonly requestId: string;
}

/** A meaning, and by their lines the details under it. */
interface Note {
  /** By what it calls the code. */
  readonly name: string;
  readonly head: string;
  readonly details: Map<string, Detail>;
}

/** Each meaning once, with what the exchanges under it tell beside it. */
function notesOf(found: readonly Found[], words: Words, redactor: Redactor): string[] {
  const notes = new Map<string, Note>();
  for (const one of found) {
    // The row of one that cannot be read says so.
    attempt(() => {
      const { finding } = one.failure;
      const { family, entry, code } = finding;
      const id = [family, entry, code, words.documentedName(finding)].join('\n');
      const note = notes.get(id) ?? noteOf(finding, words, redactor);
      notes.set(id, note);
      addDetails(note, one, words, redactor);
    });
  }
  return [...notes.values()].map(noteText);
}

function noteOf(finding: Finding, words: Words, { text, url }: Redactor): Note {
  const { family, code, confidence, permanence, basis } = finding;
  const name = words.name(finding);
  const meaning = words.meaning(finding);
  // What has no name is called by how its meaning begins, which follows anyway.
  const named = meaning.replaceAll('`', '').startsWith(name) ? safe`` : safe`: ${text(name)}`;
  const verdict = safe`${word(confidence)}; ${word(permanence)}, ${word(basis)}`;
  const head = [
    safe`${text(family)} ${text(code)}${named} (${verdict})`,
    safe`  ${text(meaning)}`,
    safe`  -> ${text(words.action(finding))}`,
    safe`  ${url(words.source(finding))}`,
  ]
    .map((line) => oneLine(line, MAX_LINE))
    .join('\n');
  return { name, head, details: new Map() };
}

/** `The server said: no such user; Asked by: login in login.ts:12`. What calls the code already is not said again. */
function addDetails({ name, details }: Note, found: Found, words: Words, redactor: Redactor): void {
  const { failure } = found;
  const row = sessionRowOf([failure]);
  if (!row) return;
  const out = outletOf(redactor, isoTime);
  const said = collapsed(failure.finding.said ?? '');
  const told = TOLD_APART.flatMap((one) => {
    if (one.id === 'said' && name.includes(said)) return [];
    const value = factOf(one, row, words, out);
    return value === undefined ? [] : [safe`${heading(one.fact?.label ?? '')}: ${value}`];
  });
  const line = oneLine(joined(told, '; '), MAX_LINE);
  const id = factOf(requestId, row, words, out);
  if (line === '' && id === undefined) return;
  const detail = details.get(line) ?? { places: [], count: 0, requestId: oneLine(id ?? '', MAX_LINE) };
  details.set(line, detail);
  detail.count++;
  if (detail.places.length < MAX_PLACES) detail.places.push(placeOf(found));
}

function noteText({ head, details }: Note): string {
  const lines = [...details].slice(0, MAX_LINES).map(([line, { places, count, requestId }]) => {
    const more = count > places.length ? ` and ${count - places.length} more` : '';
    // Each exchange has an id of its own: of several, the report tells them.
    const id = count === 1 && requestId !== '' ? `Request id: ${requestId}` : '';
    return `  ${places.join(', ')}${more}  ${[line, id].filter((part) => part !== '').join('; ')}`.trimEnd();
  });
  const left = details.size - lines.length;
  return [head, ...lines, ...(left > 0 ? [`  and ${left} more such lines`] : [])].join('\n');
}
