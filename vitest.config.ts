import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { bundledText } from './build/bundled.ts';
import type { BrowserName } from './test/setup.mjs';

/** Long enough for a cold start of a browser on a slow, shared machine. */
const BROWSER_TIMEOUT_MS = 120_000;

/** Builds of the extension by the browser that they are for: as installed, and with the permissions that its settings ask for. */
export interface Builds {
  readonly plain: string;
  readonly granted: string;
}

const EVERYWHERE = ['test/e2e/**/*.test.ts', 'test/page/**/*.test.ts'];

/** The same cases in each browser. */
const inBrowser = (name: string, browser: BrowserName, builds: Builds, include = EVERYWHERE) => ({
  extends: true as const,
  test: {
    name,
    include,
    globalSetup: ['test/page/build.ts'],
    provide: { browser, builds },
    pool: 'forks' as const,
    // Browsers wait more than they work: three at a time take a third of the time, even on two cores.
    maxWorkers: 3,
    testTimeout: BROWSER_TIMEOUT_MS,
    hookTimeout: BROWSER_TIMEOUT_MS,
  },
});

declare module 'vitest' {
  interface ProvidedContext {
    readonly browser: BrowserName;
    readonly builds: Builds;
  }
}

export default defineConfig({
  plugins: [preact(), bundledText()],
  test: {
    projects: [
      {
        extends: true,
        // Ten thousand generated cases, and packing the command line, take their time on a slow, shared machine.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      inBrowser('e2e-chromium', 'chromium', { plain: 'chrome-mv3', granted: 'chrome-mv3-granted' }),
      // Here the browser can be told to give permissions.
      inBrowser('e2e-firefox', 'firefox', { plain: 'firefox-mv2', granted: 'firefox-mv2' }),
      inBrowser('e2e-firefox-mv3', 'firefox', { plain: 'firefox-mv3', granted: 'firefox-mv3' }, [
        'test/e2e/**/*.test.ts',
      ]),
    ],
  },
});
