/**
 * The engine: an exchange in, a finding out. Pure and synchronous, and it throws on no input.
 *
 * Confidence: `certain` needs the service's own host (or a shape that a standard fixes), the envelope and a listed code;
 * `likely` needs two independent kinds of evidence; everything less is `possible`.
 */

import { askedFor } from '../asked.ts';
import type { Family } from '../catalog/schema.ts';
import { type Exchange, type HttpExchange, isClaimed, type StreamEvent, urlOf } from '../exchange.ts';
import { claimedFinding, type Finding } from '../finding.ts';
import { bodyText } from './body-text.ts';
import { type CompiledFamilies, compile, type Index } from './compile.ts';
import type { Conversation } from './conversation.ts';
import { mayBeMisnamed } from './decode/misnamed.ts';
import { mayTellOfFailure } from './described.ts';
import { judge } from './judge.ts';
import { BIT, bitCount } from './kinds.ts';
import { makeFinding, rivalsOf } from './make-finding.ts';
import { isJson, isMedia, mediaType } from './media.ts';
import { CERTAIN, LIKELY, POSSIBLE, type Reading, read } from './reading.ts';
import { holdsErrorAnyway, mayBeJson, mayHoldError, mayTell } from './self-description/reply.ts';
import { isOfAnswers } from './self-description/topics.ts';
import type { CompiledShape } from './shape.ts';
import { claimedShapes, jsonTypeOf, type ShapeSet } from './shape-sets.ts';
import { Wire } from './wire.ts';

export interface Engine {
  readonly families: readonly Family[];
  /** The best reading of an exchange with its rivals in `also`; undefined when nothing says that it failed. */
  diagnose(exchange: Exchange, conversation?: Conversation): Finding | undefined;
  /** Whether the body of this reply can matter to a diagnosis or to a reader of one. Decides before anything is fetched. */
  wantsBody(exchange: HttpExchange): boolean;
  /**
   * Starts loading the families that this exchange shows signs of; undefined where nothing is missing. Once it has resolved,
   * `diagnose` knows them, and what was diagnosed before can be diagnosed again. Never rejects.
   */
  meet(exchange: Exchange): Promise<void> | undefined;
  /** Opens the memory of one socket; feed it every message and pass it along with that socket's exchanges. */
  openConversation(): Conversation;
}

/** How much of each end of a healthy-looking body is searched for markers, in characters. Envelopes put the error first or last. */
const MARKER_REACH = 1024;

/**
 * @param families as `parseFamily` gives them
 * @param compiled of an engine before this one: what it knew of these families is taken over, and what is new is added
 */
export function createEngine(families: readonly Family[], compiled: CompiledFamilies = new WeakMap()): Engine {
  const index = compile(families, compiled);
  return {
    families,
    openConversation: index.openConversation,
    meet: () => undefined,
    wantsBody: (exchange) => wantsBody(index, exchange),
    diagnose(exchange, conversation) {
      const claims = index.claimsOf(urlOf(exchange));
      if (exchange.channel === 'event' && claims.length === 0 && isQuiet(index, exchange)) return undefined;
      const readings = readAll(index, new Wire(exchange, claims, conversation));
      const best = readings[0];
      if (!best) return undefined;
      const finding = toFinding(index, best, readings);
      return isClaimed(exchange) ? claimedFinding(finding) : finding;
    },
  };
}

function wantsBody(index: Index, exchange: HttpExchange): boolean {
  const { role, status } = exchange;
  if (role !== 'plain' || status === 0) return false;
  const type = mediaType(exchange.mimeType);
  if (status >= 400) return !isMedia(type);
  // 204 has no body, and what a 1xx or 3xx carries is no reply to the page.
  if (status < 200 || status === 204 || status >= 300) return false;
  if (isJson(type) || mayTell(type, exchange.url)) return true;
  if (mayBeJson(type, exchange.resourceType, exchange.responseSize)) return true;
  return hasDecoderFor(index.shapesFor('http', status), type, exchange);
}

/** Whether a shape decodes the bodies of just this media type, in answer to such a request. */
function hasDecoderFor({ decodedByType }: ShapeSet, type: string, exchange: HttpExchange): boolean {
  const shapes = decodedByType.get(type);
  if (!shapes) return false;
  if (shapes.some(({ when }) => when.asked === undefined)) return true;
  const asked = askedFor(exchange);
  return asked !== undefined && shapes.some(({ when }) => when.asked?.includes(asked));
}

/** Every reading of an exchange, the best first. */
function readAll(index: Index, wire: Wire): Reading[] {
  const { exchange } = wire;
  if (exchange.channel === 'http' && exchange.role === 'redirect' && !wire.failed) return [];
  const set = index.shapesFor(wire.channel, wire.status);
  const bodyMatters = wire.body?.state === 'read' && (!wire.looksHealthy || mayCarryError(index, set, wire));
  const reader: Reader = { index, wire, bodyMatters, readings: [], isSettled: false };
  if (bodyMatters) readBody(reader, set);
  if (!reader.isSettled) readCarrier(reader, set);
  return reader.readings.length > 1 ? ranked(index, reader.readings) : reader.readings;
}

const NO_SHAPES: readonly CompiledShape[] = [];

/** What reading one exchange needs at every step. */
interface Reader {
  readonly index: Index;
  readonly wire: Wire;
  readonly bodyMatters: boolean;
  readonly readings: Reading[];
  /** A body was read for certain on its service's own host: nothing else could say more. */
  isSettled: boolean;
}

function readBy(reader: Reader, shapes: readonly CompiledShape[]): void {
  const { index, wire, bodyMatters } = reader;
  for (const compiled of shapes) {
    if (reader.isSettled) return;
    if (!bodyMatters && (compiled.decoder || (compiled.isDescribed && wire.looksHealthy))) continue;
    if (wire.exchange.channel === 'event' && isOfHeaders(compiled)) continue;
    const reading = read(index.statusVerdict, compiled, wire);
    if (!reading) continue;
    reader.readings.push(reading);
    reader.isSettled = reading.level === CERTAIN && (reading.kinds & BIT.host) !== 0 && compiled.decoder !== undefined;
  }
}

/** The headers of a response say nothing of a single one of its events. */
function isOfHeaders({ when, decoder }: CompiledShape): boolean {
  return when.headers !== undefined && decoder === undefined;
}

/** Everything that does not need the body, and at last the fallbacks. */
function readCarrier(reader: Reader, set: ShapeSet): void {
  const { wire, readings } = reader;
  readBy(reader, claimedShapes(set.onHost, wire.claims));
  readBy(reader, set.byType.get(wire.type) ?? NO_SHAPES);
  readBy(reader, set.others);
  if (set.byHeader.length > 0) readHeaders(reader, set);
  if (!readings.some(isReliable)) readBy(reader, set.described);
  if (!readings.some(isReliable)) readBy(reader, set.fallback);
}

function readHeaders(reader: Reader, { byHeader }: ShapeSet): void {
  for (const { name } of reader.wire.headers) {
    const shapes = byHeader[name.length];
    if (!shapes) continue;
    for (const shape of shapes) if (shape.name === name.toLowerCase()) readBy(reader, [shape.compiled]);
  }
}

function readBody(reader: Reader, { onHostByBody, ofXml, ofLists, ofNested, byMember }: ShapeSet): void {
  readBy(reader, claimedShapes(onHostByBody, reader.wire.claims));
  if (ofXml.length > 0 && reader.wire.text?.trimStart().startsWith('<')) readBy(reader, ofXml);
  if (ofLists.length === 0 && ofNested.length === 0 && byMember.size === 0) return;
  const value = reader.wire.decoded('json');
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) readBy(reader, ofLists);
  let isNested = false;
  for (const member in value) {
    const inner = (value as Record<string, unknown>)[member];
    if (typeof inner === 'object' && inner !== null) isNested = true;
    const byJsonType = byMember.get(member);
    if (!byJsonType) continue;
    readBy(reader, byJsonType[jsonTypeOf(inner)]);
    if (reader.isSettled) return;
  }
  if (isNested) readBy(reader, ofNested);
}

function isReliable({ level }: Reading): boolean {
  return level >= LIKELY;
}

function mayCarryError(index: Index, set: ShapeSet, wire: Wire): boolean {
  const { channel, exchange, type } = wire;
  const text = wire.text ?? '';
  if (exchange.channel === 'http' && !isJson(type)) {
    // The events of a stream are exchanges of their own.
    if (type === 'text/event-stream') return false;
    if (hasDecoderFor(set, type, exchange) || holdsErrorAnyway(text, type)) return true;
    return mayTell(type, exchange.url) && mayHoldError(text, type);
  }
  if (wire.claims.length > 0 || exchange.channel === 'websocket') return true;
  const markers = index.markers[channel];
  if (holdsMarker(markers, text)) return true;
  if (exchange.channel === 'http' && mayBeMisnamed(text)) return true;
  if (exchange.channel === 'event') return mayTellOfFailure(exchange, text);
  if (exchange.channel === 'mqtt') return exchange.direction === 'receive' && isOfAnswers(exchange.topic);
  return channel === 'http' && mayHoldError(text, type);
}

/** Whether nothing in an event can tell of a failure. A stream holds thousands, so this is asked before anything else. */
function isQuiet({ markers }: Index, event: StreamEvent): boolean {
  const text = bodyText(event.body);
  return text === undefined || !(holdsMarker(markers.http, text) || mayTellOfFailure(event, text));
}

function holdsMarker(markers: RegExp, text: string): boolean {
  return text.length <= 2 * MARKER_REACH ? markers.test(text) : endsHold(markers, text);
}

function endsHold(markers: RegExp, text: string): boolean {
  return markers.test(text.slice(0, MARKER_REACH)) || markers.test(text.slice(-MARKER_REACH));
}

/** Within a family a body that was understood says more than the status line around it, whatever its code. */
function ranked(index: Index, readings: readonly Reading[]): Reading[] {
  const kept = readings.filter((reading) => !readings.some((other) => isCarrierOf(reading, other)));
  const [a, b] = kept;
  // Two is the common case, and sorting them costs more than comparing them.
  if (kept.length === 2 && a && b) return byRank(index, a, b) <= 0 ? kept : [b, a];
  return kept.length > 1 ? kept.sort((one, other) => byRank(index, one, other)) : kept;
}

function isCarrierOf(reading: Reading, other: Reading): boolean {
  if (reading.owner !== other.owner || reading.compiled.decoder) return false;
  return other.compiled.decoder !== undefined && isReliable(other);
}

function byRank({ orderOf }: Index, a: Reading, b: Reading): number {
  return (
    voice(b) - voice(a) ||
    weight(b) - weight(a) ||
    Number(b.found !== undefined) - Number(a.found !== undefined) ||
    Number(b.found?.captures !== undefined) - Number(a.found?.captures !== undefined) ||
    Number(b.compiled.decoder !== undefined) - Number(a.compiled.decoder !== undefined) ||
    bitCount(b.kinds) - bitCount(a.kinds) ||
    orderOf(a.owner) - orderOf(b.owner)
  );
}

/** The level as far as it ranks: a standard's envelope around a code that nobody lists yields to a service that lists it. */
function weight({ found, level }: Reading): number {
  return found === undefined ? Math.min(level, LIKELY) : level;
}

/** 2: a specific reading one can rely on, 1: a fallback, 0: a specific reading that is only possible. */
function voice({ owner, level }: Reading): number {
  if (owner.fallback) return 1;
  return level > POSSIBLE ? 2 : 0;
}

function toFinding(index: Index, best: Reading, readings: readonly Reading[]): Finding {
  const text = best.text ?? readings.find((reading) => reading.text !== undefined)?.text;
  return makeFinding(best, judge(index.statusVerdict, best), rivalsOf(best, readings), text);
}
