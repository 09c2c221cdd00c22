/** What the browser stopped, and by which rule. */
import { failureOf } from '../rows.ts';
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
};
