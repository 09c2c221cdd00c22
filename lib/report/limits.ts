/** Bounds that more than one file asks for. */

/** A description or a comment of Jira, in characters: the default of `jira.text.field.character.limit`, and the limit of Jira Cloud. */
export const JIRA_LIMIT = 32_767;

/** A copy of more rows asks first, or offers the file: nobody reads them in a ticket. */
export const MANY_ROWS = 200;

/** What to do with a copy of so many rows. */
export function copyDecision(rows: number): 'copy' | 'ask' {
  return rows > MANY_ROWS ? 'ask' : 'copy';
}
