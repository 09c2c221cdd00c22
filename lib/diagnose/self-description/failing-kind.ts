/** Kinds of messages and events that are a failure by their name: `error`, `auth.failed`, `request_denied`. */
import { parseJson } from '../decode/content.ts';
import { isEmpty, isErrorObject, isText } from './envelope.ts';
import { isObject } from './json.ts';

/** Members that hold what a message is about. */
export const PAYLOADS = ['payload', 'data', 'error', 'd', 'body'];

/** Names of events and of message types that end in a word of failure: `error`, `response.failed`, `session.error`. */
const FAILING_EVENT = /^(?:[\w-]{1,60}[.:_/])?(?:error|failed|failure|exception)$/i;
/** Events named after a class of errors: `throttlingException`. */
const CLASS_EVENT = /^[A-Za-z][a-z]+(?:[A-Z][a-z]+)*(?:Error|Exception)$/;

/** Whether an event can be a failure by its name. */
export function isFailingEvent(event: string): boolean {
  return FAILING_EVENT.test(event) || CLASS_EVENT.test(event);
}

/** Kinds that are a failure by their name. */
const FAILING_KIND =
  /^(?:[\w.:-]{1,80}[.:_/-])?(?:error|failed|failure|exception|invalid|rejected|denied)$|^reject_[a-z]{1,30}$|^(?:error|err|nack|abort)(?:[.:_/-][\w-]{1,60})?$/i;
/** What a failing kind is about where it is the talk itself: `auth.failed`, `request_denied`; all else can be a thing, as in `job.failed`. */
const OF_THE_TALK =
  /(?:auth\w*|log_?in|sign_?in|handshake|connect\w*|session|socket|request|response|command|cmd|call|rpc|query|operation|message|msg|send|publish|(?:un)?subscri\w*|join|channel|topic|room|stream|chat|upload|input|parse|validation|server|internal|system|protocol|api|bad|invalid|stream_?\w*)$/i;
/** Names of the same look that tell of something else. */
const HARMLESS_KIND =
  /^(?:errors?[._-]?(?:rate|count|counts|logs?|reports?|budget|free|page|list|stats|statistics|metrics|summary|history|total|totals|trends?|today|groups?|events?)|(?:[\w.:-]{1,40}[.:_-])?(?:last|new|no|latest|recent)[._-]?errors?)$/i;
/** Words with which a server says good-bye in the ordinary course of things. */
export const ORDINARY_GOODBYE =
  /^(?:warning|refresh_requested|normal(?: closure)?|ok|done|(?:good)?bye|go away!?|client[ _-](?:disconnect(?:ed)?|closed?|closing)|closed by (?:client|user)|log(?:ged)?[ -]?out|remote|(?!.*(?:fail|error|invalid|expired)).*refresh.*)$/i;
/** Members that say what went wrong. */
const TELLING = ['message', 'msg', 'error', 'error_message', 'errorMessage', 'code', 'error_code', 'errorCode'];

/** Whether a message or an event of this kind is a failure; `value` is what it holds. */
export function isFailingKind(kind: string, value: unknown): boolean {
  if (kind.length > MAX_KIND || !(FAILING_KIND.test(kind) || FAILING_EVENT.test(kind)) || HARMLESS_KIND.test(kind))
    return false;
  return hasFailedItself(kind, value);
}

/** Whether a kind only looks like a failure: `error_report`, `new_error`. */
export function isHarmlessKind(kind: string): boolean {
  return kind.length <= MAX_KIND && HARMLESS_KIND.test(kind);
}

const MAX_KIND = 120;

/** Whether what has a failing kind has failed itself: a thing that failed is news, unless it is told what went wrong. */
export function hasFailedItself(kind: string, value: unknown): boolean {
  return !isOfThing(kind) || isTold(value);
}

/** Whether a failing kind can be about a thing whose failure is news and no answer: `job.failed`, `order_rejected`. */
function isOfThing(kind: string): boolean {
  const about = /^(.{1,100})[.:_/-](?:error|failed|failure|exception|invalid|rejected|denied)$/i.exec(kind)?.[1];
  return about !== undefined && !OF_THE_TALK.test(about);
}

/** Whether a text or a code says what went wrong, at the top or in a payload that is no thing of its own. */
function isTold(value: unknown, depth = 0): boolean {
  if (!isObject(value)) return isText(value) && /\s/.test(value);
  if (depth > 0 && ['id', '_id', 'uuid'].some((name) => Object.hasOwn(value, name))) return false;
  if ([value, value.error, value.last_error, value.lastError].some(isErrorObject)) return true;
  if (TELLING.some((name) => !isEmpty(value[name]) && typeof value[name] !== 'object')) return true;
  return depth < 1 && PAYLOADS.some((name) => isTold(parsed(value[name]), depth + 1));
}

function parsed(payload: unknown): unknown {
  return typeof payload === 'string' && payload.startsWith('{') ? parseJson(payload) : payload;
}
