/** Which families call a host theirs. */

import { authorityOf, hostOf } from '../address.ts';
import { HostIndex } from '../catalog/host-pattern.ts';
import type { Family } from '../catalog/schema.ts';
import type { EvidenceFact } from '../finding.ts';

/** A family in the engine. */
export interface Owner {
  readonly family: Family;
  readonly id: string;
  readonly fallback: boolean;
}

export interface HostClaim {
  readonly owner: Owner;
  readonly fact: EvidenceFact;
}

/** A page talks to a handful of hosts; one that makes them up must not fill the memory. */
const MAX_AUTHORITIES = 1_000;

/** A lookup by address, which remembers its answers by authority (`user@host:port`). */
export function compileClaims(owners: readonly Owner[]): (url: string) => readonly HostClaim[] {
  const claims = new HostIndex<HostClaim>();
  const disclaims = new HostIndex<Owner>();
  for (const owner of owners) {
    for (const pattern of owner.family.hosts ?? []) claims.add(pattern, { owner, fact: { kind: 'host', pattern } });
    for (const pattern of owner.family.notHosts ?? []) disclaims.add(pattern, owner);
  }
  const remembered = new Map<string, readonly HostClaim[]>();
  function claimsOf(authority: string): readonly HostClaim[] {
    const known = remembered.get(authority);
    if (known) return known;
    const host = hostOf(authority);
    const denied = disclaims.get(host);
    const found = claims.get(host).filter(({ owner }) => !denied.includes(owner));
    if (remembered.size >= MAX_AUTHORITIES) remembered.clear();
    remembered.set(authority, found);
    return found;
  }

  // All messages of a socket have one address, and so have the calls of a loop.
  let last = '';
  let lastFound = claimsOf('');
  return (url) => {
    if (url !== last) {
      last = url;
      lastFound = claimsOf(authorityOf(url));
    }
    return lastFound;
  };
}
