/** Reports by format: every way out of the panel and of the command line goes through here. */
import type { Failure } from '../session/group.ts';
import { writeCurl } from './curl.ts';
import { writeGithub } from './github.ts';
import { writeJira } from './jira.ts';
import { writeJiraMarkdown } from './jira-markdown.ts';
import { writeJson } from './json.ts';
import { describeFailures, type Report, type ReportContext, type ReportModel } from './model.ts';
import { writeSlack } from './slack.ts';
import { writeText } from './text.ts';

export const REPORT_FORMATS = ['github', 'jira', 'jira-markdown', 'slack', 'text', 'json', 'curl'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A redacted report on repeats of one failure, oldest first. Empty for none. */
export function writeReport(format: ReportFormat, failures: readonly Failure[], context: ReportContext): Report {
  switch (format) {
    case 'github':
      return fromModel(writeGithub, failures, context);
    case 'jira':
      return fromModel(writeJira, failures, context);
    case 'jira-markdown':
      return fromModel(writeJiraMarkdown, failures, context);
    case 'slack':
      return fromModel(writeSlack, failures, context);
    case 'text':
      return fromModel(writeText, failures, context);
    case 'json':
      return writeJson(failures);
    case 'curl':
      return writeCurl(failures);
    default:
      return format satisfies never;
  }
}

function fromModel(
  write: (model: ReportModel) => string,
  failures: readonly Failure[],
  context: ReportContext,
): Report {
  const model = describeFailures(failures, context);
  return model ? { text: write(model), hidden: model.hidden } : { text: '', hidden: 0 };
}
