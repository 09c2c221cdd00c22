import { describe, expect, it } from 'vitest';
import { run } from '../../../lib/cli/run.ts';
import { ACME } from '../../families.ts';
import { harEntry, harText } from '../../har.ts';

const acme = {
  ...ACME,
  entries: [{ codes: ['F1', 'a/b'], name: 'Fault one', meaning: 'It broke.', action: 'Mend it.' }],
};
const recording = harText([
  harEntry({ url: 'https://api.acme.example/x', status: 400, body: '{"fault":"F1"}' }),
  harEntry({ url: 'https://slack.com/api/users.list', status: 200, body: '{"ok":false,"error":"invalid_auth"}' }),
]);

/** Runs the command on files that are texts or documents. */
function command(files: Readonly<Record<string, unknown>>, ...args: string[]) {
  return run(args, async (path) => {
    if (!Object.hasOwn(files, path)) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    const file = files[path];
    return new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
  });
}

describe('diagnose --explain', () => {
  it.each([
    ['a general family', 'http/503', /^http 503: Service Unavailable\n/],
    ['a service whose pack has to be loaded', 'slack/invalid_auth', /^slack invalid_auth: .*\n.*permanent/],
    ['a code that several texts tell apart', 'makapix/429', /429: [\s\S]*\n\nmakapix 429: /],
  ])('explains a code of %s', async (_, code, text) => {
    const { stdout, stderr, exitCode } = await command({}, '--explain', code);
    expect(stdout).toMatch(text);
    expect(stdout).toMatch(/\n {2}-> .+\n {2}https:/);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });

  it('explains a code of a family of the user, also one with a slash', async () => {
    const { stdout } = await command({ 'acme.json': acme }, '--family', 'acme.json', '--explain', 'acme/a/b');
    expect(stdout).toContain('acme a/b: Fault one');
  });

  it.each([
    ['slack/invalid_aut', 'slack has no code "invalid_aut"; the nearest: slack/invalid_auth'],
    ['slak/invalid_auth', 'there is no family "slak"; the nearest: slack'],
    ['constructor/1', 'there is no family "constructor"; the nearest: '],
    ['http', 'no code is named; the nearest: '],
    ['', 'there is no family ""; the nearest: '],
  ])('answers %j with the nearest and 2', async (code, why) => {
    const { stdout, stderr, exitCode } = await command({}, '--explain', code);
    expect(stderr.startsWith(why)).toBe(true);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  it('takes no recording', async () => {
    expect((await command({}, 'x.har', '--explain', 'http/503')).exitCode).toBe(2);
  });
});

describe('diagnose --family', () => {
  it('diagnoses with the family beside the built-in ones and the packs', async () => {
    const { stdout } = await command({ 'x.har': recording, 'a.json': acme }, 'x.har', '--json', '--family', 'a.json');
    const found = JSON.parse(stdout) as { readonly family: string; readonly code: string }[];
    expect(found.map(({ family, code }) => `${family}/${code}`)).toEqual(['acme/F1', 'slack/invalid_auth']);
  });

  it('takes several', async () => {
    const files = { 'x.har': recording, 'a.json': acme, 'b.json': { ...acme, id: 'b', hosts: [] } };
    const { exitCode } = await command(files, 'x.har', '--family', 'a.json', '--family', 'b.json');
    expect(exitCode).toBe(0);
  });

  it('names every fault of every file at once, one a line', async () => {
    const files = { 'x.har': recording, 'a.json': { ...acme, title: '', hosts: ['*.com'] }, 'b.json': 'no JSON' };
    const { stdout, stderr, exitCode } = await command(files, 'x.har', '--family', 'a.json', '--family', 'b.json');
    expect(stderr.split('\n')).toEqual([
      'a.json: title: expected a text that is not empty, found ""',
      'a.json: hosts.0: expected a host such as example.com or *.example.com, found "*.com"',
      'b.json: expected a JSON document, found something else',
      '',
    ]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  it.each([
    ['a built-in family', { ...acme, id: 'http' }],
    ['a pack', { ...acme, id: 'slack' }],
  ])('refuses the id of %s', async (_, document) => {
    const { stderr, exitCode } = await command(
      { 'x.har': recording, 'a.json': document },
      'x.har',
      '--family',
      'a.json',
    );
    expect(stderr).toContain('expected an id that no other family has');
    expect(exitCode).toBe(2);
  });

  it('says in one line that a file is missing', async () => {
    const { stderr, exitCode } = await command({ 'x.har': recording }, 'x.har', '--family', 'a.json');
    expect({ stderr, exitCode }).toEqual({ stderr: 'a.json does not exist\n', exitCode: 2 });
  });
});
