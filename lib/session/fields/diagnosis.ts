/** What the finding says. A healthy exchange has none of it. */
import type { Permanence } from '../../catalog/schema.ts';
import type { Confidence, Finding } from '../../finding.ts';
import { failureOf, type Row, statusOfRow } from '../rows.ts';
import type { Field, SortKey } from './field.ts';

const KINDS = ['temporary', 'permanent', 'unknown'] as const satisfies readonly Permanence[];
const CONFIDENCES = ['certain', 'likely', 'possible'] as const satisfies readonly Confidence[];

const findingOf = (row: Row) => failureOf(row)?.finding;

/** A text of the finding; empty where there is none. */
function told(row: Row, tell: (finding: Finding) => string): string {
  const finding = findingOf(row);
  return finding ? tell(finding) : '';
}

export const family: Field = {
  id: 'family',
  title: 'fieldFamily',
  describe: 'fieldFamilyHelp',
  text: (row, words) => told(row, ({ family }) => words.familyChip(family)),
  searched: (row, words) =>
    told(row, ({ family }) => [family, words.familyTitle(family), words.familyChip(family)].join('\n')),
  plain: true,
  column: { width: 110, least: 70, grows: 0, rank: 70, standard: false },
  filter: {
    // An id that no family has is called by itself.
    comparison: { kind: 'part', isKnown: (value, words) => words.familyTitle(value) !== value },
    example: 'aws',
    suggests: true,
    chip: (row) => findingOf(row)?.family,
  },
};

export const code: Field = {
  id: 'code',
  title: 'columnCode',
  describe: 'fieldCodeHelp',
  text: (row) => findingOf(row)?.code ?? statusText(row),
  sortKey: (row) => numberOrWord(findingOf(row)?.code ?? statusText(row)),
  plain: true,
  column: { width: 110, least: 44, grows: 0, rank: 0, standard: true, fits: true },
  filter: { comparison: { kind: 'whole' }, example: '4*', suggests: true },
};

export const name: Field = {
  id: 'name',
  title: 'columnDiagnosis',
  describe: 'fieldNameHelp',
  text: (row, words) => told(row, words.name),
  plain: true,
  column: { width: 150, least: 70, grows: 1.35, rank: 1, standard: true },
  filter: { comparison: { kind: 'part' }, example: '"rate limit"' },
};

export const meaning: Field = {
  id: 'meaning',
  title: 'meaning',
  describe: 'fieldMeaningHelp',
  text: (row, words) => told(row, words.meaning),
  plain: true,
  filter: { comparison: { kind: 'part' }, example: 'quota' },
};

export const said: Field = {
  id: 'said',
  title: 'said',
  describe: 'fieldSaidHelp',
  text: (row) => findingOf(row)?.said ?? '',
  plain: true,
  column: { width: 120, least: 80, grows: 1, rank: 80, standard: false },
  filter: { comparison: { kind: 'part' }, example: '"try again"' },
};

export const kind: Field = {
  id: 'kind',
  title: 'columnVerdict',
  describe: 'fieldKindHelp',
  text: (row) => findingOf(row)?.permanence ?? '',
  sortKey: (row) => {
    const verdict = findingOf(row)?.permanence;
    return verdict === undefined ? KINDS.length : KINDS.indexOf(verdict);
  },
  column: { width: 100, least: 26, grows: 0, rank: 5, standard: true, iconBelow: 90 },
  filter: {
    comparison: { kind: 'choice', choices: KINDS },
    example: 'temporary',
    chip: (row) => findingOf(row)?.permanence,
  },
};

export const confidence: Field = {
  id: 'confidence',
  title: 'fieldConfidence',
  describe: 'fieldConfidenceHelp',
  text: (row) => findingOf(row)?.confidence ?? '',
  sortKey: (row) => {
    const found = findingOf(row)?.confidence;
    return found === undefined ? CONFIDENCES.length : CONFIDENCES.indexOf(found);
  },
  column: { width: 80, least: 60, grows: 0, rank: 75, standard: false },
  filter: { comparison: { kind: 'choice', choices: CONFIDENCES }, example: 'certain' },
};

export const operation: Field = {
  id: 'operation',
  title: 'fieldOperation',
  describe: 'fieldOperationHelp',
  text: (row) => findingOf(row)?.operation ?? '',
  plain: true,
  column: { width: 120, least: 70, grows: 0, rank: 76, standard: false },
  filter: { comparison: { kind: 'part' }, example: 'authorize', suggests: true },
};

function statusText(row: Row): string {
  const status = statusOfRow(row);
  return status > 0 ? String(status) : '';
}

/** Codes of digits in the order of numbers; fifteen digits are exact in a double. */
function numberOrWord(text: string): SortKey {
  return /^\d{1,15}$/.test(text) ? Number(text) : text.toLowerCase();
}
