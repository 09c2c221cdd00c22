/** Traffic of pages on which nothing failed: the kinds that recordings are full of, and words of failure in their bodies. Values are made up. */
import { harEntry } from '../../har.ts';

type Body = Readonly<Record<string, unknown>> | readonly unknown[] | string;

interface Served {
  readonly method?: string;
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly base64?: boolean;
}

type Reply = readonly [title: string, body: Body, served?: Served];

const JS = 'application/javascript';
const TEXT = 'text/plain';
const XML = 'application/xml';
const POST: Served = { method: 'POST' };

const BEACONS: readonly Reply[] = [
  ['a beacon without a body', '', { method: 'POST', status: 204 }],
  [
    'a beacon that is a pixel',
    'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
    { type: 'image/gif', base64: true },
  ],
  ['a beacon that is fine', { status: 'Ok' }, POST],
  ['a beacon that counts', { status: 1 }, POST],
  ['a beacon in a number', '1', { ...POST, type: TEXT }],
  ['a beacon in a word', 'success', { ...POST, type: TEXT }],
  ['a batch of events', { successful: 12, failed: 0, errors: [] }, POST],
  [
    'a batch that was taken',
    { success: true, statusCode: 200, message: 'accepted 3 errors' },
    { ...POST, status: 202 },
  ],
  ['an error report that was taken', { id: '9f2c', error: null }, POST],
  ['a report of a policy', '', { method: 'POST', status: 204, query: 'type=csp-violation-error' }],
  [
    'an opt-out over a callback',
    'pond.optOut({"status":200,"errorCode":0,"statusReason":"OK","callId":"8d"});',
    { type: JS, query: 'callback=pond.optOut' },
  ],
  [
    'an opt-out in bare names',
    'pond._default.check({ status: 200, body: { } });',
    { type: JS, query: 'callback=pond.check' },
  ],
];

const ADS: readonly Reply[] = [
  ['no bid', { id: 'a1', seatbid: [], nbr: 2 }, POST],
  ['no bid in a word', { bids: [], error: '', status: 'no-bid' }, POST],
  ['a cookie sync', { userSync: [{ type: 'image', url: 'https://ads.example/err?e=0' }], errors: {} }],
  [
    'an ad that blames nobody',
    '<VAST version="3.0"><Error><![CDATA[https://ads.example/e?code=[ERRORCODE]]]></Error></VAST>',
    { type: 'text/css' },
  ],
  [
    'a script with errors in it',
    'function f(){throw new Error("failed")} var r={"error":"invalid","success":false};',
    { type: JS },
  ],
];

const GRAPHQL: readonly Reply[] = [
  [
    'a persisted query',
    { data: { duck: { id: 'd1', status: 'FAILED', error: null } }, extensions: { persistedQuery: { hit: true } } },
    POST,
  ],
  [
    'a union with errors as data',
    { data: { feed: { __typename: 'FeedError', code: 'NO_DUCK', message: 'No duck here' } } },
    POST,
  ],
  ['user errors that are none', { data: { save: { duck: { id: 1 }, userErrors: [], errors: null } } }, POST],
  ['several results', [{ data: { a: 1 } }, { data: { b: null } }], POST],
  ['a schema', { data: { __schema: { types: [{ name: 'Error', fields: [{ name: 'message' }] }] } } }, POST],
];

const DASHBOARDS: readonly Reply[] = [
  [
    'components of a health page',
    { overall: 'degraded', components: { api: { status: 'ok' }, db: { status: 'error', detail: 'No route' } } },
  ],
  [
    'sources with their last failure',
    [{ source_id: 5, type: 'all', last_sync: 1_777_570_829, status: 'error', error: 'Source 5 not found' }],
  ],
  [
    'sources with one that is fine',
    [
      { name: 'ponds', status: 'ok' },
      { name: 'ducks', status: 'failed', error: 'timed out' },
    ],
  ],
  [
    'connectors that were tested',
    [
      { name: 'PondREST', enabled: false, ok: false, error: 'not available' },
      { name: 'LDAP', enabled: true, ok: true },
    ],
    POST,
  ],
  [
    'a status page',
    {
      page: { id: 'p' },
      status: { indicator: 'major', description: 'Major outage' },
      incidents: [{ name: 'Errors', status: 'investigating' }],
    },
  ],
  [
    'error rates',
    {
      series: [
        {
          name: 'errors',
          values: [
            [1, 4],
            [2, 9],
          ],
        },
      ],
      failed: 13,
      success: 4_000,
    },
  ],
  [
    'a list of issues',
    [{ id: '7', title: 'TypeError: x is undefined', level: 'error', status: 'unresolved', count: '12' }],
  ],
  ['logs', { total: 2, hits: [{ level: 'ERROR', message: 'connection refused', code: 500 }] }, POST],
];

const JOBS: readonly Reply[] = [
  [
    'a job that waits',
    { id: 'j1', status: 'PENDING', eta: 100, resourceType: 'job', links: { self: { ref: '/jobs/j1' } } },
    { method: 'PUT', status: 202 },
  ],
  [
    'a job that failed',
    {
      id: 'j2',
      status: 'FAILED',
      error: { code: 'OUT_OF_STOCK', message: 'No ducks left' },
      created_at: '2026-01-01T00:00:00Z',
    },
  ],
  [
    'an import with failed lines',
    {
      data: [{ _id: '66f', name: 'ducks.csv', status: 'done', failed_lines: 3, errors_file: null }],
      meta: { current_page: 1 },
    },
  ],
  [
    'a run of tests',
    {
      results: [{ name: 'swims', status: 'failed', message: 'expected 3' }],
      numFailedTests: 1,
      success: false,
      testResults: [],
    },
  ],
  ['a polled export', { status: 'processing' }],
  [
    'settled promises',
    [
      { status: 'fulfilled', value: { file: 'console-error.ts', ignored: true } },
      { status: 'rejected', reason: 'No source map' },
    ],
    POST,
  ],
  ['a bare queue item', { id: 12, status: 3 }],
];

const ENVELOPES: readonly Reply[] = [
  ['no error beside a result', { result: { id: 1, name: 'Ada' }, error: null, meta: {} }, POST],
  [
    'an error with a zero',
    { status: true, data: { message: 'token read', token: 't' }, error: { code: 0, message: '' } },
    POST,
  ],
  [
    'flags of errors that are false',
    { errors: [], hasTechnicalError: false, hasBusinessError: false, status: 200, data: 7 },
  ],
  ['a flag and a code of success', { status: 'success', code: 200, error: false, message: '', data: { ducks: [] } }],
  ['a zero as text, data in single quotes', ` {"code":"0","description":"success","data":{'up':'161','down':'54'}}`],
  ['words in the data', { code: '0', description: 'orderCancelledFully', data: 'success' }],
  ['a status as a number', { status: -1, title: 'Monday 11:00', comments: '' }, POST],
  ['a code of success with five digits', { code: 20_000, message: 'ok', data: {} }],
  ['a guard before it', `)]}'\n[["er",null,null,null,0],["di",12]]`],
  ['a stored counter of statuses', { sold: 11, failed: 2, OK: 8, error: 1, status: 26 }],
  ['nothing at all', {}],
  ['nulls', { error: null, errors: null, code: null, message: null }],
];

const CONFIGS: readonly Reply[] = [
  ['flags of features', { 'error-page-v2': true, 'failed-login-banner': false, status: 'v2' }],
  ['a consent banner', { culture: { ErrorText: 'Something failed', CloseText: 'Close' }, status: 'active' }],
  ['texts of an app', { errors: { required: 'This field is required', notFound: 'Not found' }, success: 'Saved' }],
  ['texts by language', { en: { error: 'Error' }, de: { error: 'Fehler' } }],
  ['rules for forms', { fields: [{ name: 'email', error: 'Enter a valid email', required: true }] }],
  [
    'an agent with its settings',
    { _id: 'A1', urlNotEnforced: [], accessDeniedUri: null, loginErrorUrl: ['/error'], status: 'Active' },
  ],
  [
    'a description of an API',
    { openapi: '3.1.0', components: { schemas: { Error: { properties: { code: {}, message: {} } } } } },
  ],
  ['a map of sources', { version: 3, sources: ['error.ts'], names: ['fail', 'status'], mappings: 'AAAA' }],
  ['a hot update', { c: ['app/(auth)/login/page'], r: ['app/_not-found/page'], m: ['./error.tsx'] }],
  ['a manifest', { name: 'Pond', start_url: '/', display: 'standalone' }, { type: 'application/manifest+json' }],
];

const THINGS: readonly Reply[] = [
  ['a petty pet', { id: 9, name: 'doggie', tags: [], status: 'unavailable' }],
  [
    'a declined payment on record',
    { id: 'ch_1', status: 'failed', failure_code: 'card_declined', failure_message: 'Declined.', created: 1 },
  ],
  ['a question about statuses', { code: 404, message: 'Which status means gone?', options: ['404', '410'] }],
  ['a film', { title: 'Fatal Error', code: 'E404', description: 'A thriller.' }],
  [
    'a member who is out',
    { id: 3, message: 'status updated', status: 'inactive', updatedAt: '2026-01-05' },
    { method: 'PATCH' },
  ],
  [
    'articles under a status',
    { status_code: 200, articles: { count: 2, results: [{ title: 'Why it failed', body: 'Error 500' }] } },
  ],
  ['a lock that is held', { locked: true, reason: 'in use', until: 1_800_000_000 }],
  [
    'a bucket',
    '<ListBucketResult><Name>ponds</Name><Contents><Key>error.html</Key></Contents></ListBucketResult>',
    { type: XML },
  ],
  [
    'a feed',
    '<rss><channel><item><title>Error in the pond</title></item></channel></rss>',
    { type: 'application/rss+xml' },
  ],
  ['a page about errors', '<!doctype html><title>404 explained</title><h1>Error 404</h1>', { type: 'text/html' }],
  ['a playlist', '#EXTM3U\n#EXT-X-ERROR:none\nseg1.ts\n', { type: 'application/vnd.apple.mpegurl' }],
  ['a list of addresses in text', 'error.example\nfail.example\n', { type: TEXT }],
];

const STATUSES: readonly Reply[] = [
  ['a reply that has not changed', { id: 1, status: 'failed' }, { status: 304 }],
  ['a part', 'error', { status: 206, type: 'text/plain', headers: { 'Content-Range': 'bytes 0-4/9' } }],
  ['a redirect to a login', '', { status: 302, headers: { Location: '/login?error=expired' } }],
  ['a redirect with a page', '<h1>Object moved</h1>', { status: 301, type: 'text/html', headers: { Location: '/b' } }],
  [
    'a limit that is used up by this call',
    { ducks: 3 },
    { headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '60' } },
  ],
  ['a wait for the result', { status: 'queued' }, { status: 202, headers: { 'Retry-After': '5' } }],
  [
    'an answer of many that went well',
    {
      responses: [
        { id: '1', status: 200, body: {} },
        { id: '2', status: 204 },
      ],
    },
    POST,
  ],
  ['deleted without a word', '', { method: 'DELETE', status: 204 }],
];

const STREAMS: readonly Reply[] = [
  [
    'events of a build',
    'event: log\ndata: {"level":"error","line":"npm ERR! failed"}\n\nevent: done\ndata: {"status":"failed"}\n\n',
    { type: 'text/event-stream' },
  ],
  [
    'a chat',
    'data: {"choices":[{"delta":{"content":"Error: no"}}]}\n\ndata: [DONE]\n\n',
    { type: 'text/event-stream' },
  ],
  [
    'lines of logs',
    '{"level":"error","msg":"refused"}\n{"level":"info","msg":"up"}\n',
    { type: 'application/x-ndjson' },
  ],
  [
    'a pull',
    '{"status":"Pulling from ponds/duck"}\n{"status":"Download complete","id":"a"}\n',
    { type: 'application/x-ndjson' },
  ],
];

const REPLIES = [
  ...BEACONS,
  ...ADS,
  ...GRAPHQL,
  ...DASHBOARDS,
  ...JOBS,
  ...ENVELOPES,
  ...CONFIGS,
  ...THINGS,
  ...STATUSES,
  ...STREAMS,
];

function entryOf([title, body, served = {}]: Reply): unknown {
  const { method = 'GET', status = 200, type = 'application/json', headers = {}, query = '', base64 } = served;
  return harEntry({
    url: `https://pond.example/${title.replaceAll(' ', '-')}?${query}`,
    method,
    status,
    mimeType: type,
    headers: Object.entries({ 'Content-Type': type, ...headers }).map(([name, value]) => ({ name, value })),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(base64 && { base64 }),
  });
}

/** One entry for each kind. */
export const HEALTHY_ENTRIES: readonly unknown[] = REPLIES.map(entryOf);

const FRAMES = [
  '{"e":"trade","s":"DUCK","p":"1.0","status":"TRADING","error_code":0}',
  '{"event":"presence","payload":{"user":"a","status":"failed-over","errors":0}}',
  '{"header":{"msg_type":"stream"},"content":{"name":"stderr","text":"Error: x"}}',
  '{"method":"notify_history_changed","params":[{"action":"finished","job":{"status":"error","message":"stopped"}}]}',
  '{"type":"update","hash":"failed"}',
  '{"op":7,"d":{"requestType":"FeedDucks","requestId":"1","requestStatus":{"result":true,"code":100}}}',
  '42["log",{"level":"error","message":"refused"}]',
  '[null,"3","pond:1","phx_reply",{"status":"ok","response":{}}]',
  '{"jsonrpc":"2.0","id":1,"result":{"error":"none","status":"error"}}',
  '{"code":0,"msg":"","event":"subscribe"}',
  'pong',
];

/** A socket with messages of healthy services that speak of failures. */
export const HEALTHY_SOCKET: unknown = harEntry({
  url: 'wss://pond.example/live',
  status: 101,
  extra: {
    _resourceType: 'websocket',
    _webSocketMessages: FRAMES.map((data, i) => ({ type: 'receive', time: 1_768_471_200 + i, opcode: 1, data })),
  },
});
