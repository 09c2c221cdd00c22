declare const redacted: unique symbol;

/** What redaction let through. Nothing else makes one, so that a writer who asks for it can be handed nothing raw. */
export type Redacted<T> = T & { readonly [redacted]: true };

/** Where redaction ends: to be called by the room `redact` alone. */
export function asRedacted<T>(value: T): Redacted<T> {
  return value as Redacted<T>;
}
