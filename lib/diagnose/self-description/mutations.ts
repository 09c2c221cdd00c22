/** What a GraphQL mutation answers about its input. */
import { isFailedTry } from './asked-for.ts';
import { FLAGS, first, isEnvelope, isErrorObject, isListOfErrors, isText, MESSAGES } from './envelope.ts';
import { flagOf } from './facts.ts';
import { isObject, type Json } from './json.ts';
import type { Found, SignContext } from './sign-context.ts';

/** Members in which the answer to a mutation tells what was wrong with its input. */
const INPUT_ERRORS = /^(?:\w{0,40}[uU]serErrors|errors?|validationErrors|fieldErrors|problems)$/;
/** Those of them that nothing but a mutation has. */
const USER_ERRORS = /[uU]serErrors$/;

/** How fields of mutations are named. */
export const MUTATION =
  /^(?!last|latest|recent|previous)(?:(?:login|logout|signup|signin|register)$|(?:create|update|upsert|insert|delete|remove|add|set|save|edit|rename|move|copy|send|submit|register|sign|log|invite|assign|accept|cancel|confirm|complete|publish|upload|import|pay|book|place|start|stop|reset|change)[A-Z_]|\w{0,60}(?:Create|Update|Upsert|Delete|Remove|Add|Set|Send|Submit|Cancel|Complete|Publish)(?:[A-Z]|$))/;

/** The errors in the answer to the one mutation of a GraphQL request that has nothing else to give. */
export function payloadErrors({ data, ...rest }: Json, context: SignContext): Found | undefined {
  if (!isObject(data) || !isEnvelope(rest)) return undefined;
  const fields = Object.keys(data);
  const [field = ''] = fields;
  const payload = data[field];
  if (fields.length !== 1 || !isObject(payload)) return undefined;
  const name = Object.keys(payload).find((member) => INPUT_ERRORS.test(member) && isTold(payload[member]));
  if (name === undefined)
    return MUTATION.test(field) && isRefused(payload, field, context)
      ? { value: payload, path: ['data', field] }
      : undefined;
  // A list that is named after errors alone can be what was asked for: there the name must tell that something was to be changed.
  const isOfInput = USER_ERRORS.test(name);
  if (!isOfInput && !MUTATION.test(field)) return undefined;
  let isMissing = isOfInput;
  for (const other in payload) {
    if (other === name || other === '__typename' || INPUT_ERRORS.test(other)) continue;
    const value = payload[other];
    const isRefusal = FLAGS.includes(other) && flagOf(value) === false;
    if (!isRefusal && value !== null && !(Array.isArray(value) && value.length === 0)) return undefined;
    isMissing = true;
  }
  if (!isMissing) return undefined;
  return { value: { errors: payload[name] }, path: ['data', field] };
}

/** Whether a flag says that the change was not made, a text says why, and nothing came of it. */
function isRefused(payload: Json, field: string, context: SignContext): boolean {
  const words = first(payload, MESSAGES, isText);
  return (
    words !== undefined &&
    first(payload, FLAGS, (value) => flagOf(value) === false) !== undefined &&
    !isFailedTry(String(payload[words]), context, field) &&
    !Object.hasOwn(payload, 'id') &&
    isEnvelope(payload)
  );
}

function isTold(told: unknown): boolean {
  return Array.isArray(told) ? isListOfErrors(told) : isErrorObject(told);
}
