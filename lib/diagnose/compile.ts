/** Turns families (data) into an index that a diagnosis can run through quickly. All cost that can be paid once is paid here. */
import type { Entry, EvidenceKind, Family, MemberTest, Shape } from '../catalog/schema.ts';
import { EvidenceKindSchema } from '../catalog/schema.ts';
import { compileStatuses, inRanges, type StatusVerdict } from '../catalog/statuses.ts';
import { type Captures, compileTemplate, normaliseText, type Template } from '../catalog/template.ts';
import { CHANNELS, type Channel, type Direction, header } from '../exchange.ts';
import { HostIndex, hostOf } from './address.ts';
import { type Conversation, compileConversations } from './conversation.ts';
import type { Decoder } from './decode.ts';
import { compileMembers, compilePath, firstRequiredKey, type Getter, type MembersTest } from './members.ts';
import type { Wire } from './wire.ts';

/** Evidence kinds as bits, so that collecting and comparing them costs nothing. */
export const BIT: Readonly<Record<EvidenceKind, number>> = Object.fromEntries(
  EvidenceKindSchema.options.map((kind, i) => [kind, 1 << i]),
) as Record<EvidenceKind, number>;

export interface CompiledFamily {
  readonly family: Family;
  readonly id: string;
  readonly fallback: boolean;
  /** Position in the catalogue: of two equally good readings the earlier family's stands first. */
  readonly order: number;
}

type Read = (wire: Wire) => unknown;

export interface FoundEntry {
  readonly entry: Entry;
  readonly captures: Captures | undefined;
}

interface TextedEntry {
  readonly entry: Entry;
  readonly template: Template;
}

/** The entries that share one code: with a text first, then the plain one. */
interface CodeEntries {
  readonly literal: Map<string, Entry>;
  /** Lengths of the literal texts: a text of another length need not be looked up. */
  readonly lengths: Set<number>;
  readonly templates: TextedEntry[];
  plain: Entry | undefined;
}

/**
 * A shape with every member in its place, given or not. The data's own objects each have other members, and reading
 * those one after the other costs an engine several times as much.
 */
export interface CompiledShape {
  readonly owner: CompiledFamily;
  readonly id: string;
  readonly says: string;
  readonly standard: boolean;
  readonly channels: readonly Channel[];
  readonly status: readonly (readonly [number, number])[] | undefined;
  readonly when: Conditions;
  readonly hints: Conditions | undefined;
  readonly hintMembers: MembersTest | undefined;
  /** Path prefixes that are required or speak for the shape. */
  readonly paths: readonly string[];
  /** How the body is read; undefined when the shape does not need it. */
  readonly decoder: Decoder | undefined;
  readonly members: Readonly<Record<string, MemberTest>>;
  readonly test: MembersTest | undefined;
  readonly absent: readonly Getter[];
  readonly only: ReadonlySet<string> | undefined;
  readonly marker: string | undefined;
  readonly code: Read;
  readonly text: Read;
  readonly wait: Read | undefined;
  readonly healthy: ReadonlySet<string>;
  /** Bits of which at least one must be there; 0 when the shape stands alone. */
  readonly needs: number;
  readonly unlisted: Shape['unlisted'];
  find(code: string, text: string | undefined): FoundEntry | undefined;
}

/** What must hold, or speaks for a shape where it holds. Undefined: not asked for. */
export interface Conditions {
  readonly failed: boolean;
  readonly direction: Direction;
  readonly close: readonly (readonly [number, number])[] | undefined;
  readonly packets: readonly string[] | undefined;
  readonly mime: readonly string[] | undefined;
  readonly paths: readonly string[] | undefined;
  readonly subprotocols: readonly string[] | undefined;
  readonly topics: readonly string[] | undefined;
  readonly headers: readonly HeaderTest[] | undefined;
}

export interface HeaderTest {
  readonly name: string;
  readonly template: Template;
}

export interface HostClaim {
  readonly family: CompiledFamily;
  readonly pattern: string;
}

export interface Index {
  readonly families: readonly CompiledFamily[];
  /** The families that call the host of this authority theirs. */
  claimsOf(authority: string): readonly HostClaim[];
  /** Shapes that can apply to an exchange of this channel with this HTTP status (0: none). */
  shapesFor(channel: Channel, status: number): ShapeSet;
  /** Finds what stands in every body that can carry an error inside a success on this channel, on hosts that no family claims. */
  markers(channel: Channel): RegExp;
  /** The `http` family's word on a status, for families that borrow it. */
  httpVerdict(status: number): StatusVerdict | undefined;
  readonly openConversation: () => Conversation;
}

/** The types that JSON knows, as far as a shape can ask for them. */
export type JsonType = 'object' | 'list' | 'string' | 'number' | 'boolean' | 'other';

/** A shape that asks for a header, and that header's name in lower case. */
export interface HeaderShape {
  readonly name: string;
  readonly compiled: CompiledShape;
}

/** The shapes for one channel and status, arranged so that an exchange meets only those that have a chance. */
export interface ShapeSet {
  /** Shapes that speak only on hosts their family claims: those that read a body, and those that do not. */
  readonly onHostByBody: readonly CompiledShape[];
  readonly onHost: readonly CompiledShape[];
  /** Shapes that ask for certain media types, by type. */
  readonly byType: ReadonlyMap<string, readonly CompiledShape[]>;
  /** Shapes that ask for certain headers, by the length of the first one's name: most headers drop out by that alone. */
  readonly byHeader: ReadonlyMap<number, readonly HeaderShape[]>;
  /** Shapes of XML bodies. */
  readonly ofXml: readonly CompiledShape[];
  /** Shapes of JSON lists. */
  readonly ofLists: readonly CompiledShape[];
  /** Shapes of JSON objects, by a member at the top that has to be there and by the type it has to have. */
  readonly byMember: ReadonlyMap<string, Readonly<Record<JsonType, readonly CompiledShape[]>>>;
  /** Shapes that have to be tried one by one. */
  readonly others: readonly CompiledShape[];
  /** Shapes of fallback families. */
  readonly fallback: readonly CompiledShape[];
}

/** A page talks to a handful of hosts; one that makes them up must not fill the memory. */
const MAX_AUTHORITIES = 1_000;

/** A status can be any number in somebody's file; only real ones are worth remembering. */
const MAX_STATUS = 999;

export function compile(families: readonly Family[]): Index {
  const compiled = families.map(
    (family, order): CompiledFamily => ({
      family,
      id: family.id,
      fallback: family.fallback === true,
      order,
    }),
  );
  const claims = new HostIndex<HostClaim>();
  const disclaims = new HostIndex<CompiledFamily>();
  for (const family of compiled) {
    for (const pattern of family.family.hosts ?? []) claims.add(pattern, { family, pattern });
    for (const pattern of family.family.notHosts ?? []) disclaims.add(pattern, family);
  }
  const shapes = compiled.flatMap((owner) => owner.family.shapes.map((shape) => compileShape(owner, shape)));
  const markers = Object.fromEntries(
    CHANNELS.map((channel) => [channel, anyOf(shapes.flatMap((shape) => markerOnAnyHost(shape, channel)))]),
  ) as Record<Channel, RegExp>;
  const remembered = new Map<Channel, Map<number, ShapeSet>>(CHANNELS.map((channel) => [channel, new Map()]));
  const rememberedClaims = new Map<string, readonly HostClaim[]>();

  return {
    families: compiled,
    claimsOf(authority) {
      const known = rememberedClaims.get(authority);
      if (known) return known;
      const host = hostOf(authority);
      const denied = disclaims.get(host);
      const found = claims.get(host).filter(({ family }) => !denied.includes(family));
      if (rememberedClaims.size >= MAX_AUTHORITIES) rememberedClaims.clear();
      rememberedClaims.set(authority, found);
      return found;
    },
    shapesFor(channel, status) {
      const byStatus = remembered.get(channel);
      const known = byStatus?.get(status);
      if (known) return known;
      const set = arrange(shapes.filter((shape) => applies(shape, channel, status)));
      if (status >= 0 && status <= MAX_STATUS) byStatus?.set(status, set);
      return set;
    },
    markers: (channel) => markers[channel],
    httpVerdict: compileStatuses(families),
    openConversation: compileConversations(families),
  };
}

function applies(shape: CompiledShape, channel: Channel, status: number): boolean {
  return shape.channels.includes(channel) && inRanges(shape.status, status);
}

function arrange(shapes: readonly CompiledShape[]): ShapeSet {
  const set = {
    onHostByBody: [] as CompiledShape[],
    onHost: [] as CompiledShape[],
    byType: new Map<string, CompiledShape[]>(),
    byHeader: new Map<number, HeaderShape[]>(),
    ofXml: [] as CompiledShape[],
    ofLists: [] as CompiledShape[],
    byMember: new Map<string, Record<JsonType, CompiledShape[]>>(),
    others: [] as CompiledShape[],
    fallback: [] as CompiledShape[],
  };
  for (const compiled of shapes) {
    const { decoder, members, when } = compiled;
    const { mime, headers } = when;
    const top = decoder === 'json' ? topMember(members) : undefined;
    if (compiled.owner.fallback) set.fallback.push(compiled);
    else if (compiled.needs === BIT.host) (decoder ? set.onHostByBody : set.onHost).push(compiled);
    else if (mime && !mime.some((type) => type.startsWith('+'))) {
      for (const type of mime) set.byType.set(type, [...(set.byType.get(type) ?? []), compiled]);
    } else if (headers?.[0]) {
      const name = headers[0].name.toLowerCase();
      set.byHeader.set(name.length, [...(set.byHeader.get(name.length) ?? []), { name, compiled }]);
    } else if (decoder === 'xml-error') set.ofXml.push(compiled);
    else if (top === 'list') set.ofLists.push(compiled);
    else if (top) {
      const byJsonType = set.byMember.get(top.member) ?? emptyByJsonType();
      set.byMember.set(top.member, byJsonType);
      for (const type of top.types) byJsonType[type].push(compiled);
    } else set.others.push(compiled);
  }
  return set;
}

const JSON_TYPES = ['object', 'list', 'string', 'number', 'boolean', 'other'] as const satisfies readonly JsonType[];

function emptyByJsonType(): Record<JsonType, CompiledShape[]> {
  return { object: [], list: [], string: [], number: [], boolean: [], other: [] };
}

export function jsonTypeOf(value: unknown): JsonType {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      return value === null ? 'other' : Array.isArray(value) ? 'list' : 'object';
    default:
      return 'other';
  }
}

interface TopMember {
  readonly member: string;
  readonly types: readonly JsonType[];
}

/** A member of the top level that a body must have, `list` when the body has to be a list, undefined when nothing is required. */
function topMember(members: Readonly<Record<string, MemberTest>>): TopMember | 'list' | undefined {
  for (const [path, test] of Object.entries(members)) {
    if (typeof test === 'string' && test.endsWith('?')) continue;
    const [member = '', below] = path.split('.');
    if (isIndex(member)) return 'list';
    if (below !== undefined) return { member, types: isIndex(below) ? ['list'] : ['object'] };
    return { member, types: typesOf(test) };
  }
  return undefined;
}

function isIndex(part: string): boolean {
  return part === '*' || /^\d+$/.test(part);
}

/** The JSON types that can pass a test. */
function typesOf(test: MemberTest): readonly JsonType[] {
  if (typeof test === 'string') {
    switch (test) {
      case 'string':
      case 'text':
        return ['string'];
      case 'number':
      case 'integer':
        return ['number'];
      case 'array':
      case 'list':
        return ['list'];
      case 'object':
      case 'boolean':
        return [test];
      default:
        return JSON_TYPES;
    }
  }
  if ('is' in test) return [jsonTypeOf(test.is)];
  if ('oneOf' in test) return [...new Set(test.oneOf.map(jsonTypeOf))];
  return ['number'];
}

/** HTTP statuses of a success, as a range. */
const SUCCESS = [200, 299] as const;

function markerOnAnyHost({ status, channels, needs, marker }: CompiledShape, channel: Channel): string[] {
  const inSuccess = !status || status.some(([from, to]) => from <= SUCCESS[1] && to >= SUCCESS[0]);
  if (!channels.includes(channel) || needs === BIT.host || (channel === 'http' && !inSuccess)) return [];
  return marker === undefined ? [] : [marker];
}

/**
 * One pattern that finds any of the literals, or at least a part that they share. Quotes are left off and what contains
 * another is dropped: a quote stands everywhere in JSON, and looking for it costs three times as much.
 */
function anyOf(literals: readonly string[]): RegExp {
  const words = [...new Set(literals.map((literal) => literal.replace(/^"|"$/g, '')))];
  const shortest = words.filter((word) => !words.some((other) => other !== word && word.includes(other)));
  // With no literal at all nothing may match: an empty pattern would match everything.
  if (shortest.length === 0) return /(?!)/;
  return new RegExp(shortest.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}

function compileShape(owner: CompiledFamily, shape: Shape): CompiledShape {
  const { body, read, when, hints } = shape;
  const entries = compileEntries(owner, shape.id);
  const readCode = compileRefs(read.code);
  return {
    owner,
    id: shape.id,
    says: shape.says,
    standard: shape.standard === true,
    channels: shape.channels,
    status: when?.status,
    when: compileConditions(when ?? {}),
    hints: hints && compileConditions(hints),
    hintMembers: hints?.members && compileMembers(hints.members),
    paths: [...(when?.paths ?? []), ...(hints?.paths ?? [])],
    decoder: body?.decode,
    members: body?.members ?? {},
    test: body && compileMembers(body.members),
    absent: (body?.absent ?? []).map(compilePath),
    only: body?.only && new Set(body.only),
    marker: body && (body.marker ?? (body.decode === 'json' ? firstRequiredKey(body.members) : undefined)),
    code:
      read.codeAfter || read.codeBefore ? (wire) => cutCode(readCode(wire), read.codeAfter, read.codeBefore) : readCode,
    text: read.text === undefined ? () => undefined : compileRefs(read.text),
    wait: read.retryAfter === undefined ? undefined : compileRefs(read.retryAfter),
    healthy: new Set(shape.healthy),
    needs: (shape.needs ?? []).reduce((bits, kind) => bits | BIT[kind], 0),
    unlisted: shape.unlisted,
    find: (code, text) => findEntry(entries.get(code), text),
  };
}

function compileConditions(given: NonNullable<Shape['when']> | NonNullable<Shape['hints']>): Conditions {
  const when: NonNullable<Shape['when']> = given;
  return {
    failed: when.failed === true,
    direction: when.direction ?? 'receive',
    close: when.close,
    packets: when.packets,
    mime: when.mime,
    paths: when.paths,
    subprotocols: when.subprotocols,
    topics: when.topics,
    headers: when.headers && compileHeaders(when.headers),
  };
}

function compileHeaders(headers: Readonly<Record<string, string>>): HeaderTest[] {
  return Object.entries(headers).map(([name, template]) => ({ name, template: compileTemplate(template) }));
}

function cutCode(value: unknown, after: string | undefined, before: string | undefined): unknown {
  if (typeof value !== 'string') return value;
  let code = value;
  if (after && code.includes(after)) code = code.slice(code.lastIndexOf(after) + after.length);
  if (before && code.includes(before)) code = code.slice(0, code.indexOf(before));
  return code.trim();
}

function compileEntries({ family }: CompiledFamily, shapeId: string): Map<string, CodeEntries> {
  const byCode = new Map<string, CodeEntries>();
  for (const entry of family.entries) {
    if (entry.shapes && !entry.shapes.includes(shapeId)) continue;
    for (const code of entry.codes) {
      const set: CodeEntries = byCode.get(code) ?? {
        literal: new Map(),
        lengths: new Set(),
        templates: [],
        plain: undefined,
      };
      byCode.set(code, set);
      if (!entry.texts) set.plain ??= entry;
      for (const text of entry.texts ?? []) {
        const template = compileTemplate(text);
        if (template.literal === undefined) set.templates.push({ entry, template });
        else if (!set.literal.has(template.literal)) {
          set.literal.set(template.literal, entry);
          set.lengths.add(template.literal.length);
        }
      }
    }
  }
  return byCode;
}

const NO_CAPTURES: Captures = Object.freeze({});

function findEntry(set: CodeEntries | undefined, text: string | undefined): FoundEntry | undefined {
  if (!set) return undefined;
  if (text !== undefined) {
    const plain = normaliseText(text);
    const literal = set.lengths.has(plain.length) ? set.literal.get(plain) : undefined;
    if (literal) return { entry: literal, captures: NO_CAPTURES };
    for (const { entry, template } of set.templates) {
      const captures = template.match(plain);
      if (captures) return { entry, captures };
    }
  }
  return set.plain && { entry: set.plain, captures: undefined };
}

function compileRefs(refs: string | readonly string[]): Read {
  const reads = (typeof refs === 'string' ? [refs] : refs).map(compileRef);
  const only = reads[0];
  if (reads.length === 1 && only) return only;
  return (wire) => {
    for (const read of reads) {
      const value = read(wire);
      if (value !== undefined && value !== null && value !== '') return value;
    }
    return undefined;
  };
}

function compileRef(ref: string): Read {
  if (!ref.startsWith('$')) {
    const get = compilePath(ref);
    return ({ value }) => get(value);
  }
  if (ref.startsWith('$header:')) {
    const name = ref.slice('$header:'.length);
    return ({ exchange }) => ('responseHeaders' in exchange ? header(exchange.responseHeaders, name) : undefined);
  }
  switch (ref) {
    case '$status':
      return ({ channel, status }) => (channel === 'http' || channel === 'handshake' ? status : undefined);
    case '$close':
      return ({ exchange }) => (exchange.channel === 'close' ? exchange.code : undefined);
    case '$reason':
      return ({ exchange }) => (exchange.channel === 'close' ? exchange.reason : undefined);
    case '$packet':
      return ({ exchange }) => (exchange.channel === 'mqtt' ? exchange.reasonCode : undefined);
    case '$failure':
      return ({ exchange }) => ('failure' in exchange ? failureName(exchange.failure) : undefined);
    default:
      throw new Error(`unknown reference ${ref}`);
  }
}

/** `net::ERR_X` as `ERR_X`; `0` where the browser gives no name (Firefox). */
function failureName(failure: string | undefined): string {
  if (!failure) return '0';
  return failure.startsWith('net::') ? failure.slice('net::'.length) : failure;
}
