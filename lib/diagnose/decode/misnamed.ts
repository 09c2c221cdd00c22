/** Bodies that are not what was asked for, or not what they are called: pages, notices before an answer, numbers that JSON does not have. */
import { htmlText, titleOf } from '../../html-text.ts';
import { type Plain, plainSentence } from '../self-description/plain-words.ts';
import { parseJson } from './content.ts';

/** How an HTML document begins, and no fragment of one. */
const DOCUMENT =
  /^\s{0,100}(?:<\?xml\b[^>]{0,200}>\s{0,20}|<!--[^>]{0,500}-->\s{0,20}){0,3}<(?:!doctype html|html|head)\b/i;
const PASSWORD_FIELD = /<input\b[^>]{0,400}\btype\s{0,4}=\s{0,4}["']?password\b/i;
/**
 * How a body begins before whose answer a script's trouble was printed: by PHP (`display_errors`, with and without `html_errors`) or as a
 * trace of Python.
 */
const NOTICE =
  /^\s{0,100}(?:<br \/>\s{0,4}<b>(?:warning|notice|deprecated|strict standards|[a-z ]{1,20} error)<\/b>:\s|(?:php )?(?:warning|notice|deprecated|[a-z]{1,20} error):\s[^\r\n]{1,600} on line \d|traceback \(most recent call last\):\s)/i;
/** As much of a notice is read, in characters. */
const MAX_NOTICE = 1_000;

const PASSING: ReadonlySet<Plain | undefined> = new Set<Plain>(['passing', 'maybe-passing']);

interface Page {
  /** The title of a document, or what the notice says on its first line. */
  readonly title: string;
  readonly asksPassword: boolean;
  readonly isNotice: boolean;
  /** Its title says that the service is down for now. */
  readonly isDown: boolean;
}

/** Reads an HTML document, or a notice before anything else; undefined for any other text. */
export function decodePage(text: string): Page | undefined {
  if (DOCUMENT.test(text)) {
    const title = titleOf(text);
    const isDown = PASSING.has(plainSentence(title));
    return { title, asksPassword: PASSWORD_FIELD.test(text), isNotice: false, isDown };
  }
  if (!NOTICE.test(text)) return undefined;
  const [line = ''] = htmlText(text.slice(0, MAX_NOTICE)).text.split('\n');
  return { title: line, asksPassword: false, isNotice: true, isDown: false };
}

/**
 * Strings, and numbers that many languages write and JSON does not have (RFC 8259 section 6). A string may lack its end: each of the
 * quotes in it would be tried as a beginning else.
 */
const NUMBERS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|-?\b(?:NaN|Infinity)\b/g;

/** What stands in a text that is JSON but for numbers that JSON does not have; undefined for any other text. */
export function decodeNearlyJson(text: string): { readonly number: string } | undefined {
  if (!mayHoldNoNumber(text)) return undefined;
  let number: string | undefined;
  const mended = text.replace(NUMBERS, (found) => {
    if (found.startsWith('"')) return found;
    number ??= found;
    return 'null';
  });
  return number !== undefined && parseJson(mended) !== undefined ? { number } : undefined;
}

/** Two words, each searched for by itself: one pattern for both takes four times as long. */
function mayHoldNoNumber(text: string): boolean {
  return text.includes('NaN') || text.includes('Infinity');
}

/** How much of the beginning of a body is looked at first, in characters. Further on, encoded bytes spell these words now and then. */
const REACH = 16_384;

/** Whether a body that is called JSON may be none: a first look at its beginning. */
export function mayBeMisnamed(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first !== 123 /* { */ && first !== 91 /* [ */) return NOTICE.test(text) || DOCUMENT.test(text);
  return mayHoldNoNumber(text.slice(0, REACH));
}
