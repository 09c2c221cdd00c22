/** The server's own words, the field it blames, and further errors of the same reply. */
import { codeBeforeText, codeIn, repeatsStatus } from './codes.ts';
import { isFailingWord, isText } from './envelope.ts';
import { errorOfTrace } from './traces.ts';
import { cap, MAX_ID, MAX_SAID, type Stated, type StatedError } from './types.ts';
import type { FieldError, Place, Statement, Walked } from './walk.ts';

/** Further errors that are kept. */
const MAX_ERRORS = 20;

interface Sentence {
  readonly text: string;
  readonly statement: { readonly path: readonly string[] };
  readonly depth: number;
  readonly rank: number;
  /** A title or a reason, as it stands over what explains it. */
  readonly isHeading: boolean;
}

/** The words of a reply: the outermost message and, where it says more, what explains it. */
export function saidOf({ statements, fieldErrors }: Walked, status: number): Stated<string> | undefined {
  const sentences = statements.filter((statement) => isWords(statement)).map(toSentence);
  for (const error of fieldErrors) sentences.push(ofFieldError(error));
  sentences.sort(byPlace);
  // The name of the status, or a word for a failure, says nothing where anything else is said.
  const telling = sentences.filter(({ text }) => !(repeatsStatus(text, status) || isFailingWord(text)));
  if (telling.length === 0) {
    const thrown = thrownIn(statements);
    if (thrown) return thrown;
  }
  const ordered = telling.length > 0 ? telling : sentences;
  const first = ordered[0];
  if (!first) return phraseOf(statements, status);
  const second = ordered.find((other) => !first.text.includes(other.text));
  const text = !second ? first.text : second.text.includes(first.text) ? second.text : both(first, second);
  return { value: cap(text.trim(), MAX_SAID), where: { kind: 'member', path: first.statement.path } };
}

function toSentence(statement: Statement): Sentence {
  const value = String(statement.value);
  const text = statement.role === 'code' ? (codeBeforeText(value)?.text ?? value) : value;
  const { place, rank, role } = statement;
  return { text, statement, depth: place.depth, rank, isHeading: role === 'code-or-message' };
}

/** A text about one field comes after whatever is said of the whole. */
function ofFieldError(error: FieldError): Sentence {
  return { text: error.said, statement: error, depth: AFTER_ALL, rank: 0, isHeading: false };
}

const AFTER_ALL = 99;

function byPlace(a: Sentence, b: Sentence): number {
  return a.depth - b.depth || a.rank - b.rank;
}

/** What a stack trace says of the error, for replies whose message says no more than their status. */
function thrownIn(statements: readonly Statement[]): Stated<string> | undefined {
  for (const { role, value, path } of statements) {
    const said = role === 'trace' && typeof value === 'string' ? errorOfTrace(value) : undefined;
    if (said !== undefined) return { value: cap(said, MAX_SAID), where: { kind: 'member', path } };
  }
  return undefined;
}

/** The name of the status, where it is all that is said. */
function phraseOf(statements: readonly Statement[], status: number): Stated<string> | undefined {
  const found = statements.find(
    ({ role, value }) => role === 'code-or-message' && typeof value === 'string' && repeatsStatus(value, status),
  );
  return found && { value: cap(String(found.value), MAX_SAID), where: { kind: 'member', path: found.path } };
}

/** Two sentences in one line: the second is another complaint of the same list or map, a heading, or explains the first. */
function both(first: Sentence, second: Sentence): string {
  const isOther = areSiblings(first.statement.path, second.statement.path) || (isOfField(first) && isOfField(second));
  if (isOther) return joined(first.text, second.text, ';');
  return joined(first.text, second.text, second.isHeading && /^\p{Lu}/u.test(second.text) ? '.' : ':');
}

const isOfField = ({ depth }: Sentence): boolean => depth === AFTER_ALL;

/** Whether two paths differ in nothing but places in lists. */
function areSiblings(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((part, i) => part === other[i] || (/^\d+$/.test(part) && /^\d+$/.test(other[i] ?? '')))
  );
}

/** Two sentences in one line, with a mark between them where the first has none. */
export function joined(first: string, second: string, mark = ':'): string {
  const lead = first.trim();
  return /[.!?:;]$/.test(lead) ? `${lead} ${second.trim()}` : `${lead}${mark} ${second.trim()}`;
}

/** Whether a statement is prose: a message, or a text with spaces where a code could stand. */
function isWords({ role, value, place, name }: Statement): boolean {
  if (typeof value !== 'string' || ADDRESS.test(value)) return false;
  if (role === 'message') return place.isError || EXPLICIT.test(name);
  if (role === 'code') return value.includes('::') && isText(codeBeforeText(value)?.text);
  return (
    role === 'code-or-message' &&
    (place.isError || EXPLICIT.test(name)) &&
    !/^id$/i.test(name) &&
    /\S\s+\S|[^\x20-\x7e]/.test(value)
  );
}

/** Nothing but an address, which is told as a link. */
const ADDRESS = /^https?:\/\/\S+$/i;

/** Names that mean an error's text wherever they stand. */
const EXPLICIT = /^(?:messages?|msg|err(?:or)?s?|err(?:or)?[-_]?(?:msg|message|description|text))$/i;

/** The first field that the reply blames. */
export function paramOf({ statements, fieldErrors }: Walked): Stated<string> | undefined {
  const stated = statements
    .filter(isParam)
    .sort((a, b) => a.place.depth - b.place.depth || a.rank - b.rank || a.order - b.order)[0];
  if (stated) return { value: fieldName(String(stated.value)), where: { kind: 'member', path: stated.path } };
  const field = fieldErrors.find(({ field: name }) => !OF_THE_WHOLE.has(name));
  if (field) return { value: cap(field.field, MAX_ID), where: { kind: 'member', path: field.path.slice(0, -1) } };
  const keyed = statements.find(({ place }) => place.field !== undefined);
  return keyed?.place.field === undefined
    ? undefined
    : { value: cap(keyed.place.field, MAX_ID), where: { kind: 'member', path: keyed.place.path } };
}

/** Keys under which frameworks put the errors of no single field. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set([
  '',
  'base',
  '__all__',
  '_schema',
  '_error',
  '_errors',
  'non_field_errors',
]);

/** Names that are as often about the request's address or the source file as about a field. */
const VAGUE = /^(?:path|location|element|column|source|target|keys)$/i;

function isParam({ role, value, name, place }: Statement): boolean {
  if (role !== 'param' || (typeof value !== 'string' && typeof value !== 'number')) return false;
  if (!VAGUE.test(name)) return typeof value === 'string' && value.length <= MAX_ID;
  return place.depth > 0 && !/^https?:|^\/.*\/|\s/i.test(String(value)) && place.isError;
}

/** Where a request carries its fields, which some frameworks put before the field's name. */
const CARRIERS = /^(?:path|query|body|header|cookie|form)\./;

function fieldName(path: string): string {
  return cap(path.replace(CARRIERS, ''), MAX_ID);
}

/** Fields as validators name them in sentences, for replies that name them nowhere else. */
const FIELD_SENTENCES = [
  // How a database names the columns of a key that is there already, or of one that is not.
  /\bKey \(([\w., ]{1,80})\)=\(/,
  /\bfield validation for ['"`“]([\w.$[\]-]{1,80})['"`”]/i,
  /(?<!\b(?:or|and|check|see|oder|et|y) )['"`“]([\w.$[\]-]{1,80})['"`”]\s+(?:property|parameter|param|field|argument|attribute|header)\b/i,
  /\b(?:property|parameter|param|field|argument|attribute|member|(?<!\b(?:with|by|for|of|has) (?:the )?)key|column|header)\s+['"`“]([\w.$[\]-]{1,80})['"`”]/i,
  // `Missing required parameter: redirect_uri`, the name being the last word.
  /\b(?:parameter|param|field|argument|property|attribute)s?:\s{1,4}['"`“]?([a-z_][\w.$[\]-]{0,79})['"`”]?\.?$/i,
  /^['"`“]?([a-z][\w.$[\]-]{0,79})['"`”]?\s+(?:must be|must have|must not|should not be|should be|is required|is invalid|can(?:no|')t be|is not a valid|is missing|has already been taken)\b/,
];

/** The field that a sentence blames, for refused requests only. */
export function paramInWords(said: string): string | undefined {
  for (const pattern of FIELD_SENTENCES) {
    const found = pattern.exec(said.slice(0, MAX_SAID))?.[1];
    if (found !== undefined && !COMMON_SUBJECTS.has(found.toLowerCase())) return found;
  }
  return undefined;
}

const COMMON_SUBJECTS: ReadonlySet<string> = new Set(
  'it this that you request value input token body payload user there they which details'.split(' '),
);

/** Every error of a list, a map of fields or a batch that is not already the reply's own code and words. */
export function errorsOf(
  walked: Walked,
  codeAt: readonly string[] | undefined,
  said: string | undefined,
  status: number,
): StatedError[] {
  const errors: StatedError[] = walked.fieldErrors.slice(0, MAX_ERRORS).map((error) => ofField(error));
  for (const place of walked.places) {
    if (errors.length >= MAX_ERRORS) break;
    if (place.itemOf === undefined) continue;
    const error = ofPlace(place, walked, status);
    if (error && !isMain(place, codeAt, error, said)) errors.push(error);
  }
  return errors;
}

function ofField({ field, said }: FieldError): StatedError {
  const param = OF_THE_WHOLE.has(field) ? undefined : cap(field, MAX_ID);
  return { code: undefined, said: cap(said, MAX_SAID), param };
}

function ofPlace(place: Place, { statements, places }: Walked, status: number): StatedError | undefined {
  const own = statements.filter((statement) => statement.place === place || isChildOf(statement.place, place, places));
  const code = own
    .filter(({ role }) => role === 'code' || role === 'code-or-message')
    .map((statement) => codeIn(statement, status))
    .find((one) => one !== undefined);
  const words = own.filter(isWords).sort((a, b) => a.rank - b.rank)[0];
  const param = own.find(isParam);
  if (!words && !code) return undefined;
  return {
    code,
    said: words && cap(String(words.value), MAX_SAID),
    param: param ? fieldName(String(param.value)) : place.field && cap(place.field, MAX_ID),
  };
}

function isChildOf(child: Place, parent: Place, places: readonly Place[]): boolean {
  if (child.itemOf !== undefined || child.depth <= parent.depth || !places.includes(child)) return false;
  return parent.path.every((part, i) => child.path[i] === part);
}

function isMain(
  place: Place,
  codeAt: readonly string[] | undefined,
  { said }: StatedError,
  main: string | undefined,
): boolean {
  const holdsCode = codeAt !== undefined && place.path.every((part, i) => codeAt[i] === part);
  return holdsCode || (codeAt === undefined && said !== undefined && main === said && place.field === undefined);
}
