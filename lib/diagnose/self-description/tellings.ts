/** What texts and names tell of a failure, whatever their spelling. */
import { codeBeforeText, isCodeLike } from './codes.ts';
import {
  ANSWER_CODE,
  CODES,
  ERROR_MESSAGES,
  first,
  isFailingCode,
  isFailingWord,
  isText,
  MESSAGES,
  NO_FAILURE,
  STATUS_NAMES,
  saysFailure,
} from './envelope.ts';
import { type Json, textOf } from './json.ts';
import { plainSentence, plainWord } from './plain-words.ts';
import { ERROR_CLASS, meaningsOf, type Role } from './vocabulary.ts';

/** Words that tell of a failure and not whether it lasts. */
const FAILED = /失败|错误/;

/** Whether a text alone says what went wrong: in plain words, or as a code in several parts. */
export function isPlainFailure(text: string): boolean {
  if (NO_FAILURE.test(text)) return false;
  if (FAILED_ATTEMPT.test(text) || WENT_WRONG.test(text)) return true;
  if (plainSentence(text) !== undefined || plainWord(text) !== undefined) return true;
  return isNamedFailure(text) || FAILED.test(text);
}

/** How sentences about something that was tried in vain begin. */
const FAILED_ATTEMPT =
  /^(?:unable to|failed (?:to|in|on|at|with|while|because|\w{1,30}ing\b)|could not|couldn't|cannot|can't) \w/i;

/** What is said of a request that failed, and of no machine, where nothing more is told. */
const WENT_WRONG =
  /\berrors? (?:has |have |was |were )?(?:been )?(?:occur|encounter|happen)|\bwent wrong\b|^(?:the )?(?:request|operation|call|query|command|api) (?:has )?failed\b|^(?:internal|unexpected|unknown)(?: server| system| service)? error\b|fehler (?:ist )?aufgetreten|erreur (?:est survenue|s'est produite)|(?:ocurrió|ha ocurrido|se ha producido|se produjo) un error|ocorreu um erro|verificato un errore|произошла ошибка|发生(?:了)?(?:错误|异常)|エラーが発生|오류가 발생/i;

/** A code in several parts, or the name of a class of errors: `pond_is_frozen`, `DuckMissingException`. */
function isNamedFailure(text: string): boolean {
  return /^[A-Za-z]+(?:_[A-Za-z]+)+$/.test(text) || (isCodeLike(text) && ERROR_CLASS.test(text));
}

/** A code in front of its text, the code in words of failure. */
export function isFailingText(value: unknown): boolean {
  const { code } = (typeof value === 'string' && codeBeforeText(value)) || {};
  return code !== undefined && (/FAIL|ERROR|EXCEPTION/.test(code) || plainWord(code) !== undefined);
}

/** Several words, or a writing without spaces between them. */
export function isPhrase(text: string): boolean {
  return /\S\s+\S|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}/.test(text);
}

/** How names of texts and of codes end that belong to an answer, in spellings that no list of names holds. */
const TEXT_NAME =
  /(?:msg|message|desc(?:ription)?|(?:ret|re?sp|err(?:or)?)_?info?|(?:re?sp?(?:onse)?|rslt|return|result|status)_?text|motif)$/i;
const ERROR_TEXT_NAME = /err(?:or)?[-_ ]?(?:msg|message|desc(?:ription)?|te?xt)$/i;
const CODE_NAME = /(?:code|cd|no|num)$/i;

/** The name of the text with which an object says what happened. */
export function textName(object: Json): string | undefined {
  return first(object, MESSAGES, isText) ?? spelled(object, TEXT_NAME, 'message', isText);
}

/** The name of the text that belongs to a code by its name: `bizMsg` beside `bizCode`, whatever else is said. */
export function textBeside(object: Json, code: string): string | undefined {
  const stem = stemOf(code);
  if (stem === '') return undefined;
  for (const name in object) {
    if (name !== code && TEXT_NAME.test(name) && stemOf(name) === stem && isText(object[name])) return name;
  }
  return undefined;
}

/** What a name says beside that it is a code or a text: `biz` of `bizCode` and of `biz_msg`. */
function stemOf(name: string): string {
  return name
    .replace(/(?:code|cd|no|msg|message|desc(?:ription)?|text)$/i, '')
    .replace(/_$/, '')
    .toLowerCase();
}

/** The name of a text that belongs to an error by its own name. */
export function errorTextName(object: Json): string | undefined {
  return first(object, ERROR_MESSAGES, saysFailure) ?? spelled(object, ERROR_TEXT_NAME, 'message', saysFailure);
}

/** The name of a code that no success has. */
export function failingCodeName(object: Json): string | undefined {
  return codeName(object, isFailingCode);
}

/** A number that under the name of an error's is one, though HTTP has it for a success or a redirect: `203`. */
export function isErrorNumber(code: unknown): boolean {
  const text = textOf(code);
  return /^[1-3]\d\d$/.test(text) && !OF_GOOD_ENDS.test(text);
}

const OF_GOOD_ENDS = /^(?:100|200|201|202|204)$/;

/** Statuses of HTTP with which something goes on or has come in part (RFC 9110 sections 15.2 and 15.3, RFC 4918 section 11.1, RFC 8297). */
const GOES_ON = /^(?:10[0-3]|20[5-8])$/;

/** The name of such a number under that of an answer's code. */
export function errorNumberName(object: Json): string | undefined {
  return Object.keys(object).find((name) => {
    if (!(ANSWER_CODE.test(name) || /^code$/i.test(name)) || !isErrorNumber(object[name])) return false;
    return /^err/i.test(name) || !GOES_ON.test(textOf(object[name]));
  });
}

/** Whether a code says that all went well. */
export function hasCodeOfSuccess(object: Json): boolean {
  return codeName(object, (value) => OF_SUCCESS.has(value)) !== undefined;
}

const OF_SUCCESS: ReadonlySet<unknown> = new Set([0, '0', 200, '200']);

function codeName(object: Json, test: (value: unknown) => boolean): string | undefined {
  return first(object, CODES, test) ?? spelled(object, CODE_NAME, 'code', test);
}

function spelled(object: Json, end: RegExp, role: Role, test: (value: unknown) => boolean): string | undefined {
  for (const name in object) {
    if (end.test(name) && test(object[name]) && meaningsOf(name).some((meaning) => meaning.role === role)) return name;
  }
  return undefined;
}

/** A zero under `status` is a success of some services: only a code in plain words makes it a failure. */
const TEXTS_OR_CODES = [...MESSAGES, 'info'];

function isFailureCode(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z]+(?:_[A-Za-z]+)+$/.test(value) && plainWord(value) !== undefined;
}

/** The name of what tells of a failure beside a status of zero or below, where nothing else is counted. */
export function toldUnderZero(object: Json): string | undefined {
  const zero = first(object, STATUS_NAMES, (value) => value === '0' || (typeof value === 'number' && value <= 0));
  if (zero === undefined) return undefined;
  for (const name in object) if (object[name] === 0 && !STATUS_NAMES.includes(name)) return undefined;
  return first(
    object,
    TEXTS_OR_CODES,
    (value) =>
      isFailingWord(value) ||
      isFailureCode(value) ||
      (isText(value) && isPhrase(value) && isPlainFailure(value.trim())),
  );
}

/** The name of a status in one letter, E for an error and F for a failure, where the words beside it plainly say so. */
export function toldByLetter(object: Json): string | undefined {
  const isFailed = (value: unknown) => value === 'E' || value === 'F';
  const words = textName(object);
  if (words === undefined) return undefined;
  // Of a result the letter can be nothing else; of a thing it can be the first of anything.
  const ofResult = first(object, ['resultStatus', 'result_status'], isFailed);
  const name = ofResult ?? first(object, [...STATUS_NAMES, 'statusCode'], isFailed);
  return ofResult !== undefined || isPlainFailure(String(object[words]).trim()) ? name : undefined;
}

/** How names of outcomes end that begin with what was done: `transactionStatus`. */
const LONG_STATUS = /[a-z](?:_?status|Status)$/;

/** The object with such a status under the plain name, where it is a word for a failure and nothing but plain words and an envelope stand beside it. */
export function toldByLongName(object: Json): Json | undefined {
  const name = Object.keys(object).find((one) => LONG_STATUS.test(one) && isFailingWord(object[one]));
  const words = name === undefined ? undefined : textName(object);
  if (name === undefined || words === undefined || !isPlainFailure(String(object[words]).trim())) return undefined;
  return { ...object, [name]: null, status: object[name] };
}

/** What belongs to a call and not to what it asks about: who makes it, what they may do, how it is made. */
const OF_CALLS =
  /log(?:in|ged)|auth|access.?denied|forbid|token|session|request|\bmethod\b|param|password|credential|api.?key/i;

/** A word for a status that refuses a call. What was not found, or expired, is as often what was asked about. */
export function isRefusal(value: unknown): boolean {
  return isFailureCode(value) && (OF_CALLS.test(String(value)) || /DENIED|PERMI/.test(String(value)));
}

/** Whether a text plainly says that the call was refused: "Invalid token", "Session expired". */
export function refusesCall(text: string): boolean {
  return OF_CALLS.test(text) && plainSentence(text) !== undefined;
}

/** Whether the text of an object does so. */
export function tellsOfCall(object: Json): boolean {
  const name = textName(object);
  return name !== undefined && refusesCall(String(object[name]));
}

/** The name of such a status, where the words beside it plainly say so. */
export function toldRefusal(object: Json): string | undefined {
  const name = first(object, STATUS_NAMES, isRefusal);
  const words = name === undefined ? undefined : textName(object);
  return words !== undefined && isPlainFailure(String(object[words]).trim()) ? name : undefined;
}
