/** Reports on payments in the XML of ISO 20022 (pain.002, pacs.002): what was sent was rejected, as a whole or in part. */
import { isObject, type Json, textOf } from './json.ts';
import { type Found, mayChange, type SignContext } from './sign-context.ts';

/** Elements with the status of the group, of a payment or of a transaction. */
const STATUSES = ['GrpSts', 'PmtInfSts', 'TxSts'];
/** ISO 20022 external code set, ExternalPaymentTransactionStatus1Code. */
const REJECTED = 'RJCT';
/** How deep and among how many members of one element it is looked for. */
const MAX_LEVELS = 5;
const MAX_MEMBERS = 16;

/** The reason of the first rejection in the answer to what was sent. Read by itself a report is the state of a payment. */
export function rejection(report: Json, context: SignContext): Found | undefined {
  return mayChange(context.method) ? rejectionIn(report, []) : undefined;
}

function rejectionIn(element: unknown, path: readonly string[]): Found | undefined {
  if (Array.isArray(element)) return rejectionIn(element[0], [...path, '0']);
  if (!isObject(element) || path.length > MAX_LEVELS) return undefined;
  if (STATUSES.some((name) => element[name] === REJECTED)) {
    const reason = firstOf(element.StsRsnInf);
    const { Cd: code = 'RJCT', Prtry: own } = isObject(reason) && isObject(reason.Rsn) ? reason.Rsn : {};
    const message = isObject(reason) ? textOf(firstOf(reason.AddtlInf)) : undefined;
    return { value: { code: own ?? code, message }, path };
  }
  for (const name of Object.keys(element).slice(0, MAX_MEMBERS)) {
    const found = rejectionIn(element[name], [...path, name]);
    if (found) return found;
  }
  return undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
