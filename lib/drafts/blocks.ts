/** A page of documentation as its headings, tables, lists and paragraphs: plain data, whatever it was read from. */

/** What stands in one place, and which parts of it are set as code. */
export interface Cell {
  readonly text: string;
  readonly codes: readonly string[];
}

export type Block =
  /** `level` from 1 to 6. */
  | { readonly kind: 'heading'; readonly level: number; readonly cell: Cell }
  /** The first row of a table without a head is among its rows. */
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  /** One pair of a definition list. */
  | { readonly kind: 'definition'; readonly term: Cell; readonly cell: Cell }
  /** `depth`: how many lists it stands in. */
  | { readonly kind: 'item'; readonly depth: number; readonly cell: Cell }
  | { readonly kind: 'text'; readonly cell: Cell };

export interface Page {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const NO_CELL: Cell = { text: '', codes: [] };
