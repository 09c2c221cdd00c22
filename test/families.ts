/** Families for tests. */
import { parseFamily } from '../lib/catalog/parse-family.ts';
import type { Family, FamilyDocument } from '../lib/catalog/schema.ts';

/** The family of a document that has to be a good one. */
export function familyOf(document: FamilyDocument): Family {
  const parsed = parseFamily(document, { builtIn: true });
  if (parsed.ok) return parsed.family;
  throw new Error(parsed.faults.map(({ path, expected, found }) => `${path}: ${expected}, not ${found}`).join('\n'));
}
