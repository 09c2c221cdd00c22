/** Tests that single signs need: what else an object says that looks like one. */
import {
  CODES,
  ERROR_TEXTS,
  FLAGS,
  first,
  isEnvelope,
  isErrorObject,
  isFailingCode,
  isText,
  MESSAGES,
  OWN_CODES,
} from './envelope.ts';
import { flagOf } from './facts.ts';
import { isObject, type Json, textOf } from './json.ts';
import { isPhrase, isPlainFailure } from './tellings.ts';

/** Whether a flag's name holds a text that is no flag, or a message's name its own: texts for the views of an app. */
export function isOfLabels(object: Json): boolean {
  return (
    first(object, ['message', 'title'], (value) => value === 'Message' || value === 'Title') !== undefined ||
    first(object, ['success', 'warning', 'ok'], isObject) !== undefined ||
    first(object, FLAGS, (value) => isText(value) && flagOf(value) === undefined && !FINE.test(value)) !== undefined
  );
}

const FINE = /^(?:ok|okay|fail(?:ed|ure)?|error|partial)$/i;

/** Whether no is the answer of a person rather than that of the service: `{"response":"NO","message":"I am away"}`. */
export function isSomebodysNo(flag: string, object: Json): boolean {
  return /^response$/i.test(flag) && /^no?$/i.test(textOf(object[flag]));
}

/** A zero under the name of a flag, with a sentence that says what went wrong and nothing that is counted. */
export function isZeroSuccess(object: Json): boolean {
  const flag = first(object, FLAGS, (value) => value === 0 || value === '0');
  const words = first(object, [...MESSAGES, ...ERROR_TEXTS], isText);
  if (flag === undefined || words === undefined || !isEnvelope(object)) return false;
  for (const name in object) if (name !== flag && object[name] === 0) return false;
  const said = String(object[words]);
  if (ERROR_TEXTS.includes(words) && isPhrase(said)) return true;
  return isPlainFailure(said) || ENDS_IN_FAILURE.test(said.trim());
}

/** How a sentence tells that something failed which it names: "Debit has been failed". */
const ENDS_IN_FAILURE = /\S failed[.!]?$/i;

/** Whether a list is a page of what was searched for, and the object counts how many there are: a catalogue of errors. */
export function isPageOf(object: Json, list: unknown): boolean {
  return Array.isArray(list) && first(object, COUNTS, (count) => typeof count === 'number' && count > 0) !== undefined;
}

const COUNTS = ['total', 'total_count', 'totalCount', 'totalElements', 'page', 'per_page', 'page_size', 'pageSize'];

/** Whether every error of a list has a code of its own. */
export function isCoded(list: unknown): boolean {
  return Array.isArray(list) && list.every((one) => isObject(one) && Object.hasOwn(one, 'code'));
}

/** Whether something is an error with a code under a name that only errors have. */
export function hasOwnCode(one: unknown): boolean {
  return (
    isErrorObject(one) && isObject(one) && first(one, OWN_CODES, (code) => code !== 0 && code !== null) !== undefined
  );
}

/** Names of outcomes that are as often those of a thing. */
export const RESULT_NAMES = /^(?:result|state|stat|outcome)$/i;

/** Whether a code or a text says in plain words what went wrong. */
export function saysPlainly(object: Json): boolean {
  const words = first(object, MESSAGES, isText);
  return (
    first(object, CODES, isFailingCode) !== undefined || (words !== undefined && isPlainFailure(String(object[words])))
  );
}

/** Whether a list of codes explains the type of an error. A list alone, or with a type of which it tells, is what something is set up for. */
export function hasCodesOfType({ error_type: type, error_codes: codes }: Json): boolean {
  return isFailingCode(type) && Array.isArray(codes) && codes.length > 0 && codes.every(isFailingCode);
}
