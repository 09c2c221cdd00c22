/** Errors in socket messages, and in the reason of a close. */

import { parseJson } from '../decode/content.ts';
import { type Unit, unitsOf } from '../decode/frames.ts';
import { inHead } from './apply-rules.ts';
import { failingStatus, isCodeLike } from './codes.ts';
import { describe } from './describe.ts';
import {
  first,
  isEmpty,
  isErrorObject,
  isFailingWord,
  isOfFindings,
  isOwnError,
  isText,
  saysFailure,
} from './envelope.ts';
import { flagOf } from './facts.ts';
import { isFailingKind, isHarmlessKind, ORDINARY_GOODBYE, PAYLOADS } from './failing-kind.ts';
import { isLogged, signIn } from './find-sign.ts';
import { isObject, type Json, withErrorObject } from './json.ts';
import { plainSentence, plainWord } from './plain-words.ts';
import type { SignContext } from './sign-context.ts';
import type { Sign } from './signs.ts';
import { refusesCall } from './tellings.ts';
import type { SelfDescription } from './types.ts';
import { ERROR_CLASS, meaningsOf } from './vocabulary.ts';

/** A failure that a message tells of. */
interface SocketError {
  /** What describes it. */
  readonly value: unknown;
  readonly path: readonly string[];
  /** The code to show where the message carries none. */
  readonly fallbackCode: string | undefined;
  /** The number of the unit inside the message, from 0. */
  readonly index: number;
}

/** Members that name the kind of a message. */
const KINDS = [
  'type',
  'event',
  'action',
  'op',
  'msg',
  'T',
  'kind',
  'e',
  'cmd',
  'command',
  'messageType',
  'message_type',
  'method',
  'ev',
  'evt',
  'Type',
  'Event',
  'Action',
  'MessageType',
];
/** The name of a class of errors as a kind, which needs a reason beside it: `AuthError`; `ClearError` and `toggleError` can be commands. */
const CAMEL_KIND =
  /^(?!(?:set|clear|reset|show|hide|dismiss|toggle|display|ignore|ack|acknowledge|resolve|simulate|count|track|log|report|handle|on|last|no|new)[A-Z])[A-Za-z]{2,60}(?:Error|Exception|Failure)$/;
/**
 * The error that a received message tells of; undefined for all others. `isLast` says that the server closed the socket right after it:
 * then a lone `{"error":"…"}` needs no other sign.
 */
export function describeMessage(message: MessageInput): MessageReading | undefined {
  const found = errorInMessage(message.text, message.subprotocol, message.isLast);
  if (!found) return undefined;
  return { description: describeFound(found, message.now), index: found.index };
}

export interface MessageInput {
  readonly text: string;
  /** The subprotocol that the server chose. */
  readonly subprotocol: string | undefined;
  /** The server closed the socket right after this message. */
  readonly isLast: boolean;
  /** When it came, epoch ms. */
  readonly now: number;
}

export interface MessageReading {
  readonly description: SelfDescription;
  /** The number of the unit inside the message, from 0. */
  readonly index: number;
}

/** Members of which one alone can be all that a server says before it closes. */
const LAST_WORDS = ['message', 'msg', 'reason', 'detail', 'description'];

/**
 * The error that the server's last message before a close tells of: as in any message, or in bare words (`Invalid token`,
 * `{"message":"Invalid token"}`) that elsewhere could be anybody's. Undefined for all others.
 */
export function describeLastMessage(message: Omit<MessageInput, 'isLast'>): SelfDescription | undefined {
  const reading = describeMessage({ ...message, isLast: true });
  if (reading) return reading.description;
  const words = bareWords(message.text.trim());
  return words === undefined ? undefined : describeReason(words, message.now);
}

function bareWords(text: string): string | undefined {
  if (!/^[{["]/.test(text)) return text;
  const value = parseJson(text);
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const name = LAST_WORDS.find((member) => isText(value[member]));
  return name !== undefined && isLone(value, name) ? String(value[name]) : undefined;
}

/** Whether nothing stands beside this member but what may stand beside an error. */
function isLone(value: Json, name: string): boolean {
  return Object.keys(value).every(
    (other) =>
      other === name ||
      /^(?:error|code|message|id|ref|status|reason|timestamp|req(?:uest)?_?id|reply_?to|nonce|seq|type)$/i.test(other),
  );
}

function describeFound({ value, path, fallbackCode }: SocketError, now: number): SelfDescription {
  return describe({ status: 0, headers: [], value, path, prose: undefined, now, carrier: { code: fallbackCode } });
}

/** What stands in every message that tells of a failure: nothing is decoded without one of these. */
const MARKS =
  /err|fail|exception|reject|denied|invalid|abort|nack|disconnect|goodbye|close|false|phx_|"s":"|^4[34]|^SIP|^:\S{1,200} [45]\d\d |^FAIL |^c\[|^\[[458],|"code|"status\w{0,5}":\s?[45]/i;

function errorInMessage(text: string, subprotocol: string | undefined, isLast: boolean): SocketError | undefined {
  if (!MARKS.test(text)) return undefined;
  for (const [index, unit] of unitsOf(text, subprotocol).entries()) {
    const found = errorInUnit(unit, isLast);
    // Without a code of any kind it would be no row.
    if (found) return { ...found, fallbackCode: found.fallbackCode ?? 'error', index };
  }
  return undefined;
}

type Found = Omit<SocketError, 'index'>;

function errorInUnit({ value, event, isFailure, fallbackCode }: Unit, isLast: boolean): Found | undefined {
  if (isFailure) return { value, path: [], fallbackCode };
  // What has an id of its own below the name of an event is a thing.
  if (event !== undefined && isFailingKind(event, isObject(value) ? { payload: value } : value)) {
    const described = isText(value) ? { message: value } : value;
    return isObject(described) ? { value: unwrapped(described), path: [], fallbackCode: event } : undefined;
  }
  if (!isObject(value) || (event !== undefined && (isHarmlessKind(event) || isNews(event, value)))) return undefined;
  return byKind(value) ?? byOutcome(withErrorObject(value), isLast);
}

/** Events that carry whatever there is to say. */
const OF_ANYTHING = /^(?:message|msg|data|event|info|notification)$/i;

/** Whether the event has a name of its own, and the only text in it does not plainly say what went wrong: `["chat",{"error":"I fell"}]`. */
function isNews(event: string, value: Json): boolean {
  if (OF_ANYTHING.test(event) || ANSWERS.test(event) || !isText(value.error) || !isLone(value, 'error')) return false;
  return plainSentence(value.error) === undefined && plainWord(value.error) === undefined;
}

/** A message whose kind is a failure, or a goodbye that gives a reason. */
function byKind(value: Json): Found | undefined {
  // Some name the kind `message`, where others have the text.
  if (isFailingWord(value.message) && (isText(value.reason) || isText(value.type)))
    return { value: withoutKind(value, 'message'), path: [], fallbackCode: 'error' };
  // A channel is mostly what a message is about; one for errors tells of nothing else.
  if (value.channel === 'error' && !isEmpty(value.data))
    return { value: withoutKind(value, 'channel'), path: [], fallbackCode: 'error' };
  for (const name of KINDS) {
    const kind = Object.hasOwn(value, name) ? value[name] : undefined;
    if (typeof kind !== 'string') continue;
    if ((isFailingKind(kind, value) && !isCleared(value, name)) || (CAMEL_KIND.test(kind) && hasReason(value)))
      return { value: withoutKind(value, name), path: [], fallbackCode: kind };
    if (/^disconnect(?:ed)?$|^(?:close|closed|goodbye|bye)$/i.test(kind)) {
      const { reason, message } = value;
      // A socket closes for a reason of the call, whoever is named beside it.
      const isOfCall = /^closed?$/i.test(kind) && isText(reason) && refusesCall(reason);
      if (!isOfCall && Object.keys(value).some((member) => SOMEBODY.test(member))) return undefined;
      if (!isText(reason) && isText(message) && plainSentence(message) !== undefined)
        return { value: { message }, path: [], fallbackCode: kind };
      const isFinal = flagOf(value.reconnect) === false;
      if (!isText(reason) || (ORDINARY_GOODBYE.test(reason) && !isFinal)) return undefined;
      return { value: withoutKind(value, name), path: [], fallbackCode: reason.length <= 80 ? reason : kind };
    }
  }
  return undefined;
}

/** Members that tell who left, so that the socket itself stays open. */
const SOMEBODY = /^(?:user|player|peer|member|participant|nick)(?:_?(?:id|name))?$/i;

/** Whether a kind comes with nothing but members that are null: the state of an app in which an error was, `{"type":"error","data":null}`. */
function isCleared(value: Json, kind: string): boolean {
  const others = Object.keys(value).filter((name) => name !== kind);
  return others.length > 0 && others.every((name) => value[name] === null);
}

/** The kind itself is no code of the error; neither is it lost: it is the fallback. Payloads that are texts become messages. */
function withoutKind(value: Json, name: string): Json {
  const { [name]: _, ...rest } = value;
  return unwrapped(rest);
}

function unwrapped(value: Json): Json {
  for (const name of PAYLOADS) {
    const payload = Object.hasOwn(value, name) ? value[name] : undefined;
    if (name === 'error' ? false : isText(payload)) {
      const parsed = parseJson(String(payload));
      return { ...value, [name]: null, error: isObject(parsed) ? parsed : { message: payload } };
    }
    if (name !== 'error' && (isObject(payload) || Array.isArray(payload)) && !Object.hasOwn(value, 'error')) {
      return { ...value, [name]: null, error: payload };
    }
  }
  return value;
}

/** Kinds of messages that answer a request, beside which an error object is that request's. */
const ANSWERS =
  /^(?:result|response|reply|ack|return|next|data|complete|completion|status|subscription_?status|update|nosub|auth(?:enticate)?|(?:un)?subscribe|login|join|publish|[a-z]{1,30}_?(?:response|reply|ack))$/i;

function byOutcome(value: Json, isLast: boolean): Found | undefined {
  const kind = kindOf(value);
  // Some answers repeat the method that was called: a failed outcome with its error is an answer whatever the method is called.
  const isRefusal = (flagOf(value.success) === false || flagOf(value.ok) === false) && saysFailure(value.error);
  const isAnswer = kind === undefined || isRefusal || ANSWERS.test(kind);
  const brokenOff = kind !== undefined && OF_RESPONSE.test(kind) ? inResponse(value) : undefined;
  if (brokenOff) return brokenOff;
  // What has a state of its own is a thing that failed.
  if (isAnswer && !isFailingWord(value.state)) {
    if (isErrorObject(value.error) || (typeof value.error === 'number' && value.error !== 0 && isText(value.message)))
      return { value, path: [], fallbackCode: undefined };
    if (flagOf(value.success) === false || flagOf(value.ok) === false) {
      return hasReason(value) && !isOfFindings(value.errors) ? { value, path: [], fallbackCode: undefined } : undefined;
    }
    // {"id":8,"error":"ValidationError","message":"…","details":[…]}
    if (isText(value.error) && ERROR_CLASS.test(value.error) && isText(value.message) && !isLogged(value))
      return { value, path: [], fallbackCode: undefined };
    if (isNumberedRefusal(value)) return { value, path: [], fallbackCode: undefined };
    const payload = value.payload;
    // A result of a subscription that holds nothing but errors.
    if (isObject(payload) && Array.isArray(payload.errors) && payload.errors.length > 0 && isEmpty(payload.data)) {
      return { value: payload, path: ['payload'], fallbackCode: undefined };
    }
    if (
      saysFailure(value.error) &&
      first(value, OF_STATUS, (status) => failingStatus(status) !== undefined) !== undefined
    )
      return { value, path: [], fallbackCode: undefined };
    const isAsked = kind !== undefined && REQUESTS.test(kind);
    if (isAsked && hasWords(value) && first(value, OF_STATUS, (one) => failingStatus(one) !== undefined) !== undefined)
      return { value: withoutKind(value, 'type'), path: [], fallbackCode: undefined };
    const status = [value.status, isAsked ? value.result : undefined, value.response].find(isText);
    const isTurnedDown = isText(status) && /^(?:rejected|denied|refused)$/i.test(status);
    const isNumbered = Object.keys(value).some((name) => REQUEST_ID.test(name));
    if (
      typeof status === 'string' &&
      (/^(?:error|fail|failed|failure|\w{1,40}_(?:failed|error))$/i.test(status) || (isTurnedDown && isNumbered)) &&
      hasReason(value)
    ) {
      return { value, path: [], fallbackCode: status };
    }
  }
  const isState = !isAnswer && isText(value.status) && Object.hasOwn(value, 'id');
  if (saysFailure(value.error) && (isLast || (isLone(value, 'error') && !isState))) {
    return { value, path: [], fallbackCode: 'error' };
  }
  if (kind !== undefined && !REQUESTS.test(kind)) return undefined;
  const answer = kind === undefined ? value : withoutKinds(value, kind);
  const sign = isLogged(answer) ? undefined : (signIn(answer, FRAME) ?? inPayload(answer));
  return sign && { value: sign.value, path: sign.path, fallbackCode: undefined };
}

const FRAME: SignContext = { method: 'GET', status: 0 };

/** Whether nothing but a number, a code and plain words stand in an answer: `{"id":3,"code":2,"msg":"Invalid request"}`. */
function isNumberedRefusal(value: Json): boolean {
  const { id, code } = value;
  if (typeof code !== 'number' || code === 0 || (code >= 100 && code < 400) || isEmpty(id)) return false;
  const words = [value.msg, value.message].find(isText);
  return words !== undefined && plainSentence(words) !== undefined && Object.keys(value).length === 3;
}

/** Events about the answer of a model as a whole: `response.done`. */
const OF_RESPONSE = /^response[._]\w{2,20}$/;

/** The error of an answer that ended in failure: `{"response":{"status":"failed","status_details":{"error":{…}}}}`. */
function inResponse({ response }: Json): Found | undefined {
  if (!isObject(response) || !isFailingWord(response.status)) return undefined;
  for (const holder of [response, response.status_details, response.statusDetails]) {
    if (isObject(holder) && isErrorObject(holder.error))
      return { value: { error: holder.error }, path: ['response'], fallbackCode: undefined };
  }
  return undefined;
}

/** Those of them that are named after the request: their result is the outcome of the request and of nothing else. */
const REQUESTS = /^(?:auth(?:enticate)?|(?:un)?subscribe|login|join|publish)$/i;

/** Members that hold the HTTP status of an answer. */
const OF_STATUS = ['status_code', 'statusCode', 'status', 'code'];

/** What names the request that an answer belongs to. Without it a status is as well that of a thing. */
const REQUEST_ID = /^(?:rid|req(?:uest)?_?id|reply_?to|ack_?id|transaction(?:_?id)?)$/i;

/** A failing head inside the payload: the answer of one request among others. */
function inPayload(value: Json): Pick<Sign, 'value' | 'path'> | undefined {
  for (const name of PAYLOADS) {
    const payload = Object.hasOwn(value, name) ? value[name] : undefined;
    if (!isObject(payload) || !Object.keys(payload).some((member) => REQUEST_ID.test(member))) continue;
    const sign = inHead(payload, FRAME);
    if (sign) return { value: sign.value, path: [name, ...sign.path] };
  }
  return Object.keys(value).some((member) => REQUEST_ID.test(member)) ? inPlugin(value) : undefined;
}

/** Members of a message in which a part of the server can have its answer, and how deep it can lie there. */
const MAX_MEMBERS = 16;
const MAX_LEVELS = 2;

/** The answer of a part of the server to a numbered request: `{"transaction":"t1","plugindata":{"data":{"error_code":426,"error":"…"}}}`. */
function inPlugin(value: Json, path: readonly string[] = []): Pick<Sign, 'value' | 'path'> | undefined {
  for (const name of Object.keys(value).slice(0, MAX_MEMBERS)) {
    const inner = value[name];
    if (!isObject(inner)) continue;
    const at = [...path, name];
    if (isOwnError(inner)) return { value: inner, path: at };
    const found = at.length < MAX_LEVELS ? inPlugin(inner, at) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** What answers a request that is named again, without that name. */
function withoutKinds(value: Json, kind: string): Json {
  const rest: Record<string, unknown> = { ...value };
  for (const name of KINDS) if (rest[name] === kind) delete rest[name];
  return rest;
}

function kindOf(value: Json): string | undefined {
  for (const name of KINDS) {
    const kind = Object.hasOwn(value, name) ? value[name] : undefined;
    // `msg` is as often the text of a message.
    if (typeof kind === 'string' && /^[!-~]+$/.test(kind)) return kind;
  }
  return undefined;
}

function hasWords(value: Json): boolean {
  return [...LAST_WORDS, 'error'].some((name) => isText(value[name]));
}

/** Whether a text or a code in the message says why. */
function hasReason(value: Json): boolean {
  return Object.keys(value).some(
    (name) =>
      !isEmpty(value[name]) &&
      !HOLDERS.test(name) &&
      (/^(?:reason|error)$|Reason$/.test(name) ||
        meaningsOf(name).some(({ role }) => role === 'code' || role === 'message' || role === 'errors')),
  );
}

/** Members with what was asked for, whatever it is. */
const HOLDERS = /^(?:result|response|payload|data|body|info|diagnostics)$/i;

/**
 * The error in the reason of a close: JSON with an error, a code (`NET-0001`), or a sentence that says what went wrong. Undefined for
 * an ordinary goodbye.
 */
export function describeReason(reason: string, now: number): SelfDescription | undefined {
  const found = errorInReason(reason);
  return found && describeFound(found, now);
}

function errorInReason(reason: string): SocketError | undefined {
  const text = reason.trim();
  if (text === '' || ORDINARY_GOODBYE.test(text)) return undefined;
  if (text.startsWith('{')) {
    const value = parseJson(text);
    if (isObject(value)) return { value, path: [], fallbackCode: undefined, index: 0 };
  }
  const leading = /^([A-Z][A-Z0-9]{1,20}(?:[-_][A-Z0-9]{1,20}){1,8})\b/.exec(text)?.[1];
  const code = leading !== undefined && isCodeLike(leading) ? leading : undefined;
  if (code === undefined && plainSentence(text) === undefined && !/\b(?:error|fail(?:ed|ure)?)\b/i.test(text))
    return undefined;
  return { value: { message: text, code }, path: [], fallbackCode: undefined, index: 0 };
}
