/** A name and its value as two pairs in a text, one behind the other: `- name: password`, `value: x` in YAML; `variable "x" { default = "y" }`. */
import { isNaming, isValuing } from './json-siblings.ts';
import { isMixed } from './quoted.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isOpaque, isSecretValue } from './values.ts';

/** Without such a word for the value no two pairs stand there. */
const MAY_STAND = /\b(?:value|val|default|content|data|input|given|actual)\b/i;
const PAIRS =
  /(?<![\p{L}\p{N}_])([A-Za-z]{1,20})["']?\s{0,4}(?:=>|[:= ])\s{0,4}["']?([\p{L}_][\p{L}\p{N}_.-]{1,60})["']?\s{0,4}[,;{]?\s{1,40}["']?([A-Za-z]{1,20})["']?\s{0,4}(?:=>|[:=])\s{0,4}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([^\s,;}"']{1,500}))/gu;

/** A variable of Terraform, whose type and description stand before its value. */
const VARIABLE =
  /\bvariable\s{1,4}"([^"\n]{1,80})"\s{0,4}\{[ \t]{0,8}\r?\n(?:[^\n{}]{0,200}\n){0,6}?[ \t]{0,20}default\s{0,20}=\s{0,4}"([^"\n]{1,500})"/g;

/** A line of a configuration, or a part of one up to a semicolon, that has nothing but white space between its two words: `requirepass x`, `ENV DB_PASS x`; also of a program: `npm config set _authToken x`. */
const DIRECTIVE =
  /(?<=^|[\r\n]|; ?)[ \t]{0,20}(?:(?:ENV|ARG|set|setenv|SetEnv|enable|[a-z_]{3,20}_(?:header|param)|(?:Request)?Header[ \t]{1,8}set|(?:[$>#] )?[a-z][\w-]{1,20} config(?:ure)?(?: --\w{1,20}){0,3}(?: set)?)[ \t]{1,8}(?:\/\/[^\s:]{1,200}\/:)?)?([A-Za-z_][\w.-]{2,60})[ \t]{1,20}["']?([^\s"';]{5,200})["']?[ \t]{0,8}(?=[\r\n;]|$)/g;

/** A line of a contact or a calendar (RFC 6350 section 3.3), whose name has parameters behind it: `TEL;TYPE=cell:+49 151 …`. */
const CONTENT_LINE =
  /(?<=^|[\r\n])(?:[\w-]{1,20}\.)?([A-Z]{3,20})(?:;[A-Z-]{2,20}=(?:"[^"\r\n]{1,100}"|[^":;\r\n]{1,100}))+:(?:[a-z]{3,6}:)?([^\r\n]{1,500})/g;

/** Reads the lines of configurations that need no sign between a name and its value; only what is no word is one. */
export function readDirectives(text: string, at: number, { names, sent }: Context, out: Reading): void {
  for (const { index, 0: whole, 1: name = '', 2: value = '' } of text.includes(';')
    ? text.matchAll(CONTENT_LINE)
    : []) {
    const kind = names.secret(name);
    const end = at + index + whole.length;
    if (kind !== undefined && isSecretValue(kind, value, 'string', sent))
      hideNamed(out, end - value.length, end, { name, class: kind });
  }
  for (const { index, 0: whole, 1: name = '', 2: value = '' } of text.matchAll(DIRECTIVE)) {
    const kind = names.secret(name);
    if (kind === undefined || !(isOpaque(value) || (kind === 'password' && isMixed(value)))) continue;
    const start = at + index + whole.lastIndexOf(value);
    hideNamed(out, start, start + value.length, { name, class: kind });
  }
}

/** A document of YAML that describes a secret of Kubernetes, and what it holds, a line each; kinds that only refer to one name it. */
const DESCRIBES_SECRET = /(?<=^|\n)[ \t]{0,20}kind:[ \t]{1,8}["']?(?:Sealed)?Secret["']?[ \t]{0,8}(?=\r?\n|$)/;
const HOLDS = /(?<=^|\n)([ \t]{0,20})(?:stringD|d)ata:[ \t]{0,8}\r?\n((?:\1[ \t]{1,20}[^\n]{1,4000}(?:\n|$)){1,200})/g;
const HELD =
  /(?<=^|\n)[ \t]{1,40}["']?([\w.-]{1,100})["']?:[ \t]{1,8}(?![|>])(?:"([^"\n]{1,4000})"|'([^'\n]{1,4000})'|([^\s"'](?:[^\n#]|(?<!\s)#){0,4000}))/g;

function readSecretOfCluster(text: string, at: number, out: Reading): void {
  for (const { index, 0: whole, 2: lines = '' } of text.matchAll(HOLDS)) {
    const from = at + index + whole.length - lines.length;
    for (const { index: start, 0: line, 1: name, 2: double, 3: single, 4: bare } of lines.matchAll(HELD)) {
      const value = double ?? single ?? bare?.trimEnd() ?? '';
      const end = from + start + line.lastIndexOf(value) + value.length;
      if (isSecretValue('password', value, 'string', false))
        hideNamed(out, end - value.length, end, { name, class: 'password' });
    }
  }
}

/** Reads pairs, and documents of which one member says what another is. */
export function readSiblings(text: string, at: number, { names, sent }: Context, out: Reading): void {
  if (text.includes('kind:')) {
    let start = 0;
    for (const document of text.split(/(?<=^|\n)---(?=[ \r\n])/)) {
      if (DESCRIBES_SECRET.test(document)) readSecretOfCluster(document, at + start, out);
      start += document.length + 3;
    }
  }
  if (!MAY_STAND.test(text)) return;
  for (const { index, 0: whole, 1: name = '', 2: value = '' } of text.matchAll(VARIABLE)) {
    const kind = names.secret(name);
    const end = index + whole.length - 1;
    if (kind !== undefined && isSecretValue(kind, value, 'string', sent))
      hideNamed(out, at + end - value.length, at + end, { name, class: kind });
  }
  for (const match of text.matchAll(PAIRS)) {
    const [whole, naming = '', name = '', valuing = ''] = match;
    const kind = names.secret(name);
    if (kind === undefined || !isTelling(naming) || !isValuing(valuing.toLowerCase())) continue;
    const value = match[4] ?? match[5] ?? match[6] ?? '';
    const end = match.index + whole.length - (match[6] === undefined ? 1 : 0);
    if (isSecretValue(kind, value, 'string', sent))
      hideNamed(out, at + end - value.length, at + end, { name, class: kind });
  }
}

const isTelling = (word: string) =>
  /^(?:variable|secret|output|setting|option)$/i.test(word) || isNaming(word.toLowerCase());
