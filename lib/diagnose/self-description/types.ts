/** What a reply says about its own failure, each statement with the place it was read from. */

/** Where a statement stands: a member of the decoded body, a header, the prose of the body or of a close reason, or the status line. */
export type Where =
  | { readonly kind: 'member'; readonly path: readonly string[] }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'reason' }
  | { readonly kind: 'status' };

export interface Stated<T> {
  readonly value: T;
  readonly where: Where;
}

/** An address that the reply gives. Only http and https occur; a view makes a link of https alone. */
export interface StatedLink {
  readonly url: string;
  /** The member's name, or the description that stands beside the address; `text` for one inside a sentence. */
  readonly label: string;
  readonly where: Where;
}

/** One of several errors in the same reply: a rejected field, a failed item of a batch, a further GraphQL error. */
export interface StatedError {
  readonly code: string | undefined;
  readonly said: string | undefined;
  readonly param: string | undefined;
}

/** How long the reply asks to wait, counted from the moment it was sent. */
export interface StatedWait {
  /** Milliseconds, never negative. Undefined where the value is absurd: it is quoted and nothing else. */
  readonly afterMs: number | undefined;
  /** Whether a countdown makes sense: more than nothing and at most a day. */
  readonly countable: boolean;
  /** The value as it stands on the wire, capped. */
  readonly stated: string;
  readonly where: Where;
}

/** The reply's explicit word on repeating the same request. */
export type RepeatWord = 'helps' | 'useless';

export interface SelfDescription {
  /** The most telling code of the service itself; undefined where only the HTTP status speaks. */
  readonly code: Stated<string> | undefined;
  /** Every code of the reply, the most telling first, those of single fields last. */
  readonly codes: readonly Stated<string>[];
  /** The server's own words, capped. */
  readonly said: Stated<string> | undefined;
  readonly param: Stated<string> | undefined;
  readonly requestId: Stated<string> | undefined;
  readonly links: readonly StatedLink[];
  readonly errors: readonly StatedError[];
  readonly wait: StatedWait | undefined;
  readonly repeat: Stated<RepeatWord> | undefined;
  /** The HTTP status that the body itself gives, from 400 to 599: `{"statusCode":"404"}` inside a 200. */
  readonly status: Stated<number> | undefined;
}

/** The longest code that is kept, in characters. */
export const MAX_CODE = 80;
/** The server's words are kept up to this many characters. */
export const MAX_SAID = 500;
/** The longest id or member name that is kept, in characters. */
export const MAX_ID = 200;
/** The longest address that is kept, in characters. */
export const MAX_URL = 2_000;

/** A path as people read it: `errors.0.message`. */
export function pathText(path: readonly string[]): string {
  return path.join('.');
}

/** The text cut to `max` characters, with an ellipsis where something was cut. */
export function cap(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
