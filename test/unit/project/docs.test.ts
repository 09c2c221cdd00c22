/** What the documents say of the project: links that lead somewhere, commands that there are, filter keys that work. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../lib/session/fields/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const text = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const below = (folder: string) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
  ...below('docs').map((file) => `docs/${file}`),
  ...below('.github').map((file) => `.github/${file}`),
].filter((file) => file.endsWith('.md') && !file.startsWith('docs/codes/'));

describe.each(DOCUMENTS)('%s', (file) => {
  const written = text(file);

  it('links to what is there', () => {
    const links = [...written.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map(([, to = '']) => to);
    const images = [...written.matchAll(/(?:src|srcset)="(?!https?:)([^"]+)"/g)].map(([, to = '']) => to);
    const broken = [...links, ...images].filter((to) => !existsSync(path.join(ROOT, path.dirname(file), to)));
    expect(broken).toEqual([]);
  });

  it('names commands that there are', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Readonly<Record<string, string>> };
    const commands = [...written.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

it('every filter key stands in the page for users', () => {
  const page = text('docs/using.md');
  const missing = FIELDS.filter((field) => field.filter).filter(({ id }) => !page.includes(`\`${id}:\``));
  expect(missing.map(({ id }) => id)).toEqual([]);
});

it.each([
  ['secrets', 'secrets'],
  ['harmless', 'harmless values'],
])('the page on security counts the samples of %s', (file, called) => {
  const samples = text(`test/fixtures/redaction/${file}.jsonl`).trimEnd().split('\n').length;
  expect(text('docs/security.md')).toContain(`${samples.toLocaleString('en')} ${called}`);
});
