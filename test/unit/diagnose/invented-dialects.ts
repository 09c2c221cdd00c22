/** The same as `invented.ts`: unusual names and places of codes, texts and outcomes. */
import type { Reply, Said } from './invented.ts';

const XML = 'application/xml';

type Invented = readonly [title: string, reply: Reply, said: Said];

export const DIALECTS: readonly Invented[] = [
  [
    'a code under another spelling of its name',
    { status: 401, body: { err: 'Flock not authorized', ECODE: 'POND_027' } },
    { code: 'POND_027', said: 'Flock not authorized' },
  ],
  [
    'a code in two parts, an object of OData around it',
    {
      status: 403,
      body: { 'odata.error': { code: '-2147024891, Pond.AccessDenied', message: { lang: 'en', value: 'No entry.' } } },
    },
    { code: '-2147024891, Pond.AccessDenied', said: 'No entry.' },
  ],
  [
    'a status word as a code without spaces',
    { status: 404, body: { sys: { type: 'Error', id: 'NotFound' }, message: 'No such duck.' } },
    { code: 'NotFound' },
  ],
  [
    'a word beside a message is about no field',
    { status: 401, body: { error: { key: 'unauthorized', message: 'Unauthorized', hint: null }, took: 0.1 } },
    { said: 'Unauthorized' },
  ],
  [
    'a number of an XML error with letters in it',
    { type: 'text/xml', body: '<Error><Number>80040B1A</Number><Description>Wrong feeder.</Description></Error>' },
    { code: '80040B1A', said: 'Wrong feeder.' },
  ],
  [
    'a list of results of a client that serializes twice',
    {
      status: 401,
      body: [{ error: { json: { message: 'Who is there?', code: -32001, data: { code: 'UNAUTHORIZED' } } } }],
    },
    { code: 'UNAUTHORIZED', said: 'Who is there?' },
  ],
  [
    'a wait under throttling',
    { body: { ErrorCode: 36, ThrottleSeconds: 12, ErrorStatus: 'ThrottleLimitExceeded', Message: 'Slow down' } },
    { permanence: 'temporary', wait: 12_000 },
  ],
  [
    'a status of false',
    { body: { status: false, message: 'Feeding reference not found' } },
    { said: 'Feeding reference not found' },
  ],
  [
    'a status of zero with a code in words',
    { body: { status: '0', info: 'INVALID_FEEDER_KEY', infocode: '10001' } },
    { code: '10001' },
  ],
  [
    'an outcome of ERR in a list of statements',
    { method: 'POST', body: [{ status: 'ERR', time: '12µs', detail: 'Parse error: no such pond' }] },
    { said: 'Parse error: no such pond' },
  ],
  [
    'an error text of one message of a batch',
    { method: 'POST', body: { messages: [{ status: '4', 'error-text': 'Bad feed' }] } },
    { said: 'Bad feed' },
  ],
  [
    'a recommended page',
    { status: 400, body: { Code: 'PondClosed', Message: 'Closed.', Recommend: 'https://pond.example/help/closed' } },
    { code: 'PondClosed', link: 'https://pond.example/help/closed' },
  ],
  ...[
    ['German', 'Bitte in 20 Sekunden erneut versuchen', 20_000],
    ['French', 'Veuillez réessayer dans 3 minutes', 180_000],
    ['Spanish', 'Espere 15 segundos e intente de nuevo', 15_000],
    ['Chinese', '请求过多，请在30秒后重试', 30_000],
    ['Japanese', '5分後にもう一度お試しください', 300_000],
  ].map(([language, message, wait]): readonly [string, Reply, Said] => [
    `a wait in ${language}`,
    { status: 429, body: { message } },
    { permanence: 'temporary', wait: Number(wait) },
  ]),
  [
    'a span in German that is no wait',
    { status: 400, body: { message: 'Die Fütterung darf höchstens 20 Sekunden dauern' } },
    { permanence: 'permanent' },
  ],
  [
    'a fault of XML-RPC',
    {
      method: 'POST',
      type: 'text/xml',
      body: '<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>403</int></value></member><member><name>faultString</name><value><string>Wrong duck.</string></value></member></struct></value></fault></methodResponse>',
    },
    { code: '403', said: 'Wrong duck.' },
  ],
  [
    'a fault of SOAP 1.2 without its envelope',
    {
      status: 500,
      type: XML,
      body: '<Fault><Code><Value>Receiver</Value><Subcode><Value>a:PondFault</Value></Subcode></Code><Reason><Text xml:lang="en">The pond is empty.</Text></Reason></Fault>',
    },
    { said: 'The pond is empty.' },
  ],
  [
    'the errors of forms within a form',
    { status: 400, body: { ducks: [{}, { beak: ['A beak is required.'] }] } },
    { said: 'A beak is required.', param: 'ducks.1.beak' },
  ],
  [
    'a number of the whole before that of one detail',
    {
      status: 400,
      body: {
        error: {
          code: '501',
          message: 'No.',
          target: 'query',
          details: [{ code: '301', target: '$s', message: 'x y' }],
        },
      },
    },
    { code: '501', param: 'query' },
  ],
  [
    'a blamed field as an object with its name',
    { status: 400, body: { errors: [{ code: 'bad', message: 'Is wrong.', target: { type: 'field', name: 'beak' } }] } },
    { code: 'bad', param: 'beak' },
  ],
  [
    'the detail of a problem before its title',
    { status: 400, body: { type: 'x', title: 'Invalid Duck', status: 400, detail: 'It has no beak.' } },
    { said: 'It has no beak.' },
  ],
  [
    'an error as a list of code, text and field',
    { body: { json: { errors: [['QUACK_LIMIT', 'you quack too much, try again later', 'quack']] } } },
    { code: 'QUACK_LIMIT', permanence: 'temporary', said: 'you quack too much', param: 'quack' },
  ],
  [
    'the same with a failing status',
    { status: 400, body: { errors: [['duck-missing', 'there is no such duck']] } },
    { code: 'duck-missing', said: 'there is no such duck' },
  ],
  [
    'the same with a short word first',
    { status: 400, body: { errors: [['NO_BEAK', 'a duck needs a beak']] } },
    { code: 'NO_BEAK', said: 'a duck needs a beak' },
  ],
  [
    'an error object in a lone response',
    { body: { response: { error: { code: 'no_pond', message: 'The pond is gone' } } } },
    { code: 'no_pond', said: 'The pond is gone' },
  ],
  ['a list of errors in a lone response', { body: { response: { errors: ['The pond is gone'] } } }, { said: 'pond' }],
  [
    'a code of failure in XML without a word of it in any name',
    {
      type: 'text/xml',
      body: '<quack><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[签名失败]]></return_msg></quack>',
    },
    { said: '签名失败' },
  ],
  [
    'a type that only tells the form of the errors',
    { status: 404, body: { type: 'error.list', errors: [{ code: 'duck_gone', message: 'Is gone' }] } },
    { code: 'duck_gone' },
  ],
  [
    'a record that somebody else has locked',
    { status: 400, body: [{ message: 'unable to obtain exclusive access', errorCode: 'UNABLE_TO_LOCK_DUCK' }] },
    { code: 'UNABLE_TO_LOCK_DUCK', permanence: 'temporary' },
  ],
  ['a lock in a sentence', { status: 409, body: { message: 'Could not acquire a lock' } }, { permanence: 'temporary' }],
  [
    'an account that is locked',
    { status: 403, body: { code: 'account_locked', message: 'Your account has been locked.' } },
    { permanence: 'permanent' },
  ],
  [
    'a limit of requests as a sentence',
    { body: { error_code: 18, error_msg: 'Open pond qps request limit reached' } },
    { code: '18', permanence: 'temporary' },
  ],
  [
    'what is not there for somebody',
    { status: 400, body: { code: 'Q1', message: 'The requested service is unavailable between the selected ponds.' } },
    { permanence: 'permanent' },
  ],
  [
    'what is not there for a plan at the moment',
    { status: 400, body: { message: 'Diving is currently unavailable for your plan' } },
    { permanence: 'permanent' },
  ],
  [
    'what is not there for a while in a region',
    { status: 400, body: { message: 'Service temporarily unavailable in this region, try again later' } },
    { permanence: 'temporary' },
  ],
  [
    'errors of a field that bears the name of a text',
    {
      status: 422,
      body: { error: 'Validation failed', details: { text: [{ error: 'ERR_BLANK', description: 'is blank' }] } },
    },
    { said: 'Validation failed', param: 'text' },
  ],
  [
    'a short text',
    { body: { PondRS: { Errors: { Error: [{ ShortText: 'NO DUCKS FOUND', Code: '27131' }] } } } },
    { code: '27131', said: 'NO DUCKS FOUND' },
  ],
  [
    'a failure that is told beside a code of success',
    { body: { code: 1, msg: '用户不存在', data: null } },
    { code: '1', permanence: 'permanent' },
  ],
  ['a success that did not come about', { body: { code: 1001, message: 'The duck was not saved' } }, { code: '1001' }],
  [
    'one result of GraphQL among others',
    {
      method: 'POST',
      body: [
        { data: { a: 1 } },
        { data: null, errors: [{ message: 'No such duck', extensions: { code: 'NO_DUCK' } }] },
      ],
    },
    { code: 'NO_DUCK', said: 'No such duck' },
  ],
  ['a status of zero with a plain text', { body: { status: 0, message: 'Invalid beak' } }, { said: 'Invalid beak' }],
  [
    'one of several replies that names its request',
    {
      method: 'POST',
      body: {
        responses: [{ method: 'POST', path: '/ducks', status: 422, body: { code: 'no_beak', message: 'No beak' } }],
      },
    },
    { code: 'no_beak' },
  ],
  ...['text/html', '', 'application/octet-stream', 'application/javascript'].map(
    (type): Invented => [
      `JSON that is called "${type}"`,
      { type, body: '{"success":false,"error":"Access denied to pond 4"}' },
      { said: 'Access denied to pond 4', permanence: 'permanent' },
    ],
  ),
  ...(
    [
      ['Japanese', 'アヒルが見つかりません', 'permanent'],
      ['Korean', '로그인이 필요합니다', 'permanent'],
      ['Russian', 'Утка не найдена: доступ запрещён', 'permanent'],
      ['German', 'Der Teich ist vorübergehend nicht erreichbar', 'temporary'],
      ['Spanish', 'El estanque no está disponible temporalmente', 'temporary'],
      ['Polish', 'Sesja wygasła', 'permanent'],
    ] as const
  ).map(
    ([language, message, permanence]): Invented => [
      `a plain meaning in ${language}`,
      { status: 409, body: { message } },
      { permanence },
    ],
  ),
  [
    'the name of a class of errors that ends in the words of another',
    { status: 500, body: { name: 'PondServerError', code: 18, message: 'The egg is cracked.' } },
    { permanence: 'unknown' },
  ],
  ['an error of the server itself', { status: 500, body: { code: 'SERVER_ERROR' } }, { permanence: 'temporary' }],
  [
    'a wrong setting whose name tells of a limit',
    { status: 400, body: { code: 'INVALID_THROTTLE_SETTINGS', message: 'x y' } },
    { permanence: 'permanent' },
  ],
  [
    'an envelope in Spanish',
    { status: 422, body: { codigo: 'PATO_SIN_PICO', mensaje: 'El pato no tiene pico', campo: 'pico' } },
    { code: 'PATO_SIN_PICO', said: 'El pato no tiene pico', param: 'pico' },
  ],
  [
    'an envelope in German',
    { status: 429, body: { fehler: { fehlercode: 'T12', meldung: 'Der Teich ist voll, erneut in 45 Sekunden' } } },
    { code: 'T12', wait: 45_000 },
  ],
  [
    'a list of errors in Portuguese',
    { status: 400, body: { erros: [{ codigo: 'P7', mensagem: 'Pato sem bico', campo: 'bico' }] } },
    { code: 'P7', said: 'Pato sem bico', param: 'bico' },
  ],
  [
    'an error that stands as a text within the body',
    { status: 400, body: { message: '{"code":"NO_BEAK","message":"A duck needs a beak"}' } },
    { code: 'NO_BEAK', said: 'A duck needs a beak' },
  ],
  [
    'a body that is the text of one',
    { status: 400, body: JSON.stringify('{"error":"no_beak","detail":"A duck needs a beak"}') },
    { code: 'no_beak', said: 'A duck needs a beak' },
  ],
  [
    'the own code of a fault, below the side that is blamed',
    {
      status: 500,
      type: 'text/xml',
      body: '<q:Envelope xmlns:q="x"><q:Body><q:Fault><faultcode>q:Client</faultcode><faultstring>Bad beak</faultstring><detail><errorCode>BEAK_BENT</errorCode></detail></q:Fault></q:Body></q:Envelope>',
    },
    { code: 'BEAK_BENT', said: 'Bad beak' },
  ],
  [
    'an outcome with a page about it',
    {
      status: 400,
      body: {
        resourceType: 'OperationOutcome',
        text: { status: 'generated', div: '<div>x</div>' },
        issue: [{ severity: 'error', code: 'required', diagnostics: 'The beak is missing' }],
      },
    },
    { code: 'required', said: 'The beak is missing' },
  ],
  [
    'the same inside a success',
    {
      type: 'application/fhir+json',
      body: { resourceType: 'OperationOutcome', issue: [{ severity: 'fatal', code: 'exception', diagnostics: 'x y' }] },
    },
    { code: 'exception' },
  ],
  [
    'a tool that failed',
    {
      method: 'POST',
      body: { jsonrpc: '2.0', id: 1, result: { isError: true, content: [{ type: 'text', text: 'No such duck' }] } },
    },
    { said: 'No such duck' },
  ],
  [
    'an answer of an old JSON-RPC',
    { method: 'POST', body: { result: null, error: { code: -28, message: 'Filling the pond' }, id: 'q1' } },
    { code: '-28', said: 'Filling the pond' },
  ],
  ['rows that could not be had', { body: { draw: 1, data: [], error: 'Access denied' } }, { permanence: 'permanent' }],
  [
    'a description under the name of a response',
    { method: 'POST', body: { ResponseCode: '51', ResponseDescription: 'Insufficient seeds in the pond' } },
    { code: '51', said: 'Insufficient seeds in the pond' },
  ],
  [
    'errors in a list alone',
    { status: 403, body: { errors: ['the pond is closed to you'] } },
    { said: 'closed to you' },
  ],
  [
    'how long an account is locked',
    { status: 423, body: { code: 'NEST_LOCKED', message: 'Too many failed logins', lockoutSeconds: 900 } },
    { wait: 900_000 },
  ],
  [
    'a page about the outcome before its code',
    {
      status: 400,
      body: {
        text: { status: 'generated', div: 'x' },
        issue: [{ severity: 'error', code: 'beakless', diagnostics: 'x y' }],
      },
    },
    { code: 'beakless' },
  ],
  [
    'an error within a wrapper of a serializer',
    {
      method: 'POST',
      body: [{ result: { data: 1 } }, { error: { json: { message: 'Too many ducks', code: -32029 } } }],
    },
    { code: '-32029', said: 'Too many ducks' },
  ],
  [
    'a failing answer beside numbers of its own',
    { method: 'POST', body: { respCode: '91', respMsg: 'The pond is not authorized', stan: '1', rrn: '22' } },
    { code: '91', said: 'not authorized' },
  ],
  [
    'an error by its names beside what it was about',
    { body: { errorCode: 'E1203', errorMessage: 'The egg is closed', eggId: '7' } },
    { code: 'E1203', said: 'The egg is closed' },
  ],
  [
    'a failed result behind a fine return, in XML',
    {
      type: XML,
      body: '<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code><err_code>POND_DRY</err_code><err_code_des>The system is busy</err_code_des></xml>',
    },
    { code: 'POND_DRY', said: 'busy' },
  ],
];
