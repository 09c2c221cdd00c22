import { describe, expect, it } from 'vitest';
import { NO_BODY } from '../../../../lib/exchange.ts';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { bodyOf, mqttPacket } from '../../../fixtures.ts';
import { failureRow, faultsOf, healthyRow, lets, socketRow, table } from './table.ts';

describe('a failure', () => {
  it.each([
    '',
    '   ',
    'upload',
    'UPLOAD',
    'upload 429',
    'upload and 429',
    'later',
    'club',
    '"rate limit"',
    '"rate limit',
    'hour art',
    '-robot',
    '-"limit rate"',
    'robot or upload',
    'robot OR upload',
    '(robot or upload) 429',
    '-(robot or 500)',
    '- upload',
    'family:makapix',
    'family:maka',
    'family:"Makapix Club"',
    'code:429',
    'CODE:429',
    'code:4*',
    'code:*2*',
    'code:/^4\\d\\d$/',
    'kind:temporary',
    'kind:temp',
    'method:post',
    'domain:api.makapix.club',
    'domain:*.makapix.club',
    'domain:*.makapix.*',
    'host:api.makapix.club',
    'status:429',
    'status-code:4xx',
    'verdict:temporary',
    'permanence:temp',
    'diagnosis:"rate limit"',
    'size:1k',
    'url:*upload*size',
    'url:/api/*/upload',
    'mime-type:*/json',
    'method:P*',
    'robot || upload',
    'upload && 429',
    'url:post/upload?size',
    'url:/api\\/post/',
    'url:/api/post/',
    'scheme:https',
    'channel:http',
    'source:http',
    'status-code:429',
    'status-code:4*',
    'mime-type:application/json',
    'mime-type:json',
    'larger-than:1999',
    'larger-than:1k',
    'larger-than:0.5kB',
    'has-response-header:retry-after',
    'has-response-header:Retry*',
    'confidence:likely',
    'name:"rate limit"',
    'said:later',
    'meaning:hour',
    'operation:upload',
    'body:"slow down"',
    'body:/slow\\s/',
    'has:retry-after',
    'has:operation',
    'is:failed',
    '-is:repeated',
    '-kind:permanent',
    '--upload',
    '-code:500 -domain:*.cdn.net upload',
    'https://api.makapix',
    'api.makapix.club:8443',
    'club:8443',
    'club:8443/api',
    'club:8443/api/ or code:500',
    '/rate|quota/',
    '/RATE Limit/i',
    '-/robot/',
  ])('is let through by %j', (query) => expect([lets(query), faultsOf(query)]).toEqual([true, []]));

  it.each([
    'robot',
    'upload robot',
    '-upload',
    '"limit rate"',
    'robot or 500',
    '(robot or upload) 500',
    '-(robot or upload)',
    'family:aws',
    'family:http',
    'code:42',
    'code:29',
    'code:*3*',
    'code:/^42$/',
    'kind:permanent',
    'method:get',
    'domain:makapix.club',
    'domain:*.api.makapix.club',
    'domain:api.makapix.club:8443',
    'channel:mqtt',
    'scheme:http',
    'status-code:500',
    'status-code:5xx',
    'url:*size*upload',
    'method:*GET',
    'robot || 500',
    'larger-than:2000',
    'larger-than:1M',
    'club:8444',
    'club:8443/robot',
    'has-response-header:retry',
    'confidence:certain',
    '-kind:temporary',
    'name:hour',
    'body:later',
    'is:repeated',
    'is:healthy',
    'has:wait',
    '/^robot$/',
  ])('is held back by %j', (query) => expect([lets(query), faultsOf(query)]).toEqual([false, []]));

  it.each(['-', 'code:', '-code:', '"', '""', 'kind: ', 'url:""', 'upload or ', 'upload or', '('])(
    'is not hidden by the unfinished %j',
    (query) => expect(lets(query)).toBe(true),
  );

  it('of the browser is found by the name of its error', () => {
    const row = failureRow({ family: 'network', code: 'net::ERR_FAILED' });
    for (const query of ['net::ERR_FAILED', '-net::ERR_ABORTED', 'code:net::*'])
      expect([query, lets(query, row), faultsOf(query)]).toEqual([query, true, []]);
  });

  it('of a size that nobody knows is larger than nothing', () => {
    expect(lets('larger-than:0', failureRow({}, { responseSize: undefined }))).toBe(false);
    expect(lets('larger-than:0', failureRow({}, { responseSize: 1 }))).toBe(true);
  });

  it('is repeated once it was seen twice', () => {
    expect(lets('is:repeated', failureRow({}, {}, 2))).toBe(true);
  });

  it('does not let a pattern use the same characters twice', () => {
    expect(lets('code:42*29')).toBe(false);
    expect(lets('code:4*2*9')).toBe(true);
  });

  it('is found by the topic of an MQTT message, and has no method', () => {
    const socket = { id: 's', url: 'wss://broker.example.com/mqtt', subprotocol: 'mqtt', at: 0 };
    const topic = 'makapix/player/0c9d/response';
    const message = socketRow(
      mqttPacket({ id: 'm', socket, at: 0, topic, length: 40, body: bodyOf('{"error":"nope"}') }),
    );
    for (const query of ['player/0c9d', 'topic:player/', 'domain:broker.example.com channel:mqtt', 'body:nope']) {
      expect(lets(query, message)).toBe(true);
    }
    for (const query of ['method:get', 'status-code:*', 'mime-type:json', 'larger-than:40', 'has-response-header:*']) {
      expect(lets(query, message)).toBe(false);
    }
  });

  it.each(['data:text/plain,hello', 'not an address', ''])('with the address %j has no domain', (url) => {
    expect(lets('domain:*', failureRow({}, { url }))).toBe(false);
  });

  it('without a body has nothing to search in it', () => {
    expect(lets('body:slow', failureRow({}, { responseBody: NO_BODY }))).toBe(false);
    expect(lets('has:body', failureRow({}, { responseBody: NO_BODY }))).toBe(false);
  });
});

describe('a family', () => {
  it('that is named by its id is that one alone', () => {
    const other = failureRow({ family: 'http-like' });
    expect(lets('family:http', other)).toBe(false);
    expect(lets('family:htt', other)).toBe(true);
    expect(lets('family:http', failureRow({ family: 'http' }))).toBe(true);
  });
});

describe('a healthy exchange', () => {
  it.each([
    '',
    'logo',
    'code:200',
    'status-code:2*',
    'method:GET',
    'domain:cdn.example.com',
    'channel:http',
    'is:healthy',
    '-kind:temporary',
  ])('is let through by %j', (query) => expect(lets(query, healthyRow())).toBe(true));

  it.each(['kind:temporary', 'family:http', 'confidence:certain', 'name:a', 'robot', '-logo', 'is:failed', 'body:a'])(
    'is held back by %j',
    (query) => expect(lets(query, healthyRow())).toBe(false),
  );
});

describe('a mistake', () => {
  it.each([
    ['cod:429', [['cod', 'unknown-key', 'code']]],
    ['famliy:aws', [['famliy', 'unknown-key', 'family']]],
    ['statuscode:429', [['statuscode', 'unknown-key', 'status-code']]],
    ['nosuchkey:1', [['nosuchkey', 'unknown-key', undefined]]],
    ['priority:high', [['priority', 'unknown-key', undefined]]],
    ['kind:permament', [['permament', 'unknown-value', 'permanent']]],
    ['kind:oops', [['oops', 'unknown-value', undefined]]],
    ['channel:"web socket"', [['"web socket"', 'unknown-value', 'websocket']]],
    ['is:repeatd', [['repeatd', 'unknown-value', 'repeated']]],
    ['has:nothing', [['nothing', 'unknown-value', undefined]]],
    ['larger-than:1kx', [['1kx', 'no-amount', undefined]]],
    ['larger-than:big', [['big', 'no-amount', undefined]]],
    ['larger-than:-1', [['-1', 'no-amount', undefined]]],
    ['larger-than:/1/', [['/1/', 'no-regexp', undefined]]],
    ['/a(/', [['/a(/', 'regexp-broken', undefined]]],
    ['/[/', [['/[/', 'regexp-broken', undefined]]],
    ['code:/*/', [['/*/', 'regexp-broken', undefined]]],
    ['/(a)\\1/', [['/(a)\\1/', 'regexp-unsupported', undefined]]],
    ['/a(?=b)/', [['/a(?=b)/', 'regexp-unsupported', undefined]]],
    ['/((a{1000}){1000})/', [['/((a{1000}){1000})/', 'regexp-too-large', undefined]]],
    ['(upload', [['(', 'not-closed', undefined]]],
    ['upload)', []],
    [') upload', [[')', 'not-opened', undefined]]],
    ['or upload', [['or', 'one-sided-or', undefined]]],
    ['upload or or 429', [['or', 'one-sided-or', undefined]]],
    [`${'('.repeat(60)}upload${')'.repeat(60)}`, [['(', 'too-deep', undefined]]],
    [
      'cod:1 kid:2',
      [
        ['cod', 'unknown-key', 'code'],
        ['kid', 'unknown-key', 'kind'],
      ],
    ],
    [
      'kind:oops cod:1',
      [
        ['oops', 'unknown-value', undefined],
        ['cod', 'unknown-key', 'code'],
      ],
    ],
    [`kind:${'x'.repeat(80)}`, [['x'.repeat(60), 'unknown-value', undefined]]],
    [`${'x'.repeat(80)}:1`, [['x'.repeat(60), 'unknown-key', undefined]]],
    ['localhost:3', [['localhost', 'unknown-key', undefined]]],
    ['localhost:300000', [['localhost', 'unknown-key', undefined]]],
    ['localhost:30x', [['localhost', 'unknown-key', undefined]]],
    [`${'('.repeat(50)}upload${')'.repeat(50)}`, []],
    [`${'('.repeat(51)}upload${')'.repeat(51)}`, [['(', 'too-deep', undefined]]],
  ])('in %j is named with the nearest word', (query, faults) => expect(faultsOf(query)).toEqual(faults));

  it.each([
    'cod:500',
    'kind:oops',
    'larger-than:big',
    '/(a)\\1/',
    'cod:500 429',
    '429 -cod:1',
    'cod:1 or 429',
    '(429 cod:1)',
  ])('as in %j leaves the rest of the query in force', (query) => {
    expect(lets(query)).toBe(true);
    expect(lets(`${query} code:500`)).toBe(false);
  });

  it.each([`${'('.repeat(60)}robot (or) more${')'.repeat(60)}`, `${'('.repeat(60)}`])(
    'of too many parentheses, as in %j, is left out with what stands in them, and no more',
    (query) => {
      expect(lets(`upload ${query}`)).toBe(true);
      expect(lets(`${query.includes(')') ? `${query} ` : ''}code:500`)).toBe(false);
    },
  );

  it('knows where it stands', () => {
    expect(readQuery('upload kind:oops', table).faults).toMatchObject([{ from: 12, to: 16 }]);
    expect(readQuery('a -cod:1', table).faults).toMatchObject([{ from: 3, to: 6 }]);
  });

  it('is a query that is too long, of which the beginning still counts', () => {
    const long = `upload ${'x'.repeat(3_000)}`;
    expect(faultsOf(long).map(([, kind]) => kind)).toEqual(['too-long']);
    expect(readQuery(long, table).faults).toMatchObject([{ from: 2_000, to: long.length, reason: { most: 2_000 } }]);
    expect(faultsOf('x'.repeat(2_000))).toEqual([]);
    expect(lets(`code:500 ${'upload '.repeat(400)}`)).toBe(false);
  });

  it.each(['localhost:3000', 'https://a.example:8443/x', '10:02:18', 'wss://x', '"cod:429"', 'a.b:c'])(
    'is not seen in the text %j',
    (query) => expect(faultsOf(query)).toEqual([]),
  );
});
