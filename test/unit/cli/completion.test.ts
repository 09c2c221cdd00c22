import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { OPTION_NAMES, REPORTS, USAGE } from '../../../lib/cli/args.ts';
import { completion, SHELLS } from '../../../lib/cli/completion.ts';
import { run } from '../../../lib/cli/run.ts';

const COMPLETED = { command: 'wire-triage', options: OPTION_NAMES, formats: REPORTS };
const noFile = () => Promise.reject(new Error('no file is read'));

describe('completion', () => {
  it.each(SHELLS)('names every option and report format to %s', (shell) => {
    const script = completion(shell, COMPLETED);
    for (const word of [...OPTION_NAMES, ...REPORTS]) expect(script).toContain(word);
  });

  it.each([
    [['--report', 'g'], ['github']],
    [['--exp'], ['--explain']],
    [['recording.har'], []],
  ])('completes %j in bash', (words, completed) => {
    const bash = [
      completion('bash', COMPLETED),
      `COMP_WORDS=(wire-triage ${words.join(' ')}); COMP_CWORD=${words.length}; _wire_triage; echo "\${COMPREPLY[*]}"`,
    ].join('\n');
    const { stdout } = spawnSync('bash', ['-c', bash], { encoding: 'utf8' });
    expect(stdout.trim().split(/\s+/).filter(Boolean)).toEqual(completed);
  });

  it('is printed for a shell that is known, and no other', async () => {
    expect((await run(['--completion', 'fish'], noFile)).stdout).toContain('complete -c wire-triage');
    const { stderr, exitCode } = await run(['--completion', 'cmd'], noFile);
    expect([stderr, exitCode]).toEqual(['there is no completion for "cmd"; there is one for bash, zsh, fish\n', 2]);
  });
});

it('every option stands in the usage', () => {
  for (const option of OPTION_NAMES) expect(USAGE).toContain(`--${option}`);
});
