/** What holds for the source as a whole: no circles, no long files, every room guarded, and nothing of the machine it was written on. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ImportGraph, importCircles, readImports } from '../../imports.ts';
import { findRepeats } from '../../repeats.ts';

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

/** In the order of the data: a room imports only rooms before it. Which of them, lib/biome.json says. */
const ROOMS = [
  'lib/tap',
  'lib/har',
  'lib/mqtt',
  'lib/catalog',
  'lib/capture',
  'lib/diagnose',
  'lib/drafts',
  'lib/words',
  'lib/session',
  'lib/redact',
  'lib/report',
  'lib/cli',
  'lib/browser',
  'components',
  'entrypoints',
];

/** What the files of lib/ itself, which serve every room, take from rooms: types, names, and lists that load the rest when asked. */
const SHARED = ['lib/catalog/schema.ts', 'lib/mqtt/packet.ts', 'lib/report/formats.ts', 'lib/report/rules.ts'];

const text = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

describe('the source', () => {
  const graph = readImports(ROOT, SOURCE);

  it('spreads no list into the arguments of a call that takes the greatest or least: a long one overflows the stack', () => {
    expect(SOURCE.filter((file) => /Math\.(?:max|min)\(\s*\.\.\./.test(text(file)))).toEqual([]);
  });

  it('has no import circle', () => {
    expect(importCircles(graph)).toEqual([]);
  });

  it('has rooms that import only rooms before them in the order of the data', () => {
    const backwards = [...graph].flatMap(([file, imported]) =>
      imported
        .filter((other) => roomOf(file) !== 'lib' && roomOf(other) !== 'lib')
        .filter((other) => ROOMS.indexOf(roomOf(other)) > ROOMS.indexOf(roomOf(file)))
        .map((other) => `${file} → ${other}`),
    );
    expect(backwards).toEqual([]);
    expect(new Set(SOURCE.map(roomOf))).toEqual(new Set(['lib', ...ROOMS]));
  });

  it('has files of lib/ itself that know no room but the types and names they share', () => {
    const outside = [...graph].flatMap(([file, imported]) =>
      roomOf(file) === 'lib' ? imported.filter((other) => roomOf(other) !== 'lib') : [],
    );
    expect([...new Set(outside)].sort()).toEqual(SHARED);
  });

  it('has a lint rule for each room of lib/', () => {
    const { overrides } = JSON.parse(text('lib/biome.json')) as { overrides: { includes: string[] }[] };
    const guarded = overrides.flatMap(({ includes }) => includes).filter((glob) => /^\w+\/\*\*$/.test(glob));
    const rooms = readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(guarded).toEqual(expect.arrayContaining(rooms.map(({ name }) => `${name}/**`)));
  });

  it('has no six lines of logic twice', () => {
    const files = SOURCE.filter((file) => /\.tsx?$/.test(file)).map((file) => [file, text(file)] as const);
    expect(findRepeats(new Map(files), 6)).toEqual([]);
  });

  it('has no file over 400 lines', () => {
    const long = CODE.filter((file) => text(file).split('\n').length - 1 > MAX_LINES);
    expect(long).toEqual([]);
  });
});

describe('helpers of unit tests', () => {
  // Their modules are loaded once for many files: a hook in one would be a hook of the first of them only.
  it('set no hook while they are loaded', () => {
    const helpers = CODE.filter((file) => /^test\/(?:unit\/.*|[^/]+)\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
    expect(helpers).toContain('test/unit/components/report-stage.ts');
    expect(helpers.filter((file) => /^(?:before|after)(?:Each|All)\(/m.test(text(file)))).toEqual([]);
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

describe('logic that stands twice', () => {
  const logic = (word: string) =>
    [
      'export function total(items: readonly Item[]): number {',
      '  let sum = 0;',
      '  // What is free counts, too.',
      '',
      '  for (const item of items) {',
      `    if (item.kind === '${word}') continue;`,
      '    sum += item.price;',
      '    sum -= item.rebate;',
      '  }',
      '  return Math.round(sum);',
      '}',
    ].join('\n');

  it('is found whatever its strings, comments and place', () => {
    const other = `const a = 1;\n${logic('gift').replace('// What is free counts, too.', '')}`;
    expect(
      findRepeats(
        new Map([
          ['a.ts', logic('sample')],
          ['b.ts', other],
        ]),
        6,
      ),
    ).toEqual([['b.ts:2', 'a.ts:1']]);
  });

  it('is not found where names differ, nor in data', () => {
    const renamed = logic('sample').replaceAll('item', 'row').replaceAll('sum', 'all');
    const data = `const A = [\n${"  'one',\n  name: 'two',\n".repeat(20)}];\n`;
    expect(
      findRepeats(
        new Map([
          ['a.ts', logic('sample')],
          ['b.ts', renamed],
          ['c.ts', data],
          ['d.ts', data],
        ]),
        6,
      ),
    ).toEqual([]);
  });
});

/** `lib/capture`; `lib` for a file of lib itself; `components` for all below it. */
function roomOf(file: string): string {
  const [top = '', room = ''] = path.posix.dirname(file).split('/');
  return top !== 'lib' || room === '' ? top : `${top}/${room}`;
}
