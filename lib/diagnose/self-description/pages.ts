/** Failures that came as a page or a line of text under a status of success. */
import type { Content } from '../decode/content.ts';
import { type Plain, plainWord } from './plain-words.ts';
import { mayChange } from './sign-context.ts';
import type { Sign } from './signs.ts';
import { isPlainFailure } from './tellings.ts';

/** A longer page is no notice, in characters. */
const MAX_PAGE = 4_096;
/** What a script of a page prints when it dies, before anything else (PHP, `display_errors`). */
const FATAL = /^<br \/>\r?\n<b>(?:Fatal|Parse|Recoverable fatal) error<\/b>:\s{1,4}(?:Uncaught (\w{2,80}))?/;
/** The title of a page that a gateway or a server sends instead of the reply, as a whole. */
const NOTICE =
  /<title>\s{0,8}(?:(?:error )?[45]\d\d\s?[:|-]?\s?(?:forbidden|unauthorized|not found|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error)|request rejected|access denied|bad gateway|service (?:temporarily )?unavailable|internal server error)[.!]?\s{0,8}<\/title>/i;
/** A line that says itself that it is an error, its number before its words: `ERR: 105, No such pond`. */
const LINE =
  /^(ERR|ERROR|Error|FAIL(?:ED|URE)?|NO|NOK|KO)\s?[:|]\s{0,4}(?:(\d{1,6})\b[,:|]?\s{0,4})?([A-Za-z][^\r\n]{4,280})$/;
/**
 * A number below zero in front of its words: `-1 Invalid key`, `-2|No credit`. A comma makes it a row of a table, and a small letter behind a
 * space what is counted: `-5 invalid samples removed`.
 */
const NUMBERED_LINE = /^(-\d{1,5})(?:\s{0,2}[|:]\s{0,4}(?=[A-Za-z])| {1,3}(?=[A-Z]))([^\r\n<>]{5,281})$/;
/** A code of several words and nothing else, for what waiting does not cure; else it can be the state of something: `INVALID_TOKEN`. */
const CODE_LINE =
  /^(?:(?:INVALID|BAD|MISSING|UNKNOWN|WRONG|NO)(?:_[A-Z]{2,30}){1,6}(?<!_(?:NEEDED|REQUIRED))|(?:[A-Z]{2,30}_){1,6}(?:DENIED|INVALID|FAILED|FORBIDDEN|UNAUTHORIZED))$/;
/** One that answers a change, and else is the state of something: `LICENSE_EXPIRED`, `LINK_DISABLED`. */
const CHANGE_LINE = /^(?:[A-Z]{2,30}_){1,6}(?:EXPIRED|REQUIRED|DISABLED|BLOCKED|EXISTS)$/;
const LASTING: ReadonlySet<Plain | undefined> = new Set<Plain>(['spent', 'expired', 'lasting']);
/** The head or the row of a table: no space, and a comma between its cells. */
const CELLS = /^[^\s,;]+[,;]\S+$/;
/** A longer text is no line, in characters. */
const MAX_LINE = 320;

/** Whether a page tells of nothing but a failure: a first look at pages of a few kilobytes. */
export function isFailingPage(text: string, type: string): boolean {
  if (
    (type === 'text/html' || type === 'text/csv') &&
    text.length <= MAX_LINE &&
    lineIn(text.trim(), type === 'text/html', 'GET')
  )
    return true;
  if (type !== 'text/html' || text.length > MAX_PAGE) return false;
  return text.startsWith('<br') ? FATAL.test(text) : NOTICE.test(text);
}

interface Line {
  readonly code: string | undefined;
  readonly said: string | undefined;
}

/** The code and the words of a text that is one line about a failure. */
function lineIn(text: string, isPage: boolean, method: string): Line | undefined {
  const numbered = NUMBERED_LINE.exec(text);
  if (numbered?.[2] !== undefined && isPlainFailure(numbered[2])) return { code: numbered[1], said: numbered[2] };
  const isCode = CODE_LINE.test(text) || (mayChange(method) && CHANGE_LINE.test(text));
  if (!isPage && isCode && LASTING.has(plainWord(text))) return { code: text, said: undefined };
  const [, word, code, said] = (isPage && /[<>]/.test(text) ? null : LINE.exec(text)) ?? [];
  if (word === undefined || said === undefined || CELLS.test(said)) return undefined;
  // Other words than that for an error begin lines of counts and countries, too.
  return /^err/i.test(word) || isPlainFailure(said) ? { code, said } : undefined;
}

/** The sign in a page or a line; undefined where neither says that something failed. */
export function signInProse(
  text: string,
  { prose, of }: Extract<Content, { form: 'prose' }>,
  method: string,
): Sign | undefined {
  const line = text.length <= MAX_LINE ? lineIn(text.trim(), of !== 'text', method) : undefined;
  if (of === 'text' && !line) return undefined;
  const code = line ? line.code : (FATAL.exec(text)?.[1] ?? prose.code);
  return {
    id: line ? 'error-line' : 'error-page',
    value: { code, message: line?.said ?? prose.said, request_id: prose.requestId },
    path: [],
    status: undefined,
    index: undefined,
    event: undefined,
  };
}
