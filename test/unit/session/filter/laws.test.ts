import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Node } from '../../../../lib/session/filter/ast.ts';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { parse } from '../../../../lib/session/filter/parser.ts';
import { print, printCondition } from '../../../../lib/session/filter/print.ts';
import { failureRow, healthyRow, table } from './table.ts';

const ROWS = [
  failureRow(),
  failureRow(
    { family: 'http', code: '500', permanence: 'unknown', said: undefined },
    { method: 'GET', status: 500 },
    3,
  ),
  failureRow({ code: 'OR', name: 'and (more)' }, { url: 'https://b.example/x?y=/z/' }),
  healthyRow(),
  healthyRow({ url: 'http://localhost:3000/upload', status: 204 }),
];

const passes = (query: string) => [...readQuery(query, table).select(ROWS).passes];

/** Pieces of the language and what does not belong in it, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'upload',
      '429',
      'or',
      'and',
      '-',
      '(',
      ')',
      '"',
      '/',
      ' ',
      ':',
      '\\',
      '[',
      ']',
      'code:',
      'kind:',
      'is:',
      'cod:',
      'larger-than:',
    ],
    ...[
      'code:4*',
      'kind:temporary',
      '"a b"',
      '/u[p]/',
      '/(a|b)*c/',
      'https://x',
      'url:"/z/"',
      'é',
      '😀',
      '\u202e',
      '\n',
      '*',
    ],
  ),
  fc.string({ maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const spaced = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(' '));

/** A query that is whole and right: it can stand in parentheses. */
const term = fc.constantFrom(
  ...[
    'upload',
    '429',
    '"b.example"',
    'code:4*',
    'kind:unknown',
    'family:makapix',
    'is:repeated',
    '/up.*d/',
    'url:/b\\.ex/',
    'zzz',
    'method:get',
  ],
);
const query: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term,
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} or ${b})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} ${b})`),
    tie('query').map((a) => `-(${a})`),
  ),
})).query;

function withoutPlaces(node: Node | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === 'term') return [node.field, node.value];
  return node.kind === 'not' ? ['not', withoutPlaces(node.part)] : [node.kind, node.parts.map(withoutPlaces)];
}

it.each(['__proto__', 'constructor', 'toString -valueOf', '(hasOwnProperty or constructor)'])(
  'a word that every object knows is a word: %s',
  (typed) => {
    expect(readQuery(typed, table).faults).toEqual([]);
    expect(passes(typed)).toHaveLength(ROWS.length);
  },
);

it('every text is a query, and its faults stand in it', () => {
  fc.assert(
    fc.property(fc.oneof(text, spaced, fc.string({ unit: 'binary', maxLength: 60 })), (typed) => {
      const { faults } = readQuery(typed, table);
      expect(passes(typed)).toHaveLength(ROWS.length);
      for (const { from, to, part } of faults) {
        expect(from).toBeLessThan(to);
        expect(typed.slice(from, to).startsWith(part)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

it('what is printed reads back to the same query', () => {
  fc.assert(
    fc.property(fc.oneof(text, spaced, query), (typed) => {
      const { root } = parse(typed, table);
      const printed = print(root);
      const again = parse(printed, table);
      expect(withoutPlaces(again.root)).toEqual(withoutPlaces(root));
      expect(again.faults).toEqual([]);
      expect(print(again.root)).toBe(printed);
    }),
    { numRuns: 1_500 },
  );
});

it('a printed condition reads back to its field and value', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), (value) => {
      expect(withoutPlaces(parse(printCondition('code', value), table).root)).toEqual([
        'code',
        { kind: 'text', text: value },
      ]);
    }),
  );
});

it('negation is complement', () => {
  fc.assert(
    fc.property(query, (a) => {
      expect(passes(`-(${a})`)).toEqual(passes(a).map((one) => 1 - one));
    }),
  );
});

it('terms side by side are an intersection, `or` is a union, and De Morgan holds', () => {
  fc.assert(
    fc.property(query, query, (a, b) => {
      const [inA, inB] = [passes(a), passes(b)];
      expect(passes(`${a} ${b}`)).toEqual(inA.map((one, i) => Math.min(one, inB[i] ?? 0)));
      expect(passes(`${a} or ${b}`)).toEqual(inA.map((one, i) => Math.max(one, inB[i] ?? 0)));
      expect(passes(`-(${a} ${b})`)).toEqual(passes(`-(${a}) or -(${b})`));
    }),
  );
});

it('`or` binds less than terms side by side', () => {
  fc.assert(
    fc.property(term, term, term, (a, b, c) => {
      expect(passes(`${a} ${b} or ${c}`)).toEqual(passes(`(${a} ${b}) or ${c}`));
    }),
  );
});
