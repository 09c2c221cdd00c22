import { describe, expect, it } from 'vitest';
import { retryAdvice, type WaitSources } from '../../../lib/diagnose/retry.ts';
import { describe as describeReply } from '../../../lib/diagnose/self-description/describe.ts';
import { AT } from '../../fixtures.ts';

interface Given extends Partial<WaitSources> {
  readonly status?: number;
}

/** The advice for a reply with these headers and without a body. */
function advice({ status = 429, ...over }: Given, headers: Record<string, string> = {}) {
  const { wait } = describeReply({
    status,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    value: undefined,
    path: [],
    prose: undefined,
    now: AT,
  });
  return retryAdvice({ wait, stated: undefined, backoff: undefined, now: AT, isClose: false, ...over });
}

const backoff = { baseMs: 1000, maxMs: 60_000, attempts: 5, source: 'https://example.com/' };

describe('retry advice', () => {
  it('reads Retry-After in seconds', () => {
    expect(advice({}, { 'retry-after': '37' })).toEqual({ afterMs: 37_000, from: 'Retry-After' });
  });

  it('measures a Retry-After date against the Date of the reply, not against this clock', () => {
    const headers = { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' };
    expect(advice({}, headers)?.afterMs).toBe(30_000);
  });

  it('takes a date that has passed as now', () => {
    expect(advice({}, { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT' })?.afterMs).toBe(0);
  });

  it.each(['soon', '1e9', '99999999999999'])('gives no advice from Retry-After %j', (value) => {
    expect(advice({}, { 'retry-after': value })).toBeUndefined();
  });

  it('believes the header before the words of the reply, and those before the backoff', () => {
    const stated = { value: '20', from: 'reason' } as const;
    expect(advice({ stated, backoff }, { 'retry-after': '5' })?.afterMs).toBe(5000);
    expect(advice({ stated, backoff })).toMatchObject({ afterMs: 20_000, from: 'reason' });
    expect(advice({ backoff })).toEqual({
      afterMs: 1000,
      from: 'backoff',
      backoff: { baseMs: 1000, maxMs: 60_000, attempts: 5 },
    });
  });

  it('believes what the catalogue finds in the reply before the reset of a limit', () => {
    const stated = { value: '2s', from: 'body' } as const;
    expect(advice({ stated }, { 'ratelimit-reset': '12' })?.afterMs).toBe(2000);
  });

  it.each([
    ['words that are no wait', 'soon', undefined],
    ['a point in time that has passed', AT / 1000 - 60, undefined],
    ['more than a year', `${365 * 24 + 1}h`, undefined],
    ['just a year', `${365 * 24}h`, 365 * 24 * 3_600_000],
    ['no time at all', 0, 0],
  ])('takes of what the catalogue finds only a sane wait: %s', (_, value, afterMs) => {
    const stated = { value, from: 'body' } as const;
    expect(advice({ stated })).toEqual(afterMs === undefined ? undefined : { afterMs, from: 'body' });
    expect(advice({ stated, backoff })?.from).toBe(afterMs === undefined ? 'backoff' : 'body');
  });

  it.each([
    ['the reason of a close', true, 'reason'],
    ['the body of a reply', false, 'body'],
  ])('says that a wait in words stood in %s', (_, isClose, from) => {
    const wait = { afterMs: 3_000, countable: true, stated: '3s', where: { kind: 'text' } } as const;
    expect(advice({ wait, isClose })).toEqual({ afterMs: 3_000, from });
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
