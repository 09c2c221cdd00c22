/** Replies in rows, chunks and lists within lists, as frameworks stream them. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const ROWS = 'text/x-component';
const FLATTENED = 'text/x-script';

/** A chunk behind its length. */
function chunk(value: unknown): string {
  const json = JSON.stringify(value);
  return `${json.length}\n${json}`;
}

export const STREAMED: readonly ReplyCase[] = [
  {
    title: 'a row of what an action returned',
    status: 200,
    method: 'POST',
    type: ROWS,
    body: '0:{"a":"$@1","f":"","b":"x"}\n1:{"success":false,"error":"The duck is not registered"}\n',
    code: undefined,
    permanence: 'permanent',
    said: 'The duck is not registered',
  },
  {
    title: 'lines whose lists hold an error',
    status: 200,
    body: '{"json":{"0":[[0],[null,0,0]]}}\n{"json":[0,0,[[{"result":0}],["result",0,1]]]}\n{"json":[1,0,[[{"error":{"json":{"message":"No such duck","code":-32004,"data":{"code":"DUCK_GONE"}}}}]]]}\n',
    code: 'DUCK_GONE',
    said: 'No such duck',
  },
  {
    title: 'a chunk that ends what was listened to',
    status: 200,
    type: 'text/plain',
    body: `${chunk([[0, ['noop']]])}${chunk([[1, [{ targetChange: { targetIds: [2], cause: { code: 7, message: 'Missing or insufficient permissions.' } } }]]])}`,
    code: '7',
    permanence: 'permanent',
    said: 'insufficient permissions',
  },
  {
    title: 'a row of an error that an action threw',
    status: 200,
    method: 'POST',
    type: ROWS,
    body: '0:{"a":"$@1","f":"","b":"x"}\n1:E{"digest":"2738160573","message":"The pond is frozen","stack":[]}\n',
    code: undefined,
    said: 'The pond is frozen',
  },
  {
    title: 'a flattened error of a route',
    status: 200,
    type: FLATTENED,
    body: '[{"_1":2},"routes/duck",{"_3":4},"error",["ErrorResponse",5,6,7],"No such duck",404,"Not Found"]\n',
    code: '404',
    permanence: 'permanent',
    said: 'No such duck',
  },
  {
    title: 'a part of a result that came late and failed',
    status: 200,
    method: 'POST',
    type: 'multipart/mixed',
    body: '\r\n---\r\nContent-Type: application/json\r\n\r\n{"data":{"a":1},"hasNext":true}\r\n---\r\nContent-Type: application/json\r\n\r\n{"incremental":[{"data":null,"path":["duck"],"errors":[{"message":"The duck left","extensions":{"code":"DUCK_GONE"}}]}],"hasNext":false}\r\n-----\r\n',
    code: 'DUCK_GONE',
    said: 'The duck left',
  },
  {
    title: 'what the loader of a page gave',
    status: 200,
    body: { type: 'data', nodes: [null, { type: 'error', error: { message: 'No such pond' }, status: 404 }] },
    code: '404',
    permanence: 'permanent',
    said: 'No such pond',
  },
  {
    title: 'a partial update of a page',
    status: 200,
    method: 'POST',
    type: 'text/plain',
    body: '19|error|500|The pond is frozen.|',
    code: '500',
    said: 'The pond is frozen.',
  },
  {
    title: 'a line of a chat that broke off',
    status: 200,
    method: 'POST',
    type: 'text/plain',
    body: 'f:{"messageId":"m1"}\n0:"Quack"\n3:"The model was too tired"\n',
    code: undefined,
    said: 'The model was too tired',
  },
];

export const NOTHING_STREAMED: readonly HealthyCase[] = [
  {
    title: 'rows of a page that was asked for',
    type: ROWS,
    body: '0:{"a":"$@1","f":"","b":"x"}\n1:{"success":false,"error":"The duck is not registered"}\n',
  },
  {
    title: 'rows of an action that went well',
    method: 'POST',
    type: ROWS,
    body: '0:{"a":"$@1","f":"","b":"x"}\n1:{"success":true,"error":null}\n2:["$","p",null,{"children":"error"}]\n',
  },
  {
    title: 'a row that leads elsewhere',
    method: 'POST',
    type: ROWS,
    body: '0:{"a":"$@1","f":"","b":"x"}\n1:E{"digest":"REDIRECT;replace;/pond;307;"}\n',
  },
  {
    title: 'a flattened page that quotes a tag',
    type: FLATTENED,
    body: '[{"_1":2},"routes/duck",{"_3":4},"data",{"_5":6},"message","ErrorResponse"]\n',
  },
  {
    title: 'parts of a result that holds errors as data',
    type: 'multipart/mixed',
    body: '---\r\nContent-Type: application/json\r\n\r\n{"incremental":[{"data":{"errors":[{"message":"x y"}]},"path":["b"]}],"hasNext":false}\r\n-----',
  },
  {
    title: 'a partial update with a part about errors',
    method: 'POST',
    type: 'text/plain',
    body: '1|#||4|16|updatePanel|Pond|error|500|quack|',
  },
  {
    title: 'a line of a chat about errors',
    method: 'POST',
    type: 'text/plain',
    body: '0:"3:\\"error\\""\nd:{"finishReason":"stop"}\n',
  },
  {
    title: 'lines whose lists hold results',
    body: '{"json":{"0":[[0],[null,0,0]]}}\n{"json":[0,0,[[{"result":{"error":"none","code":7}}]]]}\n',
  },
  {
    title: 'lines with lists of jobs and their errors',
    type: 'application/x-ndjson',
    body: '{"jobs":[{"error":{"code":"OOM","message":"out of memory"}}]}\n{"jobs":[]}\n',
  },
  {
    title: 'lines with lists within lists of errors in a log',
    type: 'application/x-ndjson',
    body: '{"entries":[[{"error":{"code":"E1","message":"The feeder broke"}}]]}\n{"entries":[]}\n',
  },
  {
    title: 'a chunk of what has changed',
    type: 'text/plain',
    body: chunk([[1, [{ documentChange: { document: { error: { code: 7, message: 'x y' } }, targetIds: [2] } }]]]),
  },
];
