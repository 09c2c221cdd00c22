import { expect, it } from 'vitest';
import { createExchangeReader } from '../../../lib/capture/exchange-reader.ts';
import { createRedirects } from '../../../lib/capture/redirects.ts';
import { FIREFOX } from '../../../lib/har/dialects.ts';
import { HarEntry } from '../../../lib/har/entry.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const FROM = 'https://shop.example/from';
const TO = 'https://shop.example/to';

function entry(url: string, afterMs: number, response: object, rest: object = {}) {
  return new HarEntry({
    startedDateTime: new Date(START + afterMs).toISOString(),
    time: 100,
    request: { method: 'GET', url, headers: [] },
    response: { headers: [], content: {}, ...response },
    ...rest,
  });
}

const redirect = (target: string) => entry(FROM, 0, { status: 302, redirectURL: target });
/** As Chromium lists the target of a redirect that was not followed. */
const neverSent = (afterMs: number) =>
  entry(TO, afterMs, { status: 0, _error: 'net::ERR_ABORTED' }, { timings: { _blocked_queueing: -1 } });

it('recognises where a redirect led by address and time', () => {
  const { hopOf } = createRedirects();
  expect(hopOf(redirect('/to#part'))).toBe('none');
  expect(hopOf(entry(TO, 104, { status: 500 }))).toBe('followed');
  expect(hopOf(entry(TO, 1_000, { status: 500 }))).toBe('none');
  expect(hopOf(entry(`${TO}/else`, 104, { status: 500 }))).toBe('none');
});

it('recognises a target that Chromium lists though it was never requested', () => {
  const { hopOf } = createRedirects();
  hopOf(redirect(TO));
  expect(hopOf(neverSent(101))).toBe('unfollowed');
  expect(hopOf(neverSent(1_000))).toBe('none');
});

it.each([undefined, null, 7, {}, { startedDateTime: 1, request: { url: FROM } }])('treats %s as no hop', (value) => {
  expect(createRedirects().hopOf(new HarEntry(value))).toBe('none');
});

it('does not call the target of a redirect blocked', () => {
  const reader = createExchangeReader(FIREFOX);
  const target = entry(TO, 100, { status: 0, bodySize: -1 }, { timings: {} });
  expect(reader.read(target, '1', true)).toMatchObject({ exchange: { failure: 'BLOCKED' } });
  reader.read(redirect(TO), '2', true);
  expect(reader.read(target, '3', true)).toMatchObject({ exchange: { status: 0, failure: undefined } });
});
