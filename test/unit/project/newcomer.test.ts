/** What somebody new adds: each is one object of its own and one more item of a list, and everything else follows from it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtInPacks } from '../../../lib/catalog/index.ts';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { FORMATS, type FormatEntry } from '../../../lib/report/formats.ts';
import { documentWriter } from '../../../lib/report/writer.ts';
import type { Field } from '../../../lib/session/fields/field.ts';
import { FIELDS } from '../../../lib/session/fields/index.ts';
import { createFieldTable } from '../../../lib/session/fields/table.ts';
import { readQuery } from '../../../lib/session/filter/compile.ts';
import { createSuggester } from '../../../lib/session/filter/suggest.ts';
import { urlOfRow } from '../../../lib/session/rows.ts';
import { createWords } from '../../../lib/words/words.ts';
import { bodyOf, httpExchange } from '../../fixtures.ts';
import { harEntry, harText } from '../../har.ts';
import { failureRow, words } from '../session/filter/table.ts';

describe('a filter key with a column, a fact of reports and a member of JSON', () => {
  const depth: Field = {
    id: 'depth',
    title: 'factUrl',
    describe: 'fieldUrlHelp',
    text: (row) => String(new URL(urlOfRow(row)).pathname.split('/').length - 1),
    sortKey: (row) => new URL(urlOfRow(row)).pathname.length,
    column: { width: 40, least: 30, grows: 0, rank: 99, standard: false },
    filter: { comparison: { kind: 'whole' }, example: '3', suggests: true },
    fact: { label: 'Depth' },
    json: { name: 'depth' },
  };
  const table = createFieldTable([...FIELDS, depth], words);
  const rows = ['/a/b/c', '/a'].map((path) => failureRow({}, { url: `https://api.example${path}` }));

  it('filters, alone and with other keys', () => {
    expect([...readQuery('depth:3', table).select(rows).passes]).toEqual([1, 0]);
    expect([...readQuery('-depth:3 kind:temporary', table).select(rows).passes]).toEqual([0, 1]);
  });

  it('is a column that sorts', () => {
    expect(table.columns.map(({ id }) => id)).toContain('depth');
    expect(table.sorted(rows, 'depth', false)).toEqual([rows[1], rows[0]]);
  });

  it('is suggested, with the values that the rows have', () => {
    const suggester = createSuggester(table);
    expect(suggester.suggest('dep', 3, rows).map(({ insert }) => insert.trim())).toEqual(['depth:']);
    expect(suggester.suggest('depth:', 6, rows).map(({ insert }) => insert.trim())).toEqual(
      expect.arrayContaining(['depth:1', 'depth:3']),
    );
  });

  describe('in the list of fields', () => {
    beforeEach(() => {
      vi.doMock('../../../lib/session/fields/index.ts', () => ({ FIELDS: [...FIELDS, depth] }));
    });
    afterEach(forget);

    it('is the last fact of a report', async () => {
      const report = await output('a.har', '--report', 'text');
      expect(report).toMatch(/\nDuration: +5 ms\nDepth: +3\nWhy /);
    });

    it('is the last member of a diagnosis as JSON', async () => {
      const [diagnosis] = JSON.parse(await output('a.har', '--json'));
      expect(Object.entries(diagnosis).at(-1)).toEqual(['depth', '3']);
    });
  });
});

describe('a report format', () => {
  const csv: FormatEntry = {
    id: 'csv',
    name: 'formatText',
    hint: 'copyTextHint',
    file: 'csv',
    button: true,
    load: async () =>
      documentWriter(function* ({ models }) {
        for (const { row } of models) yield `${row.code},${row.request}\n`;
      }),
  };
  beforeEach(() => {
    vi.doMock('../../../lib/report/formats.ts', () => ({ FORMATS: [...FORMATS, csv] }));
  });
  afterEach(forget);

  it('is written by the command line, redacted', async () => {
    expect(await output('a.har', '--report', 'csv')).toBe('http 503,GET api.example/a/b/<key 1>\n');
  });

  it('is offered in the usage and completed in shells', async () => {
    expect(await output('--help')).toContain('agent, csv, har');
    expect(await output('--completion', 'fish')).toContain('csv');
  });

  it('is offered in the panel and can be the preferred one', async () => {
    const { FormatChoice } = await import('../../../components/report/format-choice.tsx');
    const choice = FormatChoice({ translate: (key) => key, label: '', format: 'github', onChange: () => {} });
    expect(optionsOf(choice)).toEqual([...FORMATS.map(({ id }) => id), 'csv']);
    const { parsePreferences } = await import('../../../lib/preferences.ts');
    expect(parsePreferences({ format: 'csv' }).format).toBe('csv');
  });
});

describe('a family', () => {
  const document = {
    id: 'teapots',
    title: 'Teapots',
    source: 'https://teapots.example/errors',
    hosts: ['api.teapots.example'],
    shapes: [
      {
        id: 'error',
        channels: ['http'],
        says: 'body {"teapot": text}',
        when: { status: [[400, 599]] },
        body: { decode: 'json', members: { teapot: 'text' } },
        read: { code: 'teapot' },
      },
    ],
    entries: [
      {
        id: 'short-and-stout',
        codes: ['short_and_stout'],
        name: 'Short and stout',
        meaning: 'The server is a teapot.',
        action: 'Ask a coffee machine.',
        permanence: 'permanent',
        basis: 'documented',
      },
    ],
  };

  it('is one document: the engine finds its codes and the panel has its words', () => {
    const families = [...builtInPacks, document].map((pack) => {
      const parsed = parseFamily(pack, { builtIn: pack !== document });
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      return parsed.family;
    });
    const finding = createEngine(families).diagnose(
      httpExchange({
        url: 'https://api.teapots.example/brew',
        status: 418,
        responseBody: bodyOf('{"teapot":"short_and_stout"}'),
      }),
    );
    expect(finding).toMatchObject({ family: 'teapots', code: 'short_and_stout', confidence: 'certain' });
    const said = createWords(families);
    expect(finding && [said.familyTitle(finding.family), said.name(finding), said.action(finding)]).toEqual([
      'Teapots',
      'Short and stout',
      'Ask a coffee machine.',
    ]);
  });
});

const RECORDING = harText([harEntry({ url: 'https://api.example/a/b/AKIAIOSFODNN7EXAMPLE', status: 503, time: 5 })]);

/** What the command prints, with lists as they are mocked. */
async function output(...args: string[]): Promise<string> {
  vi.resetModules();
  const { run } = await import('../../../lib/cli/run.ts');
  return (await run(args, async () => new TextEncoder().encode(RECORDING))).stdout;
}

function forget(): void {
  vi.doUnmock('../../../lib/session/fields/index.ts');
  vi.doUnmock('../../../lib/report/formats.ts');
  vi.resetModules();
}

/** The values of the options below an element. */
function optionsOf(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(optionsOf);
  if (typeof node !== 'object' || node === null || !('type' in node) || !('props' in node)) return [];
  const { value, children } = node.props as { readonly value?: unknown; readonly children?: unknown };
  return [...(node.type === 'option' ? [value] : []), ...optionsOf(children)];
}
