// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { storedPreferences } from '../../../lib/browser/preferences.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../lib/preferences.ts';

const RULES = { keys: ['customer'], headers: [], literals: ['planted'], hideAddresses: true };
const CHOSEN: Preferences = {
  format: 'jira',
  rules: RULES,
  density: 'comfortable',
  traces: [],
  recordStacks: true,
  keepSession: true,
  keptFailures: 30_000,
};

beforeEach(() => localStorage.clear());

const open = () => storedPreferences(() => localStorage, window);

it('keeps what was written, for every page of the extension', () => {
  expect(open().read()).toEqual(DEFAULT_PREFERENCES);
  expect(open().write(CHOSEN)).toBe(true);
  expect(open().read()).toEqual(CHOSEN);
});

it('gives the same object until something changes', () => {
  const store = open();
  const before = store.read();
  expect(store.read()).toBe(before);
  open().write(CHOSEN);
  expect(store.read()).not.toBe(before);
});

it('takes what is no JSON for nothing', () => {
  open().write(CHOSEN);
  for (let i = 0; i < localStorage.length; i++) localStorage.setItem(localStorage.key(i) ?? '', '{"format":');
  expect(open().read()).toEqual(DEFAULT_PREFERENCES);
});

it.each(['{"format":', '{"format":"word"}', '"text"', '{"rules":{"keys":7}}'])(
  'sets aside what cannot be used, and says so: %s',
  (damaged) => {
    open().write(CHOSEN);
    const key = localStorage.key(0) ?? '';
    expect(open().isDamaged()).toBe(false);
    localStorage.setItem(key, damaged);
    expect(open().isDamaged()).toBe(true);
    expect(Object.values({ ...localStorage })).toContain(damaged);
    expect(localStorage.length).toBe(2);
  },
);

it('finds nothing wrong with what an earlier version stored', () => {
  open().write(CHOSEN);
  localStorage.setItem(localStorage.key(0) ?? '', '{"format":"jira"}');
  expect(open().isDamaged()).toBe(false);
});

it('hears of writes in other pages, until it is told to stop', () => {
  const heard = vi.fn();
  const controller = new AbortController();
  const store = open();
  store.onChange(heard, controller.signal);
  store.write(CHOSEN);
  const key = localStorage.key(0);
  window.dispatchEvent(new StorageEvent('storage', { key: 'something else' }));
  expect(heard).not.toHaveBeenCalled();
  window.dispatchEvent(new StorageEvent('storage', { key }));
  window.dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(heard).toHaveBeenCalledTimes(2);
  controller.abort();
  window.dispatchEvent(new StorageEvent('storage', { key }));
  expect(heard).toHaveBeenCalledTimes(2);
});

it('says so when the browser stores nothing', () => {
  const off = storedPreferences(() => {
    throw new DOMException('off', 'SecurityError');
  }, window);
  expect(off.write(CHOSEN)).toBe(false);
  expect(off.read()).toEqual(DEFAULT_PREFERENCES);
});
