/**
 * What a request that changes something gets instead of a result: an error that is named twice over, whatever stands beside it. The
 * same in what was only read is the last error of a thing.
 */
import { failingStatus } from './codes.ts';
import {
  CODES,
  ERROR_LISTS,
  ERROR_OBJECTS,
  FLAGS,
  first,
  isEnvelope,
  isErrorObject,
  isFailingCode,
  isFailingWord,
  isListOfErrors,
  isText,
  JUDGEMENTS,
  MESSAGES,
  OWN_CODES,
  STATUS_NAMES,
  STATUS_NUMBERS,
  saysFailure,
  saysFine,
  saysSuccess,
  TIMES,
} from './envelope.ts';
import { flagOf } from './facts.ts';
import { isObject, type Json, textOf } from './json.ts';
import { plainSentence } from './plain-words.ts';
import { type Found, mayChange, WHOLE } from './sign-context.ts';
import { errorTextName, isErrorNumber, textName } from './tellings.ts';
import { hasLife, hasStateOfItsOwn, isTracked } from './things.ts';

/** The error in the reply to a request that changes something; undefined where it is no refusal of the change. */
export function refusedChange(object: Json, method: string): Found | undefined {
  if (mayChange(method) && failedInMessages(object)) return { value: { errors: object.messages }, path: WHOLE };
  if (!mayChange(method) || hasLife(object) || hasStateOfItsOwn(object) || saysFine(object)) return undefined;
  if (isRefused(object)) return { value: object, path: WHOLE };
  if (isOfThing(object)) return undefined;
  if (hasOwnError(object) || isFailedTwice(object) || blamesFields(object)) return { value: object, path: WHOLE };
  const name = first(
    object,
    ERROR_OBJECTS,
    (error) => isObject(error) && isErrorObject(error) && hasCodeAndText(error),
  );
  // In an envelope the rule for error objects finds it, with all that stands beside it.
  if (name === undefined || isEnvelope(object) || first(object, STATUS_NAMES, isText) !== undefined) return undefined;
  return { value: { error: object[name] }, path: WHOLE };
}

/** Whether what was to be made has a word for a failure and messages with codes that tell it: `{"status":"ERROR","messages":[{"code":"…","text":"…"}]}`. */
function failedInMessages(object: Json): boolean {
  const { messages } = object;
  if (!Array.isArray(messages) || messages.length === 0 || first(object, STATUS_NAMES, isFailingWord) === undefined)
    return false;
  return messages.every((one) => isErrorObject(one) && isObject(one) && first(one, CODES, isFailingCode) !== undefined);
}

/** Members of what was looked at: a judgement, an address that was tried, how urgent it is. */
const OF_OBSERVATION = /^(?:ur[il]|target|endpoint|latency|response_?time|level|severity|priority)(?:_?ms)?$/i;

/** Whether an error in the object is that of something which was judged, tried, tracked or done some time. */
function isOfThing(object: Json): boolean {
  return (
    isTracked(object) ||
    Object.keys(object).some(
      (name) => JUDGEMENTS.includes(name) || OF_OBSERVATION.test(name) || (TIMES.test(name) && isText(object[name])),
    )
  );
}

/** A flag, a code and plain words all say so. */
function isRefused(object: Json): boolean {
  return (
    first(object, FLAGS, (value) => flagOf(value) === false) !== undefined &&
    first(object, CODES, isFailingCode) !== undefined &&
    first(object, MESSAGES, (text) => isText(text) && plainSentence(text) !== undefined) !== undefined
  );
}

/** A code and a text stand under names that only errors have. */
function hasOwnError(object: Json): boolean {
  const hasCode =
    first(object, ERROR_CODES, (code) => isFailingCode(code) || isErrorNumber(code)) !== undefined ||
    isFailingCode(object.error);
  const words = hasCode ? errorTextName(object) : undefined;
  return words !== undefined && !saysSuccess(String(object[words]));
}

const ERROR_CODES = [...OWN_CODES, 'ErrorCode', 'ERROR_CODE', 'errno', 'errCode'];

/** A word and an HTTP status of failure stand beside a text. */
function isFailedTwice(object: Json): boolean {
  const isFailed = first(object, STATUS_NAMES, isFailingWord) !== undefined;
  const number = first(object, STATUS_NUMBERS, (value) => failingStatus(value) !== undefined);
  const isOfHttp = number !== undefined && /http/i.test(number);
  return number !== undefined && (isFailed || isOfHttp) && first(object, MESSAGES, isText) !== undefined;
}

/** A code and a text stand beside a list of the fields that were wrong. */
function blamesFields(object: Json): boolean {
  const list = first(object, FIELD_LISTS, (errors) => Array.isArray(errors) && isListOfErrors(errors));
  const words = list === undefined ? undefined : first(object, MESSAGES, saysFailure);
  return words !== undefined && !saysSuccess(String(object[words])) && first(object, CODES, isText) !== undefined;
}

const FIELD_LISTS = ERROR_LISTS.filter((name) => /^(?:field|validation|parameter)_?errors$/i.test(name));

function hasCodeAndText(error: Json): boolean {
  return (
    first(error, CODES, (code) => isText(code) || typeof code === 'number') !== undefined &&
    /\s/.test(textOf(error[textName(error) ?? '']))
  );
}
