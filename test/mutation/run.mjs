/**
 * `npm run mutate [-- FILE…]`: changes the code in small ways, one at a time, and counts how often a unit test notices.
 * Without files it mutates the whole of `MUTATED` and fails below `THRESHOLD`. The report is .output/mutation/index.html.
 */
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from '../setup.mjs';

/** What must be watched that closely: what the panel counts, what leaves the machine, and when to try again. */
const MUTATED = ['lib/session/**/*.ts', 'lib/redact/**/*.ts', 'lib/diagnose/retry.ts'];
/** In percent. */
const THRESHOLD = 85;

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensureDependencies();
const { Stryker } = await import('@stryker-mutator/core');
const files = process.argv.slice(2);
await new Stryker({
  mutate: files.length > 0 ? files : MUTATED,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  // What runs only while a module loads cannot be switched in a running process: each such mutant would take every test anew.
  ignoreStatic: true,
  ignorePatterns: ['.output', 'docs'],
  tempDirName: '.output/mutation/work',
  reporters: ['clear-text', 'html'],
  htmlReporter: { fileName: '.output/mutation/index.html' },
  clearTextReporter: { logTests: false, allowColor: false },
  thresholds: { high: 95, low: THRESHOLD, break: THRESHOLD },
}).runMutationTest();
