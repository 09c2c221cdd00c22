/**
 * `npm run mutate [-- ROOM [FILE…]]`: changes the code in small ways, one at a time, and counts how often a unit test of its room
 * notices. What is known of a room is kept in `.output/mutation/`: a run of one room, or of some of its files, asks only what has
 * changed since, and the sum is over all that is known. Fails where the sum of all rooms is below `THRESHOLD`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from '../setup.mjs';

/** What must be watched that closely: what the panel counts, what leaves the machine, and when to try again. */
const ROOMS = { session: 'lib/session/**/*.ts', redact: 'lib/redact/**/*.ts', diagnose: 'lib/diagnose/retry.ts' };
/** In percent. */
const THRESHOLD = 85;

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
ensureDependencies();
const { Stryker } = await import('@stryker-mutator/core');
const [only, ...files] = process.argv.slice(2);
if (only !== undefined && !Object.hasOwn(ROOMS, only)) {
  console.error(`No such room: ${only}. Known: ${Object.keys(ROOMS).join(', ')}.`);
  process.exit(2);
}

/** @param {string} room */
function knownOf(room) {
  return `.output/mutation/${room}.json`;
}

for (const [room, all] of Object.entries(ROOMS)) {
  if (only !== undefined && room !== only) continue;
  // The configuration of the tests reads it: only those of the room are run.
  process.env.MUTATED_ROOM = room;
  // A mutant that nobody notices is shown to every test: the generated cases are fewer for that.
  process.env.REDACTION_RUNS ??= '200';
  await new Stryker({
    mutate: files.length > 0 ? files : [all],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts' },
    incremental: true,
    incrementalFile: knownOf(room),
    // What runs only while a module loads cannot be switched in a running process: each such mutant would take every test anew.
    ignoreStatic: true,
    ignorePatterns: ['.output', 'docs'],
    tempDirName: `.output/mutation/work-${room}`,
    reporters: ['clear-text', 'html'],
    htmlReporter: { fileName: `.output/mutation/${room}.html` },
    clearTextReporter: { logTests: false, allowColor: false },
  }).runMutationTest();
}

/** As the Stryker team counts: a mutant that makes the tests run for ever is noticed, one that does not compile is none. */
const total = { noticed: 0, all: 0 };
for (const room of Object.keys(ROOMS)) {
  if (!existsSync(knownOf(room))) {
    console.log(`${room}: not measured yet`);
    continue;
  }
  const statuses = Object.values(JSON.parse(readFileSync(knownOf(room), 'utf8')).files).flatMap((file) =>
    file.mutants.map((mutant) => mutant.status),
  );
  const noticed = statuses.filter((status) => status === 'Killed' || status === 'Timeout').length;
  const missed = statuses.filter((status) => status === 'Survived' || status === 'NoCoverage').length;
  total.noticed += noticed;
  total.all += noticed + missed;
  console.log(`${room}: ${percent(noticed, noticed + missed)} noticed, ${missed} of ${noticed + missed} missed`);
}
console.log(`all: ${percent(total.noticed, total.all)} noticed`);
if (total.noticed * 100 < total.all * THRESHOLD) process.exitCode = 1;

/**
 * @param {number} part
 * @param {number} whole
 */
function percent(part, whole) {
  return `${((part * 100) / whole).toFixed(1)} %`;
}
