/** Conditions that a WebDAV server and its kin name by an element (RFC 4918 section 16): `<error><valid-calendar-data/></error>`. */
import { isObject } from './json.ts';
import { meaningsOf } from './vocabulary.ts';

/** Several words in small letters. One of them says no more than the status that it stands beside, 423. */
const CONDITION = /^(?!lock-token-submitted$)[a-z]+(?:-[a-z]+){1,8}$/;

/** The content of an `error` element, with the condition that did not hold as its code where nothing else stands in it. */
export function withCondition(value: unknown): unknown {
  if (!isObject(value)) return value;
  const [only = '', second] = Object.keys(value);
  const isNamed = second === undefined && CONDITION.test(only) && meaningsOf(only).length === 0;
  // Below it stand the resources that are in the way.
  return isNamed && (value[only] === '' || isObject(value[only])) ? { ...value, code: only } : value;
}
