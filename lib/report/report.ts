/** Reports by format: every way out of the panel and of the command line goes through here. */
import type { Failure } from '../session/group.ts';
import { writeCurl } from './curl.ts';
import { writeGithub } from './github.ts';
import { writeJira } from './jira.ts';
import { writeJiraMarkdown } from './jira-markdown.ts';
import { failuresJson } from './json.ts';
import { describeFailures, type ReportContext, type ReportModel } from './model.ts';
import { partsOf, type ReportPart } from './parts.ts';
import { createRedactor, type Disclosure, type Hidden, REDACTED, type Redactor } from './redact.ts';
import { writeSlack } from './slack.ts';
import { writeText } from './text.ts';

export type { ReportPart } from './parts.ts';

export const REPORT_FORMATS = ['github', 'jira', 'jira-markdown', 'slack', 'text', 'json', 'curl'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A text that can leave the machine. */
export interface Report {
  readonly text: string;
  /** The same for the clipboard, where a paste target may render it; undefined for what machines read. */
  readonly html: string | undefined;
  /** `text` in pieces: joined they are `text`. */
  readonly parts: readonly ReportPart[];
  /** The secrets that were found, those that are shown included. */
  readonly hidden: readonly Hidden[];
}

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
  const written: string[] = [];
  for (const failures of groups) {
    if (failures.length === 0) continue;
    if (written.length > 0) await context.pause();
    written.push(writeGroup(format, failures, context, redactor));
  }
  const text = written.join('\n');
  const hidden = redactor.hidden();
  return { text, html: undefined, parts: partsOf(text, new Set(hidden.map(({ pseudonym }) => pseudonym))), hidden };
}

function writeGroup(
  format: ReportFormat,
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): string {
  switch (format) {
    case 'github':
      return fromModel(writeGithub, failures, context, redactor);
    case 'jira':
      return fromModel(writeJira, failures, context, redactor);
    case 'jira-markdown':
      return fromModel(writeJiraMarkdown, failures, context, redactor);
    case 'slack':
      return fromModel(writeSlack, failures, context, redactor);
    case 'text':
      return fromModel(writeText, failures, context, redactor);
    case 'json':
      return `${JSON.stringify(failuresJson(failures, redactor), null, 2)}\n`;
    case 'curl':
      return writeCurl(failures, redactor);
    default:
      return format satisfies never;
  }
}

function fromModel(
  write: (model: ReportModel) => string,
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): string {
  const model = describeFailures(failures, context, redactor);
  return model ? write(model) : '';
}
