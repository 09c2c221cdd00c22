/**
 * Finds every statement in a decoded body: which member says what, outermost first.
 * Breadth first over the members that can hold errors, bounded in places, depth, members and list items, without recursion.
 */
import {
  asFieldError,
  FIELD_MAPS,
  hasMessageName,
  isFieldOf,
  isMapOfErrors,
  isMapOfRules,
  isMapOfTexts,
  isMapOfWords,
  isOfErrors,
  isRootOfFields,
  isTold,
  isToldIn,
  isTreeOfErrors,
  isWrapped,
  LISTS_OF_FIELDS,
  MAY_HOLD_FIELDS,
  ONE_ERROR,
  OPEN_NAMES,
  OWN_ERRORS,
  PLURAL_MAPS,
  RULES_OF_FIELDS,
} from './field-maps.ts';
import { isCodedTuple, isObject, isScalar, isTuple, type Json, ofTexts, type Scalar } from './json.ts';
import { ERROR_CLASS, type Meaning, meaningsOf, type Role, WAIT_UNITS } from './vocabulary.ts';

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

  /** Whether the value is one of a list. */
  get isListed(): boolean {
    return this.rest !== undefined;
  }

  get path(): readonly string[] {
    const path = [...this.place.path, this.name];
    return this.rest === undefined ? path : [...path, this.rest];
  }
}

function holdsErrors(row: Json): boolean {
  return Object.keys(row).some((name) => {
    const list = row[name];
    return isObject(Array.isArray(list) ? list[0] : list) && meaningsOf(name).some(({ role }) => role === 'errors');
  });
}

/** Whether an object has a code and its text: `{"PrimaryErrorCode":{"Code":"250003","Description":"…"}}`. */
function isCodedText(value: Json): boolean {
  const names = Object.keys(value);
  return (
    names.some((name) => /^code$/i.test(name)) && names.some((name) => /^(?:description|message|text)$/i.test(name))
  );
}

/** The name of a field that is an object with nothing said about it: `{"name":"checkin","type":"querystring"}`. */
function nameOfField(field: unknown): unknown {
  return isObject(field) && !hasMessageName(field) && typeof field.reason !== 'string' ? field.name : field;
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

const isWordOrText = ({ role }: Meaning): boolean => role === 'code-or-message';
/** The list with an object for each tuple and each named field, one and the same for every role of the list's name. */
function withErrorsAsObjects(name: string, list: readonly unknown[]): readonly unknown[] {
  const items = list.slice(0, MAX_ITEMS);
  if (isObject(items[0])) return LISTS_OF_FIELDS.test(name) ? items.map(asFieldError) : list;
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
      (depth > 0 && MAY_HOLD_FIELDS.has(container) && isMapOfTexts(object)) ||
      (depth > 0 && itemOf === undefined && (FIELD_MAPS.has(container) || isMapOfErrors(object))) ||
      (place.field !== undefined && (isMapOfTexts(object) || isMapOfRules(object)));
    const isBeside = isMap && (hasMessageName(object) || (ONE_ERROR.test(container) && isToldIn(object)));
    const holdsFieldsOnly = isMap && PLURAL_MAPS.has(container) && !isBeside;
    const isOfFields = (holdsFieldsOnly && isMapOfWords(object)) || (depth > 0 && isTreeOfErrors(object));
    let left = MAX_MEMBERS;
    for (const name in object) {
      if (--left < 0) return;
      const value = object[name];
      if (value === null || value === undefined || value === '') continue;
      if (isRootMap || isOfFields || (isMap && isFieldOf(name, value, container, holdsFieldsOnly, isBeside)))
        this.#readField(place, container, name, value);
      else if ((place.depth === 0 && isWrapped(object, name, value)) || (container === 'results' && isTold(value)))
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
      const list = meanings.length > 0 ? withErrorsAsObjects(name, value) : value;
      for (const meaning of meanings) this.#readList(place, meaning, name, list);
      if (place.depth === 0 && meanings.every(({ role }) => role === 'envelope')) this.#readRows(place, name, value);
    } else if (isObject(value)) this.#readObject(place, meanings, name, value);
  }

  #readObject(place: Place, meanings: readonly Meaning[], name: string, value: Json): void {
    // A page about the error, and none of its parts (HL7 FHIR R4, Narrative).
    if (typeof value.div === 'string' && typeof value.status === 'string') return;
    for (const meaning of meanings) {
      const { role } = meaning;
      if (role === 'wait') this.#readSpan(place, meaning, name, value);
      // A thing with its name: `{"type":"field","name":"region"}`.
      if (role === 'param' && typeof value.name === 'string')
        this.#state(place, role, meaning, name, value.name, 'name');
      if (
        role === 'code'
          ? !isCodedText(value)
          : role !== 'errors' && role !== 'more' && (role !== 'message' || !place.isError)
      )
        continue;
      // A text with its language: `{"lang":"en","value":"Not found"}`.
      if (role === 'message' && typeof value.value === 'string') {
        this.#state(place, role, meaning, name, value.value, 'value');
        if (Object.keys(value).length <= 2) return;
      }
      const isError = role === 'code' || meanings.some(isOfErrors) || OPEN_NAMES.has(name);
      this.#enqueue(value, [...place.path, name], place.depth + 1, isError, undefined, place.field);
      return;
    }
  }

  /** A wait that names its unit inside: `{"cooldown":{"seconds":15}}`. */
  #readSpan(place: Place, meaning: Meaning, name: string, span: Json): void {
    for (const unit in WAIT_UNITS) {
      const length = span[unit];
      if (typeof length === 'number')
        this.#state(place, 'wait', { ...meaning, unitMs: WAIT_UNITS[unit] }, name, length, unit);
    }
  }

  #readList(place: Place, meaning: Meaning, name: string, list: readonly unknown[]): void {
    const { role } = meaning;
    const isCode = role === 'code' || role === 'code-or-message';
    if (role === 'param') {
      const parts = list.map(nameOfField).filter((part) => typeof part === 'string' || typeof part === 'number');
      // Keys are several fields, a location is one in several parts.
      if (name === 'keys' || name === 'fields') parts.splice(1);
      if (parts.length > 0 && parts.length <= MAX_ITEMS) this.#state(place, role, meaning, name, parts.join('.'));
    } else if (role === 'trace') {
      if (ofTexts(list)) this.#state(place, role, meaning, name, list.slice(-MAX_ITEMS).join('\n'));
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

  /** Rows of what was sent, below which their errors stand: `{"shipments":[{"state":"INVALID","errors":[{"code":"…"}]}]}`. */
  #readRows(place: Place, name: string, list: readonly unknown[]): void {
    for (const [i, row] of list.slice(0, MAX_ITEMS).entries()) {
      if (isObject(row) && holdsErrors(row))
        this.#enqueue(row, [...place.path, name, String(i)], place.depth + 1, false, name, place.field);
    }
  }

  #readField(place: Place, container: string, name: string, value: unknown): void {
    const path = [...place.path, name];
    const depth = place.depth + 1;
    const field =
      place.field === undefined
        ? name
        : OWN_ERRORS.has(name) || RULES_OF_FIELDS.test(name)
          ? place.field
          : `${place.field}.${name}`;
    if (typeof value === 'string') this.fieldErrors.push({ field, said: value, path });
    // The class of an error is no field: `{"detail":{"SessionFault":{…}}}`.
    else if (isObject(value))
      this.#enqueue(value, path, depth, true, container, ERROR_CLASS.test(name) ? place.field : field);
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
