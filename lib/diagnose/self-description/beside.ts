/** Errors beside which something else stands that no envelope has: what was generated before, the part that could be had, numbers of things. */
import { failingStatus } from './codes.ts';
import {
  CODES,
  ERROR_FLAGS,
  ERROR_LISTS,
  first,
  hasCode,
  holdsErrorObject,
  isEmpty,
  isErrorObject,
  isFailingCode,
  isListOfErrors,
  isMapOfErrors,
  isOfFindings,
  isRecord,
  isText,
  JUDGEMENTS,
  STATUS_NAMES,
  saysFine,
} from './envelope.ts';
import { firstItem } from './first-item.ts';
import { isObject, type Json } from './json.ts';
import { plainSentence, plainWord } from './plain-words.ts';
import type { Found } from './sign-context.ts';
import { saysPlainly } from './sign-tests.ts';
import { meaningsOf } from './vocabulary.ts';

/** Lists of what a model has generated so far, beside which a chat chunk tells that it broke off. */
const GENERATED = ['choices', 'candidates', 'completions'];

/** Whether an error object with a code stands beside what was generated: `{"choices":[…],"error":{"code":502,"message":"…"}}`. */
export function isBrokenOff(object: Json, error: unknown): boolean {
  return isObject(error) && hasCode(error) && first(object, GENERATED, Array.isArray) !== undefined;
}

/** The error in one part of what was generated: `{"choices":[{"finish_reason":"error","error":{"code":502,"message":"…"}}]}`. */
export function brokenOffPart(object: Json): Found | undefined {
  const found = firstItem(object, GENERATED, MAX_PARTS, hasOwnError);
  return found && isObject(found.value) ? { ...found, value: { error: found.value.error } } : undefined;
}

function hasOwnError(part: unknown): boolean {
  const error = isObject(part) ? part.error : undefined;
  return isObject(error) && isErrorObject(error) && hasCode(error);
}

/** Parts of what was generated that are looked at. */
const MAX_PARTS = 8;

/** A GraphQL result with data and errors: its errors have a place in the query (specification, section 7.1.6). */
export function isPartial(object: Json, errors: unknown): boolean {
  if (!Object.hasOwn(object, 'data') || !Array.isArray(errors)) return false;
  const item: unknown = errors[0];
  if (!isObject(item) || !isText(item.message)) return false;
  return Array.isArray(item.path) || Array.isArray(item.locations) || isObject(item.extensions);
}

/** The errors in a list of which a flag says that there are some: `{"hasError":true,"errors":["…"],"quantity":1}`. */
export function flaggedErrors(object: Json): Json | undefined {
  const list =
    first(object, ERROR_LISTS, (value) => Array.isArray(value) && isListOfErrors(value)) ??
    Object.keys(object).find((name) => isListOfCoded(object[name]));
  if (list === undefined || isRecord({ ...object, [list]: null }) || isOfFindings(object[list])) return undefined;
  if (first(object, ERROR_FLAGS, (value) => value === true) === undefined) return undefined;
  return ERROR_LISTS.includes(list) ? object : { ...object, [list]: null, errors: object[list] };
}

/** What things have and answers have not, of which a change tells: names, states, numbers of lines. */
const OF_THINGS = /^(?:_?id|uuid|name|key|slug|number|title|status|state|line|level|\w{0,20}(?:_at|At|time|date))$/i;
/** How a text begins that counts none. */
const NONE = /^(?:no (?!such|access|permission|right)|none\b|0 |zero |without )/i;
/** Texts and numbers beside an error that repeat what was asked for, at most. */
const MAX_REPEATED = 3;

/** Whether an error in plain words answers a change, beside what was asked for: `{"error":"Duck is missing","command":"open"}`. */
export function isErrorOfAnswer(object: Json): boolean {
  const { error, ...rest } = object;
  if (!isText(error) || !/\S\s+\S/.test(error) || NONE.test(error)) return false;
  const names = Object.keys(rest);
  if (names.length > 0 && names.every((name) => isEmpty(rest[name]))) return true;
  return (
    plainSentence(error) !== undefined &&
    names.length <= MAX_REPEATED &&
    names.every((name) => !OF_THINGS.test(name) && (typeof rest[name] !== 'object' || rest[name] === null))
  );
}

/** Names that end in that of an error: `hotelError`, `nodeError`; not that of one which happened before, of what to do in one, or of a measure. */
const OF_ERROR =
  /^(?!(?:last|latest|previous|recent|no|on|handle|ignore|show|max|min|mean|root|sum|std|standard|abs(?:olute)?|rms|sample|example)(?=[A-Z_]))[A-Za-z]\w{0,40}[a-z](?:Error|Exception)$/;

/** The name of the only member, where it is that of an error with its text and code. */
export function loneError(object: Json): string | undefined {
  const [only = '', second] = Object.keys(object);
  const error = object[only];
  if (second !== undefined || !OF_ERROR.test(only) || !isObject(error) || !holdsErrorObject(error)) return undefined;
  const hasWords = Object.keys(error).some(
    (name) => isText(error[name]) && meaningsOf(name).some(({ role }) => role === 'message'),
  );
  return hasWords && first(error, CODES, isText) !== undefined ? only : undefined;
}

/** Whether an answer that went well lists names under that of errors: `{"errors":["a.js","b.js"],"ok":true}`. */
export function isOfNames(object: Json, name: string): boolean {
  const list = object[name];
  return (
    saysFine(object) &&
    Array.isArray(list) &&
    list.every((one) => isText(one) && !/\s/.test(one) && plainWord(one) === undefined)
  );
}

/** The object with the errors of fields that stand where others have the result: `{"status":false,"message":"…","data":{"phone":["is missing"]}}`. */
export function withErrors(object: Json): Json {
  return isMapOfErrors(object.data) ? { ...object, data: null, errors: object.data } : object;
}

/** Whether errors of fields stand beside what a change was to make: `{"cart":{…},"errors":[{"field":"coupon","message":"is expired"}]}`. */
export function refusesFields(object: Json, name: string): boolean {
  const errors = object[name];
  if (JUDGEMENTS.some((judgement) => Object.hasOwn(object, judgement)) || isRecord({ ...object, [name]: null }))
    return false;
  return (
    Array.isArray(errors) &&
    errors.length > 0 &&
    errors.every(
      (one) =>
        isObject(one) &&
        first(one, ['field', 'param', 'path', 'property'], (where) => isText(where) || Array.isArray(where)) !==
          undefined &&
        first(one, ['message', 'msg', 'detail'], (said) => isText(said) && plainSentence(said) !== undefined) !==
          undefined,
    )
  );
}

/** Whether each of a list is a text with a code, and says what went wrong, as errors do: `"notifications":[{"code":"ERR20","message":"…"}]`. */
function isListOfCoded(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every(
      (one) =>
        isObject(one) &&
        isErrorObject(one) &&
        !Object.hasOwn(one, 'id') &&
        first(one, CODES, isText) !== undefined &&
        (first(one, CODES, isFailingCode) !== undefined || saysPlainly(one)),
    )
  );
}

/** Whether an error is that of the call, whatever its envelope adds: its code is an HTTP status, and nothing has a state of its own. */
export function isOfCall(object: Json, error: unknown): boolean {
  if (!isObject(error) || failingStatus(error.code) === undefined) return false;
  if (!isText(error.message) && !isText(error.msg)) return false;
  return (
    !['id', '_id', 'uuid', 'name', 'key'].some((name) => Object.hasOwn(object, name)) &&
    !STATUS_NAMES.some((name) => Object.hasOwn(object, name)) &&
    !isRecord(object)
  );
}
