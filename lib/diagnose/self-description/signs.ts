/**
 * Signs that an error stands inside a success. One table: each sign with what it must find. A reading that rests on one is never
 * more than likely. A record that *describes* a failure (a job, an order, a log line) must match none: so beside most signs only
 * members of an envelope may stand, and a list of results ends the matter.
 */
import { asksForError, asksForErrors, asksForFindings, isFailedTry, isStateAsAsked } from './asked-for.ts';
import { batchError } from './batch.ts';
import {
  brokenOffPart,
  flaggedErrors,
  isBrokenOff,
  isErrorOfAnswer,
  isOfCall,
  isOfNames,
  isPartial,
  loneError,
  refusesFields,
  withErrors,
} from './beside.ts';
import { codeAlone, codeAndText, oddStatus } from './coded-text.ts';
import { failingStatus } from './codes.ts';
import { emptyAnswer, emptySearch } from './empty-answer.ts';
import {
  CODES,
  ERROR_FLAGS,
  ERROR_LISTS,
  ERROR_OBJECTS,
  ERROR_TEXTS,
  FLAGS,
  first,
  holdsErrorObject,
  isEnvelope,
  isErrorObject,
  isFailingWord,
  isFineWord,
  isListOfErrors,
  isMapOfErrors,
  isOfFindings,
  isReasons,
  isRecord,
  isText,
  KIND_NAMES,
  MESSAGES,
  STATUS_NAMES,
  saysFailure,
  saysFine,
  saysSuccess,
  saysWhy,
} from './envelope.ts';
import { errorByClass } from './error-class.ts';
import { flagOf } from './facts.ts';
import { isObject, type Json, textOf } from './json.ts';
import { payloadErrors } from './mutations.ts';
import { listByItsName } from './named-lists.ts';
import { codedResults, numberedResults } from './numbered-results.ts';
import { formError, holdsErrorList, isFailedStep, partError, viewError } from './parts.ts';
import { plainSentence } from './plain-words.ts';
import { refusedChange } from './refused-change.ts';
import { setError } from './set-errors.ts';
import { failedOutcome, severeMessages } from './severities.ts';
import { countedFailure, failedShare, refusedFile } from './shares.ts';
import { type Found, mayChange, type SignContext, WHOLE } from './sign-context.ts';
import {
  hasCodesOfType,
  hasOwnCode,
  isCoded,
  isOfLabels,
  isPageOf,
  isSomebodysNo,
  isZeroSuccess,
  RESULT_NAMES,
  saysPlainly,
} from './sign-tests.ts';
import { isInState, isNamedByWord, isOfMachine, isOfRun, isOfSomeTime } from './states.ts';
import {
  errorTextName,
  hasCodeOfSuccess,
  isFailingText,
  isPhrase,
  isPlainFailure,
  tellsOfCall,
  toldByLetter,
  toldByLongName,
  toldRefusal,
  toldUnderZero,
} from './tellings.ts';
import { isNameOfThing } from './things.ts';
import { turnedDown } from './turned-down.ts';
import { bareReply, problemDetails, wrappedReply } from './wrapped-reply.ts';

export type SignId =
  | 'flag-false'
  | 'error-flag'
  | 'error-object'
  | 'error-text'
  | 'errors-list'
  | 'status-word'
  | 'error-message'
  | 'code-and-message'
  | 'coded-texts'
  | 'exceptions'
  | 'xml-error'
  | 'pairs'
  | 'error-line'
  | 'error-page'
  | 'batch-item'
  | 'error-event';

/** Where in a success the error stands. */
export interface Sign {
  readonly id: SignId;
  readonly value: unknown;
  readonly path: readonly string[];
  /** The status of the failed part, where it has one of its own. */
  readonly status: number | undefined;
  /** The key of the failed item in a map of outcomes. */
  readonly key?: string | undefined;
  /** Position of the line, event or part in the body, from 0. */
  readonly index: number | undefined;
  /** The name of the event. */
  readonly event: string | undefined;
}

export interface Rule {
  readonly id: SignId;
  find(object: Json, context: SignContext): Found | undefined;
}

/** In the order in which they are tried. */
export const RULES: readonly Rule[] = [
  {
    // {"ok":false,"error":"channel_not_found"}, {"success":0,"message":"Account suspended"}; not {"ok":false,"checks":{…}}, not the
    // record of a failed build, not what a linter found, not the wrong answer of a quiz, not {"success":0,"failed":0,"message":"Nothing to do"}.
    id: 'flag-false',
    find(object, context) {
      const flag = first(object, FLAGS, (value) => flagOf(value) === false);
      if (flag === undefined) return isZeroSuccess(object) ? { value: object, path: WHOLE } : undefined;
      if (isRecord(object) || isOfFindings(object.errors) || isOfRun(object) || isSomebodysNo(flag, object))
        return undefined;
      if (!mayChange(context.method) && isOfSomeTime(object) && !tellsOfCall(object)) return undefined;
      const words = first(object, MESSAGES, isText);
      if (words !== undefined && isFailedTry(String(object[words]), context)) return undefined;
      return saysWhy(object) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"error":true,"message":"Wrong password"}, with a failing status beside whatever else, {"status":false,"message":"You are not allowed …"}; not {"error":true}, not
    // {"status":false,"message":"The lamp in the hall"}.
    id: 'error-flag',
    find(object) {
      const flagged = flaggedErrors(object);
      if (flagged) return { value: flagged, path: WHOLE };
      const words = first(object, MESSAGES, isText);
      if (words === undefined) return undefined;
      if (object.error === true && failingStatus(object.status) !== undefined && !isRecord(object))
        return { value: object, path: WHOLE };
      if (!isEnvelope(withErrors(object))) return undefined;
      if (first(object, ERROR_FLAGS, (value) => flagOf(value) === true) !== undefined)
        return { value: object, path: WHOLE };
      const isDown = first(object, STATUS_NAMES, (value) => flagOf(value) === false) !== undefined;
      return isDown && isPlainFailure(String(object[words])) ? { value: withErrors(object), path: WHOLE } : undefined;
    },
  },
  {
    // {"error":{"code":499,"message":"Token Required"}}, {"error":{"code":429,"message":"…"},"user":"u1"}; not {"id":"job_1",
    // "status":"failed","error":{…}}.
    id: 'error-object',
    find(object, { method }) {
      const name = first(object, ERROR_OBJECTS, holdsErrorObject) ?? loneError(object);
      if (name === undefined || (method === 'GET' && (isInState(object) || isOfMachine(object, name))))
        return undefined;
      if (!ERROR_OBJECTS.includes(name)) return { value: { error: object[name] }, path: WHOLE };
      if (isBrokenOff(object, object[name]) || isOfCall(object, object[name]))
        return { value: { error: object[name] }, path: WHOLE };
      return isEnvelope(object) && !isNameOfThing(object.name) && !isOfLabels(object)
        ? { value: object, path: WHOLE }
        : undefined;
    },
  },
  {
    // {"error":"Invalid API key"}, {"error":10,"message":"…"}; not {"error":"none"}, not {"error":"Fehler","save":"Speichern"}. A text
    // that does not plainly say what went wrong is no sign: {"error":"Thermal runaway"} can be the state of a machine.
    id: 'error-text',
    find(object, { isPart, method }) {
      // Nothing but a sentence under that name answers a change: {"error":"The duck is in use"}.
      const [only = ''] = Object.keys(object);
      if (
        mayChange(method) &&
        Object.keys(object).length === 1 &&
        ERROR_TEXTS.includes(only) &&
        isPhrase(textOf(object[only]))
      )
        return { value: object, path: WHOLE };
      const name = first(
        object,
        ERROR_TEXTS,
        (value) =>
          (isPart && object.title === undefined ? saysFailure(value) : isText(value) && isPlainFailure(value.trim())) ||
          (typeof value === 'number' && value !== 0),
      );
      if (name === undefined || !isEnvelope(object) || isOfLabels(object)) return undefined;
      // A number can count errors: then neither a sentence nor a plain word stands beside it.
      const isSaid = (text: unknown) => isText(text) && (isPhrase(text) || plainSentence(text) !== undefined);
      if (typeof object[name] === 'string' || first(object, MESSAGES, isSaid) !== undefined)
        return { value: object, path: WHOLE };
      return isText(object.data) && isPlainFailure(object.data) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"errors":[{"message":"…"}],"data":null}; not {"errors":[]}, not {"errors":{"required":"Fill this in"},"success":"Saved"}, not {"valid":false,"errors":[…]}, not {"data":{"errors":[]}}.
    id: 'errors-list',
    find(object, context) {
      if (asksForFindings(context)) return undefined;
      const name = first(object, ERROR_LISTS, (value) =>
        Array.isArray(value) ? isListOfErrors(value) : isMapOfErrors(value),
      );
      if (name === undefined) return listByItsName(object, context.method);
      if (isOfNames(object, name) || isOfLabels(object) || isOfFindings(object[name]) || isNameOfThing(object.name))
        return undefined;
      if (isPageOf(object, object[name])) return undefined;
      if (context.method === 'GET' && asksForErrors(context) && isCoded(object[name])) return undefined;
      // What was to be changed is told beside what went wrong with it.
      const others = context.method === 'GET' ? object : { ...object, data: null };
      if (isEnvelope(others) || isPartial(object, object[name])) return { value: object, path: WHOLE };
      return mayChange(context.method) && refusesFields(object, name)
        ? { value: { errors: object[name] }, path: WHOLE }
        : undefined;
    },
  },
  {
    // {"status":"error","message":"…"}; not {"id":"o1","status":"failed","total":10}, not {"status":"error-free"}.
    id: 'status-word',
    find(object, context) {
      const { status, method } = context;
      const isJudged = first(object, STATUS_NAMES, isFineWord) !== undefined;
      const name =
        (isJudged ? undefined : first(object, STATUS_NAMES, isFailingWord)) ??
        first(object, KIND_NAMES, (value) => typeof value === 'string' && value.toLowerCase() === 'error') ??
        toldRefusal(object) ??
        toldUnderZero(object) ??
        toldByLetter(object);
      const long = name === undefined && mayChange(method) ? toldByLongName(object) : undefined;
      if (long && isEnvelope(long)) return { value: long, path: WHOLE };
      if (name === undefined || isNamedByWord(object) || isStateAsAsked(object[name], context)) return undefined;
      const inner = KIND_NAMES.includes(name)
        ? first(object, ['object', 'data', 'payload', 'error'], isErrorObject)
        : undefined;
      if (inner !== undefined) return { value: object[inner], path: [inner] };
      // A message of a socket is as often the result of a game as that of a request, a GET asks for the state of a thing, and what was
      // sent to be looked at did not pass.
      const isOfThing =
        asksForFindings(context) ||
        (status === 0 ? RESULT_NAMES.test(name) : method === 'GET' && /^(?:state|outcome)$/.test(name));
      if (isOfThing && !saysPlainly(object)) return undefined;
      if (isReasons(object)) return { value: { ...object, data: null, errors: object.data }, path: WHOLE };
      return isEnvelope(object) && saysWhy(object) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"error_message":"…","results":[],"status":"REQUEST_DENIED"}; not {"errcode":0,"errmsg":"ok"}.
    id: 'error-message',
    find(object) {
      const name = errorTextName(object);
      if (name === undefined || !isEnvelope(object)) return undefined;
      return hasCodeOfSuccess(object) || saysFine(object) || saysSuccess(String(object[name]))
        ? undefined
        : { value: object, path: WHOLE };
    },
  },
  {
    // {"code":1001,"msg":"…","data":null}; not {"code":0}, not {"code":20000,"data":{…}}, not {"code":1,"msg":"success"}, not a coupon,
    // not {"code":978,"description":"Euro"}, not {"code":2,"message":"v2"}, not {"code":"403","name":"Van 403","message":"Best seller"}.
    id: 'code-and-message',
    find(object, context) {
      if (context.method === 'GET' && asksForError(context)) return undefined;
      return codeAndText(object, context) ?? oddStatus(object, context.method) ?? codeAlone(object, context.method);
    },
  },
  {
    // {"ret":["FAIL_SYS_TOKEN_EMPTY::The token is empty"],"data":{}}, {"error_type":"bad_crumb","error_codes":["crumb_missing"]}; not {"ret":["SUCCESS::Served"]}, not {"code":["FAIL::x"],"data":[1]}.
    id: 'coded-texts',
    find(object) {
      const name = first(
        object,
        CODES,
        (value) => Array.isArray(value) && value.length > 0 && value.every(isFailingText),
      );
      return (name !== undefined || hasCodesOfType(object)) && isEnvelope(object)
        ? { value: object, path: WHOLE }
        : undefined;
    },
  },
  {
    // {"exceptions":[{"code":"InvalidPoint","text":"…"}]}
    id: 'exceptions',
    find(object, { method }) {
      const list = object.exceptions;
      if (!Array.isArray(list) || list.length === 0 || isOfFindings(list)) return undefined;
      // What is counted beside them says how far a query came: {"exceptions":[{"errorCode":190,"message":"…"}],"serversQueried":0}.
      if (mayChange(method) && list.every(hasOwnCode)) return { value: { exceptions: list }, path: WHOLE };
      if (!isEnvelope(object)) return undefined;
      return list.every((one) => isErrorObject(one) && isText(one.code) && saysPlainly(one))
        ? { value: object, path: WHOLE }
        : undefined;
    },
  },
  {
    // {"data":{"createDuck":{"duck":null,"userErrors":[{"field":["name"],"message":"is taken"}]}}}; not {"data":{"createDuck":{"duck":{…},
    // "userErrors":[]}}}, not {"data":{"duck":{"name":"Ada","errors":[…]}}}.
    id: 'errors-list',
    find: (object, context) => payloadErrors(object, context),
  },
  // {"@type":"PondClosedException","message":"…"}, {"data":{"createDuck":{"__typename":"NameTakenError","message":"…"}}}; not
  // {"data":{"lastError":{"__typename":"PondError",…}}}.
  { id: 'error-object', find: (object, { method }) => errorByClass(object, method) ?? brokenOffPart(object) },
  {
    // {"jsonrpc":"2.0","id":1,"result":{"isError":true,"content":[{"type":"text","text":"…"}]}} (Model Context Protocol, tools/call).
    id: 'error-flag',
    find(object) {
      const { result = object } = object;
      if (!isObject(result) || result.isError !== true || !Array.isArray(result.content)) return undefined;
      const said: unknown = result.content.find((part) => isObject(part) && isText(part.text));
      return isObject(said)
        ? { value: { message: said.text }, path: result === object ? WHOLE : ['result'] }
        : undefined;
    },
  },
  // {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"required"}]}; not one of {"severity":"information"}.
  { id: 'errors-list', find: failedOutcome },
  // {"errorCode":400,"errorMessage":"…","data":{…}}, {"id":"p1","error":{"code":"3009","message":"…"},"links":[…]},
  // {"id":"c1","approved":false,"success":false,"response_code":"400","message":"…"}; not the same where it was only read.
  { id: 'code-and-message', find: (object, { method }) => refusedChange(object, method) },
  // {"resultCode":"Refused","refusalReason":"…","amount":{…}}; not the same where it was only read.
  { id: 'status-word', find: turnedDown },
  // {"RETURN":[{"TYPE":"E","ID":"V1","NUMBER":"302","MESSAGE":"…"}],"ORDER":""}; not [{"severity":"error","line":3,"message":"…"}].
  { id: 'errors-list', find: severeMessages },
  { id: 'batch-item', find: (object, context) => batchError(object, context) },
  { id: 'batch-item', find: (object, { method }) => numberedResults(object) ?? codedResults(object, method) },
  // {"methodResponses":[["error",{"type":"…"},"c1"]]}, {"notCreated":{"k1":{"type":"…"}}}; not {"notFound":["7"]}.
  { id: 'batch-item', find: setError },
  // A form that was only read shows its last messages.
  {
    id: 'errors-list',
    find: (object, { method }) =>
      partError(object) ?? viewError(object) ?? (method === 'GET' ? undefined : formError(object)),
  },
  // {"_shards":{"total":5,"failed":1,"failures":[{"reason":{"type":"…","reason":"…"}}]},"hits":{…}}; not {"failed":0,"failures":[]}.
  { id: 'batch-item', find: (object) => failedShare(object) },
  // {"failure":1,"results":[{"message_id":"7"},{"error":"NotRegistered"}]}; not the same where it was only read.
  {
    id: 'batch-item',
    find: (object, { method }) => (mayChange(method) ? (countedFailure(object) ?? refusedFile(object)) : undefined),
  },
  // {"status":"validation_failed","message":"…","invalid_fields":[…],"form":7}; not {"id":"o1","status":"payment_failed","message":"…"}.
  {
    id: 'status-word',
    find(object, { method }) {
      if (method === 'GET' || first(object, STATUS_NAMES, isFailedStep) === undefined || isRecord(object))
        return undefined;
      return first(object, MESSAGES, isText) !== undefined && holdsErrorList(object)
        ? { value: object, path: WHOLE }
        : undefined;
    },
  },
  // {"data":null,"message":"User not found"}, {"code":"NOT_FOUND","data":null}; not {"data":null,"message":"No records found"}.
  { id: 'error-text', find: (object) => emptyAnswer(object) ?? emptySearch(object) },
  // {"error":"Duck is missing","command":"open"}; with a code beside it the error is told by a rule above.
  {
    id: 'error-text',
    find: (object, { method }) =>
      mayChange(method) && isErrorOfAnswer(object) ? { value: { error: object.error }, path: WHOLE } : undefined,
  },
  // {"type":"https://pond.example/closed","title":"…","status":403} (RFC 9457), whatever the status of the reply.
  { id: 'batch-item', find: problemDetails },
  // {"statusCode":500,"headers":{},"body":"{\"message\":\"…\"}"}: a reply that was not taken out of its wrapping.
  { id: 'batch-item', find: (object, context) => wrappedReply(object, context) ?? bareReply(object, context) },
  // {"type":"failure","status":400,"data":"…"}: what a form's action answers, with the HTTP status that it stands for.
  {
    id: 'status-word',
    find({ type, status, ...rest }) {
      if (!isFailingWord(type) || failingStatus(status) === undefined) return undefined;
      if (!Object.keys(rest).every((name) => name === 'data' || name === 'error')) return undefined;
      return { value: { status }, path: WHOLE, status: failingStatus(status) };
    },
  },
];
