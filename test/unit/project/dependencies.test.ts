/** What the project builds on: each package with a reason, none unused, none taken without being named. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const text = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const { devDependencies, scripts, ...others } = JSON.parse(text('package.json')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
};
const named = Object.keys(devDependencies).sort();

const CODE = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => /\.(?:tsx?|mjs)$/.test(file));
const SHIPPED = /^(?:components|entrypoints|lib)\//;

/** Packages that files import, by their names. */
function imported(files: readonly string[]): Set<string> {
  const found = files.flatMap((file) =>
    [...text(file).matchAll(/(?:from|import|import\(|mock\()\s*'([^'./\s][^'\s]*)'/g)].map(([, name = '']) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
  const isPackage = (name: string) =>
    !name.includes(':') &&
    !builtinModules.includes(name) &&
    (named.includes(name) || !named.includes(`@types/${name}`));
  return new Set(found.filter(isPackage));
}

/** Types come for a package, or for what a platform has; tools are called by their command, others named to a tool. */
const isTypes = (name: string) => name.startsWith('@types/');
const commands = [...Object.values(scripts), ...CODE.filter((file) => file.endsWith('.mjs')).map(text)].join('\n');
const isCalled = (name: string) =>
  new RegExp(`(?<![\\w/-])${name}(?![\\w-])`).test(commands) ||
  CODE.some((file) => new RegExp(`resolve\\('${name}[/']|@vitest-environment ${name}\\n`).test(text(file)));

describe('a package that is named', () => {
  it('is used', () => {
    const used = imported(CODE);
    const unused = named.filter((name) => !used.has(name) && !isTypes(name) && !isCalled(name));
    expect(unused).toEqual([]);
  });

  it('has a reason in ARCHITECTURE.md', () => {
    const architecture = text('ARCHITECTURE.md');
    const reasons = architecture.slice(architecture.indexOf('## Dependencies'));
    expect(named.filter((name) => !reasons.includes(`**${name}**`))).toEqual([]);
  });

  it('is of one version', () => {
    expect(named.filter((name) => !/^\d+\.\d+\.\d+$/.test(devDependencies[name] ?? ''))).toEqual([]);
  });
});

it('what is imported is named', () => {
  expect([...imported(CODE)].filter((name) => !named.includes(name))).toEqual([]);
});

it('what is shipped is bundled, and listed as such', () => {
  const architecture = text('ARCHITECTURE.md');
  const runTime = architecture.slice(architecture.indexOf('Run time:'), architecture.indexOf('\n\nDevelopment:'));
  const listed = [...runTime.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name);
  const shipped = imported(CODE.filter((file) => SHIPPED.test(file)));
  // The framework's helper that marks an entry point is gone after the build.
  shipped.delete('wxt');
  expect([...shipped].sort()).toEqual(listed.sort());
  expect(others.dependencies).toBeUndefined();
});
