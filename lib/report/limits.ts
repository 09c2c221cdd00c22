/** How long a report may be where it is pasted, in characters. */
import type { ReportFormat } from './formats.ts';

/** Formats for people; programs and language models take what they are given. */
export const LIMITS = {
  /** An issue or a comment: GitHub's REST API refuses more with "body is too long (maximum is 65536 characters)". */
  github: 65_536,
  /** A description or a comment: the default of `jira.text.field.character.limit`, and the limit of Jira Cloud. */
  jira: 32_767,
  'jira-markdown': 32_767,
  /** A text block (https://docs.slack.dev/reference/block-kit/blocks/section-block). */
  slack: 3_000,
} as const satisfies Partial<Record<ReportFormat, number>>;

/** Rich text in Slack's editor (https://docs.slack.dev/reference/block-kit/blocks/markdown-block). */
export const SLACK_RICH = 12_000;

/** A copy of more rows asks first, or offers the file: nobody reads them in a ticket. */
export const MANY_ROWS = 200;

/** What to do with a copy of so many rows. */
export function copyDecision(rows: number): 'copy' | 'ask' {
  return rows > MANY_ROWS ? 'ask' : 'copy';
}
