/** Markdown as Jira Cloud's editor converts it on pasting: headings, tables and fences, no HTML and nothing folded. */
import { JIRA_LIMIT } from './limits.ts';
import { markdownDialect } from './markdown.ts';
import { dialectWriter } from './writer.ts';

const DIALECT = markdownDialect({
  tableHead: '| What | Value |',
  between: '; ',
  link: (url) => url,
  section: (title, fenced) => [`**${title}**`, '', ...fenced, ''],
  foot: (text) => text,
});

export const JIRA_MARKDOWN = dialectWriter(DIALECT, { limit: JIRA_LIMIT, rich: JIRA_LIMIT });
