/** Errors of the parts that a result is delivered in, and of the form that it describes. */
import { failingStatus } from './codes.ts';
import { isListOfErrors, isText } from './envelope.ts';
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

/** The messages of a form that was not accepted: `{"ui":{"action":"…","messages":[{"id":7,"type":"error","text":"…"}]}}`. */
export function formError({ ui }: Json): Found | undefined {
  if (!isObject(ui) || !Array.isArray(ui.messages)) return undefined;
  const messages = ui.messages
    .slice(0, MAX_PARTS)
    .filter((one) => isObject(one) && one.type === 'error' && isText(one.text));
  return messages.length > 0 ? { value: { messages }, path: ['ui'] } : undefined;
}
