/** Passwords that are words, in quotes behind the word for one: `password "sunshine" rejected`, `("password", "sunshine")`. */

import { TAILS } from './name-table.ts';
import type { Names } from './names.ts';
import { PASSWORD_NOUNS } from './nouns.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isToldWord } from './values.ts';

const NOUN = `(pass(?:word|wd|phrase|code|wort)|pwd|${PASSWORD_NOUNS})`;
const VALUE = `([^\\s"'\`“”’‘„«»「」]{4,64})`;

const FORMS: readonly RegExp[] = [
  // In a sentence, in what Clojure, Lisp and PHP write: `was "x"`, `"password" "x"`, `:password "x"`, `"password";s:8:"x"`. A name of a member is none.
  new RegExp(
    `(?<![\\p{L}\\p{N}_$.-])${NOUN}["'”’]?(?:\\s{1,4}|\\s(?:is|was|to|from|ist|war|lautet|est|es|è|era|(?:was|has been|is) (?:changed|set|reset|updated) to)[: ]\\s{0,3}|;s:\\d{1,4}:)["'\`“‘„«「]${VALUE}["'\`“‘”’»」](?!\\s{0,4}[:=(])`,
    'giu',
  ),
  // Two in brackets that are no arguments of a call: `('password', 'x')`, `{password,"x"}`.
  new RegExp(
    `(?<![\\p{L}\\p{N}_$)\\]])[({]\\s{0,2}["':]?${NOUN}["']?\\s{0,2},\\s{0,2}["']${VALUE}["']\\s{0,2}[)}]`,
    'giu',
  ),
  // The end of a line that gives a new one: `Temporary password for bob: x`.
  /\b(?:new|temp(?:orary)?|initial|generated|default)\s(password)(?:\sfor\s\S{1,60})?:\s([^\s"'`]{4,64}?)[.!]?(?=\r?\n|$)/gi,
];

/** Without one of these characters none of the forms stands there. */
const SIGNS = /["'`“‘„«「]|:\s/;

/** Reads a text in which the word for a password stands. */
export function readQuoted(text: string, at: number, { names }: Context, out: Reading): void {
  if (!SIGNS.test(text)) return;
  for (const form of FORMS)
    for (const match of text.matchAll(form)) {
      const [whole, name = '', value = ''] = match;
      if (!isChosen(value, names)) continue;
      const start = at + match.index + whole.lastIndexOf(value);
      hideNamed(out, start, start + value.length, { name, class: 'password' });
    }
}

/** Which password a form asks for: the new one, and once more. */
const FIELD = new RegExp(`^(?:${TAILS.join('|')}|conf[ei]rm\\p{L}*)$`, 'iu');

/** No word that tells of a password, names a member, a type or a column. */
function isChosen(word: string, names: Names): boolean {
  return (
    !FIELD.test(word) &&
    !isToldWord(word) &&
    !isPlaceholder(word) &&
    !names.isAbout(word) &&
    !names.isId(word) &&
    names.secret(word) === undefined
  );
}
