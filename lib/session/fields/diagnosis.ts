/** What the finding says. A healthy exchange has none of it. */
import type { Permanence } from '../../catalog/schema.ts';
import type { Confidence, Finding } from '../../finding.ts';
import { failureOf, type Row, shownOf, statusOfRow } from '../rows.ts';
import type { Field, SortKey } from './field.ts';

const KINDS = ['temporary', 'permanent', 'unknown'] as const satisfies readonly Permanence[];
const CONFIDENCES = ['certain', 'likely', 'possible'] as const satisfies readonly Confidence[];

const VERDICTS = { temporary: 'Temporary', permanent: 'Permanent', unknown: 'Unknown' } as const;

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
  json: { name: 'family', value: ({ group }, _, out) => out.text(shownOf(group).finding.family) },
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
  json: { name: 'code', value: ({ group }, _, out) => out.text(shownOf(group).finding.code) },
};

export const name: Field = {
  id: 'name',
  title: 'columnDiagnosis',
  describe: 'fieldNameHelp',
  text: (row, words) => told(row, words.name),
  plain: true,
  column: { width: 150, comfortable: 240, least: 70, grows: 1.65, rank: 1, standard: true },
  filter: { aliases: ['diagnosis'], comparison: { kind: 'part' }, example: '"rate limit"' },
  fact: {
    label: 'Diagnosis',
    value: ({ group }, words, out) => {
      const { finding } = shownOf(group);
      const title = words.familyTitle(finding.family);
      const said = out.text(words.name(finding));
      // A mere word for an error, as some messages have in the place of a code, is in the title already.
      return title.endsWith(` ${finding.code}`)
        ? out.say`${out.text(title)}: ${said}`
        : out.say`${out.text(title)} ${out.text(finding.code)}: ${said}`;
    },
  },
  json: { name: 'name', value: ({ group }, words, out) => out.text(words.documentedName(shownOf(group).finding)) },
};

export const meaning: Field = {
  id: 'meaning',
  title: 'meaning',
  describe: 'fieldMeaningHelp',
  text: (row, words) => told(row, words.meaning),
  plain: true,
  filter: { comparison: { kind: 'part' }, example: 'quota' },
  fact: { label: 'Meaning', value: ({ group }, words, out) => out.text(words.meaning(shownOf(group).finding)) },
  json: { name: 'meaning', value: ({ group }, words, out) => out.text(words.meaning(shownOf(group).finding)) },
};

export const said: Field = {
  id: 'said',
  title: 'said',
  describe: 'fieldSaidHelp',
  text: (row) => findingOf(row)?.said ?? '',
  plain: true,
  column: { width: 120, least: 80, grows: 1, rank: 80, standard: false },
  filter: { comparison: { kind: 'part' }, example: '"try again"' },
  fact: { label: 'The server said', code: true },
  json: {
    name: 'said',
    value: ({ group }, _, out) => {
      const words = shownOf(group).finding.said;
      return words === undefined ? undefined : out.text(words);
    },
  },
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
  column: { width: 100, least: 26, grows: 0, rank: 5, standard: true, fits: true, iconBelow: 90 },
  filter: {
    aliases: ['verdict', 'permanence'],
    comparison: { kind: 'choice', choices: KINDS },
    example: 'temporary',
    chip: (row) => findingOf(row)?.permanence,
  },
  fact: {
    label: 'Verdict',
    value: ({ group }, _, out) => {
      const { permanence, basis } = shownOf(group).finding;
      return out.say`${out.word(VERDICTS[permanence])} (${out.word(basis)})`;
    },
  },
  json: { name: 'permanence', value: ({ group }, _, out) => out.word(shownOf(group).finding.permanence) },
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
  json: { name: 'confidence', value: ({ group }, _, out) => out.word(shownOf(group).finding.confidence) },
};

export const operation: Field = {
  id: 'operation',
  title: 'fieldOperation',
  describe: 'fieldOperationHelp',
  text: (row) => findingOf(row)?.operation ?? '',
  plain: true,
  column: { width: 120, least: 70, grows: 0, rank: 76, standard: false },
  filter: { comparison: { kind: 'part' }, example: 'authorize', suggests: true },
  fact: { label: 'Operation' },
  json: { name: 'operation' },
};

function statusText(row: Row): string {
  const status = statusOfRow(row);
  return status > 0 ? String(status) : '';
}

/** Codes of digits in the order of numbers; fifteen digits are exact in a double. */
function numberOrWord(text: string): SortKey {
  return /^\d{1,15}$/.test(text) ? Number(text) : text.toLowerCase();
}
