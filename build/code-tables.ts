/** The tables of codes below `docs/codes/`, one file a family, made from the catalogue. `npm run docs` writes them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { builtInFamilies } from '../lib/catalog/index.ts';
import type { Entry, Family } from '../lib/catalog/schema.ts';
import { readServicePacks } from './service-packs.ts';

export const CODE_TABLES = new URL('../docs/codes/', import.meta.url);

/** The files by name. */
export function codeTables(): Readonly<Record<string, string>> {
  const families = [...builtInFamilies, ...readServicePacks()].sort((a, b) => (a.title < b.title ? -1 : 1));
  const tables = families.map((family) => [`${family.id}.md`, table(family)] as const);
  return { ...Object.fromEntries(tables), 'README.md': overview(families) };
}

function overview(families: readonly Family[]): string {
  const lines = families.map(
    ({ id, title, entries }) => `| [${cell(title)}](${id}.md) | \`${id}\` | ${entries.length} |`,
  );
  return ['# Codes by family', '', '| family | id | entries |', '| --- | --- | ---: |', ...lines, ''].join('\n');
}

function table({ id, title, source, licence, date, entries }: Family): string {
  const from = [`From <${source}>`, date && `compared on ${date}`].filter(Boolean).join(', ');
  return [
    `# ${title}`,
    '',
    `Family \`${id}\`. ${from}.${licence === undefined ? '' : ` ${licence.replace(/\.?$/, '.')}`}`,
    '',
    ...(entries.some(({ constructed }) => constructed)
      ? ['A star marks a code of which no real payload was compared.', '']
      : []),
    '| code | name | verdict | meaning | action |',
    '| --- | --- | --- | --- | --- |',
    ...entries.map(row),
    '',
  ].join('\n');
}

function row({ codes, name, meaning, action, permanence, basis, constructed }: Entry): string {
  const code = codes.map((one) => `\`${one.replaceAll('`', "'")}\``).join(', ');
  const cells = [`${code}${constructed ? ' *' : ''}`, name, `${permanence}, ${basis}`, meaning, action];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** A text as one cell of a table. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(CODE_TABLES, { recursive: true });
  for (const [name, text] of Object.entries(codeTables())) writeFileSync(new URL(name, CODE_TABLES), text);
}
