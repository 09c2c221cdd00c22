/**
 * What has to be known of a pack before it is loaded. A page meets few services: their entries are loaded when a host or
 * a sign of theirs is first seen, and the signs of all packs together are small.
 */
import { HostIndex } from './host-pattern.ts';
import type { Family, Shape } from './schema.ts';
import { compileTemplate, type Template } from './template.ts';

/** The signs of a pack, as data. All but hosts are those of shapes that speak on hosts which the family does not claim. */
export interface PackSigns {
  readonly id: string;
  readonly hosts?: readonly string[];
  readonly notHosts?: readonly string[];
  /** Header names in lower case, each with a template of the value. */
  readonly headers?: readonly (readonly [name: string, template: string])[];
  /** Path prefixes in lower case. */
  readonly paths?: readonly string[];
  readonly subprotocols?: readonly string[];
  /** Media types other than JSON in which even a success can hold an error. */
  readonly types?: readonly string[];
  /** Texts that stand in bodies of its own. */
  readonly markers?: readonly string[];
}

/** What was seen of an exchange. */
export interface Seen {
  /** In lower case, without port. */
  readonly host: string;
  /** In lower case, without query. */
  readonly path: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly subprotocol: string | undefined;
  /** Media type in lower case, without parameters; empty for none. */
  readonly type: string;
  /** The part of a body that is looked at; empty for none. The caller bounds it. */
  readonly text: string;
}

/** The signs that a family's file gives. */
export function signsOf({ id, hosts, notHosts, shapes, context = [] }: Family): PackSigns {
  const anywhere = shapes.filter(({ needs }) => needs?.length !== 1 || needs[0] !== 'host');
  const conditions = anywhere.flatMap(({ when, hints }) => [when, hints].filter((one) => one !== undefined));
  const headers = conditions.flatMap((one) => Object.entries(one.headers ?? {}));
  const byName = new Map(
    headers.map(([name, template]) => [`${name} ${template}`, [name.toLowerCase(), template]] as const),
  );
  const lists = {
    hosts,
    notHosts,
    headers: [...byName.values()].map(([name = '', template = '']) => [name, template] as const),
    // A marker says more than a path does, where a shape has both.
    paths: unique(
      anywhere.flatMap(({ body, when, hints }) =>
        body?.marker ? [] : [...(when?.paths ?? []), ...(hints?.paths ?? [])],
      ),
    ),
    subprotocols: unique(conditions.flatMap((one) => one.subprotocols ?? [])),
    types: unique(anywhere.filter(isInSuccess).flatMap(({ when }) => when?.mime ?? [])),
    markers: unique([
      ...anywhere.flatMap(({ body }) => body?.marker ?? []),
      ...context.flatMap(({ members }) =>
        Object.keys(members)
          .slice(0, 1)
          .map((key) => JSON.stringify(key)),
      ),
    ]),
  };
  return {
    id,
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0)),
  };
}

function isInSuccess({ when }: Shape): boolean {
  return when?.status === undefined || when.status.some(([from]) => from < 300);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Which packs an exchange may belong to: ids, each once, in the order of the packs. */
export type PackIndex = (seen: Seen) => readonly string[];

export function createPackIndex(packs: readonly PackSigns[]): PackIndex {
  const byHost = new HostIndex<string>();
  const denied = new HostIndex<string>();
  const byHeader = new Map<string, { readonly id: string; readonly template: Template }[]>();
  for (const { id, hosts = [], notHosts = [], headers = [] } of packs) {
    for (const pattern of hosts) byHost.add(pattern, id);
    for (const pattern of notHosts) denied.add(pattern, id);
    for (const [name, template] of headers) {
      byHeader.set(name, [...(byHeader.get(name) ?? []), { id, template: compileTemplate(template) }]);
    }
  }
  const byPath = groupByLetter(packs);
  const bySubprotocol = groupBy(packs, ({ subprotocols }) => subprotocols);
  const byType = groupBy(packs, ({ types }) => types);
  const byMarker = groupBy(packs, ({ markers }) => markers);
  const anyMarker = anyOf([...byMarker.keys()]);

  return ({ host, path, headers, subprotocol, type, text }) => {
    const met = new Set(byHost.get(host));
    for (const id of denied.get(host)) met.delete(id);
    const meet = (ids: readonly string[] = NONE) => {
      for (const id of ids) met.add(id);
    };
    for (const { name, value } of headers) {
      for (const { id, template } of byHeader.get(name.toLowerCase()) ?? NO_TESTS)
        if (template.match(value)) met.add(id);
    }
    for (const letter of [ANY_PATH, path.charAt(1)]) {
      for (const { prefix, id } of byPath.get(letter) ?? NO_PREFIXES) if (path.startsWith(prefix)) met.add(id);
    }
    if (subprotocol !== undefined) meet(bySubprotocol.get(subprotocol.toLowerCase()));
    if (type !== '') meet(byType.get(type));
    if (anyMarker.test(text)) for (const [marker, ids] of byMarker) if (text.includes(marker)) meet(ids);
    return met.size === 0 ? NONE : packs.map(({ id }) => id).filter((id) => met.has(id));
  };
}

const NO_TESTS: readonly { readonly id: string; readonly template: Template }[] = [];
const NO_PREFIXES: readonly PathOfPack[] = [];
/** Stands for the letter after the slash of a prefix that is nothing but a slash. */
const ANY_PATH = '';

interface PathOfPack {
  readonly prefix: string;
  readonly id: string;
}

/** Path prefixes by the letter after their slash: of dozens only a few are compared. */
function groupByLetter(packs: readonly PackSigns[]): ReadonlyMap<string, readonly PathOfPack[]> {
  const groups = new Map<string, PathOfPack[]>();
  for (const { id, paths = [] } of packs) {
    for (const prefix of paths) groups.set(prefix.charAt(1), [...(groups.get(prefix.charAt(1)) ?? []), { prefix, id }]);
  }
  return groups;
}

function groupBy(
  packs: readonly PackSigns[],
  textsOf: (pack: PackSigns) => readonly string[] | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const pack of packs) {
    for (const text of textsOf(pack) ?? []) groups.set(text, [...(groups.get(text) ?? []), pack.id]);
  }
  return groups;
}

/** A pattern that finds any of the literals: one search instead of one for each. */
function anyOf(literals: readonly string[]): RegExp {
  if (literals.length === 0) return /(?!)/;
  return new RegExp(literals.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}

const NONE: readonly string[] = [];
