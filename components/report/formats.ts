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
