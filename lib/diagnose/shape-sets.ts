/** The shapes of all families, arranged so that an exchange meets only those that have a chance. */
import type { MemberTest } from '../catalog/schema.ts';
import { inRanges } from '../catalog/statuses.ts';
import { CHANNELS, type Channel } from '../exchange.ts';
import type { HostClaim, Owner } from './hosts.ts';
import { BIT } from './kinds.ts';
import type { CompiledShape } from './shape.ts';

/** The types that JSON knows, as far as a shape can ask for them. */
export type JsonType = 'object' | 'list' | 'string' | 'number' | 'boolean' | 'other';

/** A shape that asks for a header, and that header's name in lower case. */
export interface HeaderShape {
  readonly name: string;
  readonly compiled: CompiledShape;
}

/** Shapes that speak only on hosts of their family, by family: mostly one family claims a host. */
interface HostShapes {
  readonly all: readonly CompiledShape[];
  readonly byOwner: ReadonlyMap<Owner, readonly CompiledShape[]>;
}

const NO_SHAPES: readonly CompiledShape[] = [];

/** Those of the families that claim the host. */
export function claimedShapes({ all, byOwner }: HostShapes, claims: readonly HostClaim[]): readonly CompiledShape[] {
  const first = claims[0];
  if (!first) return NO_SHAPES;
  return claims.length === 1 ? (byOwner.get(first.owner) ?? NO_SHAPES) : all;
}

/** The shapes for one channel and status. */
export interface ShapeSet {
  /** Shapes that speak only on hosts their family claims: those that read a body, and those that do not. */
  readonly onHostByBody: HostShapes;
  readonly onHost: HostShapes;
  /** Shapes that ask for certain media types, by type. */
  readonly byType: ReadonlyMap<string, readonly CompiledShape[]>;
  /** Shapes that decode bodies of certain media types, by type: such a body is decoded whatever its type is called. */
  readonly decodedByType: ReadonlyMap<string, readonly CompiledShape[]>;
  /** Shapes that ask for certain headers, by the length of the first one's name: most headers drop out by that alone. */
  readonly byHeader: readonly (readonly HeaderShape[] | undefined)[];
  /** Shapes of XML bodies. */
  readonly ofXml: readonly CompiledShape[];
  /** Shapes of JSON lists. */
  readonly ofLists: readonly CompiledShape[];
  /** Shapes of JSON lists, or objects, of objects: their members begin with `*.`. */
  readonly ofNested: readonly CompiledShape[];
  /** Shapes of JSON objects, by a member at the top that has to be there and by the type it has to have. */
  readonly byMember: ReadonlyMap<string, Readonly<Record<JsonType, readonly CompiledShape[]>>>;
  /** Shapes that have to be tried one by one. */
  readonly others: readonly CompiledShape[];
  /** Shapes of fallback families that read what an exchange says of itself. */
  readonly described: readonly CompiledShape[];
  /** All other shapes of fallback families. */
  readonly fallback: readonly CompiledShape[];
}

/** A status can be any number in somebody's file; only real ones are worth remembering. */
const MAX_STATUS = 999;

/** Gives the shapes that can apply to an exchange of a channel with an HTTP status (0: none), and remembers them. */
export function compileShapeSets(shapes: readonly CompiledShape[]): (channel: Channel, status: number) => ShapeSet {
  const remembered = new Map<Channel, Map<number, ShapeSet>>(CHANNELS.map((channel) => [channel, new Map()]));
  return (channel, status) => {
    const byStatus = remembered.get(channel);
    const known = byStatus?.get(status);
    if (known) return known;
    const set = arrange(shapes.filter((shape) => applies(shape, channel, status)));
    if (status >= 0 && status <= MAX_STATUS) byStatus?.set(status, set);
    return set;
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
    decodedByType: new Map<string, CompiledShape[]>(),
    byHeader: [] as (HeaderShape[] | undefined)[],
    ofXml: [] as CompiledShape[],
    ofLists: [] as CompiledShape[],
    ofNested: [] as CompiledShape[],
    byMember: new Map<string, Record<JsonType, CompiledShape[]>>(),
    others: [] as CompiledShape[],
    described: [] as CompiledShape[],
    fallback: [] as CompiledShape[],
  };
  for (const compiled of shapes) {
    const { decoder, members, when } = compiled;
    const { mime, headers } = when;
    if (decoder) for (const type of mime ?? []) add(set.decodedByType, type, compiled);
    const top = decoder === 'json' ? topMember(members) : undefined;
    if (compiled.owner.fallback) (compiled.isDescribed ? set.described : set.fallback).push(compiled);
    else if (compiled.needs === BIT.host) (decoder ? set.onHostByBody : set.onHost).push(compiled);
    else if (mime && !mime.some((type) => type.startsWith('+'))) {
      for (const type of mime) add(set.byType, type, compiled);
    } else if (headers?.[0]) {
      const name = headers[0].name.toLowerCase();
      while (set.byHeader.length <= name.length) set.byHeader.push(undefined);
      set.byHeader[name.length] = [...(set.byHeader[name.length] ?? []), { name, compiled }];
    } else if (decoder === 'xml-error') set.ofXml.push(compiled);
    else if (top === 'list') set.ofLists.push(compiled);
    else if (top === 'nested') set.ofNested.push(compiled);
    else if (top) {
      const byJsonType = set.byMember.get(top.member) ?? emptyByJsonType();
      set.byMember.set(top.member, byJsonType);
      for (const type of top.types) byJsonType[type].push(compiled);
    } else set.others.push(compiled);
  }
  // On a host that several families claim, a shape that asks for a path is tried before one that fits every path.
  set.onHostByBody.sort((a, b) => Number(b.when.paths !== undefined) - Number(a.when.paths !== undefined));
  return { ...set, onHostByBody: byOwner(set.onHostByBody), onHost: byOwner(set.onHost) };
}

function add(byType: Map<string, CompiledShape[]>, type: string, compiled: CompiledShape): void {
  byType.set(type, [...(byType.get(type) ?? []), compiled]);
}

function byOwner(all: readonly CompiledShape[]): HostShapes {
  const groups = new Map<Owner, CompiledShape[]>();
  for (const compiled of all) groups.set(compiled.owner, [...(groups.get(compiled.owner) ?? []), compiled]);
  return { all, byOwner: groups };
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

/**
 * A member of the top level that a body must have, `list` when the body has to be a list, `nested` when it must hold an object or a
 * list, undefined when nothing is required.
 */
function topMember(members: Readonly<Record<string, MemberTest>>): TopMember | 'list' | 'nested' | undefined {
  for (const [path, test] of Object.entries(members)) {
    if (typeof test === 'string' && test.endsWith('?')) continue;
    const [member = '', below] = path.split('.');
    // A star stands for items of a list or members of an object.
    if (member === '*') return below === undefined ? undefined : 'nested';
    if (isIndex(member)) return 'list';
    if (below === '*') return { member, types: ['list', 'object'] };
    if (below !== undefined) return { member, types: isIndex(below) ? ['list'] : ['object'] };
    return { member, types: typesOf(test) };
  }
  return undefined;
}

function isIndex(part: string): boolean {
  return /^\d+$/.test(part);
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
