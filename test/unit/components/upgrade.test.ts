// @vitest-environment happy-dom
/** What earlier versions left in the storage of the extension is still there for this one. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filterLanguage } from '../../../components/toolbar/language.ts';
import { storedFamilies } from '../../../lib/browser/families.ts';
import { storedPreferences } from '../../../lib/browser/preferences.ts';
import { tapName } from '../../../lib/browser/tap-name.ts';
import { chosenFamilies } from '../../../lib/catalog/own-families.ts';
import { createMemory } from '../../../lib/memory.ts';
import { host, storeOn, twoFamilies } from './fakes.ts';

const PROFILES = path.join(import.meta.dirname, '../../fixtures/profiles');
const open = () => localStorage;

beforeAll(() => filterLanguage.load());

describe.each(readdirSync(PROFILES))('the profile %s', (file) => {
  const profile = JSON.parse(readFileSync(path.join(PROFILES, file), 'utf8')) as Readonly<Record<string, string>>;
  const families = () => storedFamilies(open, window);

  beforeEach(() => {
    localStorage.clear();
    for (const [key, text] of Object.entries(profile)) localStorage.setItem(key, text);
  });

  it('keeps the settings', () => {
    const preferences = storedPreferences(open, window);
    expect(preferences.read()).toMatchObject({
      format: 'jira',
      density: 'comfortable',
      recordStacks: true,
      rules: { keys: ['customer'], headers: ['x-tenant'], literals: ['planted text'], hideAddresses: true },
      traces: [{ host: '*.acme.example', label: 'Traces', url: 'https://traces.acme.example/{trace}' }],
    });
    expect(preferences.isDamaged()).toBe(false);
    expect(tapName(open)).toBe(profile['tap name']);
  });

  it('keeps families of the user, which still pass every check, and what was chosen of the others', async () => {
    expect(families().isDamaged()).toBe(false);
    const { own, off, bound } = await chosenFamilies(families().read(), async () => {});
    expect(own).toMatchObject([{ id: 'acme', version: '1.2', entries: [{ codes: ['quota_used_up'] }] }]);
    expect([off, bound]).toEqual([['slack'], [{ family: 'acme', hosts: ['localhost'] }]]);
  });

  it('keeps saved filters, marks, the order and the layout of the list', () => {
    const store = storeOn(host({ session: twoFamilies() }), { memory: createMemory(open) });
    expect(store.savedFilters.value).toEqual([
      { name: 'Mine', text: 'family:acme -code:404', on: true },
      { name: 'Slow', text: 'larger-than:10k', on: false },
    ]);
    expect([store.filterText.value, store.showAll.value]).toEqual(['kind:temporary', true]);
    expect(store.faults.value).toEqual([]);
    expect(store.sort.value).toEqual({ column: 'code', descending: false });
    expect(store.knownCount.value).toBe(1);
    expect(store.columns.value).toEqual(
      expect.arrayContaining([
        { id: 'code', shown: true, width: 111 },
        expect.objectContaining({ id: 'method', shown: false }),
      ]),
    );
    expect(store.sizes.value).toEqual({ beside: 333 });
  });

  it('loses nothing else where one part of it is damaged', () => {
    localStorage.setItem('preferences', '{"format":');
    expect(storedPreferences(open, window).isDamaged()).toBe(true);
    expect(families().read().own).toHaveLength(1);
    localStorage.setItem('families', '[7]');
    expect(families().read().own).toEqual([]);
    expect(localStorage.getItem('families set aside')).toBe('[7]');
    expect(storeOn(host(), { memory: createMemory(open) }).savedFilters.value).toHaveLength(2);
  });
});
