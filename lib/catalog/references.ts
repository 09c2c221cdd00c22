/** The references by which a shape says where a value is read. */

/** What is read off the carrier instead of the body. */
const CARRIER_REFERENCES: ReadonlySet<string> = new Set(['$status', '$close', '$reason', '$failure', '$packet']);

const HEADER = /^\$header:[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i;

/** Parts of a member path: deeper is no envelope. */
const MAX_DEPTH = 10;

/** `error.code`, `errors.0.message`, `details.*.reason`: names, numbers and stars between dots. */
export function isMemberPath(path: string): boolean {
  const parts = path.split('.');
  return !path.startsWith('$') && parts.length <= MAX_DEPTH && parts.every((part) => part !== '');
}

export function isReference(text: string): boolean {
  return isMemberPath(text) || CARRIER_REFERENCES.has(text) || HEADER.test(text);
}
