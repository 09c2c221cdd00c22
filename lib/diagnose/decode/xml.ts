/**
 * XML as plain values: an element with nothing but text is that text, any other an object of its attributes and children, repeated
 * children a list. Names lose their prefix. No DTD, no entities beyond XML's own five and numbers, no recursion.
 */

export interface XmlDocument {
  /** Local name of the root element. */
  readonly root: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Longest document that is read, in characters. An error is never that long. */
const MAX_TEXT = 262_144;
const MAX_ELEMENTS = 2_000;
const MAX_DEPTH = 24;
const MAX_ATTRIBUTES = 16;

interface Element {
  readonly name: string;
  readonly members: Record<string, unknown>;
  text: string;
}

/** Member names that an object must not get from the wire. */
const UNSAFE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads an XML document; undefined where the text is none. What is cut off or broken is read as far as it goes. */
export function decodeXml(text: string): XmlDocument | undefined {
  const end = Math.min(text.length, MAX_TEXT);
  const stack: Element[] = [];
  let root: Element | undefined;
  let elements = 0;
  let at = 0;
  while (at < end) {
    const open = text.indexOf('<', at);
    if (open < 0 || open >= end) break;
    const top = stack.at(-1);
    if (top && open > at) top.text += text.slice(at, open);
    if (text.startsWith('<!--', open)) at = after(text, '-->', open + 4);
    else if (text.startsWith('<![CDATA[', open)) {
      const close = after(text, ']]>', open + 9);
      if (top) top.text += escapeXml(text.slice(open + 9, close - 3));
      at = close;
    } else if (text[open + 1] === '?' || text[open + 1] === '!') at = after(text, '>', open + 2);
    else {
      const close = tagEnd(text, open + 1, end);
      if (close < 0) break;
      const tag = text.slice(open + 1, close);
      at = close + 1;
      if (tag.startsWith('/')) {
        const done = stack.pop();
        if (done && stack.length > 0) put(stack.at(-1)?.members, done);
        if (stack.length === 0) break;
        continue;
      }
      const element = startOf(tag);
      if (!element || ++elements > MAX_ELEMENTS || stack.length >= MAX_DEPTH) break;
      root ??= element;
      if (!tag.endsWith('/')) stack.push(element);
      else if (stack.length > 0) put(stack.at(-1)?.members, element);
      else break;
    }
  }
  // What was never closed belongs to its parents all the same.
  while (stack.length > 1) {
    const done = stack.pop();
    if (done) put(stack.at(-1)?.members, done);
  }
  if (!root) return undefined;
  const value = contentOfElement(root);
  if (typeof value === 'object') {
    unfoldFault(root.name === 'Fault' ? value : memberOf(memberOf(value, 'Body'), 'Fault'));
    if (root.name === 'methodResponse') unfoldStruct(memberOf(value, 'fault'));
  }
  return { root: root.name, value: typeof value === 'string' ? { '#text': value } : value };
}

/** The fault of an XML-RPC reply is a struct: its members `faultCode` and `faultString` as members (xmlrpc.com/spec.md). */
function unfoldStruct(fault: Record<string, unknown> | undefined): void {
  const struct = memberOf(memberOf(fault, 'value'), 'struct');
  const members: unknown = struct?.member;
  if (!fault || !Array.isArray(members)) return;
  for (const member of members.slice(0, MAX_ATTRIBUTES)) {
    const { name, value } = (isMembers(member) ? member : {}) as { name?: unknown; value?: unknown };
    const text: unknown = isMembers(value) ? Object.values(value)[0] : value;
    if (typeof name === 'string' && !UNSAFE.has(name) && typeof text === 'string') fault[name] = text;
  }
  delete fault.value;
}

/** The members of a SOAP 1.2 fault (part 1, section 5.4) under the names of SOAP 1.1, its most specific code first. */
function unfoldFault(fault: Record<string, unknown> | undefined): void {
  if (!fault) return;
  let code = memberOf(fault, 'Code');
  for (let level = 0; code && level < MAX_SUBCODES; level++) {
    if (typeof code.Value === 'string') fault.faultcode = code.Value;
    code = memberOf(code, 'Subcode');
  }
  const reason = memberOf(fault, 'Reason')?.Text;
  const text: unknown = Array.isArray(reason) ? reason[0] : reason;
  const words = typeof text === 'string' ? text : isMembers(text) ? text['#text'] : undefined;
  if (typeof words === 'string') fault.faultstring = words;
}

const MAX_SUBCODES = 4;

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(value: Record<string, unknown> | undefined, name: string): Record<string, unknown> | undefined {
  const member = value && Object.hasOwn(value, name) ? value[name] : undefined;
  return isMembers(member) ? member : undefined;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** The `>` that ends a tag, quotes respected; -1 where there is none. */
function tagEnd(text: string, from: number, end: number): number {
  let quote = '';
  for (let i = from; i < end; i++) {
    const c = text[i] ?? '';
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '>') return i;
    else if (c === '<') return -1;
  }
  return -1;
}

const ATTRIBUTE = /([\w:.-]{1,80})\s{0,8}=\s{0,8}(?:"([^"]{0,2000})"|'([^']{0,2000})')/g;

function startOf(tag: string): Element | undefined {
  const name = /^[A-Za-z_][\w:.-]{0,120}/.exec(tag)?.[0];
  if (name === undefined) return undefined;
  const members: Record<string, unknown> = {};
  let left = MAX_ATTRIBUTES;
  for (const [, key = '', double, single] of tag.slice(name.length, 4_096).matchAll(ATTRIBUTE)) {
    const local = localName(key);
    // The language of a text says nothing that the text does not, and the text stays one without it.
    if (--left < 0 || key.startsWith('xmlns') || local === 'lang' || UNSAFE.has(local)) continue;
    members[local] = unescapeXml(double ?? single ?? '');
  }
  return { name: localName(name), members, text: '' };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function contentOfElement({ members, text }: Element): string | Record<string, unknown> {
  const words = unescapeXml(text.trim());
  if (Object.keys(members).length === 0) return words;
  if (words !== '') members['#text'] = words;
  return members;
}

function put(members: Record<string, unknown> | undefined, element: Element): void {
  const { name } = element;
  if (!members || UNSAFE.has(name)) return;
  const value = contentOfElement(element);
  const there = Object.hasOwn(members, name) ? members[name] : undefined;
  if (there === undefined) members[name] = value;
  else if (Array.isArray(there)) there.push(value);
  else members[name] = [there, value];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: ' ' };

/** Undoes the entities of XML, those by number, and `&nbsp;`. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(lt|gt|quot|apos|amp|nbsp|#\d{1,7}|#x[\da-f]{1,6});/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name.toLowerCase()] ?? whole;
    const point = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;');
}
