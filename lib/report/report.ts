/** Reports by format: every way out of the panel and of the command line goes through here. */
import type { Failure } from '../finding.ts';
import { type Redacted, safe } from '../redact/redacted.ts';
import { recordDirection, recordText } from '../words/record.ts';
import { writeAgent } from './agent.ts';
import { attempt, FAILED } from './attempt.ts';
import { writeCurl } from './curl.ts';
import { describeFailures, documentOf } from './describe.ts';
import { type Dialect, inDialect } from './dialect.ts';
import type { ReportFormat } from './formats.ts';
import { GITHUB } from './github.ts';
import { HTML } from './html.ts';
import { JIRA } from './jira.ts';
import { JIRA_MARKDOWN } from './jira-markdown.ts';
import { failuresJson, jsonText } from './json.ts';
import { LIMITS, SLACK_RICH } from './limits.ts';
import type { ReportContext, ReportDocument } from './model.ts';
import { partsOf, type ReportPart } from './parts.ts';
import { createRedactor, type Disclosure, type Hidden, REDACTED, type Redactor } from './redact.ts';
import { lastRecords } from './sections.ts';
import { writeSlack } from './slack.ts';
import { TEXT } from './text.ts';

export type { ReportPart } from './parts.ts';

/** A text that can leave the machine. */
export interface Report {
  readonly text: string;
  /** The same for the clipboard, where a paste target renders it; undefined for what is pasted as text. */
  readonly html: string | undefined;
  /** `text` in pieces: joined they are `text`. */
  readonly parts: readonly ReportPart[];
  /** The secrets that were found, those that are shown included. */
  readonly hidden: readonly Hidden[];
}

interface Writer {
  readonly write: (document: ReportDocument) => Generator<string>;
  /** For rich editors, its longest text in characters. GitHub's editor makes its own Markdown of an HTML table that is pasted. */
  readonly rich?: number;
}

const dialect =
  (one: Dialect, limit?: number): Writer['write'] =>
  (document) =>
    inDialect(document, one, limit);

/** The formats that are written from the model. */
const WRITERS: Readonly<Record<Exclude<ReportFormat, 'json' | 'curl'>, Writer>> = {
  github: { write: dialect(GITHUB, LIMITS.github) },
  jira: { write: dialect(JIRA, LIMITS.jira), rich: LIMITS.jira },
  'jira-markdown': { write: dialect(JIRA_MARKDOWN, LIMITS['jira-markdown']), rich: LIMITS['jira-markdown'] },
  slack: { write: writeSlack, rich: SLACK_RICH },
  text: { write: dialect(TEXT), rich: Number.POSITIVE_INFINITY },
  agent: { write: writeAgent },
};

/** Formats that spell controls themselves. */
const SPELLS_CONTROLS: ReadonlySet<ReportFormat> = new Set(['json', 'curl']);

/**
 * A report on groups of failures, each holding repeats of one failure, oldest first; empty groups are left out. One group:
 * all about it. Several: a summary, then each. None: an empty text. Redacted unless `disclosure` says otherwise. A group that
 * cannot be written is named in one line and costs no other.
 */
export async function writeReport(
  format: ReportFormat,
  groups: readonly (readonly Failure[])[],
  context: ReportContext,
  disclosure: Disclosure = REDACTED,
): Promise<Report> {
  const keepControls = SPELLS_CONTROLS.has(format);
  const redactor = createRedactor({ rules: context.rules, disclosure, keepControls });
  const held = groups.filter((failures) => failures.length > 0);
  for (const [i, failures] of held.entries()) {
    if (i > 0) await context.pause();
    for (const failure of failures.slice(-MAX_COLLECTED)) attempt(() => collect(failure, context, redactor));
  }
  const { text, html } = held.length === 0 ? NOTHING : await written(format, held, context, redactor);
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

const NOTHING = { text: '', html: undefined };

async function written(
  format: ReportFormat,
  groups: readonly (readonly Failure[])[],
  context: ReportContext,
  redactor: Redactor,
): Promise<Pick<Report, 'text' | 'html'>> {
  switch (format) {
    case 'json': {
      const { all, faults } = await each(groups, context, (failures) => failuresJson(failures, context, redactor));
      const found = [...all, ...faults.map((fault) => ({ fault }))];
      const [only] = found;
      return { text: `${jsonText(found.length === 1 ? only : found)}\n`, html: undefined };
    }
    case 'curl': {
      const { all, faults } = await each(groups, context, (failures) => writeCurl(failures, redactor));
      return { text: [...all, ...faults.map((fault) => `# ${fault}\n`)].join('\n'), html: undefined };
    }
    default: {
      const { all, faults } = await each(groups, context, (failures) => describeFailures(failures, context, redactor));
      const seen = groups.reduce((sum, { length }) => sum + length, 0);
      const document = documentOf(all, faults, seen, redactor, context);
      const { write, rich } = WRITERS[format];
      const text = await joined(write(document), context);
      return { text, html: rich === undefined ? undefined : await joined(inDialect(document, HTML, rich), context) };
    }
  }
}

/** Describes each group by itself. What throws is named by its place. */
async function each<T>(
  groups: readonly (readonly Failure[])[],
  { pause }: ReportContext,
  describe: (failures: readonly Failure[]) => T | undefined,
): Promise<{ readonly all: T[]; readonly faults: Redacted<string>[] }> {
  const all: T[] = [];
  const faults: Redacted<string>[] = [];
  for (const [i, failures] of groups.entries()) {
    if (i > 0) await pause();
    const one = attempt(() => describe(failures));
    if (one === FAILED) faults.push(safe`Failure ${i + 1} of ${groups.length} could not be written.`);
    else if (one !== undefined) all.push(one);
  }
  return { all, faults };
}

async function joined(pieces: Iterable<string>, { pause }: ReportContext): Promise<string> {
  const all: string[] = [];
  for (const piece of pieces) {
    if (all.length > 2) await pause();
    all.push(piece);
  }
  return all.join('');
}
