import type { FamilyChoice, OwnDocument } from '../../lib/catalog/choice.ts';
import type { Family } from '../../lib/catalog/schema.ts';
import type { Kept } from './use-stored.ts';

/** How many failures that are held each family explains, by its id. */
export type FamilyCounts = ReadonlyMap<string, number>;

/** What the settings of families need around them. */
export interface FamiliesHost {
  readonly choice: Kept<FamilyChoice>;
  /** Ids that no family of the user's own can have. */
  readonly builtIn: ReadonlySet<string>;
  /** Every built-in family, read when somebody first asks. */
  readonly catalogue: () => Promise<readonly Family[]>;
  /** Hears what open panels hold, until `signal` aborts. `ask` makes them tell it anew. */
  readonly counts: (listener: (counts: FamilyCounts) => void, signal: AbortSignal) => { ask(): void };
  /** Saves a document of a family as a file. */
  readonly saveFamily: (document: OwnDocument) => void;
}
