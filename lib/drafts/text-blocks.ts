/** Markdown and tables between tabs as blocks. */
import { type Block, type Cell, NO_CELL, type Page } from './blocks.ts';

/** Longest line that is read, in characters. */
const MAX_LINE = 4_000;
/** Cells of one row. */
const MAX_COLUMNS = 30;

export function blocksOfText(text: string): Page {
  const blocks: Block[] = [];
  let rows: Cell[][] = [];
  let hasHead = false;
  let term: Cell | undefined;
  const endTable = () => {
    const [first, ...rest] = rows;
    if (first && rows.length > 0)
      blocks.push({ kind: 'table', head: hasHead ? first : [], rows: hasHead ? rest : rows });
    rows = [];
    hasHead = false;
  };

  for (const whole of text.split(/\r?\n/)) {
    const line = whole.slice(0, MAX_LINE);
    const cells = cellsOf(line);
    if (cells) {
      if (isRule(cells)) hasHead = rows.length === 1;
      else rows.push(cells.map(cellOf));
      continue;
    }
    endTable();
    const heading = /^(#{1,6})\s+(.+)$/.exec(line);
    const item = /^(\s{0,16})(?:[-*+]|\d{1,3}[.)])\s+(.+)$/.exec(line);
    const definition = /^:\s+(.+)$/.exec(line);
    if (heading) blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, cell: cellOf(heading[2] ?? '') });
    else if (definition && term) blocks.push({ kind: 'definition', term, cell: cellOf(definition[1] ?? '') });
    else if (item) blocks.push({ kind: 'item', depth: 1 + (item[1] ?? '').length, cell: cellOf(item[2] ?? '') });
    else if (line.trim() !== '') blocks.push({ kind: 'text', cell: cellOf(line) });
    if (line.trim() !== '' && !definition) term = cellOf(line);
  }
  endTable();
  return { title: '', blocks };
}

/** The cells of a line of a table; undefined for any other line. A bar after a backslash belongs to its cell. */
function cellsOf(line: string): string[] | undefined {
  if (line.includes('\t')) return line.split('\t').slice(0, MAX_COLUMNS);
  if (!/^\s*\|/.test(line) && !/\S\s\|\s\S/.test(line)) return undefined;
  const cells = line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/);
  return cells.slice(0, MAX_COLUMNS).map((cell) => cell.replaceAll('\\|', '|'));
}

function isRule(cells: readonly string[]): boolean {
  return cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell));
}

function cellOf(text: string): Cell {
  const codes = [...text.matchAll(/`([^`]{1,200})`/g)].map(([, code = '']) => code.trim());
  const plain = text
    .replace(/\[([^[\]]{1,300})\]\([^()\s]{1,500}\)/g, '$1')
    .replace(/[`*]|(?<!\w)__?|__?(?!\w)/g, '')
    .trim();
  return plain === '' ? NO_CELL : { text: plain, codes };
}
