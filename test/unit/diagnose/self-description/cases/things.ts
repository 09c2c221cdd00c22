/** Successes that tell of things which failed, and of nothing that failed in the call. Values are made up. */
import type { HealthyCase } from './case.ts';

const LINES = 'application/x-ndjson';
const XML = 'text/xml';

export const THINGS: readonly HealthyCase[] = [
  {
    title: 'a thing under its own name',
    method: 'POST',
    body: { order: { number: '7', status: 'error', message: 'Payment denied', items: [] } },
  },
  {
    title: 'the colours of a theme',
    body: { theme: { error: { main: '#d32f2f', type: 'colour', message: 'Used for errors' } } },
  },
  { title: 'a judgement on health', body: { healthy: false, reason: 'The pump is down', status: 503 } },
  {
    title: 'the last build with its errors',
    method: 'POST',
    body: { data: { lastBuild: { log: null, errors: [{ message: 'Cannot find the pond', line: 3 }] } } },
  },
  {
    title: 'pages for errors in a configuration',
    type: XML,
    body: '<config><error code="404" page="/404.html"/><error code="500" page="/500.html"/></config>',
  },
  {
    title: 'lines of a log with codes',
    type: LINES,
    body: '{"line":1,"code":404,"message":"GET /pond 404"}\n{"line":2,"code":200,"message":"GET / 200"}\n',
  },
  {
    title: 'what a compiler found',
    method: 'POST',
    type: LINES,
    body: '{"type":"diagnostic","severity":"error","code":"QK2304","message":"Cannot find name"}\n{"type":"done"}\n',
  },
  { title: 'results of which none has an error', method: 'POST', body: [{ Version: '16.0', ErrorInfo: null }, 2, {}] },
  {
    title: 'a device with its error',
    method: 'POST',
    body: [{ id: 1, errorInfo: { code: 3, message: 'Battery low' } }],
  },
  {
    title: 'a table that took all fields',
    method: 'POST',
    body: { data: [{ id: 'row_1' }], fieldErrors: [], error: '' },
  },
  {
    title: 'a form with good news',
    body: { id: 'f1', ui: { messages: [{ id: 7, type: 'info', text: 'Error mail sent' }] } },
  },
  { title: 'a place with its code', body: { code: '90210', message: 'Beverly Hills' } },
  {
    title: 'a probe with the code that it waits for',
    body: { error: { code: 503, message: 'Pond down' }, name: 'probe-1' },
  },
  {
    title: 'errors that are tracked',
    body: { errors: [{ id: 'a', title: 'TypeError', count: 4, lastSeen: '2026-01-01' }], total: 1, page: 1 },
  },
  {
    title: 'a deployment and why it ended',
    body: {
      uid: 'd1',
      readyState: 'ERROR',
      errorCode: 'BUILD_FAILED',
      errorMessage: 'Command exited with 1',
      url: 'x',
    },
  },
  { title: 'an incident', body: { code: 'INC-500', message: 'API errors', status: 'open' } },
  {
    title: 'a code in capitals that went well',
    body: { RESULT: { CODE: 'INFO-000', MESSAGE: '정상 처리되었습니다' } },
  },
  { title: 'a draft', body: { status: -1, info: 'Draft of the pond' } },
  { title: 'a worded code for nothing', body: { errorCode: 'NO_ERROR', message: 'Two ducks are here' } },
  {
    title: 'a notification about a build',
    type: 'text/event-stream',
    body: 'data: {"type":"notification","title":"Build failed","error":"exit 1"}\n\n',
  },
  { title: 'an error of zero, in a line', type: 'text/plain', body: 'ERROR: 0' },
  { title: 'no error, in a line', type: 'text/plain', body: 'Error: none' },
  { title: 'lines of a log', type: 'text/plain', body: 'ERROR: the pond is dry\nINFO: the pond is full\n' },
  {
    title: 'a page about a notice',
    type: 'text/html',
    body: '<html><head><title>How to fix 404 Not Found</title></head><body>x</body></html>',
  },
  {
    title: 'a warning of a script before its answer',
    type: 'text/html',
    body: '<br />\n<b>Warning</b>:  Undefined variable in <b>/pond.php</b> on line <b>1</b><br />\n{"ok":true}',
  },
  {
    title: 'days on which the rule does not hold',
    body: { exceptions: [{ date: '2026-12-25', message: 'No ducks today' }] },
  },
  {
    title: 'a line of a log, as an event',
    type: 'text/event-stream',
    body: 'data: {"type":"log","error":"cannot find pond"}\n\n',
  },
  { title: 'a pond that nobody has', body: { status: 'NOT_FOUND', domain: 'pond', message: 'Not found: it is free' } },
  { title: 'a number of zero in another spelling', body: { errNo: 0, errMsg: 'invalid count reset' } },
  { title: 'zeros that are counted', body: { result: 0, msg: 'none not found', left: 0 } },
  { title: 'a number of an article', body: { itemNo: 4501, itemDesc: 'Invalid mug', price: 3 } },
  {
    title: 'homework with its errors',
    body: { completed: [{ id: 1, errors: ['typo'], title: 'Ducks' }], pending: [] },
  },
  { title: 'a fault in capitals with a stage', body: { STATUS: 'OPEN', CODE: 'E100', MESSAGE: 'Valve error' } },
  { title: 'an alert by its name', body: { name: 'alert-1', error: { code: 'E1', message: 'Pond failing' } } },
  {
    title: 'a robot that waits for somebody to empty it',
    body: { error: { code: 12, message: 'Bin is full' }, state: 'paused' },
  },
  {
    title: 'what goes on until somebody agrees',
    method: 'POST',
    body: { status: 'pending', code: 'authorization_pending', message: 'Waiting for the user' },
  },
  {
    title: 'how a site was found',
    method: 'POST',
    body: { url: 'https://pond.example', status: 'down', code: 503, message: 'Service Unavailable' },
  },
  { title: 'a check by its name', body: { name: 'db', status: 'fail', message: 'timeout' } },
  { title: 'how a game ended', body: { outcome: 'failed', reason: 'Checkmate' } },
  {
    title: 'a flag of what ended some time',
    body: { success: false, finished_at: '2026-03-01', message: 'The pond is full' },
  },
  { title: 'a flag beside what was last', body: { ok: false, lastError: 'timeout', lastRun: '2026-03-01' } },
  { title: 'a run with its state', body: { execution: { status: 'FAILED', error: 'Pond.TaskFailed', cause: 'x' } } },
  { title: 'what happened last', body: { lastBackup: { ok: false, error: 'disk full' } } },
  { title: 'the fault of a machine', body: { fault: { code: 12, message: 'Over temperature' }, running: false } },
  { title: 'a certificate for a domain', body: { status: 'FAILED', failureReason: 'CAA_ERROR', domain: 'a.example' } },
  {
    title: 'who may not have it',
    method: 'POST',
    body: { eligible: false, errors: [{ code: 'AGE', message: 'Must be 18' }] },
  },
  {
    title: 'a pump in a state, with its code',
    body: { pump: { state: 'fault', code: 402, message: 'Valve failure' } },
  },
  { title: 'a build that may not write', body: { build: { status: 'failed', message: 'Permission denied' } } },
  {
    title: 'a job as the result of a call',
    method: 'POST',
    body: { jsonrpc: '2.0', id: 1, result: { status: 'failed', message: 'File not found' } },
  },
];
