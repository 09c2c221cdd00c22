import { expect, it } from 'vitest';
import { createAllowance } from '../../../lib/capture/allowance.ts';

it('lets so much be read in a window, counts the rest, and lets as much be read in the next', () => {
  let clock = 0;
  const allowance = createAllowance(() => clock);
  let read = 0;
  for (let i = 0; i < 1_000_000; i++) if (allowance.take(1)) read++;
  expect(read).toBe(30_000);
  expect(allowance.refused()).toBe(0);
  clock += 30_000;
  expect(allowance.take(1)).toBe(true);
  expect(allowance.refused()).toBe(970_000);
  expect(allowance.refused()).toBe(0);
});

it('takes what is dear for more', () => {
  const allowance = createAllowance(() => 0);
  expect(allowance.take(20_000)).toBe(true);
  expect(allowance.take(20_000)).toBe(false);
  expect(allowance.take(10_000)).toBe(true);
});
