/** A query as text that reads back to the same query. */
import type { Node, Term, Value } from './ast.ts';

/** What a word without quotes may not look like: a key, a word of logic, or something with a sign that means something. */
const NEEDS_QUOTES = /^(?:[a-z][a-z-]*:|(?:or|and|\|\||&&)$|[-/(")])|[\s()]/i;
/** After a key less has a meaning. */
const NEEDS_QUOTES_AFTER_KEY = /^["/:]|[\s()]/;

/** Never throws; an absent query is an empty text. */
export function print(node: Node | undefined): string {
  if (!node) return '';
  switch (node.kind) {
    case 'term':
      return printTerm(node);
    case 'not':
      return `-${printInside(node.part)}`;
    case 'and':
      return node.parts.map((part) => (part.kind === 'or' ? `(${print(part)})` : print(part))).join(' ');
    case 'or':
      return node.parts.map(print).join(' or ');
    default:
      return node satisfies never;
  }
}

function printInside(node: Node): string {
  return node.kind === 'term' ? printTerm(node) : `(${print(node)})`;
}

function printTerm({ field, value }: Pick<Term, 'field' | 'value'>): string {
  return field === undefined
    ? printValue(value, NEEDS_QUOTES)
    : `${field}:${printValue(value, NEEDS_QUOTES_AFTER_KEY)}`;
}

function printValue(value: Value, needsQuotes: RegExp): string {
  if (value.kind === 'regexp') return `/${value.source}/`;
  return needsQuotes.test(value.text) ? quoted(value.text) : value.text;
}

/** The text between quotes, as the lexer takes them off again. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A term as it is typed: `code:429`, `name:"rate limit"`. */
export function printCondition(field: string, value: string): string {
  return printTerm({ field, value: { kind: 'text', text: value } });
}
