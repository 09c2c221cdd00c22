/** OpenAPI documents as YAML, made plain values. The library comes with this file, which is loaded when such a document is met. */
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Fault } from '../catalog/fault.ts';

/** Longest text that is read, in characters: half a second of work. JSON, which is read faster, may be longer. */
const MAX_CHARACTERS = 6_000_000;
/** Line ends, commas and open brackets: no value begins without one, and each costs the library some microseconds. */
const MAX_MARKS = 250_000;
/** Levels of lists and objects, anchors not followed: schemas within schemas. */
const MAX_DEPTH = 100;
/** Aliases, and what a document holds once each stands for its whole anchor: more is a document that explodes. */
const MAX_ALIASES = 10_000;
const MAX_VALUES = 500_000;
/** Levels with anchors followed. */
const MAX_LEVELS = 1_000;

export type ReadYaml =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly fault: Fault };

/**
 * What a YAML 1.2 document says (core schema: no dates, no tags of a language, no merge keys, nothing is evaluated). Never throws. The
 * value holds no circle; what an anchor names stands in it by reference, each time it is named.
 */
export function readYaml(text: string): ReadYaml {
  if (text.length > MAX_CHARACTERS)
    return refused('', `at most ${MAX_CHARACTERS} characters of YAML (more as JSON)`, `${text.length}`);
  if (hasMoreMarks(text, MAX_MARKS))
    return refused('', `at most ${MAX_MARKS} lines and items of YAML (more as JSON)`, 'more');
  let document: unknown;
  try {
    document = load(text, { schema: CORE_SCHEMA, maxDepth: MAX_DEPTH, maxAliases: MAX_ALIASES });
  } catch (error) {
    if (!(error instanceof YAMLException)) return refused('', 'a YAML document', 'something that cannot be read');
    return refused(error.mark ? `line ${error.mark.line + 1}` : '', 'a YAML document', error.reason);
  }
  const size = sizeOf(document, new Map(), MAX_LEVELS);
  return size <= MAX_VALUES
    ? { ok: true, document }
    : refused('', `at most ${MAX_VALUES} values, what aliases stand for counted each time`, 'more');
}

function refused(path: string, expected: string, found: string): ReadYaml {
  return { ok: false, fault: { path, expected, found } };
}

function hasMoreMarks(text: string, most: number): boolean {
  let marks = 0;
  for (const _ of text.matchAll(/[\n,[{]/g)) if (++marks > most) return true;
  return false;
}

/**
 * Values in a document, each counted as often as it is reached; infinite where one holds itself or goes too deep. Each is looked at once, so that the
 * count costs no more than the text that the document was read from.
 *
 * @param known sizes of what was looked at; of what is being looked at, infinite
 */
function sizeOf(value: unknown, known: Map<object, number>, levels: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  let size = levels > 0 ? 1 : Number.POSITIVE_INFINITY;
  for (const member of levels > 0 ? Object.values(value) : []) size += sizeOf(member, known, levels - 1);
  known.set(value, size);
  return size;
}
