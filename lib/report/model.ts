/**
 * What a report says, free of any dialect and already redacted. Every writer works from this and from nothing else,
 * so a secret that is not in here cannot be in any report.
 */

import type { Confidence, Failure } from '../finding.ts';
import type { Redacted } from '../redact/redacted.ts';
import type { ConnectionLog } from '../session/connections.ts';
import type { Recovery } from '../session/recovery.ts';
import type { Words } from '../words/words.ts';
import type { RedactionRules } from './rules.ts';

/** What a report needs to know about where it is made. */
export interface ReportContext {
  readonly words: Words;
  /** Minutes to add to UTC for local time at that moment (epoch ms); 120 for UTC+2. */
  readonly utcOffset: (at: number) => number;
  /** E.g. `Wire Triage 0.1.0, Chrome 156`. */
  readonly tool: string;
  readonly rules: RedactionRules;
  /** A socket or stream with its recent records; undefined where none are held. */
  readonly connection: (id: string) => ConnectionLog | undefined;
  /** How the failure was over; undefined where no later call of the same endpoint succeeded. */
  readonly recovered?: (failure: Failure) => Recovery | undefined;
  /** Lets others run: a report over many rows must not hold anything up. */
  readonly pause: () => Promise<void>;
}

/** One fact of the table: what it is and its text. */
export interface Fact {
  /** Of the field that tells it, or of the report's own fact. */
  readonly id: Redacted<string>;
  readonly label: Redacted<string>;
  readonly value: Redacted<string>;
  /** Set in a fixed-width font: taken from the wire, not prose. */
  readonly code?: true;
}

export type SectionKind =
  | 'request body'
  | 'response body'
  | 'message'
  | 'records'
  | 'request headers'
  | 'response headers';

/** A longer part that a reader folds out. */
export interface Section {
  readonly kind: SectionKind;
  readonly title: Redacted<string>;
  readonly text: Redacted<string>;
  /** Language of the text for highlighting, `` for none. */
  readonly language: '' | 'json' | 'http';
}

/** One failure with its repeats. */
export interface ReportModel {
  readonly title: Redacted<string>;
  readonly facts: readonly Fact[];
  readonly confidence: Redacted<Confidence>;
  /** Why the failure is taken for what it is, one line a fact. */
  readonly why: readonly Redacted<string>[];
  readonly source: Redacted<string>;
  readonly sections: readonly Section[];
  /** The same in one row of a table. */
  readonly row: SummaryRow;
}

export interface SummaryRow {
  readonly code: Redacted<string>;
  readonly name: Redacted<string>;
  readonly verdict: Redacted<string>;
  readonly request: Redacted<string>;
  readonly seen: Redacted<string>;
}

export const SUMMARY_COLUMNS = [
  ['code', 'Code'],
  ['name', 'Diagnosis'],
  ['verdict', 'Verdict'],
  ['request', 'Request'],
  ['seen', 'Seen'],
] as const satisfies readonly (readonly [keyof SummaryRow, string])[];

/** A whole report. */
export interface ReportDocument {
  readonly models: readonly ReportModel[];
  /** Over several models: what they are, in a few words. */
  readonly title: Redacted<string>;
  /** Who wrote it, and how many values are hidden in it. */
  readonly foot: Redacted<string>;
  /** Failures that could not be written, one line each. */
  readonly faults: readonly Redacted<string>[];
}
