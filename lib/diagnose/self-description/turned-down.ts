/**
 * A payment that was turned down: its outcome is a word or a code, and no member is named after an error. Only in what answers a change:
 * the same read again is the state of a payment.
 */
import { asksForOutcome, asksForPayment } from './asked-for.ts';
import {
  ANSWER_CODE,
  ERROR_LISTS,
  ERROR_OBJECTS,
  first,
  isEnvelope,
  isErrorObject,
  isFailingWord,
  isListOfErrors,
  saysFine,
} from './envelope.ts';
import { isObject, type Json } from './json.ts';
import { wordsOf } from './plain-words.ts';
import { type Found, mayChange, type SignContext, WHOLE } from './sign-context.ts';
import { failingCodeName, isPlainFailure, textName } from './tellings.ts';

/** Names of the outcome. */
const OUTCOME = /(?:^|_|[a-z])(?:status|state|result|outcome|decision|result_?code)$/i;
/** Words with which a bank or a gateway turns a payment down … */
const TURNED_DOWN =
  /^(?:\w{1,30}[_ ])?(?:declined?|refused|rejected|den(?:y|ied)|not_?auth(?:ed|ori[sz]ed)|recusad[ao]|negad[ao]|rechazad[ao]|denegad[ao]|abgelehnt|rifiutat[ao])$/i;
/** … and those of them that anything can be that was asked for: an application, a transfer. */
const OF_ANYTHING = /rejected|denied/i;
/** Words in the names of what stands beside the outcome of a payment: `pspReference`, `transaction_id`. */
const OF_MONEY: ReadonlySet<string> = new Set(
  'card acquirer issuer processor merchant psp payment transaction trans refusal decline tid nsu'.split(' '),
);
/** What other things have, too: one of them alone tells of no payment, unless a text says what went wrong. */
const OF_AMOUNT: ReadonlySet<string> = new Set('amount currency valor monto importe betrag montant'.split(' '));
/** Members that hold the outcome, beside what else the gateway tells. */
const HOLDERS =
  /(?:^|_|[a-z])(?:data|result|response|payment|transaction|charge|sale|authori[sz]ation|refund|payout|transfer)$/i;
/** Names under which it is told why. */
const WHY = /^(?:reject\w*|refus\w*|fail\w*|declin\w*)_?reason$/i;
/** By whom or when it was turned down: somebody did so, who looked at what was asked for. */
const BY_SOMEBODY = /^(?:declined|refused|rejected|denied|decided|reviewed)_?(?:at|on|by|date|time)$/i;
/** Members of one object that are looked at. */
const MAX_MEMBERS = 24;

/** `{"resultCode":"Refused","refusalReason":"Not enough balance"}`, `{"Payment":{"Amount":7,"ReturnCode":"05","ReturnMessage":"Not authorized"}}`. */
export function turnedDown(object: Json, context: SignContext): Found | undefined {
  if (!mayChange(context.method) || asksForOutcome(context)) return undefined;
  const own = refusalIn(object, context);
  if (own) return { value: own, path: WHOLE };
  for (const name of Object.keys(object).slice(0, MAX_MEMBERS)) {
    const inner = object[name];
    const refusal = isObject(inner) && HOLDERS.test(name) ? refusalIn(inner, context) : undefined;
    if (refusal) return { value: refusal, path: [name] };
  }
  return undefined;
}

/** The object with its outcome as a word of failure, where it tells of a payment that was turned down. */
function refusalIn(object: Json, context: SignContext): Json | undefined {
  const names = Object.keys(object);
  if (names.some((name) => BY_SOMEBODY.test(name))) return undefined;
  const why = names.find((name) => WHY.test(name) && typeof object[name] === 'string' && object[name] !== '');
  const refusal = why === undefined ? undefined : names.find((name) => OUTCOME.test(name) && isRefusal(object[name]));
  if (refusal !== undefined && context.method === 'POST' && !Object.hasOwn(object, 'id'))
    return { ...object, [refusal]: null, error_status: object[refusal], refusal_reason: object[why ?? ''] };
  const error = first(object, ERROR_OBJECTS, isErrorObject);
  const marks = marksOf(object, names, context);
  if (error === undefined && marks === 0) return undefined;
  const outcome = names.find((name) => OUTCOME.test(name) && isRefusal(object[name]));
  if (outcome !== undefined) {
    // What was made has failed at once; of other things that is a state.
    const isMade = asksForPayment(context) && marks > 1;
    if (isFailingWord(object[outcome]) && !isMade && !isTold(object)) return undefined;
    const isOfPayment = asksForPayment(context) || names.some((name) => has(name, OF_MONEY) && object[name] !== null);
    if (OF_ANYTHING.test(String(object[outcome])) && error === undefined) {
      if (!isOfPayment || marks < 2 || context.method !== 'POST') return undefined;
    }
    return { ...object, [outcome]: null, error_status: object[outcome] };
  }
  const code = failingCodeName(object);
  const isCoded = code !== undefined && ANSWER_CODE.test(code);
  return isCoded && error === undefined && isTold(object) && !saysFine(object) ? object : undefined;
}

/** How much tells that the object is a payment. */
function marksOf(object: Json, names: readonly string[], context: SignContext): number {
  const given = names.filter((name) => object[name] !== null);
  const amounts = given.filter((name) => has(name, OF_AMOUNT)).length;
  const isOfPayment = asksForPayment(context) || (isEnvelope({ ...object, id: null }) && speaksOfPayment(object));
  const marks = given.filter((name) => has(name, OF_MONEY)).length + Number(isOfPayment);
  return marks > 0 || amounts > 1 || isTold(object) ? marks + amounts : 0;
}

function has(name: string, wanted: ReadonlySet<string>): boolean {
  return wordsOf(name).some((word) => wanted.has(word));
}

/** Whether the text is about a card or a payment. */
function speaksOfPayment(object: Json): boolean {
  const name = textName(object);
  return name !== undefined && /\b(?:card|payment)\b/i.test(String(object[name]));
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'string' && (TURNED_DOWN.test(value) || isFailingWord(value));
}

/** Whether a text says plainly that it was turned down, or a list of errors does. */
function isTold(object: Json): boolean {
  const name = textName(object);
  const said = name === undefined ? '' : String(object[name]).trim();
  return (
    TURNED_DOWN.test(said) ||
    isPlainFailure(said) ||
    first(object, ERROR_LISTS, (list) => Array.isArray(list) && isListOfErrors(list)) !== undefined
  );
}
