/** An HTML page as text: what somebody would have read on it. Nothing is parsed into a document, and nothing in it runs. */

/** Longest page that is read, in characters. */
const MAX_READ = 500_000;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Elements whose content nobody reads. */
const UNREAD = ['script', 'style', 'template', 'noscript', 'svg', 'head'];

/** Elements that begin a line of their own. */
const BLOCK = /^\/?(?:p|div|h[1-6]|li|ul|ol|tr|table|section|article|header|footer|main|br|hr|pre|title)\b/i;

export interface HtmlText {
  readonly title: string;
  readonly text: string;
}

/** True for a body that is a page: by its media type, or by how it begins. */
export function isHtml(text: string, mimeType: string): boolean {
  return (
    /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(mimeType) || /^\s{0,100}<(?:!doctype html|html)\b/i.test(text)
  );
}

/** The title and the words of a page. Linear in its length, whatever stands in it. */
export function htmlText(html: string): HtmlText {
  const page = html.slice(0, MAX_READ);
  let text = '';
  let title = '';
  let at = 0;
  while (at < page.length) {
    const open = page.indexOf('<', at);
    text += page.slice(at, open < 0 ? page.length : open);
    if (open < 0) break;
    const isComment = page.startsWith('<!--', open);
    const close = page.indexOf(isComment ? '-->' : '>', open);
    if (close < 0) break;
    const tag = page.slice(open + 1, Math.min(close, open + 40));
    at = close + (isComment ? 3 : 1);
    if (isComment) continue;
    const name = /^[a-z][a-z0-9]*/i.exec(tag)?.[0].toLowerCase();
    if (BLOCK.test(tag)) text += '\n';
    if (name === 'title' && title === '') title = upToEnd(page, at, 'title');
    if (name !== undefined && UNREAD.includes(name)) {
      if (name === 'head') title ||= titleIn(page.slice(at, endOf(page, at, 'head')));
      at = endOf(page, at, name);
    } else if (name === 'title') at = endOf(page, at, 'title');
  }
  return { title: readable(title).trim(), text: readable(text) };
}

/** The title of a page, on one line; empty where it has none. */
export function titleOf(html: string): string {
  return readable(titleIn(html.slice(0, MAX_READ))).replaceAll('\n', ' ');
}

function titleIn(head: string): string {
  const open = /<title\b[^>]{0,200}>/i.exec(head);
  return open ? upToEnd(head, open.index + open[0].length, 'title') : '';
}

function upToEnd(page: string, from: number, name: string): string {
  return page.slice(from, endOf(page, from, name));
}

/** Where the end tag of an element begins; the end of the page where there is none. */
function endOf(page: string, from: number, name: string): number {
  const end = new RegExp(`</${name}\\b`, 'gi');
  end.lastIndex = from;
  return end.exec(page)?.index ?? page.length;
}

/** Character references undone and space collapsed to single spaces and line breaks. */
export function readable(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .split('\n')
    .map((line) => line.replace(/[ \t\r\f]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
