import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { bundledText } from './build/bundled.ts';
import type { BrowserName } from './test/setup.mjs';

/** Long enough for a cold start of a browser on a slow, shared machine. */
const BROWSER_TIMEOUT_MS = 120_000;

/** The same cases in each browser. */
const inBrowser = (browser: BrowserName) => ({
  extends: true as const,
  test: {
    name: `e2e-${browser}`,
    include: ['test/e2e/**/*.test.ts', 'test/page/**/*.test.ts'],
    globalSetup: ['test/page/build.ts'],
    provide: { browser },
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
      inBrowser('chromium'),
      inBrowser('firefox'),
    ],
  },
});
