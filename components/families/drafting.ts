/** Which draft of a family lies open over the panel, and what it needs around it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Fault } from '../../lib/catalog/fault.ts';
import type { FamilyDocument } from '../../lib/catalog/schema.ts';
import type { Failure } from '../../lib/finding.ts';
import type { Trial } from '../../lib/session/trial.ts';

/** A draft made of this failure's reply, or of documentation, for its host where there is one. */
export type DraftRequest =
  | { readonly from: 'reply'; readonly failure: Failure }
  | { readonly from: 'documentation'; readonly failure?: Failure | undefined };

export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly faults: readonly Fault[] };

/** Where drafts become families. */
export interface DraftKeeper {
  /** Keeps a family, or puts it into the one of the user's own that has its id. */
  readonly add: (document: FamilyDocument) => Promise<Outcome<object>>;
  /** The title of the user's own family with this id. */
  readonly titleOf: (id: string) => string | undefined;
  /** The document that the inspected page shows now; undefined where it cannot be read. Absent where no page is inspected. */
  readonly readPage?: () => Promise<{ readonly url: string; readonly html: string } | undefined>;
}

export interface DraftHost extends DraftKeeper {
  /** What a family of this document would make of everything that is held. */
  readonly try: (document: FamilyDocument) => Promise<Outcome<{ readonly trial: Trial }>>;
}

export function createDrafting() {
  const drafting = signal<DraftRequest | undefined>(undefined);
  return {
    drafting: drafting as ReadonlySignal<DraftRequest | undefined>,
    openDraft: (request: DraftRequest) => {
      drafting.value = request;
    },
    closeDraft: () => {
      drafting.value = undefined;
    },
  };
}
