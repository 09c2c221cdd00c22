/** Secrets in sentences: what stands behind the word for one. */
import { isElsewhere, type Span, spansBehind } from './behind.ts';
import { isScope } from './code.ts';
import { readCodes } from './codes.ts';
import { idShape, isAccount } from './ids.ts';
import type { SecretClass } from './names.ts';
import { COMPOUNDS, PASSWORD_COMPOUNDS, PASSWORD_NOUNS } from './nouns.ts';
import { isPlaceholder } from './placeholders.ts';
import { BLANK } from './pseudonym.ts';
import { readQuoted } from './quoted.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isOpaque, isPlain } from './values.ts';

const IS_PASSWORD = new RegExp(`^(?:${PASSWORD_NOUNS}|${PASSWORD_COMPOUNDS})$`, 'iu');

/** Nouns behind which a secret may follow within a few words. */
const NOUN = new RegExp(
  `(?<![\\p{L}\\p{N}_])(pass(?:word|wd|phrase|code|wort)?|pwd|pw|${PASSWORD_NOUNS}|${PASSWORD_COMPOUNDS}|${COMPOUNDS}|(?:[\\w-]{0,20}[-_ ])?(?:token|secret|key|credential|cookie|signature)s?|jwt|session|sid|otp|pin|nonce|api-?key|licen[cs]e(?!\\splate)|schlüssel|jeton|clé|clave|llave|chave|chiave|sleutel|klucz|токен|ключ|トークン|キー|密钥|令牌|토큰|(?:verification|confirmation|security|recovery|backup|activation|reset|access|login|invit(?:e|ation)|one-time|authentication)[- ]codes?)(?![\\p{L}\\p{N}_])`,
  'giu',
);
/** The name of a member as a sentence has it: `refreshToken`. Which ones are secret, the names decide. */
const CAMEL = /(?<![\p{L}\p{N}_])[a-z]{2,20}(?:[A-Z][a-z0-9]{1,20}){1,4}(?![\p{L}\p{N}_])/gu;
/** Words behind a noun that are looked at, and of a text that is about a secret as a whole. */
const MAX_WORDS = 8;
const MAX_SAID = 200;
/** A longer run of signs is no word, in characters. */
const MAX_WORD = 300;
/** An id is the secret that a noun speaks of only close to it, and where nothing else names it. */
const NEAR_WORDS = 4;
const ID_BEFORE = /\b(?:id|ids|app|user|request|trace|client|tenant|object|contract|address)\W{0,4}$/i;
/** Right behind a session its id opens it. */
const OWN_ID = /^[-_ ]?id\W{0,4}$/i;
const AROUND = /^["'`“‘„‚«‹「([{<]+|["'`”’“‘»›」)\]}>.,;:!?]+$/g;

/** Code: calls, conditions and functions without names. */
const OF_CODE = /&&|\|\||=>|\w\([\w$.,]*\)|[)}\]][);,.}]|^[)\]}]|^[;.]\w{0,30}[(.=;,)]|`\$\{/;

/** A word that Markdown emphasizes: `**Types of AI:**`; a part of a link of it. */
const EMPHASIZED =
  /\]\(|^!?\[|^\*{1,2}\p{L}+\*{0,2}$|^\p{L}+\*{1,2}$|^(?:(?:\*\*|__)\p{L}+[.,:;!?]?|\p{L}+[.,:;!?]?(?:\*\*|__)|(?:\*\*|__)\p{L}+(?:\*\*|__))[.,:;!?]?$/u;

/** A media type, of which a noun is a part: `application/vnd.acme.session+json` (RFC 6838). */
const IN_MEDIA_TYPE =
  /(?:^|[\s"'=,;:])(?:application|audio|font|image|message|model|multipart|text|video)\/[\w.+-]{0,80}$/;

const isInMediaType = (text: string, at: number) =>
  /[./+-]/.test(text[at - 1] ?? '') && IN_MEDIA_TYPE.test(text.slice(Math.max(0, at - MAX_NAME), at));

/** Right before the method of a frame of a stack, as Ruby writes one: `token.rb:12:in 'Acme::Token#check'`. */
const IN_FRAME = /:\d{1,6}:in\s["'`]$/;
const MAX_PLACE = 12;

/** The name of a resource in a cloud, which says of what kind it is: `arn:aws:kms:…:key/…`; an identifier that is a public key (`did:key`). */
const IN_NAME = /\b(?:arn:[\w-]{2,12}:[^\s"']*[:/][\w-]{1,40}[:/]|did:key:)\S$/;
const MAX_NAME = 100;
const RUN = /^[\w-]+/;

/** Before `token` they speak of a sign that a parser met, before `key` of a name; a bad password is one. */
const BAD_KEY = /(?:unexpected|illegal|bad)\s{1,4}$/i;
/** `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`: the sign, and the text around it, which V8 quotes. */
const OF_PARSER = /\b(?:unexpected|illegal)\s{1,4}token$/i;
const SIGN = /^\s{1,4}(?:["'`“].{1,2}["'`”]|\S{1,2})(?=[\s,;:]|$)/;

/** A condition of a query, which finds things by their keys: `key = "SHOP1" AND status = Open`. */
const CONDITION = /^\s{0,4}(?:=|!=|~|in\b)\s{0,4}\(?"[^"\n]{1,60}"\)?.{0,60}\s(?:AND|OR|ORDER BY)\s/;
const OF_QUERY = /^(?:(?:AND|OR)\s)?key$/i;
const JOINS = /\b(?:AND|OR)\skey$/;
const MAX_CONDITION = 100;

/** The rest of the name of a property that a style sheet makes up: `--key-accent: #a1b2c3`. */
const OF_STYLE = /^(?:-[a-z\d]{1,20}){0,6}\s{0,4}:/;

/** What a word would be, and under which name. */
interface Sought {
  readonly name: string | undefined;
  readonly class: SecretClass;
}

export function readProse(text: string, at: number, context: Context, out: Reading): void {
  const { label, near, names } = context;
  if (near !== undefined)
    readWords(text, { from: 0, to: text.length }, MAX_SAID, { name: label, class: near }, at, context, out);
  const readBehind = (end: number, sought: Sought) => {
    for (const span of spansBehind(text, end)) readWords(text, span, MAX_WORDS, sought, at, context, out);
  };
  for (const match of text.matchAll(NOUN)) {
    const name = match[1] ?? '';
    const secret = names.secret(name);
    // `partition key`
    if (secret === undefined && names.isId(name)) continue;
    const kind = secret ?? (IS_PASSWORD.test(name) ? 'password' : 'token');
    const end = match.index + name.length;
    if (IN_NAME.test(text.slice(Math.max(0, match.index - MAX_NAME), end + 2))) continue;
    // `auth-token-refresher-5c8d7f9b6-q2w4e`
    if (text[end] === '-' && idShape(RUN.exec(text.slice(match.index, end + MAX_NAME))?.[0] ?? '') === 'certain')
      continue;
    if (isInTitle(text, match.index, end)) continue;
    if ((text[end] === ':' && isScope(text, end)) || isInMediaType(text, match.index)) continue;
    const before = text.slice(Math.max(0, match.index - 16), match.index);
    if (name.startsWith('--') && OF_STYLE.test(text.slice(end, end + MAX_NAME))) continue;
    const isParsed =
      OF_PARSER.test(before + name) && SIGN.test(text.slice(match.index + name.length, match.index + name.length + 12));
    if ((kind !== 'password' && BAD_KEY.test(before)) || isParsed) continue;
    const condition = text.slice(match.index + name.length, match.index + MAX_CONDITION);
    if (OF_QUERY.test(name) && CONDITION.test(JOINS.test(before + name) ? `${condition} AND ` : condition)) continue;
    readBehind(end + pieceEnd(text, end), { name, class: kind });
  }
  readQuoted(text, at, context, out);
  readCodes(text, at, names, out);
  for (const { index, 0: name } of text.matchAll(CAMEL)) {
    const kind = names.secret(name);
    if (kind !== undefined) readBehind(index + name.length, { name, class: kind });
  }
}

/** The address of an article, with an id behind its words: `bank-raises-key-rate-again-a83kd02xq1`. */
const TITLE = /^(?:[a-z]{1,20}-){4,30}[a-z\d]{8,12}$/;
const BEFORE_TITLE = /(?:[a-z]{1,20}-){0,30}$/;
/** What stands behind the noun in one: words, none of which says where a key is good or gives a password. */
const WORDS_OF_TITLE =
  /^(?:-(?!(?:is|was|live|test|prod|production|dev|stag(?:e|ing)|sandbox)-)[a-z]{2,20}){2,20}-[a-z\d]{8,12}$/;

function isInTitle(text: string, start: number, end: number): boolean {
  if (text[end] !== '-') return false;
  const behind = RUN.exec(text.slice(end, end + MAX_NAME))?.[0] ?? '';
  if (!WORDS_OF_TITLE.test(behind)) return false;
  const before = BEFORE_TITLE.exec(text.slice(Math.max(0, start - MAX_NAME), start))?.[0] ?? '';
  return TITLE.test(before + text.slice(start, end) + behind);
}

/** `-32x32`, as files of pictures have it. */
const SIZE = /-\d{1,5}x\d{1,5}(?=-|$)/;

/** Characters behind a noun that join it to plain words and numbers, as the number of a product: `KEY-RING-01`. */
function pieceEnd(text: string, end: number): number {
  if (text[end] !== '-') return 0;
  const run = RUN.exec(text.slice(end, end + MAX_NAME))?.[0] ?? '';
  return isPlain(run.slice(1).replace(SIZE, '')) ? run.length : 0;
}

/** Nothing but a quotation mark between a noun and a word. */
const QUOTED_NEXT = /^[^\p{L}\p{N}]{0,8}["'`“‘„‚«‹「]\s?$/u;

/** What stands in quotes right behind the word for a password may be one of letters and signs, but no word or name. */
const isChosen = (word: string) => word.length > 4 && !isPlain(word) && !isPlaceholder(word);

/** Letters alone in which capitals stand anywhere. */
const isInMixedCase = (word: string) =>
  /^[A-Za-z]{12,64}$/.test(word) && /(?:[A-Z].{0,6}){4}/.test(word) && /[a-z]{2}[A-Z]{2}/.test(word) && !isPlain(word);

/** Behind a secret, before the other one that it was compared with: `expected x, got y`. */
const OTHER =
  /^["'`”’»)\]]?[\s,;:]{1,3}(?:but\s)?(?:got|received|computed|calculated|actual|found|instead\sof|vs\.?|versus|!==?|≠)[\s:]/i;
const MAX_OTHER = 30;

/** Longest word that a span may end in, in characters. */
const MAX_REST = 200;

/** The path of a file, maybe with a place in it. */
const FILE_PATH =
  /^(?:[A-Za-z]:[\\/]|\.{0,2}\/)(?:[^\s\\/?#]{1,100}[\\/]){2,30}[^\s\\/?#]{0,100}\.[a-z]{1,5}(?::\d{1,6}){0,2}$/;

/** The same without an ending, from one of the directories that systems have (Filesystem Hierarchy Standard). */
const ROOTED_PATH =
  /^~\/\.?[\w.@-]{1,60}(?:\/[\w.@-]{1,60}){0,12}$|^\/(?:bin|boot|dev|etc|home|lib|mnt|opt|proc|root|run|srv|sys|tmp|usr|var|Users|app|data)(?:\/[\w.@-]{1,60}){1,12}$/;

/** Behind a word: a script that writes no spaces, and code (`"x"){id`, `"x", "y" => 1`). */
const WHAT_GOES_ON = /」.*$|["'][;,)\]}=>].*$|[)\]](?:\{|=>).*$/;

/** Hides the first word of a span that nobody named. */
function readWords(
  text: string,
  { from, to, isValue }: Span,
  limit: number,
  sought: Sought,
  at: number,
  { names }: Context,
  out: Reading,
): void {
  const [window = ''] = text.slice(from, isValue ? to : to + MAX_REST).split(/[\n\r]/, 1);
  let count = 0;
  for (const match of window.matchAll(/\S+/g)) {
    if (count++ >= limit || match.index > to - from) return;
    const word = match[0];
    if (word.includes(BLANK)) return;
    if (word.length > MAX_WORD) continue;
    const lead = /^["'`“‘„‚«‹「(\])[{<=:]*/.exec(word)?.[0].length ?? 0;
    const core = word.slice(lead).replace(WHAT_GOES_ON, '').replace(AROUND, '');
    const before = window.slice(0, match.index + lead);
    const isQuoted = sought.class === 'password' && QUOTED_NEXT.test(before);
    if (
      core === '' ||
      !(isOpaque(core) || isInMixedCase(core) || (isQuoted && isChosen(core))) ||
      /^(?:[\w.-]{1,40}\)?=|arn:|h1:[\w+/]{43}=$)/.test(core)
    )
      continue;
    const start = from + match.index + lead;
    const isOwnId = OWN_ID.test(before) && names.secret(`${sought.name} id`) !== undefined;
    if (idShape(core) === 'certain' && (count > NEAR_WORDS || (ID_BEFORE.test(before) && !isOwnId))) continue;
    if (
      EMPHASIZED.test(core) ||
      IN_FRAME.test(text.slice(Math.max(0, start - MAX_PLACE), start)) ||
      (sought.class !== 'password' && OF_CODE.test(core)) ||
      isAccount(core) ||
      FILE_PATH.test(core) ||
      ROOTED_PATH.test(core) ||
      names.isId(/^([\w-]{2,40}):\S/.exec(core)?.[1] ?? '')
    )
      continue;
    if (isElsewhere(core, before, names)) continue;
    hideNamed(out, at + start, at + start + core.length, sought);
    const end = match.index + lead + core.length;
    if (!OTHER.test(window.slice(end, end + MAX_OTHER))) return;
  }
}
