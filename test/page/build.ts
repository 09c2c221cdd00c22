/** Builds the pages that show the panel and the settings without an extension. Vitest runs it once before the tests of a browser. */
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BUILT = `${ROOT}.output/page/`;

/** Paths below `BUILT`. */
export const PANEL = 'test/page/panel.html';
export const SETTINGS = 'entrypoints/settings/index.html';

export async function setup(): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [preact()],
    resolve: { alias: { 'webextension-polyfill': `${ROOT}test/page/browser.ts` } },
    build: {
      outDir: BUILT,
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: [`${ROOT}${PANEL}`, `${ROOT}${SETTINGS}`] },
    },
  });
}
