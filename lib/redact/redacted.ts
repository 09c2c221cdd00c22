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

/** What the code itself calls something, such as the id or the label of a field; never a value. */
export function heading(name: string): Redacted<string> {
  return asRedacted(name);
}

/** A document whose texts are redacted or words of closed sets; no other fits. */
export type NothingRaw<T> =
  T extends Redacted<string>
    ? T
    : T extends string
      ? string extends T
        ? never
        : T
      : T extends readonly (infer Item)[]
        ? readonly NothingRaw<Item>[]
        : T extends object
          ? { readonly [Name in keyof T]: NothingRaw<T[Name]> }
          : T;

/** What a writer makes of a document that has nothing raw in it, in pieces. The writer must take its texts from there alone. */
export function* rendered<Document>(
  document: Document & NothingRaw<Document>,
  write: (document: Document) => Iterable<string>,
): Generator<Redacted<string>> {
  for (const piece of write(document)) yield asRedacted(piece);
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
