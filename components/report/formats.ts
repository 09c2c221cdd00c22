import type { ReportFormat } from '../../lib/report/formats.ts';
import type { MessageKey } from '../translate.ts';

interface Format {
  readonly format: ReportFormat;
  readonly name: MessageKey;
  /** What it is, for those who do not know its one word. */
  readonly hint: MessageKey;
}

export const FORMATS: readonly Format[] = [
  { format: 'github', name: 'formatGithub', hint: 'copyGithubHint' },
  { format: 'jira', name: 'formatJira', hint: 'copyJiraHint' },
  { format: 'jira-markdown', name: 'formatJiraMarkdown', hint: 'copyJiraMarkdownHint' },
  { format: 'slack', name: 'formatSlack', hint: 'copySlackHint' },
  { format: 'text', name: 'formatText', hint: 'copyTextHint' },
  { format: 'json', name: 'formatJson', hint: 'copyJsonHint' },
  { format: 'curl', name: 'formatCurl', hint: 'copyCurlHint' },
  { format: 'agent', name: 'formatAgent', hint: 'copyAgentHint' },
];

const NAMES = new Map(FORMATS.map(({ format, name }) => [format, name]));

export function formatName(format: ReportFormat): MessageKey {
  return NAMES.get(format) ?? 'formatText';
}

interface FileFormat {
  readonly format: ReportFormat;
  /** Without its dot. */
  readonly extension: string;
}

const FILES: Partial<Readonly<Record<ReportFormat, FileFormat>>> = {
  json: { format: 'json', extension: 'json' },
  curl: { format: 'curl', extension: 'sh' },
  agent: { format: 'agent', extension: 'txt' },
};

/** What a report is saved as: plain text instead of what is cut to fit where it is pasted. */
export function fileFormat(format: ReportFormat): FileFormat {
  return FILES[format] ?? { format: 'text', extension: 'txt' };
}
