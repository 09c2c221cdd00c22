/** Errors that are told by their class: what a serializer writes of an exception, and the members of a union that are errors. */
import { isEnvelope, isText, namesFailure } from './envelope.ts';
import { isObject, type Json } from './json.ts';
import { MUTATION } from './mutations.ts';
import { plainWord } from './plain-words.ts';
import { type Found, WHOLE } from './sign-context.ts';
import { isPlainFailure, textName } from './tellings.ts';

/** Members in which serializers name the class of an object. */
const TAGS = ['__typename', '@type', '@class', '_class', '$type', '__type', '__class', '_type', 'name'];
/** Names of classes of errors, without what stands before and behind them: `com.example.PondClosedException`, `Pond.NotFound, Pond`. */
const ERROR_CLASS =
  /(?:^|[.#:/\\$])([A-Z]\w{0,80}?(?:Error|Exception|Fault|Failure|NotFound|Denied|Forbidden|Unauthori[sz]ed|NotAllowed)|Invalid[A-Z]\w{0,80})(?:,\s{0,4}[\w.]{1,80})?$/;
/** Fields of a query that ask for errors. */
const ASKS_FOR_ERRORS = /err|exception|fail|issue|fault|problem|(?<!cata)log(?!in|out|on|off)|event/i;
/** Fields of one reply that are looked at. */
const MAX_FIELDS = 16;
const MAX_NAME = 300;

/** `{"@type":"PondClosedException","message":"…"}`, `{"data":{"createDuck":{"__typename":"NameTakenError","message":"…"}}}`. */
export function errorByClass(object: Json, method: string): Found | undefined {
  const own = withClass(object);
  if (own && isEnvelope(own)) return { value: own, path: WHOLE };
  const { data, ...rest } = object;
  if (method !== 'POST' || !isObject(data) || !isEnvelope(rest)) return undefined;
  for (const field of Object.keys(data).slice(0, MAX_FIELDS)) {
    const member = data[field];
    const error = isObject(member) && !ASKS_FOR_ERRORS.test(field) ? withClass(member) : undefined;
    // What has an id exists: it is an error that somebody keeps. Of what was only asked for an error can be the state.
    if (
      error &&
      !Object.hasOwn(error, 'id') &&
      (MUTATION.test(field) || plainWord(String(error.error_type)) === 'lasting')
    )
      return { value: error, path: ['data', field] };
  }
  return undefined;
}

/** The object with its class as the name of an error, where it is one that says why. */
function withClass(object: Json): Json | undefined {
  for (const tag of TAGS) {
    const name = Object.hasOwn(object, tag) ? object[tag] : undefined;
    if (typeof name !== 'string' || name.length > MAX_NAME) continue;
    const errorClass = ERROR_CLASS.exec(name)?.[1];
    const words = errorClass === undefined ? undefined : textName(object);
    if (words === undefined || !isText(object[words])) return undefined;
    // An exception has a message, and a page about it a description.
    if (tag === 'name' && words !== 'message') return undefined;
    // A pump has faults, too, and a thing may be called after an error.
    const isOpen = tag === 'name' || /(?:Fault|Failure)$/.test(String(errorClass));
    if (isOpen && !isPlainFailure(object[words]) && !namesFailure(object[words])) return undefined;
    return { ...object, [tag]: null, error_type: errorClass };
  }
  return undefined;
}
