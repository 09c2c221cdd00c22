/**
 * What one of several changes failed for, where each is told by its id or by its call (RFC 8620, sections 3.6.2 and 5.3):
 * `{"methodResponses":[["error",{"type":"unknownMethod"},"c1"]]}`, `{"notCreated":{"k1":{"type":"invalidProperties","description":"…"}}}`.
 */
import { isErrorObject, isText } from './envelope.ts';
import { isObject, type Json } from './json.ts';
import { type Found, mayChange, type SignContext } from './sign-context.ts';

/** Maps from what was not changed to why. What was not found is in no such map, but in a list. */
const NOT_DONE = /^not[A-Z][a-z]{1,20}ed$/;
/** Calls of one request that are looked at. */
const MAX_CALLS = 64;

/** The first call that failed as a whole, or the first change in one of them that did. */
export function setError(object: Json, context: SignContext): Found | undefined {
  if (!mayChange(context.method)) return undefined;
  const own = notDone(object, []);
  if (own) return own;
  for (const name of Object.keys(object)) {
    const calls = object[name];
    if (!Array.isArray(calls) || !calls.every(isCall)) continue;
    for (const [i, [method, told]] of calls.slice(0, MAX_CALLS).entries()) {
      const path = [name, String(i), '1'];
      if (method === 'error' && isText(told.type)) return { value: { error: told }, path };
      const found = notDone(told, path);
      if (found) return found;
    }
  }
  return undefined;
}

/** `["Duck/set",{…},"c1"]`: a method, what it tells, and the call that it answers. */
function isCall(call: unknown): call is readonly [string, Json, string] {
  return Array.isArray(call) && call.length === 3 && isText(call[0]) && isObject(call[1]) && isText(call[2]);
}

function notDone(told: Json, path: readonly string[]): Found | undefined {
  for (const name of Object.keys(told)) {
    const map = NOT_DONE.test(name) ? told[name] : undefined;
    if (!isObject(map)) continue;
    const [key = ''] = Object.keys(map);
    const error = map[key];
    if (isObject(error) && (isErrorObject(error) || isText(error.type)))
      return { value: { error }, path: [...path, name, key] };
  }
  return undefined;
}
