/** Which families call a host theirs. */

import { hostOf } from '../address.ts';
import { HostIndex } from '../catalog/host-pattern.ts';
import type { Family } from '../catalog/schema.ts';
import type { EvidenceFact } from '../finding.ts';

/** A family in the engine. */
export interface Owner {
  readonly family: Family;
  readonly id: string;
  readonly fallback: boolean;
  /** Position in the catalogue: of two equally good readings the earlier family's stands first. */
  readonly order: number;
}

export interface HostClaim {
  readonly owner: Owner;
  readonly fact: EvidenceFact;
}

/** A page talks to a handful of hosts; one that makes them up must not fill the memory. */
const MAX_AUTHORITIES = 1_000;

/** A lookup by authority (`user@host:port`), which remembers its answers. */
export function compileClaims(owners: readonly Owner[]): (authority: string) => readonly HostClaim[] {
  const claims = new HostIndex<HostClaim>();
  const disclaims = new HostIndex<Owner>();
  for (const owner of owners) {
    for (const pattern of owner.family.hosts ?? []) claims.add(pattern, { owner, fact: { kind: 'host', pattern } });
    for (const pattern of owner.family.notHosts ?? []) disclaims.add(pattern, owner);
  }
  const remembered = new Map<string, readonly HostClaim[]>();
  // Most exchanges go where the one before went, and comparing costs less than hashing.
  let last = '';
  let lastFound: readonly HostClaim[] | undefined;
  return (authority) => {
    if (lastFound && authority === last) return lastFound;
    last = authority;
    lastFound = remembered.get(authority);
    if (lastFound) return lastFound;
    const host = hostOf(authority);
    const denied = disclaims.get(host);
    const found = claims.get(host).filter(({ owner }) => !denied.includes(owner));
    if (remembered.size >= MAX_AUTHORITIES) remembered.clear();
    remembered.set(authority, found);
    lastFound = found;
    return found;
  };
}
