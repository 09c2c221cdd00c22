/**
 * A field: one thing that can be known of a row. Filter keys, suggestions, help, chips, columns, sort orders, facts of reports and
 * members of JSON are read off the list of fields, so that a new one is a file here and a line in `index.ts`.
 */
import type messages from '../../../public/_locales/en/messages.json';
import type { Words } from '../../words/words.ts';
import type { Row } from '../rows.ts';
import type { Told } from './outlet.ts';

/** Names a message of the locale file. */
export type MessageKey = keyof typeof messages;

export type SortKey = number | string;

/**
 * How a value that somebody typed is held against a row. Case never counts.
 *
 * `part`: anywhere in the text. `start`: the beginning of a line of it. `whole`: all of a line of it. In all three `*` stands for any
 * run of characters. `choice`: the text is one of a few words, of which the beginning is enough.
 * `marks`: the value names a property, of which the beginning is enough.
 * `least`: an amount, and rows that have more of it.
 */
export type Comparison =
  | {
      readonly kind: 'part';
      /** A value that names something known stands for that alone: it must be a whole line of the text. */
      readonly isKnown?: (value: string, words: Words) => boolean;
    }
  | { readonly kind: 'start' }
  | {
      readonly kind: 'whole';
      /** What a value in lower case stands for. */
      readonly read?: (value: string) => string;
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'marks'; readonly marks: Readonly<Record<string, (row: Row) => boolean>> }
  | {
      readonly kind: 'least';
      readonly amount: (row: Row) => number | undefined;
      /** The amount that a value in lower case stands for; undefined where it is none. */
      readonly read: (value: string) => number | undefined;
    };

export interface FilterUse {
  /** Other keys for the same. */
  readonly aliases?: readonly string[];
  readonly comparison: Comparison;
  /** A value for the help text. */
  readonly example: string;
  /** Whether the values that rows have are worth suggesting. */
  readonly suggests?: boolean;
  /** Its values are chips, too. Gives the value of a row's chip, as a query names it; undefined where the row has none. */
  readonly chip?: (row: Row) => string | undefined;
}

/** Columns of this rank and above are left out before any other becomes narrower. */
export const DISPENSABLE = 10;

/** Of this rank and above, those that nobody chose are left out before any other is narrower than is comfortable. */
export const SPARE = 30;

export interface Column {
  /** Pixels it takes before room is left over. */
  readonly width: number;
  /** Pixels that its texts are read well in; without it, `width`. */
  readonly comfortable?: number;
  /** Pixels it cannot do without. */
  readonly least: number;
  /** Its share of the room that is left over; 0 for none. */
  readonly grows: number;
  /** Where room is short, the column with the highest number gives way first: from `DISPENSABLE` on it is left out, below it shrinks. */
  readonly rank: number;
  /** Shown unless the user says otherwise; `where-told`: only where some row has a text for it. */
  readonly standard: boolean | 'where-told';
  /** Numbers: set flush with the end of the column. */
  readonly atEnd?: boolean;
  /** As wide as its longest text, up to `width`; of the room that is left over it takes what the text needs, up to twice that. */
  readonly fits?: boolean;
  /** Narrower than this, in pixels, there is room for an icon alone. */
  readonly iconBelow?: number;
}

export interface Field extends Told {
  /** The filter key and the name of the column. Lower-case letters and hyphens. */
  readonly id: string;
  readonly title: MessageKey;
  /** One line of help. */
  readonly describe: MessageKey;
  /** What the column shows; empty where the row has nothing of the kind. Several values stand on lines of their own. */
  readonly text: (row: Row, words: Words) => string;
  /** What the filter searches, where that is more than the text. */
  readonly searched?: (row: Row, words: Words) => string;
  /** Where the text in lower case does not sort well. Numbers come before words. */
  readonly sortKey?: (row: Row, words: Words) => SortKey;
  /** Words without a key are looked for here, too. */
  readonly plain?: boolean;
  /** Too long to be prepared and kept for every row; searched as it is. */
  readonly large?: boolean;
  readonly column?: Column;
  readonly filter?: FilterUse;
}
