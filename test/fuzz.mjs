/**
 * `npm run fuzz`: the property tests of redaction and of the redacted recording, with many more cases than `npm test` has time for.
 * `REDACTION_SEED` and `ROUND_TRIPS_SEED` choose other cases.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './setup.mjs';

const BODIES = '100000';
const RECORDED = '30000';
const HOUR_MS = 3_600_000;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
ensureDependencies();
const files = ['test/unit/redact/layers.test.ts', 'test/unit/report/round-trip.test.ts'];
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', `--testTimeout=${HOUR_MS}`, ...files],
  { stdio: 'inherit', env: { REDACTION_RUNS: BODIES, ROUND_TRIPS: RECORDED, ...process.env } },
);
process.exitCode = status ?? 1;
