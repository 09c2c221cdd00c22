// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hearCounts, storedFamilies, tellCounts } from '../../../lib/browser/families.ts';
import { BUILT_IN_ONLY } from '../../../lib/catalog/choice.ts';
import { ACME } from '../../families.ts';

let stop: AbortController;

beforeEach(() => {
  localStorage.clear();
  stop = new AbortController();
});
afterEach(() => stop.abort());

it('keeps what was chosen, for every page of the extension', () => {
  const open = () => storedFamilies(() => localStorage, window);
  expect(open().read()).toEqual(BUILT_IN_ONLY);
  const chosen = { ...BUILT_IN_ONLY, own: [{ document: ACME, on: true }], off: ['slack'] };
  expect(open().write(chosen)).toBe(true);
  expect(open().read()).toEqual(chosen);
});

it('sums what all open panels tell, and asks them anew', async () => {
  let first = new Map([
    ['acme', 2],
    ['http', 1],
  ]);
  tellCounts('a', () => first, stop.signal);
  tellCounts('b', () => new Map([['acme', 3]]), stop.signal);
  const heard = vi.fn();
  const { ask } = hearCounts(heard, stop.signal);
  ask();
  await vi.waitFor(() => expect(heard.mock.lastCall?.[0].get('acme')).toBe(5));
  first = new Map();
  ask();
  await vi.waitFor(() => expect([...(heard.mock.lastCall?.[0] ?? [])]).toEqual([['acme', 3]]));
});

it('tells nobody who has not asked', async () => {
  const heard = vi.fn();
  hearCounts(heard, stop.signal);
  const counts = vi.fn(() => new Map([['acme', 1]]));
  tellCounts('a', counts, stop.signal)();
  expect(counts).not.toHaveBeenCalled();
});
