/** The references by which a shape says where a value is read. */

/** What is read off the carrier, or by the reader of self-descriptions, instead of a member of the body. */
export const REFERENCES = [
  '$status',
  '$close',
  '$reason',
  '$failure',
  '$packet',
  '$type',
  '$described.code',
  '$described.said',
  '$described.wait',
] as const;
export type Reference = (typeof REFERENCES)[number];

const HEADER = /^\$header:[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i;

/** Parts of a member path: deeper is no envelope. */
const MAX_DEPTH = 10;

/** `error.code`, `errors.0.message`, `details.*.reason`: names, numbers and stars between dots. */
export function isMemberPath(path: string): boolean {
  const parts = path.split('.');
  return !path.startsWith('$') && parts.length <= MAX_DEPTH && parts.every((part) => part !== '');
}

/** The text where it is one of the fixed references. */
export function asReference(text: string): Reference | undefined {
  return REFERENCES.find((reference) => reference === text);
}

export function isReference(text: string): boolean {
  return isMemberPath(text) || asReference(text) !== undefined || HEADER.test(text);
}
