/** Reports by format: every way out of the panel and of the command line goes through here. */
import type { Exchange } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { recordDirection, recordText } from '../words/record.ts';
import { writeCurl } from './curl.ts';
import type { ReportFormat } from './formats.ts';
import { writeGithub } from './github.ts';
import { writeHtml } from './html.ts';
import { writeJira } from './jira.ts';
import { writeJiraMarkdown } from './jira-markdown.ts';
import { failuresJson } from './json.ts';
import { describeFailures, documentOf, lastRecords, type ReportContext, type ReportDocument } from './model.ts';
import { partsOf, type ReportPart } from './parts.ts';
import { createRedactor, type Disclosure, type Hidden, REDACTED, type Redactor } from './redact.ts';
import { writeSlack } from './slack.ts';
import { writeText } from './text.ts';

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
  /** Rich editors take it as HTML. GitHub's does not, and makes its own Markdown of an HTML table that is pasted. */
  readonly isRich: boolean;
}

/** The formats for people, written from the model. */
const WRITERS: Readonly<Record<Exclude<ReportFormat, 'json' | 'curl'>, Writer>> = {
  github: { write: writeGithub, isRich: false },
  jira: { write: writeJira, isRich: true },
  'jira-markdown': { write: writeJiraMarkdown, isRich: true },
  slack: { write: writeSlack, isRich: true },
  text: { write: writeText, isRich: true },
};

/**
 * A report on groups of failures, each holding repeats of one failure, oldest first; empty groups are left out. One group:
 * all about it. Several: a summary, then each. None: an empty text. Redacted unless `disclosure` says otherwise.
 */
export async function writeReport(
  format: ReportFormat,
  groups: readonly (readonly Failure[])[],
  context: ReportContext,
  disclosure: Disclosure = REDACTED,
): Promise<Report> {
  const redactor = createRedactor({ rules: context.rules, disclosure });
  const held = groups.filter((failures) => failures.length > 0);
  for (const [i, failures] of held.entries()) {
    if (i > 0) await context.pause();
    for (const { exchange } of failures.slice(-MAX_COLLECTED)) collect(exchange, context, redactor);
  }
  const { text, html } = held.length === 0 ? NOTHING : await written(format, held, context, redactor);
  const hidden = redactor.hidden();
  return { text, html, parts: partsOf(text, new Set(hidden.map(({ pseudonym }) => pseudonym))), hidden };
}

/** The newest repeats of one failure whose secrets are learned; only the last one is written. */
const MAX_COLLECTED = 5;

function collect(exchange: Exchange, context: ReportContext, redactor: Redactor): void {
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
      const found = await each(groups, context, (failures) => failuresJson(failures, context, redactor));
      const [only] = found;
      return { text: `${JSON.stringify(found.length === 1 ? only : found, null, 2)}\n`, html: undefined };
    }
    case 'curl': {
      const commands = await each(groups, context, (failures) => writeCurl(failures, redactor));
      return { text: commands.join('\n'), html: undefined };
    }
    default: {
      const models = await each(groups, context, (failures) => describeFailures(failures, context, redactor));
      const seen = groups.reduce((sum, { length }) => sum + length, 0);
      const document = documentOf(models, seen, redactor, context);
      const { write, isRich } = WRITERS[format];
      const text = await joined(write(document), context);
      return { text, html: isRich ? await joined(writeHtml(document), context) : undefined };
    }
  }
}

async function each<T>(
  groups: readonly (readonly Failure[])[],
  { pause }: ReportContext,
  describe: (failures: readonly Failure[]) => T | undefined,
): Promise<T[]> {
  const all: T[] = [];
  for (const failures of groups) {
    if (all.length > 0) await pause();
    const one = describe(failures);
    if (one !== undefined) all.push(one);
  }
  return all;
}

async function joined(pieces: Iterable<string>, { pause }: ReportContext): Promise<string> {
  const all: string[] = [];
  for (const piece of pieces) {
    if (all.length > 2) await pause();
    all.push(piece);
  }
  return all.join('');
}
