import { describe, expect, it } from 'vitest';
import { bucketWait, longest, toWait, waitInWords, waitMs } from '../../../../lib/diagnose/waits.ts';

/** 2026-03-02T10:00:00Z. */
const NOW = 1_772_445_600_000;

describe('The length of a wait', () => {
  it.each([
    [5, 5_000],
    ['5', 5_000],
    ['2.0', 2_000],
    [0.249, 249],
    ['850ms', 850],
    ['34s', 34_000],
    ['6m0s', 360_000],
    ['1h2m', 3_720_000],
    ['2m59.56s', 179_560],
    ['1 hour 5 minutes', 3_900_000],
    ['20 seconds', 20_000],
    ['1d', 86_400_000],
    ['PT1M30S', 90_000],
    ['P1DT0H', 86_400_000],
    ['00:01:30', 90_000],
    ['20, 35', 35_000],
    [1_772_445_605, 5_000],
    ['1772445605', 5_000],
    [1_772_445_605_250, 5_250],
    ['2026-03-02T10:00:12Z', 12_000],
    ['2026-03-02T12:00:12+02:00', 12_000],
    ['2026-03-02 10:00:12', 12_000],
    ['Mon, 02 Mar 2026 10:10:00 GMT', 600_000],
    ['2026-Mar-02 10:01:00+0000 UTC', 60_000],
    ['2026-03-02T09:59:00Z', -60_000],
    [-3, -3_000],
  ])('of %j is %d ms', (value, ms) => expect(waitMs(value, NOW)).toBeCloseTo(ms, 3));

  it.each([
    ['soon'],
    ['1e9'],
    [''],
    ['12:30'],
    ['00:75:00'],
    ['1,000'],
    [Number.NaN],
    [true],
    [null],
    ['5 apples'],
    ['x'.repeat(500)],
  ])('of %j is unknown', (value) => expect(waitMs(value, NOW)).toBeUndefined());

  it('counts in the unit that the name of its member gives', () => expect(waitMs(2_500, NOW, 1)).toBe(2_500));
});

describe('A sentence', () => {
  it.each([
    ['Please try again in 18.642s. Visit us.', 18_642],
    ['you can only request this after 42 seconds.', 42_000],
    ['Expected available in 12 seconds.', 12_000],
    ['Too Many Requests: retry after 35', 35_000],
    ['Please wait 5 minutes before trying again', 300_000],
    ['IP banned until 1772445720000. Please use streams.', 120_000],
    ['Retry in 1m30s', 90_000],
    ['Back in 10 minutes', 600_000],
    ['We expect to be back at 2026-03-02T10:30:00Z', 1_800_000],
    ['too many certificates: retry after 2026-03-02T10:05:00Z', 300_000],
    ['Not before 2026-03-02 10:05:00 UTC', 300_000],
    ['Out of quota. Quota will be replenished in 12:07:42.', 43_662_000],
    ['Try again after 0:05:00', 300_000],
    ['Your account is locked for 15 minutes.', 900_000],
    ['Повторите попытку через 15 секунд', 15_000],
    ['Spróbuj ponownie za 60 sekund.', 60_000],
    ['30 saniye sonra tekrar deneyin.', 30_000],
    ['Coba lagi dalam 3 menit.', 180_000],
    ['Vui lòng thử lại sau 2 giờ.', 7_200_000],
    ['حاول مرة أخرى بعد 30 ثانية.', 30_000],
    ['2 मिनट बाद पुनः प्रयास करें।', 120_000],
  ])('%j states a wait', (text, ms) => expect(waitInWords(text, NOW)?.ms).toBeCloseTo(ms, 3));

  it.each([
    'No subscription within 10 seconds',
    'The upstream did not answer after 30 seconds',
    'Retry the request',
    'You have 5 retries left',
    'Wait for build 12 of 20',
    'Kod jest ważny przez 60 sekund',
    'Token 30 dakika geçerlidir',
    'Version 2 is available at 3 sites',
  ])('%j states none', (text) => expect(waitInWords(text, NOW)).toBeUndefined());
});

describe('Among several waits', () => {
  const where = { kind: 'header', name: 'retry-after' } as const;
  const waits = [0, 5_000, 2_000, 1e15].flatMap((ms) => toWait(ms, ms, where) ?? []);

  it('the longest sane one counts', () => expect(longest(waits)?.afterMs).toBe(5_000));
  it('an absurd one is kept where there is no other', () =>
    expect(longest(waits.slice(3))).toMatchObject({ afterMs: undefined, countable: false }));
});

describe('A bucket', () => {
  const place = (object: Record<string, unknown>) => ({ object, path: ['cost'] });

  it('fills at its rate', () => {
    const places = [place({ requestedQueryCost: 752 }), place({ currentlyAvailable: 666, restoreRate: 50 })];
    expect(bucketWait(places)?.afterMs).toBe(1_720);
  });

  it.each([
    [{ currentlyAvailable: 800, restoreRate: 50 }],
    [{ currentlyAvailable: 1, restoreRate: 0 }],
    [{ restoreRate: 50 }],
  ])('%j asks for no wait', (bucket) =>
    expect(bucketWait([place({ requestedQueryCost: 752 }), place(bucket)])).toBeUndefined(),
  );
});
