/** Which statement of a reply is a code, and what of it. */

import { plainWord } from './plain-words.ts';
import { cap, MAX_CODE } from './types.ts';
import type { Place, Statement } from './walk.ts';

/** Words that stand for every failure or for a whole class of status. Compared without case and separators. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'error errors err fail failed failure unknown unknownerror unknownfailurereason unexpected general generic default invalid invalidrequest badrequest ' +
    'invalidrequesterror validationfailed validation requesterror clienterror api apierror http httperror exception oauth forbidden unauthorized ' +
    'unauthenticated notfound methodnotallowed conflict gone unprocessableentity unprocessablecontent internal internalerror internalservererror ' +
    'client server servererror toomanyrequests declined refused rejected denied notimplemented badgateway serviceunavailable gatewaytimeout paymentrequired ' +
    // google/rpc/code.proto
    'cancelled invalidargument deadlineexceeded alreadyexists permissiondenied resourceexhausted failedprecondition aborted outofrange unimplemented unavailable dataloss'
  ).split(' '),
);

/** Words in a status member that only tell that it failed. */
const STATUS_WORDS: ReadonlySet<string> = new Set(
  'err erro errore erreur fehler fallo result response reply answer ack return next complete completion update message event list object error errors fail failed failure ok success successful true false notok nok ko ng bad rejected invalid incomplete down none null warning warn info fatal critical notice debug'.split(
    ' ',
  ),
);

/** Types that only tell in which form the errors come: `error.list`, `ErrorResponse`, `array`. */
const FORM_OF_ERRORS =
  /^(?:errors?[._-]?(?:list|response|result|object|reply|collection|document|envelope|message|details?)|array|list|collection)$/i;

/** The only status word that some services use as their code. */
const NOT_OK: ReadonlySet<string> = new Set(['NOTOK']);

/** A code without white space that is no address: `card_declined`, `auth/user-not-found`, `E1003`, `urn:x:y`. */
const TOKEN = /^[^\s"'<>{}[\]()]{1,4096}$/;
/** RFC 9457 section 4.2.1: the type of a problem that has none. */
const NO_TYPE = 'about:blank';
const ADDRESS = /^[a-z][a-z0-9+.-]{0,30}:\/\//i;
/** A code before its explanation: `WEAK_PASSWORD : Password should …`, `ChannelRateLimitReached: Too many channels`. */
const LEADING_UPPER = /^([A-Z][A-Z0-9]{1,40}(?:_[A-Z0-9]{1,40}){0,12})(?=$|\s?:\s)/;
const LEADING_CAMEL = /^([A-Z][a-z0-9]{1,40}(?:[A-Z][a-z0-9]{1,40}){1,8})(?=:\s)/;
/** A code of a numbered list: `E1003`, `0x002`, `21211`. */
export const NUMBERED_CODE = /^[A-Za-z]{0,12}[-_.]?(?:0x)?\d{1,7}$/;
const OUTRIGHT = /^err(?:or)?$/i;
/** Dots behind a path of words, put there so that nobody compares the whole text: `path/not_found/..`. */
const PADDING = /(?<=\w)\/\.{0,8}$/;
const ERROR_ID = /^error[-_. ]?id$/i;
/** Names that hold a code only where it is written as one, since they mostly hold something else. */
const WORDED = /^(?:id|label|number|message[-_]?id)$/i;
const SEVERAL_WORDS =
  /^(?:[A-Za-z]{2,30}(?:[._-][A-Za-z]{2,30}){1,8}|[A-Z][a-z]{1,30}(?:[A-Z][a-z]{1,30}){1,6}|[A-Z]{4,40})$/;
/** Names that, below details, are those of the thing that the request was about. */
const NAMING = /^(?:name|title|id|label|category|type)$/i;
export const DETAILS = /^(?:details?|params?|parameters?)$/i;
/** Parts of a request, as validators tell where the rejected value stood: `{"type":"field","path":"email"}`. */
const PARTS_OF_REQUEST: ReadonlySet<string> = new Set(
  'field body query param params parameter header headers cookie cookies path form url file'.split(' '),
);
/** A code in two parts, its second in words: `EAPI:Invalid key`. */
const PARTED = /^[A-Z][A-Za-z]{2,15}:[A-Z][a-z]{1,20}(?: [\w-]{1,20}){0,4}$/;
/** JSON-RPC 2.0 section 5.1: numbers reserved by the standard. */
const RPC_FROM = -32_768;
const RPC_TO = -32_000;

export function bareWord(text: string): string {
  return text
    .slice(0, MAX_CODE)
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();
}

/** The side that SOAP blames (SOAP 1.1 section 4.4.1, SOAP 1.2 part 1 section 5.4.6), whatever prefix its namespace has. */
const SOAP_SIDE = /^[\w-]{1,20}:(?:Server|Client|Receiver|Sender)$/;

/** Whether a code names no more than that side: `soap:Client`. */
export function isSoapSide(code: string): boolean {
  return code.includes(':') && SOAP_SIDE.test(code);
}

export function isGeneric(code: string): boolean {
  if (isSoapSide(code)) return true;
  const word = bareWord(code);
  return GENERIC.has(word) || GENERIC.has(word.replace(/(?:exception|error)$/, ''));
}

/** Whether a code is a number that JSON-RPC reserves. */
export function isReservedNumber(code: string): boolean {
  const number = Number(code);
  return number >= RPC_FROM && number <= RPC_TO;
}

/** Whether a text can be a code: one token, no address, no sentence. */
export function isCodeLike(text: string): boolean {
  if (text.includes(' ') || !TOKEN.test(text)) return false;
  return (!text.includes('://') || !ADDRESS.test(text)) && text !== NO_TYPE && /[a-z0-9]/i.test(text);
}

/** Reason phrases of the statuses whose name servers repeat as text, without separators (RFC 9110 section 15, RFC 6585). */
const PHRASES: Readonly<Record<number, string>> = {
  400: 'badrequest',
  401: 'unauthorized',
  402: 'paymentrequired',
  403: 'forbidden',
  404: 'notfound',
  405: 'methodnotallowed',
  406: 'notacceptable',
  408: 'requesttimeout',
  409: 'conflict',
  410: 'gone',
  412: 'preconditionfailed',
  413: 'payloadtoolarge',
  415: 'unsupportedmediatype',
  422: 'unprocessableentity',
  423: 'locked',
  424: 'faileddependency',
  429: 'toomanyrequests',
  500: 'internalservererror',
  501: 'notimplemented',
  502: 'badgateway',
  503: 'serviceunavailable',
  504: 'gatewaytimeout',
};

/** One word or several with spaces, the first with a capital. */
const PHRASE = /^(?:[A-Z][a-z]{1,30}|[A-Z]{2,30})(?: [A-Za-z-]{1,30}){0,4}[.!]?$/;

/** Whether a text is nothing but the name of the status. */
export function repeatsStatus(text: string, status: number): boolean {
  // `too_many_requests` and `NotFound` are written as codes; `Not Found` and `Unauthorized` as the status line has them.
  return PHRASES[status] !== undefined && PHRASE.test(text) && bareWord(text) === PHRASES[status];
}

/** An HTTP status of a failure, given as a number or as digits. */
export function failingStatus(value: unknown): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : 0;
  return Number.isInteger(number) && number >= 400 && number <= 599 ? number : undefined;
}

/** Whether a member tells only in which form the errors come: `"type":"error.list"`. */
export function isFormOfErrors(name: string, value: unknown): boolean {
  return name === 'type' && typeof value === 'string' && (STATUS_WORDS.has(value) || FORM_OF_ERRORS.test(value));
}

/** The code that a statement makes; undefined where it makes none. `status` is the HTTP status, 0 where there is none. */
export function codeIn(statement: Statement, status: number): string | undefined {
  const { role, value, name, place } = statement;
  switch (role) {
    case 'code':
      // An id of the error among the service's logs is no code; a short number is.
      if (ERROR_ID.test(name) && !/^\d{1,6}$/.test(String(value))) return undefined;
      return codeOf(value, status, name);
    case 'code-or-message':
      return place.isError || OUTRIGHT.test(name) ? wordIn(statement, status) : undefined;
    case 'status':
      if (!place.isError || typeof value === 'boolean') return undefined;
      // A number that no status is must be a code of the service.
      if (/^[1-3]\d\d$/.test(String(value)) && !isBesideFailure(statement)) return undefined;
      return STATUS_WORDS.has(bareWord(String(value))) ? undefined : codeOf(value, status, name);
    case 'message':
      return typeof value === 'string' && place.isError
        ? (leadingCode(value, status) ?? (isParted(value) || isKey(value) ? value : undefined))
        : undefined;
    default:
      return undefined;
  }
}

/** Whether a number that is no plain success stands beside a word or a text for a failure: `{"status":"failure","statuscode":102}`. */
function isBesideFailure({ value, place: { object } }: Statement): boolean {
  if (/^20[0-4]$/.test(String(value))) return false;
  if (/^(?:fail(?:ed|ure)?|error)$/i.test(String(object.status))) return true;
  return Object.keys(object).some((name) => ERROR_TEXT.test(name) && typeof object[name] === 'string');
}

/** Names of texts that only an error has. */
const ERROR_TEXT = /^err(?:or)?[-_]?(?:text|msg|message)$/i;

function codeOf(given: unknown, status: number, name: string): string | undefined {
  if (typeof given === 'number')
    return Number.isFinite(given) && given !== status && given !== 0 ? String(given) : undefined;
  if (typeof given !== 'string') return undefined;
  const value = given.trim();
  if (value === String(status) || value === '0') return undefined;
  if (value.includes('::')) {
    const { code } = codeBeforeText(value) ?? {};
    if (code !== undefined) return cap(code, MAX_CODE);
  }
  // A type with its namespace: `com.example.service#ThrottlingException`, and `ThrottlingException:http://…`.
  // `Fault:#Some.Namespace` has it behind.
  const typed =
    value.includes('#') || value.includes(':')
      ? value
          .replace(/:#.*$/s, '')
          .replace(/^[^#]*#/, '')
          .replace(/:(?:https?:.*)?$/, '')
      : value;
  const bare = typed.endsWith('.') || typed.endsWith('/') ? typed.replace(PADDING, '') : typed;
  if (isCodeLike(bare)) return cap(bare, MAX_CODE);
  // Some services write their code as two or three words; a status with its name is none: `400 BadRequest`.
  if (failingStatus(value.slice(0, 3)) !== undefined) return undefined;
  return name.toLowerCase() === 'code' && /^[\w.-]+(?:,? [\w.-]+){1,2}$/.test(value.slice(0, MAX_CODE + 1))
    ? cap(value, MAX_CODE)
    : undefined;
}

function wordIn({ name, value, place, isListed }: Statement, status: number): string | undefined {
  // One word for several codes tells which ones were asked for.
  if (name === 'codes' && !isListed) return undefined;
  if (typeof value === 'number') {
    // The id of a message of an error is its number in the list of messages.
    const isOfMessage = name === 'id' && place.itemOf === 'messages' && place.object.type === 'error';
    return isOfMessage || /^(?:err(?:or)?|type)$/i.test(name) ? codeOf(value, status, name) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const leading =
    name === 'reason' || name === 'error' ? (leadingCode(value, status) ?? leadingClass(value)) : undefined;
  if (leading !== undefined) return leading;
  const numbered = NUMBERED_TEXT.exec(value)?.[1];
  if (numbered !== undefined && numbered !== String(status)) return numbered;
  if (value.includes(' ')) return isParted(value) ? value : undefined;
  if (WORDED.test(name) && !isWordedCode(value, place)) return undefined;
  // Beside a field an id is that of the part that was wrong.
  if (name === 'id' && Object.hasOwn(place.object, 'field')) return undefined;
  if (NAME.test(name) && isOfThing(value, place)) return undefined;
  if (name === 'type' && Object.hasOwn(place.object, 'id') && isOfThing(value, place)) return undefined;
  if (NAMING.test(name) && DETAILS.test(place.path.at(-1) ?? '')) return undefined;
  if (!isCodeLike(value) || STATUS_WORDS.has(bareWord(value))) return undefined;
  if (/^\d+$/.test(value) && !WORDED.test(name)) return undefined;
  if (name === 'type' && (PARTS_OF_REQUEST.has(value) || FORM_OF_ERRORS.test(value))) return undefined;
  if (name !== 'reason' && name !== 'type' && repeatsStatus(value, status)) return undefined;
  return codeOf(value, status, name);
}

/** A number, arguments and a text in one: `403::Handshake denied` (Bayeux 1.0, "error"). */
const NUMBERED_TEXT = /^(\d{3}):[^:]{0,80}:\S/;

/** A code and its text in one: `FAIL_QUACK::The pond is frozen`. */
const CODE_BEFORE_TEXT = /^([A-Z][A-Z0-9_]{2,79})::(.*)$/s;

export function codeBeforeText(value: string): { readonly code: string; readonly text: string } | undefined {
  const [, code, text] = CODE_BEFORE_TEXT.exec(value) ?? [];
  return code === undefined || text === undefined ? undefined : { code, text };
}

const NAME = /^name$/i;

/** Whether a name, or a type beside an id, is that of a thing or a person: one plain word that nothing explains. */
function isOfThing(value: string, { object }: Place): boolean {
  return (
    !SEVERAL_WORDS.test(value) &&
    !isGeneric(value) &&
    !['message', 'description'].some((other) => Object.hasOwn(object, other))
  );
}

/** Whether a text is the key of one, in words of failure: `error.duck.missing`, `duck-not-found`. */
function isKey(value: string): boolean {
  return KEY.test(value) && plainWord(value) !== undefined;
}

/** Words with one sign between them, the first in small letters. */
const KEY = /^[a-z]\w{1,40}(?:[./-][a-zA-Z]\w{1,40}){1,8}$|^[a-z]{2,30}(?:_[a-z0-9]{2,30}){1,8}$/;

function isParted(value: string): boolean {
  return value.includes(':') && PARTED.test(value);
}

function leadingClass(value: string): string | undefined {
  return value.includes(': ') ? LEADING_CAMEL.exec(value)?.[1] : undefined;
}

/** Whether an id or a label is a code: written in words, or a number right below `error`. */
function isWordedCode(value: string, { path }: Place): boolean {
  if (SEVERAL_WORDS.test(value) || (/^[a-z]+$/.test(value) && isGeneric(value))) return true;
  if (/^[A-Z]{2,6}\d{3,6}$/.test(value) && /(?:exception|error|fault)$/i.test(path.at(-1) ?? '')) return true;
  return /^(?=.{0,7}\d{3})-?[\dA-F]{3,10}$/.test(value) && /^err(?:or)?$/i.test(path.at(-1) ?? '');
}

/** A code that stands before its explanation, or alone where a message is expected. */
export function leadingCode(text: string, status: number): string | undefined {
  // A capital and no small letter after it: nearly every sentence drops out here.
  if (!/^[A-Z](?![a-z])/.test(text)) return undefined;
  const code = LEADING_UPPER.exec(text)?.[1];
  if (code === undefined || code.length < 4 || repeatsStatus(code, status)) return undefined;
  // A single word before a colon is as often a level or a method as a code.
  if (code.length < text.length && !/[_\d]/.test(code)) return undefined;
  return STATUS_WORDS.has(code.toLowerCase()) && !NOT_OK.has(code) ? undefined : code;
}
