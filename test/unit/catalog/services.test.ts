import { describe, expect, it } from 'vitest';
import { readServicePacks } from '../../../build/service-packs.ts';
import { BUILT_IN_ONLY } from '../../../lib/catalog/choice.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { addFamilies, exportedFamily } from '../../../lib/catalog/own-families.ts';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import type { Family } from '../../../lib/catalog/schema.ts';
import { createEngine, type Engine } from '../../../lib/diagnose/diagnose.ts';
import type { Finding } from '../../../lib/finding.ts';
import { contextOf, exchangeOf, type Fixture, readFixtures, readServiceFixtures } from '../../fixtures.ts';

const services = readServicePacks();
const everything = [...services, ...builtInFamilies];
const builtIn = new Set(everything.map(({ id }) => id));
const engine = createEngine(everything);
const fixtures = readServiceFixtures();

function diagnose(by: Engine, fixture: Fixture): Finding | undefined {
  const conversation = by.openConversation();
  for (const message of contextOf(fixture)) conversation.observe(message);
  return by.diagnose(exchangeOf(fixture), conversation);
}

/** What differs from what the fixture wants; undefined for nothing. */
function faultOf(finding: Finding | undefined, { id, expect: wanted }: Fixture): string | undefined {
  const got = finding && `${finding.family}/${finding.code} ${finding.entry} ${finding.permanence}`;
  if (wanted === null) return got && `${id}: ${got}`;
  if ('not' in wanted) return wanted.not.some((family) => family === finding?.family) ? `${id}: ${got}` : undefined;
  const want = `${wanted.family}/${wanted.code} ${wanted.entry ?? finding?.entry} ${wanted.permanence ?? finding?.permanence}`;
  return got === want ? undefined : `${id}: ${got}, not ${want}`;
}

function faults(by: Engine, all: readonly Fixture[]): string[] {
  return all.flatMap((fixture) => faultOf(diagnose(by, fixture), fixture) ?? []);
}

const fixturesOf = (id: string) => fixtures.filter(({ file }) => file === id);
const cases = services.map((family) => [family.id, family] as const);

it('has more than sixty services, each id once', () => {
  expect(services.length).toBeGreaterThan(60);
  expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
});

describe.each(cases)('the pack of %s', (id, family) => {
  it('reads its fixtures as its own entries, with every other pack loaded', () => {
    expect(faults(engine, fixturesOf(id))).toEqual([]);
  });

  it('has a healthy look-alike', () => {
    expect(fixturesOf(id).some(({ expect: wanted }) => wanted === null)).toBe(true);
  });

  it('says what it was taken from, and which codes no real payload was compared with', () => {
    expect(family).toMatchObject({
      source: expect.stringMatching(/^https:/),
      licence: expect.any(String),
      date: expect.any(String),
    });
    const proven = new Set(
      fixturesOf(id).flatMap(({ kind, expect: wanted }) =>
        kind !== 'constructed' && wanted !== null && 'entry' in wanted ? [wanted.entry] : [],
      ),
    );
    const wrong = family.entries.filter(({ id: entry, constructed }) => proven.has(entry) === (constructed === true));
    expect(wrong.map((entry) => entry.id)).toEqual([]);
  });

  it('writes in short, whole sentences', () => {
    const wrong = family.entries.flatMap(({ meaning, action }) =>
      [meaning, action].filter((text) => text.length > 400 || !/[.!?)`"]$/.test(text)),
    );
    expect(wrong).toEqual([]);
  });

  it('diagnoses the same when it is exported, added under its new id, and the built-in one is off', () => {
    const exported = JSON.stringify(exportedFamily(family));
    const added = addFamilies(BUILT_IN_ONLY, [{ file: '', text: exported }], { builtIn });
    expect(added).toMatchObject({ ok: true });
    const parsed = parseFamily(JSON.parse(exported));
    if (!parsed.ok) throw new Error(`${id} has faults`);
    const own: Family = parsed.family;
    const other = createEngine([own, ...everything.filter((one) => one !== family)]);
    const renamed = fixturesOf(id).map(
      ({ expect: wanted, ...fixture }): Fixture => ({
        ...fixture,
        expect: wanted !== null && 'code' in wanted ? { ...wanted, family: own.id } : wanted,
      }),
    );
    expect(faults(other, renamed)).toEqual([]);
  });
});

it('leaves what the general families diagnose to them', () => {
  expect(faults(engine, readFixtures())).toEqual([]);
});
