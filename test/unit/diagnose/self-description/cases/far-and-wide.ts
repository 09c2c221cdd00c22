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
];
