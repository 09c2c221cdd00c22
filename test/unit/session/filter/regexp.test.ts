import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery } from '../../../../lib/session/filter/compile.ts';
import { compileRegexp, type LinearRegexp } from '../../../../lib/session/filter/regexp.ts';
import { isRegexp } from '../../../../lib/session/filter/regexp-parser.ts';
import { failureRow, table } from './table.ts';

function compiled(source: string, budget?: number): LinearRegexp {
  const regexp = compileRegexp(source, budget);
  if (typeof regexp === 'string') throw new Error(`${source}: ${regexp}`);
  return regexp;
}

const atom: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    'a',
    'b',
    'c',
    'X',
    '1',
    ' ',
    '.',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\b',
    '\\B',
    '^',
    '$',
    '\\n',
    '\\.',
    '\\/',
    '\\-',
    '\\x61',
  ],
  ...[
    '\\u0062',
    '[ab]',
    '[^ab]',
    '[a-c1]',
    '[A-Z]',
    '[^A-C]',
    '[\\w-]',
    '[\\d-b]',
    '[]',
    '[^]',
    '[.]',
    '[\\]a]',
    '[-a]',
    '[a-]',
    '{',
    '}',
    ']',
    '\\t',
  ],
);
const source: fc.Arbitrary<string> = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    atom,
    fc.tuple(tie('source'), tie('source')).map((parts) => parts.join('')),
    fc.tuple(tie('source'), tie('source')).map((parts) => `(${parts.join('|')})`),
    fc
      .tuple(tie('source'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?', '{0}'))
      .map(([s, q]) => `(?:${s})${q}`),
    tie('source').map((s) => `(?<n>${s})`),
  ),
})).source;
const letters = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'x', '1', ' ', '\n', '.', '-', ']', '{', 'é'),
  maxLength: 7,
});

it('a regular expression finds what the engine of the language finds', () => {
  fc.assert(
    fc.property(source.filter(isRegexp), letters, (pattern, text) => {
      expect(compiled(pattern).test(text)).toBe(new RegExp(pattern, 'im').test(text));
    }),
    { numRuns: 4_000 },
  );
});

it.each([
  ['^post /api', 'post /api/x', true],
  ['limit$', 'rate limit\nother', true],
  ['ÄRGER', 'ärger', true],
  ['[Ä-Ü]', 'ö', true],
  ['\\u00e4', 'ä', true],
  ['(?:)', '', true],
  ['\\0', '\u0000', true],
  ['[\\b]', '\b', true],
  ['[\\b]', 'b', false],
  ['\\v\\f\\r\\t', '\v\f\r\t', true],
  ['\\e', 'e', true],
  ['a.b', 'a\u2028b', false],
  ['a.b', 'a\u2029b', false],
  ['a.b', 'a\rb', false],
  ['^b', 'a\u2028b', true],
  ['a$', 'a\rb', true],
  ['\\bß', 'ß', false],
  ['[a-]x', '-x', true],
  ['[\\d-x]y', '-y', true],
  ['[\\d-x]y', 'ey', false],
  ['[x-\\d]y', '5y', true],
  ['[x-\\d]y', '-y', true],
  ['[^A-C]', 'b', false],
  ['\\x4A', 'j', true],
  ['\\u004a', 'j', true],
  ['\\x4', 'x4', true],
  ['\\_', '_', true],
  ['\\w{3}', '_a9', true],
  ['\\w', '`', false],
  ['\\w', '{', false],
  ['\\w', '/', false],
  ['\\w', ':', false],
  ['\\d', '0', true],
  ['\\d', '9', true],
  ['^a{2}$', 'aa', true],
  ['^a{2}$', 'aaa', false],
  ['^a{2,}$', 'aaa', true],
  ['^a{2,3}$', 'aaaa', false],
  ['^a{2,3}?$', 'aaa', true],
  ['^a?$', 'aa', false],
  ['^a+$', '', false],
  ['(?<n>a|b)c', 'bc', true],
  ['a||b', '', true],
  ['\\bcat\\b', 'a cat.', true],
  ['\\bcat\\b', 'concat', false],
  ['\\Bcat', 'concat', true],
  ['\\Bcat', 'cat', false],
  ['a{,2}', 'a{,2}', true],
  ['x{0}y', 'y', true],
])('/%s/ in %j: %j', (pattern, text, found) => expect(compiled(pattern).test(text)).toBe(found));

it.each([
  ['(a)\\1', 'regexp-unsupported'],
  ['(?<n>a)\\k<n>', 'regexp-unsupported'],
  ['a(?=b)', 'regexp-unsupported'],
  ['(?<!a)b', 'regexp-unsupported'],
  ['[\\1]', 'regexp-unsupported'],
  ['\\cA', 'regexp-unsupported'],
  ['\\01', 'regexp-unsupported'],
  ['\\p{L}', 'regexp-unsupported'],
  ['\\P{L}', 'regexp-unsupported'],
  ['(?!a)b', 'regexp-unsupported'],
  ['(?<=a)b', 'regexp-unsupported'],
  [`${'('.repeat(51)}a${')'.repeat(51)}`, 'regexp-too-large'],
  ['(a{1000}){1000}', 'regexp-too-large'],
  [`${'('.repeat(200)}a${')'.repeat(200)}`, 'regexp-too-large'],
  [`${'(?:'.repeat(40)}${'){9}'.repeat(40)}`, 'regexp-too-large'],
  [`${'(?:'.repeat(40)}a${'){9}'.repeat(40)}`, 'regexp-too-large'],
] as const)('/%s/ is refused: %s', (pattern, why) => expect(compileRegexp(pattern)).toBe(why));

it('groups within groups are taken up to fifty', () => {
  expect(compiled(`${'('.repeat(50)}a${')'.repeat(50)}`).test('a')).toBe(true);
});

it('an expression whose time is spent has no answer for what it has not seen', () => {
  const regexp = compiled('a$', 30);
  expect(regexp.test('ba')).toBe(true);
  for (const text of ['cdef', 'ghij', 'klmn', 'opqr', 'stuv']) regexp.test(text);
  expect(regexp.test('xyz')).toBeUndefined();
});

describe('an expression that would run for ever elsewhere', () => {
  it.each([
    ['(a+)+$', false],
    ['^(a|aa)+$', false],
    ['^(([a-z])+.)+[A-Z]([0-9])+$', false],
    ['(.*)*x', false],
    ['a*a*a*a*a*a*a*a*b', false],
    ['(\\s*a\\s*)*c', false],
    ['(a*)*!', true],
  ])('%s is answered within its budget', (pattern, found) => {
    expect(compiled(pattern, 20_000).test(`${'a'.repeat(8_000)}!`)).toBe(found);
  });

  it('gives up where even its states are too many, and says so', () => {
    let random = 1;
    const letter = () => {
      // A linear congruential generator (Numerical Recipes, 2nd edition, section 7.1).
      random = (random * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return random > 2 ** 31 ? 'a' : 'b';
    };
    const rows = [1, 2].map(() => failureRow({ said: Array.from({ length: 6_000 }, letter).join('') }));
    const query = readQuery(`upload /(a|b)*a${'(a|b)'.repeat(300)}[^ab]x/`, table);
    expect(query.faults).toEqual([]);
    const { passes, faults } = query.select(rows);
    expect(faults.map(({ reason }) => reason.kind)).toEqual(['regexp-too-slow']);
    // The rest of the query lets all of them through.
    expect(passes.every((one) => one === 1)).toBe(true);
    expect(query.select(rows).faults).toHaveLength(1);
  });
});
