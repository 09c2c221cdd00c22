/** Shapes of services and standards of many countries, with what looks like each and is healthy. */
import type { HealthyCase, ReplyCase } from './case.ts';

const answered = { status: 200, method: 'POST' } as const;

export const FAR_AND_WIDE: readonly ReplyCase[] = [
  {
    ...answered,
    title: 'that an error occurred, in the past tense of Japanese',
    body: { code: 4711, msg: 'エラーが発生しました', data: null },
    code: '4711',
    permanence: 'unknown',
  },
  {
    status: 400,
    title: 'a list of errors with fields, of which the envelope only says that it is one',
    body: { type: 'error.list', errors: [{ code: 'gone_fishing', field: 'pond', message: 'No' }] },
    code: 'gone_fishing',
    param: 'pond',
  },
  {
    status: 404,
    title: 'an error in words beside the kind of service',
    body: { errors: [{ error: 'duck-not-found', type: 'pond:service' }] },
    code: 'duck-not-found',
  },
  {
    ...answered,
    title: 'a number between 100 and 399 beside the text of an error',
    body: { status: '101', error_text: 'No answer found' },
    code: '101',
  },
  {
    status: 400,
    title: 'a problem within an error, whose title is no field',
    body: { error: { type: 'invalid-request', title: 'Invalid Request', status: 400, detail: 'Beak is too long' } },
    code: 'invalid-request',
    said: 'Beak is too long',
    param: null,
  },
  {
    status: 400,
    title: 'rows of what was sent with an error each',
    body: {
      items: [{ ref: '1', status: 'REJECTED', error: { type: 'too-long', status: 400, detail: 'Beak is too long' } }],
    },
    code: 'too-long',
    said: 'Beak is too long',
  },
  {
    status: 422,
    title: 'rows of which one has an error',
    body: {
      ducks: [
        { id: 'd1', name: 'Ada', error: null },
        { id: 'd2', error: { code: 'NO_FOOD', message: 'None left' } },
      ],
    },
    code: 'NO_FOOD',
  },
  {
    status: 500,
    title: 'a code with its description below the name of a code',
    type: 'text/xml',
    body: '<e:Envelope xmlns:e="x"><e:Body><e:Fault><faultcode>Client</faultcode><faultstring>Client data</faultstring><detail><Errors><ErrorDetail><Severity>Hard</Severity><PrimaryErrorCode><Code>250003</Code><Description>Invalid key</Description></PrimaryErrorCode></ErrorDetail></Errors></detail></e:Fault></e:Body></e:Envelope>',
    code: '250003',
    said: 'Invalid key',
  },
  {
    status: 409,
    title: 'nothing but the name of the status, which decides nothing beside it',
    body: { status: 409, title: 'Conflict', instance: 'pond:trace:31692' },
    code: undefined,
    permanence: 'unknown',
  },
  {
    status: 400,
    title: 'several fields of which one has to be there',
    body: { message: "At least the 'name', 'email' or 'mode' field has to be provided" },
    code: undefined,
    param: null,
  },
  {
    status: 400,
    title: 'where to read on in the reply',
    body: { message: "Invalid body, check 'errors' property for more info.", errors: ['type must be a text'] },
    code: undefined,
    param: null,
  },
  {
    ...answered,
    title: 'a failed task that is counted under the name of its list',
    body: {
      status_code: 20000,
      status_message: 'Ok.',
      tasks_error: 1,
      tasks: [
        { id: 't1', status_code: 20100, status_message: 'Task Created.', result: null },
        { id: 't2', status_code: 40501, status_message: "Invalid Field: 'pond'.", result: null },
      ],
    },
    code: '40501',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'an order that was not taken, counted under the name of its list',
    body: { orders_failed: 1, orders: [{ id: '1', code: 'E9', message: 'Insufficient stock' }] },
    code: 'E9',
  },
  {
    ...answered,
    title: 'one operation of several that was refused, with its details',
    body: {
      Operations: [
        { method: 'POST', bulkId: 'a', location: 'https://pond.example/7', status: '201' },
        {
          method: 'POST',
          bulkId: 'b',
          status: '409',
          response: { detail: 'is taken', scimType: 'uniqueness', status: '409' },
        },
      ],
    },
    code: 'uniqueness',
    said: 'is taken',
  },
  {
    status: 403,
    method: 'PUT',
    title: 'a condition of WebDAV that did not hold',
    type: 'application/xml',
    body: '<D:error xmlns:D="DAV:" xmlns:C="x"><C:valid-calendar-data/></D:error>',
    code: 'valid-calendar-data',
    permanence: 'permanent',
  },
  {
    status: 409,
    method: 'PUT',
    title: 'such a condition with the resource in its way',
    type: 'application/xml',
    body: '<C:error xmlns:C="x"><C:no-uid-conflict><D:href xmlns:D="DAV:">/1.vcf</D:href></C:no-uid-conflict></C:error>',
    code: 'no-uid-conflict',
  },
  {
    status: 423,
    method: 'PUT',
    title: 'the condition that says no more than its status',
    type: 'application/xml',
    body: '<D:error xmlns:D="DAV:"><D:lock-token-submitted/></D:error>',
    code: undefined,
  },
  {
    status: 404,
    title: 'an exception of WebDAV in words',
    type: 'application/xml',
    body: '<d:error xmlns:d="DAV:" xmlns:s="x"><s:exception>Pond\\Exception\\NotFound</s:exception><s:message>No such duck</s:message></d:error>',
    code: 'Pond\\Exception\\NotFound',
    said: 'No such duck',
  },
  {
    ...answered,
    title: 'pairs under the type of a page',
    type: 'text/html',
    body: 'response=3&responsetext=Authentication Failed&authcode=&transactionid=&response_code=300',
    code: '300',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'nothing but the code of an error under the name of a status',
    body: { status: 'WRONG_CRUMB_ERROR' },
    code: 'WRONG_CRUMB_ERROR',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'that none was found by its name',
    body: { code: 51, msg: 'No duck was found by the name of Ada', data: null },
    code: '51',
    permanence: 'permanent',
  },
];

export const WELL_EVERYWHERE: readonly HealthyCase[] = [
  {
    title: 'a search that ended well and found nothing, in Japanese',
    body: { POND_LIST: { RESULT: { STATUS: 1, ERROR_MSG: '正常に終了しましたが、該当データはありませんでした。' } } },
  },
  {
    title: 'a good end without errors, in Japanese',
    method: 'POST',
    body: { code: 200, msg: 'エラーなしで完了しました' },
  },
  { title: 'that all is saved, in Arabic', method: 'POST', body: { code: 7, msg: 'تم الحفظ بنجاح', data: null } },
  { title: 'labels in Arabic', body: { error: 'خطأ', login: { wrong: 'كلمة المرور غير صحيحة', ok: 'تم' } } },
  {
    title: 'the faults of a motor as the result of a SOAP call that asks for them',
    method: 'POST',
    type: 'text/xml',
    body: '<s:Envelope xmlns:s="x"><s:Body><GetFaultsResponse><Fault><Code>7</Code><Description>Motor stalled</Description></Fault></GetFaultsResponse></s:Body></s:Envelope>',
  },
  {
    title: 'failed tasks that were read',
    body: { tasks_error: 1, tasks: [{ id: 't2', status_code: 40501, status_message: 'Invalid Field', result: null }] },
  },
  {
    title: 'tests of which one failed',
    method: 'POST',
    body: { tests_failed: 1, tests: [{ name: 'swims', status: 'failed', message: 'expected 1' }] },
  },
  {
    title: 'jobs with their results',
    method: 'POST',
    body: { jobs_failed: 3, jobs: [{ id: '1', code: 7, message: 'Access was denied by a rule', data: { x: 1 } }] },
  },
  {
    title: 'pairs of a good end under the type of a page',
    method: 'POST',
    type: 'text/html',
    body: 'response=1&responsetext=SUCCESS&authcode=123456&transactionid=2812&response_code=100',
  },
  {
    title: 'a page that quotes pairs',
    method: 'POST',
    type: 'text/html',
    body: '<html><body>status=error&message=x</body></html>',
  },
  { title: 'the state of a payment', body: { status: 'PAYMENT_ERROR' } },
  { title: 'that there was none', method: 'POST', body: { status: 'NO_ERROR' } },
  { title: 'what is next', method: 'POST', body: { status: 'PENDING_REVIEW' } },
  {
    title: 'that none were found',
    method: 'POST',
    body: { code: 200, message: 'No duplicates found by name', data: [] },
  },
  {
    title: 'a file without threats',
    method: 'POST',
    body: { message: 'No malware was found in the file', data: null },
  },
];
