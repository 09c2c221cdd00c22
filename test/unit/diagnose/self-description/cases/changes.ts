/** What requests that change something get: errors that are named twice over beside whatever else, and things that were made or tried. */
import type { HealthyCase, ReplyCase } from './case.ts';

const refused = { status: 200, method: 'POST' } as const;

export const REFUSED_CHANGES: readonly ReplyCase[] = [
  {
    ...refused,
    title: 'a code and a text of an error beside data',
    body: { errorCode: 412, errorMessage: 'Pond 7 is not registered', data: { state: '', answer: '2' }, log: {} },
    code: '412',
    said: 'Pond 7 is not registered',
  },
  {
    ...refused,
    title: 'an error object beside the ids of the call and links',
    body: {
      id: 'p-1',
      reference: 'r-1',
      error: { code: '3009', message: 'The bank has declined the ducks.', links: [{ rel: 'info' }] },
      riskCodes: [1100],
      links: [{ rel: 'self', href: 'https://pay.example/p-1' }],
    },
    code: '3009',
    said: 'The bank has declined the ducks.',
  },
  {
    ...refused,
    title: 'a flag, a code and plain words in what looks like a record',
    body: {
      id: 'c-1',
      response_code: '471',
      message: 'Duck number is invalid.',
      approved: false,
      completed: '2026-03-02T10:00:00Z',
      success: false,
    },
    code: '471',
    permanence: 'permanent',
  },
  {
    ...refused,
    title: 'a status of HTTP under its full name',
    method: 'PUT',
    body: { httpStatusCode: 400, myCode: 'x', message: 'The crumb is missing', description: 'See the schema' },
    code: '400',
    permanence: 'permanent',
  },
  {
    ...refused,
    title: 'a word and a status of failure beside where it happened',
    body: { status: 'error', code: 0, message: 'No such duck', status_code: 409, file: '/srv/duck.php', column_no: 4 },
    code: '409',
    said: 'No such duck',
  },
  {
    ...refused,
    title: 'coded errors of fields below a type',
    body: { error_type: 'wrong_request_error', validation_errors: [{ code: 'bad_param', param: 'pond_id' }] },
    code: 'wrong_request_error',
    param: 'pond_id',
  },
  {
    ...refused,
    title: 'the code of a failure, and no text where one belongs',
    body: { code: 'PondLoginFailed', type: 'INPUT', message: null, detail: null },
    code: 'PondLoginFailed',
    said: null,
  },
  {
    ...refused,
    title: 'a type with the codes that explain it',
    body: { request_id: 'r1', error_type: 'request_invalid', error_codes: ['crumb_expired'] },
    code: 'crumb_expired',
    requestId: 'r1',
  },
  {
    ...refused,
    title: 'parameters that were wrong below a result',
    body: {
      result: { code: '200.3', description: 'see below', parameterErrors: [{ name: 'crumb', message: 'is not set' }] },
    },
    code: '200.3',
    said: 'see below',
  },
  {
    status: 200,
    method: 'DELETE',
    title: 'nothing but a sentence under the name of an error',
    body: { error: 'The duck is in use' },
    code: undefined,
    said: 'The duck is in use',
  },
];

export const MADE_CHANGES: readonly HealthyCase[] = [
  {
    title: 'a coupon that was made',
    method: 'POST',
    body: { code: 'EXPIRED', type: 'PERCENT', message: null, detail: null },
  },
  {
    title: 'codes for which a rule was made',
    method: 'POST',
    body: { error_type: 'all', error_codes: ['crumb_expired'], from: '2026-01-01' },
  },
  {
    title: 'no parameters that were wrong',
    method: 'POST',
    body: { result: { code: '000.1', description: 'see below', parameterErrors: [] } },
  },
  {
    title: 'a job that was made',
    method: 'POST',
    body: { id: 'j-1', status: 'queued', error: null, errorCode: null, errorMessage: null },
  },
  {
    title: 'a job that was asked to stop',
    method: 'POST',
    body: { id: 'j-1', status: 'failed', error: { code: 'dry_pond', message: 'The pond is dry' } },
  },
  {
    title: 'a thing that was read, with its last error',
    body: { id: 'p-1', errorCode: 'E7', errorMessage: 'The pump is blocked', pond: { depth: 3 } },
  },
  {
    title: 'a judgement',
    method: 'POST',
    body: { valid: false, errorCode: 'BAD_CRUMB', errorMessage: 'The crumb is too large', crumb: { size: 9 } },
  },
  {
    title: 'what a probe met',
    method: 'POST',
    body: { url: 'https://pond.example', httpStatusCode: 503, message: 'Service Unavailable', tries: 2 },
  },
  {
    title: 'a ticket about an error',
    method: 'POST',
    body: { id: 'T-1', subject: 'Pond', errorCode: 'E500', errorMessage: 'Internal error', assignee: 'ada' },
  },
  {
    title: 'an error that was reported',
    method: 'POST',
    body: { id: 'l-1', level: 'error', errorCode: 'DRY_POND', errorMessage: 'The pond is dry', duck: { name: 'Ada' } },
  },
  {
    title: 'an import that ended with an error',
    method: 'POST',
    body: { id: 'i-1', finishedAt: '2026-03-02T10:00:00Z', errorCode: 'E7', errorMessage: 'Row 3 is broken', rows: {} },
  },
  {
    title: 'no error under the names of one',
    method: 'POST',
    body: { errorCode: '0', errorMessage: 'No error', pond: { id: 1 }, ducks: 3 },
  },
  {
    title: 'a success under the names of an error, in another language',
    method: 'POST',
    body: { errorCode: 'I0001', errorMessage: 'Ejecutado correctamente' },
  },
  { title: 'a code of zeros behind a letter', method: 'POST', body: { errorCode: 'S0000' } },
  {
    title: 'a quiz that was lost',
    method: 'POST',
    body: { data: { submitQuiz: { success: false, message: '3 of 10 are right', score: 3 } } },
  },
  {
    title: 'errors of parts that have no content',
    method: 'DELETE',
    body: { errors: [{ status: '204', title: 'None' }] },
  },
  { title: 'how far off a result is', method: 'POST', body: { error: 'small' } },
];
