/** Errors that services which exist nowhere send under a status of success. */
import type { Reply, Said } from './invented.ts';

const XML = 'application/xml';
const TEXT = 'text/plain';
const LINES = 'application/x-ndjson';

export const INSIDE_SUCCESS: readonly (readonly [title: string, reply: Reply, said: Said])[] = [
  ['ok false with a word', { body: { ok: false, error: 'pond_is_frozen' } }, { code: 'pond_is_frozen' }],
  [
    'success false with a text',
    { body: { success: false, message: 'The pond is closed for repairs.' } },
    { said: 'The pond is closed for repairs.' },
  ],
  [
    'success as a text',
    { body: { success: 'false', error_code: 'POND-17', error_message: 'Too many ducks.' } },
    { code: 'POND-17', said: 'Too many ducks.' },
  ],
  [
    'an error object',
    { body: { error: { code: 498, message: 'The ticket is stale.' } } },
    { code: '498', said: 'The ticket is stale.' },
  ],
  [
    'a number and a text',
    { body: { code: 40012, msg: 'Feeder not registered', data: null } },
    { code: '40012', permanence: 'permanent' },
  ],
  ['a negative number', { body: { ret: -7, errmsg: 'signature mismatch' } }, { code: '-7', permanence: 'permanent' }],
  [
    'a status word',
    { body: { status: 'error', message: 'Duck not found', data: null } },
    { permanence: 'permanent', said: 'Duck not found' },
  ],
  [
    'a status word of JSend',
    { body: { status: 'fail', data: { name: 'A duck needs a name.' } } },
    { said: 'A duck needs a name.', param: 'name' },
  ],
  [
    'errors beside a missing result',
    { body: { result: null, errors: [{ code: 7003, message: 'No route for this pond' }], success: false } },
    { code: '7003' },
  ],
  [
    'a head of an envelope',
    { body: { meta: { status: 'failure', code: 'E-DUCK-9', message: 'Quack rejected' }, data: [] } },
    { code: 'E-DUCK-9' },
  ],
  [
    'a capital spelling',
    { body: { Success: false, ErrorCode: 'DuckMissing', ErrorMessage: 'There is no such duck.' } },
    { code: 'DuckMissing', permanence: 'permanent' },
  ],
  [
    'an error text beside an empty list',
    { body: { error_message: 'This key is not authorized for ponds.', results: [], status: 'REQUEST_REFUSED' } },
    { permanence: 'permanent' },
  ],
  [
    'JSON under the name of a text',
    { type: TEXT, body: '{"ok":false,"error":"no_feathers"}' },
    { code: 'no_feathers' },
  ],
  [
    'a lone wrapper',
    { body: { response: { ok: false, error: 'duck_banned' } } },
    { code: 'duck_banned', permanence: 'permanent' },
  ],
  [
    'an exception in XML',
    {
      type: XML,
      body: '<?xml version="1.0"?><ExceptionReport><Exception exceptionCode="NoSuchPond"><ExceptionText>There is no pond.</ExceptionText></Exception></ExceptionReport>',
    },
    { code: 'NoSuchPond' },
  ],
  [
    'a SOAP fault',
    {
      type: 'text/xml',
      body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>Duck id is malformed</faultstring></s:Fault></s:Body></s:Envelope>',
    },
    { said: 'Duck id is malformed', permanence: 'permanent' },
  ],
  [
    'a batch',
    {
      status: 207,
      body: {
        responses: [
          { id: '1', status: 200, body: {} },
          { id: '2', status: 409, body: { error: { code: 'DuckTaken', message: 'Taken.' } } },
        ],
      },
    },
    { code: 'DuckTaken' },
  ],
  [
    'a call with a callback',
    { type: 'application/javascript', body: 'cb({"ok":false,"error":"pond_gone"});' },
    { code: 'pond_gone' },
  ],
  [
    'a failing line',
    {
      type: LINES,
      body: '{"step":1}\n{"step":2}\n{"error":"layer missing","errorDetail":{"message":"layer missing"}}\n',
    },
    { said: 'layer missing' },
  ],
  [
    'a flag of an error',
    { body: { error: true, message: 'Wrong password' } },
    { permanence: 'permanent', said: 'Wrong password' },
  ],
  ['a flag under another name', { body: { hasError: true, message: 'The form is outdated' } }, { said: 'outdated' }],
  [
    'a status that is false',
    { body: { status: false, message: 'You are not allowed here' } },
    { permanence: 'permanent' },
  ],
  ['a status of 0', { body: { status: 0, error: 'Unauthorized access' } }, { permanence: 'permanent' }],
  ['a flag of 0', { body: { ok: 0, error: 'not_authed' } }, { code: 'not_authed', permanence: 'permanent' }],
  [
    'the name of a class',
    { body: { exception: 'PondException', errorcode: 'frozen', message: 'The pond is frozen' } },
    { code: 'frozen', said: 'The pond is frozen' },
  ],
  [
    'a return code in words',
    { body: { return_code: 'FAIL', return_msg: 'The signature is wrong' } },
    { permanence: 'permanent', said: 'The signature is wrong' },
  ],
  [
    'a response code of a bank',
    { body: { responseCode: '51', responseMessage: 'Insufficient funds' } },
    { code: '51', said: 'Insufficient funds' },
  ],
  [
    'an error beside a response that is nothing',
    { body: { response: null, error: { code: 12, message: 'Login required' } } },
    { code: '12', permanence: 'permanent' },
  ],
  ['a text beside no data', { body: { data: null, error: 'Forbidden resource' } }, { permanence: 'permanent' }],
  ['a number and a limit', { body: { code: '50011', msg: 'Requests too frequent.' } }, { permanence: 'temporary' }],
  ['a limit of a day', { body: { error_code: 17, error_msg: 'Daily limit reached' } }, { code: '17' }],
  ['a code in words', { body: { errorCode: 'NOT_LOGGED_IN', errorText: 'Please log in' } }, { code: 'NOT_LOGGED_IN' }],
  ['a word for no', { body: { status: 'NOK', message: 'The cart is locked' } }, { said: 'The cart is locked' }],
  ['a list of texts', { body: { errors: ['The email is taken'], data: null } }, { said: 'The email is taken' }],
  [
    'a head with the status',
    { body: { header: { code: '401', message: 'Login first' }, body: null } },
    { code: '401', permanence: 'permanent' },
  ],
  ['an outcome', { body: { outcome: 'failure', error: 'Access denied' } }, { permanence: 'permanent' }],
  [
    'a description and a code',
    { body: { code: 40013, description: 'Invalid pond' } },
    { code: '40013', permanence: 'permanent' },
  ],
];
