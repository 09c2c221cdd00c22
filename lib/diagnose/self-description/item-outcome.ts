/** What one item of a batch says of its own outcome. */
import { failingStatus, isCodeLike, repeatsStatus } from './codes.ts';
import {
  ERROR_MESSAGES,
  first,
  holdsErrorObject,
  isErrorObject,
  isFailingWord,
  isListOfErrors,
  isText,
  NO_FAILURE,
  saysFailure,
} from './envelope.ts';
import { flagOf } from './facts.ts';
import { isObject, type Json, textOf } from './json.ts';
import { plainWord, wordsOf } from './plain-words.ts';
import { textName } from './tellings.ts';
import { ERROR_CLASS } from './vocabulary.ts';

const STATUSES = ['status', 'statusCode', 'status_code', 'Status', 'code', 'httpStatusCode'];
const REPLY_PARTS = ['body', 'headers', 'error', 'response', 'message', 'errors', 'errorMessage', 'outcome', 'detail'];
/** Names under which an item says in words what went wrong. */
export const WORDS = [
  'message',
  'Message',
  'error',
  'errors',
  'Errors',
  'errorMessage',
  'ErrorMessage',
  'error_message',
  'reason',
  'description',
  'detail',
];
/** Names of codes that only a failure has. */
export const ITEM_CODES = ['ErrorCode', 'errorCode', 'error_code', 'errorNum', 'errno'];

/** A member of the object itself; undefined where it has none of that name. */
export function own(object: Json, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether the object has one of these members, and not as null or an empty text. */
export function has(object: Json, names: readonly string[]): boolean {
  for (const name of names) {
    const value = own(object, name);
    if (value !== undefined && value !== null && value !== '') return true;
  }
  return false;
}

/** Words that tell the outcome of one item; any other word is the state of a record. */
const OUTCOME_WORDS =
  /^(?:ok|success\w*|succeeded|err(?:or)?|fail(?:ed|ure)?|created|updated|deleted|accepted|rejected|refused|invalid|queued|sent|skipped|ignored|\d{1,3}(?: [\w ]{1,40})?)$/i;

/** A word for what was not done with one of several. */
function isLeftOut(status: unknown): boolean {
  return typeof status === 'string' && /^(?:skipped|ignored|not_?processed)$/i.test(status);
}

/** Whether a number of the service's own stands beside the word for the outcome: `{"status":"ERROR","status_code":207,"status_text":"…"}`. */
function hasStatusNumber(item: Json): boolean {
  return first(item, ['status_code', 'statusCode'], (code) => typeof code === 'number') !== undefined;
}

/** Whether a status can be the outcome of one item: any number or flag, and of words those that tell one. */
export function isOutcome(status: unknown): boolean {
  return typeof status !== 'string' || OUTCOME_WORDS.test(status);
}

/** The status of a failed item, 0 where it failed without one; undefined where it did not fail. */
export function failureIn(item: Json): number | undefined {
  for (const name of STATUSES) {
    const status = failingStatus(statusIn(own(item, name)));
    if (status !== undefined && (has(item, REPLY_PARTS) || holdsList(item, 'result') || isToldTwice(item)))
      return status;
  }
  if (isFailedAction(item)) return 0;
  if (flagOf(own(item, 'success')) === false || flagOf(own(item, 'ok')) === false)
    return has(item, WORDS) ? 0 : undefined;
  const status = own(item, 'status') ?? own(item, 'Status');
  if (isTurnedDown(status) && Object.keys(item).some((name) => WHY.test(name) && isText(item[name]))) return 0;
  if (isFailingWord(status) && textName(item) !== undefined && hasStatusNumber(item)) return 0;
  // A failed test or job has a name; a failed item of a request has not.
  if (typeof status === 'string' && /^err(?:or)?$/i.test(status) && !Object.hasOwn(item, 'name'))
    return has(item, WORDS) || isText(item.result) ? 0 : undefined;
  if (isFailingWord(status) && isObject(item.errors) && !has(item, ['id', 'name'])) return 0;
  if (isLeftOut(status) && Array.isArray(item.reasons) && isErrorObject(item.reasons[0])) return 0;
  if (first(item, ERROR_MESSAGES, saysFailure) !== undefined) return 0;
  if (ITEM_CODES.some((name) => isCode(own(item, name)))) return has(item, WORDS) ? 0 : undefined;
  const errors = own(item, 'errors');
  // A GraphQL result among others (specification, section 7.1).
  if (Array.isArray(errors) && isListOfErrors(errors) && isResult(item)) return 0;
  const error = own(item, 'error');
  if (isObject(error))
    return (has(error, ['code', 'type', 'message', 'reason']) || holdsErrorObject(error)) &&
      !Object.hasOwn(item, 'name')
      ? 0
      : undefined;
  return typeof error === 'string' && error !== '' && Object.keys(item).length <= 3 ? 0 : undefined;
}

/** Words with which one of several is turned down, and names under which it is told why: `"status":"rejected","reject_reason":"…"`. */
function isTurnedDown(status: unknown): boolean {
  return typeof status === 'string' && /^(?:rejected|refused|invalid)$/i.test(status);
}

const WHY = /^(?:reject\w*|refus\w*|fail\w*|error|invalid\w*)_?reason$/i;

/** Whether a failing status stands beside a code for it in several words: `{"statusCode":403,"status":"InvalidNumber"}`. */
export function isToldTwice({ statusCode, status_code: code, status }: Json): boolean {
  return failingStatus(statusCode ?? code) !== undefined && isWord(status) && wordsOf(textOf(status)).length > 1;
}

/** The number of `422 Unprocessable Entity`; not that of `404 Main Street`. */
function statusIn(status: unknown): unknown {
  if (typeof status !== 'string' || status.charAt(3) !== ' ') return status;
  const number = Number(status.slice(0, 3));
  return repeatsStatus(status.slice(4), number) ? number : undefined;
}

/** Whether an item is an action in a state of error, with its errors in a list; what has a name is a thing. */
function isFailedAction(item: Json): boolean {
  const { state, error } = item;
  if (typeof state !== 'string' || state.toLowerCase() !== 'error' || Object.hasOwn(item, 'name')) return false;
  const told: unknown = Array.isArray(error) ? error[0] : undefined;
  return isObject(told) && typeof told.message === 'string';
}

function holdsList(item: Json, name: string): boolean {
  const list = own(item, name);
  return Array.isArray(list) && isListOfErrors(list);
}

/** Whether an item is a GraphQL result with errors: nothing but its data and what a server adds stands beside them. */
function isResult(item: Json): boolean {
  return Object.keys(item).every((name) => /^(?:data|errors|extensions|path|label|hasNext)$/.test(name));
}

/** A code that does not say that all is well: `{"ErrorCode":0,"Message":"OK"}` is fine. */
function isCode(value: unknown): boolean {
  return typeof value === 'number' ? value !== 0 : typeof value === 'string' && !NO_FAILURE.test(value.trim());
}

/** A code in words of failure, as no country or currency has one. */
export function isWord(value: unknown): boolean {
  if (typeof value !== 'string' || value.length <= 5 || !isCodeLike(value)) return false;
  return plainWord(value) !== undefined || ERROR_CLASS.test(value);
}
