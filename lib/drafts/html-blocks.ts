/** HTML as blocks. Linear in its length, nothing is parsed into a document, and nothing in it runs. */
import { readable } from '../html-text.ts';
import { collapsed } from '../white-space.ts';
import type { Block, Cell, Page } from './blocks.ts';

/** Longest page that is read, in characters, and most blocks and cells that are kept of it. */
export const MAX_HTML = 4_000_000;
const MAX_BLOCKS = 20_000;
const MAX_CELLS = 100_000;
/** Longest text of one place, in characters. */
const MAX_CELL = 2_000;

/** Elements whose content is no part of the text. */
const UNREAD: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'head',
  'nav',
  'footer',
  'button',
]);
/** Elements that begin a place for text of their own. */
const PLACES: ReadonlySet<string> = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'td',
  'th',
  'dt',
  'dd',
  'li',
  'p',
  'pre',
  'caption',
]);
/** Elements that part words where they stand inside a place. */
const PARTING: ReadonlySet<string> = new Set(['br', 'div', 'p', 'ul', 'ol', 'li', 'pre', 'tr', 'td', 'section']);

/** What ends a cell of a table or a list of definitions. */
const BESIDE_CELLS: ReadonlySet<string> = new Set(['td', 'th', 'dt', 'dd']);

interface OpenTable {
  head: Cell[];
  readonly rows: Cell[][];
  row: { readonly cells: Cell[]; hasData: boolean } | undefined;
}

interface OpenPlace {
  readonly name: string;
  text: string;
  code: string | undefined;
  readonly codes: string[];
  readonly depth: number;
}

/** A tag with its name, in lower case, and whether it ends the element. */
interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
}

export function blocksOfHtml(html: string): Page {
  const page = html.slice(0, MAX_HTML);
  const reader = new Reader();
  let at = 0;
  while (at < page.length && reader.hasRoom()) {
    const open = page.indexOf('<', at);
    reader.text(page.slice(at, open < 0 ? page.length : open));
    if (open < 0) break;
    const isComment = page.startsWith('<!--', open);
    const close = page.indexOf(isComment ? '-->' : '>', open);
    if (close < 0) break;
    at = close + (isComment ? 3 : 1);
    const tag = isComment ? undefined : tagIn(page.slice(open + 1, Math.min(close, open + 40)));
    if (!tag) continue;
    if (!tag.isEnd && UNREAD.has(tag.name)) at = endOf(page, at, tag.name);
    else if (tag.isEnd) reader.end(tag.name);
    else reader.start(tag.name);
  }
  return { title: titleOf(page), blocks: reader.finish() };
}

function tagIn(text: string): Tag | undefined {
  const found = /^(\/?)([a-z][a-z0-9]*)/i.exec(text);
  return found ? { name: (found[2] ?? '').toLowerCase(), isEnd: found[1] === '/' } : undefined;
}

function titleOf(page: string): string {
  const open = /<title\b[^>]{0,200}>/i.exec(page.slice(0, 100_000));
  if (!open) return '';
  const from = open.index + open[0].length;
  return readable(page.slice(from, Math.min(endOf(page, from, 'title'), from + MAX_CELL))).trim();
}

/** Where the end tag of an element begins; the end of the page where there is none. */
function endOf(page: string, from: number, name: string): number {
  const end = new RegExp(`</${name}\\b`, 'gi');
  end.lastIndex = from;
  return end.exec(page)?.index ?? page.length;
}

class Reader {
  readonly #blocks: Block[] = [];
  readonly #tables: OpenTable[] = [];
  #cells = 0;
  #place: OpenPlace | undefined;
  /** Of a definition list: what the next descriptions belong to. */
  #terms: Cell[] = [];
  #depth = 0;

  hasRoom(): boolean {
    return this.#blocks.length < MAX_BLOCKS && this.#cells < MAX_CELLS;
  }

  text(raw: string): void {
    const place = this.#place;
    if (!place || raw === '' || place.text.length > MAX_CELL) return;
    place.text += raw;
    if (place.code !== undefined) place.code += raw;
  }

  start(name: string): void {
    if (name === 'ul' || name === 'ol') this.#depth++;
    if (name === 'table') {
      this.#close();
      this.#tables.push({ head: [], rows: [], row: undefined });
    } else if (name === 'tr') {
      this.#close();
      this.#endRow();
      const table = this.#tables.at(-1);
      if (table) table.row = { cells: [], hasData: false };
    } else if (PLACES.has(name) && !this.#staysIn(name)) {
      this.#close();
      this.#place = { name, text: '', code: undefined, codes: [], depth: this.#depth };
    } else if (name === 'code' || name === 'tt' || name === 'kbd') {
      if (this.#place) this.#place.code = '';
    }
    if (PARTING.has(name)) this.text(' ');
  }

  /** Paragraphs and lists within a cell are part of it, and paragraphs within an item of that. */
  #staysIn(name: string): boolean {
    const inside = this.#place?.name;
    if (inside === 'td' || inside === 'th' || inside === 'dd') return !BESIDE_CELLS.has(name);
    return inside === 'li' && (name === 'p' || name === 'pre');
  }

  end(name: string): void {
    const place = this.#place;
    if (name === 'ul' || name === 'ol') {
      if (place?.name === 'li') this.#close();
      this.#depth = Math.max(0, this.#depth - 1);
    }
    if (name === 'code' || name === 'tt' || name === 'kbd') {
      if (place?.code) place.codes.push(readable(place.code).trim());
      if (place) place.code = undefined;
    } else if (name === 'tr') {
      this.#close();
      this.#endRow();
    } else if (name === 'table') {
      this.#close();
      this.#endRow();
      const table = this.#tables.pop();
      if (table && table.rows.length > 0) this.#blocks.push({ kind: 'table', head: table.head, rows: table.rows });
    } else if (name === 'dl') {
      this.#close();
      this.#terms = [];
    } else if (place?.name === name) this.#close();
    else if (PARTING.has(name)) this.text(' ');
  }

  finish(): readonly Block[] {
    this.#close();
    while (this.#tables.length > 0) this.end('table');
    return this.#blocks;
  }

  #close(): void {
    const place = this.#place;
    this.#place = undefined;
    if (!place) return;
    const cell = { text: collapsed(readable(place.text)).slice(0, MAX_CELL), codes: place.codes };
    this.#cells++;
    const row = this.#tables.at(-1)?.row;
    const { name } = place;
    if (name === 'td' || name === 'th') {
      row?.cells.push(cell);
      if (row && name === 'td') row.hasData = true;
    } else if (name === 'dt') this.#terms = [...this.#terms, cell];
    else if (name === 'dd') {
      for (const term of this.#terms) this.#blocks.push({ kind: 'definition', term, cell });
      this.#terms = [];
    } else if (cell.text === '') return;
    else if (name.startsWith('h')) this.#blocks.push({ kind: 'heading', level: Number(name[1]), cell });
    else if (name === 'li') this.#blocks.push({ kind: 'item', depth: place.depth, cell });
    else if (name !== 'pre') this.#blocks.push({ kind: 'text', cell });
  }

  #endRow(): void {
    const table = this.#tables.at(-1);
    const row = table?.row;
    if (!table || !row) return;
    table.row = undefined;
    if (row.cells.length === 0) return;
    // A row of nothing but heads, before any other, names the columns.
    if (!row.hasData && table.rows.length === 0) table.head = row.cells;
    else table.rows.push(row.cells);
  }
}
