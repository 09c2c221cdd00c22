import { describe, expect, it, vi } from 'vitest';
import { BUILT_IN_ONLY, type FamilyChoice, isUsableChoice, parseChoice } from '../../../lib/catalog/choice.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import {
  addFamilies,
  bindHosts,
  type Changed,
  chosenFamilies,
  exportedFamily,
  raiseFamily,
  removeFamily,
  switchFamily,
} from '../../../lib/catalog/own-families.ts';
import { laterVersion } from '../../../lib/catalog/version.ts';
import { ACME } from '../../families.ts';

const builtIn = new Set(['http', 'slack']);
const text = (document: unknown, file = '') => ({ file, text: JSON.stringify(document) });
const add = (choice: FamilyChoice, ...documents: unknown[]) =>
  addFamilies(
    choice,
    documents.map((one) => text(one)),
    { builtIn },
  );
const other = { ...ACME, id: 'other', title: 'Other' };

function changed(result: Changed): FamilyChoice {
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.choice;
}

const faultsOf = (result: Changed) =>
  result.ok ? [] : result.faults.map(({ file, path, expected }) => `${file}:${path}: ${expected}`);
const idsOf = ({ own }: FamilyChoice) => own.map(({ document }) => document.id);

async function chosenIds(choice: FamilyChoice): Promise<string[]> {
  const { own } = await chosenFamilies(choice, async () => {});
  return own.map(({ id }) => id);
}

describe('a family of the user', () => {
  it('is added, switched, moved and removed, each in a choice of its own', async () => {
    const two = changed(add(BUILT_IN_ONLY, ACME, other));
    expect(idsOf(two)).toEqual(['acme', 'other']);
    expect(idsOf(raiseFamily(two, 'other'))).toEqual(['other', 'acme']);
    expect(raiseFamily(two, 'acme')).toBe(two);
    const off = switchFamily(two, 'acme', false);
    expect(await chosenIds(off)).toEqual(['other']);
    expect(await chosenIds(switchFamily(off, 'acme', true))).toEqual(['acme', 'other']);
    expect(idsOf(removeFamily(two, 'acme'))).toEqual(['other']);
    expect(BUILT_IN_ONLY.own).toEqual([]);
  });

  it('is refused with all faults of all files, and none of the others is added', () => {
    const result = addFamilies(
      BUILT_IN_ONLY,
      [text({ ...ACME, id: 'UP', source: '' }, 'a.json'), text(other, 'b.json'), { file: 'c.json', text: '{' }],
      { builtIn },
    );
    expect(faultsOf(result)).toEqual([
      'a.json:id: an id of lower-case letters, digits and hyphens',
      'a.json:source: a text that is not empty',
      'c.json:: a JSON document',
    ]);
  });

  it.each([
    ['of a built-in family', [{ ...ACME, id: 'slack' }], 'an id that no built-in family has'],
    ['that another one has', [ACME, { ...ACME, title: 'Twin' }], 'an id that no other of these has'],
  ])('cannot have the id %s', (_, documents, expected) => {
    expect(faultsOf(add(BUILT_IN_ONLY, ...documents))).toEqual([`:id: ${expected}`]);
  });

  it('takes the place of an earlier version, with its switch and its order kept', () => {
    const first = switchFamily(changed(add(BUILT_IN_ONLY, { ...ACME, version: '1.9' }, other)), 'acme', false);
    const result = add(first, { ...ACME, version: '1.10', title: 'Acme anew' });
    expect(result).toMatchObject({ added: [{ id: 'acme', isUpdate: true }] });
    expect(changed(result).own[0]).toMatchObject({ on: false, document: { title: 'Acme anew' } });
    expect(idsOf(changed(result))).toEqual(['acme', 'other']);
    for (const version of ['1.9', '1.8', undefined]) {
      expect(faultsOf(add(first, { ...ACME, version }))).toEqual([
        ':version: a version after 1.9, which is here already',
      ]);
    }
  });

  it('without a version is replaced by whatever has its id', () => {
    const first = changed(add(BUILT_IN_ONLY, ACME));
    expect(changed(add(first, { ...ACME, title: 'Again' })).own[0]?.document).toMatchObject({ title: 'Again' });
  });

  it('does not come past its checks by way of the storage', async () => {
    const stored = parseChoice({ own: [{ document: { id: 'acme', shapes: 7 }, on: true }], off: ['slack', 7] });
    expect(await chosenFamilies(stored, async () => {})).toEqual({ own: [], off: ['slack'], bound: [] });
  });
});

it('many families are checked with pauses between them', async () => {
  const many = Array.from({ length: 200 }, (_, i) => ({ document: { ...ACME, id: `a${i}` }, on: true }));
  const pause = vi.fn(async () => {});
  const chosen = await chosenFamilies({ ...BUILT_IN_ONLY, own: many }, pause);
  expect([chosen.own.length, pause.mock.calls.length]).toEqual([200, 200]);
});

describe('a built-in family', () => {
  it('is switched off and on', () => {
    const off = switchFamily(BUILT_IN_ONLY, 'slack', false);
    expect(off.off).toEqual(['slack']);
    expect(switchFamily(off, 'slack', true).off).toEqual([]);
  });
});

describe('hosts', () => {
  const bind = (written: string) => bindHosts(BUILT_IN_ONLY, 'slack', written);

  it.each([
    ['localhost', ['localhost']],
    ['localhost:7125, printer.local', ['localhost', 'printer.local']],
    ['https://git.example.com/api *.Example.org', ['git.example.com', '*.example.org']],
    ['[::1]:8080', ['[::1]']],
    ['a.example a.example', ['a.example']],
  ])('are read as they are written: %s', (written, hosts) => {
    expect(changed(bind(written)).bound).toEqual([{ family: 'slack', hosts }]);
  });

  it('are taken away by an empty text, and with their family', () => {
    const bound = changed(bind('localhost'));
    expect(changed(bindHosts(bound, 'slack', ' ')).bound).toEqual([]);
    expect(removeFamily(bound, 'slack').bound).toEqual([]);
  });

  it.each(['*.com', 'a b!', `${'a'.repeat(64)}.example`, '*'])('are refused where they are none: %s', (written) => {
    expect(faultsOf(bind(written))).not.toEqual([]);
  });
});

describe('what is no choice', () => {
  it.each([7, 'text', [], { own: {} }, { own: [7] }, { off: 'slack' }, { bound: 7 }])('is set aside: %j', (stored) => {
    expect(isUsableChoice(stored) && !Array.isArray(stored)).toBe(false);
    expect(parseChoice(stored)).toEqual(BUILT_IN_ONLY);
  });

  it.each([undefined, null, {}, BUILT_IN_ONLY])('is not confused with an empty one: %j', (stored) => {
    expect(isUsableChoice(stored)).toBe(true);
  });
});

it.each([
  ['1.10', '1.9', true],
  ['1.9', '1.10', false],
  ['2', '1.9.9', true],
  ['1.0', '1', false],
  [undefined, '1', false],
] as const)('version %s is later than %s: %s', (version, than, expected) => {
  expect(laterVersion(version, than)).toBe(expected);
});

describe('bad input', () => {
  const entries = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ codes: [`c${i}`], name: 'N', meaning: 'M.', action: 'A.' }));
  const own = '{"id":"acme","__proto__":{"polluted":true}}';

  const ofEntries = (list: string) => JSON.stringify({ ...ACME, entries: 7 }).replace('7', `[${list}]`);
  const [entry] = ACME.entries;
  const twin = JSON.stringify(ACME);

  it.each<[string, readonly string[], string]>([
    ['50 MB', ['x'.repeat(50_000_000)], ': expected a document of at most 8000000 characters, found a larger one'],
    [
      'a million codes of one entry',
      [ofEntries(`{"codes":[${'"E",'.repeat(1_000_000)}"E"]}`)],
      'entries.0.codes: expected at most 5000 items, found a list of 1000001',
    ],
    [
      'a million entries',
      [ofEntries(`${'{},'.repeat(1_000_000)}{}`)],
      'entries: expected at most 5000 items, found a list of 1000001',
    ],
    [
      'a million codes of many entries',
      [
        ofEntries(
          Array(5_000)
            .fill(`{"codes":[${Array(200).fill('"E"')}]}`)
            .join(),
        ),
      ],
      /^entries.*: expected at most 60000 values in all, found more$/.source,
    ],
    ['a member called __proto__', [own], '__proto__: expected no such member, found one'],
    [
      'a template of places only',
      [JSON.stringify({ ...ACME, entries: [{ ...entry, texts: ['{a}'] }] })],
      'entries.0.texts.0: expected some text beside its places, found "{a}"',
    ],
    [
      'a template of places side by side',
      [JSON.stringify({ ...ACME, entries: [{ ...entry, texts: ['{a}{b}'] }] })],
      'entries.0.texts.0: expected some text between two places, found "{a}{b}"',
    ],
    ['two families with one id', [twin, twin], 'id: expected an id that no other of these has, found "acme"'],
    ['half a document', ['{\n"id": "acme",\n'], ': expected a JSON document, found something else'],
    ['a comma too much', ['{\n"id": "acme",\n}'], ': expected a JSON document, found something else at line 3'],
  ])('is refused in one clear message: %s', (_, documents, expected) => {
    const parse = vi.spyOn(JSON, 'parse');
    const texts = documents.map((text) => ({ file: 'bad.json', text }));
    const result = addFamilies(BUILT_IN_ONLY, texts, { builtIn });
    const read = parse.mock.calls.map(([text]) => text.length);
    parse.mockRestore();
    const messages = result.ok
      ? []
      : result.faults.map(({ path, expected, found }) => `${path}: expected ${expected}, found ${found}`);
    expect(messages).toEqual([expect.stringMatching(expected)]);
    // A text is read once, and not at all where its length says enough.
    expect(read).toEqual(documents.map(({ length }) => length).filter((length) => length <= 8_000_000));
  });

  it('of too many families or codes together is refused', () => {
    const many = Array.from({ length: 201 }, (_, i) => ({ ...ACME, id: `a${i}` }));
    expect(faultsOf(add(BUILT_IN_ONLY, ...many))).toEqual(['::at most 200 families in all'.replace('::', ':: ')]);
    const large = Array.from({ length: 5 }, (_, i) => ({ ...ACME, id: `a${i}`, entries: entries(4_500) }));
    expect(faultsOf(add(BUILT_IN_ONLY, ...large))).toEqual([':entries: at most 20000 codes in all families together']);
  });
});

it('an exported built-in family can be added under its new id', () => {
  for (const family of builtInFamilies) {
    const exported = exportedFamily(family);
    expect(faultsOf(add(BUILT_IN_ONLY, exported)), family.id).toEqual([]);
    expect(exported.id).toBe(`my-${family.id}`);
  }
});
