/** Families of the user's own, from files that are named on the command line. */
import { readDocument } from '../catalog/own-families.ts';
import type { Family } from '../catalog/schema.ts';

export type OwnFamilies =
  | { readonly ok: true; readonly families: readonly Family[] }
  /** Everything that is wrong with all of the files, one fault a line. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Largest file that is read as a family, in bytes. The largest family that is taken has far less. */
const MAX_BYTES = 16_000_000;

interface FamilyFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** @param taken ids of built-in families, which no other family can have */
export function readFamilies(files: readonly FamilyFile[], taken: ReadonlySet<string>): OwnFamilies {
  const families: Family[] = [];
  const faults: string[] = [];
  const ids = new Set(taken);
  for (const { path, bytes } of files) {
    const parsed = readDocument(bytes.length > MAX_BYTES ? undefined : new TextDecoder().decode(bytes));
    if (!parsed.ok) {
      for (const { path: member, expected, found } of parsed.faults)
        faults.push(`${path}: ${member === '' ? '' : `${member}: `}expected ${expected}, found ${found}`);
    } else if (ids.has(parsed.family.id)) {
      faults.push(`${path}: id: expected an id that no other family has, found "${parsed.family.id}"`);
    } else {
      ids.add(parsed.family.id);
      families.push(parsed.family);
    }
  }
  return faults.length === 0 ? { ok: true, families } : { ok: false, faults };
}
