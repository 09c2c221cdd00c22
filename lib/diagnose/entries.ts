/** The entries of a family, arranged so that a code and the text beside it lead straight to one. */
import type { Entry } from '../catalog/schema.ts';
import { type Captures, compileTemplate, normaliseText, type Template } from '../catalog/template.ts';

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
  plain: Entry | undefined;
}

export type FindEntry = (code: string, text: string | undefined) => FoundEntry | undefined;

/** @param shapeId of the shape whose codes are looked up: an entry can belong to some shapes of its family only */
export function compileEntries(entries: readonly Entry[], shapeId: string): FindEntry {
  const byCode = indexByCode(entries, shapeId);
  return (code, text) => findEntry(byCode.get(code), text);
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
        plain: undefined,
      };
      byCode.set(code, set);
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
