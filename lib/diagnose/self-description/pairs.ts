/** The sign of a failure among names and values, which are one flat answer to one call: what stands beside it does not matter. */
import { isCodeLike } from './codes.ts';
import { isFailingWord, isFineWord, isText, namesFailure, saysFailure, saysSuccess } from './envelope.ts';
import { flagOf } from './facts.ts';
import type { Json } from './json.ts';
import { plainSentence, plainWord } from './plain-words.ts';
import { type Found, WHOLE } from './sign-context.ts';
import { meaningsOf } from './vocabulary.ts';

/** Names of the outcome. */
const OUTCOME =
  /^(?:ack|(?:response_?|return_?|result_?|transaction_?)?(?:status|result|state|code)|success|ok|response)$/i;
/** Words for an outcome that is none. */
const REFUSED =
  /^(?:invalid|malformed|rejected|denied|declined|refused|notauthed|not_?authori[sz]ed|unauthori[sz]ed)$/i;
const ERROR = /^err(?:or)?$/i;
const CODE = /(?:err(?:or)?|resp(?:onse)?|ret(?:urn)?|result|reason)_?(?:code|no|num(?:ber)?)$|^(?:result|code)$/i;
/** Names of texts, the ones that say most first. */
const TEXTS: readonly RegExp[] = [
  /long_?(?:message|text)$|(?:err(?:or)?|status|fail(?:ure)?)_?(?:message|msg|text|desc(?:ription)?|detail|reason)$/i,
  /(?:resp(?:onse)?|ret(?:urn)?|result|reason)_?(?:message|msg|text|desc(?:ription)?)$|^(?:message|msg|reason|description|info)$/i,
];

export function signInPairs(pairs: Json): Found | undefined {
  const names = Object.keys(pairs);
  const textName = TEXTS.flatMap((test) => names.filter((name) => test.test(name) && isText(pairs[name])))[0];
  const said = textName === undefined ? undefined : String(pairs[textName]);
  const error = names.find((name) => ERROR.test(name) && saysFailure(pairs[name]));
  if (error !== undefined && (said !== undefined || isPlainCode(String(pairs[error])) || names.length <= 2))
    return { value: pairs, path: WHOLE };
  const codeName = names.find((name) => CODE.test(name) && isCodeOfFailure(name, pairs[name]));
  const code = codeName === undefined ? undefined : pairs[codeName];
  const outcome = names.find((name) => OUTCOME.test(name) && isFailure(name, pairs[name]));
  const isOfError = code !== undefined && isCodeLike(String(code)) && names.every((name) => /^err/i.test(name));
  if (outcome === undefined && !isOfError && !(code !== undefined && said !== undefined && saysWhatFailed(said)))
    return undefined;
  if (outcome !== undefined && said === undefined && code === undefined) return undefined;
  // Codes and texts of a check that did not concern the call can stand beside its good end.
  if (outcome === undefined && names.some((name) => OUTCOME.test(name) && isSuccess(pairs[name]))) return undefined;
  const word =
    outcome === undefined || FLAG.test(outcome) || isFailingWord(pairs[outcome]) ? undefined : pairs[outcome];
  return { value: { ...withMeaning(pairs), code: code ?? word, message: said }, path: WHOLE };
}

/** The pairs without the outcome, the code and the texts, which are told by themselves. */
function withMeaning(pairs: Json): Json {
  const kept: Record<string, unknown> = {};
  for (const name in pairs) {
    const isKept = meaningsOf(name).some(({ role }) => role === 'request-id' || role === 'link' || role === 'param');
    if (isKept) kept[name] = pairs[name];
  }
  return kept;
}

const FLAG = /^(?:success|ok)$/i;

function isFailure(name: string, value: unknown): boolean {
  if (FLAG.test(name)) return flagOf(value) === false || value === '0';
  return isFailingWord(value) || (typeof value === 'string' && REFUSED.test(value));
}

function isSuccess(value: unknown): boolean {
  return isFineWord(value) || (typeof value === 'string' && /^0{1,4}$/.test(value));
}

function isPlainCode(code: string): boolean {
  return isCodeLike(code) && plainWord(code) !== undefined;
}

/** A number that is not zero, whose text must then tell of a failure; or any code under the name of that of an error. */
function isCodeOfFailure(name: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (/^-?\d{1,9}$/.test(value)) return Number(value) !== 0;
  return /err/i.test(name) && isCodeLike(value) && saysFailure(value);
}

const TURNED_DOWN = /\b(?:declined|denied|refused|rejected)\b/i;

function saysWhatFailed(said: string): boolean {
  if (saysSuccess(said)) return false;
  return (
    TURNED_DOWN.test(said) || plainSentence(said) !== undefined || plainWord(said) !== undefined || namesFailure(said)
  );
}
