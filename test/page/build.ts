/** Builds the pages that show the panel and the settings without an extension. Vitest runs it once before the tests of a browser. */
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

export async function setup(project: TestProject): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [preact()],
    resolve: { alias: { 'webextension-polyfill': `${ROOT}test/page/browser.ts` } },
    build: {
      outDir: builtFor(project.getProvidedContext().browser),
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: [`${ROOT}${PANEL}`, `${ROOT}${SETTINGS}`] },
    },
  });
}
