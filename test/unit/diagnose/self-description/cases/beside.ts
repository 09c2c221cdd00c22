/** Errors of one call or change among several, of bundles, and beside flags, in forms that are seldom met. */
import type { HealthyCase, ReplyCase } from './case.ts';

const answered = { status: 200, method: 'POST' } as const;

export const ERRORS_BESIDE: readonly ReplyCase[] = [
  {
    ...answered,
    title: 'a call of several that has the name of an error (RFC 8620)',
    body: { methodResponses: [['error', { type: 'unknownMethod', description: 'No Duck/get here' }, 'c1']] },
    code: 'unknownMethod',
    said: 'No Duck/get here',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a change among those that were not made',
    body: {
      methodResponses: [
        ['Duck/get', { list: [] }, 'c0'],
        ['Duck/set', { notCreated: { k1: { type: 'overQuota', description: 'The pond is full' } } }, 'c1'],
      ],
    },
    code: 'overQuota',
    said: 'The pond is full',
  },
  {
    ...answered,
    title: 'a reply in a bundle beside what it is about',
    body: {
      resourceType: 'Bundle',
      entry: [
        { response: { status: '201 Created' } },
        {
          response: {
            status: '412 Precondition Failed',
            outcome: { issue: [{ severity: 'error', code: 'conflict', diagnostics: 'Another duck was first' }] },
          },
        },
      ],
    },
    code: 'conflict',
    said: 'Another duck was first',
  },
  {
    ...answered,
    title: 'a rejected one among recipients',
    body: { data: [{ recipient: 'd1', status: 'rejected', error: { code: '1123', reason: 'Pond not allowed' } }] },
    code: '1123',
    said: 'Pond not allowed',
  },
  {
    ...answered,
    title: 'a severe alert below the result',
    body: {
      output: { alerts: [{ code: 'POND.EMPTY', alertType: 'ERROR', message: 'The pond has no ducks' }] },
      transactionId: 't-9',
    },
    code: 'POND.EMPTY',
    said: 'The pond has no ducks',
    requestId: 't-9',
  },
  {
    ...answered,
    title: 'coded notifications of which a flag says that they are errors',
    body: { HasErrors: true, Notifications: [{ Code: 'ERR20', Message: 'The phone is required' }], Ducks: [] },
    code: 'ERR20',
    said: 'The phone is required',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'an error with a text of its own name beside what the call is about',
    body: { soldOut: true, error: { errorCode: 'NEST_GONE', userMessage: 'This nest was just taken' } },
    code: 'NEST_GONE',
    said: 'This nest was just taken',
  },
  {
    ...answered,
    title: 'a payment that a processor turned down',
    body: {
      transaction: { id: 't1', state: 'DECLINED', processorResponseCode: '05', processorResponseText: 'No, duck' },
    },
    code: '05',
    said: 'No, duck',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a number below zero of a command in wrappers',
    body: { system: { set_lamp_state: { err_code: -3, err_msg: 'invalid argument' } } },
    code: '-3',
    said: 'invalid argument',
  },
  {
    ...answered,
    title: 'the value that a function gave back',
    body: { retval: -1, reason: 'pond is frozen' },
    code: '-1',
    said: 'pond is frozen',
  },
  {
    ...answered,
    title: 'a flag in one letter',
    body: { ok: 'N', why: 'stale session' },
    code: undefined,
    said: 'stale session',
  },
  {
    ...answered,
    title: 'a flag of zero beside an error',
    body: { Success: 0, Error: 'Basket is empty' },
    code: undefined,
    said: 'Basket is empty',
  },
  {
    ...answered,
    title: 'a tool that failed',
    body: { isError: true, content: [{ type: 'text', text: 'Tool failed: no such pond' }] },
    code: undefined,
    said: 'Tool failed',
  },
  {
    status: 200,
    title: 'a status of its own and three digits',
    body: { status: 240, message: 'APP 服务被禁用' },
    code: '240',
    permanence: 'permanent',
  },
  {
    status: 422,
    title: 'the fields with their issues',
    body: {
      _status: 'ERR',
      _issues: { beak: "value 'x' is not unique" },
      _error: { code: 422, message: 'Not inserted' },
    },
    code: undefined,
    said: 'Not inserted',
    param: 'beak',
  },
  {
    status: 429,
    title: 'a wait up to something',
    body: { error: 'rate_limit', minutes_until_reset: 3 },
    code: 'rate_limit',
    waitMs: 180_000,
  },
  {
    status: 429,
    title: 'a wait with its unit inside',
    body: { cooldown: { seconds: 15 }, message: 'You are on cooldown' },
    code: undefined,
    waitMs: 15_000,
  },
  {
    status: 400,
    title: 'a word for a failure that says nothing',
    body: { ack: { result: 'NOK', reason: { code: 'ERR_3DS', text: 'The duck did not confirm' } } },
    code: 'ERR_3DS',
    said: 'The duck did not confirm',
  },
  {
    status: 200,
    title: 'an error whose name begins like another word',
    body: { nodeError: { code: 'NODE_GONE', message: 'The node is not available' } },
    code: 'NODE_GONE',
    said: 'The node is not available',
  },
];

export const NOTHING_BESIDE: readonly HealthyCase[] = [
  {
    title: 'things that were not found among several calls',
    method: 'POST',
    body: { methodResponses: [['Duck/get', { list: [], notFound: ['x'] }, 'c']], sessionState: 's' },
  },
  {
    title: 'a bundle whose parts went well',
    method: 'POST',
    body: { resourceType: 'Bundle', entry: [{ response: { status: '201 Created' } }] },
  },
  {
    title: 'a list of codes of errors under its own name',
    url: 'https://pond.example/docs/error-codes.json',
    body: { errors: [{ code: 'invalid_request', description: 'Missing parameter' }] },
  },
  {
    title: 'a count of errors beside what was asked for',
    method: 'POST',
    body: { error: '0 files are missing', dir: '/x' },
  },
  {
    title: 'fields with codes and labels',
    body: { hasError: true, fields: [{ code: 'zip', message: 'Postal code' }] },
  },
  { title: 'an error in a result that is a label', body: { data: { error: { code: 'E1', label: 'x' } } } },
  { title: 'a measure and its unit under the name of an error', body: { error: [3, 'deg'], value: 4 } },
  {
    title: 'an order without a reason to reject it',
    method: 'POST',
    body: { orderStatus: 'FILLED', rejectReason: 'NONE' },
  },
  {
    title: 'what somebody rejected',
    method: 'PUT',
    body: { status: 'rejected', rejectReason: 'spam', reviewedBy: 'ada', id: 'c1' },
  },
  {
    title: 'lessons that were not completed',
    method: 'POST',
    body: { notCompleted: { l1: { type: 'lesson', title: 'Nests' } } },
  },
  {
    title: 'texts on fields',
    method: 'POST',
    body: { preview: '<p>', errors: [{ field: 'x', message: 'Great choice' }] },
  },
  { title: 'a goodbye by number', method: 'POST', body: { code: 221, message: 'Bye' } },
  { title: 'what to do in an error', body: { onError: { code: 'retry', message: 'Try again' } } },
  { title: 'a measure of errors', body: { meanSquaredError: { code: 'rmse', message: 'Mean of all squares' } } },
  {
    title: 'a measure and what it is of under the name of an error',
    body: { error: [3, 'standard error of mean', 0] },
  },
  {
    title: 'lines of a log that were searched for',
    method: 'POST',
    body: {
      items: [
        { level: 'error', message: 'Connection refused', code: 'ECONNREFUSED' },
        { level: 'info', message: 'started' },
      ],
      total: 2,
    },
  },
];
