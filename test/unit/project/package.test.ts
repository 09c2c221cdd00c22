/** The command line as strangers get it: packed, installed somewhere else, and run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe('the package', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wire-triage-package-'));
  let packed: Packed;

  beforeAll(() => {
    const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' });
    [packed] = JSON.parse(told.slice(told.indexOf('['))) as [Packed];
    execFileSync('tar', ['-xzf', path.join(folder, packed.filename), '-C', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const command = (...args: string[]) => {
    const cwd = path.join(folder, 'elsewhere');
    mkdirSync(cwd, { recursive: true });
    writeFileSync(path.join(cwd, 'one.har'), JSON.stringify(RECORDING));
    const env = { ...process.env, INIT_CWD: undefined };
    const script = path.join(folder, 'package', 'dist', 'wire-triage.js');
    return spawnSync(process.execPath, [script, ...args], { cwd, env, encoding: 'utf8' });
  };

  it('holds the command, its licence and what npm shows of it, and nothing else', () => {
    const kinds = new Set(packed.files.map((file) => file.path.replace(/^dist\/[\w.-]+\.js$/, 'dist/*.js')));
    expect([...kinds].sort()).toEqual(['LICENSE', 'README.md', 'dist/*.js', 'package.json']);
  });

  it('diagnoses a recording with nothing installed beside it', () => {
    const { stdout, stderr, status } = command('one.har', '--json');
    expect([stderr, status]).toEqual(['', 0]);
    expect(JSON.parse(stdout)).toMatchObject([{ entry: 0, family: 'octoeverywhere-service', code: '601' }]);
  });

  it('brings the packs of services along', () => {
    expect(command('--explain', 'stripe/card_declined').stdout).toContain('card_declined');
  });

  it('exits with 2 where the file is missing', () => {
    const { stderr, status } = command('two.har');
    expect([stderr, status]).toEqual([expect.stringContaining('two.har'), 2]);
  });
});

const RECORDING = {
  log: {
    version: '1.2',
    creator: { name: 'recording', version: '1' },
    entries: [
      {
        startedDateTime: '2026-03-02T10:00:00.000Z',
        time: 5,
        request: { method: 'GET', url: 'https://printer.octoeverywhere.com/api/version', headers: [] },
        response: { status: 601, statusText: '', headers: [], content: { size: 0, mimeType: 'text/html', text: '' } },
      },
    ],
  },
};
