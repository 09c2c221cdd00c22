/**
 * What a failing reply says about itself: code, words, blamed field, links, request id, further errors, wait, a word on repeating.
 * Pure, bounded, and it throws on no input.
 */
import type { Header } from '../../exchange.ts';
import { longest, toWait, waitInWords, waitMs } from '../waits.ts';
import { codesOf, isGeneric } from './codes.ts';
import { linksOf, repeatOf, requestIdOf, statusOf } from './facts.ts';
import { describeHeaders, type HeaderStatements } from './headers.ts';
import { cap, MAX_CODE, type SelfDescription, type Stated, type StatedLink, type StatedWait } from './types.ts';
import { type Json, type Place, type Statement, type Walked, walk } from './walk.ts';
import { errorsOf, paramInWords, paramOf, saidOf } from './words.ts';

/** A failing reply, or the part of a reply in which a failure stands. */
export interface Reply {
  /** HTTP status; 0 on a socket or where none is known. */
  readonly status: number;
  readonly headers: readonly Header[];
  /** The error as a plain value: a decoded body, a member or a line of one. Undefined where the body holds no members. */
  readonly value: unknown;
  /** Where `value` stands in the body. */
  readonly path: readonly string[];
  /** What a page or a text says, where the body is one. */
  readonly prose: Prose | undefined;
  /** When the reply ended, epoch ms. */
  readonly now: number;
  /** What the carrier says where the value itself says nothing: the packet's name as a code, the item's key as what is blamed. */
  readonly carrier?: { readonly code?: string | undefined; readonly param?: string | undefined } | undefined;
}

/** The telling parts of an HTML page or a plain text. */
export interface Prose {
  readonly said: string;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly links: readonly StatedLink[];
}

const EMPTY: Walked = { places: [], statements: [], fieldErrors: [] };
const NO_HEADERS: HeaderStatements = {
  codes: [],
  said: undefined,
  requestId: undefined,
  links: [],
  repeat: undefined,
  asked: undefined,
  reset: undefined,
};

export function describe(reply: Reply): SelfDescription {
  const { status, value, path, prose, now } = reply;
  const walked = typeof value === 'object' && value !== null ? walk(value, path, isRefusal(status)) : EMPTY;
  const stated = reply.headers.length > 0 ? describeHeaders(reply.headers, status, now) : NO_HEADERS;
  const codes = codesOf(walked.statements, status);
  const main = mainCode(codes.main, stated.codes[0], prose) ?? ofCarrier(reply.carrier?.code, path);
  const said = saidOf(walked, status) ?? ofProse(prose?.said) ?? stated.said;
  const codeAt = codes.main?.where.kind === 'member' ? codes.main.where.path : undefined;
  return {
    code: main,
    codes: main && !codes.all.includes(main) ? [main, ...codes.all] : codes.all,
    said,
    param: paramOf(walked) ?? ofCarrier(reply.carrier?.param, path) ?? paramOfWords(said, status),
    requestId: requestIdOf(walked) ?? stated.requestId ?? ofProse(prose?.requestId),
    links: [...linksOf(walked, said), ...stated.links, ...(prose?.links ?? [])],
    errors: errorsOf(walked, codeAt, said?.value),
    wait: waitOf(walked, stated, said, now),
    repeat: repeatOf(walked) ?? stated.repeat,
    status: statusOf(walked),
  };
}

/** The body's own code, unless it only repeats the status and a header or the page says more. */
function mainCode(
  ofBody: Stated<string> | undefined,
  ofHeader: Stated<string> | undefined,
  prose: Prose | undefined,
): Stated<string> | undefined {
  const others = ofHeader ?? ofProse(prose?.code);
  if (!ofBody) return others;
  return others && isGeneric(ofBody.value) && !isGeneric(others.value) ? others : ofBody;
}

function ofProse(text: string | undefined): Stated<string> | undefined {
  return text === undefined || text === '' ? undefined : { value: text, where: { kind: 'text' } };
}

function ofCarrier(text: string | undefined, path: readonly string[]): Stated<string> | undefined {
  return text === undefined ? undefined : { value: cap(text, MAX_CODE), where: { kind: 'member', path } };
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}

function paramOfWords(said: Stated<string> | undefined, status: number): Stated<string> | undefined {
  if (!said || !isRefusal(status)) return undefined;
  const field = paramInWords(said.value);
  return field === undefined ? undefined : { value: field, where: said.where };
}

/**
 * The wait that counts. What the server asks for outright (a header or a member) goes before a sentence, and both before the reset of a
 * limit that is used up: a limit fills again later than this one call may be repeated. Among equals the longest sane one counts.
 */
function waitOf(
  { statements, places }: Walked,
  { asked, reset }: HeaderStatements,
  said: Stated<string> | undefined,
  now: number,
): StatedWait | undefined {
  const outright: StatedWait[] = asked ? [asked] : [];
  for (const { role, value, path, unitMs } of statements) {
    const wait = role === 'wait' ? toWait(waitMs(value, now, unitMs), value, { kind: 'member', path }) : undefined;
    if (wait) outright.push(wait);
  }
  return longest(outright) ?? bucketWait(places) ?? wordsWait(statements, said, now) ?? reset;
}

function wordsWait(
  statements: readonly Statement[],
  said: Stated<string> | undefined,
  now: number,
): StatedWait | undefined {
  for (const { role, value, path } of statements) {
    if ((role !== 'message' && role !== 'code-or-message') || typeof value !== 'string') continue;
    const found = waitInWords(value, now);
    if (found) return toWait(found.ms, found.stated, { kind: 'member', path });
  }
  const found = said && waitInWords(said.value, now);
  return found ? toWait(found.ms, found.stated, said.where) : undefined;
}

/** Members of a leaky bucket: what the request cost, what is left, and how much comes back each second. */
const COSTS = ['requestedQueryCost', 'requested_query_cost', 'requestedCost', 'requested'];
const AVAILABLE = ['currentlyAvailable', 'currently_available', 'available', 'remaining'];
const RATES = ['restoreRate', 'restore_rate', 'refillRate', 'refill_rate'];

/** How long a bucket takes to hold what the request costs. */
function bucketWait(places: readonly Place[]): StatedWait | undefined {
  const bucket = places.find(
    ({ object }) => numberIn(object, RATES) !== undefined && numberIn(object, AVAILABLE) !== undefined,
  );
  const cost = bucket && places.map(({ object }) => numberIn(object, COSTS)).find((number) => number !== undefined);
  if (!bucket || cost === undefined) return undefined;
  const rate = numberIn(bucket.object, RATES) ?? 0;
  const missing = cost - (numberIn(bucket.object, AVAILABLE) ?? 0);
  return rate > 0 && missing > 0
    ? toWait((missing / rate) * 1_000, `${missing} / ${rate}`, { kind: 'member', path: bucket.path })
    : undefined;
}

function numberIn(object: Json, names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return undefined;
}
