/** Lists of errors whose name is in no list of names, `ErrorDetails` or `insertErrors`, in what answers a change. */
import {
  CODES,
  FLAGS,
  first,
  isEmpty,
  isEnvelope,
  isErrorObject,
  isFailingWord,
  isListOfErrors,
  isOfFindings,
  isText,
  RESULTS,
  STATUS_NAMES,
  saysFine,
} from './envelope.ts';
import { flagOf } from './facts.ts';
import { isObject, type Json } from './json.ts';
import { type Found, mayChange, WHOLE } from './sign-context.ts';
import { failingCodeName, isPlainFailure, textName } from './tellings.ts';

const NAME =
  /^err(?:or)?_?(?:details?|messages?|infos?|items?)$|^(?!top|last|latest|recent|common|known|possible|sample|expected|all)[a-z]\w{0,40}errors$/i;

/** Lists of such a name that are looked at. */
const MAX_LISTS = 8;

/**
 * The errors of such a list, where each has a code, nothing else came of the change, and something else says so: a list alone can be
 * what was sent, and is kept.
 */
export function listByItsName(object: Json, method: string): Found | undefined {
  if (!mayChange(method)) return undefined;
  let lists = 0;
  for (const name in object) {
    const list = object[name];
    if (!Array.isArray(list) || !NAME.test(name)) continue;
    if (++lists > MAX_LISTS) return undefined;
    const errors: readonly unknown[] = list.flatMap(errorsOf);
    if (!isListOfErrors(errors) || isOfFindings(errors) || !errors.every(isCoded)) continue;
    if (!isOfRows(list) && !hasFailed(object)) continue;
    if (isEnvelope({ ...object, [name]: null })) return { value: { errors }, path: WHOLE };
  }
  return undefined;
}

/** The errors of one row: `{"index":0,"errors":[…]}`. */
function errorsOf(row: unknown): readonly unknown[] {
  return isObject(row) && Array.isArray(row.errors) ? row.errors : [row];
}

/** Whether each error stands below the place of the row that it is about. */
function isOfRows(list: readonly unknown[]): boolean {
  return list.every((row) => isObject(row) && Array.isArray(row.errors) && typeof row.index === 'number');
}

/** Whether an envelope says beside its list that something failed, or has no result. */
function hasFailed(object: Json): boolean {
  if (saysFine(object)) return false;
  const words = textName(object);
  return (
    first(object, RESULTS, isEmpty) !== undefined ||
    first(object, FLAGS, (value) => flagOf(value) === false) !== undefined ||
    first(object, STATUS_NAMES, isFailingWord) !== undefined ||
    failingCodeName(object) !== undefined ||
    (words !== undefined && isPlainFailure(String(object[words])))
  );
}

const isGiven = (code: unknown): boolean => isText(code) || typeof code === 'number';

function isCoded(error: unknown): boolean {
  return isObject(error) && isErrorObject(error) && first(error, [...CODES, 'reason'], isGiven) !== undefined;
}
