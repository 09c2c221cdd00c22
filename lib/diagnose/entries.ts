/** The entries of a family, arranged so that a code and the text beside it lead straight to one. */
import type { Entry } from '../catalog/schema.ts';
import { type Captures, compileTemplate, normaliseText, type Template } from '../catalog/template.ts';
import type { Blocked } from '../finding.ts';

export interface FoundEntry {
  readonly entry: Entry;
  readonly captures: Captures | undefined;
}

interface TextedEntry {
  readonly entry: Entry;
  readonly template: Template;
}

/** The entries that share one code: with a text first, then the plain one. */
interface CodeEntries {
  readonly literal: Map<string, Entry>;
  /** Lengths of the literal texts: a text of another length need not be looked up. */
  readonly lengths: Set<number>;
  readonly templates: TextedEntry[];
  /** Those that need the browser to have stopped the request. */
  readonly blocked: Entry[];
  plain: Entry | undefined;
}

/** `wire` says whether the browser stopped the request; it is asked only where an entry depends on that. */
export type FindEntry = (
  code: string,
  text: string | undefined,
  wire: { readonly blocked: Blocked | undefined },
) => FoundEntry | undefined;

/**
 * Most families of a session never see a code of theirs, so the entries are arranged when the first is looked up.
 * @param shapeId of the shape whose codes are looked up: an entry can belong to some shapes of its family only
 */
export function compileEntries(entries: readonly Entry[], shapeId: string): FindEntry {
  let byCode: ReadonlyMap<string, CodeEntries> | undefined;
  return (code, text, wire) => {
    byCode ??= indexByCode(entries, shapeId);
    const set = byCode.get(code);
    const entry = set && set.blocked.length > 0 ? blockedEntry(set.blocked, wire.blocked) : undefined;
    return entry ? { entry, captures: undefined } : findEntry(set, text);
  };
}

function indexByCode(entries: readonly Entry[], shapeId: string): Map<string, CodeEntries> {
  const byCode = new Map<string, CodeEntries>();
  for (const entry of entries) {
    if (entry.shapes && !entry.shapes.includes(shapeId)) continue;
    for (const code of entry.codes) {
      const set: CodeEntries = byCode.get(code) ?? {
        literal: new Map(),
        lengths: new Set(),
        templates: [],
        blocked: [],
        plain: undefined,
      };
      byCode.set(code, set);
      if (entry.blocked) {
        set.blocked.push(entry);
        continue;
      }
      if (!entry.texts) set.plain ??= entry;
      for (const text of entry.texts ?? []) {
        const template = compileTemplate(text);
        if (template.literal === undefined) set.templates.push({ entry, template });
        else if (!set.literal.has(template.literal)) {
          set.literal.set(template.literal, entry);
          set.lengths.add(template.literal.length);
        }
      }
    }
  }
  return byCode;
}

function blockedEntry(entries: readonly Entry[], blocked: Blocked | undefined): Entry | undefined {
  if (!blocked) return undefined;
  return entries.find(({ blocked: wanted }) => wanted?.by === blocked.by && wanted.rule === blocked.rule);
}

const NO_CAPTURES: Captures = Object.freeze({});

function findEntry(set: CodeEntries | undefined, text: string | undefined): FoundEntry | undefined {
  if (!set) return undefined;
  if (text !== undefined) {
    const plain = normaliseText(text);
    const literal = set.lengths.has(plain.length) ? set.literal.get(plain) : undefined;
    if (literal) return { entry: literal, captures: NO_CAPTURES };
    for (const { entry, template } of set.templates) {
      const captures = template.match(plain);
      if (captures) return { entry, captures };
    }
  }
  return set.plain && { entry: set.plain, captures: undefined };
}
