/**
 * A renderer of Jira's wiki markup for tests, as far as its documentation describes it
 * (https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa): headings, tables, lists, preformatted blocks, text effects,
 * links, mentions, images and macros. It knows nothing of the writer: whatever has its sign and no backslash takes effect.
 */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function html(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ENTITIES[c] ?? '');
}

const BLOCK = /^\{(code|noformat)(?::([^}]*))?\}/;

/** HTML of a whole text. */
export function renderJira(markup: string): string {
  const out: string[] = [];
  const lines = markup.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const block = BLOCK.exec(line);
    if (block) {
      const inside: string[] = [];
      for (i++; i < lines.length && !(lines[i] ?? '').includes(`{${block[1]}}`); i++) inside.push(lines[i] ?? '');
      out.push(
        `<pre data-macro="${block[1]}" data-language="${html(block[2] ?? '')}">${html(inside.join('\n'))}</pre>`,
      );
    } else if (line.startsWith('|')) {
      const rows: string[] = [];
      for (; (lines[i] ?? '').startsWith('|'); i++) rows.push(row(lines[i] ?? ''));
      i--;
      out.push(`<table>${rows.join('')}</table>`);
    } else out.push(paragraph(line));
  }
  return out.join('\n');
}

function paragraph(line: string): string {
  const heading = /^h([1-6])\. (.*)$/.exec(line);
  if (heading) return `<h${heading[1]}>${inline(heading[2] ?? '')}</h${heading[1]}>`;
  const item = /^[#*-]+ (.*)$/.exec(line);
  if (item) return `<li>${inline(item[1] ?? '')}</li>`;
  return line === '' ? '' : `<p>${inline(line)}</p>`;
}

/** `||heading||heading||` and `|cell|cell|`; a pipe with a backslash is no border. */
function row(line: string): string {
  let cells = '';
  const border = /(\|\|?)((?:\\.|[^|\\])*)/g;
  for (const [, sign, text = ''] of line.matchAll(border)) {
    if (text === '') continue;
    const tag = sign === '||' ? 'th' : 'td';
    cells += `<${tag}>${inline(text)}</${tag}>`;
  }
  return `<tr>${cells}</tr>`;
}

/** Signs of text effects with their elements; each stands at the edge of a word. */
const EFFECTS: readonly (readonly [string, string])[] = [
  ['*', 'b'],
  ['_', 'em'],
  ['??', 'cite'],
  ['-', 'del'],
  ['+', 'ins'],
  ['^', 'sup'],
  ['~', 'sub'],
];

function inline(text: string): string {
  const mono = /^\{\{((?:\\.|[^\\])*?)\}\}/.exec(text);
  if (mono) return `<code>${inline(mono[1] ?? '')}</code>${inline(text.slice(mono[0].length))}`;
  for (let i = 0; i < text.length; i++) {
    const rest = text.slice(i);
    if (text[i] === '\\' && i + 1 < text.length) {
      i++;
      continue;
    }
    const found = rest.startsWith('{{') ? inline(rest) : (special(rest) ?? effect(rest, text[i - 1]));
    if (found !== undefined) return plain(text.slice(0, i)) + found;
  }
  return plain(text);
}

/** A mention, a link, an image or a macro at the beginning. */
function special(text: string): string | undefined {
  const mention = /^\[~([^\]\\]+)\]/.exec(text);
  if (mention) return `<a data-mention>${html(mention[1] ?? '')}</a>${inline(text.slice(mention[0].length))}`;
  const link = /^\[([^\]\\]+)\]/.exec(text);
  if (link) return `<a href="${html(link[1] ?? '')}">${html(link[1] ?? '')}</a>${inline(text.slice(link[0].length))}`;
  const image = /^!([^!\s\\]+)!/.exec(text);
  if (image) return `<img src="${html(image[1] ?? '')}">${inline(text.slice(image[0].length))}`;
  const macro = /^\{(\w[^}\\]*)\}/.exec(text);
  if (macro) return `<div data-macro="${html(macro[1] ?? '')}"></div>${inline(text.slice(macro[0].length))}`;
  return undefined;
}

function effect(text: string, before: string | undefined): string | undefined {
  if (before !== undefined && /\w/.test(before)) return undefined;
  for (const [sign, element] of EFFECTS) {
    if (!text.startsWith(sign) || !/\S/.test(text[sign.length] ?? ' ')) continue;
    const end = endOf(text, sign);
    if (end < 0) continue;
    return `<${element}>${inline(text.slice(sign.length, end))}</${element}>${inline(text.slice(end + sign.length))}`;
  }
  return undefined;
}

function endOf(text: string, sign: string): number {
  for (let i = sign.length; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (
      text.startsWith(sign, i) &&
      i > sign.length &&
      !/\s/.test(text[i - 1] ?? ' ') &&
      !/\w/.test(text[i + sign.length] ?? ' ')
    )
      return i;
  }
  return -1;
}

function plain(text: string): string {
  return html(text.replace(/\\([^A-Za-z0-9\s])/g, '$1'));
}
