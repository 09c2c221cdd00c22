/** Reports by format: every way out of the panel and of the command line goes through here. */
import type { Failure } from '../finding.ts';
import { safe } from '../redact/redacted.ts';
import { recordDirection, recordText } from '../words/record.ts';
import { attempt } from './attempt.ts';
import { FORMATS, type ReportFormat } from './formats.ts';
import type { ReportContext } from './model.ts';
import { partsOf, type ReportPart } from './parts.ts';
import { createRedactor, type Disclosure, type Hidden, REDACTED, type Redactor } from './redact.ts';
import { lastRecords } from './sections.ts';
import type { Groups, Written } from './writer.ts';

export type { ReportPart } from './parts.ts';

/** A text that can leave the machine. */
export interface Report extends Written {
  /** `text` in pieces: joined they are `text`. */
  readonly parts: readonly ReportPart[];
  /** The secrets that were found, those that are shown included. */
  readonly hidden: readonly Hidden[];
}

/**
 * A report on groups of failures, each holding repeats of one failure, oldest first; empty groups are left out. One group:
 * all about it. Several: a summary, then each. None: an empty text. Redacted unless `disclosure` says otherwise. A group that
 * cannot be written is named in one line and costs no other.
 */
export async function writeReport(
  format: ReportFormat,
  groups: Groups,
  context: ReportContext,
  disclosure: Disclosure = REDACTED,
): Promise<Report> {
  const { write, spellsControls: keepControls = false } = await writerOf(format);
  const redactor = createRedactor({ rules: context.rules, disclosure, keepControls });
  const held = groups.filter((failures) => failures.length > 0);
  for (const [i, failures] of held.entries()) {
    if (i > 0) await context.pause();
    for (const failure of failures.slice(-MAX_COLLECTED)) attempt(() => collect(failure, context, redactor));
  }
  const { text, html } = held.length === 0 ? NOTHING : await write(held, context, redactor);
  const hidden = redactor.hidden();
  return { text, html, parts: partsOf(text, new Set(hidden.map(({ pseudonym }) => pseudonym))), hidden };
}

/** The newest repeats of one failure whose secrets are learned; only the last one is written. */
const MAX_COLLECTED = 5;

function collect(failure: Failure, context: ReportContext, redactor: Redactor): void {
  const { exchange } = failure;
  redactor.keep(failure, context.words);
  redactor.collect(exchange);
  if (exchange.channel === 'http' || exchange.channel === 'handshake') return;
  for (const record of lastRecords(exchange, context))
    redactor.collectMessage(recordText(record), recordDirection(record) === 'send');
}

const NOTHING: Written = { text: safe``, html: undefined };

function writerOf(format: ReportFormat) {
  const entry = FORMATS.find(({ id }) => id === format);
  if (!entry) throw new Error(`there is no report format ${format}`);
  return entry.load();
}
