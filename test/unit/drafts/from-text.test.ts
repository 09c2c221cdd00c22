import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import { draftFromText } from '../../../lib/drafts/from-text.ts';

async function learnt(text: string) {
  const drafted = await draftFromText(text);
  if (!drafted.ok) throw new Error(drafted.fault.expected);
  return drafted.draft.document;
}

const summary = async (text: string) =>
  (await learnt(text)).entries.map(({ codes, name, meaning }) => [
    codes[0],
    name,
    meaning.replace(/^The source gives.*/, ''),
  ]);

describe('an enum or an object of constants', () => {
  it.each<[string, string, unknown[]]>([
    [
      'with texts as values',
      "export enum ErrorCode { /** No such user. */ UserMissing = 'user_missing', RateLimited = 'rate_limited' }",
      [
        ['user_missing', 'User missing', 'No such user.'],
        ['rate_limited', 'Rate limited', ''],
      ],
    ],
    [
      'with numbers, given and counted',
      'enum Code { A_B = 10, C_D, E_F = 20, // the last\n}',
      [
        ['10', 'A b', ''],
        ['11', 'C d', ''],
        ['20', 'E f', 'the last'],
      ],
    ],
    [
      'as a const object',
      'const Errors = {\n  // Too large.\n  TOO_LARGE: 4001,\n  "NOT_THERE": 4_002,\n} as const;\nconst other = 7;',
      [
        ['4001', 'Too large', 'Too large.'],
        ['4002', 'Not there', ''],
      ],
    ],
    [
      'of numbers and their descriptions',
      "const MESSAGES = Object.freeze({ 1001: 'No such user', 1002: 'No such order' });",
      [
        ['1001', '1001', 'No such user'],
        ['1002', '1002', 'No such order'],
      ],
    ],
    [
      'of words and their descriptions',
      "const E = { NO_USER: 'There is no such user', NO_ORDER: 'There is no such order' }",
      [
        ['NO_USER', 'No user', 'There is no such user'],
        ['NO_ORDER', 'No order', 'There is no such order'],
      ],
    ],
    ['declared', 'export declare const enum E { X1 = "x-1" }', [['x-1', 'X1', '']]],
    ['with hexadecimal numbers', 'enum E { Bad = 0x10 }', [['16', 'Bad', '']]],
    [
      'with a remark at the end of its line',
      "enum E {\n  A = 'a_1', // first\n  B = 'b_2', // second\n}",
      [
        ['a_1', 'A', 'first'],
        ['b_2', 'B', 'second'],
      ],
    ],
    ['with objects inside, which say nothing of a code', "const E = { A: { code: 1 }, B: 'b_b' }", [['b_b', 'B', '']]],
  ])('%s', async (_, text, wanted) => {
    expect(await summary(text)).toEqual(wanted);
  });
});

const SMITHY = {
  smithy: '2.0',
  shapes: {
    'acme#Acme': { type: 'service', traits: { 'smithy.api#title': 'Acme Store' } },
    'acme#Throttled': {
      type: 'structure',
      traits: {
        'smithy.api#error': 'client',
        'smithy.api#httpError': 429,
        'smithy.api#retryable': { throttling: true },
        'smithy.api#documentation': '<p>Too many requests.</p>',
      },
    },
    'acme#GoneException': { type: 'structure', traits: { 'smithy.api#error': 'client' } },
    'acme#Named': {
      type: 'structure',
      traits: { 'smithy.api#error': 'client', 'aws.protocols#awsQueryError': { code: 'NameOnTheWire' } },
    },
    'acme#Order': { type: 'structure', members: {} },
  },
};

it('a Smithy model gives its errors, and which of them can be retried', async () => {
  const document = await learnt(JSON.stringify(SMITHY));
  expect(document.title).toBe('Acme Store');
  expect(document.entries).toMatchObject([
    { codes: ['Throttled'], meaning: 'Too many requests.', permanence: 'temporary' },
    { codes: ['GoneException'], name: 'Gone exception' },
    { codes: ['NameOnTheWire'] },
  ]);
  expect(document.entries[1]).not.toHaveProperty('permanence');
});

describe('bad input', () => {
  it.each([
    ['50 MB', 'x'.repeat(50_000_000), /at most \d+ characters/],
    ['a million codes', `Code\tMeaning\n${'E_1\tx\n'.repeat(1_000_000)}`, /at most \d+ lines/],
    [
      'a million codes as JSON',
      JSON.stringify(Array.from({ length: 300_000 }, (_, i) => ({ code: `E_${i}` }))),
      /at most \d+ codes/,
    ],
    ['nothing', ' \n ', /documentation with codes in it/],
    ['half a document', '{"openapi": "3.0.0", ', /a JSON document/],
    ['an older version', '{"swagger":"2.0"}', /version 3.0 or 3.1/],
    ['a member without a value', 'enum E { A = "" }', /with codes in it/],
    ['keys of every object', '{"__proto__":{"code":"E1"},"constructor":{"code":"E2"}}', /with codes in it/],
  ])('is refused in one clear message: %s', async (_, text, expected) => {
    const drafted = await draftFromText(text);
    expect(drafted.ok ? '' : drafted.fault.expected).toMatch(expected);
  });

  it('never throws, and every draft is a good family', async () => {
    const piece = fc.constantFrom(
      '<table>',
      '<tr>',
      '<td>',
      '</td>',
      '<code>',
      '</code>',
      '<li>',
      '</ul>',
      '<h2>',
      '|',
      '\t',
      '\n',
      '{',
      '}',
      ':',
      '=',
      'enum E {',
      "'a_b'",
      '404',
      'Error',
      '`',
      '<!--',
      '-->',
      '<',
      '{x}',
      '"',
      'openapi: 3.1.0\n',
      'paths:\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 }), async (pieces) => {
        const drafted = await draftFromText(`Error codes\n${pieces.join(' ')}`, { hosts: ['a.example'] });
        if (drafted.ok) expect(parseFamily(drafted.draft.document)).toMatchObject({ ok: true });
      }),
      { numRuns: 2_000 },
    );
  });
});
