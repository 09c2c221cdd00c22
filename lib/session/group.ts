/** Repeats of one failure, so that an endpoint hammered fourteen times is one row. */

import { withoutQuery } from '../address.ts';
import { channelName, methodOf, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { foldedAddress } from './endpoint.ts';
import type { Recovery } from './recovery.ts';

/** Failures with one meaning (family, shape, entry and code), channel, method and address (query and fragment aside). */
export interface Group {
  readonly key: string;
  readonly first: Failure;
  readonly last: Failure;
  readonly count: number;
  /** Set once a later call of the same endpoint succeeded. */
  readonly recovered?: Recovery | undefined;
  /** The groups that a list shows as this one, and what they share. */
  readonly parts?: readonly Group[];
  readonly by?: FoldedBy;
  /** Set where these are only some of the failures that the session holds as one group: all of them, oldest first. */
  readonly failures?: readonly Failure[];
}

/** What rows that are folded into one share: all but the ids of their addresses, or the line of code that asked. */
export type FoldedBy = 'endpoint' | 'line';

/** The groups that a group stands for: itself, or its parts. */
export function partsOf(group: Group): readonly Group[] {
  return group.parts ?? [group];
}

/** The groups that a report is about where this one is picked: what differs in ids alone is one, what a line asked for is not. */
export function reportedOf(group: Group): readonly Group[] {
  return group.by === 'line' ? partsOf(group) : [group];
}

/** What the details of this one are about: the latest of what a line asked for. */
export function detailedOf(group: Group): Group {
  return reportedOf(group).find(({ last }) => last === group.last) ?? group;
}

/** Two failures with the same key are one group. */
export function groupKey(failure: Failure): string {
  return keyAt(failure, withoutQuery(urlOf(failure.exchange)));
}

/** Groups with the same key differ only in the ids of their addresses. Never the key of a group: those begin with a family id. */
export function foldKey({ last }: Group): string {
  return `\t${keyAt(last, foldedAddress(urlOf(last.exchange)))}`;
}

/** The key of the group as the session holds it, of which this one may be a part. */
export function wholeKey(group: Group): string {
  return group.failures ? groupKey(group.last) : group.key;
}

function keyAt({ exchange, finding }: Failure, address: string): string {
  return [
    finding.family,
    finding.shape,
    finding.entry,
    finding.code,
    channelName(exchange),
    methodOf(exchange),
    address,
    exchange.channel === 'mqtt' ? exchange.topic : undefined,
    finding.operation,
  ].join('\n');
}

/** Groups as the one that a list shows for them. */
export function foldedGroup(key: string, by: FoldedBy, one: Group, others: readonly Group[]): Group {
  const parts = [one, ...others];
  let { first, last } = one;
  let count = 0;
  for (const part of parts) {
    if (part.first.exchange.at < first.exchange.at) first = part.first;
    if (part.last.exchange.at >= last.exchange.at) last = part.last;
    count += part.count;
  }
  const recovered = parts.every((part) => part.recovered)
    ? parts.find((part) => part.last === last)?.recovered
    : undefined;
  return { key, first, last, count, recovered, parts, by };
}
