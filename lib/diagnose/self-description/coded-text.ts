/** A code and the text beside it, neither of which is named after an error: whether they tell of one. */
import { asksForCode, asksForOutcome, isDoneAsAsked } from './asked-for.ts';
import { failingStatus, isCodeLike } from './codes.ts';
import {
  ANSWER_CODE,
  first,
  isDoubtfulCode,
  isEnvelope,
  isErrorObject,
  isFailedAnswer,
  isFailingCode,
  isFailingWord,
  isJoinedFailure,
  isText,
  KIND_NAMES,
  NO_FAILURE,
  namesFailure,
  OWN_CODES,
  STATUS_NAMES,
  STATUS_NUMBERS,
  saysFine,
  saysSuccess,
} from './envelope.ts';
import { isObject, type Json, textOf } from './json.ts';
import { plainSentence, plainWord, wordsOf } from './plain-words.ts';
import { type Found, mayChange, type SignContext, WHOLE } from './sign-context.ts';
import { errorNumberName, failingCodeName, isPhrase, isPlainFailure, textBeside, textName } from './tellings.ts';
import { hasLife, isProperName, speaksOfTrouble } from './things.ts';

/** Whether the object has a name as things have one: in several words, which no code is. */
function isNamed({ name }: Json): boolean {
  return typeof name === 'string' && isPhrase(name);
}

/** Names under which a code in words is that of an error or of what the business behind the call says. */
const WORDED_CODES = [...OWN_CODES, 'bizCode', 'biz_code', 'sub_code', 'subCode'];
/** Those of the business, which can be the step that something is at: `APPROVE_PENDING`. */
const OF_BUSINESS = /^(?:biz|sub)_?code$/i;

/** A status of the service's own, which no success has. A small one can be the state of what was read, as that of an order. */
function isOddStatus(value: unknown, method: string): boolean {
  const number = typeof value === 'string' && /^\d{4}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return false;
  const isOfChange = (number > 1 && number < 100) || (number > 1_000 && number < 10_000 && number % 1_000 !== 0);
  return (number > 102 && number < 400 && !(number >= 200 && number < 210)) || (isOfChange && mayChange(method));
}

/** A code that the reader is given: "Enter this code on your device". */
const HANDS_OUT = /\b(?:enter|use|scan|show|this|your) (?:\w+ )?(?:code|pin|number|token|ticket)\b/i;

/** A question, whose number is its place among others. */
const ASKS =
  /^(?:do|does|did|is|are|was|were|has|have|can|could|would|will|should|what|which|who|why|how|when|where)\b[^.!?]*\?\s*$/i;

/** A code of several words in capitals, which under the name of an error's code says that there is one. */
function isWordedCode(value: unknown): boolean {
  return (
    typeof value === 'string' && /^(?!NO_(?:ERR|FAIL|ISSUE|PROBLEM)|SUCCESS|OK_|ALL_)[A-Z]+(?:_[A-Z0-9]+)+$/.test(value)
  );
}

/** Whether another code and the text of its name say that the answer is good: `{"ResponseCode":"0","ResponseDescription":"…","ResultCode":"7"}`. */
function isAnsweredWell(object: Json, code: string): boolean {
  return Object.keys(object).some((name) => {
    if (name === code || !ANSWER_CODE.test(name) || !/^0{1,4}$/.test(textOf(object[name]))) return false;
    const words = textBeside(object, name);
    return words !== undefined && saysSuccess(String(object[words]));
  });
}

/** Whether the object has an outcome in words that was asked for: `POST /simulate` and `{"outcome":"declined","code":"51","message":"…"}`. */
function isOutcomeAskedFor(object: Json, context: SignContext): boolean {
  const isOutcome = (value: unknown) => isText(value) && !isFailingWord(value) && !/\d/.test(value);
  return asksForOutcome(context) && first(object, STATUS_NAMES, isOutcome) !== undefined;
}

/** Whether the list of results holds nothing but errors, and the envelope says that it failed. */
function isOfFailedItems(object: Json, said: string): boolean {
  const list = first(
    object,
    ['data', 'results', 'items'],
    (value) => Array.isArray(value) && value.every(isErrorObject),
  );
  return list !== undefined && /\bfail(?:ed|ure)?\b|\berrors?\b/i.test(said) && isEnvelope({ ...object, [list]: null });
}

/** A text that waits for what is to be put in: it was written for a failure that has not happened. */
const TEMPLATE = /\{\{?\s?[a-z_]\w{0,40}\s?\}|%(?:\d\$)?[sd]\b/i;

/** A number as HTTP has it for a success, which can be one of the service's own where the answer plainly says so. */
function numberOf(object: Json, context: SignContext): string | undefined {
  return mayChange(context.method) && !asksForOutcome(context) ? errorNumberName(object) : undefined;
}

/** Whatever stands alone with a text under the name of an error's code: `{"errorCode":"ACL-1","message":"No rights"}`. */
function namedCode(object: Json): string | undefined {
  const name = first(object, OWN_CODES, (code) => isText(code) && isCodeLike(code) && !NO_FAILURE.test(code));
  return name !== undefined && isEnvelope(object) ? name : undefined;
}

/** Whether an object is a line of a log, with its level and its time. */
function isOfLog(object: Json): boolean {
  return (
    first(object, ['level', 'severity'], isText) !== undefined &&
    first(object, ['ts', 'time', '@timestamp', 'timestamp'], isTime) !== undefined
  );
}

const isTime = (value: unknown): boolean => typeof value === 'number' || isText(value);

/** The name of a status that is no word but says what happened: `{"code":413,"status":"payload too large"}`. */
function statusInWords(object: Json): string | undefined {
  return first(object, STATUS_NAMES, (value) => isText(value) && isPhrase(value) && isPlainFailure(value));
}

/** The object, where its code and its text say that the call failed. */
export function codeAndText(object: Json, context: SignContext): Found | undefined {
  const sure =
    failingCodeName(object) ??
    first(object, STATUS_NUMBERS, (value) => failingStatus(value) !== undefined) ??
    first(object, WORDED_CODES, isWordedCode);
  const name = sure ?? numberOf(object, context) ?? namedCode(object);
  const words =
    name === undefined ? undefined : (textBeside(object, name) ?? textName(object) ?? statusInWords(object));
  if (name === undefined || words === undefined || words === 'title' || words === 'text') return undefined;
  if (hasLife(object) || isOfLog(object) || (!OF_BUSINESS.test(name) && isAnsweredWell(object, name))) return undefined;
  const said = String(object[words]);
  if (isOutcomeAskedFor(object, context)) return undefined;
  if (NO_FAILURE.test(said.trim()) || saysSuccess(said) || TEMPLATE.test(said) || ASKS.test(said)) return undefined;
  if (isDoneAsAsked(said, context) || asksForCode(object[name], context)) return undefined;
  const isDown = first(object, STATUS_NAMES, (value) => value === false) !== undefined;
  const isVague =
    !isDown &&
    !/^err/i.test(String(object[name])) &&
    (words === 'description' || words === 'desc' || words === 'comment');
  const isDoubtful = isVague || saysFine(object) || !isPhrase(said) || isNamed(object) || HANDS_OUT.test(said);
  const isToldPlainly = isPlainFailure(said) || isFailingWord(said) || isJoinedFailure(said);
  const isOfStep = OF_BUSINESS.test(name) && !isFailingCode(object[name]) && !speaksOfTrouble(String(object[name]));
  if (isOfStep && !isToldPlainly && !namesFailure(said)) return undefined;
  if ((isDoubtful || sure === undefined) && !isToldPlainly) return undefined;
  const isOfPlace = /^code$/i.test(name) && isProperName(said);
  if ((isOfPlace || isDoubtfulCode(object[name])) && !isToldPlainly && !namesFailure(said)) return undefined;
  // No success has a number below zero: with plain words it fails whatever data stands beside it.
  if (isToldPlainly && Number(object[name]) < 0 && isObject(object.data) && isEnvelope({ ...object, data: null }))
    return { value: object, path: WHOLE };
  if (isEnvelope(object) || isFailedAnswer(object, name, words, isToldPlainly)) {
    const value = STATUS_NAMES.includes(words) ? { ...object, [words]: null, message: said } : object;
    return { value, path: WHOLE };
  }
  return isOfFailedItems(object, said) ? { value: object, path: WHOLE } : undefined;
}

/** The object with its status as a code, where the status is one of the service's own and a plain sentence stands beside it. */
export function oddStatus(object: Json, method: string): Found | undefined {
  const name = first(object, STATUS_NUMBERS, (value) => isOddStatus(value, method));
  const words = name === undefined ? undefined : textName(object);
  if (name === undefined || words === undefined || !isEnvelope(object)) return undefined;
  const said = String(object[words]);
  return saysOutright(said) ? { value: { ...object, [name]: null, code: object[name] }, path: WHOLE } : undefined;
}

/** A plain sentence, or a code of several words. */
function saysOutright(said: string): boolean {
  return isPhrase(said) ? plainSentence(said) !== undefined : wordsOf(said).length > 1 && plainWord(said) !== undefined;
}

/**
 * An object with nothing but the code of an error: one below zero, `{"error_code":-1501,"result":{}}`, or any that answers what was sent,
 * `{"errorCode":"SIS0042"}`. What was read can be the state of a device.
 */
export function codeAlone(object: Json, method: string): Found | undefined {
  const name = first(object, OWN_CODES, (code) =>
    typeof code === 'number' ? code < 0 : method === 'POST' && isFailingCode(code) && !/^\d/.test(String(code)),
  );
  const words = textName(object);
  const isAlone =
    name === undefined ? mayChange(method) && (isBare(object) || isLoneStatus(object)) : isEnvelope(object);
  return isAlone && !(words !== undefined && saysSuccess(String(object[words])))
    ? { value: object, path: WHOLE }
    : undefined;
}

/** How codes of failures end, behind what it was that failed. */
const FAILED = /[a-z][_-]?(?:failed|failure|error|exception|denied|declined)$/i;

/** Whether nothing stands in an object but a status, which is the code of an error in plain words: `{"status":"WRONG_CRUMB_ERROR"}`. */
function isLoneStatus(object: Json): boolean {
  const [only = '', second] = Object.keys(object);
  const status = second === undefined && STATUS_NAMES.includes(only) ? object[only] : undefined;
  return (
    typeof status === 'string' &&
    /_error$/i.test(status) &&
    isCodeLike(status) &&
    wordsOf(status).length > 2 &&
    plainWord(status) !== undefined
  );
}

/** Whether an object has the code of a failure and a place for its text that was left empty: `{"code":"LoginFailed","message":null}`. */
function isBare(object: Json): boolean {
  const { code, message } = object;
  if (typeof code !== 'string' || message !== null || !FAILED.test(code) || !isCodeLike(code)) return false;
  return Object.keys(object).every(
    (name) => name === 'code' || KIND_NAMES.includes(name) || object[name] === null || object[name] === '',
  );
}
