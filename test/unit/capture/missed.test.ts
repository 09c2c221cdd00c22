import { beforeEach, describe, expect, it } from 'vitest';
import { createMissed, type Missed } from '../../../lib/capture/missed.ts';

const URL_ = 'https://api.example/v1';

describe('missed requests', () => {
  let clock: number;
  let missed: Missed;
  beforeEach(() => {
    clock = 1_000_000;
    missed = createMissed(() => clock);
  });
  const requested = (urls: readonly string[], began = 0) => missed.requested(urls, began);
  const dueAfter = (ms: number) => {
    clock += ms;
    return missed.isDue();
  };

  it('are due when the event had its time', () => {
    requested([URL_]);
    expect(dueAfter(2_000)).toBe(false);
    expect(dueAfter(1_000)).toBe(true);
  });

  it('are none when the event came before or after the page mentioned them', () => {
    missed.reported(URL_);
    requested([`${URL_}#part`]);
    requested([URL_]);
    missed.reported(URL_);
    expect(dueAfter(60_000)).toBe(false);
  });

  it('count each request', () => {
    missed.reported(URL_);
    requested([URL_, URL_]);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('are not balanced by what a worker asked for long ago', () => {
    missed.reported(URL_);
    clock += 20_000;
    requested([URL_]);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('are not balanced by what an earlier document asked for', () => {
    missed.reported(URL_);
    clock += 1_000;
    requested([URL_], clock - 500);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('wait until nothing has just ended', () => {
    requested([URL_]);
    clock += 3_000;
    missed.reported('https://api.example/other');
    expect(dueAfter(100)).toBe(false);
    expect(dueAfter(2_500)).toBe(true);
  });

  it('are asked for less often where a look finds nothing', () => {
    let looks = 0;
    for (let s = 0; s < 600; s++) {
      requested([URL_]);
      if (dueAfter(1_000)) {
        looks++;
        missed.looked(0);
      }
    }
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(20);
  });

  it('are looked for at once where they are others than those that no look found', () => {
    for (let s = 0; s < 100; s++) {
      requested([URL_]);
      if (dueAfter(1_000)) missed.looked(0);
    }
    requested(['https://api.example/other']);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('are none where nothing was requested over HTTP', () => {
    requested(['data:,x', 'blob:https://a/1', 'nonsense']);
    expect(dueAfter(60_000)).toBe(false);
  });
});
