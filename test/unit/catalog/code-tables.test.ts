import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CODE_TABLES, codeTables } from '../../../build/code-tables.ts';

const tables = codeTables();

it('lists each family in a file of its own, and no other', () => {
  expect(readdirSync(CODE_TABLES).sort()).toEqual(Object.keys(tables).sort());
});

it('is what `npm run docs` makes of the catalogue', () => {
  const stale = Object.entries(tables).filter(
    ([name, text]) => readFileSync(new URL(name, CODE_TABLES), 'utf8') !== text,
  );
  expect(stale.map(([name]) => name)).toEqual([]);
});

it('keeps every row in one line of five cells', () => {
  const rows = Object.entries(tables).flatMap(([name, text]) =>
    name === 'README.md' ? [] : text.split('\n').filter((line) => line.startsWith('|')),
  );
  expect(rows.filter((line) => line.replaceAll('\\\\', '').split(/(?<!\\)\|/).length !== 7)).toEqual([]);
});
