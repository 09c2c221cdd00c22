import { describe, expect, it } from 'vitest';
import { paced } from '../../../components/pace.ts';

function pacing() {
  let time = 1_000;
  let runs = 0;
  const due: { readonly at: number; readonly run: () => void }[] = [];
  const ask = paced(() => runs++, 250, {
    now: () => time,
    schedule: (run, delayMs) => due.push({ at: time + delayMs, run }),
    signal: new AbortController().signal,
  });
  return {
    ask,
    runs: () => runs,
    waiting: () => due.length,
    goTo(next: number) {
      time = next;
      for (const { run } of due.splice(0).filter(({ at }) => at <= time)) run();
    },
  };
}

describe('something paced', () => {
  it('runs at once the first time', () => {
    const { ask, runs } = pacing();
    ask();
    expect(runs()).toBe(1);
  });

  it('runs once for many requests within an interval, and not after it ends', () => {
    const { ask, runs, goTo, waiting } = pacing();
    for (let i = 0; i < 100; i++) ask();
    expect([runs(), waiting()]).toEqual([1, 1]);
    goTo(1_250);
    expect(runs()).toBe(2);
    goTo(2_000);
    expect(runs()).toBe(2);
  });

  it('runs at once again after a pause', () => {
    const { ask, runs, goTo } = pacing();
    ask();
    goTo(1_300);
    ask();
    expect(runs()).toBe(2);
  });

  it('does not wait for a clock that was set back', () => {
    const { ask, runs, goTo } = pacing();
    ask();
    goTo(-1_000_000);
    ask();
    goTo(-1_000_000 + 250);
    expect(runs()).toBe(2);
  });

  it('does not wait with what is urgent, once an interval', () => {
    const { ask, runs, goTo } = pacing();
    ask();
    ask();
    ask(true);
    ask(true);
    expect(runs()).toBe(2);
    goTo(1_250);
    expect(runs()).toBe(3);
    ask(true);
    expect(runs()).toBe(4);
  });
});
