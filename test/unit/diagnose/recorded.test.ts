/** Recordings of failures and look-alikes of the general web, through the import, with every pack loaded. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readServicePacks } from '../../../build/service-packs.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { Finding } from '../../../lib/finding.ts';
import { readHarFile } from '../../../lib/har/file.ts';
import { importRecording } from '../../../lib/session/import.ts';
import { createSession } from '../../../lib/session/session.ts';

interface Wanted {
  readonly failure: boolean;
  readonly code: string | null;
  readonly permanence: string | null;
  readonly retryAfterMs: number | null;
  /** Of the second file: `any-general` for whatever family. */
  readonly family?: string | null;
  readonly also_ok?: readonly (string | number)[];
  readonly said?: string | null;
  readonly links?: readonly string[];
  readonly requestId?: string | null;
  readonly param?: string | null;
}

interface Recorded {
  readonly id: string;
  readonly entry: unknown;
  readonly expect: Wanted;
  /** Why code or family differ from what was first expected. */
  readonly because?: string;
}

const engine = createEngine([...readServicePacks(), ...builtInFamilies]);

function casesOf(name: string): Recorded[] {
  const lines = readFileSync(new URL(`../../fixtures/recorded/${name}.jsonl`, import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
}

async function findingsOf({ entry }: Recorded): Promise<Finding[]> {
  const file = readHarFile(JSON.stringify({ log: { version: '1.2', creator: { name: 'test' }, entries: [entry] } }));
  if (!file.ok) throw new Error(file.why);
  const session = createSession({ schedule: () => {} });
  await importRecording(session.imported, file, { engine, source: 'import 1', pause: async () => {} });
  return session.failures().map(({ finding }) => finding);
}

type Diagnosed = readonly [Recorded, readonly Finding[]];

async function diagnosed(name: string): Promise<Diagnosed[]> {
  return Promise.all(casesOf(name).map(async (one): Promise<Diagnosed> => [one, await findingsOf(one)]));
}

/** Whether one of the findings says what is wanted; undefined where nothing is. */
type Check = (wanted: Wanted, findings: readonly Finding[]) => boolean | undefined;

const sameText = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase();
const hasWait = (ms: number, { retry }: Finding) => retry !== undefined && Math.abs(retry.afterMs - ms) <= 1_000;

const CHECKS = {
  shown: (_, findings) => findings.length > 0,
  code: ({ code, also_ok = [] }, findings) =>
    findings.some((finding) => [code, ...also_ok].some((one) => sameText(one, finding.code))),
  'own code': ({ code }, findings) => findings.some((finding) => sameText(code, finding.code)),
  verdict: ({ permanence }, findings) =>
    permanence === null ? undefined : findings.some((finding) => finding.permanence === permanence),
  wait: ({ retryAfterMs }, findings) => {
    if (retryAfterMs === null) return undefined;
    if (retryAfterMs === 0 && findings.every(({ retry }) => retry === undefined)) return true;
    return findings.some((finding) => hasWait(retryAfterMs, finding));
  },
  words: ({ said }, findings) =>
    said
      ? findings.some((one) => one.said?.includes(said) || one.errors.some((e) => e.said?.includes(said)))
      : undefined,
  links: ({ links = [] }, findings) =>
    links.length === 0 ? undefined : links.every((url) => findings.some((one) => one.links.some((l) => l.url === url))),
  'request id': ({ requestId }, findings) =>
    requestId ? findings.some((finding) => finding.requestId === requestId) : undefined,
  'blamed member': ({ param }, findings) =>
    param
      ? findings.some((one) => one.param === param || one.errors.some((error) => error.param === param))
      : undefined,
} as const satisfies Record<string, Check>;

/** The ids of the cases that a check finds wrong, and the share that it finds right. */
function scored(check: Check, cases: readonly Diagnosed[]): { readonly share: number; readonly wrong: string[] } {
  const judged = cases.flatMap(([{ id, expect: wanted }, findings]) => {
    const isRight = check(wanted, findings);
    return isRight === undefined ? [] : [{ id, isRight }];
  });
  const wrong = judged.filter(({ isRight }) => !isRight).map(({ id }) => id);
  return { share: 1 - wrong.length / judged.length, wrong };
}

describe('recordings of the general web', async () => {
  const all = await diagnosed('general-web');
  const failing = all.filter(([one]) => one.expect.failure);

  it('holds some 190 failures and 70 look-alikes', () => {
    expect(failing.length).toBeGreaterThan(190);
    expect(all.length - failing.length).toBeGreaterThan(65);
  });

  it.each([
    ['shown', 1],
    ['code', 0.99],
    ['own code', 0.97],
    ['verdict', 0.99],
    ['wait', 0.99],
    ['words', 0.98],
    ['links', 0.98],
    ['request id', 0.97],
    ['blamed member', 0.99],
  ] as const)('is read rightly: %s in at least %d of the failures', (name, least) => {
    const { share, wrong } = scored(CHECKS[name], failing);
    expect(share, wrong.join(', ')).toBeGreaterThanOrEqual(least);
  });

  it('has no false alarm, and no verdict turned into its opposite', () => {
    const alarms = all.filter(([one, findings]) => !one.expect.failure && findings.length > 0);
    expect(alarms.map(([{ id }]) => id)).toEqual([]);
    const opposite = { temporary: 'permanent', permanent: 'temporary' } as Readonly<Record<string, string>>;
    const reversed = failing.filter(([{ expect: wanted }, findings]) =>
      findings.some(({ permanence }) => permanence === opposite[wanted.permanence ?? '']),
    );
    expect(reversed.map(([{ id }]) => id)).toEqual([]);
  });
});

describe('failures that people asked about in public', async () => {
  const all = await diagnosed('public');

  it.each(all.map((one) => [one[0].id, one] as const))('%s', (_, [{ expect: wanted, because }, findings]) => {
    expect(findings.length > 0).toBe(wanted.failure);
    if (!wanted.failure) return;
    expect(CHECKS.verdict(wanted, findings)).not.toBe(false);
    expect(CHECKS.wait(wanted, findings)).not.toBe(false);
    const isOfFamily =
      !wanted.family || wanted.family === 'any-general' || findings.some(({ family }) => family === wanted.family);
    const isAsExpected = isOfFamily && (wanted.code === null || CHECKS['own code'](wanted, findings));
    // A difference is a decision, and has its reason beside it.
    expect(isAsExpected).toBe(because === undefined);
  });
});
