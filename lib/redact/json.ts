/**
 * JSON, whole, cut or broken: a tape of its values, each with its name and place (RFC 8259). What follows where it breaks is left to the
 * caller. No recursion: nesting is bounded by memory alone.
 */

import { quoteEnd } from './quotes.ts';

interface Value {
  /** Offset of its first character, a quote or bracket included. */
  readonly start: number;
  /** Offset behind its last character. */
  end: number;
  readonly parent: Container | undefined;
  /** The name of its member, decoded; undefined in a list. */
  readonly name: string | undefined;
}

export interface Leaf extends Value {
  readonly kind: 'string' | 'number' | 'word';
  /** Offset behind its content: before the closing quote, if it has one. */
  readonly contentEnd: number;
}

export interface Container extends Value {
  readonly kind: 'object' | 'array';
  readonly children: Node[];
}

export type Node = Leaf | Container;

export interface MemberName {
  /** Of the content, without quotes. */
  readonly start: number;
  readonly end: number;
  readonly parent: Container;
  readonly name: string;
}

export interface Tape {
  /** All values, parents before their children. */
  readonly nodes: readonly Node[];
  readonly names: readonly MemberName[];
  /** Offset behind what was read. */
  readonly end: number;
}

const NUMBER = /-?\d[\d.eE+-]*/y;
const WORD = /(?:true|false|null)\b/y;

function sticky(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The offset of the next character that is no white space. */
function skipped(text: string, from: number): number {
  let at = from;
  for (let c = text.charCodeAt(at); c === 0x20 || (c > 0x08 && c < 0x0e); c = text.charCodeAt(at)) at++;
  return at;
}

/** Reads one value with all that is in it, from `from` on, as far as it is JSON. */
export function readTape(text: string, from = 0): Tape {
  const nodes: Node[] = [];
  const names: MemberName[] = [];
  let at = from;
  let container: Container | undefined;
  let name: string | undefined;

  function add(node: Node): void {
    nodes.push(node);
    container?.children.push(node);
    name = undefined;
  }

  /** Offset behind a string whose content ends at an offset; its closing quote may be missing. */
  function behind(contentEnd: number): number {
    return Math.min(text.length, contentEnd + 1);
  }

  /** Reads a value; false where there is none. */
  function value(): boolean {
    const start = at;
    const c = text[at];
    if (c === '{' || c === '[') {
      const node: Container = {
        kind: c === '{' ? 'object' : 'array',
        start,
        end: text.length,
        parent: container,
        name,
        children: [],
      };
      add(node);
      container = node;
      at++;
      return true;
    }
    if (c === '"') {
      const contentEnd = quoteEnd(text, start);
      at = behind(contentEnd);
      add({ kind: 'string', start, end: at, contentEnd, parent: container, name });
      return true;
    }
    const number = sticky(NUMBER, text, at);
    const bare = number ?? sticky(WORD, text, at);
    if (bare === undefined) return false;
    const end = start + bare.length;
    add({ kind: number === undefined ? 'word' : 'number', start, end, contentEnd: end, parent: container, name });
    at = end;
    return true;
  }

  /** Reads a member's name and its colon; false where there is none. */
  function member(parent: Container): boolean {
    if (text[at] !== '"') return false;
    const end = quoteEnd(text, at);
    const after = skipped(text, behind(end));
    if (text[after] !== ':') return false;
    name = decodedName(text.slice(at + 1, end));
    names.push({ start: at + 1, end, parent, name });
    at = after + 1;
    return true;
  }

  for (;;) {
    at = skipped(text, at);
    if (at >= text.length) break;
    if (!container) {
      if (!value() || !container) break;
      continue;
    }
    const open: Container = container;
    const close = open.kind === 'object' ? '}' : ']';
    if (text[at] === close) {
      at++;
      open.end = at;
      container = open.parent;
      if (!container) break;
      continue;
    }
    if (text[at] === ',') {
      at++;
      continue;
    }
    if (open.kind === 'object') {
      if (!member(open)) break;
      at = skipped(text, at);
    }
    if (!value()) break;
  }
  return { nodes, names, end: at };
}

/** Longest name that is decoded, in characters. */
const MAX_NAME = 1_000;

function decodedName(content: string): string {
  const name = content.length > MAX_NAME ? content.slice(0, MAX_NAME / 2) + content.slice(-MAX_NAME / 2) : content;
  if (!name.includes('\\')) return name;
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}
