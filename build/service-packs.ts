/**
 * What has to be known of the services' packs before one of them is loaded, made from the packs themselves: their signs, and
 * for each the `import()` that makes a chunk of it. `npm run packs` writes both files.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { signsOf } from '../lib/catalog/pack-index.ts';
import { parseFamily } from '../lib/catalog/parse-family.ts';
import type { Family } from '../lib/catalog/schema.ts';

const CATALOG = new URL('../lib/catalog/', import.meta.url);
const PACKS = new URL('packs/services/', CATALOG);

/** The services' packs as they lie in their folder, by name. Throws on one with a fault. */
export function readServicePacks(): Family[] {
  return readdirSync(PACKS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const parsed = parseFamily(JSON.parse(readFileSync(new URL(name, PACKS), 'utf8')));
      if (parsed.ok) return parsed.family;
      throw new Error(
        parsed.faults.map(({ path, expected, found }) => `${name}: ${path}: ${expected}, not ${found}`).join('\n'),
      );
    });
}

/** The generated files, by path below `lib/catalog/`. */
export function generated(families: readonly Family[]): Readonly<Record<string, string>> {
  const signs = families.map((family) => JSON.stringify(signsOf(family)));
  const loads = families.map(
    ({ id }) => `  ${quoted(id)}: () => import('./packs/services/${id}.json', { with: { type: 'json' } }),`,
  );
  return {
    'service-signs.json': `[\n${signs.join(',\n')}\n]\n`,
    'service-loaders.ts': [
      '/** Written by `npm run packs`: the pack of each service as a chunk of its own. */',
      'export const SERVICE_LOADERS: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {',
      ...loads,
      '};',
      '',
    ].join('\n'),
  };
}

function quoted(id: string): string {
  return /^[a-z][a-z0-9]*$/.test(id) ? id : `'${id}'`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of Object.entries(generated(readServicePacks()))) writeFileSync(new URL(path, CATALOG), text);
}
