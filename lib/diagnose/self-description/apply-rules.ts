/** Applies the signs to one object, and to the head of an envelope. */
import { failingStatus } from './codes.ts';
import { first, HEADS, isEnvelope, LONG_HEAD, NO_FAILURE, RESULTS, saysFine } from './envelope.ts';
import { isObject, type Json } from './json.ts';
import { mayChange, type SignContext } from './sign-context.ts';
import { RULES, type Sign } from './signs.ts';
import { errorTextName, hasCodeOfSuccess, isPlainFailure, refusesCall, textName } from './tellings.ts';

/** A sign in one part of a body. */
export type Part = Omit<Sign, 'index' | 'event'>;

/** What the first rule that holds finds in an object. */
export function byRules(object: Json, context: SignContext, rules = RULES): Part | undefined {
  for (const { id, find } of rules) {
    const found = find(object, context);
    if (found) return { id, ...found, status: found.status };
  }
  return undefined;
}

/** Rules that hold for the head of an envelope too: {"meta":{"status":"failure","statuscode":404,"message":"…"},"data":[]}. */
const HEAD_RULES = RULES.filter(
  ({ id }) => id === 'flag-false' || id === 'status-word' || id === 'error-message' || id === 'code-and-message',
);

/** The same for the head of an envelope. */
export function byHeadRules(head: Json, context: SignContext): Part | undefined {
  return byRules(head, context, HEAD_RULES);
}

/** The sign in the head of an envelope: {"requestId":"7","requestStatus":{"result":false,"code":600,"comment":"No such source"}}. */
export function inHead(object: Json, context: SignContext): Part | undefined {
  const certain = certainHead(object, context);
  if (certain) return certain;
  const name = first(object, HEADS, isObject) ?? longHead(object);
  const head = name === undefined ? undefined : object[name];
  if (name === undefined || !isObject(head) || !isEnvelope({ ...object, [name]: null })) return undefined;
  // What was read beside a word of success is the state of a thing: {"message":"OK","result":{"isError":"1","errDescription":"…"}}.
  const isResult = RESULTS.includes(name);
  const isOfThing = !mayChange(context.method) && arrivedWell(object) && !(context.isPosted && wasRefused(head));
  if (isResult && (Object.hasOwn(object, 'jsonrpc') || isOfThing)) return undefined;
  const found = byHeadRules(head, context);
  if (found) return { ...found, path: [name, ...found.path] };
  if (isResult) return undefined;
  const number = first(head, OF_STATUS, (value) => failingStatus(value) !== undefined || isErrorWord(value));
  if (number === undefined) return undefined;
  return { id: 'code-and-message', value: head, path: [name], status: failingStatus(head[number]) };
}

/** Names that nothing but the head of an answer has. */
const CERTAIN_HEADS =
  'messages meta header base_resp baseResp BaseResp responseStatus ResponseStatus response_status requestStatus request_status responseHeader'.split(
    ' ',
  );

/** Those in which a code and a text are never a page's or a thing's. */
const OF_ANSWERS = /^(?:base|response|request)_?(?:resp|status)$/i;

/**
 * The failure that such a head tells of by a flag or a word in what answers a change, whatever stands beside it:
 * `{"transaction":{…},"messages":{"resultCode":"Error","message":[{"code":"E27","text":"…"}]}}`.
 */
function certainHead(object: Json, context: SignContext): Part | undefined {
  const name = mayChange(context.method) ? first(object, CERTAIN_HEADS, isObject) : undefined;
  const head = name === undefined ? undefined : object[name];
  const found = isObject(head) ? byHeadRules(head, context) : undefined;
  const isTold = found?.id === 'flag-false' || found?.id === 'status-word';
  if (
    name === undefined ||
    !found ||
    !(isTold || (found.id === 'code-and-message' && OF_ANSWERS.test(name) && isToldPlainly(head)))
  )
    return undefined;
  return { ...found, path: [name, ...found.path] };
}

/** Whether the text of a head says what went wrong. */
function isToldPlainly(head: unknown): boolean {
  const words = isObject(head) ? textName(head) : undefined;
  return isObject(head) && words !== undefined && isPlainFailure(String(head[words]).trim());
}

/** Whether an envelope says that the call went well: by a flag, a word, a code or its text. */
function arrivedWell(object: Json): boolean {
  const words = textName(object);
  return (
    saysFine(object) ||
    hasCodeOfSuccess(object) ||
    (words !== undefined && NO_FAILURE.test(String(object[words]).trim()))
  );
}

/** Whether a text says that the call was refused, or that what it asks about is not there and has no state. */
function wasRefused(head: Json): boolean {
  const words = errorTextName(head) ?? textName(head);
  const said = words === undefined ? '' : String(head[words]);
  return refusesCall(said) || /^no such \w|\b(?:not found|(?:does|do) not exist)\b/i.test(said);
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
