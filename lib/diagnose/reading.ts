/** What one shape makes of an exchange. */
import type { Entry } from '../catalog/schema.ts';
import { inRanges, type StatusVerdict } from '../catalog/statuses.ts';
import type { Captures } from '../catalog/template.ts';
import { type Exchange, header, socketOf } from '../exchange.ts';
import type { Operation } from './conversation.ts';
import type { FoundEntry } from './entries.ts';
import type { Owner } from './hosts.ts';
import { BIT, bitCount } from './kinds.ts';
import { isPlainJson, sameType } from './media.ts';
import { ORDINARY_GOODBYE } from './self-description/failing-kind.ts';
import type { CompiledShape, HeaderTest } from './shape.ts';
import type { Wire } from './wire.ts';

/** The server's own words are kept up to this many characters. */
const MAX_SAID = 500;
/** A code from the wire is shown up to this many characters. */
const MAX_CODE = 80;
/** Confidence as a number, so that readings can be compared. */
export const POSSIBLE = 0;
export const LIKELY = 1;
export const CERTAIN = 2;

/** Kinds that recognise a service by themselves; two of them are needed to be likely. */
const INDEPENDENT =
  BIT.host |
  BIT.path |
  BIT.topic |
  BIT['media-type'] |
  BIT.request |
  BIT.header |
  BIT.subprotocol |
  BIT.envelope |
  BIT.standard |
  BIT.text |
  BIT.context |
  BIT.operation;

/** Kinds that leave no doubt who speaks. */
const AUTHORITY = BIT.host | BIT.standard;

type StatusVerdicts = (status: number) => StatusVerdict | undefined;

/** Whether waiting helps, and who says so. */
type Judgement = Pick<Entry, 'permanence' | 'basis'>;

export interface Reading {
  readonly owner: Owner;
  readonly compiled: CompiledShape;
  readonly wire: Wire;
  readonly code: string;
  /** The server's words. */
  readonly text: string | undefined;
  readonly verdict: Judgement;
  readonly found: FoundEntry | undefined;
  readonly level: number;
  /** Evidence kinds as bits. */
  readonly kinds: number;
  readonly operation: Operation | undefined;
  /** The code is not among those documented for the operation that it answers. */
  readonly outsideOperation: boolean;
  /** The wait that the body states, as it stands there. */
  readonly wait: unknown;
}

/** Reads an exchange by one shape; undefined when the shape does not apply or says that all is well. */
export function read(statusVerdict: StatusVerdicts, compiled: CompiledShape, wire: Wire): Reading | undefined {
  const { owner, needs, decoder } = compiled;
  const isOnHost = wire.claimedBy(owner);
  if (!isOnHost && needs === BIT.host) return undefined;
  const held = holds(compiled, wire);
  if (held === undefined) return undefined;
  let kinds = held | BIT.envelope | (isOnHost ? BIT.host : 0);
  if (compiled.standard) kinds |= BIT.standard;
  wire.value = undefined;
  if (decoder) {
    const value = wire.decoded(decoder);
    if (value === undefined || !fitsBody(compiled, value, wire.status)) return undefined;
    wire.value = value;
  }

  if (compiled.isDescribed && !describesItself(wire)) return undefined;

  const code = asText(compiled.code(wire), MAX_CODE);
  if (code === undefined || compiled.healthy.has(code) || isGoodbye(owner, wire)) return undefined;
  const isOfItself = isSelfDescribed(compiled, owner);
  const text = isOfItself ? undefined : asText(compiled.text(wire), MAX_SAID);
  const found = compiled.find(code, text, wire);
  const judged = found ? { verdict: found.entry, listed: true } : judgeUnlisted(statusVerdict, compiled, wire.status);
  if (!judged) return undefined;
  if (found && (found.entry.distinctive || (found.captures && kinds & BIT.host))) kinds |= BIT.text;
  // On its service's own host a listed code is certain as it is; what else speaks for it is told by the evidence.
  const isSettled = judged.listed && isOnHost && decoder !== undefined && (needs === 0 || (kinds & needs) !== 0);
  if (!isSettled) kinds |= hinted(compiled, wire);

  let operation: Operation | undefined;
  let outsideOperation = false;
  if (wire.conversation) {
    if (wire.conversation.sign(owner.id) !== undefined) kinds |= BIT.context;
    operation = wire.conversation.operation(owner.id, wire.value);
    outsideOperation = operation?.codes !== undefined && !operation.codes.has(code);
    if (operation && !outsideOperation) kinds |= BIT.operation;
  }
  if (needs !== 0 && (kinds & needs) === 0) return undefined;
  const level = isOfItself ? LIKELY : confidence(kinds, judged.listed);
  return {
    owner,
    compiled,
    wire,
    code,
    text,
    verdict: judged.verdict,
    found,
    level: outsideOperation ? Math.max(POSSIBLE, level - 1) : level,
    kinds,
    operation,
    outsideOperation,
    wait: compiled.wait?.(wire),
  };
}

/** From here on close codes belong to libraries and applications (RFC 6455 section 7.4.2). */
const FIRST_OWN_CLOSE = 3000;

/** Whether a close that no service claims bids farewell in the ordinary course of things, whatever number it has. */
function isGoodbye({ fallback }: Owner, { exchange }: Wire): boolean {
  if (exchange.channel !== 'close' || !fallback || exchange.code < FIRST_OWN_CLOSE) return false;
  return ORDINARY_GOODBYE.test(exchange.reason.trim());
}

/** Certain: who speaks is beyond doubt, and the code is listed. Likely: two independent kinds of evidence. */
function confidence(kinds: number, listed: boolean): number {
  if (listed && (kinds & AUTHORITY) !== 0) return CERTAIN;
  return bitCount(kinds & INDEPENDENT) >= 2 ? LIKELY : POSSIBLE;
}

/** What holds for a code without an entry. */
function judgeUnlisted(
  statusVerdict: StatusVerdicts,
  { unlisted, standard }: CompiledShape,
  status: number,
): { verdict: Judgement; listed: boolean } | undefined {
  if (!unlisted) return undefined;
  if (!('as' in unlisted)) return { verdict: unlisted, listed: false };
  const borrowed = statusVerdict(status);
  // The meaning of a status is documented by the standard, so a standard's own envelope around it is as good as listed.
  return borrowed && { verdict: borrowed.verdict, listed: borrowed.listed && standard };
}

const NO_CAPTURES: Captures = Object.freeze({});

/** What stood in the places of the entry's text; for an unlisted code, what fills the places of its words. */
export function capturesOf({ found, code, text, compiled, owner, wire }: Reading): Captures {
  if (found) return found.captures ?? NO_CAPTURES;
  const words = isSelfDescribed(compiled, owner) ? wire.described?.description.said?.value : text;
  return words === undefined ? { code } : { code, text: words };
}

/** What the server said before a close adds to what the close means, and is no meaning of its own. */
function describesItself({ described }: Wire): boolean {
  return described !== undefined && described.beforeCloseMs === undefined;
}

/** Whether the shape reads what an exchange says of itself, for no service: its words are read when somebody looks. */
function isSelfDescribed(compiled: CompiledShape, owner: Owner): boolean {
  return compiled.isDescribed && owner.fallback;
}

/** Evidence bits of the shape's conditions, or undefined when one does not hold. */
function holds({ when }: CompiledShape, wire: Wire): number | undefined {
  const { failed, direction, close, packets, mime, asked, paths, subprotocols, topics, headers } = when;
  const { exchange } = wire;
  // A reply that arrived with an error status and was then withheld or cut off failed twice, and the status says more.
  if (failed !== (wire.failed && wire.status < 400)) return undefined;
  if (wire.direction !== undefined && wire.direction !== direction) return undefined;
  if (close && (exchange.channel !== 'close' || !inRanges(close, exchange.code))) return undefined;
  if (packets && (exchange.channel !== 'mqtt' || !packets.includes(exchange.packet))) return undefined;
  let kinds = 0;
  if (mime) {
    if (!mime.some((type) => sameType(type, wire.type))) return undefined;
    if (!isPlainJson(wire.type)) kinds |= BIT['media-type'];
  }
  if (asked) {
    if (wire.asked === undefined || !asked.includes(wire.asked)) return undefined;
    kinds |= BIT.request;
  }
  if (paths) {
    if (!onPath(paths, wire)) return undefined;
    kinds |= BIT.path;
  }
  if (subprotocols) {
    if (!speaks(subprotocols, exchange)) return undefined;
    kinds |= BIT.subprotocol;
  }
  if (topics) {
    if (!onTopic(topics, exchange)) return undefined;
    kinds |= BIT.topic;
  }
  if (headers) {
    if (!headers.every((test) => headerHolds(test, wire))) return undefined;
    kinds |= BIT.header;
  }
  return kinds;
}

/** Evidence bits of what speaks for the shape without being required. */
export function hinted({ hints, hintMembers, decoder }: CompiledShape, wire: Wire): number {
  if (!hints) return 0;
  const { mime, paths, subprotocols, topics, headers } = hints;
  let kinds = 0;
  if (paths && onPath(paths, wire)) kinds |= BIT.path;
  if (mime?.some((type) => sameType(type, wire.type)) && !isPlainJson(wire.type)) kinds |= BIT['media-type'];
  if (subprotocols && speaks(subprotocols, wire.exchange)) kinds |= BIT.subprotocol;
  if (topics && onTopic(topics, wire.exchange)) kinds |= BIT.topic;
  if (headers?.some((test) => headerHolds(test, wire))) kinds |= BIT.header;
  if (hintMembers?.(decoder && wire.decoded(decoder), wire.status)) kinds |= BIT.context;
  return kinds;
}

function fitsBody({ test, absent, only }: CompiledShape, value: unknown, status: number): boolean {
  // What was decoded has no enumerable members but its own. A stranger among them shows at once and costs least.
  if (only) for (const key in value as object) if (!only.has(key)) return false;
  if (test && !test(value, status)) return false;
  for (const get of absent) if (get(value) !== undefined) return false;
  return true;
}

function onPath(paths: readonly string[], wire: Wire): boolean {
  for (const path of paths) if (wire.path.startsWith(path)) return true;
  return false;
}

export function headerHolds({ name, template }: HeaderTest, { headers }: Wire): boolean {
  const value = header(headers, name);
  return value !== undefined && template.match(value) !== undefined;
}

function speaks(subprotocols: readonly string[], exchange: Exchange): boolean {
  const spoken = socketOf(exchange)?.subprotocol;
  return spoken !== undefined && subprotocols.includes(spoken.toLowerCase());
}

function onTopic(filters: readonly string[], exchange: Exchange): boolean {
  const topic = exchange.channel === 'mqtt' ? exchange.topic : undefined;
  return topic !== undefined && filters.some((filter) => topicMatches(filter, topic));
}

/** MQTT topic filters: `+` is one level, `#` all that follow (MQTT 3.1.1 section 4.7). */
export function topicMatches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [i, part] of wanted.entries()) {
    if (part === '#') return true;
    if (i >= levels.length || (part !== '+' && part !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}

function asText(value: unknown, max: number): string | undefined {
  if (typeof value === 'string') return cap(value, max);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

function cap(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
