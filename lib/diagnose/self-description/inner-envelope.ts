/**
 * An answer within an answer: the outer envelope says that the call arrived, the inner one what became of it.
 * `{"code":0,"data":{"bizCode":"POND_EMPTY","bizMsg":"…","result":null}}`, `{"success":true,"data":{"success":false,"message":"…"}}`.
 */
import {
  first,
  HEADS,
  isEmpty,
  isEnvelope,
  isFailingWord,
  isText,
  MESSAGES,
  OWN_CODES,
  RESULTS,
  STATUS_NAMES,
} from './envelope.ts';
import { flagOf } from './facts.ts';
import { isObject, type Json } from './json.ts';
import { plainSentence } from './plain-words.ts';
import { errorTextName, failingCodeName, tellsOfCall, textBeside, textName } from './tellings.ts';

/** Members in which the inner answer stands. */
const HOLDERS = ['data', 'result', 'body', 'response', 'payload', 'Data', 'Result', 'Body', 'Response'];
const INNER_FLAGS = ['success', 'ok', 'isSuccess', 'Success', 'succeeded'];

/** The inner answer, where it has what makes an envelope and no thing: a flag, an empty result, a code and a text of one name, or a head. */
export function innerEnvelope(object: Json): { readonly value: Json; readonly path: readonly string[] } | undefined {
  const name = first(object, HOLDERS, isObject);
  const inner = name === undefined ? undefined : object[name];
  if (name === undefined || !isObject(inner) || !isEnvelope({ ...object, [name]: null })) return undefined;
  // JSON-RPC has a place of its own for errors: only what plainly tells of the call makes a failure of its result.
  if (Object.hasOwn(object, 'jsonrpc') && !isRefused(inner))
    return isToldPlainly(inner) ? { value: inner, path: [name] } : undefined;
  // A word for a failure where a text should be leaves that to the inner answer: {"message":"error","data":{"error_code":7,"description":"…"}}.
  const isLeft = first(object, MESSAGES, isFailingWord) !== undefined && failingCodeName(inner) !== undefined;
  return isAnswer(inner) || (isLeft && textName(inner) !== undefined) ? { value: inner, path: [name] } : undefined;
}

function isRefused(inner: Json): boolean {
  return (
    first(inner, INNER_FLAGS, (value) => flagOf(value) === false) !== undefined &&
    (textName(inner) !== undefined || isText(inner.error))
  );
}

/** A code with plain words, or a word for a failure with some about the call; a state with others is that of a thing. */
function isToldPlainly(inner: Json): boolean {
  const words = textName(inner);
  if (words === undefined || !isEnvelope(inner)) return false;
  if (first(inner, STATUS_NAMES, isFailingWord) !== undefined) return tellsOfCall(inner);
  return failingCodeName(inner) !== undefined && plainSentence(String(inner[words])) !== undefined;
}

function isAnswer(inner: Json): boolean {
  if (first(inner, INNER_FLAGS, (value) => flagOf(value) === false) !== undefined) return isEnvelope(inner);
  const head = first(inner, HEADS, isObject);
  if (head !== undefined) return Object.keys(inner).every((name) => name === head || RESULTS.includes(name));
  if (RESULTS.some((name) => Object.hasOwn(inner, name) && isEmpty(inner[name]))) return true;
  if (first(inner, OWN_CODES, isText) !== undefined && errorTextName(inner) !== undefined) return true;
  const code = failingCodeName(inner);
  return code !== undefined && textBeside(inner, code) !== undefined;
}
