/** What holds for the source as a whole: no circles, no long files, every room guarded, and nothing of the machine it was written on. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ImportGraph, importCircles, readImports } from '../../imports.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '');
const CODE = FILES.filter((file) => /^(components|entrypoints|lib|test)\/.*\.(tsx?|mjs)$/.test(file));
const SOURCE = CODE.filter((file) => !file.startsWith('test/'));

/** Longest file of code, in lines. */
const MAX_LINES = 400;

/** What does not hold yet. Each line goes with the change that mends it: a line that is no longer needed fails too. */
const PENDING = {
  /** Arrows that lib/biome.json still lets through. */
  arrows: ['lib/capture → lib/diagnose', 'lib/words → lib/session', 'lib/browser → lib/session', 'lib → lib/report'],
};

const text = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

describe('the source', () => {
  const graph = readImports(ROOT, SOURCE);

  it('has no import circle', () => {
    expect(importCircles(graph)).toEqual([]);
  });

  it('has no arrow between rooms that is only let through for now', () => {
    const arrows = new Set(
      [...graph].flatMap(([file, imported]) => imported.map((other) => `${roomOf(file)} → ${roomOf(other)}`)),
    );
    expect(PENDING.arrows.filter((arrow) => !arrows.has(arrow))).toEqual([]);
  });

  it('has a lint rule for each room of lib/', () => {
    const { overrides } = JSON.parse(text('lib/biome.json')) as { overrides: { includes: string[] }[] };
    const guarded = overrides.flatMap(({ includes }) => includes).filter((glob) => /^\w+\/\*\*$/.test(glob));
    const rooms = readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(guarded).toEqual(expect.arrayContaining(rooms.map(({ name }) => `${name}/**`)));
  });

  it('has no file over 400 lines', () => {
    const long = CODE.filter((file) => text(file).split('\n').length - 1 > MAX_LINES);
    expect(long).toEqual([]);
  });
});

describe('what is written', () => {
  const written = FILES.filter((file) => /\.(tsx?|mjs|json|md|html|css|grit)$|\.npmrc$|^\.ci\//.test(file));

  it.each([
    [
      'a host of packages',
      /\bhttps?:\/\/(?:registry\.|npm\.|[\w.-]*(?:artifactory|nexus|verdaccio|jfrog|codeartifact)[\w.-]*)/i,
    ],
    ['folder of somebody', /(?:^|[\s"'`(=])\/(?:home|Users|work|root)\/\w/m],
    ['temporary folder', /(?:^|[\s"'`(=])\/tmp\/\w/m],
  ])('names no %s', (_, pattern) => {
    expect(written.filter((file) => pattern.test(text(file)))).toEqual([]);
  });

  it('gives packages no origin in the lock file', () => {
    expect(text('package-lock.json')).not.toContain('"resolved": "http');
  });
});

it('circles are found through any number of files, and not where there are none', () => {
  const graph: ImportGraph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
    ['e', ['d']],
    ['f', ['f']],
  ]);
  expect(importCircles(graph)).toEqual([['a', 'b', 'c'], ['f']]);
});

/** `lib/capture`, or `lib` for a file of lib itself. */
function roomOf(file: string): string {
  const [top = '', room = ''] = path.posix.dirname(file).split('/');
  return room === '' ? top : `${top}/${room}`;
}
