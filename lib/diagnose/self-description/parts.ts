/** Errors of the parts that a result is delivered in, and of forms. */
import { failingStatus } from './codes.ts';
import { isListOfErrors, isMapOfErrors, isText } from './envelope.ts';
import { isObject, type Json } from './json.ts';
import type { Found } from './sign-context.ts';

/** Lists of parts: of a result that comes bit by bit (GraphQL, "incremental delivery"), and of what the loaders of a page gave. */
const PARTS = ['incremental', 'completed', 'nodes'];
/** Parts of one list that are looked at. */
const MAX_PARTS = 64;

/** `{"incremental":[{"data":null,"errors":[…]}],"hasNext":false}`, `{"type":"data","nodes":[null,{"type":"error","error":{"message":"…"},"status":404}]}`. */
export function partError(object: Json): Found | undefined {
  for (const name of PARTS) {
    const list = Object.hasOwn(object, name) ? object[name] : undefined;
    if (!Array.isArray(list)) continue;
    for (const [i, part] of list.slice(0, MAX_PARTS).entries()) {
      if (!isObject(part)) continue;
      const { errors, error, type, status } = part;
      const path = [name, String(i)];
      if (name !== 'nodes' && isOfResult(part) && Array.isArray(errors) && isListOfErrors(errors))
        return { value: { errors }, path };
      if (type === 'error' && isObject(error) && isText(error.message) && failingStatus(status) !== undefined)
        return { value: { error, status }, path, status: failingStatus(status) };
    }
  }
  return undefined;
}

/** Whether nothing stands in a part but what belongs to one of a result. */
function isOfResult(part: Json): boolean {
  return Object.keys(part).every((name) => /^(?:data|items|errors|extensions|path|subPath|label|id)$/.test(name));
}

/**
 * The complaints about a form among what is given to the view of a page, in bags by form or without: `{"component":"Pond/New","props":
 * {"errors":{"name":"The name is required."}},"url":"/ponds/new"}`.
 */
export function viewError({ component, props, url }: Json): Found | undefined {
  if (!isText(component) || !isText(url) || !isObject(props) || !isObject(props.errors)) return undefined;
  const bags = [props.errors, ...Object.values(props.errors).slice(0, MAX_PARTS)];
  const errors: unknown = bags.find(isMapOfErrors);
  return errors === undefined ? undefined : { value: { errors }, path: ['props'] };
}

/** The messages of a form that was not accepted: `{"ui":{"action":"…","messages":[{"id":7,"type":"error","text":"…"}]}}`. */
export function formError({ ui }: Json): Found | undefined {
  if (!isObject(ui) || !Array.isArray(ui.messages)) return undefined;
  const messages = ui.messages
    .slice(0, MAX_PARTS)
    .filter((one) => isObject(one) && one.type === 'error' && isText(one.text));
  return messages.length > 0 ? { value: { messages }, path: ['ui'] } : undefined;
}

/** A step that went wrong, as the status of what answers a form: `validation_failed`, `mail_failed`. */
export function isFailedStep(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z]{2,30}_(?:failed|error|invalid|denied)$/i.test(value);
}

/** Lists in which the answer to a form names the fields that it did not take. */
const OF_FORMS = /^(?:errors|invalid_?\w{0,20}|\w{0,20}field_?errors|validation_?errors)$/i;

/** Whether the object has a list for the errors of a form, an empty one included. */
export function holdsErrorList(object: Json): boolean {
  return (
    !Object.hasOwn(object, 'name') &&
    Object.keys(object).some((name) => OF_FORMS.test(name) && Array.isArray(object[name]))
  );
}
