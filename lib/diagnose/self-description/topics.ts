/** Errors in messages of MQTT: those published under a topic that answers requests. What a device tells of itself is none. */
import { parseJson } from '../decode/content.ts';
import { describe } from './describe.ts';
import { saysWhy } from './envelope.ts';
import { isObject } from './json.ts';
import { describeMessage } from './socket.ts';
import type { SelfDescription } from './types.ts';

/**
 * Topics of requests that were refused: those of the broker itself (MQTT 5.0 section 4.7.2) and those behind what was asked for, as
 * `ponds/7/get/rejected`. An order, a claim or somebody at a door is rejected in the ordinary course of things.
 */
const REFUSED =
  /(?:^\$.*|(?:^|[/_-])(?:get|set|put|post|read|write|update|delete|remove|create|list|start|stop|register|provision|subscribe|publish|request|command|cmd|call|rpc|action))\/(rejected|denied|refused|nack)$/i;
/** Topics of answers, with the number of the request or the operation behind it: `rpc/response/9`, `pond/bridge/response/duck/add`. */
const OF_ANSWERS = /(?:^|\/)(?:response|reply|rpc[-_]?response)(?:\/|$)/i;
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
  return describeMessage({ text, subprotocol: undefined, isLast: false, now })?.description;
}
