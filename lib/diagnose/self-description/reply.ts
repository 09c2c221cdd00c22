/** Reads one HTTP reply: whether it fails, by its status or by a sign in its body, and what it says about that. */
import type { Header } from '../../exchange.ts';
import { firstInk } from '../../white-space.ts';
import { type Content, contentOf, parseJson } from '../decode/content.ts';
import { isPairs } from '../decode/pairs.ts';
import { asReading } from './asked-for.ts';
import { withCondition } from './conditions.ts';
import { describe, type Prose, type Reply } from './describe.ts';
import { signInItem, signOf } from './find-sign.ts';
import { isObject, type Json } from './json.ts';
import { isFailingPage, signInProse } from './pages.ts';
import type { Sign } from './signs.ts';
import type { SelfDescription } from './types.ts';

export interface ReplyInput {
  readonly method: string;
  readonly url?: string | undefined;
  readonly status: number;
  readonly headers: readonly Header[];
  /** Media type without parameters, in lower case; empty where unknown. */
  readonly type: string;
  /** The body as text; undefined where there is none to read. */
  readonly text: string | undefined;
  /** When the reply ended, epoch ms. */
  readonly now: number;
  /** Parses the body as JSON; a caller that has parsed it already passes what it found. */
  readonly parse?: ((text: string) => unknown) | undefined;
}

export interface ReplyReading {
  readonly description: SelfDescription;
  /** What in a success says that it failed; undefined for a failing status. */
  readonly sign: Sign | undefined;
}

/** Types whose bodies quote errors without having failed: pages, scripts, style sheets, media. */
const NO_SIGNS =
  /^(?:text\/(?:html|css|markdown|csv)|image\/|audio\/|video\/|font\/|application\/(?:wasm|pdf|zip|octet-stream|xhtml\+xml))/;
const SCRIPT = /^(?:application|text)\/(?:x-)?(?:java|ecma)script$/;

/** Whether a success of this type can tell of an error at all. A script can only where it answers a call (`?callback=…`). */
export function mayTell(type: string, url: string): boolean {
  return SCRIPT.test(type) ? CALLED.test(url) : TELLING.test(type);
}

const CALLED = /[?&](?:callback|jsonp|cb)\w{0,20}=/i;
/** XML, events, lines of JSON, parts, and JSON under the name of a text. */
const TELLING =
  /^(?:text\/(?:plain|xml|event-stream|json|namevalue|x-component|x-script)|multipart\/|application\/(?:xml|x-www-form-urlencoded|[\w.+-]{0,40}json[\w.+-]{0,20}|(?:x-)?(?:ndjson|jsonlines|json-seq|jsonl)|vnd\.ogc\.[a-z_.]{1,40})|[\w.+/-]{1,80}\+xml$)/;

/** Types that servers give JSON where nobody named its own: that of a page is what many frameworks send unless told otherwise. */
const UNNAMED =
  /^(?:|text\/html|application\/octet-stream|binary\/octet-stream|(?:application|text)\/(?:x-)?javascript)$/;
/** A longer body of bytes is a file, in bytes. */
const MAX_UNNAMED_BYTES = 65_536;

/** Whether a success that a script asked for can be JSON all the same, by what is known before its body is. */
export function mayBeJson(type: string, resourceType: string | undefined, size: number | undefined): boolean {
  if (!UNNAMED.test(type) || (resourceType !== 'fetch' && resourceType !== 'xhr')) return false;
  return type.startsWith('text/') || (size ?? Number.POSITIVE_INFINITY) <= MAX_UNNAMED_BYTES;
}

/** Whether a body that has no name of JSON begins as JSON or as pairs do and can hold an error, or is a page that tells of one. */
export function holdsErrorAnyway(text: string, type: string): boolean {
  return holdsErrorAsJson(text, type) || holdsErrorAsPairs(text, type) || isFailingPage(text, type);
}

/** Gateways answer with pairs under the type of a page. */
function holdsErrorAsPairs(text: string, type: string): boolean {
  return type === 'text/html' && isPairs(text) && mayHoldError(text, type);
}

function holdsErrorAsJson(text: string, type: string): boolean {
  return UNNAMED.test(type) && startsAsJson(text) && mayHoldErrorInJson(text);
}

/** Templates of pages leave empty lines before what they write. */
function startsAsJson(text: string): boolean {
  const first = text.charCodeAt(firstInk(text));
  return first === 123 /* { */ || first === 91; /* [ */
}

/** Reads a reply; undefined where nothing says that it failed. */
export function readReply(input: ReplyInput): ReplyReading | undefined {
  const { status, type, text } = input;
  if (status >= 400) {
    const content = text === undefined ? undefined : contentOf(text, type, input.parse);
    return { description: describe(failing(input, content)), sign: undefined };
  }
  if (text === undefined || status < 200 || status >= 300) return undefined;
  // Rows that were asked for make up a page, with whatever it quotes; those that answer a call are its outcome.
  if (type === 'text/x-component' && input.method !== 'POST') return undefined;
  const isPage = isFailingPage(text, type);
  const isUnnamed = holdsErrorAsJson(text, type);
  const isOtherwise = isPage || isUnnamed || holdsErrorAsPairs(text, type);
  if (!isOtherwise && (NO_SIGNS.test(type) || !mayHoldError(text, type))) return undefined;
  const content = contentOf(text, type, input.parse);
  const form = content?.form === 'value' ? content.of : content?.form;
  if (
    !content ||
    (isPage && content.form !== 'prose') ||
    (isUnnamed && form !== 'json') ||
    (!isUnnamed && SCRIPT.test(type) && form !== 'jsonp')
  )
    return undefined;
  const sign = content.form === 'prose' ? signInProse(text, content, input.method) : signOf(content, asReading(input));
  if (!sign) return undefined;
  const { value, path, status: partStatus } = sign;
  const index = sign.index === undefined ? [] : [String(sign.index)];
  const description = describe({
    status: partStatus ?? status,
    headers: input.headers,
    value,
    path: [...index, ...path],
    prose: undefined,
    now: input.now,
    carrier: { param: sign.key, code: partStatus === undefined ? undefined : String(partStatus) },
  });
  return { description, sign };
}

function failing({ status, headers, method, now, text }: ReplyInput, content: Content | undefined): Reply {
  let value: unknown;
  let path = NO_PATH;
  let prose: Prose | undefined;
  if (content?.form === 'value') {
    value = content.of === 'xml' && content.root === 'error' ? withCondition(content.value) : content.value;
    if (content.root !== undefined) path = [content.root];
  } else if (content?.form === 'items') {
    const item = content.items.find((one) => signInItem(one, { method, status })) ?? content.items.at(-1);
    value = item?.value;
    if (item) path = [String(item.index)];
  } else if (text?.startsWith(NESTED)) value = parseJson(text);
  else prose = content?.prose;
  if (typeof value === 'string' || holdsNested(text)) value = unpacked(value);
  if (typeof value === 'string') prose = proseOf(value);
  else if (isListOfTexts(value)) prose = proseOf(value.slice(0, MAX_TEXTS).join(' '));
  return { status, headers, value, path, prose, now };
}

/** How JSON begins that stands as a text within JSON. */
const NESTED = '"{\\"';

/** A search for one character is several times as fast, and most bodies hold no backslash. */
function holdsNested(text = ''): boolean {
  return text.includes('\\') && text.includes(NESTED);
}

/** Members whose text can be the error itself as JSON. */
const PACKED = ['message', 'error', 'detail', 'body', 'Message', 'msg'];

/** The value with the error unpacked that stands in it as a text of JSON: `"{\"error\":…}"`, `{"message":"{\"code\":…}"}`. */
function unpacked(value: unknown): unknown {
  if (typeof value === 'string') return jsonObject(value) ?? value;
  if (!isObject(value)) return value;
  for (const name of PACKED) {
    const inner = jsonObject(value[name]);
    if (inner !== undefined) return { ...value, [name]: null, error: inner };
  }
  return value;
}

function jsonObject(text: unknown): Json | undefined {
  const value = typeof text === 'string' && text.startsWith('{') ? parseJson(text) : undefined;
  return isObject(value) ? value : undefined;
}

const NO_PATH: readonly string[] = [];
/** Texts of a body that is a list of them, of which one is told with those behind it. */
const MAX_TEXTS = 4;

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

function proseOf(said: string): Prose {
  return { said, code: undefined, requestId: undefined, links: [] };
}

/** How much of each end of a healthy-looking body is searched, in characters: for errors by name, which can be long themselves … */
const REACH = 1_024;
/** … and for flags, words and numbers, with at most a sentence beside them. Envelopes put either first or last. */
const SHORT_REACH = 512;
/** Bodies of many values, any of which can be the error. */
const MANY =
  /^(?:text\/event-stream|text\/x-(?:component|script)|multipart\/|application\/(?:x-)?(?:ndjson|jsonlines|json-seq|jsonl|stream\+json))/;

/**
 * A first look at JSON: the beginning of an error's name, or one of the last three letters of the other names that a sign needs.
 * Ends of one length before a colon are found several times as fast as the names themselves, since most text holds no `":`.
 */
const ERROR_NAMES = /"[Ee][Rr][Rr]/;
const ENDS =
  /(?:"ok|"OK|"Ok|val|yed|"rc|_ok|sOk|sOK|ion|ons|ult|led|res|ies|ess|ful|ded|nse|tus|ate|tat|tut|ado|ato|ome|ype|YPE|ind|ode|cod|sso|ito|olg|ret|ror|ors|_cd|_CD|[a-z]Cd|ODE|ULT|TUS|ESS|ler)"[ :]|[Dd]ata": ?null/;
/** A class of errors, which stands where a body or a result of a graph begins. */
const NAMED_CLASS =
  /"(?:[_@$]_?(?:type(?:name)?|class)|name)"\s{0,4}:\s{0,4}"[^"]{0,120}(?:Error|Exception|Fault|Failure|NotFound|Denied|Forbidden|Unauthori[sz]ed|NotAllowed|Invalid[A-Za-z]{1,60})[",]/;
/** An object whose name ends in that of an error, as the first of a body. */
const LONE_ERROR = /^\{\s{0,8}"[A-Za-z]\w{0,40}(?:Error|Exception)"\s{0,4}:\s{0,4}\{/;
/** How far it is looked for in a longer body, in characters. */
const CLASS_REACH = 128;
/** How the names begin that every sign needs. */
const NAMES =
  /"(?:[Ee]rr|ERR|not[CUDI]|CODE"|RES|RET|RS[LP]|STATUS|SUCC|[Ee]xcept|[Ff]a[iu]l|[Oo]k"|OK"|[Ss]ucc|[Ii]s_?[SO]|(?:is|has)_?[Ee]rr|[Ss]tat|estado"|esito"|[Rr]es(?:ul|p|C|_c)|[Rr](?:sp|tn|slt)_?[Cc]|[Cc]ode?"|[Bb]iz|rc"|[Ff]ehl|[Ss]uces|[Ee]xito|[Ee]rfolg|(?:payment|transaction)_?[Ss]tat|[Rr]et|(?:message_?[Tt]|[Mm]essageT|t)ype"|TYPE"|kind"|outcome"|http|FAIL|retC|[Dd]ata": ?null|(?:user|field|validation|parameter)_?[Ee]rrors")|User[Ee]rrors"/;
/** The same with the values that they have in a failure, behind the quote with which all begin: a scan for one character is short. */
const MEMBERS = new RegExp(
  `"(?:${[
    // An error that is something.
    String.raw`(?:err(?:or|eur|ore|o)?s?(?:[-_ ]?[a-z]{1,12})?|fehler|exceptions?|fault|failed|failures?|failed_?entr[a-z]{1,10}|rejected)"\s{0,4}:\s{0,4}(?!null|false|0\b|"0"|""|\[\s{0,4}\]|\{\s{0,4}\})`,
    // The name of an answer that is one, and what was not done.
    String.raw`error",\s{0,4}\{|not(?:cre|upd|destr|import|copi)[a-z]{1,8}"\s{0,4}:\s{0,4}\{\s{0,4}"`,
    // A flag that is false or zero, or one of an error that is true.
    String.raw`(?:is_?)?(?:ok|succe(?:ss(?:ful|o)?|eded|s)|sucesso|exito|erfolg|response|status|state|result|outcome)"\s{0,4}:\s{0,4}(?:"?false|"no?")`,
    String.raw`(?:success|status|result|ok)"\s{0,4}:\s{0,4}"?0\b(?!\.)`,
    String.raw`(?:is|has)_?errors?"\s{0,4}:\s{0,4}"?true`,
    // A word of failure, or the letter of an error.
    String.raw`(?:(?:payment_?|transaction_?|result_?)?status(?:_?code)?|rc|result(?:_?code|ado)?|stat(?:e|o|ut)?|estado|esito|outcome|decision|(?:message_?)?type|kind|object|message|response_?(?:type|status)|return_?status)"\s{0,4}:\s{0,4}"(?:[ef]"|ng"|fallo"|[^"]{0,60}(?:e(?:rr|xception|xpired)|fail|n(?:ot(?:_|ok| (?:found|exist|auth|valid|allow))|ok"|egad)|ko"|un(?:success|auth)|de(?:n(?:y|ied)|clin)|invalid|re(?:fus|ject|cus|chaz)|abgelehnt|too_many|[a-z]_limit))`,
    // A number that no success has, or a word under the name of a code.
    String.raw`(?:http_?)?(?:status(?:_?code)?|code?|ret(?:_?(?:code|val)|urn_?code)?|(?:re?sp?|rtn|rslt|response|result|info|biz)_?c(?:ode|d))"\s{0,4}:\s{0,4}"?\s{0,4}(?:-\d|[1-9]\d{3}|[3-9]\d\d|1(?:0[1-9]|[1-9]\d)|2(?:0[35-9]|[1-9]\d)|0{0,3}[1-9]\d?\b)`,
    String.raw`(?:code|ret(?:_?code|urn_?code)?|(?:re?sp?|rtn|rslt|response|result|biz)_?c(?:ode|d))"\s{0,4}:\s{0,4}(?:\[\s{0,4})?"[a-z]`,
  ].join('|')})`,
  'i',
);
/** What was wrong with the input of a mutation. */
const INPUT_ERRORS = /(?:[Uu]ser|[Ff]ield|[Vv]alidation|[Pp]arameter)_?[Ee]rrors"\s{0,4}:\s{0,4}\[\s{0,4}\{/;
/** What every sign needs in other forms of text. */
const MARKS = new RegExp(
  [
    // An element of an error, or of what can be one.
    String.raw`<(?:[\w-]{1,20}:)?(?:error|fault|exception|serviceexception|err|rsp|status|restexception|diagnostic)`,
    // A flag, word or number of failure in an element of an outcome.
    String.raw`<(?:[\w-]{1,20}:)?(?:ok|ack|(?:is)?success|state|outcome|result|code|(?:ret(?:urn)?|result|resp?|response)_?code)>\s{0,4}(?:<!\[CDATA\[)?\s{0,4}(?:false|nok|fail|err|[a-z_.]{1,40}(?:fail|err|exception|invalid|denied)|-\d|(?!20[0-4]<)[1-9]\d{0,8}<)`,
    // The status of a payment that was rejected.
    'Sts>RJCT<',
    // An attribute.
    String.raw`\b(?:status|stat)=["'](?:error|fail)|\berror=|code=["'][2-9]\d{3,4}["']`,
    // A name with its value.
    String.raw`(?:^|&)\w{0,30}(?:ack|status|result|response|code|err(?:or)?\w{0,8})=(?!0?(?:&|$))`,
    // A line: of an error, of an event, of a part of a batch, of a streamed chat, of an update.
    String.raw`^(?:err(?:or)?|fail(?:ed|ure)?|no|nok|ko)\s?[:|]|^[a-z]{2,20}(?:_[a-z]{2,20}){1,5}\s{0,2}$|^-\d{1,5}\s{0,2}[ |:,;]\s{0,4}[a-z]|^event:\s?\S{0,80}(?:error|failed|failure|exception)|^HTTP\/[\d.]{1,3} [45]|^3:"|^\d{1,7}\|error\|`,
  ].join('|'),
  'im',
);

/** How much of the end of a body of many values is searched, in characters: an error mostly ends a stream. */
const LATE = 131_072;
/** What nearly every error among many values has. One word to look for is found three times as fast as either of two. */
const IN_STREAMS = /error(?:":|(?<=event: error))/;
/** How much of the end is searched for the rest of the signs. */
const LAST = 16_384;
const AT_THE_END =
  /Error":|errors":|errorDetail":|"error"|"ERROR"|event:error|\.error"|failed[\n"]|"fail"|exception|success":false|"ok":false|"code":["-]|HTTP\/1\.1 [45]/;
/** Streams that routers of pages send, and how an error begins there. */
const OF_PAGES = /^text\/x-(?:component|script)/;
const IN_PAGES = /:E\{|\["(?:SanitizedError|ErrorResponse|E)",/;

/** Whether a body that came with a success can hold an error at all: a scan of its ends, or of the end alone where it holds many values. */
export function mayHoldError(text: string, type: string): boolean {
  if (MANY.test(type)) {
    const last = text.slice(-LAST);
    if (IN_STREAMS.test(text.slice(-LATE)) || AT_THE_END.test(last) || mayStandIn(last, last)) return true;
    return OF_PAGES.test(type) && IN_PAGES.test(last);
  }
  if (startsAsJson(text)) return mayHoldErrorInJson(text);
  if (text.length <= 2 * REACH) return isMarked(text);
  return isMarked(text.slice(0, REACH)) || isMarked(text.slice(-REACH));
}

function mayHoldErrorInJson(text: string): boolean {
  if (LONE_ERROR.test(text)) return true;
  if (NAMED_CLASS.test(text.length <= SHORT_REACH ? text : text.slice(0, CLASS_REACH))) return true;
  if (text.length <= 2 * REACH) return (ERROR_NAMES.test(text) || ENDS.test(text)) && hasTellingMember(text);
  return (
    mayStandIn(text.slice(0, REACH), text.slice(0, SHORT_REACH)) ||
    mayStandIn(text.slice(-REACH), text.slice(-SHORT_REACH))
  );
}

/** `end`: a longer part at one end of the body, `near`: the shorter one. */
function mayStandIn(end: string, near: string): boolean {
  return (ERROR_NAMES.test(end) && hasTellingMember(end)) || (ENDS.test(near) && hasTellingMember(near));
}

function hasTellingMember(text: string): boolean {
  return NAMES.test(text) && (MEMBERS.test(text) || (text.includes('rrors"') && INPUT_ERRORS.test(text)));
}

function isMarked(text: string): boolean {
  return hasTellingMember(text) || MARKS.test(text);
}
