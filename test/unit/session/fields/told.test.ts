import { describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../../../lib/exchange.ts';
import type { Outlet } from '../../../../lib/session/fields/outlet.ts';
import { TOLD } from '../../../../lib/session/fields/told.ts';
import { type FailureRow, rowOf } from '../../../../lib/session/rows.ts';
import { failure, finding, type MadeUp } from '../../../failures.ts';
import { AT, mqttPacket, SOCKET, socketClose } from '../../../fixtures.ts';
import { words } from '../filter/table.ts';

/** Shows by which way each text went out. */
const out: Outlet<string> = {
  text: (text) => `<${text}>`,
  url: (url) => `url<${url}>`,
  header: ({ name, value }) => `${name}<${value}>`,
  requestId: (id) => `id<${id}>`,
  word: (word) => word,
  time: (at) => `+${at - AT}`,
  say: (parts, ...values) => parts.reduce((all, part, i) => `${all}${values[i - 1] ?? ''}${part}`),
  join: (texts, separator) => texts.join(separator),
  cut: (text, most) => text.slice(0, most),
};

function row(over: MadeUp = {}, exchange: Partial<HttpExchange> = {}): FailureRow {
  return rowOf([failure({ family: 'makapix', ...over }, exchange)]) ?? expect.unreachable();
}

function rowOn(exchange: Parameters<typeof rowOf>[0][number]['exchange']): FailureRow {
  return rowOf([{ exchange, finding: finding({ status: undefined }) }]) ?? expect.unreachable();
}

/** What a report says under that label; undefined for no line. */
function factOf(label: string, of: FailureRow): string | undefined {
  const field = TOLD.find(({ fact }) => fact?.label === label) ?? expect.unreachable();
  if (field.fact?.value) return field.fact.value(of, words, out);
  return out.text(field.text?.(of, words) ?? '');
}

function memberOf(name: string, of: FailureRow): unknown {
  const field = TOLD.find(({ json }) => json?.name === name) ?? expect.unreachable();
  if (field.json?.value) return field.json.value(of, words, out);
  return out.text(field.text?.(of, words) ?? '');
}

const handshake = {
  channel: 'handshake',
  id: 'h',
  socket: { ...SOCKET, subprotocol: 'chat' },
  at: AT,
  status: 0,
  responseHeaders: [],
  failure: 'net::ERR_FAILED',
} as const;

const place = { function: 'load', url: 'https://a.example/app.js', line: 41, column: 2 };
const original = { function: 'load', url: 'src/load.ts', line: 7, column: 1 };
const error = (over: object) => ({ code: undefined, said: undefined, param: undefined, ...over });
const errors = (count: number) => Array.from({ length: count }, (_, i) => error({ code: `E${i}` }));
const links = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ url: `https://d.example/${i}`, label: `l${i}` }));
const rival = { family: 'http', shape: 'registered', entry: undefined, code: '500', captures: {} };
const repeats = rowOf([failure({}, { at: AT }), failure({}, { at: AT + 5 })]) ?? expect.unreachable();
const blocked = { by: 'cors', rule: undefined, cure: undefined } as const;

describe('a report tells', () => {
  it.each<[label: string, of: FailureRow, told: string | undefined]>([
    ['When', row(), '+0'],
    ['Seen', row(), undefined],
    ['Seen', repeats, '2 times, first +0, last +5'],
    ['Duration', row({}, { durationMs: 40.4 }), '40 ms'],
    ['Duration', row({}, { durationMs: undefined }), undefined],
    ['Asked by', row({}, { initiator: place }), '<load in app.js:41>'],
    ['Asked by', row({}, { initiator: { ...place, original } }), '<load in load.ts:7>'],
    ['Asked by', row(), undefined],
    [
      'Called from',
      row({}, { initiator: { ...place, callers: [{ ...place, original }, place] } }),
      '<load in load.ts:7>; <load in app.js:41>',
    ],
    [
      'Called from',
      row({}, { initiator: { ...place, callers: Array.from({ length: 6 }, () => place) } }),
      Array.from({ length: 5 }, () => '<load in app.js:41>').join('; '),
    ],
    ['Called from', row({}, { initiator: place }), undefined],
    ['Request', row({}, { method: 'PUT', url: 'https://a.example/x' }), '<PUT> url<https://a.example/x>'],
    ['HTTP status', row({}, { status: 503, statusText: 'Busy' }), '503 <Busy>'],
    ['HTTP status', rowOn({ ...handshake, status: 401 }), '401 <>'],
    ['HTTP status', row({}, { status: 0 }), undefined],
    ['Topic', rowOn(mqttPacket({ topic: 'a/b' })), '<a/b>'],
    ['Diagnosis', row({ code: 'E1', name: 'No such thing' }), '<Makapix Club> <E1>: <No such thing>'],
    ['Meaning', row({ meaning: 'It is not there.' }), '<It is not there.>'],
    ['The server said', row({ said: 'No.' }), '<No.>'],
    ['Verdict', row({ permanence: 'temporary', basis: 'documented' }), 'Temporary (documented)'],
    ['Operation', row({ operation: 'upload' }), '<upload>'],
    ['Subprotocol', rowOn(handshake), 'Sec-WebSocket-Protocol<chat>'],
    ['Subprotocol', rowOn(socketClose()), undefined],
    ['Subprotocol', row(), undefined],
    ['Browser error', rowOn(handshake), '<net::ERR_FAILED>'],
    ['Browser error', row({}, { status: 0, failure: 'net::ERR_FAILED' }), '<net::ERR_FAILED>'],
    ['Browser error', row({}, { status: 200, failure: 'net::ERR_FAILED' }), undefined],
    ['Browser error', row({}, { status: 0 }), undefined],
    ['Browser error', rowOn(socketClose()), undefined],
    ['Blocked', row({ blocked }), '<the browser kept the reply from the page (CORS)>'],
    ['Blocked', row(), undefined],
    ['Close', rowOn(socketClose({ code: 1011, reason: 'oops' })), '1011 <oops>'],
    ['Close', row(), undefined],
    ['Do this', row({ action: 'Wait.' }), '<Wait.>'],
    ['Field', row({ param: 'name' }), '<name>'],
    ['Field', row(), '<>'],
    ['Further errors', row(), undefined],
    ['Further errors', row({ errors: [error({ code: 'E1', said: 'No.', param: 'a' })] }), '<E1>: <No.> (<a>)'],
    ['Further errors', row({ errors: [error({ said: 'No.' }), error({ code: 'E2' })] }), '<No.>; <E2>'],
    ['Further errors', row({ errors: [error({ said: 'x'.repeat(300) })] }), `<${'x'.repeat(199)}`],
    ['Further errors', row({ errors: errors(5) }), '<E0>; <E1>; <E2>; <E3>; <E4>'],
    ['Further errors', row({ errors: errors(7) }), '<E0>; <E1>; <E2>; <E3>; <E4>; and 2 more'],
    ['Links', row({ links: links(1) }), 'url<https://d.example/0> (<l0>)'],
    ['Links', row(), undefined],
    ['Request id', row({ requestId: 'r1' }), 'id<r1>'],
    ['Request id', row(), undefined],
    [
      'Request id',
      row(
        { requestId: 'r1' },
        {
          responseHeaders: [
            { name: 'CF-Ray', value: 'c' },
            { name: 'X-Request-Id', value: 'x' },
          ],
        },
      ),
      'x-request-id<x> (x-request-id)',
    ],
    ['Retry', row(), undefined],
    ['Retry', row({ retry: { afterMs: 1_540, from: 'Retry-After' } }), 'after 1.5 s (<Retry-After>)'],
    [
      'Retry',
      row({ retry: { afterMs: 1_000, from: 'backoff', backoff: { baseMs: 500, maxMs: 8_000, attempts: 5 } } }),
      'after 1 s; back off from 0.5 s doubling to 8 s, at most 5 attempts (documented)',
    ],
    ['Could also be', row(), undefined],
    [
      'Could also be',
      row({ also: [rival, { ...rival, code: '501' }] }),
      '<HTTP status 500 (shape registered); HTTP status 501 (shape registered)>',
    ],
    ['Could also be', row({ also: [{ ...rival, code: 'x'.repeat(600) }] }), `<HTTP status ${'x'.repeat(487)}`],
    ['Recovered', row(), undefined],
    ['Recovered', recoveredAfter(1), '+9, after 1 attempt'],
    ['Recovered', recoveredAfter(2), '+9, after 2 attempts'],
  ])('under %s of %#', (label, of, told) => expect(factOf(label, of)).toBe(told));
});

function recoveredAfter(attempts: number): FailureRow {
  return rowOf([failure()], { at: AT + 9, since: AT, attempts }) ?? expect.unreachable();
}

describe('JSON holds', () => {
  it.each<[name: string, of: FailureRow, told: unknown]>([
    ['at', repeats, '+5'],
    ['method', row({}, { method: 'PUT' }), '<PUT>'],
    ['url', row({}, { url: 'https://a.example/x' }), 'url<https://a.example/x>'],
    ['channel', rowOn(socketClose()), 'close'],
    ['status', row({ status: 503 }), 503],
    ['initiator', row(), undefined],
    [
      'initiator',
      row({}, { initiator: place }),
      { function: '<load>', url: 'url<https://a.example/app.js>', line: 41, column: 2 },
    ],
    [
      'initiator',
      row({}, { initiator: { ...place, original } }),
      {
        function: '<load>',
        url: 'url<https://a.example/app.js>',
        line: 41,
        column: 2,
        original: { url: 'url<src/load.ts>', line: 7, column: 1 },
      },
    ],
    ['family', row(), '<makapix>'],
    ['code', row({ code: 'E1' }), '<E1>'],
    ['name', row({ name: 'No such thing' }), '<No such thing>'],
    ['meaning', row({ meaning: 'It is not there.' }), '<It is not there.>'],
    ['said', row({ said: 'No.' }), '<No.>'],
    ['said', row(), undefined],
    ['permanence', row({ permanence: 'permanent' }), 'permanent'],
    ['confidence', row({ confidence: 'likely' }), 'likely'],
    ['operation', row({ operation: 'upload' }), '<upload>'],
    ['action', row({ action: 'Wait.' }), '<Wait.>'],
    ['basis', row({ basis: 'documented' }), 'documented'],
    ['evidence', row({ evidence: [{ kind: 'shape' }] }), [expect.stringMatching(/^<.+>$/)]],
    ['source', row({ source: 'https://d.example/' }), 'url<https://d.example/>'],
    ['retry', row(), undefined],
    ['retry', row({ retry: { afterMs: 1_540, from: 'body' } }), { afterMs: 1_540, from: '<body>' }],
    ['also', row(), undefined],
    ['also', row({ also: [rival] }), [{ family: '<http>', code: '<500>', why: '<shape registered>' }]],
    ['blocked', row(), undefined],
    ['blocked', row({ blocked }), { by: 'cors', rule: undefined }],
    [
      'blocked',
      row({ blocked: { ...blocked, rule: 'method-not-allowed' } }),
      { by: 'cors', rule: '<method-not-allowed>' },
    ],
    [
      'blocked',
      row({ blocked: { ...blocked, by: 'csp', directive: 'connect-src' } }),
      { by: 'csp', rule: '<connect-src>' },
    ],
    ['param', row({ param: 'name' }), '<name>'],
    ['errors', row(), undefined],
    [
      'errors',
      row({ errors: [error({ code: 'E1' }), error({ said: 'No.', param: 'a' })] }),
      [
        { code: '<E1>', said: undefined, param: undefined },
        { code: undefined, said: '<No.>', param: '<a>' },
      ],
    ],
    ['links', row(), undefined],
    ['links', row({ links: links(1) }), [{ url: 'url<https://d.example/0>', label: '<l0>' }]],
    ['requestId', row(), undefined],
    ['requestId', row({ requestId: 'r1' }), 'id<r1>'],
  ])('as %s of %#', (name, of, told) => expect(memberOf(name, of)).toEqual(told));
});

it.each([
  [119_949, '119.9 s'],
  [120_000, '2 min'],
  [3_579_700, '59 min 40 s'],
  [7_199_600, '2 h'],
  [32_700_000, '9 h 5 min'],
  [273_600_000, '3 d 4 h'],
])('a wait of %i ms is told as %s', (afterMs, wait) => {
  expect(factOf('Retry', row({ retry: { afterMs, from: 'body' } }))).toBe(`after ${wait} (<body>)`);
});
