import { beforeEach, describe, expect, it } from 'vitest';
import { createUntold, type Untold } from '../../../lib/capture/untold.ts';

const URL_ = 'https://api.example/v1';

describe('requests that go untold', () => {
  let clock: number;
  let untold: Untold;
  beforeEach(() => {
    clock = 1_000_000;
    untold = createUntold(() => clock);
  });
  const requested = (urls: readonly string[], began = 0) => untold.requested(urls, began);
  const dueAfter = (ms: number) => {
    clock += ms;
    return untold.isDue();
  };

  it('are due when the event had its time', () => {
    requested([URL_]);
    expect(dueAfter(2_000)).toBe(false);
    expect(dueAfter(1_000)).toBe(true);
  });

  it('are none when the event came before or after the page told', () => {
    untold.told(URL_);
    requested([`${URL_}#part`]);
    requested([URL_]);
    untold.told(URL_);
    expect(dueAfter(60_000)).toBe(false);
  });

  it('count each time', () => {
    untold.told(URL_);
    requested([URL_, URL_]);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('are not balanced by what a worker asked for long ago', () => {
    untold.told(URL_);
    clock += 20_000;
    requested([URL_]);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('are not balanced by what an earlier document asked for', () => {
    untold.told(URL_);
    clock += 1_000;
    requested([URL_], clock - 500);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('wait until nothing has just ended', () => {
    requested([URL_]);
    clock += 3_000;
    untold.told('https://api.example/other');
    expect(dueAfter(100)).toBe(false);
    expect(dueAfter(2_500)).toBe(true);
  });

  it('are asked for less often where a look finds nothing', () => {
    let looks = 0;
    for (let s = 0; s < 600; s++) {
      requested([URL_]);
      if (dueAfter(1_000)) {
        looks++;
        untold.looked(0);
      }
    }
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(20);
  });

  it('are looked for at once where they are others than those that no look found', () => {
    for (let s = 0; s < 100; s++) {
      requested([URL_]);
      if (dueAfter(1_000)) untold.looked(0);
    }
    requested(['https://api.example/other']);
    expect(dueAfter(3_000)).toBe(true);
  });

  it('are no matter of what is no request', () => {
    requested(['data:,x', 'blob:https://a/1', 'nonsense']);
    expect(dueAfter(60_000)).toBe(false);
  });
});
