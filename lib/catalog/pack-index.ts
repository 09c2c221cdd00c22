/**
 * What has to be known of a pack before it is loaded. A page meets few services: their entries are loaded when a host or
 * a sign of theirs is first seen, and the signs of all packs together are small.
 */
import { HostIndex } from './host-pattern.ts';
import type { Family } from './schema.ts';
import { compileTemplate, type Template } from './template.ts';

/** The signs of a pack, as data. */
export interface PackSigns {
  readonly id: string;
  readonly hosts: readonly string[];
  readonly notHosts: readonly string[];
  /** Headers that speak for the family wherever it runs: name in lower case, template of the value. */
  readonly headers: readonly (readonly [name: string, template: string])[];
  readonly subprotocols: readonly string[];
  /** Texts that stand in bodies of its own. */
  readonly markers: readonly string[];
}

/** What was seen of an exchange. */
export interface Seen {
  /** In lower case, without port. */
  readonly host: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly subprotocol: string | undefined;
  /** The part of a body that is looked at; empty for none. The caller bounds it. */
  readonly text: string;
}

/** The signs that a family's file gives. */
export function signsOf({ id, hosts = [], notHosts = [], shapes }: Family): PackSigns {
  const conditions = shapes.flatMap(({ when, hints }) => [when, hints].filter((one) => one !== undefined));
  const headers = conditions.flatMap((one) => Object.entries(one.headers ?? {}));
  return {
    id,
    hosts,
    notHosts,
    headers: headers.map(([name, template]) => [name.toLowerCase(), template] as const),
    subprotocols: [...new Set(conditions.flatMap((one) => one.subprotocols ?? []))],
    markers: [...new Set(shapes.flatMap(({ body }) => body?.marker ?? []))],
  };
}

/** Looks up which packs an exchange may belong to. Gives ids, each once, in the order of `packs`. */
export function createPackIndex(packs: readonly PackSigns[]): (seen: Seen) => readonly string[] {
  const byHost = new HostIndex<string>();
  const denied = new HostIndex<string>();
  const byHeader = new Map<string, { readonly id: string; readonly template: Template }[]>();
  for (const { id, hosts, notHosts, headers } of packs) {
    for (const pattern of hosts) byHost.add(pattern, id);
    for (const pattern of notHosts) denied.add(pattern, id);
    for (const [name, template] of headers) {
      byHeader.set(name, [...(byHeader.get(name) ?? []), { id, template: compileTemplate(template) }]);
    }
  }

  return ({ host, headers, subprotocol, text }) => {
    const met = new Set(byHost.get(host));
    for (const id of denied.get(host)) met.delete(id);
    for (const { name, value } of headers) {
      for (const { id, template } of byHeader.get(name.toLowerCase()) ?? []) if (template.match(value)) met.add(id);
    }
    for (const { id, subprotocols, markers } of packs) {
      if (subprotocol !== undefined && subprotocols.includes(subprotocol.toLowerCase())) met.add(id);
      if (text !== '' && markers.some((marker) => text.includes(marker))) met.add(id);
    }
    return packs.map(({ id }) => id).filter((id) => met.has(id));
  };
}
