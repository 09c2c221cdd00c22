/** Builds the pages that show the panel and the settings without an extension. Vitest runs it once before the tests of a browser. */
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import type { BrowserName } from '../setup.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the pages for a browser lie: each has its own, since the tests of both may run side by side. */
export function builtFor(browser: BrowserName): string {
  return `${ROOT}.output/page/${browser}/`;
}

/** Paths below that. */
export const PANEL = 'test/page/panel.html';
export const SETTINGS = 'entrypoints/settings/index.html';

/** Where the browsers that show them save files to, in folders of their own; gone after the tests. */
export function downloadsFor(browser: BrowserName): string {
  return `${ROOT}.output/page-downloads/${browser}/`;
}

export default async function setUp(project: TestProject): Promise<() => void> {
  const { browser } = project.getProvidedContext();
  const downloads = downloadsFor(browser);
  mkdirSync(downloads, { recursive: true });
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [preact()],
    resolve: { alias: { 'webextension-polyfill': `${ROOT}test/page/browser.ts` } },
    build: {
      outDir: builtFor(browser),
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: [`${ROOT}${PANEL}`, `${ROOT}${SETTINGS}`] },
    },
  });
  return () => rmSync(downloads, { recursive: true, force: true });
}
