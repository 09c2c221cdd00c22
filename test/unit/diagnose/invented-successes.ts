/** Successes that look like failures. */
import type { Reply } from './invented.ts';

const XML = 'application/xml';
const HTML = 'text/html';
const LINES = 'application/x-ndjson';

export const HEALTHY: readonly (readonly [title: string, reply: Reply])[] = [
  ['no error', { body: { error: null, data: { ducks: 3 } } }],
  ['an empty error', { body: { error: '', ok: true } }],
  ['an error of false', { body: { error: false, result: [1] } }],
  ['no errors in a list', { body: { errors: [], data: [1, 2] } }],
  ['code 0', { body: { code: 0, msg: 'ok', data: [] } }],
  ['code 200', { body: { code: 200, message: 'success', data: null } }],
  ['code 1 for success', { body: { code: 1, msg: 'success' } }],
  ['a text for success', { body: { status: 'success', message: 'The duck failed no test.' } }],
  [
    'a record of a failed job',
    { body: { id: 9, status: 'failed', created_at: '2026-01-01', error: { code: 'E1', message: 'x y' } } },
  ],
  ['a list of failed jobs', { body: { jobs: [{ id: 1, status: 'failed', error: 'boom' }] } }],
  [
    'a log of errors',
    {
      body: [
        { level: 'error', message: 'boom', time: 1 },
        { level: 'info', message: 'fine', time: 2 },
      ],
    },
  ],
  ['a count of errors', { body: { errors: 12, requests: 4000 } }],
  ['a rate of errors', { body: { error_rate: 0.02, errorCount: 3 } }],
  [
    'a health check',
    {
      body: { status: 'fail', checks: { db: { status: 'fail', output: 'no route' } }, version: '1', serviceId: 'pond' },
    },
  ],
  ['a judgement', { body: { valid: false, errors: [{ field: 'name', message: 'too short' }] } }],
  [
    'a translation of errors',
    { body: { error: { title: 'Error', retry: 'Try again' }, home: { title: 'Home' }, login: { title: 'Log in' } } },
  ],
  ['a country code', { body: { code: 'DE', name: 'Germany' } }],
  ['a coupon', { body: { code: 'SAVE-404', discount: 20, message: 'Enjoy' } }],
  ['a status number of an order', { body: { id: 12, status: 500, items: [] } }],
  ['a bare status', { body: { id: 12, status: 3 } }],
  ['a page of errors', { type: HTML, body: '<h1>Error 404</h1>' }],
  ['a script with an error', { type: 'text/javascript', body: 'throw {"error":{"code":1,"message":"x"}}' }],
  ['a feature flag', { body: { ok: false } }],
  ['a question and its answer', { body: { success: false, attempts: 3, id: 'g1', board: [1, 2] } }],
  ['a form with labels', { body: { fields: [{ name: 'error', type: 'text', message: 'Describe the error' }] } }],
  ['a schema', { body: { type: 'object', properties: { error: { type: 'string' }, code: { type: 'integer' } } } }],
  [
    'an OpenAPI document',
    { body: { openapi: '3.0.0', paths: {}, components: { schemas: { Error: { type: 'object' } } } } },
  ],
  ['a diff', { body: { added: 1, deleted: 2, failed: 0 } }],
  ['a test report', { body: { passed: 10, failed: 2, tests: [{ name: 'a', outcome: 'failed', error: 'x' }] } }],
  [
    'a message about an error',
    { body: { id: 'm1', text: 'Error: my duck is gone', user: 'u1', created_at: '2026-01-01' } },
  ],
  ['an empty success', { body: { success: true, error: {} } }],
  ['a partial search', { body: { took: 3, errors: false, items: [{ index: { status: 201 } }] } }],
  ['sensor data', { body: { error: 0.01, value: 20.4, unit: 'C' } }],
  ['a healthy line stream', { type: LINES, body: '{"ok":true}\n{"done":true}\n' }],
  ['XML of records', { type: XML, body: '<jobs><job status="failed"><error>boom</error></job></jobs>' }],
  [
    'an RSS feed',
    { type: 'application/rss+xml', body: '<rss><channel><title>Errors of the week</title></channel></rss>' },
  ],
  ['a type called error', { body: { data: { type: 'error', id: '1', attributes: { name: 'E' } } } }],
  [
    'a translation of an error',
    { body: { i18n: { error: { title: 'Oops', message: 'Something went wrong', code: 'generic' } } } },
  ],
  ['a translation by language', { body: { en: { error: { title: 'Oops', message: 'Something went wrong' } } } }],
  ['a schema of an error', { body: { components: { schemas: { Error: { required: ['code', 'message'] } } } } }],
  ['a kind of result that counts', { body: { result: { type: 'error', count: 3 }, total: 1 } }],
  ['a lamp that is off', { body: { status: false, brightness: 3, message: 'off by timer' } }],
  ['a batch without failures by number', { method: 'POST', body: { messages: [{ status: '0', 'message-id': 'a' }] } }],
  ['a status of zero that is well', { body: { status: '0', info: 'ALL_GOOD' } }],
  ['an error budget', { body: { error_budget: { total: 1, left: 0.4 }, status: 'ok' } }],
  ['a response word', { body: { response: 'false alarm', id: 1 } }],
  ['a dictionary', { body: { fail: 'Fehler', error: 'Irrtum', ok: 'gut' } }],
  ['a number as a text', { body: { result: 'ok', code: '00', message: 'Approved' } }],
];
