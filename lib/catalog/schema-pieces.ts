/**
 * The smallest pieces of the family schema. The message of each says what was expected in its place; parse-family.ts hands
 * it on.
 */
import * as v from 'valibot';
import { isHostPattern } from './host-pattern.ts';
import { isMemberPath } from './references.ts';
import { templateFault } from './template.ts';

/** Longest text a family may hold in one place, in characters. */
const MAX_TEXT = 2_000;
/** Longest code, in characters. What is longer on the wire is cut before it is compared. */
const MAX_CODE = 200;
/** Entries of one family, shapes of one family, and items of any other list. */
export const MAX_ENTRIES = 5_000;
export const MAX_SHAPES = 200;
const MAX_LIST = 200;
/** Largest number a range can hold: close codes have 16 bits (RFC 6455 section 5.5.1), statuses stay below. */
const MAX_IN_RANGE = 65_535;
/** Longest documented wait, in milliseconds: one day. */
const MAX_BACKOFF_MS = 86_400_000;

/** An object that may have these members and no others. Unlike `strictObject`, every stranger is a fault of its own. */
export function exactly<const T extends v.ObjectEntries>(entries: T): v.StrictObjectSchema<T, undefined> {
  // The rest is `never`, so that what comes out has the type of a strict object.
  return noList(v.objectWithRest(entries, v.never('no such member'), 'an object')) as unknown as v.StrictObjectSchema<
    T,
    undefined
  >;
}

/** Of objects: to the library a list is one, too. */
function noList<T extends v.GenericSchema>(schema: T): T {
  const none = v.never('an object');
  return {
    ...schema,
    '~run': (dataset, config) => (Array.isArray(dataset.value) ? none : schema)['~run'](dataset, config),
  };
}

export function oneOf<const T extends readonly string[]>(words: T) {
  return v.picklist(words, `one of ${words.join(', ')}`);
}

/** A list that may be empty, which is as good as none. */
export function anyListOf<T extends v.GenericSchema>(item: T, max = MAX_LIST) {
  return v.pipe(v.array(item, 'a list'), v.maxLength(max, `at most ${max} items`));
}

export function listOf<T extends v.GenericSchema>(item: T, max = MAX_LIST) {
  return v.pipe(anyListOf(item, max), v.minLength(1, 'a list that is not empty'));
}

export function recordOf<T extends v.GenericSchema>(key: v.GenericSchema<string, string>, value: T) {
  return noList(v.record(key, value, 'an object'));
}

export const Text = v.pipe(
  v.string('a text'),
  v.nonEmpty('a text that is not empty'),
  v.maxLength(MAX_TEXT, `at most ${MAX_TEXT} characters`),
);
export const Code = v.pipe(
  v.string('a code as text'),
  v.nonEmpty('a code that is not empty'),
  v.maxLength(MAX_CODE, `a code of at most ${MAX_CODE} characters`),
);
export const Url = v.pipe(Text, v.url('an https address'), v.startsWith('https://', 'an https address'));
export const Id = v.pipe(
  v.string('an id'),
  v.regex(/^[a-z][a-z0-9-]{0,63}$/, 'an id of lower-case letters, digits and hyphens'),
);
export const EntryId = v.pipe(
  v.string('an id'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'an id of lower-case letters, digits and hyphens'),
);
export const Day = v.pipe(v.string('a date'), v.isoDate('a date such as 2026-11-25'));
/** Numbers between dots, so that any two can be compared. */
export const Version = v.pipe(v.string('a version'), v.regex(/^\d{1,9}(?:\.\d{1,9}){0,3}$/, 'a version such as 1.2'));
export const HostPattern = v.pipe(
  v.string('a host'),
  v.check(isHostPattern, 'a host such as example.com or *.example.com'),
);
export const MemberPath = v.pipe(Text, v.check(isMemberPath, 'a member path such as error.code'));

const Bound = v.pipe(
  v.number('a number'),
  v.integer('an integer'),
  v.minValue(0, 'a number from 0'),
  v.maxValue(MAX_IN_RANGE, `a number up to ${MAX_IN_RANGE}`),
);
export const RangeSchema = v.pipe(
  v.strictTuple([Bound, Bound], 'a range [from, to]'),
  v.check(([from, to]) => from <= to, 'a range whose first number is not above its second'),
);

/** A literal text with named places: `Playset '{name}' not found`. `{seconds}` is read as a wait. Matching is anchored and linear. */
export const TemplateSchema = v.pipe(
  Text,
  v.rawCheck(({ dataset, addIssue }) => {
    const fault = dataset.typed ? templateFault(dataset.value) : undefined;
    if (fault !== undefined) addIssue({ message: fault });
  }),
);
/** The same with letters of its own: places alone would fit every text. */
export const TellingTemplate = v.pipe(
  TemplateSchema,
  v.check((text) => text.replace(/\{[^{}]*\}/g, '').trim() !== '', 'some text beside its places'),
);
/** Words about a code without an entry, in which `{code}` and `{text}` are filled in from the wire. */
export const UnlistedText = v.pipe(
  TemplateSchema,
  v.check((text) => !/\{(?!(?:code|text)\})/.test(text), 'no places but {code} and {text}'),
);

/** A documented wait, in milliseconds. */
export const Wait = v.pipe(
  v.number('milliseconds'),
  v.minValue(0, 'milliseconds from 0'),
  v.maxValue(MAX_BACKOFF_MS, 'at most one day'),
);
