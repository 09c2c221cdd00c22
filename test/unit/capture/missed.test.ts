import { beforeEach, describe, expect, it } from 'vitest';
import { createMissed, type Look, type Missed } from '../../../lib/capture/missed.ts';

const URL_ = 'https://api.example/v1';
const OTHER = 'https://api.example/other';
const FOUND_NOTHING: Look = { found: 0, unended: new Set() };

describe('missed requests', () => {
  let clock: number;
  let missed: Missed;
  beforeEach(() => {
    clock = 1_000_000;
    missed = createMissed(() => clock);
  });
  const requested = (urls: readonly string[], began = 0) => missed.requested(urls, began);
  const reported = (url: string, lateMs = 0) => {
    missed.stirred(clock - lateMs);
    missed.settled(url);
  };
  const dueAfter = (ms: number) => {
    clock += ms;
    return missed.isDue();
  };

  it('are due when the event had its time', () => {
    requested([URL_]);
    expect(dueAfter(2_000)).toBe(false);
    expect(dueAfter(1_100)).toBe(true);
  });

  it('are none when the event came before or after the page mentioned them', () => {
    reported(URL_);
    requested([`${URL_}#part`]);
    requested([URL_]);
    reported(URL_);
    expect(dueAfter(60_000)).toBe(false);
  });

  it('count each request', () => {
    reported(URL_);
    requested([URL_, URL_]);
    expect(dueAfter(3_100)).toBe(true);
  });

  it('are not balanced by what a worker asked for long ago', () => {
    reported(URL_);
    clock += 20_000;
    requested([URL_]);
    expect(dueAfter(3_100)).toBe(true);
  });

  it('are not balanced by what an earlier document asked for', () => {
    reported(URL_);
    clock += 1_000;
    requested([URL_], clock - 500);
    expect(dueAfter(3_100)).toBe(true);
  });

  it('wait until nothing has just ended', () => {
    requested([URL_]);
    clock += 3_000;
    reported(OTHER);
    expect(dueAfter(100)).toBe(false);
    expect(dueAfter(2_500)).toBe(true);
  });

  it('wait for longer where the last event was late', () => {
    requested([URL_]);
    clock += 20_000;
    reported(OTHER, 10_000);
    expect(dueAfter(19_000)).toBe(false);
    expect(dueAfter(1_000)).toBe(true);
  });

  it('wait for a minute at the most, however late the last event was', () => {
    requested([URL_]);
    reported(OTHER, 1_000_000);
    expect(dueAfter(59_000)).toBe(false);
    expect(dueAfter(1_000)).toBe(true);
  });

  it('wait for longer where there are many, half a minute at the most', () => {
    requested(Array.from({ length: 500 }, () => URL_));
    expect(dueAfter(12_000)).toBe(false);
    expect(dueAfter(1_000)).toBe(true);
    requested(Array.from({ length: 100_000 }, () => URL_));
    expect(dueAfter(16_000)).toBe(false);
    expect(dueAfter(1_000)).toBe(true);
  });

  it('stay owed where a look lists them as not yet ended', () => {
    requested([URL_, OTHER]);
    clock += 3_000;
    missed.looked({ found: 1, unended: new Set([URL_]) });
    expect(dueAfter(2_000)).toBe(true);
    missed.settled(URL_);
    expect(dueAfter(60_000)).toBe(false);
  });

  it('are looked for less and less often where they do not end', () => {
    requested([URL_]);
    let looks = 0;
    for (let s = 0; s < 600; s++) {
      if (!dueAfter(1_000)) continue;
      looks++;
      missed.looked({ found: 0, unended: new Set([URL_]) });
    }
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(20);
  });

  it('are due after a sign of one whose address is not known, until somebody has looked', () => {
    missed.suspect();
    expect(dueAfter(3_100)).toBe(true);
    missed.looked(FOUND_NOTHING);
    expect(dueAfter(60_000)).toBe(false);
  });

  it('are asked for less often where a look finds nothing', () => {
    let looks = 0;
    for (let s = 0; s < 600; s++) {
      requested([URL_]);
      if (dueAfter(1_000)) {
        looks++;
        missed.looked(FOUND_NOTHING);
      }
    }
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(20);
  });

  it('are looked for at once where they are others than those that no look found', () => {
    for (let s = 0; s < 100; s++) {
      requested([URL_]);
      if (dueAfter(1_000)) missed.looked(FOUND_NOTHING);
    }
    requested([OTHER]);
    expect(dueAfter(3_100)).toBe(true);
  });

  it('are none where nothing was requested over HTTP', () => {
    requested(['data:,x', 'blob:https://a/1', 'nonsense']);
    expect(dueAfter(60_000)).toBe(false);
  });
});
