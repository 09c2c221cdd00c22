import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { draftFromText } from '../../../lib/drafts/from-text.ts';
import { bodyOf, httpExchange } from '../../fixtures.ts';

async function learnt(text: string) {
  const drafted = await draftFromText(text);
  if (!drafted.ok) throw new Error(drafted.fault.expected);
  return drafted.draft.document;
}

const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [
    { url: 'https://{region}.acme.example/v1', variables: { region: { default: 'eu' } } },
    { url: '/relative' },
  ],
  paths: {
    '/orders': {
      post: {
        operationId: 'createOrder',
        responses: {
          '201': {
            description: 'Made',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
          '409': { $ref: '#/components/responses/Conflict' },
          '418': { description: 'Only tea here.' },
          default: {
            description: 'Anything else',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
          },
        },
      },
    },
  },
  components: {
    responses: {
      Conflict: {
        description: 'The order is there already.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            examples: {
              twice: { summary: 'Sent twice', value: { error: { code: 'sent_twice', message: 'It was sent twice' } } },
            },
          },
        },
      },
    },
    schemas: {
      Order: { properties: { code: { enum: ['healthy_code'] } } },
      Error: {
        properties: {
          error: {
            properties: {
              code: { type: 'string', enum: ['order_exists', 'order_locked'] },
              inner: { $ref: '#/components/schemas/Error' },
            },
          },
        },
      },
    },
  },
};

describe.each([
  ['as JSON', JSON.stringify(OPENAPI)],
  ['as YAML', dump(OPENAPI)],
  [
    'as YAML of version 3.0, with comments and markup before it',
    `# Acme\n# <table>\n---\n${dump({ ...OPENAPI, openapi: '3.0.3' })}`,
  ],
  ['as YAML whose members are sorted and quoted', dump(OPENAPI, { sortKeys: true, forceQuotes: true })],
])('an OpenAPI document %s', async (_, text) => {
  const document = await learnt(text);
  const codes = document.entries.map((entry) => entry.codes[0]);

  it('gives enums, examples and statuses of failing responses, its servers as hosts, and follows circles only so far', () => {
    expect(codes.sort()).toEqual(['409', '418', 'order_exists', 'order_locked', 'sent_twice']);
    expect(document).toMatchObject({ title: 'Acme', hosts: ['eu.acme.example'] });
    expect(document.entries.find((entry) => entry.codes[0] === '418')).toMatchObject({ meaning: 'Only tea here.' });
  });

  it('becomes a family that explains what the service sends', () => {
    const parsed = parseFamily(document);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const engine = createEngine([parsed.family, ...builtInFamilies]);
    const reply = (status: number, body: unknown, host = 'eu.acme.example') =>
      engine.diagnose(
        httpExchange({
          url: `https://${host}/v1/orders`,
          status,
          mimeType: 'application/json',
          responseBody: bodyOf(JSON.stringify(body)),
        }),
      );
    expect(reply(409, { error: { code: 'order_locked', message: 'No' } })).toMatchObject({
      family: 'eu-acme-example',
      code: 'order_locked',
    });
    expect(reply(418, {})).toMatchObject({ family: 'eu-acme-example', code: '418' });
    expect(reply(200, { code: 'order_locked' })).toBeUndefined();
    expect(reply(409, { error: { code: 'order_locked' } }, 'b.example')?.family).not.toBe('eu-acme-example');
  });
});

describe('an OpenAPI document', () => {
  it.each([
    ['a schema that holds itself', { $ref: '#/components/schemas/Loop' }],
    ['a reference to elsewhere', { $ref: 'https://elsewhere.example/schema.json' }],
    ['a reference to nothing', { $ref: '#/components/schemas/None' }],
    ['a reference to __proto__', { $ref: '#/__proto__/constructor' }],
  ])('survives %s', async (_, schema) => {
    const broken = {
      ...OPENAPI,
      paths: {
        '/x': { get: { responses: { '500': { description: 'Broken', content: { 'application/json': { schema } } } } } },
      },
      components: {
        schemas: { Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }, { $ref: '#/components/schemas/Loop' }] } },
      },
    };
    const { entries } = await learnt(JSON.stringify(broken));
    expect(entries.map(({ codes: [code], name }) => [code, name])).toEqual([['500', 'Broken']]);
  });
});

describe('bad input is refused in one clear message', () => {
  const begin = 'openapi: 3.0.0\n';
  const failing = (response: string) => `${begin}paths: {/x: {get: {responses: {'404': ${response}}}}}\n`;
  /** Each anchor names the one before ten times: 10,000,000,000 values in 400 characters. */
  const exploding = `${begin}${Array.from(
    { length: 10 },
    (_, i) => `a${i}: &a${i} [${Array(10).fill(i === 0 ? 'x' : `*a${i - 1}`)}]\n`,
  ).join('')}`;

  it.each<[string, string, RegExp]>([
    ['anchors that explode', exploding, /^: at most 500000 values, .*: more$/],
    ['an anchor that holds itself', `${begin}x-a: &a [*a]\n`, /^: at most 500000 values/],
    ['aliases without end', `${begin}a: &a 1\nb: [${'*a,'.repeat(20_000)}]\n`, /^line 3: a YAML document: .*alias/],
    ['aliases nested by aliases', nestedByAliases(5_000), /^: at most 500000 values/],
    ['lists within lists', `${begin}a: ${'['.repeat(200_000)}`, /^line 2: a YAML document: .*nest/],
    ['50 MB', `${begin}a: ${'x'.repeat(50_000_000)}`, /^: at most 16000000 characters/],
    ['more than YAML may have', `${begin}a: ${'x'.repeat(7_000_000)}`, /^: at most 6000000 characters of YAML/],
    ['a million codes', `${begin}a: [${'E1,'.repeat(1_000_000)}]`, /^: at most 250000 lines and items/],
    ['half a line', `${begin}paths: {`, /^line 2: a YAML document: /],
    ['one member twice', `${begin}paths: 1\npaths: 2\n`, /^line 3: a YAML document: dup/],
    ['two documents', `${begin}---\n${begin}`, /: a YAML document: /],
    [
      'a reference to itself',
      failing("{$ref: '#/paths/~1x/get/responses/404'}"),
      /^#\/paths.*: a reference that leads/,
    ],
    [
      'references in a circle',
      `${failing("{$ref: '#/components/responses/A'}")}components: {responses: {A: {$ref: '#/components/responses/B'}, B: {$ref: '#/components/responses/A'}}}`,
      /^#\/components\/responses\/A: a reference that leads to something: one in a circle$/,
    ],
    ['nothing in it', `${begin}info: {title: Acme}\n`, /with codes in it: none$/],
    ['an earlier version', "swagger: '2.0'\npaths: {}\n", /^swagger: .* 3.0 or 3.1: an earlier one$/],
    ['a later version', 'openapi: 4.0.0\npaths: {}\n', /^openapi: .* 3.0 or 3.1: "4.0.0"$/],
    ['a type of a language', `${begin}a: !!js/function 'function () {}'\n`, /^line 2: a YAML document: /],
    [
      'keys of every object',
      `${begin}__proto__: {paths: {/x: {get: {responses: {'404': {}}}}}}\n`,
      /with codes in it: none$/,
    ],
  ])('%s', async (_, text, expected) => {
    const drafted = await draftFromText(text);
    if (drafted.ok) throw new Error('it was taken');
    const { path, expected: wanted, found } = drafted.fault;
    expect(`${path}: ${wanted}: ${found}`).toMatch(expected);
  });

  it('while a document with a few aliases is read', async () => {
    const text = `${begin}x-not-found: &gone {description: Gone.}\npaths: {/x: {get: {responses: {'404': *gone, '410': *gone}}}}\n`;
    expect((await learnt(text)).entries.map(({ codes: [code], meaning }) => [code, meaning])).toEqual([
      ['404', 'Gone.'],
      ['410', 'Gone.'],
    ]);
  });
});

function nestedByAliases(levels: number): string {
  const lines = Array.from({ length: levels }, (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}`}]`);
  return `openapi: 3.0.0\n${lines.join('\n')}\n`;
}
