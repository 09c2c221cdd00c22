/**
 * Messages that tell how severe they are: `{"RETURN":[{"TYPE":"E","NUMBER":"302","MESSAGE":"…"}]}`,
 * `{"tppMessages":[{"category":"ERROR","code":"…","text":"…"}]}`. One that is an error fails what was asked for.
 */
import { asksForErrors, asksForFindings } from './asked-for.ts';
import { first, isEmpty, isEnvelope, isOfFindings, isText, JUDGEMENTS, RESULTS, saysFine } from './envelope.ts';
import { isObject, type Json, textOf } from './json.ts';
import { type Found, mayChange, type SignContext, WHOLE } from './sign-context.ts';
import { textName } from './tellings.ts';
import { meaningsOf } from './vocabulary.ts';

/** Lists of messages about the call, as the European PSD2 interfaces and SAP have them among others. */
const LISTS =
  /^(?:(?:tpp|api|call|error|response|result|status|system)_?)?messages?(?:_?(?:model|info|item))?(?:_?list)?$|^(?:alerts|notifications|warnings|meldungen|mensajes|mensagens|messaggi|komunikaty)$|(?:^|_)(?:return|bapiret2?)$/i;
const SEVERITIES = /^(?:type|typ|tipo|art|category|severity|level|kind|msgty|(?:message|alert|notification)_?type)$/i;
/** What fails a call: HL7 FHIR R4 (IssueSeverity) and the message types of SAP (E error, A abort, X exit) among others. */
const SEVERE = /^(?:error|fatal|abort|critical|fehler|erreur|erro|errore|E|A|X)$/i;
/** What a message has that was found in something or happened some time. */
const OF_FINDINGS = /^(?:line|rule|rule_?id|file|time|timestamp|date|created|url|at)$|(?:_at|At)$/i;
/** Messages of one list that are looked at. */
const MAX_MESSAGES = 64;

/** The severe messages of a reply to what changes something. */
export function severeMessages(value: Json | readonly unknown[], context: SignContext): Found | undefined {
  if (!mayChange(context.method) || asksForFindings(context) || asksForErrors(context)) return undefined;
  if (Array.isArray(value)) return value.every(isOfLetters) ? severeIn(value) : undefined;
  if (!isObject(value) || saysFine(value) || JUDGEMENTS.some((name) => Object.hasOwn(value, name))) return undefined;
  const own = amongLists(value);
  if (own) return own;
  const result = first(value, RESULTS, isObject);
  const inner = result === undefined ? undefined : value[result];
  const found = isObject(inner) && !saysFine(inner) ? amongLists(inner) : undefined;
  // Beside the result stand the ids of the call, which are told as well.
  return found && isObject(found.value)
    ? { value: { ...value, [result ?? '']: null, ...found.value }, path: WHOLE }
    : undefined;
}

function amongLists(value: Json): Found | undefined {
  for (const name in value) {
    const list = value[name];
    const severe = Array.isArray(list) && LISTS.test(name) ? severeIn(list) : undefined;
    if (severe) return severe;
  }
  return undefined;
}

function severeIn(list: readonly unknown[]): Found | undefined {
  const messages = list.slice(0, MAX_MESSAGES);
  if (isOfFindings(messages) || !messages.every((one) => isObject(one) && isMessage(one))) return undefined;
  const errors = messages.filter((one): one is Json => isObject(one) && isSevere(one)).map(asError);
  return errors.length > 0 ? { value: { errors }, path: WHOLE } : undefined;
}

/** Whether a message tells its severity by a letter, as in the tables of SAP: those stand alone, too. */
function isOfLetters(one: unknown): boolean {
  return isObject(one) && Object.keys(one).some((name) => SEVERITIES.test(name) && /^[A-Z]$/.test(textOf(one[name])));
}

/** Whether an object is a message with a code. */
function isMessage(one: Json): boolean {
  const names = Object.keys(one);
  const words = textName(one);
  return (
    words !== undefined &&
    isText(one[words]) &&
    names.some((name) => isCoded(name) && !isEmpty(one[name])) &&
    names.some((name) => SEVERITIES.test(name)) &&
    !names.some((name) => name === 'id' || OF_FINDINGS.test(name))
  );
}

function isCoded(name: string): boolean {
  return !SEVERITIES.test(name) && (/^number$/i.test(name) || meaningsOf(name).some(({ role }) => role === 'code'));
}

/** The message without its severity, which is no code of it; its number in a list of texts is one. */
function asError(one: Json): Json {
  const error: Record<string, unknown> = {};
  for (const name in one) {
    if (SEVERITIES.test(name)) continue;
    error[/^number$/i.test(name) ? 'code' : name] = one[name];
  }
  return error;
}

function isSevere(one: Json): boolean {
  return Object.keys(one).some((name) => SEVERITIES.test(name) && SEVERE.test(textOf(one[name])));
}

/** An outcome as HL7 FHIR R4 has it, or a bundle in which nothing but outcomes was found. */
export function failedOutcome(object: Json, context: SignContext): Found | undefined {
  if (asksForFindings(context)) return undefined;
  if (isFailedOutcome(object)) return { value: object, path: WHOLE };
  const { entry } = object;
  if (!Array.isArray(entry) || entry.length === 0 || entry.length > MAX_MESSAGES) return undefined;
  const resources = entry.map((one) => (isObject(one) ? one.resource : undefined));
  const [first]: readonly unknown[] = resources;
  return isObject(first) && resources.every((one) => isObject(one) && isFailedOutcome(one))
    ? { value: first, path: ['entry', '0', 'resource'] }
    : undefined;
}

function isFailedOutcome(object: Json): boolean {
  const { issue } = object;
  if (!Array.isArray(issue) || !isEnvelope({ ...object, issue: null, text: null, id: null })) return false;
  return issue.some((one) => isObject(one) && /^(?:error|fatal)$/.test(textOf(one.severity)));
}
