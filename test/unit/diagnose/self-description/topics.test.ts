import { describe, expect, it } from 'vitest';
import { describePublished } from '../../../../lib/diagnose/self-description/topics.ts';

const FAILING: readonly (readonly [topic: string, text: string, code: string])[] = [
  ['$pond/things/x/shadow/get/rejected', '{"code":404,"message":"No shadow exists"}', '404'],
  [
    '$pond/keys/create/rejected',
    '{"statusCode":400,"errorCode":"InvalidPayload","errorMessage":"bad"}',
    'InvalidPayload',
  ],
  ['ducks/feed/set/denied', '{"reason":"not authorized"}', 'denied'],
  ['rpc/response/9', '{"error":"unknown method"}', 'error'],
  ['pond/bridge/response/duck/remove', '{"data":{},"error":"Duck 7 does not exist","status":"error"}', 'error'],
  ['v1/ponds/me/rpc/response/7', '{"error":{"code":403,"message":"Forbidden"}}', '403'],
  ['pond/rpc_response', '{"id":1,"src":"s","error":{"code":-103,"message":"Argument is missing"}}', '-103'],
  [
    '/sys/a/pond/thing/event/property/post_reply',
    '{"code":460,"data":{},"id":"1","message":"request parameter error","method":"thing.event.property.post","version":"1.0"}',
    '460',
  ],
  ['sys/pk/pond/post_reply', '{"id":"1","code":1220,"message":"Payload format error"}', '1220'],
  ['pond/rsp', '{"command":"set","requestId":"1","response":{"code":2,"description":"Invalid payload"}}', '2'],
  ['pond/7/set_ack', '{"code":403,"msg":"Permission denied","ts":1772445600000}', '403'],
  ['pond/resp', '{"id":3,"method":"set_alarm","code":3,"message":"Invalid time"}', '3'],
  ['a/b/command_reply', '{"status":"error","reason":"unsupported command","command":"x"}', 'error'],
];
const HEALTHY: readonly (readonly [topic: string, text: string])[] = [
  ['pond/bridge/response/duck/remove', '{"data":{"id":"x"},"status":"ok"}'],
  ['rpc/response/9', '{"error":null,"result":1}'],
  ['survey/response/7', '{"answers":[{"q":"error?","a":"no"}]}'],
  ['orders/7/rejected', '{"id":7,"total":12}'],
  ['orders/rejected', 'three'],
  ['pond/orders/rejected', '{"orderId":7,"reason":"out of stock"}'],
  ['gate/3/access/denied', '{"card":"9","reason":"unknown card"}'],
  ['claims/7/rejected', '{"message":"Claim rejected","code":"R12"}'],
  ['ponds/1/error', '{"code":"E12","message":"Overheated"}'],
  ['pond/logs', '{"level":"error","message":"Publish failed"}'],
  ['rpc/request/7', '{"method":"setError","error":{"code":1,"message":"x"}}'],
  ['stats/response/time', '{"errors":4,"p99":12}'],
  ['sys/a/pond/post_reply', '{"code":200,"data":{},"id":"1","message":"success","method":"x","version":"1.0"}'],
  ['pond/rsp', '{"command":"get","requestId":"1","response":{"code":0,"description":"success"}}'],
  ['pond/get_reply', '{"id":"1","code":0,"message":"","data":{"error_code":12,"state":"fault"}}'],
  ['pond/logs/get_reply', '{"id":"1","code":200,"data":[{"level":"error","message":"pump failed"}]}'],
  ['rooms/7/user_reply', '{"code":"hi","message":"I failed my exam","id":"1"}'],
  ['forum/9/reply', '{"id":9,"author":"Ann","message":"Error 404: page not found appears for me too","code":"js"}'],
  ['pond/resp', '{"id":3,"method":"get_errors","errors":[{"code":3,"message":"Door open"}]}'],
  ['pond/errors/response', '{"id":3,"errors":[{"code":3,"message":"Door open"}]}'],
  ['pond/response', '{"cmd":"lastError","error":"Door open"}'],
  [`rpc/response/${'9'.repeat(600)}`, '{"error":"unknown method"}'],
];

describe('a message that was published', () => {
  it('fails where it answers a request and says so', () => {
    for (const [topic, text, code] of FAILING) expect(describePublished(topic, text, 0)?.code?.value, topic).toBe(code);
  });

  it('does not where nothing failed, or a device tells of itself', () => {
    for (const [topic, text] of HEALTHY) expect(describePublished(topic, text, 0), topic).toBeUndefined();
  });
});
