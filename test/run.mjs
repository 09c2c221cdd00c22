/**
 * `npm test`: everything there is to check, from a fresh clone. Types, lint and build count as one test each.
 * The last line on stdout stands alone: `N passed, N failed`, and `, N skipped` where some were.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowsers, ensureDependencies } from './setup.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = join(ROOT, '.output', 'test');

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Runs JavaScript with its output to ours. Gives its exit code, 1 where a signal ended it.
 * @param {string} script path of a package's command inside node_modules, or `./` and a file in this folder
 * @param {string[]} args
 */
async function run(script, ...args) {
  const folder = script.startsWith('./') ? join(ROOT, 'test') : join(ROOT, 'node_modules');
  const child = spawn(process.execPath, [join(folder, script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

/**
 * One command that is one test.
 * @param {string} name
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
async function check(name, script, ...args) {
  console.log(`\n── ${name}`);
  const passed = (await run(script, ...args)) === 0;
  console.log(passed ? `${name}: passed` : `${name}: FAILED`);
  return { passed: Number(passed), failed: Number(!passed), skipped: 0 };
}

/**
 * One project of vitest.config.ts. A run that crashes, finds no test, or fails outside of any test counts as a failure too.
 * @param {string} project
 * @returns {Promise<Counts>}
 */
async function vitest(project) {
  console.log(`\n── ${project} tests`);
  const report = join(REPORTS, `${project}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run('vitest/vitest.mjs', 'run', '--project', project, ...reporters);
  if (!existsSync(report)) {
    console.log(`${project}: FAILED, vitest ended with exit code ${code} and wrote no report`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  /** Files that failed before any of their tests ran. */
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = numFailedTests + brokenFiles.length;
  for (const { assertionResults } of testResults) {
    for (const { status, fullName } of assertionResults) {
      if (status === 'pending' || status === 'skipped') console.log(`skipped: ${fullName}`);
    }
  }
  const otherFailure = failed === 0 && (code !== 0 || numPassedTests === 0);
  if (otherFailure) console.log(`${project}: FAILED outside of any test, or no test ran`);
  return {
    passed: numPassedTests,
    failed: otherFailure ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

ensureDependencies();
ensureBrowsers(['chromium', 'firefox']);
mkdirSync(REPORTS, { recursive: true });

const results = [
  await check('types', 'typescript/bin/tsc', '--noEmit'),
  await check('lint', '@biomejs/biome/bin/biome', 'check', '.'),
  await check('build', 'wxt/bin/wxt.mjs', 'build'),
  await check('build with permissions', 'wxt/bin/wxt.mjs', 'build', '--mode', 'granted'),
  await check('build for Firefox', 'wxt/bin/wxt.mjs', 'build', '-b', 'firefox'),
  await check('build for Firefox, Manifest V3', 'wxt/bin/wxt.mjs', 'build', '-b', 'firefox', '--mv3'),
  await check('add-on lint', './lint-addon.mjs'),
  await vitest('unit'),
  await vitest('e2e-chromium'),
  await vitest('e2e-firefox'),
  await vitest('e2e-firefox-mv3'),
];
/** @param {keyof Counts} key */
const sum = (key) => results.reduce((total, counts) => total + counts[key], 0);

const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (sum('failed') > 0) process.exitCode = 1;
