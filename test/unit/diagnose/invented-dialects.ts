/** The same as `invented.ts`: unusual names and places of codes, texts and outcomes. */
import type { Reply, Said } from './invented.ts';

export const DIALECTS: readonly (readonly [title: string, reply: Reply, said: Said])[] = [
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
];
