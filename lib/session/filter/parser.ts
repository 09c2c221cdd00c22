/**
 * The grammar of the filter box:
 *
 * ```
 * query := all (('or' | '||') all)*
 * all   := (('and' | '&&')? not)+     terms side by side must all hold
 * not   := '-'* ( '(' query ')' | term )
 * term  := (key ':')? (word | "phrase" | /regexp/)
 * ```
 *
 * Every text is a query. What is not finished yet (`code:`, a lone minus) says nothing; what is wrong is a fault, and is left out.
 */
import type { FieldTable } from '../fields/table.ts';
import type { Fault, FaultReason, Node, Span, Term } from './ast.ts';
import { lex, type Token } from './lexer.ts';
import { nearest } from './nearest.ts';
import { isRegexp } from './regexp-parser.ts';

export interface Parsed {
  /** Undefined where nothing is asked for: all rows are let through. */
  readonly root: Node | undefined;
  /** In the order in which they stand. */
  readonly faults: readonly Fault[];
}

/** Characters of a query that are read: more than anybody types, and a pasted page costs nothing. */
export const MAX_QUERY = 2_000;
/** Parentheses within parentheses. */
const MAX_DEPTH = 50;
/** Characters of a wrong part that are quoted. */
const MAX_PART = 60;

/** A port, as in `localhost:3000/path`. */
const PORT = /^\d{2,5}(?:[/?#]|$)/;

export function parse(text: string, { fieldOfKey, keys }: Pick<FieldTable, 'fieldOfKey' | 'keys'>): Parsed {
  const tokens = lex(text.slice(0, MAX_QUERY));
  const faults: Fault[] = [];
  let at = 0;
  let depth = 0;

  function fault({ from, to }: Span, reason: FaultReason, nearestWord?: string): undefined {
    faults.push({ from, to, reason, part: text.slice(from, to).slice(0, MAX_PART), nearest: nearestWord });
  }

  function query(): Node | undefined {
    const parts: Node[] = [];
    let isFirst = true;
    for (;;) {
      const before = at;
      const part = all();
      const or = tokens[at]?.kind === 'or' ? tokens[at] : undefined;
      if (part) parts.push(part);
      // What stands behind the last `or` may still be typed.
      if (or && isFirst && before === at) fault(or, { kind: 'one-sided-or' });
      if (!or) return joined('or', parts);
      isFirst = false;
      at++;
      if (tokens[at]?.kind === 'or') fault(or, { kind: 'one-sided-or' });
    }
  }

  function all(): Node | undefined {
    const parts: Node[] = [];
    for (let token = tokens[at]; token && token.kind !== 'or'; token = tokens[at]) {
      if (token.kind === 'close') {
        if (depth > 0) break;
        fault(token, { kind: 'not-opened' });
        at++;
      } else if (token.kind === 'and') at++;
      else {
        const part = not();
        if (part) parts.push(part);
      }
    }
    return joined('and', parts);
  }

  function not(): Node | undefined {
    let negated = false;
    for (; tokens[at]?.kind === 'minus'; at++) negated = !negated;
    const token = tokens[at];
    const part = token?.kind === 'open' ? parenthesised(token) : token?.kind === 'term' ? termOf(token) : undefined;
    if (!part || !negated) return part;
    return part.kind === 'not' ? part.part : { kind: 'not', part };
  }

  function parenthesised(open: Span): Node | undefined {
    at++;
    if (depth >= MAX_DEPTH) {
      skipParentheses();
      return fault(open, { kind: 'too-deep' });
    }
    depth++;
    const inner = query();
    depth--;
    if (tokens[at]?.kind === 'close') at++;
    else fault(open, { kind: 'not-closed' });
    return inner;
  }

  function skipParentheses(): void {
    for (let open = 1; open > 0 && at < tokens.length; at++) {
      if (tokens[at]?.kind === 'open') open++;
      else if (tokens[at]?.kind === 'close') open--;
    }
  }

  function termOf(token: Token & { kind: 'term' }): Node | undefined {
    at++;
    const { key, value, from, to } = token;
    if (!key) return value && term(undefined, value, token);
    const field = fieldOfKey(key.name);
    if (field) return value && term(field.id, value, token);
    const meant = nearest(key.name, keys);
    const rest = text.slice(key.to + 1, to);
    if (!meant && PORT.test(rest)) {
      return term(undefined, { from, to, value: { kind: 'text', text: text.slice(from, to) } }, token);
    }
    return fault(key, { kind: 'unknown-key' }, meant);
  }

  function term(
    field: string | undefined,
    read: Span & { value: Term['value'] },
    { from, to }: Span,
  ): Term | undefined {
    const { value } = read;
    // An empty phrase asks for nothing.
    if (value.kind === 'text' && value.text === '') return undefined;
    if (value.kind === 'regexp' && !isRegexp(value.source)) return fault(read, { kind: 'regexp-broken' });
    return { kind: 'term', field, value, valueSpan: { from: read.from, to: read.to }, from, to };
  }

  const root = query();
  if (text.length > MAX_QUERY) fault({ from: MAX_QUERY, to: text.length }, { kind: 'too-long', most: MAX_QUERY });
  return { root, faults: faults.sort((a, b) => a.from - b.from) };
}

/** Parts of the same kind become one list, so that what is printed and read again is the same tree. */
function joined(kind: 'and' | 'or', parts: readonly Node[]): Node | undefined {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length > 1 ? { kind, parts: flat } : flat[0];
}
