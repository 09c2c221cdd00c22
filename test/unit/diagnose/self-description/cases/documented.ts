/** Shapes that services document, their sentences in other words, with what looks like each and is healthy. */
import type { HealthyCase, ReplyCase } from './case.ts';

const answered = { status: 200, method: 'POST' } as const;

export const DOCUMENTED: readonly ReplyCase[] = [
  {
    ...answered,
    title: 'too little for what was ordered',
    body: { retCode: 110007, retMsg: 'not enough in the pot for this order', result: {}, retExtInfo: {}, time: 1672 },
    code: '110007',
    permanence: 'permanent',
  },
  {
    status: 500,
    title: 'no room left for a while',
    body: { code: 'InternalError', message: 'Out of host capacity.' },
    code: 'InternalError',
    permanence: 'temporary',
  },
  {
    ...answered,
    title: 'a status of its own and a code in words',
    body: { status: 2, status_message: 'invalidAuthToken' },
    code: '2',
    said: 'invalidAuthToken',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a status of four digits in a text',
    body: { status: '5300', message: 'Invalid api key' },
    code: '5300',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a status of its own about a device',
    body: { statusCode: 161, body: {}, message: 'device offline' },
    code: '161',
    permanence: 'temporary',
  },
  {
    status: 400,
    title: 'rows of what was sent with their errors',
    body: {
      requests: [{ type: 'CREATE', state: 'INVALID', errors: [{ code: 'no_such_nest', message: 'No nest 7' }] }],
    },
    code: 'no_such_nest',
    said: 'No nest 7',
  },
  {
    status: 400,
    title: 'rows of what was sent with what validators say',
    body: { items: [{ ref: '1', validationMessages: [{ property: 'to.zip', validationMessage: 'Zip is wrong' }] }] },
    code: undefined,
    said: 'Zip is wrong',
    param: 'to.zip',
  },
  {
    status: 422,
    title: 'rows that failed',
    body: { message: 'Some rows are wrong', failed_rows: [{ row: 2, field: 'price', message: 'is negative' }] },
    code: undefined,
    said: 'Some rows are wrong',
    param: 'price',
  },
  {
    status: 422,
    title: 'ids of what failed',
    body: { message: 'Two of three failed', failed_ids: ['7', '8'] },
    code: undefined,
    said: 'Two of three failed',
    param: null,
  },
  {
    status: 400,
    title: 'fields as objects with their names',
    body: {
      type: 'invalid_stay',
      message: 'Wrong',
      errors: [{ type: 'date.required', message: 'A date is needed', fields: [{ name: 'arrival', type: 'body' }] }],
    },
    code: 'invalid_stay',
    param: 'arrival',
  },
  {
    ...answered,
    title: 'a reason field by field',
    body: { status: 'error', reason: { __all__: ['Too little is left in the pot'] } },
    code: undefined,
    said: 'Too little is left in the pot',
    param: null,
  },
  {
    status: 429,
    title: 'the seconds until the next time',
    body: { error: 'TooManyDucks', next_time_in_secs: 5 },
    code: 'TooManyDucks',
    permanence: 'temporary',
    waitMs: 5_000,
  },
  {
    ...answered,
    title: 'an error in a part of what was generated',
    body: {
      id: 'g1',
      choices: [{ index: 0, finish_reason: 'error', error: { code: 503, message: 'The model is overloaded' } }],
    },
    code: '503',
    permanence: 'temporary',
  },
  {
    ...answered,
    title: 'a base of the answer with its own status',
    body: {
      id: '0',
      choices: null,
      usage: { total: 0 },
      base_resp: { status_code: 2013, status_msg: 'invalid params' },
    },
    code: '2013',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'exceptions with numbers beside what was counted',
    body: { exceptions: [{ errorCode: 150, message: 'Parse error in the query' }], scanned: 0, timeMs: 1 },
    code: '150',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'outcomes with numbers below zero',
    body: {
      code: 0,
      results: [
        { pin: 1, code: 0 },
        { pin: 2, code: -4005 },
      ],
    },
    code: '-4005',
  },
  {
    ...answered,
    title: 'a label that was not made, and messages that say why',
    body: { status: 'ERROR', label: 'l1', messages: [{ source: 'post', code: 'invalid_zip', text: 'Zip is wrong' }] },
    code: 'invalid_zip',
    permanence: 'permanent',
  },
  {
    status: 207,
    method: 'POST',
    title: 'problems in a list of failures',
    body: {
      successes: [{ id: 1 }],
      failures: [{ title: 'Duplicate', status: 409, detail: 'The duck is in the pond' }],
    },
    code: 'Duplicate',
    said: 'The duck is in the pond',
  },
  {
    ...answered,
    title: 'a thing that is sent back with what became of it',
    body: [
      { class: 'Duck', id: '1', result: { status: 'SUCCESS' } },
      { class: 'Duck', id: '2', result: { status: 'FAILED', errors: { error: [{ message: 'invalid name' }] } } },
    ],
    code: undefined,
    said: 'invalid name',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a word for a failure beside the inner answer',
    body: { data: { captcha: '', description: 'Invalid access token', error_code: 2190008 }, message: 'error' },
    code: '2190008',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'items between two times',
    body: {
      code: '1',
      msg: 'All operations failed',
      data: [{ id: '', sCode: '51020', sMsg: 'Too small' }],
      inTime: '1',
    },
    code: '51020',
  },
  {
    ...answered,
    title: 'outcomes by the numbers that were written to',
    body: {
      status: 'OK',
      status_code: 100,
      sms: { '4912345678': { status: 'ERROR', status_code: 207, status_text: 'That number is wrong' } },
    },
    code: '207',
    said: 'That number is wrong',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'an item that was skipped for a reason',
    body: {
      success: true,
      result: [
        { status: 'created', id: 3 },
        { status: 'skipped', reasons: [{ code: '1013', message: 'Nest not found' }] },
      ],
    },
    code: '1013',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a number below 200 beside a word for a failure',
    body: { ocs: { meta: { status: 'failure', statuscode: 103, message: 'No group of that name' }, data: [] } },
    code: '103',
  },
  {
    status: 404,
    title: 'a label that says it',
    body: { error: [{ status: 404, label: 'The set of data does not exist' }] },
    code: undefined,
    said: 'The set of data does not exist',
  },
];

export const NOT_FAILED: readonly HealthyCase[] = [
  {
    title: 'outcomes by number that are well',
    method: 'POST',
    body: { status: 'OK', sms: { '4912345678': { status: 'OK', status_code: 100 } } },
  },
  {
    title: 'rooms by number',
    method: 'POST',
    body: { rooms: { '1201': { status: 'error', name: 'lamp' }, '1202': { status: 'ok' } } },
  },
  {
    title: 'days with what was counted',
    method: 'POST',
    body: {
      days: { '2026-03-01': { status: 'error', message: '3 errors' }, '2026-03-02': { status: 'ok', message: 'none' } },
    },
  },
  {
    title: 'an item that was skipped for none',
    method: 'POST',
    body: {
      success: true,
      result: [
        { status: 'created', id: 3 },
        { status: 'skipped', id: 4 },
      ],
    },
  },
  {
    title: 'a model that talks of errors',
    method: 'POST',
    body: { id: 'g', choices: [{ finish_reason: 'stop', error: null, message: { content: 'error 503: overloaded' } }] },
  },
  {
    title: 'a base of the answer that is well',
    method: 'POST',
    body: { id: 'g', base_resp: { status_code: 0, status_msg: 'success' }, choices: [{}] },
  },
  {
    title: 'weather in the status of a response',
    method: 'POST',
    body: { response_status: { code: 20051, message: 'Cloudy with wind' }, x: 1 },
  },
  { title: 'temperatures under the name of a code', body: { results: [{ city: 'Oslo', code: -5 }] } },
  { title: 'exceptions that are counted', body: { exceptions: [{ errorCode: 'E1', message: 'No duck', count: 7 }] } },
  {
    title: 'a label that failed some time',
    body: { status: 'ERROR', id: '7', messages: [{ code: 'invalid_zip', text: 'Zip is wrong' }] },
  },
  {
    title: 'tests with what became of them',
    method: 'POST',
    body: [{ id: '1', name: 'test a', result: { status: 'failed', errors: { error: [{ message: 'expected 1' }] } } }],
  },
  {
    title: 'orders with their errors',
    body: { orders: [{ id: 1, errors: [{ code: 'X1', message: 'It was late' }] }] },
  },
  { title: 'logins that failed', body: { failed_logins: [{ at: '2026-03-02', message: 'Wrong password' }] } },
  { title: 'a question with its number', body: { code: 4, message: 'Was the delivery late?', type: 'choice' } },
  { title: 'a question about what was wrong', body: { code: 12, message: 'Is it not enough?' } },
  { title: 'a thing that is not written to', body: { code: 42, description: 'Read only memory' } },
  { title: 'an order at its stage', method: 'POST', body: { status: 2, status_message: 'inPreparation' } },
  { title: 'a round number for a success', method: 'POST', body: { status: '1000', message: 'No errors are missing' } },
  { title: 'a thing that can only be read', body: { status: 'locked', message: 'The page is read only' } },
];
