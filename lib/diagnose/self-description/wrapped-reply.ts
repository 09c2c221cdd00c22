/** Failures that tell their HTTP status themselves: a whole reply as the body of another, and problem details. */
import { parseJson } from '../decode/content.ts';
import { asksForReply, isOneOfSeveral } from './asked-for.ts';
import { failingStatus, repeatsStatus } from './codes.ts';
import { ERROR_OBJECTS, ERROR_TEXTS, first, isErrorObject, isText } from './envelope.ts';
import { isObject, type Json } from './json.ts';
import { type Found, type SignContext, WHOLE } from './sign-context.ts';
import { isPlainFailure } from './tellings.ts';

/** What such a reply is made of. */
const PARTS = /^(?:statusCode|statusDescription|headers|multiValueHeaders|cookies|body|isBase64Encoded)$/;

/**
 * The failed reply, where nothing else stands beside its parts, headers among them: `{"statusCode":500,"headers":{},"body":"{\"message\":\"…\"}"}`.
 * One that is read or changed by its number is kept for something.
 */
export function wrappedReply(object: Json, context: SignContext): Found | undefined {
  const { statusCode, body, headers = object.multiValueHeaders } = object;
  if (!isObject(headers) || isOneOfSeveral(context)) return undefined;
  const status = failingStatus(statusCode);
  if (status === undefined || typeof statusCode !== 'number' || body === undefined) return undefined;
  if (!Object.keys(object).every((name) => PARTS.test(name))) return undefined;
  const inner = typeof body === 'string' ? parseJson(body) : body;
  return { value: isObject(inner) ? inner : { message: body }, path: WHOLE, status };
}

/** What a reply without its headers is made of. */
const BARE_PARTS = /^(?:status|statusCode|status_code|statusText|ok|body|response)$/;

/** The same without headers, whose body must say that it is an error: `{"statusCode":401,"body":"Unauthorized"}`. */
export function bareReply(object: Json, context: SignContext): Found | undefined {
  const status = failingStatus(object.statusCode ?? object.status ?? object.status_code);
  if (
    status === undefined ||
    isOneOfSeveral(context) ||
    asksForReply(context) ||
    !Object.keys(object).every((name) => BARE_PARTS.test(name))
  )
    return undefined;
  const body = object.body ?? object.response;
  const inner = typeof body === 'string' ? (parseJson(body) ?? body) : body;
  if (isObject(inner)) {
    const isTold =
      isErrorObject(inner) ||
      first(inner, ERROR_OBJECTS, isErrorObject) !== undefined ||
      first(inner, ERROR_TEXTS, isText) !== undefined;
    return isTold ? { value: inner, path: WHOLE, status } : undefined;
  }
  return isText(inner) && (repeatsStatus(inner, status) || isPlainFailure(inner))
    ? { value: { message: inner }, path: WHOLE, status }
    : undefined;
}

/** The type of a problem (RFC 9457 section 3.1.1): an address, a name, or none. */
const TYPE = /^(?:https?:\/\/|urn:|about:blank$)/i;

/** Problem details under a status of success: a type, a title and a status of failure. */
export function problemDetails(object: Json): Found | undefined {
  const status = failingStatus(object.status);
  if (status === undefined || typeof object.status !== 'number' || !isText(object.title)) return undefined;
  return isText(object.type) && TYPE.test(object.type) ? { value: object, path: WHOLE, status } : undefined;
}
