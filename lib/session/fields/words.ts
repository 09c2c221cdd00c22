/** The words of rows: what the findings of a session are called. */
import { failureOf } from '../rows.ts';
import type { RowWords } from './field.ts';

export interface FamilyWords {
  readonly title: string;
  /** Short name for a chip. */
  readonly chip: string;
}

/** @param families names by id; a family that is missing is called by its id */
export function rowWords(families: ReadonlyMap<string, FamilyWords>): RowWords {
  return {
    name: (row) => failureOf(row)?.diagnosis.name ?? '',
    meaning: (row) => failureOf(row)?.diagnosis.meaning ?? '',
    familyTitle: (id) => families.get(id)?.title ?? id,
    familyChip: (id) => families.get(id)?.chip ?? id,
    isFamily: (id) => families.has(id),
  };
}
