/**
 * Finds every statement in a decoded body: which member says what, outermost first.
 * Breadth first over the members that can hold errors, bounded in places, depth, members and list items, without recursion.
 */
import { type Meaning, meaningsOf, type Role } from './vocabulary.ts';

/** Objects that are looked at. */
const MAX_PLACES = 48;
/** Levels below the root. */
const MAX_DEPTH = 6;
/** Members of one object that are looked at. */
const MAX_MEMBERS = 64;
/** Statements that are kept. */
const MAX_STATEMENTS = 512;
/** Items of one list that are looked at. */
const MAX_ITEMS = 20;

export type Json = Readonly<Record<string, unknown>>;
export type Scalar = string | number | boolean;

export interface Place {
  readonly object: Json;
  readonly path: readonly string[];
  readonly depth: number;
  /** The object lies where errors are kept, so its names mean what they say; elsewhere only explicit names count. */
  readonly isError: boolean;
  /** The name of the list or map that this is an item of. */
  readonly itemOf: string | undefined;
  /** The key of a map from fields to their errors. */
  readonly field: string | undefined;
}

/** One member that says something. Its path is put together when it is asked for. */
export class Statement {
  constructor(
    readonly role: Role,
    readonly rank: number,
    readonly name: string,
    readonly value: Scalar,
    readonly place: Place,
    readonly order: number,
    readonly unitMs: number | undefined,
    /** What follows the member's name: the position in its list. */
    private readonly rest: string | undefined,
  ) {}

  get path(): readonly string[] {
    const path = [...this.place.path, this.name];
    return this.rest === undefined ? path : [...path, this.rest];
  }
}

/** A text about one field of the request: `{"email": ["is taken"]}`. */
export interface FieldError {
  readonly field: string;
  readonly said: string;
  readonly path: readonly string[];
}

export interface Walked {
  readonly places: readonly Place[];
  readonly statements: readonly Statement[];
  readonly fieldErrors: readonly FieldError[];
}

/** Maps whose keys can be names of fields. */
const FIELD_MAPS: ReadonlySet<string> = new Set(
  'error errors details detail errorDetails error_details ErrorDetails params parameters fields ModelState modelState model_state field_errors fieldErrors validation_errors validationErrors invalid_fields form_errors messages message issues violations invalid'.split(
    ' ',
  ),
);
/** Those of them that, as an object and not a list, have a member for each field: `summary` is one there, not the error's summary. */
const PLURAL_MAPS: ReadonlySet<string> = new Set(
  'errors fields ModelState modelState model_state field_errors fieldErrors validation_errors validationErrors invalid_fields form_errors violations'.split(
    ' ',
  ),
);
/** Containers that do not say by their name that they hold an error, yet hold nothing else inside one. */
const OPEN_NAMES: ReadonlySet<string> = new Set(
  'extensions json sys innererror inner_error innerError InnerError cause caused_by causedBy meta status Status head header responseStatus response_status ResponseStatus requestStatus outcome state fault_detail fields'.split(
    ' ',
  ),
);
/** Containers of one error, whose text is its own. */
const ONE_ERROR = /^(?:error|err|fault|exception)$/i;
/** Parts of a request under whose names some validators put the errors of its fields. */
const CARRIERS: ReadonlySet<string> = new Set('json query form body headers cookies path files params'.split(' '));
/** Members of a field map that belong to the envelope even there. */
const MESSAGE_NAMES: ReadonlySet<string> = new Set(
  'message messages msg detail details error errors code status reason reasons root_cause rootCause'.split(' '),
);

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

const isWordOrText = ({ role }: Meaning): boolean => role === 'code-or-message';
const isOfErrors = ({ role }: Meaning): boolean => role === 'errors' || role === 'message';
const ofTexts = (list: readonly unknown[]): boolean => list.length > 0 && typeof list[0] === 'string';

/** Some services send an error as a list: `["error", 10100, "apikey: invalid"]`. */
export function isTuple(list: readonly unknown[]): boolean {
  return list.length === 3 && list[0] === 'error' && typeof list[1] === 'number' && typeof list[2] === 'string';
}

/** A code as the first of several texts: `QUACK_LIMIT`, `duck-missing`. */
const LISTED_CODE =
  /^(?:[A-Z][A-Z0-9]{2,40}|[A-Z][A-Z0-9]{1,40}(?:_[A-Z0-9]{1,40}){1,8}|[a-z]{2,40}(?:[_.-][a-z0-9]{1,40}){1,8})$/;

/** An error as a list of its code, its text and the field it is about: `["QUACK_LIMIT", "you quack too much", "quack"]`. */
export function isCodedTuple(list: unknown): list is readonly string[] {
  if (!Array.isArray(list) || list.length < 2 || list.length > 3) return false;
  return (
    list.every((part) => typeof part === 'string') && LISTED_CODE.test(list[0] ?? '') && /\S \S/.test(list[1] ?? '')
  );
}

/** The list with an object for each tuple, one and the same for every role of the list's name. */
function withErrorsAsObjects(list: readonly unknown[]): readonly unknown[] {
  const items = list.slice(0, MAX_ITEMS);
  if (!items.some(isCodedTuple)) return list;
  return items.map((item) => (isCodedTuple(item) ? { code: item[0], message: item[1], field: item[2] } : item));
}

/** Reads `root`, an object or a list of objects. `base` is the path at which it stands in the body. */
export function walk(root: unknown, base: readonly string[] = NO_PATH, mayBeFieldMap = false): Walked {
  const walker = new Walker();
  walker.start(root, base, mayBeFieldMap);
  return walker;
}

const NO_PATH: readonly string[] = [];

class Walker implements Walked {
  readonly places: Place[] = [];
  readonly statements: Statement[] = [];
  readonly fieldErrors: FieldError[] = [];

  start(root: unknown, base: readonly string[], mayBeFieldMap: boolean): void {
    if (Array.isArray(root) && isTuple(root)) {
      const [, code, message]: readonly unknown[] = root;
      this.#enqueue({ code, message }, base, 0, true, undefined, undefined);
    } else if (Array.isArray(root)) {
      for (const [i, object] of root.slice(0, MAX_ITEMS).entries()) {
        if (isObject(object)) this.#enqueue(object, [...base, String(i)], 0, true, '', undefined);
      }
    } else if (isObject(root)) this.#enqueue(root, base, 0, true, undefined, undefined);
    for (let i = 0; i < this.places.length; i++) {
      const place = this.places[i];
      if (place) this.#readPlace(place, mayBeFieldMap && place.depth === 0 && isRootOfFields(place.object));
    }
  }

  #enqueue(
    object: Json,
    path: readonly string[],
    depth: number,
    isError: boolean,
    itemOf: string | undefined,
    field: string | undefined,
  ): void {
    if (this.places.length >= MAX_PLACES || depth > MAX_DEPTH) return;
    // Several roles of one name lead to the same object; the first counts.
    if (depth > 0) for (const place of this.places) if (place.object === object) return;
    this.places.push({ object, path, depth, isError, itemOf, field });
  }

  #state(place: Place, role: Role, { rank, unitMs }: Meaning, name: string, value: Scalar, rest?: string): void {
    const order = this.statements.length;
    if (order < MAX_STATEMENTS)
      this.statements.push(new Statement(role, rank, name, value, place, order, unitMs, rest));
  }

  #readPlace(place: Place, isRootMap: boolean): void {
    const { object, path, depth, itemOf } = place;
    const container = path.at(-1) ?? '';
    const isMap =
      isRootMap ||
      (depth > 0 && CARRIERS.has(container) && isMapOfTexts(object)) ||
      (depth > 0 && itemOf === undefined && (FIELD_MAPS.has(container) || isMapOfErrors(object))) ||
      (place.field !== undefined && isMapOfTexts(object));
    const isBeside = isMap && (hasMessageName(object) || (ONE_ERROR.test(container) && isToldIn(object)));
    const holdsFieldsOnly = isMap && PLURAL_MAPS.has(container) && !isBeside;
    const isOfFields = holdsFieldsOnly && isMapOfWords(object);
    let left = MAX_MEMBERS;
    for (const name in object) {
      if (--left < 0) return;
      const value = object[name];
      if (value === null || value === undefined || value === '') continue;
      if (isRootMap || isOfFields || (isMap && isFieldOf(name, value, holdsFieldsOnly, isBeside)))
        this.#readField(place, container, name, value);
      else if (place.depth === 0 && isWrapped(object, name, value))
        this.#enqueue(value, [...path, name], 1, true, undefined, undefined);
      else this.#readMember(place, name, value);
    }
  }

  #readMember(place: Place, name: string, value: unknown): void {
    const meanings = meaningsOf(name);
    if (isScalar(value)) {
      for (const meaning of meanings) {
        const { role } = meaning;
        if (role === 'errors') {
          if (typeof value === 'string' && !meanings.some(isWordOrText))
            this.#state(place, 'message', meaning, name, value);
        } else if (role !== 'more' && role !== 'envelope') this.#state(place, role, meaning, name, value);
      }
    } else if (Array.isArray(value)) {
      const list = meanings.length > 0 ? withErrorsAsObjects(value) : value;
      for (const meaning of meanings) this.#readList(place, meaning, name, list);
    } else if (isObject(value)) this.#readObject(place, meanings, name, value);
  }

  #readObject(place: Place, meanings: readonly Meaning[], name: string, value: Json): void {
    // A page about the error, and none of its parts (HL7 FHIR R4, Narrative).
    if (typeof value.div === 'string' && typeof value.status === 'string') return;
    for (const meaning of meanings) {
      const { role } = meaning;
      // A thing with its name: `{"type":"field","name":"region"}`.
      if (role === 'param' && typeof value.name === 'string')
        this.#state(place, role, meaning, name, value.name, 'name');
      if (role !== 'errors' && role !== 'more' && (role !== 'message' || !place.isError)) continue;
      // A text with its language: `{"lang":"en","value":"Not found"}`.
      if (role === 'message' && typeof value.value === 'string') {
        this.#state(place, role, meaning, name, value.value, 'value');
        if (Object.keys(value).length <= 2) return;
      }
      const isError = meanings.some(isOfErrors) || OPEN_NAMES.has(name);
      this.#enqueue(value, [...place.path, name], place.depth + 1, isError, undefined, place.field);
      return;
    }
  }

  #readList(place: Place, meaning: Meaning, name: string, list: readonly unknown[]): void {
    const { role } = meaning;
    const isCode = role === 'code' || role === 'code-or-message';
    if (role === 'param') {
      const parts = list.filter((part) => typeof part === 'string' || typeof part === 'number');
      // Keys are several fields, a location is one in several parts.
      if (name === 'keys') parts.splice(1);
      if (parts.length > 0 && parts.length <= MAX_ITEMS) this.#state(place, role, meaning, name, parts.join('.'));
    } else if (ofTexts(list) || (isCode && typeof list[0] === 'number')) {
      if (!isCode && role !== 'message' && role !== 'errors') return;
      for (const [i, item] of list.slice(0, MAX_ITEMS).entries()) {
        if (isScalar(item) && item !== '')
          this.#state(place, isCode ? role : 'message', meaning, name, item, String(i));
      }
    } else if (role === 'errors' || role === 'more' || role === 'link' || (role === 'message' && place.isError)) {
      const isError = role === 'errors' || role === 'message' || OPEN_NAMES.has(name);
      for (const [i, object] of list.slice(0, MAX_ITEMS).entries()) {
        if (!isObject(object)) continue;
        this.#enqueue(object, [...place.path, name, String(i)], place.depth + 1, isError, name, place.field);
      }
    }
  }

  #readField(place: Place, container: string, name: string, value: unknown): void {
    const path = [...place.path, name];
    const depth = place.depth + 1;
    const field = place.field === undefined ? name : `${place.field}.${name}`;
    if (typeof value === 'string') this.fieldErrors.push({ field, said: value, path });
    else if (isObject(value)) this.#enqueue(value, path, depth, true, container, field);
    else if (Array.isArray(value)) {
      for (const [i, item] of value.slice(0, MAX_ITEMS).entries()) {
        const at = [...path, String(i)];
        if (typeof item === 'string') this.fieldErrors.push({ field, said: item, path: at });
        else if (isObject(item)) {
          const isForm = isMapOfTexts(item);
          this.#enqueue(item, at, depth, true, container, isForm ? `${field}.${i}` : field);
        }
      }
    }
  }
}

/** Whether a member of a map of fields is a field: not the envelope's own word, and with an error's text or list as its value. */
function isFieldOf(name: string, value: unknown, holdsFieldsOnly: boolean, isBeside: boolean): boolean {
  if (MESSAGE_NAMES.has(name) || OPEN_NAMES.has(name)) return false;
  if (holdsFieldsOnly && typeof value === 'string') return value.includes(' ');
  if (meaningsOf(name).length === 0) {
    // Beside a message one word is about the whole: `{"key":"unauthorized","message":"…"}`.
    if (typeof value === 'string') return !isBeside || value.includes(' ');
    return typeof value === 'object' && !(Array.isArray(value) && isChoice(name, value));
  }
  // `name`, `title`, `type` … are fields of many requests: a list or a sentence there is about the field.
  if (Array.isArray(value))
    return (ofTexts(value) && !meaningsOf(name).some(({ role }) => role === 'param')) || isListOfTold(name, value);
  if (isObject(value)) return typeof value.message === 'string' && !meaningsOf(name).some(isOfErrors);
  return typeof value === 'string' && value.includes(' ') && !meaningsOf(name).some(({ role }) => role === 'message');
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

/** Names of lists of what would have been right. */
const CHOICES = /^(?:valid|allowed|accepted|supported|available|permitted|possible|expected|known)[A-Z_-]\w{0,60}s$/;

/** What could have been sent, each in a word: `{"allowedValues":["red","green"]}`. Errors of a field would be sentences. */
function isChoice(name: string, list: readonly unknown[]): boolean {
  return CHOICES.test(name) && list.every((item) => typeof item !== 'string' || !item.includes(' '));
}

function hasMessageName(object: Json): boolean {
  for (const name in object) if (MESSAGE_NAMES.has(name)) return true;
  return false;
}

/** Whether a text of the object is the error's own. */
function isToldIn(object: Json): boolean {
  return Object.keys(object).some(
    (name) => typeof object[name] === 'string' && meaningsOf(name).some(({ role }) => role === 'message'),
  );
}

/** Whether every member is a text, and one of them under a name that no envelope has: `{"name":"error.missing","price":"error.not_number"}`. */
function isMapOfWords(object: Json): boolean {
  let hasName = false;
  for (const name in object) {
    if (typeof object[name] !== 'string') return false;
    hasName ||= meaningsOf(name).length === 0;
  }
  return hasName;
}

/** Whether every member is an object with an error's text, as field errors lie below `data` in some envelopes. */
function isMapOfErrors(object: Json): boolean {
  let any = false;
  for (const name in object) {
    const value = object[name];
    if (!isObject(value) || typeof value.message !== 'string') return false;
    if (OPEN_NAMES.has(name) || meaningsOf(name).some(isOfErrors)) return false;
    any = true;
  }
  return any;
}

/** Levels of forms within forms that are looked at. */
const MAX_FORMS = 3;

/**
 * Whether the object is the only member of its body and holds the error under a name of the service's own:
 * `{"itemNotFound":{"code":404,"message":"…"}}`.
 */
function isWrapped(object: Json, name: string, value: unknown): value is Json {
  if (!isObject(value) || meaningsOf(name).length > 0 || Object.keys(object).length !== 1) return false;
  return hasMessageName(value);
}

/** The same for a whole body, one of whose names is that of a field: `{"errors":["permission denied"]}` has none. */
function isRootOfFields(object: Json): boolean {
  return isMapOfTexts(object) && !Object.keys(object).every((name) => MESSAGE_NAMES.has(name));
}

/** Whether every member is a list of texts, as frameworks send the errors of a form without any envelope. */
function isMapOfTexts(object: Json, level = 0): boolean {
  let any = false;
  for (const name in object) {
    const value = object[name];
    if (isObject(value) && level < MAX_FORMS && meaningsOf(name).length === 0 && isMapOfTexts(value, level + 1)) {
      any = true;
      continue;
    }
    if (!Array.isArray(value) || !(ofTexts(value) || isListOfMaps(value))) return false;
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
