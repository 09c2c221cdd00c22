/** What a request asks for by its address, where a reply that looks like a failure is just that: a refusal, a state, a list of errors. */
import { isText, NEGATIONS } from './envelope.ts';
import type { Json } from './json.ts';
import { wordsOf } from './plain-words.ts';
import { mayChange, type SignContext } from './sign-context.ts';
import { refusesCall } from './tellings.ts';

/** The path of an address, without what stands before and behind it. */
const PATH = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#]{0,300})?([^?#]{0,2000})/i;
/** Words that ask for findings, of which each can be an error. */
const ASKS_FOR_FINDINGS = words(
  'validate validator validation check checks lint audit scan analyze analyse evaluate eval inspect',
);
/** Words that ask to turn something down, to decide on it, for what became of it, or for what would. */
const ASKS_FOR_OUTCOME = words(
  'decline reject refuse deny fail review decide decision simulate mock echo import imports ' +
    'status state verify search query lookup find get list fetch retrieve read show history inquiry enquiry details report reports export score',
);
/** Verbs with which a path asks for what there is, as the first word of its last segment: `getJob`, `list-orders`. */
const READING = words(
  'get list find search fetch read show lookup retrieve inquiry enquiry count describe view browse',
);
/** What there is to be read, as the last word of that segment: `deviceStatus`, `orders/page`. */
const READ = words(
  'status state info detail details history page list search result results logs stats statistics activity analytics timeline',
);
/** Verbs with which a path of that end asks for a change all the same, or for several things at once: `updateStatus`, `multi_search`. */
const NO_READING = words(
  'set update change save create make send clear delete remove add post put submit export import start stop cancel sync refresh reset ' +
    'approve reject upload register publish push write edit modify insert upsert patch mark toggle confirm multi batch bulk msearch',
);
/** What a payment is called, as the last word of a path. */
const PAYMENTS = words(
  'payment pay charge transaction sale purchase refund payout authorization authorisation checkout authorize authorise approve capture confirm',
);
/** What is tried, so that a refusal is how it came out: a guess, the answer to a question. */
const TRIES = words('guess guesses answer answers quiz quizzes puzzle puzzles riddle riddles');
/** What is tried in a game, and done elsewhere too. */
const PLAYS = words('attempt attempts play move moves spin roll attack battle bet hunt shoot');
/** What tells by its name that such a thing is played. */
const GAMES = words('game games quiz quizzes puzzle puzzles riddle riddles word words');
/** How such a refusal is told, in a game alone and elsewhere too. */
const LOST = /\b(?:missed|(?<!connection |session )lost|lose|no luck|nope|game over|critical failure)\b/i;
const MISSED = /\b(?:wrong|incorrect|not (?:the|a|an|correct|right|quite))\b/i;
/** Names of lists of errors. */
const LIST_OF_ERRORS =
  /^(?:errors|exceptions|failures|faults|problems|alarms|alerts|logs|diagnostics|(?:error|status|response|decline)[-_]?codes)(?:\.json)?$/i;
/** How a change says what it did away with: "Profile deleted". */
const REMOVED = /^(?:\w{1,30} ){1,2}(?:was |has been )?(?:deleted|removed)[.!]?$/i;
/** Segments at the end of a path that are looked at: a list, or the list and one of it. */
const LAST = 2;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Whether an outcome is what was asked for: `POST /quotes/8/decline`, `POST /getTransaction`, `POST /payments/search`. */
export function asksForOutcome(context: SignContext): boolean {
  return verbsOf(context).some((verb) => ASKS_FOR_OUTCOME.has(verb)) || asksForFindings(context);
}

/** The context as that of a GET, where a POST only reads by its path: what it answers is the state of things. */
export function asReading<T extends SignContext>(context: T): T {
  return context.method === 'POST' && isReading(context) ? { ...context, method: 'GET', isPosted: true } : context;
}

function isReading({ url }: SignContext): boolean {
  const segments = segmentsOf(url);
  const last = segments.at(-1) ?? '';
  const names = wordsOf(/\d/.test(last) && segments.length > 1 ? (segments.at(-2) ?? '') : last);
  const [verb = ''] = names;
  return READING.has(verb) || (READ.has(names.at(-1) ?? '') && !NO_READING.has(verb));
}

/** Whether something was sent to be looked at: `POST /invoices/validate`, `POST /Patient/$validate`. */
export function asksForFindings(context: SignContext): boolean {
  return segmentsOf(context.url).some((segment) => {
    const [verb = '', thing] = wordsOf(segment);
    return ASKS_FOR_FINDINGS.has(verb) && thing !== 'in' && thing !== 'out';
  });
}

/** Whether an address was sent to be looked at, and the object is what it answered: `{"url":"…","status":404,"ok":false}`. */
export function isOfProbe(object: Json, context: SignContext): boolean {
  return asksForFindings(context) && PROBED.some((name) => isText(object[name]) && !isOwnPath(object[name], context));
}

/** Whether a text is the address or the path to which the request itself went, as frameworks repeat it. */
function isOwnPath(text: string, { url }: SignContext): boolean {
  return text === url || (text.startsWith('/') && url !== undefined && PATH.exec(text)?.[1] === PATH.exec(url)?.[1]);
}

const PROBED = ['url', 'uri', 'href', 'link', 'host', 'domain', 'target', 'address'];

/** Whether a text says how a try came out: `POST /quiz/7/answers` and "Wrong answer", the mutation `guessWord` and "Not the word". */
export function isFailedTry(said: string, { url }: SignContext, field = ''): boolean {
  const isLost = LOST.test(said);
  if ((!isLost && !MISSED.test(said)) || refusesCall(said)) return false;
  const parts = partsOf(url).map(wordsOf);
  const last = parts.findLast((part) => part.length > 0 && !/\d/.test(part.join())) ?? [];
  const tried = [...wordsOf(field), ...last];
  if (hasOneOf(tried, TRIES) || (isLost && hasOneOf(tried, PLAYS))) return true;
  const all = [...tried, ...parts.flat()];
  // Further ahead in the path something has to say that it is a game, or the text that it is an answer.
  if (hasOneOf(all, TRIES)) return hasOneOf(all, GAMES) || hasOneOf(wordsOf(said), TRIES);
  return hasOneOf(all, PLAYS) && hasOneOf(all, GAMES);
}

function hasOneOf(names: readonly string[], wanted: ReadonlySet<string>): boolean {
  return names.some((name) => wanted.has(name));
}

/** Whether errors are what was asked for: `/docs/errors`, `/errors/card_declined`. */
export function asksForErrors({ url }: SignContext): boolean {
  return segmentsOf(url).some((segment) => LIST_OF_ERRORS.test(segment));
}

/** What keeps replies that somebody else gave or is to give. */
const KEEPS_REPLIES = words(
  'mock mocks stub stubs fixture fixtures example examples sample samples expectation expectations response responses recording recordings delivery deliveries log logs history hooks webhooks',
);

/** Whether a reply is what was asked for: `GET /mocks/first`. */
export function asksForReply({ url }: SignContext): boolean {
  return segmentsOf(url).some((segment) => KEEPS_REPLIES.has(segment.toLowerCase()));
}

/** Whether one error of a list was asked for: `/errors/card_declined`. */
export function asksForError({ url }: SignContext): boolean {
  return LIST_OF_ERRORS.test(segmentsOf(url).at(-2) ?? '');
}

/** Whether a code stands in the address, so that its meaning was asked for: `GET /http/404`. */
export function asksForCode(code: unknown, { url }: SignContext): boolean {
  return segmentsOf(url).includes(String(code));
}

/** Whether a thing was read or changed by its number: `PUT /stubs/4`. */
export function isOneOfSeveral({ method, url }: SignContext): boolean {
  return method !== 'POST' && /\d/.test(segmentsOf(url).at(-1) ?? '');
}

/** Whether a payment is to be made: `POST /v1/payments`. */
export function asksForPayment({ method, url }: SignContext): boolean {
  const last = wordsOf(segmentsOf(url).at(-1) ?? '').at(-1) ?? '';
  return method === 'POST' && PAYMENTS.has(last.replace(/s$/, ''));
}

/** Whether a text says that what was asked for is done, which sounds like a refusal: `PUT /users/2/block`, "User has been blocked". */
export function isDoneAsAsked(said: string, context: SignContext): boolean {
  if (!mayChange(context.method) || NEGATIONS.test(said)) return false;
  if (REMOVED.test(said.trim())) return true;
  return hasDone(said, context);
}

/** Whether a state is the one that a thing was to be put in: `POST /tests/5/fail` and `failed`. */
export function isStateAsAsked(state: unknown, context: SignContext): boolean {
  return mayChange(context.method) && typeof state === 'string' && hasDone(state, context);
}

function hasDone(said: string, context: SignContext): boolean {
  const done = wordsOf(said).filter((word) => word.endsWith('ed'));
  return verbsOf(context).some((verb) => {
    const stem = verb.replace(/[ey]$/, '');
    return stem.length > 2 && done.some((word) => word.startsWith(stem) && word.length <= stem.length + 4);
  });
}

/** The words with which the last segments of the path begin, each of which can be a verb. */
function verbsOf({ url }: SignContext): readonly string[] {
  return segmentsOf(url).map((segment) => wordsOf(segment)[0] ?? '');
}

function segmentsOf(url: string | undefined): readonly string[] {
  return partsOf(url).slice(-LAST);
}

function partsOf(url: string | undefined): readonly string[] {
  const path = url === undefined ? undefined : PATH.exec(url)?.[1];
  return path === undefined ? [] : path.split('/').filter(Boolean);
}
