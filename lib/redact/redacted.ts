/**
 * What redaction let through, as a type: a writer that asks for it cannot be handed anything raw. Texts are put together by `safe`,
 * which takes nothing raw either.
 */
declare const redacted: unique symbol;

export type Redacted<T> = T & { readonly [redacted]: true };

/** JSON in which every text is redacted. */
export type RedactedJson =
  | Redacted<string>
  | number
  | boolean
  | null
  | undefined
  | readonly RedactedJson[]
  | { readonly [name: string]: RedactedJson };

/** Where redaction ends: to be called by the room `redact` alone. */
export function asRedacted<T>(value: T): Redacted<T> {
  return value as Redacted<T>;
}

/** A template whose own words stand in the code, and whose values are redacted or numbers. */
export function safe(parts: TemplateStringsArray, ...values: readonly (Redacted<string> | number)[]): Redacted<string> {
  return asRedacted(String.raw({ raw: parts }, ...values));
}

/** A word of a closed set, such as `temporary`. Does not compile for any text. */
export function word<T extends string>(value: string extends T ? never : T): Redacted<T> {
  return asRedacted<T>(value);
}

/** The text cut or escaped. */
export function changed(text: Redacted<string>, change: (text: string) => string): Redacted<string> {
  return asRedacted(change(text));
}

/** What a number alone is written as, such as a time. */
export function numeral(value: number, write: (value: number) => string): Redacted<string> {
  return asRedacted(write(value));
}

/** One text of several. */
export function joined(texts: readonly Redacted<string>[], separator: string): Redacted<string> {
  return asRedacted(texts.join(separator));
}

/** JSON of redacted texts, written out. */
export function redactedJson(value: RedactedJson, write: (value: RedactedJson) => string): Redacted<string> {
  return asRedacted(write(value));
}
