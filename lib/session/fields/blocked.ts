/** What the browser stopped, and by which rule. */
import { blockedLine } from '../../words/blocked.ts';
import { type FailureRow, failureOf, shownOf } from '../rows.ts';
import type { Field } from './field.ts';

export const blocked: Field = {
  id: 'blocked',
  title: 'fieldBlocked',
  describe: 'fieldBlockedHelp',
  text: (row) => {
    const found = failureOf(row)?.finding.blocked;
    return found ? [found.by, found.rule ?? ''].join(' ').trim() : '';
  },
  column: { width: 120, least: 70, grows: 0.3, rank: 78, standard: false },
  filter: { comparison: { kind: 'part' }, example: 'cors', suggests: true },
  fact: {
    label: 'Blocked',
    value: (row, _, out) => {
      const found = blockedOf(row);
      return found && out.text(blockedLine(found));
    },
  },
  json: {
    name: 'blocked',
    value: (row, _, out) => {
      const found = blockedOf(row);
      if (!found) return undefined;
      const rule = found.rule ?? found.directive;
      return { by: out.word(found.by), rule: rule ? out.text(rule) : undefined };
    },
  },
};

function blockedOf({ group }: FailureRow) {
  return shownOf(group).finding.blocked;
}
