import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import type { Group } from '../../../lib/session/group.ts';
import { createHeld, type Held } from '../../../lib/session/held.ts';
import { failure, finding } from '../../failures.ts';

/** A failure of the endpoint that its id begins with. */
function failureOf(id: string, code = '500'): Failure {
  return failure({ code }, { id, url: `https://a.example/${id[0]}` });
}

let held: Held;

/** The ids in each group, in the order of groups. */
const groups = () => [...held.groups.values()].map(({ failures }) => failures.map(({ exchange }) => exchange.id));

function insert(...ids: readonly string[]): readonly Failure[] {
  const failures = ids.map((id) => failureOf(id));
  for (const one of failures) held.insert(one);
  return failures;
}

/** What people see of the groups now. */
function pictures(): Group[] {
  const made: Group[] = [];
  for (const [key, group] of held.groups) {
    const [first] = group.failures;
    const last = group.failures.at(-1);
    if (!first || !last) throw new Error('an empty group');
    group.picture = { key, first, last, count: group.failures.length };
    made.push(group.picture);
  }
  return made;
}

const pictured = () => [...held.groups.values()].map(({ picture }) => picture !== undefined);

/** Replaces a failure that is held by one with another code. */
function understand(id: string, code: string): Failure {
  const known = held.get(id) ?? expect.unreachable();
  const better = { exchange: known.exchange, finding: finding({ code }) };
  held.replace(known, better);
  return better;
}

beforeEach(() => {
  held = createHeld();
});

describe('failures that are held', () => {
  it('stand in groups, both in the order in which they came', () => {
    insert('a1', 'b1', 'a2');
    expect(groups()).toEqual([['a1', 'a2'], ['b1']]);
    expect(held.all().map(({ exchange }) => exchange.id)).toEqual(['a1', 'b1', 'a2']);
    expect([held.size, held.oldest()?.exchange.id]).toEqual([3, 'a1']);
  });

  it('go one by one, and their group with the last of them', () => {
    const [a1, , a2] = insert('a1', 'b1', 'a2');
    if (!a1 || !a2) expect.unreachable();
    held.remove(a1);
    expect(groups()).toEqual([['a2'], ['b1']]);
    held.remove(a2);
    expect(groups()).toEqual([['b1']]);
    expect(held.get('a2')).toBeUndefined();
  });

  it('go all at once', () => {
    const [a1] = insert('a1', 'b1');
    held.clear();
    expect([held.size, held.groups.size, held.all(), held.get('a1')]).toEqual([0, 0, [], undefined]);
    // One that is gone with the others is no trouble.
    if (a1) held.remove(a1);
    expect(groups()).toEqual([]);
  });

  it('make the picture of their group old when they come, go or change, and no other', () => {
    const [a1] = insert('a1', 'b1');
    pictures();
    insert('a2');
    expect(pictured()).toEqual([false, true]);
    pictures();
    understand('a2', '500');
    expect(pictured()).toEqual([false, true]);
    pictures();
    if (a1) held.remove(a1);
    expect(pictured()).toEqual([false, true]);
  });
});

describe('a failure that is understood better', () => {
  it('keeps its place among repeats', () => {
    insert('a1', 'a2', 'a3');
    const better = ['a1', 'a2'].map((id) => understand(id, '500'));
    expect(groups()).toEqual([['a1', 'a2', 'a3']]);
    expect(held.all().slice(0, 2)).toEqual(better);
    for (const [i, one] of better.entries()) expect([...held.groups.values()][0]?.failures[i]).toBe(one);
  });

  it('leaves its group for another', () => {
    insert('a1', 'a2', 'b1');
    pictures();
    understand('a1', '502');
    expect(groups()).toEqual([['a2'], ['b1'], ['a1']]);
    understand('a2', '502');
    expect(groups()).toEqual([['b1'], ['a1', 'a2']]);
    expect(held.size).toBe(3);
  });

  it('takes the place of its group where it was alone, among the others', () => {
    insert('a1', 'b1', 'c1');
    understand('b1', '502');
    expect(groups()).toEqual([['a1'], ['b1'], ['c1']]);
    expect([...held.groups.keys()][1]).toContain('502');
  });
});

describe('a picture of a group', () => {
  function seen(...ids: readonly string[]): Group {
    insert(...ids);
    return pictures()[0] ?? expect.unreachable();
  }
  const found = (picture: Group) => held.groupOf(picture)?.failures.map(({ exchange }) => exchange.id);

  it('leads to it, also when all that it shows has been dropped since', () => {
    const picture = seen('a1');
    const [a1] = held.all();
    insert('a2');
    if (a1) held.remove(a1);
    expect(found(picture)).toEqual(['a2']);
  });

  it('leads to where its last failure went, and where that is gone, its first', () => {
    const picture = seen('a1', 'a2');
    understand('a1', '501');
    const last = understand('a2', '502');
    expect(found(picture)).toEqual(['a2']);
    held.remove(last);
    expect(found(picture)).toEqual(['a1']);
  });

  it('leads nowhere when nothing of it is held', () => {
    const picture = seen('a1');
    held.clear();
    expect(found(picture)).toBeUndefined();
  });
});
