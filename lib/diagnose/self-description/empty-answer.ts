/** Answers with null in the place of their result, and nothing else but why: `{"data":null,"message":"User not found"}`. */
import { CODES, first, isEmpty, isEnvelope, isText, RESULTS, saysFine, saysSuccess } from './envelope.ts';
import type { Json } from './json.ts';
import { plainWord } from './plain-words.ts';
import { type Found, WHOLE } from './sign-context.ts';
import { hasCodeOfSuccess, isPhrase, isPlainFailure, textName } from './tellings.ts';

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
