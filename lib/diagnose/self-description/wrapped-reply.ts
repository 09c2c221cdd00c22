/** A whole reply with its status as the body of another, as functions behind a gateway give theirs. */
import { parseJson } from '../decode/content.ts';
import { failingStatus } from './codes.ts';
import { isObject, type Json } from './json.ts';
import type { Found } from './sign-context.ts';
import { WHOLE } from './sign-context.ts';

/** What such a reply is made of. */
const PARTS = /^(?:statusCode|statusDescription|headers|multiValueHeaders|cookies|body|isBase64Encoded)$/;

/** The failed reply, where nothing else stands beside its parts: `{"statusCode":500,"body":"{\"message\":\"…\"}"}`. */
export function wrappedReply(object: Json): Found | undefined {
  const { statusCode, body } = object;
  const status = failingStatus(statusCode);
  if (status === undefined || typeof statusCode !== 'number' || body === undefined) return undefined;
  if (!Object.keys(object).every((name) => PARTS.test(name))) return undefined;
  const inner = typeof body === 'string' ? parseJson(body) : body;
  return { value: isObject(inner) ? inner : { message: body }, path: WHOLE, status };
}
