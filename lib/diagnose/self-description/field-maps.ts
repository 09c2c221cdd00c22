/** Which objects are maps from the fields of a request to their errors, and which of their members are fields. */
import { isObject, type Json, ofTexts } from './json.ts';
import { plainWord } from './plain-words.ts';
import { type Meaning, meaningsOf } from './vocabulary.ts';

/** Maps whose keys can be names of fields. */
export const FIELD_MAPS: ReadonlySet<string> = new Set(
  'error errors details detail errorDetails error_details ErrorDetails params parameters fields ModelState modelState model_state field_errors fieldErrors validation_errors validationErrors invalid_fields form_errors messages message issues _issues violations invalid'.split(
    ' ',
  ),
);
/** Those of them that, as an object and not a list, have a member for each field: `summary` is one there, not the error's summary. */
export const PLURAL_MAPS: ReadonlySet<string> = new Set(
  'errors fields ModelState modelState model_state field_errors fieldErrors validation_errors validationErrors invalid_fields form_errors _issues violations'.split(
    ' ',
  ),
);
/** Containers that do not say by their name that they hold an error, yet hold nothing else inside one. */
export const OPEN_NAMES: ReadonlySet<string> = new Set(
  'extensions json sys innererror inner_error innerError InnerError cause caused_by causedBy reason ack meta status Status head header responseStatus response_status ResponseStatus requestStatus outcome state fault_detail fields ui'.split(
    ' ',
  ),
);
/** Containers of one error, whose text is its own. */
export const ONE_ERROR = /^(?:error|err|fault|exception)$/i;
/** Parts of a request under whose names some validators put the errors of its fields, and reasons, which others give field by field. */
export const MAY_HOLD_FIELDS: ReadonlySet<string> = new Set(
  'json query form body headers cookies path files params reason reasons'.split(' '),
);
/** Members of a field map that belong to the envelope even there. */
const MESSAGE_NAMES: ReadonlySet<string> = new Set(
  'message messages msg detail details error errors code status reason reasons root_cause rootCause'.split(' '),
);

/** Whether a name is that of errors, or of their words. */
export const isOfErrors = ({ role }: Meaning): boolean => role === 'errors' || role === 'message';

/** Whether a member of a map of fields is a field: not the envelope's own word, and with an error's text or list as its value. */
export function isFieldOf(
  name: string,
  value: unknown,
  container: string,
  holdsFieldsOnly: boolean,
  isBeside: boolean,
): boolean {
  if (MESSAGE_NAMES.has(name) || OPEN_NAMES.has(name)) return false;
  // What kind of problem it is stands over what explains it (RFC 9457 section 3.1.3).
  if (isBeside && name === 'title' && ONE_ERROR.test(container) && typeof value === 'string') return false;
  if (isBeside && ONE_ERROR.test(container) && typeof value === 'string' && !COMPLAINT.test(value)) return false;
  if (holdsFieldsOnly && typeof value === 'string') return value.includes(' ');
  if (meaningsOf(name).length === 0) {
    // Beside a message one word is about the whole: `{"key":"unauthorized","message":"…"}`.
    if (typeof value === 'string')
      return value.includes(' ') || !(isBeside || (DETAILS.test(container) && isCircumstance(value)));
    if (Array.isArray(value)) return !isChoice(name, value) && !(isBeside && value.every(isCircumstance));
    return isObject(value);
  }
  // `name`, `title`, `type` … are fields of many requests: a list or a sentence there is about the field.
  if (Array.isArray(value)) {
    const isOfTexts = ofTexts(value) && !(isBeside && value.every(isCircumstance));
    const isWhere = meaningsOf(name).some(({ role }) => role === 'param') && value.every(isWord);
    return (isOfTexts && !isWhere) || isListOfTold(name, value);
  }
  if (isObject(value))
    return (
      (holdsFieldsOnly && KINDS_OF_RULES.some((kind) => typeof value[kind] === 'string')) ||
      (typeof value.message === 'string' && !meaningsOf(name).some(isOfErrors)) ||
      (saysNothingOfFailure(name) && isMapOfTexts(value))
    );
  return typeof value === 'string' && value.includes(' ') && !meaningsOf(name).some(({ role }) => role === 'message');
}

/**
 * How a text speaks of a field, which it leaves out: `is too short`. In an error with a message of its own other sentences explain the
 * whole, and words are circumstances: `{"error":{"code":"…","message":"…","failed_generation":"…"}}`.
 */
const COMPLAINT =
  /^(?:(?:this|the|your) (?:\w+ ){0,2})?(?:is|are|was|has|have|had|must|can|can't|cannot|could|should|may|needs?|does|do|did|not|already|too|no|at (?:least|most)|please|only|expected|enter|use|choose)\b|\b(?:required|invalid|missing|wrong|taken|exists|blank|empty|too (?:short|long|large|small|big|many|few|high|low)|must|cannot|can't|not (?:valid|allowed|found|supported|match))\b|[^\0-\x7f]{2}|\b(?:ist|sind|muss|darf|fehlt|ungültig|est|doit|n'est|es|debe|está|já|deve|è|já|är|jest)\b/i;

/** Members in which a field's error names the rule that it broke. */
const KINDS_OF_RULES = ['type', 'code', 'rule', 'kind', 'error'];

/** Containers that hold what the error was about as often as what was wrong with each field. */
const DETAILS = /^(?:error_?)?(?:details?|params|parameters)$/i;

/** Whether a value is a word that says nothing of an error: `{"plan":"free"}` tells of the circumstances, `{"email":"required"}` of a field. */
function isCircumstance(value: unknown): boolean {
  return isWord(value) && plainWord(value) === undefined;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && !value.includes(' ');
}

/** Whether the list holds errors that say so, below the name of a field: `{"title":[{"error":"BLANK","description":"is blank"}]}`. */
function isListOfTold(name: string, [item]: readonly unknown[]): boolean {
  if (!isObject(item) || typeof item.error !== 'string' || typeof (item.message ?? item.description) !== 'string')
    return false;
  const roles = meaningsOf(name).map(({ role }) => role);
  return (
    !roles.includes('errors') && !roles.includes('param') && (!roles.includes('more') || roles.includes('message'))
  );
}

/** Whether the list holds nothing but messages, below a name that no envelope has: `{"duck.name":[{"message":"is taken","errno":17}]}`. */
function isListOfMessages(name: string, list: readonly unknown[]): boolean {
  return (
    list.length > 0 &&
    meaningsOf(name).length === 0 &&
    list.every((item) => isObject(item) && typeof item.message === 'string' && !Object.hasOwn(item, 'id'))
  );
}

/** Names of lists of what would have been right. */
const CHOICES = /^(?:valid|allowed|accepted|supported|available|permitted|possible|expected|known)[A-Z_-]\w{0,60}s$/;

/** What could have been sent, each in a word: `{"allowedValues":["red","green"]}`. Errors of a field would be sentences. */
function isChoice(name: string, list: readonly unknown[]): boolean {
  return CHOICES.test(name) && list.every((item) => typeof item !== 'string' || isWord(item));
}

export function hasMessageName(object: Json): boolean {
  for (const name in object) if (MESSAGE_NAMES.has(name)) return true;
  return false;
}

/** Whether a text of the object is the error's own. */
export function isToldIn(object: Json): boolean {
  return Object.keys(object).some(
    (name) => typeof object[name] === 'string' && meaningsOf(name).some(({ role }) => role === 'message'),
  );
}

/** Whether every member is a text, and one of them under a name that no envelope has: `{"name":"error.missing","price":"error.not_number"}`. */
export function isMapOfWords(object: Json): boolean {
  let hasName = false;
  for (const name in object) {
    if (typeof object[name] !== 'string') return false;
    hasName ||= meaningsOf(name).length === 0;
  }
  return hasName;
}

/** Whether every member is an object with an error's text, as field errors lie below `data` in some envelopes. */
export function isMapOfErrors(object: Json): boolean {
  let any = false;
  for (const name in object) {
    const value = object[name];
    if (!isObject(value) || typeof value.message !== 'string') return false;
    if (OPEN_NAMES.has(name) || meaningsOf(name).some(isOfErrors)) return false;
    any = true;
  }
  return any;
}

/** Items of one list that are looked at. */
const MAX_ITEMS = 20;
/** Levels of forms within forms that are looked at. */
const MAX_FORMS = 3;

/**
 * Whether the object is the only member of its body and holds the error under a name of the service's own:
 * `{"itemNotFound":{"code":404,"message":"…"}}`.
 */
export function isWrapped(object: Json, name: string, value: unknown): value is Json {
  if (!isObject(value) || meaningsOf(name).length > 0 || Object.keys(object).length !== 1) return false;
  return hasMessageName(value);
}

/** Names of lists of errors that no field has. */
const OF_ERRORS = /^(?:error|validation)[-_]?(?:messages|errors|list|texts)$/i;

/** Whether a value is the outcome of one part of the call, and has a word of an error in it. */
export function isTold(value: unknown): value is Json {
  return isObject(value) && hasMessageName(value);
}

/** The same for a whole body, one of whose names is that of a field: `{"errors":["permission denied"]}` has none. */
export function isRootOfFields(object: Json): boolean {
  if (!isMapOfTexts(object) && !isTreeOfErrors(object)) return false;
  return !Object.keys(object).every((name) => MESSAGE_NAMES.has(name) || OF_ERRORS.test(name));
}

/** Whether every member is a list of texts, as frameworks send the errors of a form without any envelope. */
export function isMapOfTexts(object: Json, level = 0): boolean {
  let any = false;
  for (const name in object) {
    const value = object[name];
    if (isObject(value) && level < MAX_FORMS && saysNothingOfFailure(name) && isMapOfTexts(value, level + 1)) {
      any = true;
      continue;
    }
    // Some frameworks keep an empty list for the whole.
    if (name === '' && Array.isArray(value) && value.length === 0) continue;
    if (!Array.isArray(value) || !(ofTexts(value) || isListOfMaps(value) || isListOfMessages(name, value)))
      return false;
    any = true;
  }
  return any;
}

/** Whether a name says nothing of a failure: `items` is a field of many requests. */
function saysNothingOfFailure(name: string): boolean {
  return meaningsOf(name).every(({ role }) => role === 'envelope' || role === 'trace');
}

/** Whether every member is a sentence, as a validator tells which of its rules a field breaks: `{"_empty":"Email is required"}`. */
export function isMapOfRules(object: Json): boolean {
  const names = Object.keys(object);
  return (
    names.length > 0 &&
    names.every((name) => {
      const value = object[name];
      return typeof value === 'string' && value.includes(' ') && !meaningsOf(name).some(isOfErrors);
    })
  );
}

/** Names of rules that a field can break, which no field has below it. */
export const RULES_OF_FIELDS =
  /^(?:_[a-z]\w{0,40}|(?:required|min|max|length|unique|format|pattern|invalid|empty|blank|exists|size|range|regex|confirmed|not|is)(?:[A-Z_]\w{0,40})?)$/;

/** Lists whose items have the name of a field where those of others have the name of an error (RFC 9457 section 3, `invalid-params`). */
export const LISTS_OF_FIELDS =
  /^(?:invalid[-_]?(?:param(?:eter)?|field)s|(?:field|form)[-_]?errors|violations|param(?:eter)?s|fields)$/i;

/** An item of such a list with the field and its text under names that say so: `{"name":"age","reason":"must be positive"}`. */
export function asFieldError(item: unknown): unknown {
  if (!isObject(item) || typeof item.name !== 'string') return item;
  const said = [item.message, item.reason, item.status, item.error].find((text) => typeof text === 'string');
  if (said === undefined || ['field', 'param', 'path', 'property'].some((name) => Object.hasOwn(item, name)))
    return item;
  const { name, reason: _, status: __, error: ___, ...others } = item;
  return { ...others, field: name, message: said };
}

/** Members of a tree of fields that hold the errors of the field itself, and of no field below it. */
export const OWN_ERRORS: ReadonlySet<string> = new Set(['_errors', '_error']);
/** Levels of such a tree that are looked at. */
const MAX_LEVELS = 6;

/** Whether all that a tree of fields holds are lists of their own errors: `{"embeds":{"0":{"title":{"_errors":[{"code":"…"}]}}}}`. */
export function isTreeOfErrors(object: Json, level = 0): boolean {
  let any = false;
  for (const name in object) {
    const value = object[name];
    if (
      !(OWN_ERRORS.has(name)
        ? Array.isArray(value)
        : isObject(value) && level < MAX_LEVELS && isTreeOfErrors(value, level + 1))
    )
      return false;
    any = true;
  }
  return any;
}

/** The errors of a list of forms within a form, a map for each, empty where nothing is wrong: `[{}, {"price": ["is missing"]}]`. */
function isListOfMaps(list: readonly unknown[]): boolean {
  let any = false;
  for (const item of list.slice(0, MAX_ITEMS)) {
    if (!isObject(item)) return false;
    for (const name in item) {
      const texts = item[name];
      if (!Array.isArray(texts) || !ofTexts(texts)) return false;
      any = true;
    }
  }
  return any;
}
