/** The build: what opening DevTools costs, which is everything that its two pages load before any traffic, and what it asks for. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { BUILDS, per } from './cases.ts';

const OUTPUT = fileURLToPath(new URL(`../../.output/${BUILDS.plain}`, import.meta.url));

/** Of code, index and pages together, packed with gzip, in bytes: 60 KB of 1,024. */
const MAX_OPENING = 61_440;

const STATIC_IMPORT = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*${},\s]+from\s*)?["'](\.{0,2}\/[^"']+\.js)["']/g;
const OF_PAGE = /(?:src|href)="\/([^"]+\.js)"/g;

/** Files that are loaded with these, themselves included. */
function loadedWith(files: readonly string[]): Set<string> {
  const loaded = new Set<string>();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    const text = readFileSync(path.join(OUTPUT, file), 'utf8');
    const isPage = file.endsWith('.html');
    for (const [, found = ''] of text.matchAll(isPage ? OF_PAGE : STATIC_IMPORT)) {
      open.push(isPage ? found : path.posix.join(path.posix.dirname(file), found));
    }
  }
  return loaded;
}

it('stays within its bound, and loads no catalogue, no redaction and nothing that reads traffic', () => {
  const loaded = loadedWith(['devtools.html', 'panel.html']);
  const sizes = [...loaded].map((file) => [gzipSync(readFileSync(path.join(OUTPUT, file))).length, file] as const);
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  expect(loaded.size).toBeGreaterThan(4);
  expect(total, sizes.map((one) => one.join(' ')).join('\n')).toBeLessThan(MAX_OPENING);
  expect([...loaded].filter((file) => /catalog|redaction|capture/.test(file))).toEqual([]);
});

/** Members of a manifest that let the extension do nothing more than it does. */
const HARMLESS = new Set([
  ...['manifest_version', 'name', 'description', 'version', 'icons', 'default_locale', 'options_ui', 'devtools_page'],
  ...['background', 'content_security_policy', 'minimum_chrome_version', 'browser_specific_settings'],
]);

it('asks for no permission, and lets nobody in', () => {
  const manifest = JSON.parse(readFileSync(path.join(OUTPUT, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  const rest = Object.fromEntries(Object.entries(manifest).filter(([key]) => !HARMLESS.has(key)));
  expect(rest).toEqual(
    manifest.manifest_version === 2
      ? { optional_permissions: ['scripting', '<all_urls>'] }
      : {
          optional_permissions: per({ chromium: ['scripting', 'storage'], firefox: ['scripting'] }),
          optional_host_permissions: ['<all_urls>'],
        },
  );
});
