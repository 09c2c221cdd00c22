/** Which words behind a noun may be the secret it speaks of: none that belongs to the next pair, the next sentence or a label of its own. */
import { isCode } from './code.ts';
import { idShape, isPoint } from './ids.ts';
import type { Names } from './names.ts';
import { numberEnd, valueEnd } from './pairs.ts';
import { quoteEnd } from './quotes.ts';
import { MAX_TYPE, SSH_KEY } from './runs.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
  /** It ends there even within a word. */
  readonly isValue?: true;
}

/** Characters behind a noun that are looked at; the last word may go on a little behind them. */
const MAX_AFTER = 80;
const MAX_VALUE = 300;

/** What joins a noun to a value: `":`, ` = `, `=>`; in a tuple of Erlang `,<<`, in what PHP serializes `";s:11:`. */
const JOINT =
  /^(?:(["'`]?)[ \t]{0,4}(?:=>|->|:=|[:=])[ \t]{0,4}(?:["'`]{2}(?=["'`]))?|(["']?)(?:, ?(?:<<)?|;s:\d{1,9}:)(?=["']))/;
const MEMBER_VALUE = /^(?:["'`{[\d-]|(?:null|none|nil|undefined|true|false)\b)/i;
/** Behind such a sign something else begins: the version of a package, a query, the next of a list, a text that is read by itself once its escapes are undone. */
const NOT_ITS_OWN =
  /^(?:[;?&|)%\\/@#]|\][[(]|,(?! ?(?:<<)?["'])|\.[$\w-]{1,40}[.([]|\.\(\*|\.[a-z]{1,5}:\d|[.$][\w$]{1,80}@|(?:-[a-z]{1,20}){0,4}@(?:npm:)?[\^~]?v?\d+\.\d)/;

/** Where the words behind a noun stand that ends at `end`: within its pair where a program wrote one, then in the rest of the sentence. */
export function spansBehind(text: string, end: number): Span[] {
  const behind = text.slice(end, end + MAX_VALUE);
  const sentence = { from: end, to: Math.min(text.length, end + MAX_AFTER) };
  if (NOT_ITS_OWN.test(behind)) return [afterRun(behind, sentence)];
  const joint = JOINT.exec(behind);
  // A name and a colon may begin a sentence: `field 'password': rejected value …`.
  if (!joint) return [sentence];
  const isPair = joint[1] === '' && !joint[0].includes(':');
  const isMember = joint[1] !== '' && MEMBER_VALUE.test(behind.slice(joint[0].length));
  if (!isPair && !isMember) return [sentence];
  if (isPair && isCode(behind.slice(joint[0].length).split(/\s/, 1)[0] ?? '')) return [afterRun(behind, sentence)];
  const value = valueWithin(behind, joint[0].length, isMember);
  const span: Span = { from: end + joint[0].length, to: end + value, isValue: true };
  return isPair ? [span, afterRun(behind, sentence)] : [span];
}

/** The end of the value that begins at an offset: the closing quote, or the sign before the next pair. */
function valueWithin(text: string, start: number, isMember: boolean): number {
  const first = text[start] ?? '';
  if (first === '{') return start;
  const end = isMember ? numberEnd : valueEnd;
  return first === '"' || first === "'" || first === '`' ? quoteEnd(text, start) : end(text, start);
}

/** The span without what is joined to its beginning. */
function afterRun(behind: string, { from, to }: Span): Span {
  const run = behind.search(/\s/);
  return { from: Math.min(to, from + (run < 0 ? behind.length : run)), to };
}

/** The end of a sentence, and the beginning of the next. */
const NEXT_SENTENCE = /[.!?]["'”»)]?\s{1,4}[^\s\p{Ll}]/u;
/** With such a word the next sentence still speaks of the same. */
const GOES_ON = /\b(?:got|received|value|given|provided|entered|sent|used|found|it|was|is)\b/i;
/** The words right before something, with the signs that set it apart: `(request `, `Request-Id: `. */
const LABEL = /([\p{L}_-]+(?: [\p{L}_-]+)?)\W{0,4}$/u;
/** Labels that no member of a reply has for a name. */
const SAID_LABELS = /^(?:sqlstate|errno|error|status)$/i;
/** Letters of one case, digits and what joins them: how people and databases number things. */
const NUMBERED = /^(?:[A-Z0-9]+(?:[-_.][A-Z0-9]+)*|[a-z0-9]+(?:[-_.][a-z0-9]+)*)$/;
/** A code of an error in brackets: `(AADSTS50034)`. */
const ERROR_CODE = /^[A-Z]{4,12}\d{3,8}[a-z]?$/;

/**
 * True for an id that the noun does not speak of. `before`: what stands between the two; a label that follows the noun at once belongs
 * to it, as in `session id`.
 */
export function isElsewhere(word: string, before: string, names: Names): boolean {
  if (isPublic(word, before)) return true;
  const shape = idShape(word);
  if (shape !== undefined && NEXT_SENTENCE.test(before) && !GOES_ON.test(before.slice(before.search(NEXT_SENTENCE))))
    return true;
  if (ERROR_CODE.test(word) && /\p{L}.*\($/u.test(before)) return true;
  if (shape === undefined && !NUMBERED.test(word)) return false;
  const label = LABEL.exec(before);
  return label !== null && isApart(before.slice(0, label.index), label[1] ?? '') && isLabel(label[1] ?? '', names);
}

/** Whether a bracket or another word stands between the noun and the last word of a label. */
const isApart = (before: string, label: string) => label.includes(' ') || /[\p{L}([{]/u.test(before);

/** The fingerprint of a key, and the public half of one as SSH writes it. */
function isPublic(word: string, before: string): boolean {
  return (
    /^(?:SHA\d{1,3}|MD5):/.test(word) ||
    isPoint(word) ||
    (word.startsWith('AAAA') && SSH_KEY.test(before.slice(-MAX_TYPE)))
  );
}

function isLabel(words: string, names: Names): boolean {
  const last = words.slice(words.lastIndexOf(' ') + 1);
  return names.secret(words) === undefined && (names.isId(last) || names.isId(words) || SAID_LABELS.test(last));
}
