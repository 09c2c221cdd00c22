/** Successes that answer one call with a failure, whatever else they hold, and what only looks like them. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const MIXED = 'multipart/mixed';

export const ANSWERS: readonly ReplyCase[] = [
  {
    title: 'a form that was not valid',
    status: 200,
    method: 'POST',
    body: {
      form: 12,
      status: 'validation_failed',
      message: 'One or more fields have an error.',
      invalid_fields: [{ field: 'your-duck', message: 'Please name your duck.' }],
    },
    code: 'validation_failed',
    permanence: 'permanent',
    said: 'One or more fields',
    param: 'your-duck',
  },
  {
    title: 'a form that could not be sent on',
    status: 200,
    method: 'POST',
    body: { form: 12, status: 'mail_failed', message: 'Please try again later.', into: '#f12', invalid_fields: [] },
    code: 'mail_failed',
    permanence: 'temporary',
  },
  {
    title: 'the failure of an action with its status',
    status: 200,
    method: 'POST',
    body: { type: 'failure', status: 400, data: '[{"duck":1},"Ada"]' },
    code: '400',
    permanence: 'permanent',
    said: null,
  },
  {
    title: 'an error with a status as its code, beside whose call it was',
    status: 200,
    method: 'POST',
    body: { error: { message: 'The provider failed', code: 429 }, user_id: 'u1' },
    code: '429',
    permanence: 'temporary',
  },
  {
    title: 'a flag and a list of texts, beside numbers',
    status: 200,
    method: 'POST',
    body: { hasError: true, errors: ['There are not enough ducks'], quantity: 1 },
    code: undefined,
    said: 'not enough ducks',
  },
  {
    title: 'errors of the user of a kind',
    status: 200,
    method: 'POST',
    body: {
      data: {
        duckKeyCreate: { duckKey: null, duckUserErrors: [{ code: 'UNIDENTIFIED_DUCK', field: null, message: 'Who?' }] },
      },
    },
    code: 'UNIDENTIFIED_DUCK',
  },
  {
    title: 'texts as the errors of a mutation',
    status: 200,
    method: 'POST',
    body: { data: { createDuck: { duck: null, errors: ["Name can't be blank"] } } },
    code: undefined,
    said: "Name can't be blank",
  },
  {
    title: 'texts as the errors of a mutation whose verb is inside its name',
    status: 200,
    method: 'POST',
    body: { data: { duckSetNames: { duck: null, errors: ['The name was not found'] } } },
    code: undefined,
    permanence: 'permanent',
  },
  {
    title: 'shards that failed',
    status: 200,
    method: 'POST',
    body: {
      took: 5,
      _shards: {
        total: 5,
        successful: 4,
        failed: 1,
        failures: [{ shard: 0, reason: { type: 'illegal_argument_exception', reason: 'No such beak' } }],
      },
      hits: { hits: [{ _id: '1' }] },
    },
    code: 'illegal_argument_exception',
    said: 'No such beak',
  },
  {
    title: 'errors beside the results of several',
    status: 207,
    method: 'POST',
    body: {
      status: 'COMPLETE',
      results: [],
      numErrors: 1,
      errors: [{ status: 'error', category: 'DUCK_NOT_FOUND', message: 'Could not get some ducks' }],
    },
    code: 'DUCK_NOT_FOUND',
    permanence: 'permanent',
  },
  {
    title: 'a failed item with its errors as its result',
    status: 200,
    method: 'POST',
    body: {
      hasErrors: true,
      results: [
        { statusCode: 200, result: { name: 'Ada' } },
        { statusCode: 404, result: [{ errorCode: 'DUCK_GONE', message: 'There is no such duck' }] },
      ],
    },
    code: 'DUCK_GONE',
    said: 'There is no such duck',
  },
  {
    title: 'an action in a state of error',
    status: 200,
    method: 'POST',
    body: {
      actions: [
        { id: '1;a', state: 'SUCCESS', returnValue: {}, error: [] },
        { id: '2;a', state: 'ERROR', returnValue: null, error: [{ message: 'The duck has no beak' }] },
      ],
      context: { mode: 'PROD' },
    },
    code: undefined,
    said: 'The duck has no beak',
  },
  {
    title: 'an entry whose status is a line',
    status: 200,
    method: 'POST',
    body: {
      resourceType: 'Bundle',
      entry: [
        { response: { status: '201 Created' } },
        {
          response: {
            status: '422 Unprocessable Entity',
            outcome: { issue: [{ severity: 'error', code: 'required', diagnostics: 'A duck needs a name' }] },
          },
        },
      ],
    },
    code: 'required',
    permanence: 'permanent',
  },
  {
    title: 'one of several results by name',
    status: 207,
    method: 'POST',
    body: { results: { A: { status: 200, frames: [] }, B: { status: 500, error: 'The pond does not exist' } } },
    code: '500',
    param: 'B',
    said: 'The pond does not exist',
  },
  {
    title: 'a part within a part of a batch',
    status: 200,
    method: 'POST',
    type: MIXED,
    body: '--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"error":{"code":"0x80040265","message":"The plug-in failed"}}\r\n--c--\r\n--b--\r\n',
    code: '0x80040265',
    said: 'The plug-in failed',
  },
];

/** Refusals whose error lies below results, or whose words or field have a name of their own. */
export const REFUSED_PARTS: readonly ReplyCase[] = [
  {
    title: 'an error below results by name',
    status: 400,
    body: { results: { A: { error: 'bad_query: The beak is missing', status: 400 } } },
    code: undefined,
    said: 'The beak is missing',
  },
  {
    title: 'errors below results in a list, with their fields',
    status: 400,
    body: {
      hasErrors: true,
      results: [
        { ref: 'r2', errors: [{ statusCode: 'INVALID_BEAK', message: 'No such beak', fields: ['Beak', 'Tail'] }] },
      ],
    },
    code: 'INVALID_BEAK',
    param: 'Beak',
  },
  {
    title: 'messages below what is told of the response',
    status: 400,
    body: { ok: false, error: 'invalid_arguments', response_metadata: { messages: ['missing required field: duck'] } },
    code: 'invalid_arguments',
    said: 'missing required field: duck',
  },
];

export const NO_ANSWERS: readonly HealthyCase[] = [
  {
    title: 'an order whose payment failed',
    method: 'POST',
    body: { number: 'o1', status: 'payment_failed', message: 'Card declined', items: [] },
  },
  {
    title: 'a form that was sent on',
    method: 'POST',
    body: { form: 12, status: 'mail_sent', message: 'Thank you.', invalid_fields: [] },
  },
  {
    title: 'the state of a form that was asked for',
    body: { form: 12, status: 'validation_failed', message: 'A field is wrong', invalid_fields: [{ field: 'duck' }] },
  },
  {
    title: 'a thing with an error that has a status as its code',
    body: { id: 'feed-7', error: { code: 503, message: 'The feeder is down' }, url: 'https://pond.example' },
  },
  {
    title: 'a thing with a state and such an error',
    body: { feeder: '7', state: 'paused', error: { code: 503, message: 'The feeder is down' } },
  },
  {
    title: 'shards that are well',
    method: 'POST',
    body: { _shards: { total: 5, failed: 0, failures: [] }, hits: { hits: [] } },
  },
  {
    title: 'what a linter found',
    method: 'POST',
    body: { success: false, errors: [{ line: 3, column: 7, message: 'Unexpected token' }] },
  },
  {
    title: 'what a compiler found, with a flag',
    method: 'POST',
    body: { hasErrors: true, errors: [{ message: "';' expected", line: 1, code: 1005 }], warnings: [] },
  },
  { title: 'what codes mean', body: { errors: { E1001: 'Invalid duck', E1002: 'The ticket expired' } } },
  {
    title: 'actions that are well',
    method: 'POST',
    body: { actions: [{ id: '1;a', state: 'SUCCESS', returnValue: { state: 'ERROR' }, error: [] }], context: {} },
  },
  {
    title: 'the states of sites',
    method: 'POST',
    body: { results: { home: { url: 'https://pond.example', status: 503, error: 'down' } } },
  },
  {
    title: 'what can be done, and failed before',
    method: 'POST',
    body: { actions: [{ name: 'feed', state: 'failed', error: [{ message: 'The bag is empty' }] }] },
  },
  {
    title: 'a link that is broken',
    method: 'POST',
    body: { type: 'failure', status: 404, title: 'Broken link', url: 'https://pond.example' },
  },
  {
    title: 'a check that failed, by name',
    method: 'POST',
    body: { name: 'dns', status: 'lookup_failed', message: 'No answer', errors: [{ host: 'pond' }] },
  },
  {
    title: 'sites with what was said of them',
    method: 'POST',
    body: { results: { a: { status: 404, message: 'Not Found', checked_at: '2026' }, b: { status: 200 } } },
  },
  { title: 'an address', method: 'POST', body: { entry: [{ status: '404 Main Street', message: 'Third floor' }] } },
  {
    title: 'jobs in a state, with what was wrong',
    method: 'POST',
    body: { items: [{ id: 1, state: 'failed', error: ['no feed'] }] },
  },
  {
    title: 'the last change with its errors',
    method: 'POST',
    body: { data: { lastUpdate: { errors: ['The pond is full'], finished: null } } },
  },
  {
    title: 'tests that failed',
    body: { tests: { failed: 2, failures: [{ reason: { message: 'expected 1', type: 'AssertionError' } }] } },
  },
  {
    title: 'the failure of a game',
    method: 'POST',
    body: { type: 'failure', status: 3, score: 10 },
  },
  {
    title: 'results by name that are well',
    method: 'POST',
    body: { results: { A: { status: 200, frames: [{ schema: { name: 'errors' } }] } } },
  },
];
