/**
 * Passwords that are words: in quotes behind the word for one (`password "sunshine" rejected`, `("password", "sunshine")`), or with
 * digits behind them (`with password Summer2024`).
 */

import { isCode } from './code.ts';
import { TAILS } from './name-table.ts';
import type { Names } from './names.ts';
import { PASSWORD_COMPOUNDS, PASSWORD_NOUNS } from './nouns.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isMessage, isPassphrase, isToldWord } from './values.ts';

const NOUN = `(pass(?:word|wd|phrase|code|wort)|pwd|pw|(?:security|secret)\\sanswer|${PASSWORD_NOUNS}|${PASSWORD_COMPOUNDS})`;
const VALUE = `([^\\s"'\`“”’‘„«»「」]{4,64})`;

interface Form {
  readonly pattern: RegExp;
  /** Without it the form stands nowhere in a text. */
  readonly needs?: RegExp;
}

const FORMS: readonly Form[] = [
  // In a sentence, in what Clojure and Lisp write: `was "x"`, `"password" "x"`, `:password "x"`. A name of a member is none.
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}["'”’]?(?:\\s{1,4}|\\s(?:is|was|to|from|eq|ne|like|ist|war|lautet|est|es|è|era|(?:was|has been|is) (?:changed|set|reset|updated) to)[: ]\\s{0,3})["'\`“‘„«「]${VALUE}["'\`“‘”’»」](?!\\s{0,4}[:=(])`,
      'giu',
    ),
  },
  // What code compares it with: `if password == "x1":`.
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_$])${NOUN}\\s?[!=]={1,2}\\s?["']${VALUE}["']`, 'giu'),
  },
  // What a test of a page types into a field: `type('#password', 'x')`, `get('[name=password]').type('x')`.
  {
    pattern: new RegExp(
      `["'](?:(?:[a-z]{2,20})?[#.[](?:name=["']?)?)${NOUN}["']?\\]?["'](?:\\s{0,2},\\s{0,2}|\\)\\.\\w{4,12}\\(\\s{0,2})["']${VALUE}["']\\s{0,2}\\)`,
      'giu',
    ),
  },
  {
    pattern: new RegExp(
      `["']${NOUN}["']\\)\\.(?:type|fill|send_?[kK]eys|set_?[vV]alue)\\(["']${VALUE}["']\\s{0,2}\\)`,
      'gu',
    ),
  },
  // Two in brackets that are no arguments of a call: `('password', 'x')`, `{password,"x"}`, `(password . "x")`.
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$)\\]])[({]\\s{0,2}["':]?${NOUN}["']?(?:\\s{0,2},\\s{0,2}(?:<<)?|\\s\\.\\s)["']${VALUE}["'](?:>>)?\\s{0,2}[)}]`,
      'giu',
    ),
  },
  // The end of a line that gives a new one, a word among them: `Temporary password for bob: x`.
  {
    pattern:
      /\b(?:new|temp(?:orary)?|initial|generated|default)\s(password)(?:\sfor\s\S{1,60})?:\s([^\s"'`]{4,64}?)[.!]?(?=\r?\n|$)/gi,
  },
];

const ENDS = `(?=["'\`“”’‘»」\\])>]{0,2}[.,;!?)]{0,2}(?:$|[\\r\\n]|\\s{1,4}(?:is|was|has|did|does|could|for|to|and|but|in|und|et|och|ist|war|falsch|est|es|not|n't|no|ne|non|nie|nicht|geht|werkt|funktioniert|[a-z]{2,20}ed)(?![\\p{L}\\p{N}_])))`;
/** The same where only digits or signs tell a password from a word. */
const MIXED_FORMS: readonly Form[] = [
  // Right behind the word for one, or with a word that says which: `with password Summer2024`, `password is Summer2024`, `password [Summer2024] rejected`.
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}(?:(?:\\s\\p{L}{4,12})?\\s(?:is|was|to|of|ist|war|lautet|est|es|è|era|(?:was|has been|is) (?:changed|set|reset|updated) to))?:?\\s["'\`“‘„«「([<]{0,2}${VALUE}${ENDS}`,
      'giu',
    ),
  },
  // What a sentence says that it is, whatever goes on behind it: `my password is Summer2024, please help`.
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}\\s(?:is|was|ist|war|lautet|est|es|è|era|jest|är|er):?\\s["'\`“‘„«「([<]{0,2}${VALUE}(?=["'\`“”’‘»」\\])>]{0,2}(?:$|\\s))`,
      'giu',
    ),
  },
  // What somebody tried, further behind it: `password authentication failed, tried 'x1'`.
  {
    needs: /\s(?:tried|got|received|entered|supplied|provided|submitted|used|given|sent|was)[: ]\s?["'`“‘„«「]/,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}[^"'\`\\n]{1,80}?\\s(?:tried|got|received|entered|supplied|provided|submitted|used|given|sent|was)[: ]\\s?["'\`“‘„«「]${VALUE}["'\`“‘”’»」]`,
      'giu',
    ),
  },
  // The old one and the new: `password changed from x1 to y2`.
  {
    needs: /\sfrom\s.{4,70}?\sto\s/,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}(?:\\s[a-z]{2,8}){0,2}\\sfrom\\s["'\`]?${VALUE}["'\`]?\\sto\\s`,
      'giu',
    ),
  },
  {
    needs: /\sfrom\s.{4,70}?\sto\s/,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}(?:\\s[a-z]{2,8}){0,2}\\sfrom\\s\\S{4,66}\\sto\\s["'\`]?${VALUE}`,
      'giu',
    ),
  },
  // Behind a user: `login bob:x1 failed`.
  {
    needs: /login|credential|user/i,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])(login|credentials?|userpass|user[/:]pass(?:word)?):?\\s["'\`(]?[\\w.@+-]{2,60}[:/]${VALUE}${ENDS}`,
      'giu',
    ),
  },
  // In scripts that write no spaces: `您的新密码是：x1`.
  {
    needs: /[密口パ비암]/,
    pattern:
      /(密[码碼]|口令|パスワード|비밀번호|암호)\s?(?:是|为|為|は|는|은|가|이)?\s?[:：]?\s?([!-~]{6,64})(?![!-~])/gu,
  },
];

/** A letter, and a digit or a sign in the same word. */
const MARKED_WORD = /\p{L}\S{0,60}[\d!$%&*#@^+~=]|[\d!$%&*#@^+~=]\S{0,60}\p{L}/u;
/** Whose password it is, which of several, or what became of it: with such a word before it, what follows is the password itself. */
const WHOSE =
  'invalid|wrong|incorrect|bad|rejected|weak|your|new|temp(?:orary)?|initial|generated|default|one-time|ihr|dein|neue[sn]?|votre|ton|nouveau|tu|nueva|nuevo|temporal|tua|nuova|sua|nova|uw|nieuwe?|twoje|nowe|ditt?|nytt|ваш|новый';
/** A sentence or a line that gives one: `Your new password is x-1`, `Temporary password for bob: x1. Change it.`; a sign or a digit tells it from a word. */
const GIVEN_FORMS: readonly Form[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_])(?:${WHOSE})\\s(?:\\p{L}{2,12}\\s){0,2}?${NOUN}(?:\\s(?:for|für|pour|para|per)\\s\\S{1,60}?)?(?:\\s?:|\\s(?:is|ist|lautet|est|es|è|é|to|jest|är|er)(?:\\snow)?:?)\\s{1,3}["'\`“‘„«]?${VALUE}(?!\\s(?:digit|char|bit|day|hour|minute|second|time|attempt))`,
      'giu',
    ),
  },
  // `bob@host's password: x.1`, `password for bob: x.1`, `user: bob / password - x.1`
  {
    needs: MARKED_WORD,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}(?:\\s(?:for|für|pour|para|per)\\s\\S{1,60}?)?(?:\\s?[:：]|\\s[–-])\\s{1,3}(?=[^\\s"'\`]{0,63}\\p{L})${VALUE}(?!\\s(?:digit|char|bit|day|hour|minute|second|time|attempt))`,
      'giu',
    ),
  },
];

/** Several words in quotes: `password "blue horse eats soup" is not valid`. */
const PHRASE_FORMS: readonly Form[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_$.-])${NOUN}["'”’]?:?\\s(?:(?:is|was|ist|war|est|es|è)\\s)?["'\`“‘„«「]\\s?([^"'\`“”‘’„«»「」\\n]{8,100}?)\\s?["'\`“‘”’»」]`,
      'giu',
    ),
  },
];

/** A digit or a sign that words do not have, and no number of percent. */
const isMarked = (value: string) =>
  /[\d!$%&*#@^+~=]/.test(value) && !/^\d{1,3}%?$/.test(value) && !NUMBERED.test(value) && !isCode(value);

/** Without one of these characters none of the forms stands there. */
const SIGNS = /["'`“‘„«「]|:\s/;
const MARKS = /[\d!$%&*#@^+~=]/;
const MIXES = /[\p{L}_-]\d|\d\p{L}|[!$%&*#@^]\S|\p{L}[!$%&*#@^]/u;

/** Reads a text in which the word for a password stands. */
export function readQuoted(text: string, at: number, { names }: Context, out: Reading): void {
  if (SIGNS.test(text)) readForms(PHRASE_FORMS, text, at, isPassphrase, out);
  if (SIGNS.test(text)) readForms(FORMS, text, at, (value) => isChosen(value, names), out);
  if (MARKS.test(text)) readForms(GIVEN_FORMS, text, at, (value) => isMarked(value) && isChosen(value, names), out);
  if (MIXES.test(text)) readForms(MIXED_FORMS, text, at, (value) => isMixed(value) && isChosen(value, names), out);
}

/** Behind the type of a constant: `password: &str = "x"`. */
const IS_TYPE = /^\s=\s/;

function readForms(
  forms: readonly Form[],
  text: string,
  at: number,
  isValue: (value: string) => boolean,
  out: Reading,
): void {
  for (const { pattern, needs } of forms) {
    if (needs?.test(text) === false) continue;
    for (const match of text.matchAll(pattern)) {
      const [whole, name = '', found = ''] = match;
      const value = found.replace(/[.,;)\]}>]+$/, '');
      const from = match.index + whole.lastIndexOf(found);
      if (!isValue(value) || IS_TYPE.test(text.slice(from + found.length, from + found.length + 3))) continue;
      const start = at + from;
      hideNamed(out, start, start + value.length, { name, class: 'password' });
    }
  }
}

/** A word of letters with two digits or more, a sign among them, or a second word and a digit: what people choose where a rule asks for both. */
const MIXED =
  /^(?=.{0,64}(?:\d{2}|\p{L}[\d!$%&*#@^]+\p{L}|\p{Ll}[-_]?\p{Lu}\p{Ll}+\d))[\p{L}][\p{L}\p{N}!?$%&*#@^+_-]{5,63}$/u;
/** Things that are numbered, algorithms and formats among them: `SHA256`, `field12`, `chapter10`. */
const NUMBERED =
  /^(?:(?:hmac-?|hs|rs|es|ps)?sha|md|base|aes|rsa|des|utf|argon|pbkdf|s?crypt|bcrypt|blake|oauth|openid|saml|http|https|tls|ssl|rfc|iso|level|rule|step|field|version|v|chapter|windows|option|test|page|line|type|part|attempt|policy|section|error|code|errno|user|group|item|input|row|column|build|release|port|id)[-_]?\d+[a-z]{0,2}(?:[-_]\w+)?$/i;

/** True for a word with digits or signs in it, as people choose passwords, that is not the number of something. */
export const isMixed = (value: string): boolean => MIXED.test(value) && !NUMBERED.test(value);

/** Which password a form asks for: the new one, and once more. */
const FIELD = new RegExp(`^(?:${TAILS.join('|')}|conf[ei]rm\\p{L}*)$`, 'iu');

/** No word that tells of a password, names a member, a type or a column. */
function isChosen(word: string, names: Names): boolean {
  return (
    !FIELD.test(word) &&
    !isToldWord(word) &&
    !isMessage(word) &&
    !isPlaceholder(word) &&
    // A name has a digit or two: `password2`.
    (/\d{3}/.test(word) || !(names.isAbout(word) || names.isId(word) || names.secret(word) !== undefined))
  );
}
