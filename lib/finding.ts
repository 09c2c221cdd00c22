/**
 * What a failing exchange means, as facts: ids into the catalogue, what stood on the wire, and what was concluded from it.
 * A finding holds no sentences; `lib/words` puts it into words where it is shown.
 */
import type { Asked } from './asked.ts';
import type { Basis, Blocker, CorsRule, Permanence } from './catalog/schema.ts';
import type { Exchange, Header } from './exchange.ts';

/** `certain`: who speaks is beyond doubt and the code is listed. `likely`: two independent kinds of evidence. `possible`: less. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** What a verdict rests on, the most trusted first: see docs/decisions/2026-11-26-order-of-trust.md. */
export type Ground =
  /** The reply's explicit word on repeating. */
  | 'explicit'
  /** The documentation of a recognised service or of a standard. */
  | 'documented'
  /** The reply asks to wait, or says that a limit is used up. */
  | 'wait'
  /** A code whose meaning is plain whoever uses it. */
  | 'code-word'
  /** The same of a sentence. */
  | 'sentence'
  | 'status'
  | 'nothing';

/** What cures a permanent failure, where the reply says enough to know. */
export type Remedy = 'new-credential' | 'payment';

/** What a statement of the reply was taken for: its code, or what the verdict rests on. */
export type Conclusion = 'code' | 'explicit' | 'wait' | 'code-word' | 'sentence';

/** One fact that a finding rests on, or a circumstance that changes how to read it. Values are catalogue data, unless a kind says otherwise. */
export type EvidenceFact =
  /** The host belongs to the family, by this pattern of its. */
  | { readonly kind: 'host'; readonly pattern: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'topic' }
  | { readonly kind: 'media-type'; readonly type: string }
  /** What the request asks for. */
  | { readonly kind: 'request'; readonly asked: Asked }
  | { readonly kind: 'subprotocol'; readonly name: string }
  | { readonly kind: 'header'; readonly name: string }
  /** What the reply states, and where. `value` is wire text, at most 80 characters: it is redacted before it leaves. */
  | { readonly kind: 'member'; readonly path: string; readonly value: string; readonly says: Conclusion }
  | { readonly kind: 'stating-header'; readonly name: string; readonly value: string; readonly says: Conclusion }
  | { readonly kind: 'sentence'; readonly value: string; readonly says: Conclusion }
  /** The body or frame has the shape that the finding names. */
  | { readonly kind: 'shape' }
  /** The text beside the code is the documented one. */
  | { readonly kind: 'text' }
  /** `sign`: which of the family's `context` an earlier message showed; undefined: members of the body itself speak for it. */
  | { readonly kind: 'context'; readonly sign: number | undefined }
  /** The reply answers this operation; `documented`: with a code that is listed for it. */
  | { readonly kind: 'operation'; readonly name: string; readonly documented: boolean }
  /** The catalogue lists the code. */
  | { readonly kind: 'code' }
  /** A CORS preflight. */
  | { readonly kind: 'preflight' }
  /** The reply came from a cache of the browser, `disk` or `memory`. */
  | { readonly kind: 'cache'; readonly from: string }
  /** The browser kept the reply from the page. */
  | { readonly kind: 'withheld'; readonly redirect: boolean }
  /** The browser stopped the request, or kept the reply back for a reason that is known. */
  | { readonly kind: 'blocked'; readonly blocked: Blocked }
  /** The server told of an error in its last message, so long before it closed the socket; what was said is said there. */
  | { readonly kind: 'last-message'; readonly beforeCloseMs: number }
  /** The page did not read the body, so the browser does not hand it out. */
  | { readonly kind: 'unread' }
  /** A script in the page is all that reports it. `otherwise`: how certain the finding is once the browser lists it. */
  | { readonly kind: 'claimed'; readonly otherwise: Confidence };

/** What the browser stopped. */
export interface Blocked {
  readonly by: Blocker;
  /** Of CORS. */
  readonly rule: CorsRule | undefined;
  /** Of the page's Content-Security-Policy, where the page told it. */
  readonly directive?: string | undefined;
  /** What the preflight was answered with, where that is what refused the request. */
  readonly preflightStatus?: number | undefined;
  /** The header line that the server has to send; undefined where no header cures it. */
  readonly cure: Header | undefined;
}

export interface RetryAdvice {
  /** How long to wait from the moment of the failure, in milliseconds. */
  readonly afterMs: number;
  /** What says so: a header name, `body`, `reason` or `backoff`. */
  readonly from: string;
  /** Set where a documented backoff governs further attempts. */
  readonly backoff?: { readonly baseMs: number; readonly maxMs: number; readonly attempts: number };
}

/** What an exchange was read as: everything that words for it are looked up by. */
export interface Rival {
  readonly family: string;
  readonly shape: string;
  /** Id of the entry; undefined: a code that the catalogue does not list. */
  readonly entry: string | undefined;
  /** As on the wire, at most 80 characters. */
  readonly code: string;
  /** What stood in the places of templates, by name; for an unlisted code its `code` and `text`. */
  readonly captures: Readonly<Record<string, string>>;
}

/** An address that the reply itself gives. */
export interface Link {
  readonly url: string;
  /** The member or header it was read from. */
  readonly label: string;
}

/** A further error of the same reply. */
export interface FurtherError {
  readonly code: string | undefined;
  readonly said: string | undefined;
  readonly param: string | undefined;
}

export interface Finding extends Rival {
  readonly permanence: Permanence;
  readonly basis: Basis;
  /** What the verdict rests on; undefined where the catalogue alone decided it. */
  readonly ground?: Ground | undefined;
  readonly remedy?: Remedy | undefined;
  readonly confidence: Confidence;
  /** The strongest first. */
  readonly evidence: readonly EvidenceFact[];
  readonly operation: string | undefined;
  readonly retry: RetryAdvice | undefined;
  /** Other readings of the same exchange. */
  readonly also: readonly Rival[];
  /** The server's own words, at most 500 characters; may hold personal data, so they are redacted before they leave. */
  readonly said: string | undefined;
  readonly links: readonly Link[];
  readonly requestId: string | undefined;
  /** The member or field that the reply blames. */
  readonly param: string | undefined;
  readonly errors: readonly FurtherError[];
  /** HTTP status; undefined where there is none. */
  readonly status: number | undefined;
  /** Undefined where the browser stopped nothing, or nothing says so. */
  readonly blocked?: Blocked | undefined;
}

/** One failing exchange with what it means. */
export interface Failure {
  readonly exchange: Exchange;
  readonly finding: Finding;
}

/** A finding that rests on what the page alone reports. It is never certain, and says so. */
export function claimedFinding(finding: Finding): Finding {
  const { confidence, evidence } = finding;
  return changed(finding, {
    confidence: confidence === 'certain' ? 'likely' : confidence,
    evidence: [...evidence, { kind: 'claimed', otherwise: confidence }],
  });
}

/** The finding once the browser lists its socket too. One that rests on no claim is given back as it is. */
export function confirmedFinding(finding: Finding): Finding {
  const claim = finding.evidence.find((fact) => fact.kind === 'claimed');
  if (!claim) return finding;
  const evidence = finding.evidence.filter((fact) => fact !== claim);
  return changed(finding, { confidence: claim.otherwise, evidence });
}

/** A copy with other members. The details of a finding may be getters, which a spread alone would lose. */
function changed(finding: Finding, other: Pick<Finding, 'confidence' | 'evidence'>): Finding {
  const { captures, remedy, said, links, requestId, param, errors } = finding;
  return { ...finding, captures, remedy, said, links, requestId, param, errors, ...other };
}
