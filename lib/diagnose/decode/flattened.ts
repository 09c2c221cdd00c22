/**
 * Values that routers of pages send flattened: one list in which each value names its parts by their position, and an error begins with
 * its tag: `[{"_1":2},"routes/pond",["SanitizedError",3,4],"Error","The pond is frozen"]` (turbo-stream 2).
 */
/** The media type of such a stream. */
export const FLATTENED = 'text/x-script';
/** What the parts of an error are, by its tag. */
const PARTS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['SanitizedError', ['name', 'message', 'stack']],
  ['ErrorResponse', ['data', 'status', 'message']],
  ['E', ['message', 'name']],
]);
/** Values of one list that are looked at. */
const MAX_VALUES = 20_000;

/** The first error of the list as an object; undefined where there is none. */
export function errorInFlattened(
  text: string,
  parse: (json: string) => unknown,
): Readonly<Record<string, unknown>> | undefined {
  // Promises that are settled later follow in lines of their own.
  for (const line of text.split('\n', MAX_LINES)) {
    const list = parse(line.replace(/^[PE]\d{1,6}:/, ''));
    if (!Array.isArray(list)) continue;
    for (const value of list.slice(0, MAX_VALUES)) {
      const names = Array.isArray(value) ? PARTS.get(value[0]) : undefined;
      if (names !== undefined && value.length > 1 && value.slice(1).every(Number.isInteger))
        return Object.fromEntries(names.map((name, i) => [name, partAt(list, value[i + 1])]));
    }
  }
  return undefined;
}

const MAX_LINES = 64;

/** A part that is a text or a number, and one that is a plain object with such parts. */
function partAt(list: readonly unknown[], at: unknown): unknown {
  const value: unknown = typeof at === 'number' ? list[at] : undefined;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const members: Record<string, unknown> = {};
  for (const [key, index] of Object.entries(value).slice(0, MAX_MEMBERS)) {
    const name = list[Number(key.slice(1))];
    const member = list[Number(index)];
    if (typeof name === 'string' && name !== '__proto__' && (typeof member === 'string' || typeof member === 'number'))
      members[name] = member;
  }
  return members;
}

const MAX_MEMBERS = 32;
