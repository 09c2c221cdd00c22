/** Replies in rows, chunks and lists within lists, as frameworks stream them. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const ROWS = 'text/x-component';

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
