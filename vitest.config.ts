import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
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

/** The files that take longest, the longest first: begun last, they would be waited for alone. */
const LONG = ['unit/report/leaks'];

/** Then the order of vitest, but with the files of one environment in a row: only for such a one a worker goes on with the next file. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((name) => moduleId.includes(`/test/${name}.test.`));
      if (place !== -1) return place;
      return LONG.length + Number(readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment'));
    };
    const ranks = new Map(files.map((file) => [file, rank(file)]));
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly browser: BrowserName;
  }
}

export default defineConfig({
  plugins: [preact(), bundledText()],
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        // Ten thousand generated cases, and packing the command line, take their time on a slow, shared machine.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // No module holds anything that a test changes: loading all of them anew for each file took a third of the time.
          isolate: false,
          maxWorkers: availableParallelism(),
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      inBrowser('chromium'),
      inBrowser('firefox'),
    ],
  },
});
