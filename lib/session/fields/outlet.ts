/**
 * How a row is told of outside the panel: as a fact of a report, as a member of JSON. This room knows no redaction. Whoever writes hands
 * in an outlet, which says what becomes of each kind of text, and nothing but what came through it can be told: a text that is handed on
 * as it is does not compile.
 */
import type { Header } from '../../exchange.ts';
import type { Words } from '../../words/words.ts';
import type { FailureRow, Row } from '../rows.ts';

/** The way out; `T` is a text that may leave. */
export interface Outlet<T> {
  readonly text: (text: string) => T;
  readonly url: (url: string) => T;
  /** The value of a header of the reply. */
  readonly header: (header: Header) => T;
  /** The id by which the sender of a reply finds the request again. */
  readonly requestId: (id: string) => T;
  /** A word of a closed set, such as `temporary`. Does not compile for any text. */
  readonly word: <Word extends string>(word: string extends Word ? never : Word) => T;
  /** A moment, in epoch ms. */
  readonly time: (at: number) => T;
  /** A template whose own words stand in the code. */
  readonly say: (parts: TemplateStringsArray, ...values: readonly (T | number)[]) => T;
  readonly join: (texts: readonly T[], separator: '; ' | ': ') => T;
  /** The beginning of a text in `most` characters, with an ellipsis where that is not all. */
  readonly cut: (text: T, most: number) => T;
}

/** JSON whose texts came through an outlet; a member that is undefined is left out. */
export type Json<T> =
  | T
  | number
  | boolean
  | undefined
  | readonly Json<T>[]
  | { readonly [name: string]: Json<T> | undefined };

/** A line in the table of a report. */
export interface FactUse {
  /** In English, as reports are. */
  readonly label: string;
  /** Taken from the wire, not prose: set in a fixed-width font, on one line, and cut where it is long. */
  readonly code?: true;
  /** Where that is not the text of the field. Undefined where the row has nothing of the kind. */
  readonly value?: <T>(row: FailureRow, words: Words, out: Outlet<T>) => T | undefined;
}

/** A member of a diagnosis as JSON. */
export interface MemberUse {
  readonly name: string;
  /** Where that is not the text of the field. Undefined where the row has nothing of the kind. */
  readonly value?: <T>(row: FailureRow, words: Words, out: Outlet<T>) => Json<T>;
}

/** What can be told of a row, whether or not the panel has a column or a filter key for it. */
export interface Told {
  /** Lower-case letters and hyphens. */
  readonly id: string;
  /** Empty where the row has nothing of the kind. */
  readonly text?: (row: Row, words: Words) => string;
  readonly fact?: FactUse;
  readonly json?: MemberUse;
}
