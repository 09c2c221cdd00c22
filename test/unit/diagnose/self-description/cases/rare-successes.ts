/** Errors under a status of success in forms that few services use, and what only looks like them. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const EVENTS = 'text/event-stream';
const FORM = 'application/x-www-form-urlencoded';
const XML = 'application/xml';

export const RARE_SUCCESSES: readonly ReplyCase[] = [
  {
    title: 'a result code in a word',
    status: 200,
    method: 'POST',
    body: `\ufeff${JSON.stringify({ messages: { resultCode: 'Error', message: [{ code: 'E00007', text: 'The login is invalid.' }] } })}`,
    code: 'E00007',
    permanence: 'permanent',
    said: 'The login is invalid.',
  },
  {
    title: 'a head inside a response',
    status: 200,
    body: {
      response: {
        header: { resultCode: '22', resultMsg: 'LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR' },
        body: {},
      },
    },
    code: '22',
  },
  {
    title: 'the head of a message in XML',
    status: 200,
    type: XML,
    body: '<Pond><msgHeader><errMsg>SERVICE ERROR</errMsg><returnReasonCode>30</returnReasonCode></msgHeader></Pond>',
    code: '30',
    said: 'SERVICE ERROR',
  },
  {
    title: 'a zero for success',
    status: 200,
    method: 'POST',
    body: { success: 0, message: 'Account suspended' },
    code: undefined,
    said: 'Account suspended',
  },
  {
    title: 'an error message with a space in its name',
    status: 200,
    body: { 'Error Message': 'Invalid API call. Please retry or visit the documentation.' },
    code: undefined,
    said: 'Invalid API call.',
  },
  {
    title: 'failed items under a code',
    status: 200,
    method: 'POST',
    body: { code: '1', msg: 'All operations failed', data: [{ sCode: '51008', sMsg: 'Insufficient seeds' }] },
    code: '51008',
    said: 'All operations failed',
  },
  {
    title: 'what was wrong with the input of a mutation',
    status: 200,
    method: 'POST',
    body: { data: { createDuck: { duck: null, userErrors: [{ field: ['name'], message: "Name can't be blank" }] } } },
    code: undefined,
    said: "Name can't be blank",
    param: 'name',
  },
  {
    title: 'an error beside what was generated',
    status: 200,
    method: 'POST',
    body: {
      id: 'gen-1',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: null } }],
      error: { code: 502, message: 'The provider gave no answer' },
    },
    code: '502',
    said: 'The provider gave no answer',
  },
  {
    title: 'an error in a chunk of what is generated',
    status: 200,
    method: 'POST',
    type: EVENTS,
    body: `data: {"choices":[{"delta":{"content":"Qu"}}]}\n\ndata: ${JSON.stringify({
      id: 'gen-1',
      choices: [{ delta: { content: '' }, finish_reason: 'error' }],
      error: { code: 'server_error', message: 'The provider went away' },
    })}\n\ndata: [DONE]\n\n`,
    code: 'server_error',
    said: 'The provider went away',
  },
  {
    title: 'an event that is named in its data',
    status: 200,
    method: 'POST',
    type: EVENTS,
    body: `data: {"event":"message","answer":"Qu"}\n\ndata: ${JSON.stringify({
      event: 'error',
      task_id: 't1',
      status: 400,
      code: 'invalid_pond',
      message: 'No such pond',
    })}\n\n`,
    code: 'invalid_pond',
    permanence: 'permanent',
  },
  {
    title: 'an item of a batch that is nothing but an error',
    status: 200,
    method: 'POST',
    body: {
      BatchItemResponse: [
        { bId: '1', Duck: { Id: '7' } },
        { bId: '2', Fault: { Error: [{ Message: 'Duplicate duck', code: '6140' }] } },
      ],
    },
    code: '6140',
    said: 'Duplicate duck',
  },
  {
    title: 'a search of several that failed',
    status: 200,
    method: 'POST',
    body: {
      results: [
        { found: 1, hits: [] },
        { code: 404, error: 'Not found.' },
      ],
    },
    code: '404',
    permanence: 'permanent',
  },
  {
    title: 'a record of a batch that was not taken, as JSON of its own type',
    status: 200,
    method: 'POST',
    type: 'application/x-pond-json-1.1',
    body: {
      FailedRecordCount: 1,
      Records: [{ ShardId: 's' }, { ErrorCode: 'PondThrottlingException', ErrorMessage: 'Rate exceeded' }],
    },
    code: 'PondThrottlingException',
    permanence: 'temporary',
  },
  {
    title: 'a second item whose code is not zero',
    status: 200,
    method: 'POST',
    body: [
      { ErrorCode: 0, Message: 'OK' },
      { ErrorCode: 406, Message: 'The duck is inactive.' },
    ],
    code: '406',
    said: 'The duck is inactive.',
  },
  {
    title: 'a part of a batch whose body is JSON in a text',
    status: 200,
    method: 'POST',
    body: [
      { code: 200, body: '{"id":"1"}' },
      { code: 400, body: '{"error":{"code":100,"message":"Unknown field"}}' },
    ],
    code: '100',
    said: 'Unknown field',
  },
  {
    title: 'a list of errors and nothing else',
    status: 200,
    body: [{ error: { type: 1, address: '/lights', description: 'unauthorized user' } }],
    code: '1',
    permanence: 'permanent',
  },
  {
    title: 'a resource of a multistatus that failed',
    status: 207,
    method: 'DELETE',
    type: XML,
    body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a</d:href><d:status>HTTP/1.1 423 Locked</d:status></d:response></d:multistatus>',
    code: '423',
  },
  {
    title: 'an error in form fields',
    status: 200,
    method: 'POST',
    type: FORM,
    body: 'error=bad_verification_code&error_description=The+code+is+incorrect+or+expired.',
    code: 'bad_verification_code',
    said: 'The code is incorrect or expired.',
  },
  {
    title: 'the end of a stream of messages with their lengths',
    status: 200,
    method: 'POST',
    type: 'application/connect+json',
    body: '\u0000\u0000\u0000\u0000\u0002{}\u0002\u0000\u0000\u0000\u003a{"error":{"code":"permission_denied","message":"not yours"}}',
    code: 'permission_denied',
    permanence: 'permanent',
  },
];

export const RARE_REFUSALS: readonly ReplyCase[] = [
  {
    title: 'a head with a status and no words',
    status: 200,
    body: { message: { header: { status_code: 401, execute_time: 0.01, hint: 'renew' }, body: '' } },
    code: '401',
    permanence: 'permanent',
  },
  {
    title: 'reasons in a list',
    status: 200,
    method: 'POST',
    body: {
      success: false,
      processId: 'p1',
      reasons: [{ code: 53100020, message: "missing required parameter 'pond'" }],
    },
    code: '53100020',
    permanence: 'permanent',
  },
  {
    title: 'a sentence about what was tried in vain',
    status: 200,
    body: { error: 'Unable to geocode' },
    code: undefined,
    said: 'Unable to geocode',
  },
  {
    title: 'a mutation that refused',
    status: 200,
    method: 'POST',
    body: { data: { renameDuck: { success: false, errors: [{ message: 'The name is taken' }] } } },
    code: undefined,
    said: 'The name is taken',
  },
];

export const RARE_LOOK_ALIKES: readonly HealthyCase[] = [
  {
    title: 'a result code in a word that is fine',
    body: { messages: { resultCode: 'Ok', message: [{ code: 'I00001', text: 'Successful.' }] } },
  },
  {
    title: 'a head inside a response that is fine',
    body: { response: { header: { resultCode: '00', resultMsg: 'NORMAL SERVICE.' }, body: {} } },
  },
  {
    title: 'a zero that is counted',
    method: 'POST',
    body: { success: 0, failed: 0, message: 'Nothing failed, nothing denied' },
  },
  { title: 'a share of success', body: { success: 0.4, message: 'Access denied in 60 % of the tries' } },
  {
    title: 'a mutation whose input was right',
    method: 'POST',
    body: { data: { createDuck: { duck: { id: '1' }, userErrors: [] } } },
  },
  {
    title: 'a mutation that warns and does it',
    method: 'POST',
    body: { data: { createDuck: { duck: { id: '1' }, errors: [{ message: 'The name is long' }] } } },
  },
  {
    title: 'a query for what went wrong lately',
    method: 'POST',
    body: { data: { pond: { name: 'Ada', errors: [{ message: 'Feeder jammed' }] } } },
  },
  {
    title: 'an answer about an address',
    method: 'POST',
    body: { data: { validateAddress: { valid: false, errors: [{ message: 'The street is unknown' }] } } },
  },
  {
    title: 'errors that were asked for',
    method: 'POST',
    body: { data: { lastRun: { errors: [{ message: 'Feeder jammed' }] } } },
  },
  {
    title: 'a run of tests',
    method: 'POST',
    body: { data: { runTests: { passed: 0, failed: 3, errors: [{ message: 'expected 1' }] } } },
  },
  {
    title: 'a member of a calendar that is gone',
    method: 'REPORT',
    type: XML,
    body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/gone</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response><d:sync-token>x</d:sync-token></d:multistatus>',
  },
  {
    title: 'a head with a status that is fine',
    body: { message: { header: { status_code: 200 }, body: { track: { id: 1 } } } },
  },
  {
    title: 'a generated text about errors',
    method: 'POST',
    body: { choices: [{ message: { content: '{"error":{"code":502,"message":"x"}}' } }], error: null },
  },
  {
    title: 'an event that reports an error of somebody',
    type: EVENTS,
    body: 'data: {"event":"error","message":"Feeder jammed","feeder":7}\n\n',
  },
  {
    title: 'a batch in which every code is zero',
    method: 'POST',
    body: [
      { ErrorCode: 0, Message: 'OK', To: 'a' },
      { ErrorCode: 0, Message: 'OK', To: 'b' },
    ],
  },
  {
    title: 'a search that finds countries',
    method: 'POST',
    body: {
      results: [
        { code: 'DE', message: 'Germany' },
        { code: 276, description: 'Germany' },
      ],
    },
  },
  {
    title: 'a search that finds jobs with their errors',
    method: 'POST',
    body: { results: [{ id: 'job-1', name: 'nightly', error: { code: 'E_OOM', message: 'out of memory' }, tries: 3 }] },
  },
  {
    title: 'a search that finds failed runs',
    method: 'POST',
    body: {
      results: [
        { code: 'E_OOM', message: 'out of memory', run: 17, host: 'a' },
        { code: 'E_NET', message: 'lost', run: 18, host: 'b' },
      ],
    },
  },
  {
    title: 'properties that are not there',
    method: 'PROPFIND',
    type: XML,
    body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a</d:href><d:propstat><d:prop><d:x/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response></d:multistatus>',
  },
  {
    title: 'tokens in form fields',
    method: 'POST',
    type: FORM,
    body: 'oauth_token=q&oauth_callback_confirmed=true&error_count=0',
  },
  {
    title: 'the end of a stream that went well',
    method: 'POST',
    type: 'application/connect+json',
    body: '\u0002\u0000\u0000\u0000\u0002{}',
  },
  {
    title: 'a library of errors in XML',
    type: XML,
    body: '<library><entries><error code="12">Lamp broken</error><error code="13">Fuse blown</error></entries></library>',
  },
];
