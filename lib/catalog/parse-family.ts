/**
 * From a document that anybody may have written to a family that the engine can take. A bad document is refused with all
 * its faults at once; a hostile one is refused by its size before anything else looks at it.
 */
import * as v from 'valibot';
import { referenceFaults } from './family-references.ts';
import { type Fault, found } from './fault.ts';
import { resolveFamily } from './resolve-family.ts';
import { type Family, FamilySchema } from './schema.ts';
import { sizeFault } from './size.ts';

export type { Fault } from './fault.ts';

export type ParsedFamily =
  | { readonly ok: true; readonly family: Family }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface ParseOptions {
  /** Only built-in families may be `standard` or `fallback`. */
  readonly builtIn?: boolean;
}

/** Of a member's name, a path shows this many characters. */
const MAX_KEY = 100;
/** Faults that are handed on; who has more starts with these. */
const MAX_FAULTS = 100;

/**
 * A family with its defaults filled in, or every fault of the document in the order of its members. Never throws, and takes
 * well under a second whatever the document. `createEngine` throws on no family that comes out of here.
 */
export function parseFamily(document: unknown, { builtIn = false }: ParseOptions = {}): ParsedFamily {
  try {
    const tooLarge = sizeFault(document);
    if (tooLarge) return { ok: false, faults: [tooLarge] };
    const { success, output, issues = [] } = v.safeParse(FamilySchema, document);
    const faults = onePerPath([...issues.map(faultOf), ...referenceFaults(document, builtIn)]);
    return success && faults.length === 0
      ? { ok: true, family: resolveFamily(output) }
      : { ok: false, faults: faults.slice(0, MAX_FAULTS) };
  } catch {
    // Only an object that is no plain data can do this: a getter that throws, a revoked proxy.
    return { ok: false, faults: [{ path: '', expected: 'a JSON document', found: 'something that cannot be read' }] };
  }
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const path = issue.path?.map(({ key }) => String(key).slice(0, MAX_KEY)).join('.') ?? '';
  // The schema of an object reports a missing member under the member's path.
  const isMissing = issue.kind === 'schema' && issue.received === 'undefined';
  return isMissing
    ? { path, expected: 'this member', found: 'nothing' }
    : { path, expected: issue.message, found: found(issue.input) };
}

/** One mistake can break several rules for the same value; the first says enough. */
function onePerPath(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ path }) => !seen.has(path) && seen.add(path));
}
