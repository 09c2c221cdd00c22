/** Errors in messages of MQTT: those published under a topic that answers requests. What a device tells of itself is none. */
import { parseJson } from '../decode/content.ts';
import { describe } from './describe.ts';
import { saysWhy } from './envelope.ts';
import { signIn } from './find-sign.ts';
import { isObject } from './json.ts';
import { wordsOf } from './plain-words.ts';
import { describeMessage } from './socket.ts';
import type { SelfDescription } from './types.ts';

/**
 * Topics of requests that were refused: those of the broker itself (MQTT 5.0 section 4.7.2) and those behind what was asked for, as
 * `ponds/7/get/rejected`. An order, a claim or somebody at a door is rejected in the ordinary course of things.
 */
const REFUSED =
  /(?:^\$.*|(?:^|[/_-])(?:get|set|put|post|read|write|update|delete|remove|create|list|start|stop|register|provision|subscribe|publish|request|command|cmd|call|rpc|action))\/(rejected|denied|refused|nack)$/i;
/**
 * Topics of answers, with the number of the request or the operation behind it or what was asked before it: `rpc/response/9`,
 * `pond/bridge/response/duck/add`, `pond/7/event/post_reply`.
 */
const OF_ANSWERS =
  /(?:^|\/)(?:response|reply|resp|rsp|rpc[-_]?response)(?:\/|$)|(?:get|set|post|read|write|update|delete|create|add|bind|config|upgrade|request|req|command|cmd|call|rpc|services?|action)_(?:response|reply|resp|rsp|ack)$/i;
/** Members with which a device repeats which request it answers. */
const OF_REQUEST =
  /^(?:id|seq|mid|ver(?:sion)?|method|command|cmd|operation|msg_?type|timestamp|ts|time|(?:req(?:uest)?|msg|message)_?id)$/i;
/** Of those, what names the operation; and words in it that say that errors are what was asked for: `get_errors`. */
const OPERATION = /^(?:method|command|cmd|operation|msg_?type)$/i;
const OF_ERRORS = /\b(?:errors|faults|failures|alarms|alerts|problems|diagnostics|logs|last (?:error|fault|failure))\b/;

/** No topic of a request is longer, in characters. */
const MAX_TOPIC = 512;

/** Whether messages of a topic answer requests. */
export function isOfAnswers(topic: string | undefined): boolean {
  return topic !== undefined && topic.length <= MAX_TOPIC && (REFUSED.test(topic) || OF_ANSWERS.test(topic));
}

/** What a published message says of the request that it answers; undefined where none failed. */
export function describePublished(topic: string, text: string, now: number): SelfDescription | undefined {
  if (!isOfAnswers(topic)) return undefined;
  const refused = REFUSED.exec(topic)?.[1];
  if (refused !== undefined) {
    const value = parseJson(text);
    if (!isObject(value) || !saysWhy(value)) return undefined;
    return describe({ status: 0, headers: [], value, path: [], prose: undefined, now, carrier: { code: refused } });
  }
  return (
    describeMessage({ text, subprotocol: undefined, isLast: false, now })?.description ??
    describeAnswer(topic, text, now)
  );
}

/** What an answer says by its code and its text, whatever it repeats of the request. */
function describeAnswer(topic: string, text: string, now: number): SelfDescription | undefined {
  const parsed = parseJson(text);
  if (!isObject(parsed)) return undefined;
  const names = Object.keys(parsed).filter((name) => !OF_REQUEST.test(name));
  const operations = Object.keys(parsed).filter((name) => OPERATION.test(name));
  if ([topic, ...operations.map((name) => String(parsed[name]).slice(0, MAX_TOPIC))].some(asksForErrors))
    return undefined;
  const answer = Object.fromEntries(names.map((name) => [name, parsed[name]]));
  const sign = signIn(answer, { method: 'POST', status: 0 });
  if (!sign) return undefined;
  const { value, path } = sign;
  return describe({ status: 0, headers: [], value, path, prose: undefined, now, carrier: { code: 'error' } });
}

function asksForErrors(request: string): boolean {
  return request.split('/').some((part) => OF_ERRORS.test(wordsOf(part).join(' ')));
}
