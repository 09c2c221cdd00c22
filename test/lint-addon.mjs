/** Checks the built Firefox add-on as addons.mozilla.org would: `web-ext lint`, offline. Any error or unexpected warning fails. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ADDON = join(ROOT, '.output', 'firefox-mv2');

/** Warnings that we cannot avoid, by their codes. */
const UNAVOIDABLE = new Map([['UNSAFE_VAR_ASSIGNMENT', 'Preact can assign innerHTML; nothing of ours asks it to']]);

/** @typedef {{ code: string, message: string, description: string, file?: string, line?: number }} Message */

const { stdout, stderr, error } = spawnSync(
  process.execPath,
  [
    join(ROOT, 'node_modules', 'web-ext', 'bin', 'web-ext.js'),
    ...['lint', '--source-dir', ADDON, '--output', 'json', '--no-config-discovery', '--no-input'],
  ],
  // Without the notifier nothing asks a registry for newer versions.
  { encoding: 'utf8', env: { ...process.env, NO_UPDATE_NOTIFIER: '1' }, maxBuffer: 50_000_000 },
);

/** @type {{ errors: Message[], warnings: Message[] } | undefined} */
const report = parsed(stdout);
if (!report) {
  console.log(`web-ext lint gave no report: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  process.exit(1);
}

const unexpected = [...report.errors, ...report.warnings.filter(({ code }) => !UNAVOIDABLE.has(code))];
for (const { code } of report.warnings) if (UNAVOIDABLE.has(code)) console.log(`${code}: ${UNAVOIDABLE.get(code)}`);
for (const { code, message, description, file, line } of unexpected) {
  console.log(`${code}: ${message} (${file ?? 'manifest.json'}:${line ?? ''})\n  ${description}`);
}
process.exitCode = unexpected.length > 0 ? 1 : 0;

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
