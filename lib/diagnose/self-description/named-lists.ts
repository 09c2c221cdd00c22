/** Lists of errors whose name is in no list of names, `ErrorDetails` or `insertErrors`, in what answers a change. */
import { CODES, first, isEnvelope, isErrorObject, isListOfErrors, isOfFindings, isText } from './envelope.ts';
import { isObject, type Json } from './json.ts';
import { type Found, mayChange, WHOLE } from './sign-context.ts';

const NAME =
  /^err(?:or)?_?(?:details?|messages?|infos?|items?)$|^(?!top|last|latest|recent|common|known|possible|sample|expected|all)[a-z]\w{0,40}errors$/i;

/** The errors of such a list, where each has a code and nothing else came of the change. */
export function listByItsName(object: Json, method: string): Found | undefined {
  if (!mayChange(method)) return undefined;
  for (const name in object) {
    const list = object[name];
    if (!Array.isArray(list) || !NAME.test(name)) continue;
    const errors: readonly unknown[] = list.flatMap(errorsOf);
    if (!isListOfErrors(errors) || isOfFindings(errors) || !errors.every(isCoded)) continue;
    if (isEnvelope({ ...object, [name]: null })) return { value: { errors }, path: WHOLE };
  }
  return undefined;
}

/** The errors of one row: `{"index":0,"errors":[…]}`. */
function errorsOf(row: unknown): readonly unknown[] {
  return isObject(row) && Array.isArray(row.errors) ? row.errors : [row];
}

const isGiven = (code: unknown): boolean => isText(code) || typeof code === 'number';

function isCoded(error: unknown): boolean {
  return isObject(error) && isErrorObject(error) && first(error, [...CODES, 'reason'], isGiven) !== undefined;
}
