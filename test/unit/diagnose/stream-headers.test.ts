import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { AT, streamEvent } from '../../fixtures.ts';

const engine = createEngine(builtInFamilies);
const FAILURE = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';

/** What an event means, so many ms after its stream began. */
function diagnosed(headers: Readonly<Record<string, string>>, afterMs = 0, data = FAILURE, event = 'error') {
  const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const stream = { id: 'stream', url: 'https://a.example/v1/chat', method: 'POST', at: AT, responseHeaders };
  return engine.diagnose(streamEvent(data, { at: AT + afterMs, event, stream }));
}

describe('an event that tells of a failure knows the headers of its stream', () => {
  it.each([
    ['request-id', 'req_011CQ'],
    ['X-Request-Id', '7f3a-1'],
    ['x-acme-trace-id', 't-99'],
  ])('the request id of %s', (name, value) => {
    expect(diagnosed({ [name]: value })?.requestId).toBe(value);
  });

  it('but its own id goes before', () => {
    const data = '{"error":{"code":"overloaded","message":"Overloaded"},"request_id":"own"}';
    expect(diagnosed({ 'x-request-id': 'of the stream' }, 0, data)?.requestId).toBe('own');
  });

  it.each([
    ['whole at its beginning', { 'Retry-After': '30' }, 0, 30_000],
    ['what is left of it later', { 'Retry-After': '30' }, 12_000, 18_000],
    ['none once it is over', { 'Retry-After': '30' }, 31_000, undefined],
    ['by the clock of the stream', { Date: at(0), 'Retry-After': at(60_000) }, 20_000, 40_000],
    ['of a limit that is used up', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' }, 60_000, 30_000],
  ])('the wait, %s', (_, headers, afterMs, wait) => {
    expect(diagnosed(headers as Record<string, string>, afterMs)?.retry?.afterMs).toBe(wait);
  });

  it('and no healthy event fails for them', () => {
    for (const headers of [{ 'grpc-status': '7' }, { 'x-vercel-error': 'X' }, { 'x-error-code': 'E1' }])
      expect(diagnosed(headers, 0, '{"choices":[]}', 'chunk')).toBeUndefined();
  });
});

it('an event that holds a page or a number that JSON does not have is healthy: nothing calls it JSON', () => {
  const page = '<!doctype html><html><head><title>Build log</title></head><body>"error": 3 of Status</body></html>';
  for (const data of [page, '{"error":null,"mean":NaN}']) expect(diagnosed({}, 0, data, 'message')).toBeUndefined();
});

function at(ms: number): string {
  return new Date(AT + ms).toUTCString();
}
