/** Looks for a sign of an error in an XML document that came with a success. */
import { byHeadRules, byRules, inHead, type Part } from './apply-rules.ts';
import { failingStatus } from './codes.ts';
import { first, isEnvelope, isErrorObject, isFailingWord, isText, STATUS_NAMES } from './envelope.ts';
import { isObject, type Json, textOf } from './json.ts';
import type { Found, SignContext } from './sign-context.ts';
import { rejection } from './status-reports.ts';
import { isNameOfThing, OF_DESCRIPTIONS, OF_STATES } from './things.ts';
import { meaningsOf } from './vocabulary.ts';

/** Whether an element holds a text: one with nothing but a code can be a setting. */
export function hasWords(element: unknown): boolean {
  return (
    isObject(element) && Object.keys(element).some((name) => meaningsOf(name).some(({ role }) => role === 'message'))
  );
}

/** Root elements that are an error by their name, and elements of that kind below another root. */
const XML_ROOTS =
  /^(?:Error|Errors|error|errors|ErrorResponse|errorResponse|Fault|fault|Exception|exception|ServiceExceptionReport|ExceptionReport|RestException|ErrorMessage|apiError|ApiError)$/;
const XML_PATHS: readonly (readonly string[])[] = [
  ['Body', 'Fault'],
  ['fault'],
  ['Error'],
  ['error'],
  ['err'],
  ['RestException'],
  ['Exception'],
  ['errors', 'error'],
  ['Errors', 'Error'],
  ['diagnostics', 'diagnostic'],
];
/** Roots of lists of what can go wrong. */
const XML_LISTS = /(?:catalog(?:ue)?|glossary|codes|config(?:uration)?)$/i;
/** The same where the root says that the call failed: `<Ack>Failure</Ack><Errors><ErrorCode>931</ErrorCode>…</Errors>`. */
const XML_PATHS_IN_FAILURE = [...XML_PATHS, ['Errors'], ['errors']];

/** The sign in a document. */
export function signInXml(root: string | undefined, value: unknown, context: SignContext): Part | undefined {
  if (root === undefined || !isObject(value)) return undefined;
  if (XML_ROOTS.test(root)) return { id: 'xml-error', value, path: [root], status: undefined };
  if (OF_DESCRIPTIONS.test(root) || OF_STATES.test(root) || XML_LISTS.test(root)) return undefined;
  if (root === 'multistatus')
    return CHANGING_RESOURCES.has(context.method) ? failedResponse(value, root, context.method) : undefined;
  const rejected = rejection(value, context);
  if (rejected) return { id: 'xml-error', ...rejected, path: [root, ...rejected.path], status: undefined };
  const isFailing = first(value, STATUS_NAMES, isFailingWord) !== undefined;
  for (const path of isFailing ? XML_PATHS_IN_FAILURE : XML_PATHS) {
    const there = path.reduce<unknown>(
      (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      value,
    );
    const item: unknown = Array.isArray(there) ? there[0] : there;
    if (
      (isErrorObject(item) && hasWords(item)) ||
      (isFailing && (isText(item) || isObject(item))) ||
      (path.length > 1 && isObject(item))
    ) {
      return {
        id: 'xml-error',
        value: isObject(item) ? item : value,
        path: isObject(item) ? [root, ...path] : [root],
        status: undefined,
      };
    }
  }
  const found =
    byRules(value, context) ??
    inHead(value, context) ??
    inOnlyHead(value, context) ??
    inOnlyItem(value, context) ??
    inWrappers(value, context);
  if (found && found.id !== 'errors-list') return { ...found, id: 'xml-error', path: [root, ...found.path] };
  return undefined;
}

/** Names of elements that hold the head of a message and no record. */
const XML_HEADS = /head(?:er)?$|status$/i;

/** The sign in a head that is the only element below the root. */
function inOnlyHead(value: Json, context: SignContext): Part | undefined {
  const [only = '', second] = Object.keys(value);
  const inner = value[only];
  if (second !== undefined || !XML_HEADS.test(only) || !isObject(inner)) return undefined;
  const found = byRules(inner, context);
  return found && { ...found, path: [only, ...found.path] };
}

/** Elements around the result of a SOAP call: `<Body><LoginResponse><LoginResult>`. */
const MAX_ELEMENTS = 4;

/** Elements of calls that read, as their names begin: `GetJobResponse`. A word of failure there is the state of a thing. */
const READING = /^(?:Get|List|Find|Query|Read|Search|Retrieve|Describe)[A-Z]/;

/** The same of calls that read errors, which are what they answer: `GetFaultsResponse`. */
const READING_ERRORS =
  /^(?:Get|List|Find|Query|Read|Search|Retrieve|Describe)(?=[A-Z])\w{0,60}?(?:Error|Fault|Failure|Exception|Alarm)s/;

/** The first error in a result that holds nothing but a list of them: `<Errors><Err><Code>600</Code><Msg>…</Msg></Err></Errors>`. */
function onlyErrors(result: Json): Found | undefined {
  const [list = '', second] = Object.keys(result);
  const errors = result[list];
  const [name = '', other] = isObject(errors) ? Object.keys(errors) : [];
  if (second !== undefined || other !== undefined || !/^(?:errors|errores|erros)$/i.test(list) || !isObject(errors))
    return undefined;
  const held = errors[name];
  const error: unknown = Array.isArray(held) ? held[0] : held;
  if (!isErrorObject(error) || !hasWords(error)) return undefined;
  return { value: error, path: Array.isArray(held) ? [list, name, '0'] : [list, name] };
}

/** The sign in a result that lies in elements around nothing else. */
function inWrappers(value: Json, context: SignContext): Part | undefined {
  const path: string[] = [];
  let inner = value;
  while (path.length < MAX_ELEMENTS) {
    const [only = '', second] = Object.keys(inner).filter((name) => name !== 'Header');
    if (path.length === 0 && only !== 'Body') return undefined;
    const next = inner[only];
    if (second !== undefined || !isObject(next)) return undefined;
    path.push(only);
    const found = isEnvelope(next) ? byHeadRules(next, context) : undefined;
    if (found?.id === 'status-word' && path.some((element) => READING.test(element))) return undefined;
    if (path.some((element) => READING_ERRORS.test(element))) return undefined;
    if (found) return { ...found, path: [...path, ...found.path] };
    const error = path.length > 1 ? onlyErrors(next) : undefined;
    if (error) return { id: 'xml-error', value: error.value, path: [...path, ...error.path], status: undefined };
    inner = next;
  }
  return undefined;
}

/** Attributes of an item that number it among its like. */
const OF_ITEMS =
  /^(?:id|index|seq(?:uence)?|ref|(?:response|result)_?(?:status)?_?(?:code|description|text|message))$/i;

/**
 * The sign in the only element below the root: a result with its code, `<response><result code="2303">…</result><trID>…</trID></response>`,
 * or the one item that was asked for, which is an error: `<Address ID="0"><Error><Number>…</Number><Description>…</Description></Error></Address>`.
 */
function inOnlyItem(value: Json, context: SignContext): Part | undefined {
  const [only = '', second] = Object.keys(value);
  const inner = value[only];
  if (second !== undefined || !isObject(inner)) return undefined;
  const head = inHead(inner, context);
  if (head) return { ...head, value: inner, path: [only] };
  const told = isNameOfThing(inner.Name ?? inner.name) ? undefined : byRules(inner, context);
  if (told?.id === 'error-message') return { ...told, path: [only, ...told.path] };
  const name = first(inner, ['Error', 'error', 'Fault', 'fault'], (item) => isErrorObject(item) && hasWords(item));
  if (name === undefined || !Object.keys(inner).every((other) => other === name || OF_ITEMS.test(other)))
    return undefined;
  return { id: 'error-object', value: inner[name], path: [only, name], status: undefined };
}

/** `HTTP/1.1 423 Locked`. */
const STATUS_LINE = /^HTTP\/[\d.]{1,3} ([45]\d\d)\b/;

/** Methods that change something. What only asks is told of things that are gone with their 404 (RFC 6578 section 3.5). */
const CHANGING_RESOURCES: ReadonlySet<string> = new Set(
  'DELETE COPY MOVE PROPPATCH MKCOL LOCK UNLOCK PUT POST'.split(' '),
);

/**
 * The first resource with a failing status of its own (RFC 4918 section 13). The statuses of single properties are none, unless they
 * were to be changed (section 9.2): a property that is not there is `404` in every healthy reply.
 */
function failedResponse({ response }: Json, root: string, method: string): Part | undefined {
  const list: readonly unknown[] = Array.isArray(response) ? response : [response];
  for (const [i, item] of list.slice(0, MAX_RESOURCES).entries()) {
    if (!isObject(item)) continue;
    const told = typeof item.status !== 'string' && method === 'PROPPATCH' ? item.propstat : item;
    const status = (Array.isArray(told) ? told : [told])
      .map((one: unknown) => (isObject(one) ? failingStatus(STATUS_LINE.exec(textOf(one.status))?.[1]) : undefined))
      .find((one) => one !== undefined);
    if (status === undefined) continue;
    const path = Array.isArray(response) ? [root, 'response', String(i)] : [root, 'response'];
    return { id: 'batch-item', value: { message: item.responsedescription, error: item.error }, path, status };
  }
  return undefined;
}

/** Resources of one reply that are looked at. */
const MAX_RESOURCES = 1_000;
