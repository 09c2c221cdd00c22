import { describe, expect, it } from 'vitest';
import { createExchangeReader } from '../../../lib/capture/exchange-reader.ts';
import { CHROMIUM, FIREFOX } from '../../../lib/har/dialects.ts';
import { HarEntry } from '../../../lib/har/entry.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const list = (headers: Record<string, string> = {}) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

interface Parts {
  readonly method: string;
  readonly url?: string;
  readonly after?: number;
  readonly status?: number;
  readonly error?: string | null;
  readonly asked?: Record<string, string>;
  readonly answered?: Record<string, string>;
}

function entry({
  method,
  url = 'https://api.example/orders/7',
  after = 0,
  status = 0,
  error = null,
  ...headers
}: Parts) {
  return new HarEntry({
    startedDateTime: new Date(START + after).toISOString(),
    time: 20,
    request: { method, url, headers: list(headers.asked) },
    response: { status, headers: list(headers.answered), content: {}, _error: error, bodySize: -1 },
    timings: { wait: 1 },
  });
}

const options = (over: Partial<Parts> = {}) =>
  entry({
    method: 'OPTIONS',
    status: 401,
    asked: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'PUT' },
    ...over,
  });
const put = (over: Partial<Parts> = {}) => entry({ method: 'PUT', error: 'net::ERR_FAILED', after: 2, ...over });

describe('a refused preflight and the request that it refused', () => {
  it('are one exchange under the id of the preflight where that came first', () => {
    const reader = createExchangeReader(CHROMIUM);
    expect(reader.read(options(), 'a')).toMatchObject({ exchange: { id: 'a', role: 'preflight' } });
    expect(reader.read(put(), 'b')).toMatchObject({ exchange: { id: 'a', method: 'PUT', preflight: { status: 401 } } });
  });

  it('are one exchange where the request was told before anybody knew of the preflight', () => {
    const reader = createExchangeReader(CHROMIUM);
    expect(reader.read(put(), 'b')).toMatchObject({ kind: 'exchange', exchange: { id: 'b', preflight: undefined } });
    expect(reader.read(options(), 'a')).toMatchObject({
      kind: 'completed',
      exchange: { id: 'b', method: 'PUT', preflight: { status: 401 } },
    });
    // The next one refuses the next request.
    expect(reader.read(options({ after: 500 }), 'c')).toMatchObject({ kind: 'exchange', exchange: { id: 'c' } });
    expect(reader.read(put({ after: 502 }), 'd')).toMatchObject({ exchange: { id: 'c', preflight: { status: 401 } } });
  });

  it.each([
    ['of another address', { url: 'https://api.example/orders/8' }],
    ['of another method', { method: 'DELETE' }],
    ['that says why it failed', { error: 'net::ERR_CONNECTION_RESET' }],
    ['that began long before', { after: -1_500 }],
    ['that has a status', { status: 500, error: null }],
  ])('stay two with a request %s that was told before', (_, over) => {
    const reader = createExchangeReader(CHROMIUM);
    reader.read(put(over), 'b');
    expect(reader.read(options(), 'a')).toMatchObject({ kind: 'exchange', exchange: { id: 'a', role: 'preflight' } });
  });

  it('are one exchange where the request comes first and the preflight is foreseen', () => {
    const reader = createExchangeReader(CHROMIUM);
    reader.foresee([put(), options()]);
    expect(reader.read(put(), 'b')).toMatchObject({ exchange: { id: 'b', preflight: { status: 401 } } });
    expect(reader.read(options(), 'a')).toEqual({ kind: 'merged' });
  });

  it('are one exchange where the request was told before the preflight is foreseen', () => {
    const reader = createExchangeReader(CHROMIUM);
    reader.read(put(), 'b');
    expect(reader.foresee([put()])).toEqual([]);
    const completed = [{ id: 'b', method: 'PUT', preflight: { status: 401 } }];
    expect(reader.foresee([options(), put()])).toMatchObject(completed);
    expect(reader.foresee([options(), put()])).toEqual([]);
    expect(reader.read(options(), 'a')).toEqual({ kind: 'merged' });
  });

  it('stay one exchange when the request is read again', () => {
    const reader = createExchangeReader(CHROMIUM);
    reader.read(options(), 'a');
    reader.read(put(), 'b');
    expect(reader.readAlone(put(), 'b')).toMatchObject({ exchange: { id: 'a', preflight: { status: 401 } } });
  });

  it('are told where the browser gives the request no error', () => {
    const reader = createExchangeReader(FIREFOX);
    reader.foresee([options(), put({ error: '' })]);
    expect(reader.read(put({ error: null }), 'b')).toMatchObject({ exchange: { failure: 'CORS_REFUSED' } });
  });

  it.each<[string, Partial<Parts>]>([
    ['another address', { url: 'https://api.example/orders/8' }],
    ['another method', { method: 'DELETE' }],
    ['another minute', { after: 60_000 }],
    ['a reply', { status: 500 }],
  ])('are two where the request has %s', (_, over) => {
    const reader = createExchangeReader(CHROMIUM);
    reader.read(options(), 'a');
    expect(reader.read(put(over), 'b')).toMatchObject({ exchange: { id: 'b' } });
    expect(reader.read(put(over), 'b')).not.toMatchObject({ exchange: { preflight: { status: 401 } } });
  });

  it('belong together in pairs', () => {
    const reader = createExchangeReader(CHROMIUM);
    reader.read(options(), 'a');
    reader.read(options({ after: 1_000 }), 'b');
    expect(reader.read(put(), 'c')).toMatchObject({ exchange: { id: 'a' } });
    expect(reader.read(put({ after: 1_002 }), 'd')).toMatchObject({ exchange: { id: 'b' } });
    expect(reader.read(put({ after: 2_000 }), 'e')).toMatchObject({ exchange: { id: 'e' } });
  });
});

describe('a request that was stopped without a name', () => {
  const stopped = (url: string, asked?: Record<string, string>) =>
    createExchangeReader(CHROMIUM).read(entry({ method: 'GET', url, error: '', ...(asked && { asked }) }), 'a');

  it.each([
    ['http://api.example/ml/', undefined, 'MIXED_CONTENT'],
    ['http://api.example/ml/', { Origin: 'https://shop.example' }, 'MIXED_CONTENT'],
    ['http://api.example/ml/', { Referer: 'http://shop.example/' }, 'CSP_REFUSED'],
    ['http://localhost:8080/', undefined, 'CSP_REFUSED'],
    ['http://127.0.0.1/', undefined, 'CSP_REFUSED'],
    ['https://api.example/', undefined, 'CSP_REFUSED'],
  ])('%s, asked by %j, was stopped as %s', (url, asked, failure) => {
    expect(stopped(url, asked)).toMatchObject({ exchange: { status: 0, failure } });
  });

  it('is not one under way, which has no error text at all', () => {
    expect(createExchangeReader(CHROMIUM).read(entry({ method: 'GET' }), 'a').kind).toBe('pending');
  });
});
