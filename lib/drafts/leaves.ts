/** The single values of a decoded body with the paths by which a shape names them. */
import { isMemberPath } from '../catalog/references.ts';

export interface Leaf {
  /** As in a shape: names and numbers between dots. */
  readonly path: string;
  /** The last name of the path. */
  readonly name: string;
  readonly value: string | number | boolean;
}

/** Values that are looked at, and how deep: an error stands near the top. */
const MAX_LEAVES = 300;
const MAX_DEPTH = 6;
/** Items of a list that are looked at. */
const MAX_ITEMS = 3;
/** Longest name of a member that a path takes. */
const MAX_NAME = 100;

/** Those nearest to the top first. A member whose name no path can hold is passed over. */
export function leavesOf(body: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  let level: readonly { readonly path: readonly string[]; readonly value: unknown }[] = [{ path: [], value: body }];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0 && leaves.length < MAX_LEAVES; depth++) {
    level = level.flatMap(({ path, value }) =>
      membersOf(value).map(([name, member]) => ({ path: [...path, name], value: member })),
    );
    for (const { path, value } of level) {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
      leaves.push({ path: path.join('.'), name: path.at(-1) ?? '', value });
    }
    level = level.slice(0, MAX_LEAVES);
  }
  return leaves.slice(0, MAX_LEAVES);
}

function membersOf(value: unknown): (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value).slice(0, Array.isArray(value) ? MAX_ITEMS : MAX_LEAVES);
  return members.filter(([name]) => !name.includes('.') && name.length <= MAX_NAME && isMemberPath(name));
}
