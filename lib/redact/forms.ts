/** Reads multipart/form-data (RFC 7578), and tells a form of pairs. */
import { PERCENT } from './codecs.ts';
import type { SecretClass } from './names.ts';
import { type Context, deeper, type Reading } from './reading.ts';
import { hideNamed, under } from './secrets.ts';
import { isSecretParameter, isSecretValue } from './values.ts';

/** True for `name=value&…` without any white space. */
export function looksLikeForm(text: string): boolean {
  return /^[\w.%+[\]~-]{1,100}=(?!=|$)[^\s"{}<>]*$/.test(text);
}

/** The head of a part up to its name. */
const FIELD =
  /content-disposition:[ \t]{0,8}form-data[^\r\n]{0,300}?[; \t]name\*?=(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))[^\r\n]{0,500}(?:\r?\n|$)/gi;
const HEAD_LINE = /[^\r\n]{1,1000}(?:\r?\n|$)/y;

export function looksLikeMultipart(text: string): boolean {
  return /content-disposition:[ \t]{0,8}form-data/i.test(text);
}

/** Characters behind the last part that are read. */
const MAX_AFTER = 200;

/** Reads every part by its name, and what stands behind the last as text. The boundary between them is no secret (RFC 2046 section 5.1.1). */
export function readMultipart(text: string, at: number, context: Context, out: Reading): void {
  const boundary = /^\s{0,8}(--[^\r\n]{1,100})\r?\n/.exec(text)?.[1]?.trimEnd();
  const field = new RegExp(FIELD);
  let from = 0;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    const name = plainName(match[1] ?? match[2] ?? '');
    let start = match.index + match[0].length;
    for (let i = 0; i < 30; i++) {
      HEAD_LINE.lastIndex = start;
      const line = HEAD_LINE.exec(text)?.[0];
      if (line === undefined) break;
      start += line.length;
    }
    start += text.startsWith('\r\n', start) ? 2 : text.startsWith('\n', start) ? 1 : 0;
    const end = partEnd(text, start, boundary);
    const value = text.slice(start, end);
    const secret = secretField(name, value, context);
    if (secret !== undefined) hideNamed(out, at + start, at + end, { name, class: secret });
    else context.read(value, at + start, deeper(under(context, name)), out);
    from = Math.max(end, start);
    field.lastIndex = from;
  }
  const line = boundary === undefined ? -1 : text.indexOf(boundary, from);
  if (line >= 0) from = line + (boundary ?? '').length;
  if (from < text.length) context.read(text.slice(from, from + MAX_AFTER), at + from, deeper(context), out);
}

/** What a field is by its name, and by its value where the name says less: `key` may hold the path of an upload. */
function secretField(name: string, value: string, { names }: Context): SecretClass | undefined {
  const secret = names.secret(name);
  const weak = secret ?? names.inAddress(name);
  if (weak === undefined) return undefined;
  const isSecret = secret === undefined ? isSecretParameter(weak, value) : isSecretValue(secret, value, 'string', true);
  return isSecret ? weak : undefined;
}

/** The name of a part where it is written with its character set (RFC 8187 section 3.2.1): `UTF-8''pass%77ord`. */
function plainName(name: string): string {
  const extended = /^[\w-]{2,20}'[\w-]{0,20}'/.exec(name);
  return extended ? PERCENT.decode(name.slice(extended[0].length)) : name;
}

/** Where a part's value ends: before the line with the boundary, or, where that is not known, before a line that looks like one. */
function partEnd(text: string, start: number, boundary: string | undefined): number {
  const sign = boundary === undefined ? /\r?\n--[\w'()+,./:=?-]{1,70}(?:--)?\s*(?:\r?\n|$)/g : undefined;
  let end = -1;
  if (sign) {
    sign.lastIndex = start;
    end = sign.exec(text)?.index ?? -1;
  } else end = text.indexOf(`\n${boundary}`, start);
  if (end < 0) return text.length;
  return !sign && text[end - 1] === '\r' ? end - 1 : end;
}
