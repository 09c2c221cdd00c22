import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generated, readServicePacks } from '../../../build/service-packs.ts';
import { builtInFamilies, builtInPacks } from '../../../lib/catalog/index.ts';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import { loadService, serviceSigns } from '../../../lib/catalog/service-packs.ts';

const packs = readServicePacks();

it.each(Object.entries(generated(packs)))('%s is what `npm run packs` makes of the packs', (path, text) => {
  expect(readFileSync(new URL(`../../../lib/catalog/${path}`, import.meta.url), 'utf8')).toBe(text);
});

it('loads each pack by the id of its signs, as the checks of a family read it', async () => {
  expect(await Promise.all(serviceSigns.map(({ id }) => loadService(id)))).toEqual(packs);
});

it('refuses an id that no pack has', async () => {
  await expect(loadService('constructor')).rejects.toThrow('no pack');
});

it('takes the built-in families as the checks of a family read them', () => {
  const parsed = builtInPacks.map((pack) => parseFamily(pack, { builtIn: true }));
  expect(parsed.map((one) => (one.ok ? one.family : one.faults))).toEqual(builtInFamilies);
});
