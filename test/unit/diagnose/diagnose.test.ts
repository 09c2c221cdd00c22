import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import type { FamilyDocument, Shape } from '../../../lib/catalog/schema.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { Body, Exchange, HttpExchange } from '../../../lib/exchange.ts';
import { confirmedFinding } from '../../../lib/finding.ts';
import { familyOf } from '../../families.ts';
import { AT, bodyOf, httpExchange, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';

const engine = createEngine(builtInFamilies);

const words = { meaning: 'M.', action: 'A.', permanence: 'temporary', basis: 'documented' } as const;
const envelope: Shape = {
  id: 'reply',
  channels: ['http'],
  says: 'body {"fault"}',
  when: { status: [[400, 599]] },
  body: { decode: 'json', members: { fault: 'text' } },
  read: { code: 'fault', text: 'note' },
};
const acme: FamilyDocument = {
  id: 'acme',
  title: 'Acme',
  source: 'https://acme.example/errors',
  hosts: ['*.acme.example'],
  shapes: [envelope],
  entries: [{ codes: ['F1'], name: 'Fault one', ...words }],
};

function with_(over: Partial<FamilyDocument>, shape: Partial<Shape> = {}) {
  const http = builtInFamilies.find(({ id }) => id === 'http');
  return createEngine([familyOf({ ...acme, shapes: [{ ...envelope, ...shape }], ...over }), ...(http ? [http] : [])]);
}

function reply(body: unknown, over: Partial<HttpExchange> = {}): HttpExchange {
  return httpExchange({ status: 400, responseBody: bodyOf(JSON.stringify(body)), ...over });
}

const atHome = { url: 'https://api.acme.example/x' };
const unlisted = { name: 'Unlisted {code}: {text}', ...words };

describe('a code inside a longer text', () => {
  it.each([
    ['what follows the first of a mark', { codeMustFollow: 'code: ' }, 'error code: F1', 'acme'],
    ['what stands between two marks', { codeMustFollow: '<b>', codeBefore: '<' }, '<p><b>F1</b><b>F2</b>', 'acme'],
    ['nothing where the mark is missing', { codeMustFollow: 'code: ' }, 'F1', 'http'],
    ['the whole text where an optional mark is missing', { codeAfter: '#' }, 'F1', 'acme'],
  ] as const)('is %s', (_, cut, fault, family) => {
    const read = { code: 'fault', ...cut };
    expect(with_({}, { read }).diagnose(reply({ fault }, atHome))).toMatchObject({ family });
  });
});

it('prefers a service that lists the code to a standard that does not', () => {
  const standard = familyOf({
    ...acme,
    id: 'standard',
    hosts: [],
    shapes: [{ ...envelope, standard: true, unlisted }],
  });
  const listed = familyOf({ ...acme, hosts: [], shapes: [{ ...envelope, hints: { paths: ['/x'] } }] });
  const none = { ...standard, entries: [] };
  const both = createEngine([none, listed]);
  expect(both.diagnose(reply({ fault: 'F1' }, { url: 'https://b.example/x' }))).toMatchObject({ family: 'acme' });
});

describe('confidence', () => {
  it.each([
    ['host, envelope and a listed code', {}, {}, 'F1', atHome, 'certain'],
    ['host, envelope and an unlisted code', {}, { unlisted }, 'F9', atHome, 'likely'],
    ['envelope and path', {}, { hints: { paths: ['/x'] } }, 'F1', { url: 'https://b.example/x' }, 'likely'],
    ['a shape that a standard fixes', {}, { standard: true }, 'F1', {}, 'certain'],
  ] as const)('%s', (_, family, shape, fault, over, confidence) => {
    expect(with_(family, shape as Partial<Shape>).diagnose(reply({ fault }, over))).toMatchObject({
      family: 'acme',
      confidence,
    });
  });

  it('leaves the word to the status line where only the envelope fits, and names the possibility', () => {
    const finding = with_({}).diagnose(reply({ fault: 'F1' }));
    expect(finding).toMatchObject({ family: 'http', code: '400', also: [{ family: 'acme', code: 'F1' }] });
  });

  it('gives no reading at all where the evidence that a shape needs is missing', () => {
    const finding = with_({}, { needs: ['host'] }).diagnose(reply({ fault: 'F1' }));
    expect(finding).toMatchObject({ family: 'http', also: [] });
  });

  it('takes no host for another that contains its name', () => {
    const url = 'https://api.acme.example.evil.example/x';
    expect(with_({}, { needs: ['host'] }).diagnose(reply({ fault: 'F1' }, { url }))?.family).toBe('http');
  });

  it('excepts hosts that only document the service', () => {
    const engineWithDocs = with_({ notHosts: ['docs.acme.example'] }, { needs: ['host'] });
    expect(engineWithDocs.diagnose(reply({ fault: 'F1' }, { url: 'https://docs.acme.example/' }))?.family).toBe('http');
  });
});

describe('words', () => {
  it('prefers the entry whose text fits, and hands the wait in the text on', () => {
    const entries: FamilyDocument['entries'] = [
      ...acme.entries,
      { codes: ['F1'], texts: ['busy, {seconds} seconds left'], name: 'Busy', ...words },
    ];
    const finding = with_({ entries }).diagnose(reply({ fault: 'F1', note: 'busy, 7 seconds left' }, atHome));
    expect(finding).toMatchObject({
      entry: 'F1~2',
      captures: { seconds: '7' },
      retry: { afterMs: 7000, from: 'body' },
      said: 'busy, 7 seconds left',
    });
  });

  it('caps what it takes from the wire', () => {
    const finding = with_({}, { unlisted }).diagnose(reply({ fault: 'F9', note: 'x'.repeat(9999) }, atHome));
    expect(finding?.captures).toEqual({ code: 'F9', text: finding?.said });
    expect(finding?.said?.length).toBeLessThanOrEqual(500);
  });

  it('borrows the verdict of the HTTP status', () => {
    const shape = { unlisted: { as: 'http', name: '{text}' } } as const;
    const http = with_({}).diagnose(httpExchange({ status: 410 }));
    const finding = with_({}, shape).diagnose(reply({ fault: 'F9', note: 'No more' }, { ...atHome, status: 410 }));
    expect(finding).toMatchObject({
      family: 'acme',
      entry: undefined,
      captures: { code: 'F9', text: 'No more' },
      permanence: http?.permanence,
      basis: http?.basis,
    });
  });
});

describe('a socket that only the page reports', () => {
  const engine = createEngine(builtInFamilies);
  const socket = { id: 's', url: 'wss://a.example/', subprotocol: undefined, at: AT };
  const closed = socketClose({ socket, code: 1011, reason: 'x', wasClean: true });
  const claimed = { ...closed, socket: { ...socket, claimed: true as const } };

  it('is never certain, says why, and is as certain as any other once the browser lists it', () => {
    const listed = engine.diagnose(closed);
    const finding = engine.diagnose(claimed);
    expect(listed?.confidence).toBe('certain');
    expect(finding?.confidence).toBe('likely');
    expect(finding?.evidence.at(-1)).toEqual({ kind: 'claimed', otherwise: 'certain' });
    const confirmed = finding && confirmedFinding(finding);
    const { captures, evidence, remedy, said, links, requestId, param, errors } = listed ?? {};
    expect(confirmed).toEqual({ ...listed, captures, evidence, remedy, said, links, requestId, param, errors });
  });

  it('makes nothing of what is less than certain any surer', () => {
    const close = { ...claimed, code: 4999, reason: '' };
    const listed = engine.diagnose({ ...close, socket });
    expect(listed?.confidence).not.toBe('certain');
    expect(engine.diagnose(close)?.confidence).toBe(listed?.confidence);
  });
});

describe('what is a failure', () => {
  it.each([
    ['a success', { status: 200 }],
    ['a redirect', { status: 302, role: 'redirect' as const }],
    ['not modified', { status: 304 }],
    ['a body that the page cancelled', { status: 200, failure: 'net::ERR_ABORTED' }],
    ['an unread 204', { status: 204, failure: 'net::ERR_ABORTED' }],
    ['a switch of protocols', { status: 101 }],
  ])('%s is none', (_, over) => {
    expect(engine.diagnose(httpExchange(over))).toBeUndefined();
  });

  it.each([
    [
      'a reply that the browser withheld',
      { status: 200, failure: 'net::ERR_FAILED', withheld: true },
      'network',
      'ERR_FAILED',
    ],
    [
      'a broken body',
      { status: 200, failure: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' },
      'network',
      'ERR_INCOMPLETE_CHUNKED_ENCODING',
    ],
    [
      'an error status that the browser withheld',
      { status: 500, failure: 'net::ERR_FAILED', withheld: true },
      'http',
      '500',
    ],
    ['no response without a name', { status: 0 }, 'network', '0'],
  ])('%s is one', (_, over, family, code) => {
    expect(engine.diagnose(httpExchange(over))).toMatchObject({ family, code });
  });

  it('gives every failing HTTP exchange a diagnosis, whatever its status', () => {
    for (let status = 400; status <= 999; status++)
      expect(engine.diagnose(httpExchange({ status }))?.code).toBe(String(status));
  });

  it('says what happened around a reply', () => {
    const evidence = (over: Partial<HttpExchange>) => engine.diagnose(httpExchange({ status: 404, ...over }))?.evidence;
    expect(evidence({ fromCache: 'disk' })).toContainEqual({ kind: 'cache', from: 'disk' });
    expect(evidence({ role: 'preflight' })).toContainEqual({ kind: 'preflight' });
    expect(evidence({ withheld: true, failure: 'net::ERR_FAILED' })).toContainEqual({
      kind: 'withheld',
      redirect: false,
    });
    expect(evidence({ responseBody: { state: 'absent', why: 'unread' } })).toContainEqual({ kind: 'unread' });
  });
});

describe('a number that JSON does not have', () => {
  const rows = (count: number, last: string) => `[${'{"id":1,"name":"Banana"},'.repeat(count)}{"id":2,"mean":${last}}]`;

  it.each([1, 40, 400])('is found behind %i rows', (count) => {
    expect(engine.diagnose(httpExchange({ responseBody: bodyOf(rows(count, 'NaN')) }))).toMatchObject({
      family: 'http',
      shape: 'numbers-outside-json',
    });
    expect(engine.diagnose(httpExchange({ responseBody: bodyOf(rows(count, '"NaN"')) }))).toBeUndefined();
  });
});

describe('wantsBody', () => {
  it.each([
    [true, { status: 404, mimeType: 'text/html' }],
    [true, { status: 601, mimeType: '' }],
    [true, { status: 200, mimeType: 'application/json; charset=utf-8' }],
    [true, { status: 200, mimeType: 'application/graphql-response+json' }],
    [true, { status: 200, mimeType: 'application/grpc-web+proto' }],
    [false, { status: 200, mimeType: 'text/html', resourceType: 'document' }],
    [true, { status: 200, mimeType: 'text/html; charset=UTF-8', resourceType: 'xhr' }],
    [true, { status: 200, mimeType: 'text/html', resourceType: 'script' }],
    [false, { status: 200, mimeType: 'text/html', resourceType: 'ping' }],
    [true, { status: 200, mimeType: 'application/octet-stream', responseSize: 90 }],
    [false, { status: 200, mimeType: 'application/octet-stream', responseSize: 900_000 }],
    [false, { status: 200, mimeType: 'application/javascript' }],
    [false, { status: 404, mimeType: 'image/png' }],
    [false, { status: 204, mimeType: 'application/json' }],
    [false, { status: 302, mimeType: 'application/json' }],
    [false, { status: 0, mimeType: '' }],
    [false, { status: 403, mimeType: 'application/json', role: 'preflight' as const }],
  ])('%s for %j', (wanted, over) => {
    expect(engine.wantsBody(httpExchange(over))).toBe(wanted);
  });
});

describe('hostile bodies', () => {
  const bodies: [string, Body][] = [
    ['truncated JSON', bodyOf('{"detail":"Post not fo')],
    ['binary', bodyOf('\u0000\u0001\ufffd{"detail"')],
    ['base64 that is none', bodyOf('%%%', true)],
    ['nested a hundred thousand deep', bodyOf(`${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
    ['ten megabytes', bodyOf(`{"detail":"${'x'.repeat(10_000_000)}"}`)],
    ['prototype members', bodyOf('{"__proto__":{"Status":785},"constructor":{"name":"x"}}')],
    ['HTML that calls itself JSON', bodyOf('<html>{"detail":"Post not found"}</html>')],
  ];

  it.each(bodies)('%s still leave a diagnosis by the status', (_, responseBody) => {
    const exchange = httpExchange({ url: 'https://api.example.com/', status: 404, responseBody });
    expect(engine.diagnose(exchange)).toMatchObject({ family: 'http', code: '404' });
  });

  it('throws on no exchange', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));
    const url = fc.oneof(
      text,
      fc.constantFrom('https://makapix.club/api/x', 'https://octoeverywhere.com/api/x', 'wss://eu1.blazeauth.net/'),
    );
    const body = fc.oneof(text, json).map((value) => bodyOf(value));
    const status = fc.integer({ min: -1, max: 1000 });
    const socket = url.map((u) => ({ id: 's', url: u, subprotocol: undefined, at: AT }));
    const http = fc.record({
      url,
      status,
      responseBody: body,
      mimeType: text,
      failure: fc.option(text, { nil: undefined }),
    });
    const exchange: fc.Arbitrary<Exchange> = fc.oneof(
      http.map((over) => httpExchange(over)),
      fc
        .record({ id: text, socket, direction: fc.constantFrom('send', 'receive'), body })
        .map((over) => socketMessage('', over)),
      fc.record({ id: text, body }).map((over) => streamEvent('', over)),
      fc.record({
        channel: fc.constant('close' as const),
        id: text,
        socket,
        at: fc.constant(AT),
        code: fc.integer(),
        reason: text,
        wasClean: fc.boolean(),
      }),
      fc.record({
        channel: fc.constant('handshake' as const),
        id: text,
        socket,
        at: fc.constant(AT),
        status,
        responseHeaders: fc.constant([]),
        failure: fc.constant(undefined),
      }),
    );
    fc.assert(
      fc.property(exchange, (value) => void engine.diagnose(value, engine.openConversation())),
      { numRuns: 2000 },
    );
  });
});

it('reads the words of a call from a header that is percent-encoded', () => {
  const responseHeaders = [
    { name: 'grpc-status', value: '7' },
    { name: 'grpc-message', value: 'not%20your%20pond' },
  ];
  const found = (value: string) =>
    engine.diagnose(
      httpExchange({
        mimeType: 'application/grpc-web+proto',
        responseHeaders: responseHeaders.map((one) => (one.name === 'grpc-message' ? { ...one, value } : one)),
      }),
    )?.said;
  expect(found('not%20your%20pond')).toBe('not your pond');
  expect(found('100% of the pond')).toBe('100% of the pond');
});

it('names the call of a message that only the catalogue knows for a failure', () => {
  const text = '{"message":"Forbidden","connectionId":"c1","requestId":"q-7"}';
  expect(engine.diagnose(socketMessage(text))).toMatchObject({ family: 'aws', requestId: 'q-7' });
});
