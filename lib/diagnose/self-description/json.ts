/** Plain values as they come off the wire, and errors written as lists. */

export type Json = Readonly<Record<string, unknown>>;
export type Scalar = string | number | boolean;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** What a scalar says; empty for everything else: a reply can give its objects a `toString` that is no function. */
export function textOf(value: unknown): string {
  return isScalar(value) ? String(value) : '';
}

export const ofTexts = (list: readonly unknown[]): boolean => list.length > 0 && typeof list[0] === 'string';

/** Some services send an error as a list: `["error", 10100, "apikey: invalid"]`. */
export function isTuple(list: readonly unknown[]): boolean {
  return list.length === 3 && list[0] === 'error' && typeof list[1] === 'number' && typeof list[2] === 'string';
}

/**
 * The object with its error as an object, where it is a number, its text and what belongs to it: `{"error":[21,"Job not found",null],"id":5}`
 * (JSON-RPC 1.0 leaves open what an error is).
 */
export function withErrorObject(object: Json): Json {
  const { error } = object;
  if (!Array.isArray(error) || error.length < 2 || error.length > 3) return object;
  if (!Object.hasOwn(object, 'id') && !Object.hasOwn(object, 'result')) return object;
  const [code, message]: readonly unknown[] = error;
  return Number.isInteger(code) && typeof message === 'string' && /\S\s+\S/.test(message)
    ? { ...object, error: { code, message } }
    : object;
}

/** A code as the first of several texts: `QUACK_LIMIT`, `duck-missing`. */
const LISTED_CODE =
  /^(?:[A-Z][A-Z0-9]{2,40}|[A-Z][A-Z0-9]{1,40}(?:_[A-Z0-9]{1,40}){1,8}|[a-z]{2,40}(?:[_.-][a-z0-9]{1,40}){1,8})$/;

/** An error as a list of its code, its text and the field it is about: `["QUACK_LIMIT", "you quack too much", "quack"]`. */
export function isCodedTuple(list: unknown): list is readonly string[] {
  if (!Array.isArray(list) || list.length < 2 || list.length > 3) return false;
  return (
    list.every((part) => typeof part === 'string') && LISTED_CODE.test(list[0] ?? '') && /\S \S/.test(list[1] ?? '')
  );
}
