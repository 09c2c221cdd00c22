/**
 * `npm test`: everything there is to check, from a fresh clone. Types, lint and each build count as one test each.
 * Checks run side by side, then tests one after the other; what each writes is told as a whole when it ends.
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

/**
 * `failures` says of each what failed and how, since a log of thousands of tests may be kept by its end alone.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: readonly string[] }} Counts
 */

/** How much of what a test says of its failure stands at the end: a report that leaks is printed whole. */
const MAX_REASON = 4_000;

/**
 * A command that is one test, or a project of vitest.config.ts. `script` is a path inside node_modules, or `./` and a file of this
 * folder. It starts once the jobs that it names in `after` have passed.
 * @typedef {{ name: string, script: string, args: string[], after?: string[], project?: string }} Job
 */

const WXT = 'wxt/bin/wxt.mjs';

/**
 * What can run side by side. Builds come one after another, since all of them write the same folder `.wxt`.
 * @type {readonly Job[]}
 */
const CHECKS = [
  { name: 'build', script: WXT, args: ['build'] },
  { name: 'build with permissions', script: WXT, args: ['build', '--mode', 'granted'], after: ['build'] },
  { name: 'build for Firefox', script: WXT, args: ['build', '-b', 'firefox'], after: ['build with permissions'] },
  {
    name: 'build for Firefox as MV3',
    script: WXT,
    args: ['build', '-b', 'firefox', '--mv3'],
    after: ['build for Firefox'],
  },
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint', script: '@biomejs/biome/bin/biome', args: ['check', '.'] },
  { name: 'add-on lint', script: './lint-addon.mjs', args: [], after: ['build for Firefox'] },
];

/**
 * One after the other: each uses all processors, and a browser that has to wait for one tells of faults that are none.
 * @type {readonly Job[]}
 */
const TESTS = [
  project('unit'),
  project('e2e-chromium', ['build', 'build with permissions']),
  project('e2e-firefox', ['build for Firefox']),
  project('e2e-firefox-mv3', ['build for Firefox as MV3']),
];

/**
 * @param {string} name
 * @param {string[]} after
 * @returns {Job}
 */
function project(name, after = []) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(name)}`];
  return {
    name: `${name} tests`,
    script: 'vitest/vitest.mjs',
    args: ['run', '--project', name, ...reporters],
    project: name,
    after,
  };
}

/** @param {string} project */
function reportOf(project) {
  return join(REPORTS, `${project}.json`);
}

/**
 * Runs JavaScript to its end. Gives its exit code, 1 where a signal ended it, and all that it wrote.
 * @param {Job} job
 */
async function run({ script, args }) {
  const folder = script.startsWith('./') ? join(ROOT, 'test') : join(ROOT, 'node_modules');
  const child = spawn(process.execPath, [join(folder, script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY && !process.env.NO_COLOR && { FORCE_COLOR: '1' }) },
  });
  /** @type {Buffer[]} */
  const written = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => written.push(chunk));
  const [code] = await once(child, 'close');
  return { code: code ?? 1, output: Buffer.concat(written).toString() };
}

/**
 * What vitest reports of a project. A run that crashes, finds no test, or fails outside of any test counts as a failure too.
 * @param {string} project
 * @param {number} code
 * @returns {Counts & { notes: string[] }}
 */
function readReport(project, code) {
  if (!existsSync(reportOf(project))) {
    const note = `${project}: FAILED, vitest ended with exit code ${code} and wrote no report`;
    return { passed: 0, failed: 1, skipped: 0, failures: [note], notes: [] };
  }
  const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(reportOf(project), 'utf8'),
  );
  /** Files that failed before any of their tests ran. */
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = numFailedTests + brokenFiles.length;
  const notes = [];
  const failures = brokenFiles.map(({ name, message }) => failure(project, name, message));
  for (const { assertionResults } of testResults) {
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'pending' || status === 'skipped') notes.push(`skipped: ${fullName}`);
      if (status === 'failed') failures.push(failure(project, fullName, failureMessages.join('\n')));
    }
  }
  const otherFailure = failed === 0 && (code !== 0 || numPassedTests === 0);
  if (otherFailure) failures.push(`${project}: FAILED outside of any test, or no test ran`);
  return {
    passed: numPassedTests,
    failed: otherFailure ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    failures,
    notes,
  };
}

/**
 * @param {string} project
 * @param {string} test
 * @param {string} reason
 */
function failure(project, test, reason) {
  return `${project}: FAILED ${test}\n${reason.slice(0, MAX_REASON)}`;
}

/**
 * @param {Job} job
 * @returns {Promise<Counts>}
 */
async function play(job) {
  const began = performance.now();
  if (job.project) rmSync(reportOf(job.project), { force: true });
  const { code, output } = await run(job);
  const seconds = Math.round((performance.now() - began) / 1_000);
  const passed = code === 0;
  const { notes, ...counts } = job.project
    ? readReport(job.project, code)
    : {
        passed: Number(passed),
        failed: Number(!passed),
        skipped: 0,
        failures: passed ? [] : [`${job.name}: FAILED`],
        notes: [],
      };
  const end = `${job.name}: ${counts.failed === 0 ? 'passed' : 'FAILED'} after ${seconds} s`;
  console.log([`\n── ${job.name}`, output.trimEnd(), ...notes, end].filter((line) => line !== '').join('\n'));
  return counts;
}

ensureDependencies();
ensureBrowsers(['chromium', 'firefox']);
mkdirSync(REPORTS, { recursive: true });

/** @type {Map<string, Promise<Counts>>} */
const results = new Map();

/**
 * @param {Job} job
 * @returns {Promise<Counts>}
 */
async function start(job) {
  const before = await Promise.all((job.after ?? []).map((name) => results.get(name)));
  if (before.every((counts) => counts?.failed === 0)) return play(job);
  console.log(`\n── ${job.name}\n${job.name}: FAILED, since what it needs did`);
  return { passed: 0, failed: 1, skipped: 0, failures: [`${job.name}: FAILED, since what it needs did`] };
}

for (const job of CHECKS) results.set(job.name, start(job));
await Promise.all(results.values());
for (const job of TESTS) {
  const result = start(job);
  results.set(job.name, result);
  await result;
}
const all = await Promise.all(results.values());

/** @param {'passed' | 'failed' | 'skipped'} key */
const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);

const failures = all.flatMap((counts) => counts.failures);
if (failures.length > 0) console.log(`\n── What failed\n${failures.join('\n')}`);

const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (sum('failed') > 0) process.exitCode = 1;
