/** Members named after errors in words of their own, answers in answers, and what only looks like one of these. */
import type { HealthyCase, ReplyCase } from './case.ts';

const read = { status: 200 } as const;
const answered = { status: 200, method: 'POST' } as const;

export const NAMED_AFTER_ERRORS: readonly ReplyCase[] = [
  {
    ...read,
    title: 'the error of something alone',
    body: { ResponseError: { Code: 'S-44', Text: 'Nest not found' } },
    code: 'S-44',
    said: 'Nest not found',
  },
  {
    ...answered,
    title: 'a payment that failed and why',
    body: { paymentStatus: 'FAILED', failureReason: 'The duck cancelled', orderRef: 'o1' },
    code: 'FAILED',
  },
  {
    ...answered,
    title: 'a code about a limit',
    body: { code: 'isv.BUSINESS_LIMIT_CONTROL', message: '触发流控', requestId: 'r-2' },
    code: 'isv.BUSINESS_LIMIT_CONTROL',
    permanence: 'temporary',
    requestId: 'r-2',
  },
  {
    ...read,
    title: 'a wrapper that returns',
    body: { retorno: { status: 'Erro', codigo_erro: '20', erros: [{ erro: 'O pato não existe' }] } },
    code: '20',
  },
  {
    ...answered,
    title: 'errors of fields in the place of a result',
    body: { message: 'Validation errors', data: { phone: ['The phone field is required.'] }, status: false },
    code: undefined,
    said: 'Validation errors',
    param: 'phone',
  },
  {
    ...answered,
    title: 'a flag in full',
    body: { IsSuccessful: false, ErrorMessages: ['The nest is locked'] },
    code: undefined,
    said: 'The nest is locked',
  },
  {
    ...read,
    title: 'a status in capitals and small letters',
    body: { stat: 'Invalid_Token', msg: 'Token is invalid' },
    code: 'Invalid_Token',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'information on an error',
    body: { error_no: '-51', error_info: '账户被冻结' },
    code: '-51',
    said: '账户被冻结',
  },
  {
    ...answered,
    title: 'a code that begins with KO',
    body: { response_code: 'KO_LIMIT', response_message: 'Daily limit reached' },
    code: 'KO_LIMIT',
  },
  {
    ...answered,
    title: 'an error with its code in the result',
    body: { data: { status: 'FAIL', errorMessage: 'OTP expired', errorCode: 'OTP_02' } },
    code: 'OTP_02',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'nothing but an error in the payload',
    body: { payload: { error: { code: 'NEST_LOCKED', message: 'A duck is in it' } } },
    code: 'NEST_LOCKED',
  },
  {
    ...answered,
    title: 'an error beside what is not there',
    body: { url: null, error: 'Nest is private' },
    code: undefined,
    said: 'Nest is private',
  },
  {
    ...answered,
    title: 'the name of an error of the system',
    body: { err: 'ENOENT', path: '/x' },
    code: 'ENOENT',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'an error as a number and its text',
    body: { result: null, error: [21, 'Duck not found', null], id: 5 },
    code: '21',
    said: 'Duck not found',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a failed item of a batch with an id of its own',
    body: {
      id: '1',
      success: false,
      errors: [{ statusCode: 'DUPLICATE_DUCK', message: 'duplicate duck found', fields: ['Beak'] }],
    },
    code: 'DUPLICATE_DUCK',
    said: 'duplicate duck found',
  },
  {
    ...answered,
    title: 'a status of what was done',
    body: { transactionStatus: 'Error', Message: 'format unsupported' },
    code: undefined,
    said: 'format unsupported',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a status in a letter in a result',
    body: { result: { resultCodeId: 'PARAM_ILLEGAL', resultMessage: 'Illegal ducks', resultStatus: 'F' } },
    code: 'PARAM_ILLEGAL',
    said: 'Illegal ducks',
  },
  {
    ...answered,
    title: 'a flag and a reason in capitals',
    body: { Error: true, Reason: 'The nest is void' },
    code: undefined,
    said: 'The nest is void',
  },
  {
    ...answered,
    title: 'something that is full',
    body: { msg: 'The pond has no place', code: 'ROOM_FULL' },
    code: 'ROOM_FULL',
    permanence: 'temporary',
  },
  {
    ...read,
    type: 'application/xml',
    title: 'a fault with its text as a string',
    body: '<reservations><fault code="401" string="Access denied"/></reservations>',
    code: '401',
    said: 'Access denied',
  },
];

export const NOT_AFTER_ERRORS: readonly HealthyCase[] = [
  { title: 'a margin', body: { marginOfError: { message: 'plus or minus' } } },
  { title: 'a fault of a device', body: { deviceFault: { code: 3, label: 'Filter' } } },
  {
    title: 'the status of what was recognized',
    method: 'POST',
    body: { transactionStatus: 'NoMatch', Message: 'unsupported' },
  },
  {
    title: 'a message that did not arrive, read later',
    body: { sid: 'S1', status: 'undelivered', error_code: 30003, error_message: 'Unreachable duck' },
  },
  {
    title: 'names under that of errors beside a good flag',
    method: 'POST',
    body: { errors: ['a.js', 'b.js'], ok: true },
  },
  { title: 'an answer in words', method: 'POST', body: { response: 'No', message: 'RSVP recorded' } },
  { title: 'a number and where something is', method: 'POST', body: { code: 413, status: 'in stock' } },
  { title: 'a step in words', body: { code: 4, status: 'Payment pending' } },
  { title: 'a line about a country', type: 'text/plain', body: 'NO|Norway|Oslo' },
  { title: 'a line of counts', type: 'text/plain', body: 'FAILED: 0, PASSED: 12' },
  { title: 'an error that happened before', body: { lastError: { code: 'E1', message: 'Timed out' } } },
  {
    title: 'a line of a log by its error of the system',
    body: { ts: 1, level: 'error', message: 'No answer', code: 'ETIMEDOUT' },
  },
];
