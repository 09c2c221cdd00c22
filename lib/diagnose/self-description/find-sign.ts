/** Looks for a sign of an error in a body that came with a success: in a value, a list, lines, events, parts, XML. */
import type { Content, Item } from '../decode/content.ts';
import { byHeadRules, byRules, inHead, type Part } from './apply-rules.ts';
import { isOfProbe } from './asked-for.ts';
import { batchError } from './batch.ts';
import { failingStatus } from './codes.ts';
import {
  ERROR_OBJECTS,
  first,
  hasCode,
  holdsErrorObject,
  isErrorObject,
  isFailingWord,
  isText,
  LANGUAGE,
  LONG_HEAD,
  RESULTS,
  STATUS_NAMES,
  saysFailure,
  saysSuccess,
} from './envelope.ts';
import { hasFailedItself, isFailingEvent } from './failing-kind.ts';
import { innerEnvelope } from './inner-envelope.ts';
import { isObject, isTuple, type Json, textOf, withErrorObject } from './json.ts';
import { signInPairs } from './pairs.ts';
import { severeMessages } from './severities.ts';
import { mayChange, type SignContext, WHOLE } from './sign-context.ts';
import { hasWords, signInXml } from './sign-in-xml.ts';
import type { Sign } from './signs.ts';
import { isPhrase, tellsOfCall } from './tellings.ts';
import { OF_DESCRIPTIONS, OF_STATES } from './things.ts';
import { meaningsOf } from './vocabulary.ts';

/** Wrappers around what happened before: `lastBackup`. */
const OF_LAST = /^(?:last|latest|previous|recent|current)(?=[_A-Z])/;

/** Whether nothing stands in a result but an error with its code: `{"payload":{"error":{"code":"NEST_LOCKED","message":"…"}}}`. */
function isOnlyError(result: unknown): boolean {
  if (!isObject(result)) return false;
  const [only = '', second] = Object.keys(result);
  const error = result[only];
  return (
    second === undefined &&
    ERROR_OBJECTS.includes(only) &&
    isObject(error) &&
    isErrorObject(error) &&
    hasCode(error) &&
    hasWords(error)
  );
}

/** Wrappers named after what was to be done: `set_relay_state`. */
const OF_COMMANDS = /^(?:set|update|change|create|add|delete|remove|start|stop|reset)[_A-Z]/;

/** How deep a lone wrapper or the head of an envelope is followed. */
const MAX_WRAPPERS = 2;

/** The sign in one value. */
export function signIn(value: unknown, context: SignContext): Part | undefined {
  if (Array.isArray(value)) return signInList(value, context);
  let object = isObject(value) ? withErrorObject(value) : value;
  const path: string[] = [];
  for (let level = 0; isObject(object) && level <= MAX_WRAPPERS; level++) {
    if (isOfProbe(object, context)) return undefined;
    const found = isThing(object, path.at(-1)) ? undefined : (byRules(object, context) ?? inHead(object, context));
    if (found && isStateInside(object, found, path.at(-1), context)) return undefined;
    if (found) return { ...found, path: [...path, ...found.path] };
    const answer = innerEnvelope(object);
    const told = answer && inAnswer(answer.value, context);
    if (answer && told) return { ...told, path: [...path, ...answer.path, ...told.path] };
    const keys = Object.keys(object);
    const [only = ''] = keys;
    const inner = keys.length === 1 && /^response$/i.test(only) ? object[only] : undefined;
    const inResponse = isObject(inner) ? (byRules(inner, context) ?? inHead(inner, context)) : undefined;
    if (inResponse) return { ...inResponse, path: [...path, only, ...inResponse.path] };
    if (
      keys.length !== 1 ||
      (RESULTS.includes(only) && !isOnlyError(object[only])) ||
      (OF_STATES.test(only) && !OF_COMMANDS.test(only))
    )
      return undefined;
    if (OF_DESCRIPTIONS.test(only) || LANGUAGE.test(only) || OF_LAST.test(only)) return undefined;
    path.push(only);
    object = object[only];
  }
  return undefined;
}

/** The sign in an answer within an answer. What was only read and has a word of failure for its state is a thing. */
function inAnswer(answer: Json, context: SignContext): Part | undefined {
  const told = byHeadRules(answer, context) ?? inHead(answer, context);
  const isRead = told !== undefined && told.id !== 'flag-false' && !mayChange(context.method);
  const isOfState = [answer, told?.value].some((value) => isObject(value) && hasFailed(value));
  return isRead && isOfState ? undefined : told;
}

function hasFailed(object: Json): boolean {
  return first(object, STATUS_NAMES, isFailingWord) !== undefined;
}

/** Whether a state in words is that of what the lone wrapper is named after, and was only read: `{"execution":{"status":"FAILED",…}}`. */
function isStateInside(object: Json, { id }: Part, wrapper: string | undefined, { method }: SignContext): boolean {
  if (wrapper === undefined || method !== 'GET' || meaningsOf(wrapper).length > 0 || tellsOfCall(object)) return false;
  const isWord = id === 'error-text' && Object.keys(object).length > 1 && !isPhrase(textOf(object.error));
  return isWord || id === 'status-word' || (id === 'code-and-message' && isText(object.state));
}

/** Members that tell one thing from its like. */
const IDENTITIES = ['id', '_id', 'uuid', 'number', 'name', 'key', 'slug'];

/** Whether a lone wrapper is named after the thing that stands in it, and no envelope: `{"order":{"number":"7","status":"error"}}`. */
function isThing(object: Json, wrapper: string | undefined): boolean {
  if (wrapper === undefined || meaningsOf(wrapper).length > 0 || LONG_HEAD.test(wrapper)) return false;
  return IDENTITIES.some((name) => Object.hasOwn(object, name));
}

/** A list with nothing but an error in it, or a batch. */
function signInList(list: readonly unknown[], context: SignContext): Part | undefined {
  if (isTuple(list)) return { id: 'error-object', value: list, path: [], status: undefined };
  const info = ofOnlyItem(list, context);
  if (info) return info;
  const severe = severeMessages(list, context);
  if (severe) return { id: 'errors-list', ...severe, status: undefined };
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
function ofOnlyItem(list: readonly unknown[], context: SignContext): Part | undefined {
  const [item] = list;
  if (list.length !== 1 || !isObject(item) || IDENTITIES.some((name) => Object.hasOwn(item, name))) return undefined;
  if (mayChange(context.method) && isNamedAfterErrors(item))
    return { id: 'error-object', value: item, path: ['0'], status: undefined };
  const name = first(item, INFO, (info) => isErrorObject(info) && hasWords(info));
  return name === undefined
    ? undefined
    : { id: 'error-object', value: { error: item[name] }, path: ['0'], status: undefined };
}

/** Whether every member of an object is named after an error, one being its code in words: `{"errCode":"G02","errInfo":"42G020000"}`. */
function isNamedAfterErrors(item: Json): boolean {
  const names = Object.keys(item);
  const isTold = (text: unknown) => saysFailure(text) && !saysSuccess(text);
  const code = names.find((name) => /^err(?:or)?_?code$/i.test(name) && !GOOD_CODE.test(textOf(item[name])));
  return code !== undefined && names.length > 1 && names.every((name) => /^err/i.test(name) && isTold(item[name]));
}

/** A code of a success: nothing but zeros behind its letters, or the status of HTTP. */
const GOOD_CODE = /^(?:[A-Z]{0,4}0+|200)$/;

/** Whether every item is an error object and nothing beside it. */
function isAlone(list: readonly unknown[]): boolean {
  return (
    list.length <= 20 &&
    list.every((item) => isObject(item) && Object.keys(item).length === 1 && isErrorObject(item.error))
  );
}

function signInValue({ of, root, value }: Extract<Content, { form: 'value' }>, context: SignContext): Part | undefined {
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
export function signInItem({ value, event, status }: Item, context: SignContext): Part | undefined {
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
function signInLists(value: unknown, path: readonly string[] = WHOLE, isNumbered = false): Part | undefined {
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
