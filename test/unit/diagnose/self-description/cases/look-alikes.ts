/** Successes that look like errors. Values are made up. */
import type { HealthyCase } from './case.ts';

export const LOOK_ALIKES: readonly HealthyCase[] = [
  { title: 'a view without complaints', body: { component: 'Pond', props: { errors: {} }, url: '/', version: '1' } },
  { title: 'a search by status that found nothing', body: { status: 'LOGIN_FAILED', items: [], total: 0 } },
  { title: 'texts of a part of a page', body: { component: 'Form', props: { errors: { required: 'Fill this in' } } } },
  {
    title: 'failures that were counted before',
    body: { failure: 1, results: [{ message_id: '7' }, { error: 'NotRegistered' }] },
  },
  {
    title: 'words of an app for what went wrong',
    body: { error: 'Something went wrong', save: 'Save', welcome: 'Hello' },
  },
  {
    title: 'what a machine reports of itself',
    body: { error: 'Thermal runaway', temperature: 312 },
  },
  {
    title: 'an article on what went wrong',
    body: { title: 'What went wrong', body: 'An error occurred in the kitchen.', author: 'Jo' },
  },
  {
    title: 'a failed job',
    body: { id: 'job_1', status: 'failed', error: { code: 'E_OOM', message: 'out of memory' }, created_at: 1 },
  },
  {
    title: 'a finished operation with its error',
    body: { name: 'operations/1', done: true, error: { code: 3, message: 'Invalid argument' } },
  },
  {
    title: 'a list of failed jobs',
    body: { jobs: [{ id: 1, status: 'failed', error: { code: 1, message: 'x' } }], total: 1 },
  },
  {
    title: 'results of a GET with statuses',
    body: { results: [{ url: 'https://a.example', status: 404, message: 'Not found' }] },
  },
  {
    title: 'a list of checks by status',
    body: [
      { name: 'db', status: 500, error: 'timeout' },
      { name: 'web', status: 200 },
    ],
  },
  {
    title: 'a deployment that failed',
    body: { id: 9, success: false, message: 'Build failed', created_at: '2026-01-01T00:00:00Z' },
  },
  {
    title: 'a validation service',
    method: 'POST',
    body: { valid: false, errors: [{ message: 'Email is invalid', field: 'email' }] },
  },
  {
    title: 'a linter',
    method: 'POST',
    body: { results: [{ file: 'a.js', errors: [{ line: 1, message: 'x is undefined' }] }], errorCount: 1 },
  },
  {
    title: 'a compiler',
    method: 'POST',
    body: {
      success: false,
      errors: [],
      diagnostics: [{ code: 2304, message: 'Cannot find name' }],
      files: [{ name: 'a' }],
    },
  },
  {
    title: 'a test run',
    method: 'POST',
    body: { success: false, passed: 3, failed: 1, tests: [{ name: 't', status: 'failed', message: 'expected 1' }] },
  },
  {
    title: 'a translation catalogue',
    body: { error: 'Fehler', save: 'Speichern', cancel: 'Abbrechen', message: 'Nachricht' },
  },
  {
    title: 'a form schema',
    body: {
      title: 'Order',
      type: 'object',
      required: ['a'],
      properties: { error: { type: 'string', description: 'An error' }, code: { type: 'integer' } },
    },
  },
  {
    title: 'a product named error',
    body: { id: 7, name: 'Error 404 T-shirt', code: 'ERR-404', status: 'active', price: 20, message: 'Ships tomorrow' },
  },
  { title: 'a coupon with a message', body: { code: 'WELCOME10', message: '10% off your first order' } },
  { title: 'a dial code', body: { code: 49, name: 'Germany' } },
  { title: 'a success under code 1', body: { code: 1, msg: 'success', data: null } },
  { title: 'a success in Chinese', body: { code: 20_000, msg: '操作成功', data: null } },
  { title: 'a success with a message', method: 'POST', body: { code: 201, message: 'Item created', data: null } },
  { title: 'error zero', body: { error: 0, message: 'ok' } },
  { title: 'error none', body: { error: 'none', status: 'ready' } },
  { title: 'no error in words', body: { error: 'No error', result: 3 } },
  { title: 'errno zero', body: { errno: 0, errmsg: 'success', data: {} } },
  { title: 'an empty error list with a result', body: { error: [], result: { time: 1 } } },
  { title: 'log lines', body: { logs: [{ level: 'error', error: { code: 1, message: 'x' }, msg: 'failed' }] } },
  {
    title: 'one log line',
    body: { ts: 1, level: 'error', message: 'Connection refused', code: 'ECONNREFUSED', service: 'api' },
  },
  { title: 'a health check', body: { status: 'fail', checks: { db: [{ status: 'fail', output: 'timeout' }] } } },
  {
    title: 'a payment that was declined earlier',
    body: {
      id: 'pi_1',
      object: 'payment_intent',
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', message: 'Your card was declined.', type: 'card_error' },
    },
  },
  {
    title: 'a message delivery',
    body: {
      sid: 'SM1',
      status: 'failed',
      error_code: 30_003,
      error_message: 'Unreachable destination handset',
      to: '+10000000000',
    },
  },
  { title: 'an order with a failure reason', body: { id: 'o1', status: 'failed', message: 'Card declined' } },
  { title: 'a settings page', body: { error: { page: '/error.html', color: '#f00' }, theme: 'dark' } },
  {
    title: 'an API description',
    body: {
      swagger: '2.0',
      paths: {},
      definitions: {
        Error: { type: 'object', properties: { code: { type: 'integer' }, message: { type: 'string' } } },
      },
    },
  },
  {
    title: 'a chat reply that quotes an error',
    body: {
      id: 'c',
      choices: [{ message: { role: 'assistant', content: '{"error":{"code":1,"message":"x"}}' } }],
      error: null,
    },
  },
  {
    title: 'a model answer in a stream',
    type: 'text/event-stream',
    body: 'data: {"type":"delta","text":"{\\"error\\":{\\"code\\":1}}"}\n\nevent: done\ndata: {"ok":true}\n\n',
  },
  {
    title: 'a stream of alerts',
    type: 'text/event-stream',
    body: 'event: alert\ndata: {"severity":"error","message":"Disk full","host":"a"}\n\n',
  },
  { title: 'a monitoring list of endpoints', body: { endpoints: [{ url: 'x', statusCode: 503, error: 'down' }] } },
  { title: 'a quote', body: { code: 42, message: 'The answer', author: 'Deep Thought' } },
  { title: 'feature flags', body: { success: false, errors: false, status: true } },
  { title: 'a success flag alone', method: 'POST', body: { success: false } },
  { title: 'a user who is not found in a lookup', body: { ok: false, exists: false } },
  {
    title: 'a question about errors',
    body: { title: 'Error: Cannot find module', body: 'I get {"error":"x"}', tags: ['error'] },
  },
  {
    title: 'a WebDAV listing with properties that do not exist',
    method: 'PROPFIND',
    type: 'application/xml',
    body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a</d:href><d:propstat><d:prop><d:x/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response></d:multistatus>',
  },
  {
    title: 'a feed about errors',
    type: 'application/rss+xml',
    body: '<rss><channel><title>Errors</title><item><title>Error 500 explained</title><description>error</description></item></channel></rss>',
  },
  { title: 'a drawing', type: 'image/svg+xml', body: '<svg><title>Error</title><text>Error</text></svg>' },
  {
    title: 'a list of error codes',
    body: [
      { code: 'E1', message: 'Bad' },
      { code: 'E2', message: 'Worse' },
    ],
  },
  {
    title: 'a list of error codes that was asked for by POST',
    method: 'POST',
    body: {
      items: [
        { code: 'E1', message: 'Bad' },
        { code: 'E2', message: 'Worse' },
      ],
    },
  },
  {
    title: 'a sync reply with conflicts',
    method: 'POST',
    body: {
      results: [
        { id: 1, ok: true },
        { id: 2, ok: true },
      ],
      status: 'done',
    },
  },
  {
    title: 'a page of users with a status',
    method: 'POST',
    body: {
      data: [
        { id: 1, status: 'active', message: 'hi' },
        { id: 2, status: 'error', message: 'pending' },
      ],
    },
  },
  { title: 'text that starts like a call', type: 'text/plain', body: 'error({"a":1}) is how you call it' },
  {
    title: 'labels of a form that shows errors',
    body: { error: { code: 'Code', message: 'Something went wrong', title: 'Error' } },
  },
  { title: 'a result that went well', body: { resultCode: '0000', resultMsg: '정상' } },
  {
    title: 'a head that went well',
    body: { trade_query_response: { code: '10000', msg: 'Success' }, sign: 'made-up' },
  },
  {
    title: 'what is configured, with the state of each thing',
    method: 'POST',
    body: [
      { name: 'PondREST', enabled: false, config: 'ponds/rest', error: 'connector not available', ok: false },
      { name: 'LDAP', enabled: true, config: 'ponds/ldap', ok: true },
    ],
  },
  {
    title: 'a list of codes, each with its text, that tell of a success',
    body: { api: 'pond.duck.get', v: '1.0', ret: ['SUCCESS::Served'], data: {} },
  },
  {
    title: 'such a list beside a result',
    body: { ret: ['WARN::Slow', 'ERROR_NONE::Served'], data: { ducks: 3 } },
  },
  { title: 'a comment beside a number', body: { code: 500, comment: 'A nice hat, that' } },
  {
    title: 'texts for the forms of an app',
    body: { errors: { required: 'This field is required', invalid: 'Invalid value' }, success: 'Saved' },
  },
  {
    title: 'texts for the views of an app in another language',
    body: { error: { title: 'Ошибка', message: 'Что-то пошло не так', code: 'Код ошибки' }, ok: 'Хорошо' },
  },
  { title: 'a reply in its wrapping', body: { statusCode: 200, body: '{"error":null}' } },
  { title: 'a reply that is kept for tests', body: { id: 5, statusCode: 500, body: '{"error":"x"}' } },
  { title: 'how cold it is', type: 'text/plain', body: '-5 degrees' },
  { title: 'a table of numbers', type: 'text/csv', body: '-1,Missing value\n-2,Other\n' },
  { title: 'a part of a page', type: 'text/html', body: '<p>Error: something</p>' },
  { title: 'probes that were read', body: { results: [{ id: 0, error: 'connection refused' }] } },
  {
    title: 'jobs that were searched for',
    method: 'POST',
    body: { jobs: [{ id: 'j', result: null, error_code: 5, error: 'boom' }] },
  },
  {
    title: 'recipients that were reached',
    method: 'POST',
    body: { DuckData: { Message: 'Sent', Recipients: [{ statusCode: 101, status: 'Success', number: '+1' }] } },
  },
  { title: 'what short codes mean', body: { errors: { E1: 'Invalid', E2: 'Missing' } } },
  { title: 'shares of errors', body: { errors: { rate: '5%', budget: '99.9%' } } },
  { title: 'exceptions of a calendar', body: { exceptions: [{ code: 'HOL', text: 'Closed on holidays' }] } },
  { title: 'a number of errors', body: { error: 2, warning: 5, message: 'Checks' } },
  {
    title: 'texts for every kind of notice',
    body: { success: { message: 'ok' }, error: { message: 'bad' }, info: { message: 'hm' } },
  },
  { title: 'a row of a table', type: 'text/plain', body: '-1,Unknown pond' },
  { title: 'the names of columns', type: 'text/plain', body: 'Error:Name,Value' },
  { title: 'how many were removed', type: 'text/plain', body: '-5 invalid samples removed' },
  { title: 'what handles errors', body: { code: 4700, description: 'errorHandler' } },
  { title: 'where errors are written', body: { code: 4700, message: 'errorInput' } },
  { title: 'what takes over', body: { code: 4700, message: 'failOver' } },
  { title: 'a success that names an error', body: { code: 0, description: 'errorInLogin' } },
  { title: 'errors that are listed', body: [{ code: 4700, description: 'errorInLogin' }] },
  { title: 'a page behind empty lines', type: 'text/html', body: '\r\n  <p>{"error":"No such pond"}</p>' },
  { title: 'a success behind empty lines', type: 'text/html', body: '\r\n  {"success":true,"error":null}' },
];
