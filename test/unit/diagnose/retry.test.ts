import { describe, expect, it } from 'vitest';
import { parseWait, retryAdvice, type WaitSources } from '../../../lib/diagnose/retry.ts';
import { AT } from '../../fixtures.ts';

function advice(over: Partial<WaitSources>, headers: Record<string, string> = {}) {
  return retryAdvice({
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    status: 429,
    stated: undefined,
    backoff: undefined,
    now: AT,
    ...over,
  });
}

const backoff = { baseMs: 1000, maxMs: 60_000, attempts: 5, source: 'https://example.com/' };

describe('retry advice', () => {
  it('reads Retry-After in seconds', () => {
    expect(advice({}, { 'Retry-After': '37' })).toEqual({ afterMs: 37_000, from: 'Retry-After' });
  });

  it('measures a Retry-After date against the Date of the reply, not against this clock', () => {
    const headers = { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' };
    expect(advice({}, headers)?.afterMs).toBe(30_000);
  });

  it('takes a date that has passed as now', () => {
    expect(advice({}, { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT' })?.afterMs).toBe(0);
  });

  it.each(['soon', '-5', '1e9', '99999999999'])('gives no advice from Retry-After %j', (value) => {
    expect(advice({}, { 'retry-after': value })).toBeUndefined();
  });

  it('believes the header before the words of the reply, and those before the backoff', () => {
    const stated = { value: '20', from: 'reason' };
    expect(advice({ stated, backoff }, { 'retry-after': '5' })?.afterMs).toBe(5000);
    expect(advice({ stated, backoff })).toMatchObject({ afterMs: 20_000, from: 'reason' });
    expect(advice({ backoff })).toEqual({
      afterMs: 1000,
      from: 'backoff',
      backoff: { baseMs: 1000, maxMs: 60_000, attempts: 5 },
    });
  });

  it.each([
    [{ RateLimit: '"default";r=0;t=30' }, 30_000],
    [{ 'RateLimit-Reset': '12' }, 12_000],
    [{ 'X-RateLimit-Reset': String(AT / 1000 + 90) }, 90_000],
    [{ 'X-RateLimit-Reset': String(AT + 1500) }, 1500],
  ])('reads the reset time of %j', (headers, afterMs) => {
    expect(advice({}, headers as unknown as Record<string, string>)?.afterMs).toBe(afterMs);
  });

  it('does not take the reset time of a limit that was not hit for a wait', () => {
    expect(advice({ status: 404 }, { 'X-RateLimit-Reset': '30' })).toBeUndefined();
  });
});

it.each([
  [30, 30_000],
  ['30s', 30_000],
  ['1.5s', 1500],
  ['200ms', 200],
  ['2m', 120_000],
  ['', undefined],
  ['in a while', undefined],
  [-1, undefined],
  [{}, undefined],
])('parseWait(%j)', (value, ms) => {
  expect(parseWait(value)).toBe(ms);
});
