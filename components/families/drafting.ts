/** Which draft of a family lies open over the panel, and what it needs around it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Fault } from '../../lib/catalog/fault.ts';
import type { FamilyDocument } from '../../lib/catalog/schema.ts';
import type { Failure } from '../../lib/finding.ts';
import type { Trial } from '../../lib/session/trial.ts';

/** A draft made of this failure's reply, or of documentation for its host. */
export interface DraftRequest {
  readonly from: 'reply' | 'documentation';
  readonly failure: Failure;
}

export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly faults: readonly Fault[] };

export interface DraftHost {
  /** What a family of this document would make of everything that is held. */
  readonly try: (document: FamilyDocument) => Promise<Outcome<{ readonly trial: Trial }>>;
  /** Keeps a family, or puts it into the one of the user's own that has its id. */
  readonly add: (document: FamilyDocument) => Promise<Outcome<object>>;
  /** The title of the user's own family with this id. */
  readonly titleOf: (id: string) => string | undefined;
  /** The document that the inspected page shows now; undefined where it cannot be read. */
  readonly readPage: () => Promise<{ readonly url: string; readonly html: string } | undefined>;
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
