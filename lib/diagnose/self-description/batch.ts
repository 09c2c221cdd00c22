/** Failed items in the reply to a batch: each item tells its own outcome. */
import { parseJson } from '../decode/content.ts';
import { failingStatus } from './codes.ts';
import { holdsErrorObject, isFailingWord, isListOfErrors, isText, saysFailure } from './envelope.ts';
import { flagOf } from './facts.ts';
import { failureIn, has, ITEM_CODES, isOutcome, isToldTwice, isWord, own, WORDS } from './item-outcome.ts';
import { isObject, type Json, textOf } from './json.ts';
import type { SignContext } from './sign-context.ts';
import { meaningsOf } from './vocabulary.ts';

interface FailedItem {
  readonly value: Json;
  readonly path: readonly string[];
  readonly status: number | undefined;
  /** The key of the item, where the batch is a map. */
  readonly key?: string | undefined;
}

const NO_PATH: readonly string[] = [];
/** Several outcomes in one reply (RFC 4918 section 13). */
const MULTI_STATUS = 207;
/** Items of a batch that are looked at. */
const MAX_ITEMS = 200;

/** Where batches usually keep their outcomes. */
const LISTS: ReadonlySet<string> = new Set(
  'responses results result Result items messages Messages records Records entry entries Entries data operations actions outcomes statuses queries statements commands Responses Results Items'.split(
    ' ',
  ),
);
/** Lists named after what is in them: `BatchItemResponse`, `duck_results`. */
const LONG_LISTS = /[a-z](?:_responses?|_results?|Responses?|Results?)$/;
/** Lists of one reply that are looked at. */
const MAX_LISTS = 8;
/** Lists that hold failures only. */
const FAILED_LISTS =
  'Failed failed Failures failures FailedEntries failedEntries rejected Errors UnprocessedKeys Error'.split(' ');
const OUTCOMES = [
  'success',
  'ok',
  'status',
  'Status',
  'statusCode',
  'httpStatusCode',
  'result',
  'error',
  'errors',
  'data',
  'ErrorCode',
  'errorCode',
  'body',
];

/**
 * The first failed item. Only replies to requests that ask for several things can be batches: anything but a GET, a 207
 * (RFC 4918 section 13), or a list of JSON-RPC replies. A GET that lists failed jobs is fine.
 */
export function batchError(value: Json | readonly unknown[], { method, status }: SignContext): FailedItem | undefined {
  if (Array.isArray(value)) return isBatch(value, method, status) ? inList(value, []) : undefined;
  if (!isObject(value)) return undefined;
  if (!mayAskForSeveral(method, status)) return undefined;
  if (status === MULTI_STATUS && Array.isArray(value.errors) && isListOfErrors(value.errors))
    return { value: { errors: value.errors }, path: NO_PATH, status: undefined };
  for (const name of FAILED_LISTS) {
    const list = own(value, name);
    const items: readonly unknown[] = Array.isArray(list) ? list : isObject(list) ? [list] : [];
    const [item] = items;
    if (!isObject(item) || !has(item, WORDS)) continue;
    const problem = status === MULTI_STATUS ? failingStatus(item.status) : undefined;
    const isTold = problem !== undefined || has(item, ['Code', 'code', 'ErrorCode', 'errorCode']);
    if (isTold && !isOfThing(value, name) && !isObservation(item)) {
      return { value: item, path: Array.isArray(list) ? [name, '0'] : [name], status: problem };
    }
  }
  let left = MAX_LISTS;
  for (const name in value) {
    const list = own(value, name);
    if (!Array.isArray(list) || --left < 0) continue;
    const found = inList(list, [name]);
    // Under a name of its own a list is a batch only where its items are whole replies.
    const isBatchOf = LISTS.has(name) || LONG_LISTS.test(name) || found?.status !== undefined;
    if (found && (isBatchOf || hasNoResult(found.value))) return found;
  }
  return inMap(value) ?? inMapOfReplies(value);
}

/** Whether a text that belongs to no envelope stands beside the list: the thing whose troubles it holds, `{"vehicle":"V1","failures":[…]}`. */
function isOfThing(value: Json, list: string): boolean {
  return Object.keys(value).some(
    (name) => name !== list && typeof value[name] === 'string' && meaningsOf(name).length === 0,
  );
}

function mayAskForSeveral(method: string, status: number): boolean {
  return status === MULTI_STATUS || (method !== 'GET' && method !== 'HEAD' && method !== '');
}

function isBatch(list: readonly unknown[], method: string, status: number): boolean {
  if (mayAskForSeveral(method, status)) return true;
  const [item] = list;
  return isObject(item) && Object.hasOwn(item, 'jsonrpc');
}

/** The first failed item of a list: one that is nothing but an error, or one where every item tells an outcome. */
function inList(list: readonly unknown[], path: readonly string[]): FailedItem | undefined {
  const items = list.slice(0, MAX_ITEMS);
  if (isCatalogue(items) || items.some(isQuietLine)) return undefined;
  const alone = items.findIndex((item) => isObject(item) && isNothingButError(item));
  const item = items[alone];
  if (isObject(item)) return { value: item, path: [...path, String(alone)], status: undefined };
  return amongOutcomes(items, path);
}

function amongOutcomes(items: readonly unknown[], path: readonly string[]): FailedItem | undefined {
  let failed: FailedItem | undefined;
  for (const [i, item] of items.entries()) {
    if (!isObject(item)) return undefined;
    const { outcome, name } = outcomeOf(item);
    if (
      !has(outcome, OUTCOMES) ||
      !(isOutcome(own(outcome, 'status')) || isToldTwice(outcome)) ||
      isState(outcome) ||
      isObservation(outcome)
    )
      return undefined;
    const status = failureIn(outcome);
    if (status !== undefined)
      failed ??= {
        value: withBody(outcome),
        path: [...path, String(i), ...name],
        status: status === 0 ? undefined : status,
      };
  }
  return failed;
}

/** The outcome with its body decoded, where that came as text. */
function withBody(outcome: Json): Json {
  const { body } = outcome;
  const value = typeof body === 'string' && /^\s*[{[]/.test(body) ? parseJson(body) : undefined;
  return isObject(value) ? { ...outcome, body: value } : outcome;
}

const CODED = [...ITEM_CODES, 'code', 'Code'];
const FAULTS = ['Fault', 'fault', 'Error', 'error', 'Exception', 'exception'];
/** Names of the item among its like. */
const OF_ITEM = /^(?:id|_?ref|index|key|\w{1,10}_?id)$/i;

/**
 * Whether an item is nothing but an error, whatever its neighbours are: a code and a text, or an error object, and at most its own id
 * beside them. `{"ErrorCode":"Throttled","ErrorMessage":"…"}`, `{"bId":"2","Fault":{…}}`.
 */
function isNothingButError(item: Json): boolean {
  // A flag says no more than the error itself.
  const names = Object.keys(item).filter(
    (name) => item[name] !== true && item[name] !== null && !isFailingWord(item[name]),
  );
  if (names.length > 3) return false;
  const coded = names.find(
    (name) =>
      CODED.includes(name) &&
      (failingStatus(item[name]) !== undefined || isWord(item[name]) || isOwnNumber(name, item)),
  );
  const fault = names.find(
    (name) => FAULTS.includes(name) && (holdsErrorObject(item[name]) || holdsErrors(item[name])),
  );
  const said = names.find((name) => (WORDS.includes(name) || name === 'msg') && saysFailure(item[name]));
  const telling = coded !== undefined && said !== undefined ? [coded, said] : fault === undefined ? [] : [fault];
  return telling.length > 0 && names.every((name) => telling.includes(name) || OF_ITEM.test(name));
}

/** Whether a failed item has places for its result that are empty: `{"offset":null,"error_code":3,"error":"…"}`. */
function hasNoResult(item: Json): boolean {
  return (
    Object.values(item).includes(null) &&
    isNothingButError(item) &&
    !Object.keys(item).some((name) => OF_ITEM.test(name))
  );
}

/** Whether an item is a line of a log that tells of no failure: then the others are lines of it, too. */
function isQuietLine(item: unknown): boolean {
  return isObject(item) && /^(?:info|debug|trace|verbose)$/i.test(textOf(item.level ?? item.severity));
}

/** Whether several items are nothing but errors, each with a code of its own and none with the id of what failed: what can go wrong. */
function isCatalogue(items: readonly unknown[]): boolean {
  const codes = new Set<unknown>();
  for (const item of items) {
    if (!isObject(item) || !isNothingButError(item) || Object.keys(item).some((name) => OF_ITEM.test(name)))
      return false;
    const code = CODED.find((name) => Object.hasOwn(item, name));
    if (code === undefined) return false;
    codes.add(item[code]);
  }
  return items.length > 1 && codes.size === items.length;
}

/** A number under the name of an error's, beside a flag or a text that says that there is one. */
function isOwnNumber(name: string, item: Json): boolean {
  return (
    (item.error === true || saysFailure(item.error)) && ITEM_CODES.includes(name) && typeof item[name] === 'number'
  );
}

function holdsErrors(value: unknown): boolean {
  return isObject(value) && FAULTS.some((name) => Array.isArray(value[name]) && isListOfErrors(value[name]));
}

/** What an item has that was observed or logged: a page that was checked, a call that was made, a test that ran. */
const OBSERVED =
  /^(?:urls?|uri|href|path|ip(?:_?address)?|host|count|hits|ts|at|date|timestamp|duration|response_?time|latency|test|event|assert(?:ion)?|expected|actual|check|criterion)$/i;

/** Whether an item tells of something that was observed. A whole reply can name its request. */
function isObservation(item: Json): boolean {
  if (has(item, ['headers', 'body']) || isObject(item.response)) return false;
  return Object.keys(item).some((name) => OBSERVED.test(name) && typeof item[name] !== 'object');
}

/** Flags of things that exist, whose state a list tells: `{"name":"printer","enabled":false,"ok":false,"error":"not available"}`. */
const STATES = ['enabled', 'active', 'installed', 'configured', 'online', 'connected'];

function isState(item: Json): boolean {
  return STATES.some((name) => flagOf(own(item, name)) !== undefined);
}

/** Some batches put each outcome under the name of its operation: `{"index":{"status":429,"error":{…}}}`. */
function outcomeOf(item: Json): { readonly outcome: Json; readonly name: readonly string[] } {
  const keys = Object.keys(item);
  const [only = ''] = keys;
  const inner = item[only];
  // What a bundle answers beside the resource that it is about (HL7 FHIR R4, Bundle.entry.response).
  if (isObject(item.response) && isText(item.response.status)) return { outcome: item.response, name: ['response'] };
  // What became of a thing that is sent back, beside its id: `{"class":"Duck","id":"1","result":{"status":"FAILED","errors":{…}}}`.
  const { result } = item;
  if (
    isObject(result) &&
    isText(result.status) &&
    has(item, ['id', '_id']) &&
    !isObservation(item) &&
    !has(item, ['name'])
  )
    return { outcome: result, name: ['result'] };
  return keys.length === 1 && isObject(inner) && !OUTCOMES.includes(only)
    ? { outcome: inner, name: [only] }
    : { outcome: item, name: [] };
}

/**
 * A map from names to whole replies below the name of results, `{"results":{"A":{"status":200},"B":{"status":500,"error":"…"}}}`, or from
 * ids below any: `{"sms":{"4912345":{"status":"ERROR","status_code":207,"status_text":"…"}}}`.
 */
function inMapOfReplies(value: Json): FailedItem | undefined {
  for (const name in value) {
    const map = value[name];
    if (!isObject(map) || !(name === 'results' || Object.keys(map).every(isId))) continue;
    const failed = amongReplies(map, name);
    if (failed) return failed;
  }
  return undefined;
}

/** A number or an address, as no member of a thing is named. */
function isId(key: string): boolean {
  return /^\+?\d{4,20}$|@/.test(key);
}

function amongReplies(map: Json, name: string): FailedItem | undefined {
  let failed: FailedItem | undefined;
  let left = MAX_ITEMS;
  for (const key in map) {
    const item = map[key];
    if (--left < 0 || !isObject(item) || !hasOutcome(item) || isObservation(item)) return undefined;
    const isTold = has(item, ['error', 'errors']) || isFailingWord(item.status);
    const status = isTold ? failureIn(item) : undefined;
    if (status !== undefined) failed ??= { value: item, path: [name, key], status: status || undefined, key };
  }
  return failed;
}

function hasOutcome({ status, ok, success }: Json): boolean {
  return typeof status === 'number' || flagOf(ok ?? success) !== undefined || (isText(status) && isOutcome(status));
}

/** A map from names to outcomes: every value says whether it succeeded. */
function inMap(value: Json): FailedItem | undefined {
  let failed: FailedItem | undefined;
  let count = 0;
  for (const name in value) {
    const item = value[name];
    if (!isObject(item) || flagOf(own(item, 'success')) === undefined || ++count > MAX_ITEMS) return undefined;
    if (failureIn(item) !== undefined) failed ??= { value: item, path: [name], status: undefined, key: name };
  }
  return failed;
}
