/**
 * Signs that an error stands inside a success. One table: each sign with what it must find. A reading that rests on one is never
 * more than likely. A record that *describes* a failure (a job, an order, a log line) must match none: so beside most signs only
 * members of an envelope may stand, and a list of results ends the matter.
 */
import type { Content, Item } from '../decode/content.ts';
import { batchError } from './batch.ts';
import { failingStatus, isCodeLike } from './codes.ts';
import { flagOf } from './facts.ts';
import { plainWord } from './plain-words.ts';
import { meaningsOf } from './vocabulary.ts';
import { isObject, type Json } from './walk.ts';

export type SignId =
  | 'flag-false'
  | 'error-object'
  | 'error-text'
  | 'errors-list'
  | 'status-word'
  | 'error-message'
  | 'code-and-message'
  | 'exceptions'
  | 'xml-error'
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

export interface SignContext {
  readonly method: string;
  readonly status: number;
}

interface Found {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly status?: number | undefined;
  readonly key?: string | undefined;
}

const FLAGS = names(
  'ok success successful succeeded isSuccess is_success Success Ok OK isOk Succeeded IsSuccess response Response',
);
const ERROR_OBJECTS = names(
  'error err Error fault Fault exception Exception errorDetail error_response errorResponse errorInfo apiError',
);
const ERROR_TEXTS = names('error Error err exception fault');
const ERROR_LISTS = names('errors Errors errorList error_list error Error');
const STATUS_NAMES = names('status Status result Result state stat outcome response_type responseStatus returnStatus');
const KIND_NAMES = names('type object kind');
const MESSAGES = names(
  'message msg Message Msg error_message errorMessage description detail error reason text error_description title ret_msg retMsg',
);
const ERROR_MESSAGES = names(
  'error_message errorMessage ErrorMessage errmsg err_msg error_msg errorMsg errMsg errorText error_description',
);
const CODES = names(
  'code Code errcode errCode err_code errno error_code errorCode ErrorCode ret retcode retCode ret_code returnCode return_code resultCode result_code',
);
const STATUS_NUMBERS = names('status statusCode status_code StatusCode httpStatus code Code');
const RESULTS = names(
  'data result results items rows list payload records output response value body content objects Data Result Results Items hits entries',
);
const HEADS = names(
  'meta status head header headers responseStatus ResponseStatus response_status responseHeader response Response result error_info',
);
/** Members that judge what was asked about: the reply is the judgement, and it went well. */
const JUDGEMENTS = names('valid isValid is_valid Valid passed compliant verified diagnostics');
const TIMES =
  /(?:created|updated|started|finished|completed|deleted|ended|queued|scheduled)(?:_?at|_?on|_?time|_?date)?$/i;

/** Words that say failure in a status member. */
const FAILING_WORDS = names('error fail failure failed notok not_ok nok ko err exception unsuccessful');
/** Texts that say nothing went wrong. */
const NO_FAILURE =
  /^(?:|0|ok|okay|no|none|null|false|success\w*|succeeded|done|complete\w*|n\/a|no[ _-]?errors?|normal|accepted|created|updated|saved|deleted)\.?!?$/i;
const SUCCESS_WORDS =
  /\b(?:success(?:ful(?:ly)?)?|succeeded|ok|completed|created|updated|saved|done|welcome|hello|accepted|queued)\b|成功|完成/i;

function names(list: string): readonly string[] {
  return list.split(' ');
}

/** The first of `wanted` that the object has. */
function first(object: Json, wanted: readonly string[], test: (value: unknown) => boolean): string | undefined {
  for (const name of wanted) if (Object.hasOwn(object, name) && test(object[name])) return name;
  return undefined;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (!isObject(value)) return false;
  for (const name in value) if (value[name] !== null) return false;
  return true;
}

/** Whether nothing but an envelope stands in the object: no member that belongs to a record, and no result. */
function isEnvelope(object: Json): boolean {
  const isRpc = Object.hasOwn(object, 'jsonrpc');
  for (const name in object) {
    const value = object[name];
    if (JUDGEMENTS.includes(name)) return false;
    if (isEmpty(value)) continue;
    if (RESULTS.includes(name) && (typeof value === 'object' || name === 'output' || name === 'content')) return false;
    if (
      name === 'id' ? !isRpc : meaningsOf(name).length === 0 && !ERROR_MESSAGES.includes(name) && !FLAGS.includes(name)
    )
      return false;
  }
  return true;
}

/** A record has an id and a time of its own, or a list of objects: it tells of something that exists. */
function isRecord(object: Json): boolean {
  let hasId = false;
  let hasTime = false;
  for (const name in object) {
    const value = object[name];
    if (name === 'id' || name === '_id' || name === 'uuid') hasId = true;
    else if (TIMES.test(name) && !isEmpty(value)) hasTime = true;
    else if (
      Array.isArray(value) &&
      isObject(value[0]) &&
      meaningsOf(name).every(({ role }) => role !== 'errors' && role !== 'message')
    )
      return true;
  }
  return hasId && hasTime;
}

interface Rule {
  readonly id: SignId;
  find(object: Json, context: SignContext): Found | undefined;
}

const WHOLE: readonly string[] = [];

/** In the order in which they are tried. */
const RULES: readonly Rule[] = [
  {
    // {"ok":false,"error":"channel_not_found"}; not {"ok":false,"checks":{…}}, not the record of a failed build.
    id: 'flag-false',
    find(object) {
      const flag = first(object, FLAGS, (value) => flagOf(value) === false);
      if (flag === undefined || isRecord(object)) return undefined;
      return saysWhy(object) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"error":{"code":499,"message":"Token Required"}}; not {"id":"job_1","status":"failed","error":{…}}.
    id: 'error-object',
    find(object) {
      const name = first(object, ERROR_OBJECTS, isErrorObject);
      return name !== undefined && isEnvelope(object) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"error":"Invalid API key"}, {"error":10,"message":"…"}; not {"error":"none"}, not {"error":"Fehler","save":"Speichern"}.
    id: 'error-text',
    find(object) {
      const name = first(
        object,
        ERROR_TEXTS,
        (value) => (isText(value) && !NO_FAILURE.test(value.trim())) || (typeof value === 'number' && value !== 0),
      );
      if (name === undefined || !isEnvelope(object)) return undefined;
      return typeof object[name] === 'string' || first(object, MESSAGES, isText) !== undefined
        ? { value: object, path: WHOLE }
        : undefined;
    },
  },
  {
    // {"errors":[{"message":"…"}],"data":null}; not {"errors":[]}, not {"valid":false,"errors":[…]}, not {"data":{"errors":[]}}.
    id: 'errors-list',
    find(object) {
      const name = first(object, ERROR_LISTS, (value) =>
        Array.isArray(value) ? isListOfErrors(value) : isMapOfErrors(value),
      );
      if (name === undefined) return undefined;
      return isEnvelope(object) || isPartial(object, object[name]) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"status":"error","message":"…"}; not {"id":"o1","status":"failed","total":10}, not {"status":"error-free"}.
    id: 'status-word',
    find(object) {
      const name =
        first(object, STATUS_NAMES, isFailingWord) ??
        first(object, KIND_NAMES, (value) => typeof value === 'string' && value.toLowerCase() === 'error') ??
        (first(object, STATUS_NAMES, (value) => value === '0' || value === 0) &&
          first(object, MESSAGES, isFailingWord));
      if (name === undefined) return undefined;
      const inner = KIND_NAMES.includes(name)
        ? first(object, ['object', 'data', 'payload', 'error'], isErrorObject)
        : undefined;
      if (inner !== undefined) return { value: object[inner], path: [inner] };
      return isEnvelope(object) && saysWhy(object) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"error_message":"…","results":[],"status":"REQUEST_DENIED"}; not {"errcode":0,"errmsg":"ok"}.
    id: 'error-message',
    find(object) {
      const name = first(object, ERROR_MESSAGES, (value) => isText(value) && !NO_FAILURE.test(value.trim()));
      if (name === undefined || !isEnvelope(object)) return undefined;
      const isZero =
        first(object, CODES, (value) => value === 0 || value === '0' || value === 200 || value === '200') !== undefined;
      return isZero ? undefined : { value: object, path: WHOLE };
    },
  },
  {
    // {"code":1001,"msg":"…","data":null}; not {"code":0}, not {"code":20000,"data":{…}}, not {"code":1,"msg":"success"}, not a coupon.
    id: 'code-and-message',
    find(object) {
      const name =
        first(object, CODES, isFailingCode) ??
        first(object, STATUS_NUMBERS, (value) => failingStatus(value) !== undefined);
      const words = first(object, MESSAGES, isText);
      if (name === undefined || words === undefined || words === 'title' || words === 'text') return undefined;
      const said = String(object[words]);
      if (NO_FAILURE.test(said.trim()) || SUCCESS_WORDS.test(said)) return undefined;
      return isEnvelope(object) ? { value: object, path: WHOLE } : undefined;
    },
  },
  {
    // {"exceptions":[{"code":"InvalidPoint","text":"…"}]}
    id: 'exceptions',
    find(object) {
      const list = object.exceptions;
      return Array.isArray(list) && list.length > 0 && list.every(isErrorObject) && isEnvelope(object)
        ? { value: object, path: WHOLE }
        : undefined;
    },
  },
  { id: 'batch-item', find: (object, context) => batchError(object, context) },
];

function isFailingWord(value: unknown): boolean {
  return typeof value === 'string' && FAILING_WORDS.includes(value.toLowerCase().replace(/[\s-]/g, '_'));
}

/** A number that no backend uses for success, or a word that names a failure. */
function isFailingCode(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value !== 0 && (value < 100 || value > 399);
  if (typeof value !== 'string' || !isCodeLike(value) || value.length > 80) return false;
  if (/^-?\d{1,9}$/.test(value)) return isFailingCode(Number(value));
  return (
    plainWord(value) !== undefined || /error|fail|exception|invalid/i.test(value) || /^[A-Z]{1,4}-?\d{3,6}$/.test(value)
  );
}

/** Whether a failing envelope gives a reason: a text or a code. */
function saysWhy(object: Json): boolean {
  for (const name in object) {
    const value = object[name];
    if (isEmpty(value) || FLAGS.includes(name) || STATUS_NAMES.includes(name)) continue;
    for (const { role } of meaningsOf(name)) {
      if (role === 'errors' || role === 'message' || role === 'code' || role === 'code-or-message') {
        if (isText(value) || typeof value === 'number' || typeof value === 'object') return true;
      }
    }
  }
  return false;
}

/** An object that says what went wrong: a text under the name of a message, with a code or alone. */
export function isErrorObject(value: unknown): boolean {
  if (!isObject(value)) return false;
  let hasWords = false;
  let hasCode = false;
  let others = 0;
  for (const name in value) {
    const member = value[name];
    if (isEmpty(member)) continue;
    const meanings = meaningsOf(name);
    if (isText(member) && meanings.some(({ role }) => role === 'message')) hasWords = true;
    else if (
      typeof member !== 'object' &&
      meanings.some(({ role }) => role === 'code' || role === 'code-or-message' || role === 'status')
    )
      hasCode = true;
    else if (meanings.length === 0) others++;
  }
  return hasWords ? hasCode || others === 0 : hasCode && others === 0 && Object.hasOwn(value, 'code');
}

function isListOfErrors(list: readonly unknown[]): boolean {
  if (list.length === 0) return false;
  const item = list[0];
  return isText(item) || isErrorObject(item) || (isObject(item) && saysWhy(item));
}

function isMapOfErrors(value: unknown): boolean {
  if (!isObject(value)) return false;
  let count = 0;
  for (const name in value) {
    const member = value[name];
    if (!isText(member) && !(Array.isArray(member) && isText(member[0]))) return false;
    if (++count > 64) return true;
  }
  return count > 0;
}

/** A GraphQL result with data and errors: its errors have a place in the query (specification, section 7.1.6). */
function isPartial(object: Json, errors: unknown): boolean {
  if (!Object.hasOwn(object, 'data') || !Array.isArray(errors)) return false;
  const item: unknown = errors[0];
  if (!isObject(item) || !isText(item.message)) return false;
  return Array.isArray(item.path) || Array.isArray(item.locations) || isObject(item.extensions);
}

/** How deep a lone wrapper or the head of an envelope is followed. */
const MAX_WRAPPERS = 2;

/** The sign in one value. */
export function signIn(value: unknown, context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  if (Array.isArray(value)) return signInList(value, context);
  let object = value;
  const path: string[] = [];
  for (let level = 0; isObject(object) && level <= MAX_WRAPPERS; level++) {
    const found = byRules(object, context) ?? inHead(object, context);
    if (found) return { ...found, path: [...path, ...found.path] };
    const keys = Object.keys(object);
    const [only = ''] = keys;
    if (keys.length !== 1 || RESULTS.includes(only)) return undefined;
    path.push(only);
    object = object[only];
  }
  return undefined;
}

function byRules(object: Json, context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  for (const { id, find } of RULES) {
    const found = find(object, context);
    if (found) return { id, ...found, status: found.status };
  }
  return undefined;
}

/** Rules that hold for the head of an envelope too: {"meta":{"status":"failure","statuscode":404,"message":"…"},"data":[]}. */
const HEAD_RULES = RULES.filter(
  ({ id }) => id === 'flag-false' || id === 'status-word' || id === 'error-message' || id === 'code-and-message',
);

function inHead(object: Json, context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  const name = first(object, HEADS, isObject);
  const head = name === undefined ? undefined : object[name];
  if (name === undefined || !isObject(head) || !isEnvelope({ ...object, [name]: null })) return undefined;
  for (const { id, find } of HEAD_RULES) {
    const found = find(head, context);
    if (found) return { id, value: found.value, path: [name, ...found.path], status: found.status };
  }
  return undefined;
}

/** A list with nothing but an error in it, or a batch. */
function signInList(list: readonly unknown[], context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  const batch = batchError(list, context);
  if (batch) return { id: 'batch-item', value: batch.value, path: batch.path, status: batch.status };
  const last = list.length - 1;
  const item = list[last];
  if (list.length > 1_000 || !isObject(item) || Object.keys(item).length > 2) return undefined;
  const name = first(
    item,
    ['error'],
    (value) => isErrorObject(value) && isObject(value) && Object.hasOwn(value, 'code'),
  );
  return name === undefined ? undefined : { id: 'error-object', value: item, path: [String(last)], status: undefined };
}

/** Root elements that are an error by their name, and elements of that kind below another root. */
const XML_ROOTS =
  /^(?:Error|Errors|error|errors|ErrorResponse|errorResponse|Fault|fault|Exception|exception|ServiceExceptionReport|ExceptionReport|RestException|ErrorMessage|apiError|ApiError)$/;
const XML_PATHS: readonly (readonly string[])[] = [
  ['Body', 'Fault'],
  ['Error'],
  ['error'],
  ['err'],
  ['RestException'],
  ['Exception'],
  ['errors', 'error'],
  ['Errors', 'Error'],
];

function signInXml(
  root: string | undefined,
  value: unknown,
  context: SignContext,
): Omit<Sign, 'index' | 'event'> | undefined {
  if (root === undefined || !isObject(value)) return undefined;
  if (XML_ROOTS.test(root)) return { id: 'xml-error', value, path: [root], status: undefined };
  const isFailing = first(value, STATUS_NAMES, isFailingWord) !== undefined;
  for (const path of XML_PATHS) {
    const there = path.reduce<unknown>(
      (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      value,
    );
    const item: unknown = Array.isArray(there) ? there[0] : there;
    if (isErrorObject(item) || (isFailing && (isText(item) || isObject(item))) || (path.length > 1 && isObject(item))) {
      return {
        id: 'xml-error',
        value: isObject(item) ? item : value,
        path: isObject(item) ? [root, ...path] : [root],
        status: undefined,
      };
    }
  }
  const found = byRules(value, context) ?? inHead(value, context);
  if (found && found.id !== 'errors-list') return { ...found, id: 'xml-error', path: [root, ...found.path] };
  return undefined;
}

/** The first sign of an error in a body that came with a success; undefined where all looks well. */
export function signOf(content: Content, context: SignContext): Sign | undefined {
  if (content.form === 'prose') return undefined;
  if (content.form === 'value') {
    const found =
      content.of === 'xml' ? signInXml(content.root, content.value, context) : signIn(content.value, context);
    return found && { ...found, index: undefined, event: undefined };
  }
  for (const item of content.items) {
    const found = signInItem(item, context);
    if (found) return { ...found, index: item.index, event: item.event };
  }
  return undefined;
}

/** Names of events and of message types that end in a word of failure: `error`, `response.failed`, `session.error`. */
export const FAILING_EVENT = /^(?:[\w-]{1,60}[.:_/])?(?:error|failed|failure|exception)$/i;

/** The sign in one line of JSON, one server-sent event or one part of a batch. */
export function signInItem(
  { value, event, status }: Item,
  context: SignContext,
): Omit<Sign, 'index' | 'event'> | undefined {
  if (status !== undefined && failingStatus(status) !== undefined)
    return { id: 'batch-item', value, path: WHOLE, status };
  const type = isObject(value) && typeof value.type === 'string' ? value.type : undefined;
  const isFailing =
    (event !== undefined && FAILING_EVENT.test(event)) || (type?.includes('.') === true && FAILING_EVENT.test(type));
  if (!isFailing) return typeof value === 'object' ? signIn(value, context) : undefined;
  if (!isObject(value))
    return isText(value) ? { id: 'error-event', value: { message: value }, path: WHOLE, status: undefined } : undefined;
  const inner = value.response;
  const holder =
    isObject(inner) && isErrorObject(inner.error)
      ? { value: inner.error, path: ['response', 'error'] }
      : { value, path: WHOLE };
  return { id: 'error-event', ...holder, status: undefined };
}
