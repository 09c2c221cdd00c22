import { beforeEach, describe, expect, it } from 'vitest';
import { createWork, type Work } from '../../../lib/capture/work.ts';

describe('work in slices', () => {
  let clock: number;
  let scheduled: (() => void)[];
  let troubles: unknown[];
  let done: string[];
  let work: Work;

  beforeEach(() => {
    clock = 0;
    scheduled = [];
    troubles = [];
    done = [];
    work = createWork({
      now: () => clock,
      schedule: (run) => scheduled.push(run),
      onTrouble: (error) => troubles.push(error),
    });
  });

  const step = (name: string) => () => void done.push(name);
  const settle = () => {
    for (let run = scheduled.shift(); run; run = scheduled.shift()) run();
  };

  it('does nothing within the call that adds it, and everything in order after it', () => {
    work.add(step('a'));
    work.add(step('b'));
    expect(done).toEqual([]);
    expect(scheduled).toHaveLength(1);
    settle();
    expect(done).toEqual(['a', 'b']);
  });

  it('stops after some milliseconds and goes on in another slice', () => {
    for (let i = 0; i < 500; i++) {
      work.add(() => {
        clock++;
        done.push(String(i));
      });
    }
    scheduled.shift()?.();
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(200);
    settle();
    expect(done).toEqual(Array.from({ length: 500 }, (_, i) => String(i)));
  });

  it('goes on after a step that fails', () => {
    work.add(() => {
      throw new Error('no');
    });
    work.add(step('a'));
    settle();
    expect(done).toEqual(['a']);
    expect(troubles).toEqual([new Error('no')]);
  });

  it('takes what a step adds', () => {
    work.add(() => work.add(step('later')));
    settle();
    expect(done).toEqual(['later']);
  });

  it('takes what a step is split into before everything that waits, in order', () => {
    work.add(() => work.split([() => work.split([step('a'), step('b')]), step('c')]));
    work.add(step('d'));
    settle();
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on with a step that is split in the next slice', () => {
    const slow = () => {
      clock += 5;
      done.push('slow');
    };
    work.add(() => work.split([slow, slow, slow]));
    scheduled.shift()?.();
    expect(done).toHaveLength(2);
    settle();
    expect(done).toHaveLength(3);
  });

  it('looks at the clock after each step', () => {
    for (let i = 0; i < 20; i++)
      work.add(() => {
        clock += 7;
        done.push(String(i));
      });
    for (let run = scheduled.shift(); run; run = scheduled.shift()) {
      const from = clock;
      run();
      expect(clock - from).toBeLessThanOrEqual(15);
    }
    expect(done).toHaveLength(20);
  });
});
