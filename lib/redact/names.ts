/** Reads names: which class of secret their values are, and whether they only name something. */
import {
  ABOUT,
  ADMITTING_WORDS,
  CHOSEN_WORDS,
  COUNTED_WORDS,
  HASHED_WORDS,
  ID_WORDS,
  KEYED_WORDS,
  NAMES,
  NAMES_IN_ADDRESSES,
  NUMBERED_WORDS,
  OPENING,
  PAGING_WORDS,
  PERSONAL_WORDS,
  QUESTIONS,
  type SecretClass,
  STRONG_ENDINGS,
  STRONG_WORDS,
  TAILS,
  THINGS,
  TOGETHER,
  UNLIKE,
  WEAK_WORDS,
  WRITTEN_WORDS,
} from './name-table.ts';

export type { SecretClass } from './name-table.ts';

export interface Names {
  /** What the name says that its value is; undefined where it is no secret. */
  secret(name: string): SecretClass | undefined;
  /** The same in a query, a fragment or a form, where more names are secret. */
  inAddress(name: string): SecretClass | undefined;
  /** True for a name whose value only names something: `order_id`, `ref`, `commit`. */
  isId(name: string): boolean;
  /** True for what is numbered, in the plural or not: `orders` in a path, whose next segment is the id of one. */
  isThing(name: string): boolean;
  /** True for a name of a key of whatever service: `acmeKey`; not for `partition_key`. */
  isKey(name: string): boolean;
  /** True for a name whose value speaks about a secret and is none: `type`, `algorithm`, `expires_at`. */
  isAbout(name: string): boolean;
}

/** Longest name that is read, in characters; of a longer one its beginning and its end are. */
const MAX_NAME = 200;
/** Words of a name that are looked at together. */
const MAX_WORDS = 6;
/** Names whose answer is remembered. */
const MAX_REMEMBERED = 10_000;

const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Lower case, compatibility forms and diacritics folded, so that `Contraseña` and `ｐａｓｓｗｏｒｄ` are found. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\u0000-\u007f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[łøßđıæœþ]/g, (letter) => LETTERS[letter] ?? letter);
}

/** The words of a name: `user[newPassword2]` has `user`, `new` and `password`. Numbers at the end of a word go. */
function wordsOf(name: string): string[] {
  // Most names are of lower-case letters.
  if (/^[a-z_]+$/.test(name)) return name.split('_').flatMap((word) => (word === '' ? [] : [singular(word)]));
  const spaced = name
    .replace(/(\p{Ll}|\p{Ll}\d{1,3}(?=\p{Lu}\p{Ll}))(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/([A-Z]{2,})(Id)\b/g, '$1 $2');
  return folded(spaced)
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => singular(word.length > 1 ? word.replace(/(?<=\p{L})\d+$/u, '') : word))
    .filter((word) => word !== '' && !/^\d+$/.test(word));
}

function singular(word: string): string {
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is|as|os|acs|maps|sess)$/.test(word))
    return word.slice(0, -1);
  return word;
}

const squash = (name: string) => folded(name).replace(/[^\p{L}\p{N}]+/gu, '');
const setOf = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(squash));

const TABLE: ReadonlyMap<string, SecretClass> = new Map(
  (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((kind) =>
    NAMES[kind].map((name) => [singular(squash(name)), kind]),
  ),
);
/** Names are folded before they are looked up, which takes marks off letters of Japanese and takes those of Korean apart. */
const STRONG: ReadonlyMap<string, SecretClass> = new Map(
  Object.entries(STRONG_WORDS).map(([word, kind]) => [squash(word), kind]),
);
const STRONG_ENDS = STRONG_ENDINGS.map(([text, kind]) => [squash(text), kind] as const);
const UNLIKE_WORDS = setOf([...UNLIKE, ...ADMITTING_WORDS.map((word) => `${word}pass`)]);
const OPENS = OPENING.map((one) => ({ class: one.class, nouns: setOf(one.nouns), of: setOf(one.of) }));
const IN_ADDRESSES = setOf(NAMES_IN_ADDRESSES);
const QUESTION = setOf(QUESTIONS);
const ABOUT_WORDS = setOf([...ABOUT, ...ABOUT.map(singular)]);
const TAIL = setOf(TAILS);
const ID = setOf(ID_WORDS);
const THING = setOf([...THINGS, 'categorie', 'companie', 'propertie']);
const HASHED = setOf(HASHED_WORDS);
/** Names of an id that say whose it is, where that opens something. */
const OWNED = setOf(['id', 'uid', 'uuid', 'guid']);
const PERSONAL = setOf(PERSONAL_WORDS);
/** Before `identifier` they say whose it is. */
const WHOSE = ['user', 'account', 'person', 'customer', 'member', 'vendor', 'login', 'session'];
const COUNTED = setOf(COUNTED_WORDS);
const NUMBERED = setOf(NUMBERED_WORDS);
const KEYED = setOf(KEYED_WORDS);
const WEAK_ENDINGS = setOf(WEAK_WORDS);
/** What the word before says, by the last: it names something. */
const NAMING_BEFORE: Readonly<Record<string, ReadonlySet<string>>> = {
  code: setOf([...NUMBERED_WORDS, ...CHOSEN_WORDS]),
  hash: HASHED,
  key: KEYED,
};

const PAGING = setOf(PAGING_WORDS);
/** The same without a sign between its words: `$skiptoken`, `nextpagetoken`. */
const PAGING_TOKEN = new RegExp(`^(?:${PAGING_WORDS.join('|')}){1,2}token$`);
/** What the word before says of the last that else is a secret. */
const NO_SECRET_BEFORE: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['signature', setOf(WRITTEN_WORDS)],
  ['pass', setOf(ADMITTING_WORDS)],
]);

/** Names that are known here and those that users add. */
export function createNames(added: readonly string[]): Names {
  const own = new Set(added.map(squash));
  return {
    secret: remembered((name) =>
      own.has(squash(name)) ? 'own' : SUM.test(name) || PACKAGE.test(name) ? undefined : classOf(wordsOf(name)),
    ),
    inAddress: remembered((name) => {
      if (own.has(squash(name))) return 'own';
      const words = wordsOf(name);
      return classOf(words) ?? (isWeak(words) ? 'token' : undefined);
    }),
    isId: remembered(isIdName),
    isThing: remembered(isThingName),
    isKey: remembered(isKeyName),
    isAbout: remembered(isAboutName),
  };
}

/** Names that say more in what a page sends to sign somebody in. */
const AT_SIGN_IN: ReadonlyMap<string, SecretClass> = new Map([
  ['code', 'code'],
  ['p', 'password'],
  ['answer', 'password'],
  // To change a password is to sign in with the old one.
  ['old', 'password'],
  ['new', 'password'],
  ['current', 'password'],
  ['repeat', 'password'],
]);

/** The same names where a `code` is a one-time code. */
export function withCodes(names: Names): Names {
  return { ...names, secret: (name) => names.secret(name) ?? AT_SIGN_IN.get(name.toLowerCase()) };
}

/** The same names in a link that signs somebody in, whose one letter says nothing: `/magic?t=…`. */
export function inLinks(names: Names): Names {
  return { ...names, inAddress: (name) => names.inAddress(name) ?? (LINK_PARAMETER.test(name) ? 'token' : undefined) };
}

/** A letter that is no page, query or version. */
const LINK_PARAMETER = /^[a-or-uw-z]$/i;

/** Where a name is a secret only in an address; not where the word before says that it names something: `error_code`, `file_hash`. */
function isWeak(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (IN_ADDRESSES.has(words.join(''))) return true;
  return WEAK_ENDINGS.has(last) && !NAMING_BEFORE[last]?.has(words.at(-2) ?? '');
}

function isIdName(name: string): boolean {
  if (SUM.test(name)) return true;
  const words = wordsOf(name);
  if (classOf(words) !== undefined) return false;
  if (isPublicKey(words) || isPageToken(words)) return true;
  const last = words.at(-1);
  if (last === 'number' || last === 'no' || last === 'code') return NUMBERED.has(words.at(-2) ?? '');
  if (last === 'key') return KEYED.has(words.at(-2) ?? '');
  if (ID.has(words.join(''))) return true;
  if (last === undefined) return false;
  if (last.endsWith('id') && (THING.has(last.slice(0, -2)) || ID.has(last.slice(0, -2)))) return true;
  if (last.endsWith('hash') && HASHED.has(last.slice(0, -4))) return true;
  const before = words.at(-2) ?? '';
  const isOwned =
    (OWNED.has(last) && PERSONAL.has(before) && !isPublicClient(words)) || (last === 'hash' && WHOSE.includes(before));
  return (ID.has(last) || isIdentifier(words)) && !isOwned;
}

function isThingName(name: string): boolean {
  const one = singular(folded(name));
  return THING.has(one) || (one !== name && ID.has(one));
}

/** A token that finds the rest of a list and opens nothing. */
function isPageToken(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return PAGING_TOKEN.test(last) || (last === 'token' && PAGING.has(words.at(-2) ?? ''));
}

/** What everybody may know of a program that asks for access (RFC 6749 section 2.2): `oauth_client_id`. */
const isPublicClient = (words: readonly string[]) => /(?:^| )oauth client id$/.test(words.join(' '));

/** `guardrailIdentifier`, also in lower case; not that of a device or a person. */
function isIdentifier(words: readonly string[]): boolean {
  const what = /^(.*?) ?identifier$/.exec(words.slice(-2).join(' '))?.[1];
  return what !== undefined && ![...PERSONAL, ...WHOSE].some((one) => what.endsWith(one));
}

function isKeyName(name: string): boolean {
  const words = wordsOf(name);
  return (
    ((words.length > 1 && words.at(-1) === 'key') || NUMBERED_KEY.test(name) || isJoinedKey(words.at(-1) ?? '')) &&
    !isPublicKey(words) &&
    !words.some((word) => KEYED.has(word) || QUESTION.has(word))
  );
}

/** `samplekey`: no word of English, and no key that orders something. */
function isJoinedKey(word: string): boolean {
  return word.length > 6 && word.endsWith('key') && !KEYED.has(word.slice(0, -3)) && !NO_KEY.test(word);
}

const NO_KEY = /(?:monkey|donkey|turkey|hockey|jockey|whiskey|lackey|hotkey|passkey|pub(?:lic)?key)$/;

/** One of two, so that a program can change over: `key1`, `key2`. */
const NUMBERED_KEY = /^key[-_]?[1-4]$/i;

/** `publicKey`, the public half of something, and `PublicKeyToken` in the name of an assembly of .NET. */
const PUBLIC_KEY =
  /(?:^| )(?:public|publishable|pub|vapid) key|(?:^| )public (?:portion|part|half|component)$|(?:^| )(?:\w{0,20}pub(?:lic)?key|wgpub|spki)$|(?:^| )application server key$|(?:^| |data )site ?key$|(?:^| )(?:site|domain) verification$/;
const isPublicKey = (words: readonly string[]) => PUBLIC_KEY.test(words.join(' '));

/** `algorithm`, `type`: what speaks about a secret beside it. */
function isAboutName(name: string): boolean {
  return ABOUT_WORDS.has(wordsOf(name).at(-1) ?? '');
}

/** A body asks for the same few names all over. A name that is too long is judged by its two ends. */
function remembered<T>(judge: (name: string) => T): (name: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (name) => {
    if (name.length > MAX_NAME) return judge(name.slice(0, MAX_NAME)) || judge(name.slice(-MAX_NAME));
    const seen = known.get(name);
    if (seen) return seen.answer;
    const answer = judge(name);
    if (known.size < MAX_REMEMBERED) known.set(name, { answer });
    return answer;
  };
}

/** Whether a token finds the rest of a list: `next_page_token`; that of a page of somebody's is one to get in: `facebook_page_token`. */
function findsRest([first, ...rest]: readonly string[]): boolean {
  const words = first === 'x' ? rest : first === undefined ? [] : [first, ...rest];
  const last = words.at(-1) ?? '';
  if (words.length === 1) return PAGING_TOKEN.test(last);
  return last === 'token' && words.slice(0, -1).every((word) => PAGING.has(word));
}

function classOf(words: readonly string[]): SecretClass | undefined {
  const whole = TABLE.get(singular(words.join('')));
  if (whole !== undefined) return whole;
  // What is signed: `StringToSign`.
  if (isPublicKey(words) || (words.at(-1) === 'sign' && words.at(-2) === 'to')) return undefined;
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (NO_SECRET_BEFORE.get(last)?.has(words.at(-2) ?? '') || findsRest(words)) return undefined;
  if (QUESTION.has(first) && words.length > 1 && !isNoun(words.slice(1))) return undefined;
  const compound = suffixClass(words, 2);
  if (compound !== undefined && !words.some((word) => COUNTED.has(word))) return compound;
  if (ABOUT_WORDS.has(last) || words.some((word) => COUNTED.has(word)) || isAboutById(words)) return undefined;
  const ending = suffixClass(words, 1);
  if (ending !== undefined) return ending;
  let end = words.length;
  while (end > 1 && TAIL.has(words[end - 1] ?? '')) end--;
  if (end < words.length) {
    const bare = suffixClass(words.slice(0, end), 1);
    if (bare !== undefined) return bare;
  }
  if (TOGETHER.some((pair) => pair.every((word) => words.includes(word)))) return 'password';
  for (const word of words) {
    const strong = STRONG.get(word) ?? endingClass(word);
    if (strong !== undefined) return strong;
  }
  return openingClass(words);
}

function endingClass(word: string): SecretClass | undefined {
  if (UNLIKE_WORDS.has(word)) return undefined;
  return STRONG_ENDS.find(([text]) => word.length > text.length && word.endsWith(text))?.[1];
}

/** `clé_d_accès` and `codigoDeVerificacion`, also in one word: `claveacceso`. */
function openingClass(words: readonly string[]): SecretClass | undefined {
  if (NUMBERED.has(words.at(-2) ?? '')) return undefined;
  const whole = words.join('');
  const isJoined = (nouns: ReadonlySet<string>, of: ReadonlySet<string>) =>
    [...nouns].some((noun) => whole.startsWith(noun) && of.has(whole.slice(noun.length).replace(OF, '')));
  return OPENS.find(
    ({ nouns, of }) =>
      (words.some((word) => nouns.has(word)) && words.some((word) => of.has(word))) || isJoined(nouns, of),
  )?.class;
}

/** What joins a noun to what it is for, where nothing sets the words apart. */
const OF = /^(?:del|de|di|do|da)(?=\p{L}{3})/u;

/** `checksum/secret`, `MD5OfBody`: what was summed up is no part of it. What makes a sum is another thing: `checksumSecret`. */
const SUM = /^(?:checksum\/|md5of)/i;

/** A package with its version, as files of locks name it: `auth-token@npm:^2.1.0`. */
const PACKAGE = /^@?[a-z][\w./-]{0,100}@(?:npm:)?[\^~]?v?\d+\.\d/;

/** `password_policy_id`, `token_error_code`: what speaks about a secret has an id of its own. */
function isAboutById(words: readonly string[]): boolean {
  return /^(?:id|code|number|no)$/.test(words.at(-1) ?? '') && ABOUT_WORDS.has(words.at(-2) ?? '');
}

/** `reset_token` and `change_password_token` are things, `reset_password` may be one, `has_password` is none. */
function isNoun(rest: readonly string[]): boolean {
  const last = rest.at(-1) ?? '';
  return ['token', 'code', 'pin', 'key', 'secret', 'link', 'hash'].includes(last);
}

/** The class of the longest end of a name, of `least` words or more, that the table knows. */
function suffixClass(words: readonly string[], least: number): SecretClass | undefined {
  for (let from = Math.max(0, words.length - MAX_WORDS); from <= words.length - least; from++) {
    const found = TABLE.get(singular(words.slice(from).join('')));
    if (found !== undefined) return found;
  }
  return undefined;
}
