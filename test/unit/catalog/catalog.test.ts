import { describe, expect, it } from 'vitest';
import { builtInFamilies, builtInPacks } from '../../../lib/catalog/index.ts';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import type { Entry } from '../../../lib/catalog/schema.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { Finding } from '../../../lib/finding.ts';
import { createWords } from '../../../lib/words/words.ts';
import { contextOf, exchangeOf, type Fixture, readFixtures } from '../../fixtures.ts';

const engine = createEngine(builtInFamilies);
const words = createWords(builtInFamilies);
const fixtures = readFixtures();

function diagnose(fixture: Fixture): Finding | undefined {
  const conversation = engine.openConversation();
  for (const message of contextOf(fixture)) conversation.observe(message);
  return engine.diagnose(exchangeOf(fixture), conversation);
}

const findings = new Map(fixtures.map((fixture) => [fixture, diagnose(fixture)]));
const files = [...new Set(fixtures.map(({ file }) => file))];

describe.each(files)('fixtures of %s', (file) => {
  it.each(fixtures.filter((fixture) => fixture.file === file).map((fixture) => [fixture.id, fixture] as const))(
    '%s',
    (_, fixture) => {
      const finding = findings.get(fixture);
      const { expect: wanted } = fixture;
      if (wanted === null) {
        expect(finding && { family: finding.family, code: finding.code }).toBeUndefined();
      } else if ('not' in wanted) {
        expect(wanted.not).not.toContain(finding?.family);
        for (const { family } of finding?.also ?? []) expect(wanted.not).not.toContain(family);
      } else {
        const { retryMs, ...fields } = wanted;
        expect({
          ...finding,
          name: finding && words.documentedName(finding),
          retryMs: finding?.retry?.afterMs,
        }).toMatchObject(retryMs === undefined ? fields : { ...fields, retryMs });
      }
    },
  );
});

describe('the catalogue', () => {
  it('has fixtures with ids that occur once', () => {
    const ids = fixtures.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('has families with ids that occur once', () => {
    const ids = builtInFamilies.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('has packs that say under what terms and when they were taken over, and entries with ids of their own', () => {
  const incomplete = builtInFamilies.filter(({ licence, date }) => licence === undefined || date === undefined);
  expect(incomplete.map(({ id }) => id)).toEqual([]);
  const nameless = builtInPacks.flatMap((pack) => pack.entries.filter((entry) => !Object.hasOwn(Object(entry), 'id')));
  expect(nameless).toEqual([]);
});

it.each(builtInPacks.map((document) => [document.id, document] as const))('family %s has no fault', (_, document) => {
  const parsed = parseFamily(document, { builtIn: true });
  expect(parsed.ok ? [] : parsed.faults).toEqual([]);
});

describe.each(builtInFamilies.map((family) => [family.id, family] as const))('family %s', (id, family) => {
  it('says something of its own about each code', () => {
    const repeated = (pick: (entry: Entry) => string) => {
      const texts = family.entries.map(pick);
      return texts.filter((text, i) => texts.indexOf(text) !== i);
    };
    expect(repeated(({ meaning }) => meaning)).toEqual([]);
  });

  it('writes in short, whole sentences', () => {
    const faults = family.entries.flatMap(({ codes, meaning, action }) =>
      [meaning, action].flatMap((text) => {
        const isWhole = /^[\p{Lu}`“"'0-9]/u.test(text) && /[.!?]$/.test(text);
        return isWhole && text.length <= 400 ? [] : [`${codes[0]}: ${text}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('has a fixture for every code of every entry', () => {
    const shown = new Set<string>();
    for (const finding of findings.values()) {
      if (finding?.family === id) shown.add(`${finding.code}\n${words.documentedName(finding)}`);
    }
    const missing = family.entries.flatMap(({ codes, name }) =>
      codes.filter((code) => !shown.has(`${code}\n${name}`)).map((code) => `${code}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
