import type messages from '../public/_locales/en/messages.json';
import { whole } from './text/format.ts';

export type MessageKey = keyof typeof messages;

/** The user's wording of a message; `$1` … `$9` in it are replaced by the substitutions. */
export type Translate = (key: MessageKey, ...substitutions: readonly string[]) => string;

/** How the languages that there are messages in count. */
const PLURALS: Readonly<Record<string, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  de: new Intl.PluralRules('de'),
  ja: new Intl.PluralRules('ja'),
};

/** A message that has one wording for a single thing and one, with `$1` for the number, for all other amounts. */
export function counted(translate: Translate, amount: number, one: MessageKey, many: MessageKey): string {
  const isOne = (PLURALS[translate('languageTag')] ?? PLURALS.en)?.select(amount) === 'one';
  return isOne ? translate(one) : translate(many, whole(amount));
}
