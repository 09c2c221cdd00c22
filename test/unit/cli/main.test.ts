import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harEntry, harText } from '../../har.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describe('the command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wire-triage-'));
    const many = Array.from({ length: 2_000 }, (_, i) => harEntry({ status: 500, url: `https://a.example/${i}` }));
    await writeFile(join(folder, 'many.har'), harText(many));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const start = (...args: readonly string[]) =>
    spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'lib/cli/main.ts'), ...args], { cwd: ROOT });

  it('ends quietly when its output is not read to the end', async () => {
    const command = start(join(folder, 'many.har'), '--json');
    let stderr = '';
    command.stderr.on('data', (data) => {
      stderr += String(data);
    });
    command.stdout.once('data', () => command.stdout.destroy());
    const [code] = await once(command, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('prints its usage when it is asked for help', async () => {
    const command = start('--help');
    let stdout = '';
    command.stdout.on('data', (data) => {
      stdout += String(data);
    });
    const [code] = await once(command, 'close');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^usage: wire-triage FILE\.har/);
  });

  it('reads standard input where the recording is called -', async () => {
    const command = start('-', '--json');
    let stdout = '';
    command.stdout.on('data', (data) => {
      stdout += String(data);
    });
    command.stdin.end(harText([harEntry({ status: 404, url: 'https://a.example/x' })]));
    const [code] = await once(command, 'close');
    expect({ code, found: JSON.parse(stdout) }).toMatchObject({ code: 0, found: [{ family: 'http', code: '404' }] });
  });

  it.skipIf(!existsSync('/dev/full'))('says in one line that its output cannot be written', async () => {
    const full = openSync('/dev/full', 'w');
    const command = spawn(
      process.execPath,
      ['--import', 'tsx', join(ROOT, 'lib/cli/main.ts'), join(folder, 'many.har'), '--json'],
      { cwd: ROOT, stdio: ['ignore', full, 'pipe'] },
    );
    let stderr = '';
    command.stderr?.on('data', (data) => {
      stderr += String(data);
    });
    const [code] = await once(command, 'close');
    closeSync(full);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^the output cannot be written: .+\n$/);
  });
});
