/** The failures that a session holds, in the order in which they came, and their groups. */
import type { Failure } from '../finding.ts';
import { endpointOfExchange } from './endpoint.ts';
import { type Group, groupKey } from './group.ts';

export interface OpenGroup {
  readonly failures: Failure[];
  readonly endpoint: string;
  /** The public picture; undefined after a change until somebody looks. */
  picture: Group | undefined;
}

export interface Held {
  readonly size: number;
  /** By the key of the group, in the order in which each group's first failure came. */
  readonly groups: ReadonlyMap<string, OpenGroup>;
  get(exchangeId: string): Failure | undefined;
  /**
   * A group by a picture of it, which may be older than what is held: where its failures are in another group by now, since they are
   * understood better, that one.
   */
  groupOf(picture: Group): OpenGroup | undefined;
  /** Oldest first. */
  all(): Failure[];
  oldest(): Failure | undefined;
  insert(failure: Failure): void;
  /** A failure that is understood better takes the place of what was known of it, and its group that of a group it empties. */
  replace(known: Failure, failure: Failure): void;
  remove(failure: Failure): void;
  clear(): void;
}

export function createHeld(): Held {
  const held = new Map<string, Failure>();
  const groups = new Map<string, OpenGroup>();

  function takeOut(failure: Failure, group: OpenGroup): void {
    const index = group.failures.indexOf(failure);
    if (index >= 0) group.failures.splice(index, 1);
    group.picture = undefined;
  }

  function join(key: string, failure: Failure): void {
    const group = groups.get(key);
    if (!group) {
      groups.set(key, newGroup(failure));
      return;
    }
    group.failures.push(failure);
    group.picture = undefined;
  }

  /** Puts the failure's new group where `emptied` stood. */
  function exchangeGroups(emptied: OpenGroup, key: string, failure: Failure): void {
    const all = [...groups];
    groups.clear();
    for (const [one, group] of all) {
      if (group === emptied) groups.set(key, newGroup(failure));
      else groups.set(one, group);
    }
  }

  return {
    get size() {
      return held.size;
    },
    groups,
    get: (exchangeId) => held.get(exchangeId),
    groupOf({ key, first, last }) {
      const known = groups.get(key);
      if (known) return known;
      const failure = held.get(last.exchange.id) ?? held.get(first.exchange.id);
      return failure && groups.get(groupKey(failure));
    },
    all: () => [...held.values()],
    oldest: () => held.values().next().value,
    insert(failure) {
      held.set(failure.exchange.id, failure);
      join(groupKey(failure), failure);
    },
    replace(known, failure) {
      held.set(failure.exchange.id, failure);
      const before = groupKey(known);
      const after = groupKey(failure);
      const group = groups.get(before);
      if (group && before === after) {
        const index = group.failures.indexOf(known);
        if (index >= 0) group.failures[index] = failure;
        group.picture = undefined;
        return;
      }
      if (group) takeOut(known, group);
      if (group?.failures.length !== 0) join(after, failure);
      else if (!groups.has(after)) exchangeGroups(group, after, failure);
      else {
        groups.delete(before);
        join(after, failure);
      }
    },
    remove(failure) {
      held.delete(failure.exchange.id);
      const key = groupKey(failure);
      const group = groups.get(key);
      if (!group) return;
      takeOut(failure, group);
      if (group.failures.length === 0) groups.delete(key);
    },
    clear() {
      held.clear();
      groups.clear();
    },
  };
}

function newGroup(failure: Failure): OpenGroup {
  return { failures: [failure], endpoint: endpointOfExchange(failure.exchange), picture: undefined };
}
