import { expect, it } from 'vitest';
import { unblocked } from '../../../lib/capture/firefox.ts';
import { readHarEntry } from '../../../lib/capture/har.ts';
import { createRedirects } from '../../../lib/capture/redirects.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const FROM = 'https://shop.example/from';
const TO = 'https://shop.example/to';

function entry(url: string, afterMs: number, response: object, rest: object = {}) {
  return {
    startedDateTime: new Date(START + afterMs).toISOString(),
    time: 100,
    request: { method: 'GET', url, headers: [] },
    response: { headers: [], content: {}, ...response },
    ...rest,
  };
}

const redirect = (target: string) => entry(FROM, 0, { status: 302, redirectURL: target });
/** As Chromium lists the target of a redirect that nobody followed. */
const neverSent = (afterMs: number) =>
  entry(TO, afterMs, { status: 0, _error: 'net::ERR_ABORTED' }, { timings: { _blocked_queueing: -1 } });

it('knows where a redirect led, by the address and the time', () => {
  const { hopOf } = createRedirects();
  expect(hopOf(redirect('/to#part'))).toBe('none');
  expect(hopOf(entry(TO, 104, { status: 500 }))).toBe('followed');
  expect(hopOf(entry(TO, 1_000, { status: 500 }))).toBe('none');
  expect(hopOf(entry(`${TO}/else`, 104, { status: 500 }))).toBe('none');
});

it('knows the target that Chromium lists though nobody asked for it', () => {
  const { hopOf } = createRedirects();
  hopOf(redirect(TO));
  expect(hopOf(neverSent(101))).toBe('unfollowed');
  expect(hopOf(neverSent(1_000))).toBe('none');
});

it.each([undefined, null, 7, {}, { startedDateTime: 1, request: { url: FROM } }])('takes %s for no hop', (value) => {
  expect(createRedirects().hopOf(value)).toBe('none');
});

it('does not say of a redirect’s target that it was never sent', () => {
  const reading = readHarEntry(entry(TO, 0, { status: 0, bodySize: -1 }, { timings: {} }), '1', 'firefox', true);
  if (reading.kind !== 'exchange') throw new Error(reading.kind);
  expect(reading.exchange).toMatchObject({ failure: 'BLOCKED' });
  expect(unblocked(reading.exchange)).toMatchObject({ status: 0, failure: undefined });
});
