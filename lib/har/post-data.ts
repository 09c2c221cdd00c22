/** What a request sent, as a HAR has it (`postData`): as a text or, from many tools, as a list of what a form held. */
import type { Param, PostData } from 'har-format';
import { type Body, textBody } from '../exchange.ts';
import { listOf, membersOf, textOf } from './checked.ts';

/** Fields of a form that are read: more than servers take (PHP, `max_input_vars`, 1,000). */
const MAX_PARAMS = 10_000;

/** A body as its members tell it. Some tools call base64 what is none. */
export function bodyOf(text: unknown, encoding: unknown): Body {
  if (typeof text !== 'string') return { state: 'absent', why: 'unavailable' };
  const base64 = /^base64$/i.test(textOf(encoding)) && !/^\s*[{<]/.test(text);
  return base64 ? { state: 'read', text, base64, cut: false } : textBody(text);
}

/**
 * The body of a request. A form of which only the fields are told is written as it is sent; it is cut where some are left out, or the
 * content of a file is.
 *
 * @param sentType the Content-Type of the request; undefined where it has none
 */
export function requestBodyOf(value: unknown, sentType: string | undefined): Body {
  const { text, params, mimeType, encoding } = membersOf<PostData & { encoding: string }>(value);
  const listed = typeof text === 'string' && text !== '' ? [] : listOf(params);
  const fields = listed.slice(0, MAX_PARAMS).flatMap(fieldOf);
  if (fields.length === 0) return bodyOf(text, encoding);
  const type = sentType ?? textOf(mimeType);
  const isCut = listed.length > MAX_PARAMS || fields.some(({ fileName, value }) => fileName !== '' && value === '');
  return textBody(/^multipart\//i.test(type) ? multipart(fields, type) : urlEncoded(fields), isCut);
}

type Field = Readonly<Record<'name' | 'value' | 'fileName' | 'contentType', string>>;

function fieldOf(item: unknown): Field[] {
  const { name, value, fileName, contentType } = membersOf<Param>(item);
  if (typeof name !== 'string') return [];
  return [{ name, value: textOf(value), fileName: textOf(fileName), contentType: textOf(contentType) }];
}

/** The form of `application/x-www-form-urlencoded`, with names and values that are in it already left as they are. */
function urlEncoded(fields: readonly Field[]): string {
  return fields.map(({ name, value }) => `${encoded(name)}=${encoded(value)}`).join('&');
}

/** What no percent-encoded text holds. */
const RAW = /%(?![\dA-Fa-f]{2})|[^\w.*~+%-]/;

function encoded(text: string): string {
  return text.includes('%') && !RAW.test(text) ? text : new URLSearchParams({ '': text }).toString().slice(1);
}

/** The form of `multipart/form-data` (RFC 7578), with the boundary that the type names. */
function multipart(fields: readonly Field[], type: string): string {
  const boundary = /;\s*boundary="?([^";]+)/i.exec(type)?.[1] ?? 'boundary';
  const parts = fields.map(({ name, value, fileName, contentType }) => {
    const file = fileName === '' ? '' : `; filename="${quotable(fileName)}"`;
    const typed = contentType === '' ? '' : `Content-Type: ${unbroken(contentType)}\r\n`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"${file}\r\n${typed}\r\n${value}\r\n`;
  });
  return `${parts.join('')}--${boundary}--\r\n`;
}

/** As the HTML standard writes a name of a field ("multipart/form-data encoding algorithm"). */
function quotable(text: string): string {
  return text.replace(/["\r\n]/g, encodeURIComponent);
}

/** Without the line breaks that would end a header. */
function unbroken(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
