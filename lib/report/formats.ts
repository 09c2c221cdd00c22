/**
 * Every format of reports: what it is called, how it is offered, and its writer, which is loaded when a report is first written in it.
 * The panel's choice of formats, its copy buttons, the command line's `--report` and the settings derive from this list.
 */
import type { MessageKey } from '../session/fields/field.ts';
import type { Writer } from './writer.ts';

export interface FormatEntry {
  /** As `--report` takes it. Lower-case letters and hyphens. */
  readonly id: string;
  readonly name: MessageKey;
  /** What it is, for those who do not know its one word. */
  readonly hint: MessageKey;
  /** The ending of a file that holds it. Without one, what is saved is plain text instead of what is cut to fit where it is pasted. */
  readonly file?: string;
  /** It has a button of its own beside the details. */
  readonly button: boolean;
  readonly load: () => Promise<Writer>;
}

export const FORMATS = [
  {
    id: 'github',
    name: 'formatGithub',
    hint: 'copyGithubHint',
    button: true,
    load: async () => (await import('./github.ts')).GITHUB,
  },
  {
    id: 'jira',
    name: 'formatJira',
    hint: 'copyJiraHint',
    button: true,
    load: async () => (await import('./jira.ts')).JIRA,
  },
  {
    id: 'jira-markdown',
    name: 'formatJiraMarkdown',
    hint: 'copyJiraMarkdownHint',
    button: false,
    load: async () => (await import('./jira-markdown.ts')).JIRA_MARKDOWN,
  },
  {
    id: 'slack',
    name: 'formatSlack',
    hint: 'copySlackHint',
    button: true,
    load: async () => (await import('./slack.ts')).SLACK,
  },
  {
    id: 'text',
    name: 'formatText',
    hint: 'copyTextHint',
    button: true,
    load: async () => (await import('./text.ts')).TEXT,
  },
  {
    id: 'json',
    name: 'formatJson',
    hint: 'copyJsonHint',
    file: 'json',
    button: true,
    load: async () => (await import('./json.ts')).JSON_REPORT,
  },
  {
    id: 'curl',
    name: 'formatCurl',
    hint: 'copyCurlHint',
    file: 'sh',
    button: true,
    load: async () => (await import('./curl.ts')).CURL,
  },
  {
    id: 'agent',
    name: 'formatAgent',
    hint: 'copyAgentHint',
    file: 'txt',
    button: true,
    load: async () => (await import('./agent.ts')).AGENT,
  },
] as const satisfies readonly FormatEntry[];

export type ReportFormat = (typeof FORMATS)[number]['id'];
