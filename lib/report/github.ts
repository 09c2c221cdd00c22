/** GitHub Flavored Markdown: tables and folded sections. */
import { markdownDialect } from './markdown.ts';
import { dialectWriter } from './writer.ts';

const DIALECT = markdownDialect({
  tableHead: '| | |',
  between: '<br>',
  link: (url) => `<${url}>`,
  section: (title, fenced) => ['<details>', `<summary>${title}</summary>`, '', ...fenced, '', '</details>', ''],
  foot: (text) => `<sub>${text}</sub>`,
});

/** An issue or a comment, in characters: GitHub's REST API refuses more with "body is too long (maximum is 65536 characters)". */
const LIMIT = 65_536;

/** Without HTML: GitHub's editor makes its own Markdown of an HTML table that is pasted. */
export const GITHUB = dialectWriter(DIALECT, { limit: LIMIT });
