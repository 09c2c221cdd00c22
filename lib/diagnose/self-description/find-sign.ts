/** Looks for a sign of an error in a body that came with a success: in a value, a list, lines, events, parts, XML. */
import type { Content, Item } from '../decode/content.ts';
import { batchError } from './batch.ts';
import { failingStatus } from './codes.ts';
import {
  first,
  HEADS,
  holdsErrorObject,
  isEnvelope,
  isErrorObject,
  isFailingWord,
  isText,
  LANGUAGE,
  LONG_HEAD,
  RESULTS,
  STATUS_NAMES,
} from './envelope.ts';
import { hasFailedItself, isFailingEvent } from './failing-kind.ts';
import { isObject, isTuple, type Json, textOf } from './json.ts';
import { signInPairs } from './pairs.ts';
import { type SignContext, WHOLE } from './sign-context.ts';
import { RULES, type Sign } from './signs.ts';
import { isNameOfThing } from './things.ts';
import { meaningsOf } from './vocabulary.ts';

/** How deep a lone wrapper or the head of an envelope is followed. */
const MAX_WRAPPERS = 2;

/** Wrappers around what is reported on, whose failure is not that of the reply. */
const OF_STATES = /(?:states?|health|checks?|printers?|devices?|sensors?|jobs?|tasks?|tests?|monitors?|services?)$/i;

/** Wrappers around descriptions of what could go wrong: translations, schemas, examples. */
const OF_DESCRIPTIONS =
  /^(?:i18n|l10n|translations?|locales?|strings|labels|texts?|resources?|templates?|components|schemas?|definitions|\$defs|properties|paths|themes?|palette|colou?rs|styles?|settings|preferences|config(?:uration)?|features?|examples?|fixtures|mocks?|docs|glossary|catalog(?:ue)?|enums?)$/;

/** The sign in one value. */
export function signIn(value: unknown, context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  if (Array.isArray(value)) return signInList(value, context);
  let object = value;
  const path: string[] = [];
  for (let level = 0; isObject(object) && level <= MAX_WRAPPERS; level++) {
    const found = isThing(object, path.at(-1)) ? undefined : (byRules(object, context) ?? inHead(object, context));
    if (found) return { ...found, path: [...path, ...found.path] };
    const keys = Object.keys(object);
    const [only = ''] = keys;
    const inner = keys.length === 1 && /^response$/i.test(only) ? object[only] : undefined;
    const inResponse = isObject(inner) ? (byRules(inner, context) ?? inHead(inner, context)) : undefined;
    if (inResponse) return { ...inResponse, path: [...path, only, ...inResponse.path] };
    if (keys.length !== 1 || RESULTS.includes(only) || OF_STATES.test(only)) return undefined;
    if (OF_DESCRIPTIONS.test(only) || LANGUAGE.test(only)) return undefined;
    path.push(only);
    object = object[only];
  }
  return undefined;
}

/** Members that tell one thing from its like. */
const IDENTITIES = ['id', '_id', 'uuid', 'number', 'name', 'key', 'slug'];

/** Whether a lone wrapper is named after the thing that stands in it, and no envelope: `{"order":{"number":"7","status":"error"}}`. */
function isThing(object: Json, wrapper: string | undefined): boolean {
  if (wrapper === undefined || meaningsOf(wrapper).length > 0 || LONG_HEAD.test(wrapper)) return false;
  return IDENTITIES.some((name) => Object.hasOwn(object, name));
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

/** The sign in the head of an envelope: {"requestId":"7","requestStatus":{"result":false,"code":600,"comment":"No such source"}}. */
export function inHead(object: Json, context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  const name = first(object, HEADS, isObject) ?? longHead(object);
  const head = name === undefined ? undefined : object[name];
  if (name === undefined || !isObject(head) || !isEnvelope({ ...object, [name]: null })) return undefined;
  for (const { id, find } of HEAD_RULES) {
    const found = find(head, context);
    if (found) return { id, value: found.value, path: [name, ...found.path], status: found.status };
  }
  const number = first(head, OF_STATUS, (value) => failingStatus(value) !== undefined || isErrorWord(value));
  if (number === undefined) return undefined;
  return { id: 'code-and-message', value: head, path: [name], status: failingStatus(head[number]) };
}

/** A word for a status that begins or ends with that of an error: `ERROR_SYNTAX`. */
function isErrorWord(value: unknown): boolean {
  return typeof value === 'string' && /^ERROR_[A-Z]|[A-Z]_(?:ERROR|FAILED)$/.test(value);
}

/** Names under which the head of an envelope has nothing but an HTTP status. */
const OF_STATUS = ['status_code', 'statusCode', 'http_status', 'httpStatus'];

function longHead(object: Json): string | undefined {
  for (const name in object) if (LONG_HEAD.test(name) && isObject(object[name])) return name;
  return undefined;
}

/** A list with nothing but an error in it, or a batch. */
function signInList(list: readonly unknown[], context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  if (isTuple(list)) return { id: 'error-object', value: list, path: [], status: undefined };
  const info = ofOnlyItem(list);
  if (info) return info;
  const batch = batchError(list, context);
  if (batch) return { id: 'batch-item', value: batch.value, path: batch.path, status: batch.status };
  const last = list.length - 1;
  const item = list[last];
  if (list.length > 1_000 || !isObject(item) || Object.keys(item).length > 2) return undefined;
  const name = first(
    item,
    ['error'],
    (value) =>
      isObject(value) &&
      holdsErrorObject(value) &&
      (!isErrorObject(value) || Object.hasOwn(value, 'code') || isAlone(list)),
  );
  return name === undefined ? undefined : { id: 'error-object', value: item, path: [String(last)], status: undefined };
}

const INFO = ['ErrorInfo', 'errorInfo'];

/** What the first and only item of a list of results tells of the call: `[{"LibraryVersion":"16.0","ErrorInfo":{"ErrorMessage":"…","ErrorCode":-7}}]`. */
function ofOnlyItem(list: readonly unknown[]): Omit<Sign, 'index' | 'event'> | undefined {
  const [item] = list;
  if (list.length !== 1 || !isObject(item) || IDENTITIES.some((name) => Object.hasOwn(item, name))) return undefined;
  const name = first(item, INFO, (info) => isErrorObject(info) && hasWords(info));
  return name === undefined
    ? undefined
    : { id: 'error-object', value: { error: item[name] }, path: ['0'], status: undefined };
}

/** Whether every item is an error object and nothing beside it. */
function isAlone(list: readonly unknown[]): boolean {
  return (
    list.length <= 20 &&
    list.every((item) => isObject(item) && Object.keys(item).length === 1 && isErrorObject(item.error))
  );
}

/** Whether an element holds a text: one with nothing but a code can be a setting. */
function hasWords(element: unknown): boolean {
  return (
    isObject(element) && Object.keys(element).some((name) => meaningsOf(name).some(({ role }) => role === 'message'))
  );
}

/** Root elements that are an error by their name, and elements of that kind below another root. */
const XML_ROOTS =
  /^(?:Error|Errors|error|errors|ErrorResponse|errorResponse|Fault|fault|Exception|exception|ServiceExceptionReport|ExceptionReport|RestException|ErrorMessage|apiError|ApiError)$/;
const XML_PATHS: readonly (readonly string[])[] = [
  ['Body', 'Fault'],
  ['fault'],
  ['Error'],
  ['error'],
  ['err'],
  ['RestException'],
  ['Exception'],
  ['errors', 'error'],
  ['Errors', 'Error'],
];
/** Roots of lists of what can go wrong. */
const XML_LISTS = /(?:catalog(?:ue)?|glossary|codes|config(?:uration)?)$/i;
/** The same where the root says that the call failed: `<Ack>Failure</Ack><Errors><ErrorCode>931</ErrorCode>…</Errors>`. */
const XML_PATHS_IN_FAILURE = [...XML_PATHS, ['Errors'], ['errors']];

function signInXml(
  root: string | undefined,
  value: unknown,
  context: SignContext,
): Omit<Sign, 'index' | 'event'> | undefined {
  if (root === undefined || !isObject(value)) return undefined;
  if (XML_ROOTS.test(root)) return { id: 'xml-error', value, path: [root], status: undefined };
  if (OF_DESCRIPTIONS.test(root) || XML_LISTS.test(root)) return undefined;
  if (root === 'multistatus') return CHANGING.has(context.method) ? failedResponse(value, root) : undefined;
  const isFailing = first(value, STATUS_NAMES, isFailingWord) !== undefined;
  for (const path of isFailing ? XML_PATHS_IN_FAILURE : XML_PATHS) {
    const there = path.reduce<unknown>(
      (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      value,
    );
    const item: unknown = Array.isArray(there) ? there[0] : there;
    if (
      (isErrorObject(item) && hasWords(item)) ||
      (isFailing && (isText(item) || isObject(item))) ||
      (path.length > 1 && isObject(item))
    ) {
      return {
        id: 'xml-error',
        value: isObject(item) ? item : value,
        path: isObject(item) ? [root, ...path] : [root],
        status: undefined,
      };
    }
  }
  const found =
    byRules(value, context) ?? inHead(value, context) ?? inOnlyHead(value, context) ?? inOnlyItem(value, context);
  if (found && found.id !== 'errors-list') return { ...found, id: 'xml-error', path: [root, ...found.path] };
  return undefined;
}

/** Names of elements that hold the head of a message and no record. */
const XML_HEADS = /head(?:er)?$|status$/i;

/** The sign in a head that is the only element below the root. */
function inOnlyHead(value: Json, context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  const [only = '', second] = Object.keys(value);
  const inner = value[only];
  if (second !== undefined || !XML_HEADS.test(only) || !isObject(inner)) return undefined;
  const found = byRules(inner, context);
  return found && { ...found, path: [only, ...found.path] };
}

/** Attributes of an item that number it among its like. */
const OF_ITEMS =
  /^(?:id|index|seq(?:uence)?|ref|(?:response|result)_?(?:status)?_?(?:code|description|text|message))$/i;

/**
 * The sign in the only element below the root: a result with its code, `<response><result code="2303">…</result><trID>…</trID></response>`,
 * or the one item that was asked for, which is an error: `<Address ID="0"><Error><Number>…</Number><Description>…</Description></Error></Address>`.
 */
function inOnlyItem(value: Json, context: SignContext): Omit<Sign, 'index' | 'event'> | undefined {
  const [only = '', second] = Object.keys(value);
  const inner = value[only];
  if (second !== undefined || !isObject(inner)) return undefined;
  const head = inHead(inner, context);
  if (head) return { ...head, value: inner, path: [only] };
  const told = isNameOfThing(inner.Name ?? inner.name) ? undefined : byRules(inner, context);
  if (told?.id === 'error-message') return { ...told, path: [only, ...told.path] };
  const name = first(inner, ['Error', 'error', 'Fault', 'fault'], (item) => isErrorObject(item) && hasWords(item));
  if (name === undefined || !Object.keys(inner).every((other) => other === name || OF_ITEMS.test(other)))
    return undefined;
  return { id: 'error-object', value: inner[name], path: [only, name], status: undefined };
}

/** `HTTP/1.1 423 Locked`. */
const STATUS_LINE = /^HTTP\/[\d.]{1,3} ([45]\d\d)\b/;

/** Methods that change something. What only asks is told of things that are gone with their 404 (RFC 6578 section 3.5). */
const CHANGING: ReadonlySet<string> = new Set('DELETE COPY MOVE PROPPATCH MKCOL LOCK UNLOCK PUT POST'.split(' '));

/**
 * The first resource with a failing status of its own (RFC 4918 section 13). The statuses of single properties are none: a property
 * that is not there is `404` in every healthy reply.
 */
function failedResponse({ response }: Json, root: string): Omit<Sign, 'index' | 'event'> | undefined {
  const list: readonly unknown[] = Array.isArray(response) ? response : [response];
  for (const [i, item] of list.slice(0, MAX_RESOURCES).entries()) {
    if (!isObject(item) || typeof item.status !== 'string') continue;
    const status = failingStatus(STATUS_LINE.exec(item.status)?.[1]);
    if (status === undefined) continue;
    const path = Array.isArray(response) ? [root, 'response', String(i)] : [root, 'response'];
    return { id: 'batch-item', value: { message: item.responsedescription, error: item.error }, path, status };
  }
  return undefined;
}

/** Resources of one reply that are looked at. */
const MAX_RESOURCES = 1_000;

function signInValue(
  { of, root, value }: Extract<Content, { form: 'value' }>,
  context: SignContext,
): Omit<Sign, 'index' | 'event'> | undefined {
  if (of === 'xml') return signInXml(root, value, context);
  if (of !== 'form' || !isObject(value)) return signIn(value, context);
  const pairs = signInPairs(value);
  return pairs && { id: 'pairs', ...pairs, status: undefined };
}

/** The first sign of an error in a body that came with a success; undefined where all looks well. */
export function signOf(content: Content, context: SignContext): Sign | undefined {
  if (content.form === 'prose') return undefined;
  if (content.form === 'value') {
    const found = signInValue(content, context);
    return found && { ...found, index: undefined, event: undefined };
  }
  const inItem = { ...context, isPart: true };
  for (const item of content.items) {
    const found = signInItem(item, inItem);
    if (found) return { ...found, index: item.index, event: item.event };
  }
  return undefined;
}

/** An event that is an error by its own name for events, with a text and a code: `{"event":"error","code":"no_seat","message":"…"}`. */
function isErrorRecord(value: unknown): value is Json {
  if (!isObject(value) || value.event !== 'error' || !isText(value.message)) return false;
  return isText(value.code) || typeof value.code === 'number' || failingStatus(value.status) !== undefined;
}

/** Members of a line in a log or in the output of a compiler, whose error is that of somebody else. */
const OF_LOGS = ['level', 'severity', 'line', 'lineno', 'time', 'ts', '@timestamp'];

/** What lines of logs call themselves. */
const LOGS = /^(?:logs?|console|stdout|stderr|trace)$/i;

/** Whether a value is a line of a log, whose error is told and has not happened here. */
export function isLogged(value: unknown): boolean {
  if (!isObject(value) || isErrorObject(value.error)) return false;
  return LOGS.test(textOf(value.type)) || OF_LOGS.some((name) => Object.hasOwn(value, name));
}

/** The sign in one line of JSON, one server-sent event or one part of a batch. */
export function signInItem(
  { value, event, status }: Item,
  context: SignContext,
): Omit<Sign, 'index' | 'event'> | undefined {
  if (status !== undefined && failingStatus(status) !== undefined)
    return { id: 'batch-item', value, path: WHOLE, status };
  const type = isObject(value) && typeof value.type === 'string' ? value.type : undefined;
  if (context.isPart && isErrorRecord(value))
    return { id: 'error-event', value, path: WHOLE, status: failingStatus(value.status) };
  const isFailing =
    (event !== undefined && isFailingEvent(event) && hasFailedItself(event, value)) ||
    (type?.includes('.') === true && isFailingEvent(type) && hasFailedItself(type, value));
  if (!isFailing) {
    if (typeof value !== 'object' || isLogged(value)) return undefined;
    return signIn(value, context) ?? (context.isPart ? signInLists(value) : undefined);
  }
  if (!isObject(value))
    return isText(value) ? { id: 'error-event', value: { message: value }, path: WHOLE, status: undefined } : undefined;
  const inner = value.response;
  const holder =
    isObject(inner) && isErrorObject(inner.error)
      ? { value: inner.error, path: ['response', 'error'] }
      : { value, path: WHOLE };
  return { id: 'error-event', ...holder, status: undefined };
}

/** Levels and members of lists within lists that are looked at. */
const MAX_LEVELS = 8;
const MAX_MEMBERS = 32;

/**
 * The error at the bottom of lists that begin with a number, as the parts of a streamed reply do:
 * `{"json":[1,0,[[{"error":{"code":…}}]]]}`, `[[1,[{"targetChange":{"targetIds":[2],"cause":{"code":7,"message":"…"}}}]]]`.
 */
function signInLists(
  value: unknown,
  path: readonly string[] = WHOLE,
  isNumbered = false,
): Omit<Sign, 'index' | 'event'> | undefined {
  if (path.length > MAX_LEVELS || !(Array.isArray(value) || isObject(value))) return undefined;
  const members = Object.entries(value);
  if (isObject(value)) {
    const name = isNumbered
      ? first(value, members.length === 1 ? ['error', 'cause'] : ['cause'], isOwnError)
      : undefined;
    if (name !== undefined)
      return { id: 'error-object', value: { error: value[name] }, path: [...path, name], status: undefined };
    // A thing with several members is no wrapper.
    if (members.length > 1) return undefined;
  }
  for (const [name, member] of members.slice(0, MAX_MEMBERS)) {
    const found = signInLists(member, [...path, name], isNumbered || typeof members[0]?.[1] === 'number');
    if (found) return found;
  }
  return undefined;
}

/** An error with a code and a text, in a wrapper of its own or not. */
function isOwnError(value: unknown): boolean {
  if (!isObject(value) || !holdsErrorObject(value)) return false;
  const own = isErrorObject(value) ? value : Object.values(value)[0];
  return isObject(own) && Object.hasOwn(own, 'code') && hasWords(own);
}
