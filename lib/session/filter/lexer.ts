/** The text of the filter box as tokens. Every text has tokens; nothing is refused here. */
import type { Span, Value } from './ast.ts';

export type Token =
  | (Span & { readonly kind: 'open' | 'close' | 'minus' | 'or' | 'and' })
  | (Span & {
      readonly kind: 'term';
      /** What stands before the colon; undefined where there is none. */
      readonly key: (Span & { readonly name: string }) | undefined;
      /** Undefined where the value has not been typed yet. */
      readonly value: (Span & { readonly value: Value }) | undefined;
    });

/** Something that looks like a key: letters and hyphens before a colon, and no address and no name such as `net::ERR_FAILED`. */
const KEY = /[a-z][a-z-]*:(?!\/\/|:)/iy;

/** A word up to white space. */
const WORD = /\S+/y;

const WORDS_OF_LOGIC: ReadonlyMap<string, 'or' | 'and'> = new Map([
  ['or', 'or'],
  ['and', 'and'],
  ['||', 'or'],
  ['&&', 'and'],
]);

/** @param text capped by the caller */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  /** Parentheses that are open. */
  let depth = 0;
  let at = 0;

  while (at < text.length) {
    const c = text[at] ?? '';
    if (isSpace(c)) at++;
    else if (c === '(') {
      depth++;
      tokens.push({ kind: 'open', from: at, to: ++at });
    } else if (c === ')') {
      depth = Math.max(0, depth - 1);
      tokens.push({ kind: 'close', from: at, to: ++at });
    } else if (c === '-') {
      // A lone minus says nothing.
      if (at + 1 < text.length && !isSpace(text[at + 1] ?? '')) tokens.push({ kind: 'minus', from: at, to: at + 1 });
      at++;
    } else {
      const token = termAt(text, at, depth);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function termAt(text: string, from: number, depth: number): Token {
  KEY.lastIndex = from;
  const name = KEY.exec(text)?.[0].slice(0, -1);
  const key = name === undefined ? undefined : { name, from, to: from + name.length };
  const start = key ? key.to + 1 : from;
  const value = valueAt(text, start, depth);
  if (!key && value) {
    const { value: read } = value;
    const logic = read.kind === 'text' && text[start] !== '"' ? WORDS_OF_LOGIC.get(read.text.toLowerCase()) : undefined;
    if (logic) return { kind: logic, from, to: value.to };
  }
  return { kind: 'term', key, value, from, to: value?.to ?? start };
}

function valueAt(text: string, from: number, depth: number): (Span & { readonly value: Value }) | undefined {
  const c = text[from];
  if (c === '"') return quotedAt(text, from);
  return (c === '/' ? regexpAt(text, from, depth) : undefined) ?? wordAt(text, from, depth);
}

/** A phrase; the closing quote may be missing. `\"` is a quote and `\\` a backslash in it. */
function quotedAt(text: string, from: number): Span & { readonly value: Value } {
  let read = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at++) {
    const next = text[at + 1];
    if (text[at] === '\\' && (next === '"' || next === '\\')) at++;
    read += text[at];
  }
  return { from, to: Math.min(text.length, at + 1), value: { kind: 'text', text: read } };
}

/** `/…/` or `/…/i` with something in it and a boundary behind it; undefined for anything else, such as a path. */
function regexpAt(text: string, from: number, depth: number): (Span & { readonly value: Value }) | undefined {
  const close = closingSlash(text, from, true) ?? closingSlash(text, from, false);
  if (close === undefined || close === from + 1) return undefined;
  const to = text[close + 1]?.toLowerCase() === 'i' ? close + 2 : close + 1;
  const behind = text[to];
  if (behind !== undefined && !isSpace(behind) && !(behind === ')' && depth > 0)) return undefined;
  return { from, to, value: { kind: 'regexp', source: text.slice(from + 1, close) } };
}

/** The next slash that no backslash and, where asked for, no character class takes. */
function closingSlash(text: string, from: number, knowsClasses: boolean): number | undefined {
  let inClass = false;
  for (let at = from + 1; at < text.length; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (knowsClasses && c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (c === '/' && !inClass) return at;
  }
  return undefined;
}

/** A word ends with white space, and inside of parentheses with the one that closes them. */
function wordAt(text: string, from: number, depth: number): (Span & { readonly value: Value }) | undefined {
  WORD.lastIndex = from;
  const word = WORD.exec(text)?.[0] ?? '';
  const length = depth > 0 ? lengthInParentheses(word) : word.length;
  if (length === 0) return undefined;
  return { from, to: from + length, value: { kind: 'text', text: word.slice(0, length) } };
}

/** Parentheses that open and close within the word are part of it: `fetch()`. */
function lengthInParentheses(word: string): number {
  let open = 0;
  for (let at = 0; at < word.length; at++) {
    if (word[at] === '(') open++;
    else if (word[at] === ')' && --open < 0) return at;
  }
  return word.length;
}

function isSpace(c: string): boolean {
  return /\s/.test(c);
}
