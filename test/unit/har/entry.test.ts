import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarEntry } from '../../../lib/har/entry.ts';
import { AT } from '../../fixtures.ts';
import { harEntry } from '../../har.ts';

const withExtra = (extra: Record<string, unknown>) => new HarEntry(harEntry({ extra }));

/** Reads every member, so that a getter that throws shows. */
function readAll(entry: HarEntry): unknown[] {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(HarEntry.prototype)).filter(([, { get }]) => get);
  return [...getters.map(([name]) => Reflect.get(entry, name)), entry.messages(), entry.withResponseText('x').events];
}

describe('a HAR entry', () => {
  it('never throws, whatever its members are', () => {
    const members = ['text', 'name', 'value', 'url', 'status', 'type', 'data', 'time', 'code', 'content', 'headers'];
    const odd = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...members), fc.anything()));
    const entry = fc.record(
      {
        request: odd,
        response: fc.oneof(odd, fc.record({ content: odd, headers: fc.array(odd), status: odd })),
        timings: odd,
        startedDateTime: odd,
        _webSocketMessages: fc.oneof(odd, fc.array(odd)),
        _eventSourceMessages: fc.oneof(odd, fc.array(odd)),
        _webSocketClose: odd,
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(fc.oneof(odd, entry), (value) => void readAll(new HarEntry(value))));
  });

  it.each([
    ['seconds', AT / 1000],
    ['milliseconds, as Playwright does', AT],
  ])('takes the times of messages in %s', (_, time) => {
    const entry = withExtra({ _webSocketMessages: [{ type: 'send', time, opcode: 1, data: 'x' }] });
    expect(entry.messages()).toEqual([{ index: 0, direction: 'send', at: AT, data: 'x', size: 1 }]);
  });

  it.each([
    ['by Chromium, which counts all of the reply', { _transferSize: 412, bodySize: 300, headersSize: 90 }, 412],
    ['by Firefox', { bodySize: 300, headersSize: 90 }, 390],
    ['of the body alone', { bodySize: 300, headersSize: -1 }, 300],
    ['by nobody', { bodySize: -1, headersSize: 90 }, undefined],
  ])('knows the bytes that came, counted %s', (_, members, bytes) => {
    const { response, ...entry } = harEntry({});
    expect(new HarEntry({ ...entry, response: { ...response, ...members } }).transferSize).toBe(bytes);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['[2001:db8::1]', '[2001:db8::1]'],
    ['2001:db8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['dead', ''],
    ['....', ''],
    ['<img src=x>', ''],
    [7, ''],
    [undefined, ''],
  ])('takes %j for an address only where it is one', (serverIPAddress, address) => {
    expect(new HarEntry({ ...harEntry({}), serverIPAddress }).serverAddress).toBe(address);
  });

  it.each([
    ['a year that no format can write', { startedDateTime: '+275760-09-13T00:00:00Z' }],
    ['a date before the epoch', { startedDateTime: '-000001-01-01T00:00:00Z' }],
    ['no date', { startedDateTime: 'yesterday' }],
  ])('began at 0 where its date is %s', (_, over) => {
    expect(new HarEntry({ ...harEntry({}), ...over }).at).toBe(0);
  });

  it.each([1e300, 2.6e14, -1, Number.NaN, '1e9', null])('takes no time of a message that is %s', (time) => {
    const entry = withExtra({ _webSocketMessages: [{ type: 'send', time, data: '' }] });
    expect(entry.messages()).toMatchObject([{ at: 0 }]);
  });

  it('counts messages that cannot be read, and leaves them out', () => {
    const readable = { type: 'receive', time: 1, opcode: 2, data: btoa('ab') };
    const messages = [null, { type: 'error' }, { ...readable, data: '%' }, readable];
    const entry = withExtra({ _webSocketMessages: messages });
    expect(entry.messageCount).toBe(4);
    expect(entry.messages()).toMatchObject([{ index: 3, size: 2 }]);
    expect(entry.messages(3)).toMatchObject([{ index: 3 }]);
    expect(entry.messages(0, 3)).toEqual([]);
  });

  it.each([
    [
      { code: 4201, reason: 'slow', wasClean: true },
      { code: 4201, reason: 'slow', wasClean: true },
    ],
    [
      { code: 1006, reason: '' },
      { code: 1006, reason: '', wasClean: false },
    ],
    [{ code: 1000 }, { code: 1000, reason: '', wasClean: true }],
    [{ code: null }, { code: 1005, reason: '', wasClean: true }],
    ['aborted', { code: 1006, reason: '', wasClean: false }],
    [{}, undefined],
    [{ code: 'x' }, undefined],
    [null, undefined],
  ])('reads the close %j', (close, expected) => {
    expect(withExtra({ _webSocketClose: close }).close).toEqual(expected);
  });

  it.each([
    ['response._error', { response: { _error: 'net::ERR_X' } }],
    ['_error', { _error: 'net::ERR_X' }],
    ['response._failureText', { response: { status: -1, _failureText: 'net::ERR_X' } }],
    ['_failureText', { _failureText: 'net::ERR_X' }],
  ])('has its error in %s', (_, over) => {
    expect(new HarEntry({ ...harEntry({}), ...over })).toMatchObject({ error: 'net::ERR_X' });
  });

  it('has a body in base64 by whatever case the tool writes, and as it is where it is none', () => {
    const body = (text: string, encoding: string) =>
      new HarEntry({ request: { url: 'https://a.example/' }, response: { status: 400, content: { text, encoding } } })
        .responseBody;
    expect(body(btoa('{"a":1}'), 'BASE64')).toMatchObject({ base64: true });
    expect(body('{"a":1}', 'base64')).toMatchObject({ text: '{"a":1}', base64: false });
  });

  it('has the events that are listed, and otherwise those of its body, also in base64', () => {
    const listed = [{ time: AT / 1000, eventName: 'error', eventId: '7', data: 'a' }, null, { data: 'b' }];
    expect(withExtra({ _eventSourceMessages: listed }).events).toEqual([
      { index: 0, at: AT, event: 'error', id: '7', retryMs: undefined, data: 'a' },
      { index: 2, at: 0, event: undefined, id: undefined, retryMs: undefined, data: 'b' },
    ]);
    const stream = { mimeType: 'text/event-stream; charset=utf-8', body: btoa('event: x\ndata: a\n\n'), base64: true };
    expect(new HarEntry(harEntry(stream)).events).toMatchObject([{ index: 0, at: 0, event: 'x', data: 'a' }]);
  });
});
