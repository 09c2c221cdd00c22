/** Answers with null in the place of their result, and nothing else but why: `{"data":null,"message":"User not found"}`. */
import { CODES, first, isEmpty, isEnvelope, isText, RESULTS, STATUS_NAMES, saysFine, saysSuccess } from './envelope.ts';
import type { Json } from './json.ts';
import { plainWord } from './plain-words.ts';
import { type Found, WHOLE } from './sign-context.ts';
import { hasCodeOfSuccess, isPhrase, isPlainFailure, isRefusal, textName } from './tellings.ts';

/**
 * A search that was not made: an empty list under a status that refuses or limits calls, `{"status":"OVER_QUERY_LIMIT","candidates":[]}`.
 * One that counts what it found was made, and the status is what was searched for: `{"status":"LOGIN_FAILED","items":[],"total":0}`.
 */
export function emptySearch(object: Json): Found | undefined {
  const name = first(object, STATUS_NAMES, (value) => isRefusal(value) || isLimit(value));
  if (name === undefined || !Object.values(object).some(Array.isArray)) return undefined;
  return Object.keys(object).every((other) => other === name || (isEmpty(object[other]) && object[other] !== 0))
    ? { value: { ...object, [name]: null, code: object[name] }, path: WHOLE }
    : undefined;
}

/** Whether a status says in several words that a limit of calls is reached. */
function isLimit(value: unknown): boolean {
  return (
    isText(value) &&
    /^(?:OVER_[A-Z_]{1,40}_LIMIT|TOO_MANY_[A-Z_]{1,40}|[A-Z_]{1,60}(?:LIMIT|QUOTA)_(?:EXCEEDED|REACHED))$/.test(value)
  );
}

/** How a text tells that a search went well and found nothing: "No records found". */
const NOTHING_FOUND = /^(?:no|none|nothing|there (?:is|are) no|keine?|aucune?|sin|nessun\w?|nenhum\w?)\b/i;

/** The answer, where its text or its code plainly says what went wrong. */
export function emptyAnswer(object: Json): Found | undefined {
  if (first(object, RESULTS, (value) => value === null) === undefined) return undefined;
  if (!isEnvelope(object) || saysFine(object) || hasCodeOfSuccess(object)) return undefined;
  const telling = textName(object) ?? first(object, CODES, isText);
  if (telling === undefined || !Object.keys(object).every((name) => name === telling || isEmpty(object[name])))
    return undefined;
  const said = String(object[telling]).trim();
  const isTold = isPhrase(said)
    ? isPlainFailure(said) && !NOTHING_FOUND.test(said) && !saysSuccess(said)
    : CODES.includes(telling) && plainWord(said) === 'lasting';
  return isTold ? { value: object, path: WHOLE } : undefined;
}
