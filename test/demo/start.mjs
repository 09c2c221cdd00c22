/** `npm run demo [-- --browser firefox] [--headless]`: installs what is missing for the named browser, then runs the demo. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { browser = 'chromium' } = parseArgs({ options: { browser: { type: 'string' } }, strict: false }).values;

for (const [script = '', ...args] of [
  ['../setup.mjs', String(browser)],
  ['../../node_modules/tsx/dist/cli.mjs', fileURLToPath(new URL('run.ts', import.meta.url)), ...process.argv.slice(2)],
]) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
