/** Replies of services that exist nowhere, by kind: what an error of the general web can look like. */
import { INSIDE_SUCCESS } from './invented-inside-success.ts';

export interface Reply {
  readonly status?: number;
  readonly method?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** `undefined` in place of a member: whatever it is. */
export interface Said {
  readonly code?: string;
  readonly permanence?: 'temporary' | 'permanent' | 'unknown';
  /** Milliseconds; null for none. */
  readonly wait?: number | null;
  readonly said?: string;
  readonly param?: string;
  readonly requestId?: string;
  readonly link?: string;
}

const XML = 'application/xml';
const HTML = 'text/html';
const TEXT = 'text/plain';

export const FAILING: readonly (readonly [title: string, reply: Reply, said: Said])[] = [
  ...INSIDE_SUCCESS,
  // Names of codes that standards' envelopes carry.
  [
    'a class of errors in a query language',
    {
      method: 'POST',
      body: {
        data: { pond: { duck: null } },
        errors: [{ message: 'No', path: ['pond', 'duck'], extensions: { errorClass: 'DUCK_DENIED' } }],
      },
    },
    { code: 'DUCK_DENIED', param: 'pond.duck', permanence: 'permanent' },
  ],
  [
    'a word of the standard in a query language',
    {
      method: 'POST',
      body: {
        data: { ducks: null },
        errors: [{ message: 'down', path: ['ducks'], extensions: { errorType: 'UNAVAILABLE' } }],
      },
    },
    { code: 'UNAVAILABLE', permanence: 'temporary' },
  ],
  [
    'a code behind a namespace in a problem',
    {
      status: 400,
      type: 'application/problem+json',
      body: {
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        'q:errorDetails': [{ detail: 'No name', 'q:errorCode': 'NO_NAME' }],
      },
    },
    { code: 'NO_NAME' },
  ],
  [
    'a code of one field in a problem',
    {
      status: 422,
      type: 'application/problem+json',
      body: { title: 'Invalid', status: 422, errors: [{ code: 'too_short', field: 'name', message: 'Too short' }] },
    },
    { code: '422', param: 'name' },
  ],
  // Limits and waits.
  [
    'a wait in a header',
    { status: 503, headers: { 'Retry-After': '12' }, body: '' },
    { permanence: 'temporary', wait: 12_000 },
  ],
  [
    'a decimal wait',
    { status: 429, headers: { 'Retry-After': '2.5' }, body: {} },
    { permanence: 'temporary', wait: 2_500 },
  ],
  [
    'a wait in milliseconds by a header',
    { status: 429, headers: { 'Pond-Retry-After-Ms': '1500' }, body: {} },
    { wait: 1_500 },
  ],
  [
    'a wait in milliseconds by a member',
    { status: 429, body: { error: { code: 'quack_limit', retry_after_ms: 4200 } } },
    { code: 'quack_limit', wait: 4_200 },
  ],
  ['a wait in minutes', { status: 429, body: { code: 'slow_down', retryAfterMinutes: 2 } }, { wait: 120_000 }],
  ['a duration', { status: 429, body: { error: 'limited', retryDelay: '34s' } }, { wait: 34_000 }],
  [
    'a long duration',
    { status: 429, headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1m30s' }, body: {} },
    { wait: 90_000 },
  ],
  [
    'an ISO duration',
    { status: 503, body: { error: 'busy', retry_after: 'PT45S' } },
    { permanence: 'temporary', wait: 45_000 },
  ],
  ['a combined header', { status: 429, headers: { RateLimit: '"ducks";r=0;t=21' }, body: {} }, { wait: 21_000 }],
  [
    'a spent limit behind a 403',
    {
      status: 403,
      headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '30' },
      body: { message: 'Forbidden' },
    },
    { permanence: 'temporary', wait: 30_000 },
  ],
  [
    'a limit that has a rest',
    {
      status: 403,
      headers: { 'X-RateLimit-Remaining': '41', 'X-RateLimit-Reset': '30' },
      body: { message: 'Forbidden' },
    },
    { permanence: 'permanent', wait: null },
  ],
  [
    'a wait in a sentence',
    { status: 400, body: { error: 'Too many quacks, please try again in 20 seconds.' } },
    { permanence: 'temporary', wait: 20_000 },
  ],
  [
    'a ban with an end',
    { status: 418, headers: { 'Retry-After': '120' }, body: { code: -1003, msg: 'Banned until later.' } },
    { code: '-1003', permanence: 'temporary', wait: 120_000 },
  ],
  ['two waits', { status: 429, headers: { 'Retry-After': '5' }, body: { retry_after: 9 } }, { wait: 9_000 }],
  [
    'a limit word behind a 400',
    { status: 400, body: { error: { message: 'POND_TOO_MANY_ATTEMPTS_TRY_LATER' } } },
    { code: 'POND_TOO_MANY_ATTEMPTS_TRY_LATER', permanence: 'temporary' },
  ],
  // What waiting does not cure.
  [
    'money',
    { status: 429, body: { error: { code: 'insufficient_quota', message: 'Check your plan.' } } },
    { code: 'insufficient_quota', permanence: 'permanent' },
  ],
  [
    'a word on its durability',
    { status: 429, body: { error: { type: 'breaker_open', durability: 'PERMANENT' } } },
    { code: 'breaker_open', permanence: 'permanent' },
  ],
  [
    'a flag that it is lasting',
    { status: 503, body: { code: 'pond_sold', retryable: false } },
    { permanence: 'permanent' },
  ],
  [
    'a flag that it passes',
    { status: 403, body: { error: { code: 77, is_transient: true, message: 'Odd.' } } },
    { code: '77', permanence: 'temporary' },
  ],
  [
    'a header that it is lasting',
    { status: 500, headers: { 'X-Should-Retry': 'false' }, body: { error: 'boom_duck' } },
    { permanence: 'permanent' },
  ],
  [
    'an expired token',
    { status: 401, body: { error: 'token_expired', message: 'The token has expired.' } },
    { code: 'token_expired', permanence: 'permanent' },
  ],
  // Contradictions.
  ['a success word in a failure', { status: 500, body: { success: true, message: 'OK' } }, { code: '500' }],
  [
    'another status in the body',
    { status: 404, body: { statusCode: 500, error: 'Not Found', message: 'No duck.' } },
    { said: 'No duck.' },
  ],
  [
    'retryable beside a lasting word',
    { status: 400, body: { code: 'invalid_duck', retryable: true } },
    { code: 'invalid_duck', permanence: 'temporary' },
  ],
  // Self-description.
  [
    'a link, an id and a member',
    {
      status: 422,
      body: {
        error: {
          code: 'bad_beak',
          message: 'A beak is needed.',
          param: 'duck.beak',
          doc_url: 'https://docs.pond.example/bad_beak',
        },
        request_id: 'req_9f2',
      },
    },
    { code: 'bad_beak', param: 'duck.beak', link: 'https://docs.pond.example/bad_beak', requestId: 'req_9f2' },
  ],
  [
    'field errors',
    { status: 422, body: { errors: { beak: ['is missing'], wings: ['must be two'] } } },
    { param: 'beak' },
  ],
  [
    'a pointer',
    {
      status: 400,
      body: { errors: [{ code: 'wrong_type', detail: 'Text wanted.', source: { pointer: '/ducks/0/name' } }] },
    },
    { code: 'wrong_type', param: '/ducks/0/name' },
  ],
  [
    'an id in a header',
    { status: 500, headers: { 'X-Pond-Request-Id': 'p-77' }, body: { error: 'x_failed' } },
    { requestId: 'p-77' },
  ],
  [
    'a code in a header',
    { status: 400, headers: { 'X-Pond-Error-Code': 'BEAK_MISSING' }, body: '' },
    { code: 'BEAK_MISSING' },
  ],
  [
    'a type with a namespace',
    { status: 400, body: { __type: 'com.pond.ducks#DuckMissingException', message: 'No duck.' } },
    { code: 'DuckMissingException' },
  ],
  [
    'a list as the body',
    { status: 400, body: [{ errorCode: 'DUCK_LIMIT_EXCEEDED', message: 'Enough ducks.' }] },
    { code: 'DUCK_LIMIT_EXCEEDED' },
  ],
  [
    'a page with a title',
    {
      status: 502,
      type: HTML,
      body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    },
    { permanence: 'temporary' },
  ],
  [
    'a page with words',
    {
      status: 403,
      type: HTML,
      body: '<html><head><title>Pond closed</title></head><body>Feeding is over.</body></html>',
    },
    { said: 'Pond closed' },
  ],
  [
    'a text',
    { status: 503, type: TEXT, body: 'no healthy upstream' },
    { permanence: 'temporary', said: 'no healthy upstream' },
  ],
  [
    'an error in XML',
    {
      status: 404,
      type: XML,
      body: '<Error><Code>NoSuchDuck</Code><Message>There is no such duck.</Message><RequestId>DUCK77</RequestId></Error>',
    },
    { code: 'NoSuchDuck', requestId: 'DUCK77' },
  ],
  [
    'problem details',
    {
      status: 409,
      type: 'application/problem+json',
      body: {
        type: 'https://pond.example/errors/nest-taken',
        title: 'Nest taken',
        status: 409,
        detail: 'Nest 4 has a duck.',
      },
    },
    { said: 'Nest taken' },
  ],
  // Hostile.
  ['a code of 10 KB', { status: 400, body: { code: 'A'.repeat(10_240) } }, { permanence: 'permanent' }],
  [
    'a message of 1 MB',
    { status: 400, body: { code: 'long_quack', message: 'quack '.repeat(160_000) } },
    { code: 'long_quack' },
  ],
  [
    'a link of another scheme',
    { status: 400, body: { code: 'bad', message: 'x y', doc_url: 'javascript:alert(1)' } },
    {},
  ],
  [
    'a date in the year 275760',
    { status: 503, body: { error: 'asleep', retry_at: '+275760-09-13T00:00:00.000Z' } },
    { permanence: 'temporary', wait: null },
  ],
  [
    'a date in the year 0',
    { status: 503, headers: { 'Retry-After': 'Sat, 01 Jan 0000 00:00:00 GMT' }, body: '' },
    { permanence: 'temporary' },
  ],
  [
    'a wait of a million years',
    { status: 429, headers: { 'Retry-After': '31556952000000' }, body: {} },
    { permanence: 'temporary', wait: null },
  ],
  [
    'a prototype as a member',
    { status: 400, body: '{"__proto__":{"code":"x"},"constructor":{"message":"y"},"code":"real_one"}' },
    { code: 'real_one' },
  ],
  ['a thousand levels', { status: 400, body: `${'{"error":'.repeat(1_000)}{}${'}'.repeat(1_000)}` }, { code: '400' }],
  ['JSON that is cut off', { status: 500, body: '{"error":{"code":"half_a' }, { code: '500' }],
];
