/** What the engine says about one failing exchange. Field names follow the JSON that `npm run diagnose -- --json` prints. */
import type { Basis, EvidenceKind, Permanence } from './catalog/schema.ts';
import type { Channel } from './exchange.ts';

export type Confidence = 'certain' | 'likely' | 'possible';

export interface Evidence {
  readonly kind: EvidenceKind;
  /** One short line for people, without secrets: built from the catalogue's words and wire values that name no one. */
  readonly text: string;
}

export interface RetryAdvice {
  /** How long to wait from the moment of the failure, in milliseconds. */
  readonly afterMs: number;
  /** What says so: a header name, `body`, `reason` or `backoff`. */
  readonly from: string;
  /** Set where a documented backoff governs further attempts. */
  readonly backoff?: { readonly baseMs: number; readonly maxMs: number; readonly attempts: number };
}

/** Another reading of the same exchange. */
export interface Alternative {
  readonly family: string;
  readonly code: string;
  readonly why: string;
}

export interface Diagnosis {
  readonly channel: Channel;
  readonly family: string;
  /** As it stands on the wire. */
  readonly code: string;
  /** The documented name, placeholders included. */
  readonly name: string;
  readonly meaning: string;
  readonly action: string;
  readonly permanence: Permanence;
  readonly basis: Basis;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly source: string;
  readonly operation: string | undefined;
  readonly retry: RetryAdvice | undefined;
  readonly also: readonly Alternative[];
  /** The server's own words, capped; may hold personal data, so it goes through redaction before it leaves. */
  readonly said: string | undefined;
}
