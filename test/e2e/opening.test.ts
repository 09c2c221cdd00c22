/** What opening DevTools costs, in the build: everything that its two pages load before any traffic. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { per } from './cases.ts';

const OUTPUT = fileURLToPath(
  new URL(`../../.output/${per({ chromium: 'chrome-mv3', firefox: 'firefox-mv2' })}`, import.meta.url),
);

/** Of code, index and pages together, packed with gzip, in bytes. */
const MAX_OPENING = 60_000;

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
