/** Rows by the line of code that asked. */
import { initiatorOf, lineKey } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { BY_ENDPOINT, type GroupingRules, type Trait } from './folds.ts';
import type { Group } from './group.ts';

const LINE: Trait = {
  by: 'line',
  // A single endpoint that a loop asks again and again is told by its line, too.
  isWorth: (rows) => rows.some(({ group }) => group.count > 1) || rows.length > 1,
};

/** What no line is known of is as it is without. */
export const BY_LINE: GroupingRules = {
  sharedBy(group) {
    const line = lineOf(group.last);
    return line === '' ? BY_ENDPOINT.sharedBy(group) : { key: `\t\t${line}`, trait: LINE };
  },
  createSplitting(failuresOf) {
    const known = new WeakMap<Group, readonly Group[]>();
    return (groups) =>
      groups.flatMap((group) => {
        const split = known.get(group) ?? splitByLine(group, failuresOf(group));
        known.set(group, split);
        return split;
      });
  },
};

/** A group whose failures several lines asked for, as one for each; the same group where it was one line. */
function splitByLine(group: Group, all: readonly Failure[]): readonly Group[] {
  const byLine = new Map<string, [Failure, ...Failure[]]>();
  for (const failure of all) {
    const line = lineOf(failure);
    const others = byLine.get(line);
    if (others) others.push(failure);
    else byLine.set(line, [failure]);
  }
  if (byLine.size < 2) return [group];
  return [...byLine].map(([line, failures]) => ({
    ...group,
    key: `${group.key}\n\t${line}`,
    first: failures[0],
    last: failures.at(-1) ?? failures[0],
    count: failures.length,
    failures,
  }));
}

/** Empty where no line is known. */
function lineOf({ exchange }: Failure): string {
  const place = initiatorOf(exchange);
  return place ? lineKey(place) : '';
}
