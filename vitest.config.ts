import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { bundledText } from './build/bundled.ts';
import type { BrowserName } from './test/setup.mjs';
import { PATIENCE_MS } from './test/wait.ts';

/** Long enough for a cold start of a browser on a slow, shared machine that stands still for a minute. */
const BROWSER_TIMEOUT_MS = 400_000;

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
    // A process keeps the browser of one file for the next.
    isolate: false,
    // Browsers wait more than they work: three at a time take a third of the time, even on two cores. Of Firefox two do: with three,
    // a slow machine leaves one without a turn for so long that it forgets events.
    maxWorkers: browser === 'firefox' ? 2 : 3,
    testTimeout: BROWSER_TIMEOUT_MS,
    hookTimeout: BROWSER_TIMEOUT_MS,
    // Who waits for an event gets it as soon as it is there; only what never comes takes that long.
    expect: { poll: { interval: 50, timeout: PATIENCE_MS } },
  },
});

/**
 * What takes longest, the longest first: begun last, it would be waited for alone. Folders whose files share a browser, and files of
 * one environment, stand in a row, and after those that do not: a browser that is kept works on beside the others.
 */
const ORDER = ['unit/report/leaks', 'e2e/[^/]+$', 'e2e/tap/', 'page/'].map((place) => new RegExp(`/test/${place}`));

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = ORDER.findIndex((pattern) => pattern.test(moduleId));
      return place !== -1 ? place : ORDER.length + Number(readFileSync(moduleId, 'utf8').startsWith('// @vitest-env'));
    };
    const ranks = new Map(files.map((file) => [file, rank(file)]));
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly browser: BrowserName;
    readonly builds: Builds;
  }
}

export default defineConfig({
  plugins: [preact(), bundledText()],
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        // Thousands of generated cases, and packing the command line, take their time on a slow, shared machine.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // No module holds anything that a test changes: loading all of them anew for each file took a third of the time.
          isolate: false,
          setupFiles: ['test/unit/fresh-document.ts'],
          maxWorkers: availableParallelism(),
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      inBrowser('e2e-chromium', 'chromium', { plain: 'chrome-mv3', granted: 'chrome-mv3-granted' }),
      // Here the browser can be told to give permissions.
      inBrowser('e2e-firefox', 'firefox', { plain: 'firefox-mv2', granted: 'firefox-mv2' }),
      // What the manifest's version changes: what pages load, the background, scripts in frames, and what is kept.
      inBrowser('e2e-firefox-mv3', 'firefox', { plain: 'firefox-mv3', granted: 'firefox-mv3' }, [
        'test/e2e/{opening,every-frame,kept}.test.ts',
      ]),
    ],
  },
});
