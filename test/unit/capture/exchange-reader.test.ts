import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExchangeReader } from '../../../lib/capture/exchange-reader.ts';
import { CHROMIUM, dialectOf, OTHER } from '../../../lib/har/dialects.ts';
import { HarEntry } from '../../../lib/har/entry.ts';
import { harEntry } from '../../har.ts';

function readingOf(entry: unknown, dialect = CHROMIUM) {
  return createExchangeReader(dialect).read(new HarEntry(entry), 'id');
}

function read(entry: unknown, dialect = CHROMIUM) {
  const reading = readingOf(entry, dialect);
  if (reading.kind !== 'exchange') throw new Error(`read as ${reading.kind}`);
  return reading.exchange;
}

describe('a HAR entry', () => {
  it('becomes an exchange with its times in milliseconds', () => {
    const entry = harEntry({ status: 601, startedDateTime: '2026-01-15T10:00:00.250Z', time: 12.5 });
    expect(read(entry)).toMatchObject({ channel: 'http', status: 601, at: 1_768_471_200_250, durationMs: 12.5 });
  });

  it('is a preflight, a redirect or a plain request', () => {
    expect(read(harEntry({ extra: { _resourceType: 'preflight' }, method: 'OPTIONS' }))).toMatchObject({
      role: 'preflight',
    });
    const asked = [{ name: 'Access-Control-Request-Method', value: 'PUT' }];
    expect(read(harEntry({ method: 'OPTIONS', requestHeaders: asked }))).toMatchObject({ role: 'preflight' });
    expect(read(harEntry({ method: 'OPTIONS' }))).toMatchObject({ role: 'plain' });
    expect(read(harEntry({ status: 302 }))).toMatchObject({ role: 'redirect' });
    expect(read(harEntry({ status: 304 }))).toMatchObject({ role: 'plain' });
  });

  it('knows a reply that the browser kept from the page', () => {
    expect(read(harEntry({ status: 601, error: 'net::ERR_FAILED' }))).toMatchObject({ withheld: true });
    expect(read(harEntry({ status: 0, error: 'net::ERR_FAILED' }))).toMatchObject({ withheld: false });
    expect(read(harEntry({ status: 204, error: 'net::ERR_ABORTED' }))).toMatchObject({ withheld: false });
  });

  it('takes status 0 without an error for unfinished where the tool names errors, else for a failure', () => {
    expect(readingOf(harEntry({ status: 0 }), CHROMIUM).kind).toBe('pending');
    expect(read(harEntry({ status: 0 }), OTHER)).toMatchObject({ status: 0, failure: undefined });
  });

  it('takes a request on which no time was spent for one that was never sent', () => {
    const kept = { status: 0, time: 0, startedDateTime: '1970-01-01T00:00:00Z' };
    expect(readingOf(harEntry(kept), OTHER).kind).toBe('pending');
    expect(readingOf(harEntry({ ...kept, extra: { timings: { dns: -1, send: 0, wait: 0 } } }), OTHER).kind).toBe(
      'pending',
    );
    expect(read(harEntry({ ...kept, error: 'Connection refused' }), OTHER)).toMatchObject({ status: 0 });
    expect(read(harEntry({ ...kept, statusText: 'Aborted' }), OTHER)).toMatchObject({ status: 0 });
    expect(read(harEntry({ ...kept, extra: { timings: { connect: 30 } } }), OTHER)).toMatchObject({ status: 0 });
  });

  it('takes a reply that was listed without its status for none that failed', () => {
    const cached = harEntry({ status: 0, body: 'a {}', headers: [{ name: 'Content-Type', value: 'text/css' }] });
    expect(readingOf(cached, OTHER).kind).toBe('pending');
  });

  it('takes a refused socket for a failed handshake', () => {
    const frames = { _resourceType: 'websocket', _webSocketMessages: [{ type: 'error', opcode: -1, data: '' }] };
    expect(read(harEntry({ url: 'ws://a.example/', status: 0, extra: frames }))).toMatchObject({
      channel: 'handshake',
      status: 0,
    });
    expect(read(harEntry({ url: 'ws://a.example/', status: 403 }), OTHER)).toMatchObject({
      channel: 'handshake',
      status: 403,
    });
    expect(read(harEntry({ url: 'ws://a.example/', status: 101 }))).toMatchObject({ channel: 'http', status: 101 });
    expect(readingOf(harEntry({ url: 'ws://a.example/', status: 0 }), CHROMIUM).kind).toBe('pending');
  });

  it('takes a socket that carried messages for an open one, whatever its status', () => {
    const extra = {
      _resourceType: 'websocket',
      _webSocketMessages: [{ type: 'receive', time: 1, opcode: 1, data: '' }],
    };
    expect(read(harEntry({ url: 'wss://a.example/', status: 0, extra }))).toMatchObject({
      channel: 'http',
      status: 101,
    });
    expect(read(harEntry({ url: 'wss://a.example/', status: 200, extra }))).toMatchObject({
      channel: 'http',
      status: 101,
    });
  });

  it.each([
    ['a status as text', { response: { status: '404' } }, { status: 404 }],
    ['a negative status', { response: { status: -1, _error: 'x' } }, { status: 0 }],
    ['an absurd status', { response: { status: 1e9, _error: 'x' } }, { status: 0 }],
    ['no response', { response: null }, { status: 0 }],
    ['headers that are no list', { response: { status: 500, headers: 'x' } }, { responseHeaders: [] }],
    [
      'headers of wrong types',
      { response: { status: 500, headers: [1, { name: 'a' }, { name: 'a', value: 'b' }] } },
      { responseHeaders: [{ name: 'a', value: 'b' }] },
    ],
    ['a date that is none', { startedDateTime: 'yesterday', response: { status: 500 } }, { at: 0 }],
    ['a time that is none', { time: 'long', response: { status: 500 } }, { durationMs: undefined }],
    [
      'a body that is no text',
      { response: { status: 500, content: { text: 5 } } },
      { responseBody: { state: 'absent', why: 'unavailable' } },
    ],
  ])('survives %s', (_, broken, expected) => {
    expect(read({ ...harEntry({}), ...broken }, OTHER)).toMatchObject(expected);
  });

  it('is no exchange without any response member, and for a page that was never requested', () => {
    const { response: _, ...request } = harEntry({});
    expect(readingOf(request, OTHER).kind).toBe('pending');
    expect(readingOf(harEntry({ url: 'about:blank', status: 0 }), OTHER).kind).toBe('pending');
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readingOf(value, OTHER)));
    const parts = fc.record({
      request: fc.anything(),
      response: fc.anything(),
      startedDateTime: fc.anything(),
      time: fc.anything(),
    });
    fc.assert(fc.property(parts, (value) => void readingOf(value, OTHER)));
  });
});

describe('a HAR entry of Playwright', () => {
  const playwright = dialectOf({ creator: { name: 'Playwright' } });
  const failed = (failure: string | undefined, over: Record<string, unknown> = {}) => ({
    ...harEntry({}),
    response: { status: -1, statusText: '', headers: [], content: { size: -1 }, _failureText: failure },
    ...over,
  });

  it.each(['net::ERR_CONNECTION_REFUSED', 'NS_ERROR_UNKNOWN_HOST', 'Connection terminated unexpectedly'])(
    'failed with its failure text: %s',
    (failure) => {
      expect(read(failed(failure), playwright)).toMatchObject({ status: 0, failure });
    },
  );

  it('is unfinished with neither a status nor a failure text', () => {
    expect(readingOf(failed(undefined), playwright).kind).toBe('pending');
  });

  it('is a refused handshake where a socket failed', () => {
    const socket = { request: { url: 'wss://a.example/', method: 'GET', headers: [] } };
    expect(read(failed('net::ERR_CONNECTION_REFUSED', socket), playwright)).toMatchObject({
      channel: 'handshake',
      failure: 'net::ERR_CONNECTION_REFUSED',
    });
  });
});

describe('a socket of HTTP Toolkit', () => {
  it.each([['aborted'], [{ code: null }], [{ code: 1011, reason: 'oops' }]])(
    'was open where it closed with %j',
    (close) => {
      const extra = { _resourceType: 'websocket', _webSocketClose: close };
      expect(read(harEntry({ url: 'wss://a.example/', status: 0, extra }), OTHER)).toMatchObject({
        channel: 'http',
        status: 101,
      });
    },
  );
});
