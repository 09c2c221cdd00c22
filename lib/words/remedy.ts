/** What cures a failure that no repeat of the same request does. */
import type { Remedy } from '../finding.ts';

const WORDS: Readonly<Record<Remedy, string>> = {
  'new-credential': 'Repeating won’t help; a new token does.',
  payment: 'Repeating won’t help; settling the account with the provider does.',
};

export function remedyLine(remedy: Remedy): string {
  return WORDS[remedy];
}
