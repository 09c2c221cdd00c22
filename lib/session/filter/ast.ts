/** What a query says. Offsets count UTF-16 units of the text in the filter box. */

export interface Span {
  readonly from: number;
  /** One past the end. */
  readonly to: number;
}

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** Between slashes; always without regard to case. */
  | { readonly kind: 'regexp'; readonly source: string };

/** One condition. */
export interface Term extends Span {
  readonly kind: 'term';
  /** Id of the field that is asked; undefined for a word that is looked for everywhere. */
  readonly field: string | undefined;
  readonly value: Value;
  readonly valueSpan: Span;
}

export type Node =
  | Term
  | { readonly kind: 'not'; readonly part: Node }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] };

/** What is wrong with a part of a query. The part is left out; everything else still filters. */
export type FaultReason =
  | { readonly kind: 'unknown-key' }
  /** `values`: what the key takes. */
  | { readonly kind: 'unknown-value'; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'no-amount'; readonly key: string }
  /** The key takes no pattern. */
  | { readonly kind: 'no-regexp'; readonly key: string }
  | { readonly kind: 'regexp-broken' }
  /** Back references, lookaround and the like. */
  | { readonly kind: 'regexp-unsupported' }
  | { readonly kind: 'regexp-too-large' }
  | { readonly kind: 'regexp-too-slow' }
  | { readonly kind: 'not-opened' }
  | { readonly kind: 'not-closed' }
  | { readonly kind: 'one-sided-or' }
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'too-long'; readonly most: number };

export interface Fault extends Span {
  readonly reason: FaultReason;
  /** The wrong part as it was typed, capped. */
  readonly part: string;
  /** What was most likely meant in its place. */
  readonly nearest: string | undefined;
}
