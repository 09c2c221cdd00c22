/** HTML error pages and plain texts: title, telling sentences, a code, an id of the request, links. */
import { isCodeLike, leadingCode } from '../self-description/codes.ts';
import type { Prose } from '../self-description/describe.ts';
import { addressesIn } from '../self-description/facts.ts';
import { cap, MAX_ID, MAX_SAID } from '../self-description/types.ts';
import { joined } from '../self-description/words.ts';
import { unescapeXml } from './xml.ts';

/** How much of a page is read, in characters. */
const MAX_PAGE = 131_072;
/** A page with more visible text than this is no error page by its looks: only its title and heading speak. */
const MAX_ERROR_PAGE = 1_500;
/** Sentences after the title that are kept. */
const MAX_LINES = 3;

/** Elements whose content nobody reads. */
const HIDDEN = ['script', 'style', 'noscript', 'svg', 'template'];
/** Tags that do not end a line of text. */
const INLINE = /^\/?(?:a|b|i|em|strong|span|code|small|font|u|tt|abbr|sup|sub|kbd|samp|var|mark|label|cite)\b/i;
/** The signature that servers put at the foot of their pages: `nginx/1.25.3`. */
const SIGNATURE = /^[\w.-]{1,40}(?:\/\d[\w.~+-]{0,30}.{0,80})?$/;
const TITLES_OF_NOTHING: ReadonlySet<string> = new Set([
  'error',
  'document',
  'untitled',
  'response',
  'page',
  'oops',
  '',
]);

/** `error code: 1015`, `Error 1020`, `HTTP Error 404.0`, `Code: H12`. */
const CODE_IN_WORDS =
  /\b(?:[Ee]rror(?:\s(?:[Cc]ode|[Nn]umber|ID))?|ERROR|[Cc]ode)\s{0,2}[:#=]?\s{0,2}([A-Z]{1,10}[-_]?\d{1,6}|0x[\dA-Fa-f]{4,8}|\d{4,6})\b/;
/** An element whose class says that it holds the code. */
const CODE_ELEMENT = /class="[^"]{0,60}\berror-code\b[^"]{0,60}"[^>]{0,80}>\s{0,8}([\w.-]{1,40})\s{0,8}</i;
const ID_IN_WORDS =
  /\b(?:ray id|request[- ]id|reference(?: (?:id|number|error))?|incident id|trace id|correlation id|event id|support id)\b(?: is)?\s{0,4}[:#]{0,2}\s{0,4}#?([\w.:=-]{4,120})/i;

/** What an HTML page says. */
export function readHtml(html: string): Prose {
  const page = withoutFoot(html.slice(0, MAX_PAGE));
  const title = textOf(between(page, 'title')).trim();
  const bodyAt = page.search(/<body[\s>]/i);
  const visible = textOf(bodyAt >= 0 ? page.slice(bodyAt) : page.replace(/<title[\s\S]{0,2000}?<\/title>/i, ''));
  const lines = linesOf(visible);
  const heading = textOf(between(page, 'h1')).trim();
  const telling = visible.length <= MAX_ERROR_PAGE ? lines : [...linesOf(heading), ...labelled(lines)];
  const head = TITLES_OF_NOTHING.has(title.toLowerCase()) && telling.length > 0 ? '' : title;
  return withFinds(sentence([head, ...telling]), visible, CODE_ELEMENT.exec(page)?.[1]);
}

/** A page without the rule at its end below which the server has nothing but its name. */
function withoutFoot(page: string): string {
  const rule = Math.max(page.lastIndexOf('<hr'), page.lastIndexOf('<HR'));
  return rule >= 0 && /^\S{0,40}$/.test(textOf(page.slice(rule)).trim()) ? page.slice(0, rule) : page;
}

/** What a page full of stack traces names as its message: in the line of the label, or in the next one. */
const LABEL = /^(?:(?:error |exception )?message|exception(?: (?:value|details))?|reason)\b\s?:?(?:\s(\S.{3,}))?$/i;

function labelled(lines: readonly string[]): readonly string[] {
  for (const [i, line] of lines.entries()) {
    const found = LABEL.exec(line);
    if (found) return [found[1] ?? lines[i + 1] ?? ''];
  }
  return [];
}

/** What a plain text says. */
export function readText(text: string): Prose {
  const start = text.slice(0, MAX_SAID * 4).trim();
  const lines = linesOf(start);
  const numbered = /^Code: (\d{1,6})\b/.exec(start)?.[1];
  const alone = numbered ?? lines.find((line) => /^[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(line));
  return withFinds(sentence(lines), start, alone ?? leadingCode(start, 0));
}

function withFinds(said: string, text: string, code: string | undefined): Prose {
  const inWords = code ?? CODE_IN_WORDS.exec(text)?.[1];
  const id = ID_IN_WORDS.exec(text)?.[1];
  return {
    said,
    code: inWords !== undefined && isCodeLike(inWords) ? inWords : undefined,
    requestId: id !== undefined && /\d/.test(id) ? cap(id.replace(/[.,;]+$/, ''), MAX_ID) : undefined,
    links: addressesIn(said).map((url) => ({ url, label: 'text', where: { kind: 'text' } as const })),
  };
}

/** The lines in one, each only where it says something new. */
function sentence(lines: readonly string[]): string {
  let said = '';
  let left = MAX_LINES + 1;
  for (const line of lines) {
    if (line === '' || said.includes(line)) continue;
    if (line.length > said.length && line.startsWith(said)) said = line;
    else if (!repeats(line, said)) said = said === '' ? line : joined(said, line);
    if (--left === 0 || said.length > MAX_SAID) break;
  }
  return cap(said, MAX_SAID);
}

/** The word for an error or the status before what it says, and the mark behind it: `Error 503 Backend fetch failed`. */
const AROUND_A_LINE = /^(?:(?:http )?error:?\s|\d{3}\s)+|[.!]$/gi;
/** A line with nothing but a status in it: `403 ERROR`, `Error 404`. */
const STATUS_LINE = /^(?:http )?(?:error )?[45]\d\d(?: error)?[.!]?$/i;

/** Whether a line says nothing that was not said before it. */
function repeats(line: string, said: string): boolean {
  if (said === '') return false;
  return STATUS_LINE.test(line) || said.includes(line.replace(AROUND_A_LINE, ''));
}

function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.replace(/[\s\u00a0]+/g, ' ').trim();
    if (trimmed !== '' && !(lines.length > 0 && SIGNATURE.test(trimmed) && /\d/.test(trimmed))) lines.push(trimmed);
    if (lines.length > 40) break;
  }
  return lines;
}

function between(html: string, tag: string): string {
  const lower = html.slice(0, MAX_PAGE);
  const open = lower.search(new RegExp(`<${tag}[\\s>]`, 'i'));
  if (open < 0) return '';
  const start = lower.indexOf('>', open) + 1;
  const close = lower.slice(start, start + 4_000).search(new RegExp(`</${tag}\\s{0,4}>`, 'i'));
  return start > 0 ? lower.slice(start, close < 0 ? start + 400 : start + close) : '';
}

/** The visible text of HTML: block elements end lines, entities undone. One pass. */
function textOf(html: string): string {
  let text = '';
  let at = 0;
  while (at < html.length && text.length < MAX_PAGE) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      text += html.slice(at);
      break;
    }
    text += html.slice(at, open).replace(/\s+/g, ' ');
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    const close = html.indexOf('>', open);
    if (close < 0) break;
    const tag = html.slice(open + 1, Math.min(close, open + 40)).toLowerCase();
    at = close + 1;
    const hidden = HIDDEN.find((name) => tag === name || tag.startsWith(`${name} `));
    if (hidden !== undefined) {
      const end = html.indexOf(`</${hidden}`, at);
      at = end < 0 ? html.length : end;
    } else if (!INLINE.test(tag)) text += '\n';
  }
  return unescapeXml(text);
}
