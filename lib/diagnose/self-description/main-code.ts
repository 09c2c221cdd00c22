/** Which of the codes in a reply is the most telling one. */
import {
  codeIn,
  DETAILS,
  failingStatus,
  isFormOfErrors,
  isGeneric,
  isReservedNumber,
  isSoapSide,
  NUMBERED_CODE,
} from './codes.ts';
import { plainWord } from './plain-words.ts';
import type { Stated } from './types.ts';
import type { Role } from './vocabulary.ts';
import type { Statement } from './walk.ts';

/** A code that stands in a reply, with what decides how telling it is. */
interface Candidate {
  readonly code: string;
  readonly statement: Statement;
  /** A code of one field or one exception class: it says less about the reply than its status does. */
  readonly isMinor: boolean;
  readonly isOfField: boolean;
  /** It is the code with which a socket closes, and says less than a word beside it. */
  readonly isOfClose: boolean;
}

/** Codes of the message and not of the error. */
const OF_MESSAGES = /^(?:message|msg)[-_]?(?:code|id)$/i;
/** A class of a programming language, which names the code that failed and not the failure: `java.lang.NullPointerException`. */
const CLASS_PATH = /^[\w$]{1,80}(?:[.\\][\w$]{1,80}){1,12}$/;
/** The full name of a message type in a list of details, which tells their form: `google.rpc.RetryInfo`. */
const MESSAGE_TYPE = /^[a-z]\w{0,40}(?:\.[a-z]\w{0,40}){0,6}\.[A-Z]\w{0,60}$/;

/** Lists whose items are about single fields where they name one. */
const FIELD_LISTS: ReadonlySet<string> = new Set(
  'errors details detail fields issues violations fieldViolations field_violations invalid-params invalidParams invalid_params invalid_parameters invalidParameters fieldErrors field_errors validationErrors validation_errors causes params messages'.split(
    ' ',
  ),
);

/** Every code of the reply, the most telling first. `status` is the HTTP status, 0 where there is none. */
export function codesOf(
  statements: readonly Statement[],
  status: number,
): { readonly main: Stated<string> | undefined; readonly all: readonly Stated<string>[] } {
  const found: Candidate[] = [];
  for (const statement of statements) {
    const code = codeIn(statement, status);
    if (code === undefined) continue;
    const isFieldCode = isOfField(statement, statements, code);
    const isMinor = isFieldCode || isClass(statement, code);
    found.push({ code, statement, isMinor, isOfField: isFieldCode, isOfClose: status === 0 && CLOSE_CODE.test(code) });
  }
  if (found.length > 1) found.sort(byWorth);
  const all: Stated<string>[] = [];
  for (const { code, statement } of found) {
    if (all.length < MAX_LISTED && !all.some(({ value }) => value === code)) {
      all.push({ value: code, where: { kind: 'member', path: statement.path } });
    }
  }
  const [best] = found;
  // Beside the status of a success a class says more than that status.
  const isMain = best && (!best.isMinor || (status < 400 && !best.isOfField));
  return { main: isMain ? all[0] : undefined, all };
}

/** Codes that are kept. */
const MAX_LISTED = 12;

const LISTED = /codes$/i;

/** A code under the name of one goes before a word that may be one, and that before one in front of a sentence. */
const ROLE_ORDER: Readonly<Partial<Record<Role, number>>> = { code: 0, 'code-or-message': 1, status: 1, message: 2 };

function roleOrder({ statement }: Candidate): number {
  // Numbers in a list explain the word beside them.
  if (typeof statement.value === 'number' && LISTED.test(statement.name)) return 2;
  return (ROLE_ORDER[statement.role] ?? 3) + Number(isUntoldType(statement));
}

/** Whether a type that says nothing of a failure stands beside an error in words: `{"error":"duck-not-found","type":"pond:service"}`. */
function isUntoldType({ name, value, place: { object } }: Statement): boolean {
  return (
    name === 'type' &&
    typeof object.error === 'string' &&
    !object.error.includes(' ') &&
    plainWord(object.error) !== undefined &&
    plainWord(String(value)) === undefined
  );
}

function byWorth(a: Candidate, b: Candidate): number {
  return (
    Number(a.isMinor) - Number(b.isMinor) ||
    tierOf(a) - tierOf(b) ||
    roleOrder(a) - roleOrder(b) ||
    a.statement.place.depth - b.statement.place.depth ||
    a.statement.rank - b.statement.rank ||
    a.statement.order - b.statement.order
  );
}

/** Close codes that the standard defines (RFC 6455 section 7.4.1, and the registry). */
const CLOSE_CODE = /^10(?:0\d|1[0-5])$/;

/** Words that say that it failed and nothing else. */
const FAILED = /^(?:fail(?:ed|ure)?|n?ok|ko|ng)$/i;

/** 0: a word or number of the service itself, 1: a word that repeats the status, 2: the number of a status, the code of a text or no more than a failure, 3: one that a standard reserves. */
function tierOf({ code, statement, isOfClose }: Candidate): number {
  if (isReservedNumber(code) || isSoapSide(code)) return 3;
  if (isOfClose || failingStatus(code) !== undefined || OF_MESSAGES.test(statement.name) || FAILED.test(code)) return 2;
  // One and minus one say no more than that it failed.
  return code === '1' || code === '-1' || isGeneric(code) ? 1 : 0;
}

function isOwnCode({ place, role, name }: Statement): boolean {
  return role === 'code' && place.itemOf === undefined && place.field === undefined && !OF_MESSAGES.test(name);
}

/** Whether the envelope says something itself, so that its items are details. */
function hasOwnWords(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ place, role, name, value }) =>
      place.itemOf === undefined &&
      name !== 'id' &&
      (role === 'message' || role === 'code' || (role === 'code-or-message' && !isFormOfErrors(name, value))),
  );
}

/** The name of a class, where a class is what the member usually holds. */
function isClass({ role, name, place }: Statement, code: string): boolean {
  if (name === 'type' && place.itemOf !== undefined && DETAILS.test(place.itemOf)) return MESSAGE_TYPE.test(code);
  if (!code.endsWith('Exception') && !code.endsWith('Error')) return false;
  return (role === 'code-or-message' || /exception|type|name/i.test(name)) && CLASS_PATH.test(code);
}

/** Whether the statement is about one field of the request only. Numbered codes are the service's own even there. */
function isOfField({ place, role }: Statement, statements: readonly Statement[], code: string): boolean {
  if (place.field === undefined) {
    if (place.itemOf === undefined || !FIELD_LISTS.has(place.itemOf)) return false;
    // Where the envelope has no code of its own, a numbered one of an item is the service's.
    if (role === 'code' && NUMBERED_CODE.test(code) && !statements.some(isOwnCode)) return false;
  }
  if (!hasOwnWords(statements)) return false;
  return place.field !== undefined || statements.some((other) => other.place === place && other.role === 'param');
}
