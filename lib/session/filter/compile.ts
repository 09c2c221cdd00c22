/** A query made ready to be held against rows. */
import type { Comparison } from '../fields/field.ts';
import type { FieldTable, FilterField } from '../fields/table.ts';
import type { Row } from '../rows.ts';
import type { Fault, FaultReason, Node, Span, Term } from './ast.ts';
import { nearest } from './nearest.ts';
import { parse } from './parser.ts';
import { compileRegexp } from './regexp.ts';

type Test = (row: Row) => boolean;

/** A test, or what is wrong with the value. */
type Outcome = Test | { readonly reason: FaultReason; readonly nearest?: string | undefined };

export interface Query {
  /** What was understood; undefined where all rows are let through. */
  readonly root: Node | undefined;
  /** What is wrong with it, in the order in which it stands. */
  readonly faults: readonly Fault[];
  /** Holds the query against rows. Bounded in time, whatever the rows hold. */
  select(rows: readonly Row[]): Selected;
}

export interface Selected {
  /** One for each row: 1 where it is let through. */
  readonly passes: Uint8Array;
  /** The faults of the query, and expressions that took too long and were left out. */
  readonly faults: readonly Fault[];
}

/** Characters of a wrong part that are quoted. */
const MAX_PART = 60;

/** Reads what stands in the filter box. Every text is a query; wrong parts are left out and named. */
export function readQuery(text: string, table: FieldTable): Query {
  const { root, faults } = parse(text, table);
  const tooSlow = new Set<Term>();
  let compiled = compile(root, text, table, tooSlow);

  function allFaults(): readonly Fault[] {
    return [...faults, ...compiled.faults].sort((a, b) => a.from - b.from);
  }

  return {
    root,
    faults: allFaults(),
    select(rows) {
      let passes = run(compiled.test, rows);
      if (compiled.spent.size > 0) {
        for (const term of compiled.spent) tooSlow.add(term);
        compiled = compile(root, text, table, tooSlow);
        passes = run(compiled.test, rows);
      }
      return { passes, faults: allFaults() };
    },
  };
}

function run(test: Test, rows: readonly Row[]): Uint8Array {
  const passes = new Uint8Array(rows.length);
  let i = 0;
  for (const row of rows) passes[i++] = test(row) ? 1 : 0;
  return passes;
}

interface Compiled {
  readonly test: Test;
  readonly faults: readonly Fault[];
  /** Terms whose expression ran out of time; the rows that it was held against count as no match. */
  readonly spent: ReadonlySet<Term>;
}

/** @param tooSlow terms that are left out since they took too long */
function compile(root: Node | undefined, text: string, table: FieldTable, tooSlow: ReadonlySet<Term>): Compiled {
  const faults: Fault[] = [];
  const spent = new Set<Term>();

  function fault({ from, to }: Span, reason: FaultReason, meant?: string): undefined {
    faults.push({ from, to, reason, part: text.slice(from, to).slice(0, MAX_PART), nearest: meant });
  }

  /** Undefined for a part that is left out. */
  function testOf(node: Node): Test | undefined {
    switch (node.kind) {
      case 'term':
        return testOfTerm(node);
      case 'not': {
        const inner = testOf(node.part);
        return inner && ((row) => !inner(row));
      }
      case 'and':
      case 'or': {
        const tests = node.parts.map(testOf).filter((test) => test !== undefined);
        if (tests.length === 0) return undefined;
        return node.kind === 'and'
          ? (row) => tests.every((test) => test(row))
          : (row) => tests.some((test) => test(row));
      }
      default:
        return node satisfies never;
    }
  }

  function testOfTerm(term: Term): Test | undefined {
    if (tooSlow.has(term)) return fault(term.valueSpan, { kind: 'regexp-too-slow' });
    const field = term.field === undefined ? undefined : table.fieldOfKey(term.field);
    const outcome =
      term.value.kind === 'regexp' ? ofRegexp(term, term.value.source, field) : ofText(term.value.text, field);
    return typeof outcome === 'function' ? outcome : fault(term.valueSpan, outcome.reason, outcome.nearest);
  }

  function ofText(text: string, field: FilterField | undefined): Outcome {
    const value = text.toLowerCase();
    return field
      ? comparing(field.filter.comparison, value, field, table)
      : (row) => table.plainText(row).includes(value);
  }

  function ofRegexp(term: Term, source: string, field: FilterField | undefined): Outcome {
    if (field?.filter.comparison.kind === 'least') return { reason: { kind: 'no-regexp', key: field.id } };
    const regexp = compileRegexp(source);
    if (typeof regexp === 'string') return { reason: { kind: regexp } };
    const textOf = field ? table.searched(field) : table.plainText;
    return (row) => {
      const found = regexp.test(textOf(row));
      if (found === undefined) spent.add(term);
      return found === true;
    };
  }

  const test = (root && testOf(root)) ?? (() => true);
  return { test, faults, spent };
}

/** @param value in lower case, not empty */
function comparing(comparison: Comparison, value: string, field: FilterField, table: FieldTable): Outcome {
  const textOf = table.searched(field);
  switch (comparison.kind) {
    case 'part': {
      if (comparison.isKnown?.(value, table.words)) return (row) => someLine(textOf(row), (line) => line === value);
      if (!value.includes('*')) return (row) => textOf(row).includes(value);
      const matches = wildcard(`*${value}*`);
      return (row) => someLine(textOf(row), matches);
    }
    case 'start': {
      const matches = wildcard(`${value}*`);
      return (row) => someLine(textOf(row), matches);
    }
    case 'whole': {
      const matches = wildcard(comparison.read?.(value) ?? value);
      return (row) => someLine(textOf(row), matches);
    }
    case 'choice': {
      const chosen = comparison.choices.filter((choice) => choice.startsWith(value));
      if (chosen.length === 0) return unknownValue(field, value, comparison.choices);
      return (row) => chosen.includes(textOf(row));
    }
    case 'marks': {
      const names = Object.keys(comparison.marks);
      const name = names.find((mark) => mark === value) ?? names.find((mark) => mark.startsWith(value));
      const mark = name === undefined ? undefined : comparison.marks[name];
      return mark ?? unknownValue(field, value, names);
    }
    case 'least': {
      const least = comparison.read(value);
      if (least === undefined) return { reason: { kind: 'no-amount', key: field.id } };
      return (row) => (comparison.amount(row) ?? -1) > least;
    }
    default:
      return comparison satisfies never;
  }
}

function unknownValue({ id }: FilterField, value: string, values: readonly string[]): Outcome {
  return { reason: { kind: 'unknown-value', key: id, values }, nearest: nearest(value, values) };
}

/** A row that has nothing of the kind has one empty line, which nothing matches. */
function someLine(text: string, matches: (line: string) => boolean): boolean {
  if (text === '') return false;
  return text.includes('\n') ? text.split('\n').some(matches) : matches(text);
}

/** Whole match with `*` for any run of characters, in one pass: each piece is taken where it first fits. */
function wildcard(pattern: string): (text: string) => boolean {
  const pieces = pattern.split('*');
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let from = first.length;
    for (const piece of pieces) {
      const at = text.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return text.length - last.length >= from && text.endsWith(last);
  };
}
