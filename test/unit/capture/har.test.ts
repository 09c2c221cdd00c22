import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HarDialect, readHarEntry } from '../../../lib/capture/har.ts';
import { readHarFile } from '../../../lib/capture/har-file.ts';
import { harEntry, harText } from '../../har.ts';

const chromium: HarDialect = 'chromium';
const other: HarDialect = 'other';

function read(entry: unknown, dialect = chromium) {
  const reading = readHarEntry(entry, 'id', dialect);
  if (reading.kind !== 'exchange') throw new Error(`read as ${reading.kind}`);
  return reading.exchange;
}

describe('a HAR entry', () => {
  it('becomes an exchange with its times in milliseconds', () => {
    const entry = harEntry({ status: 601, startedDateTime: '2026-01-15T10:00:00.250Z', time: 12.5 });
    expect(read(entry)).toMatchObject({ channel: 'http', status: 601, at: 1_768_471_200_250, durationMs: 12.5 });
  });

  it('tells a preflight, a redirect and a plain request apart', () => {
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
    expect(readHarEntry(harEntry({ status: 0 }), 'id', chromium).kind).toBe('pending');
    expect(read(harEntry({ status: 0 }), other)).toMatchObject({ status: 0, failure: undefined });
  });

  it('takes a reply that was listed without its status for none that failed', () => {
    const cached = harEntry({ status: 0, body: 'a {}', headers: [{ name: 'Content-Type', value: 'text/css' }] });
    expect(readHarEntry(cached, 'id', other).kind).toBe('pending');
  });

  it('takes a refused socket for a failed handshake', () => {
    const frames = { _resourceType: 'websocket', _webSocketMessages: [{ type: 'error', opcode: -1, data: '' }] };
    expect(read(harEntry({ url: 'ws://a.example/', status: 0, extra: frames }))).toMatchObject({
      channel: 'handshake',
      status: 0,
    });
    expect(read(harEntry({ url: 'ws://a.example/', status: 403 }), other)).toMatchObject({
      channel: 'handshake',
      status: 403,
    });
    expect(read(harEntry({ url: 'ws://a.example/', status: 101 }))).toMatchObject({ channel: 'http', status: 101 });
    expect(readHarEntry(harEntry({ url: 'ws://a.example/', status: 0 }), 'id', chromium).kind).toBe('pending');
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
    expect(read({ ...harEntry({}), ...broken }, other)).toMatchObject(expected);
  });

  it('throws on no value', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readHarEntry(value, 'id', other)));
    const parts = fc.record({
      request: fc.anything(),
      response: fc.anything(),
      startedDateTime: fc.anything(),
      time: fc.anything(),
    });
    fc.assert(fc.property(parts, (value) => void readHarEntry(value, 'id', other)));
  });
});

describe('a HAR file', () => {
  it.each([
    ['', 'is empty'],
    [' \n ', 'is empty'],
    ['{"log":', 'is not JSON: '],
    ['<html>', 'is not JSON: '],
    ['null', 'is not a HAR: it has no "log"'],
    ['[]', 'is not a HAR: it has no "log"'],
    ['{"log":{}}', 'is not a HAR: "log.entries" is no list'],
    ['{"log":{"entries":[null]}}', 'has no entry that can be read: entry 0: request.url is missing or no text'],
  ])('%j is refused in one line', (text, why) => {
    const file = readHarFile(text);
    expect(file.ok ? '' : file.why).toMatch(new RegExp(`^${why.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}.*$`));
  });

  it('reads every entry that can be read and names the others', () => {
    const file = readHarFile(harText([null, harEntry({ status: 500 }), { request: {} }, harEntry({ status: 200 })]));
    expect(file).toMatchObject({
      ok: true,
      exchanges: [{ entry: 1 }, { entry: 3 }],
      faults: [{ entry: 0 }, { entry: 2 }],
    });
  });

  it('leaves out the next hop of a redirect that nobody followed', () => {
    const redirect = harEntry({ status: 302, time: 9, redirectURL: '/b', url: 'https://api.example.com/a' });
    const hop = harEntry({
      status: 0,
      error: 'net::ERR_ABORTED',
      url: 'https://api.example.com/b',
      startedDateTime: '2026-01-15T10:00:00.009Z',
      extra: { timings: { _blocked_queueing: -1 } },
    });
    expect(readHarFile(harText([hop]))).toMatchObject({ exchanges: [{ entry: 0 }] });
    expect(readHarFile(harText([redirect, hop]))).toMatchObject({ exchanges: [{ entry: 0 }], faults: [] });
  });

  it('throws on no entry, whatever its members are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ request: fc.object(), response: fc.object(), startedDateTime: fc.anything() })),
        (entries) => {
          readHarFile(harText(entries));
        },
      ),
    );
    const odd = { toString: 1, valueOf: 1 };
    const entry = { request: { url: odd }, response: { status: 0, redirectURL: odd }, startedDateTime: odd, time: odd };
    readHarFile(harText([entry, { ...entry, request: { url: 'https://a.example/' } }]));
  });

  it('reads a file with a byte order mark, and one without entries', () => {
    expect(readHarFile(`\ufeff${harText([])}`)).toEqual({
      ok: true,
      entries: [],
      exchanges: [],
      faults: [],
      recorder: 'WebInspector 1',
    });
  });
});
