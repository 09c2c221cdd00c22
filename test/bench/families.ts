/** What knowing families costs: the engine's start, 200 families of a user's own with 20,000 codes, and a pack that comes to them. */

import { BUILT_IN_ONLY, type ChosenFamilies, type FamilyChoice } from '../../lib/catalog/choice.ts';
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { chosenFamilies } from '../../lib/catalog/own-families.ts';
import { createPackIndex } from '../../lib/catalog/pack-index.ts';
import type { FamilyDocument } from '../../lib/catalog/schema.ts';
import { loadService, serviceSigns } from '../../lib/catalog/service-packs.ts';
import { createEngine, type Engine } from '../../lib/diagnose/diagnose.ts';
import { createGrowingEngine } from '../../lib/diagnose/growing-engine.ts';
import { createGrowingWords } from '../../lib/words/words.ts';
import { bodyOf, httpExchange } from '../fixtures.ts';

const FAMILIES = 200;
const CODES = 100;

/** One family in two calls its code by a name that no other has, one in three speaks on any host, one code in four has a text. */
function document(f: number): FamilyDocument {
  const member = f % 2 === 0 ? `fault_${f}` : 'fault';
  return {
    id: `own-${f}`,
    title: `Own ${f}`,
    source: 'https://own.example/errors',
    hosts: [`api${f}.own.example`],
    defaults: { permanence: 'permanent', basis: 'documented' },
    shapes: [
      {
        id: 'reply',
        channels: ['http', 'websocket'],
        says: `body {"${member}": text}`,
        body: { decode: 'json', members: { [member]: 'text' } },
        read: { code: member, text: 'message' },
        ...(f % 3 !== 0 && { needs: ['host'] }),
        unlisted: { as: 'http', name: '{text}' },
      },
    ],
    entries: Array.from({ length: CODES }, (_, i) => ({
      codes: [`own_${f}_${i}`],
      ...(i % 4 === 0 && { texts: [`Fault {n} of ${f} number ${i}`] }),
      name: `Fault ${i}`,
      meaning: 'Something is wrong here, and this is how it is told.',
      action: 'Do something else.',
    })),
  };
}

export interface FamiliesResult {
  /** An engine over the general families, and the index of services: milliseconds. */
  readonly startMs: number;
  /** Taking the user's families: milliseconds, and the longest of them without a pause. */
  readonly takenMs: number;
  readonly longestMs: number;
  /** A service's pack comes to them: from then to a row in its words, milliseconds without a pause. */
  readonly grownMs: number;
  /** An engine that knows them beside the general families. */
  readonly crowded: Engine;
}

/** A busy machine can only lengthen what is measured, so of several runs the least of each figure counts. */
export async function measureFamilies(runs = 5): Promise<FamiliesResult> {
  const own = Array.from({ length: FAMILIES }, (_, f) => ({ document: document(f), on: true }));
  const results: FamiliesResult[] = [];
  for (let i = 0; i < runs; i++) results.push(await measureOnce({ ...BUILT_IN_ONLY, own }));
  const [first] = results;
  if (!first || first.crowded.families.length !== FAMILIES + builtInFamilies.length)
    throw new Error('a family of the benchmark is none');
  return {
    startMs: Math.min(...results.map(({ startMs }) => startMs)),
    takenMs: Math.min(...results.map(({ takenMs }) => takenMs)),
    longestMs: Math.min(...results.map(({ longestMs }) => longestMs)),
    grownMs: Math.min(...results.map(({ grownMs }) => grownMs)),
    crowded: first.crowded,
  };
}

async function measureOnce(choice: FamilyChoice): Promise<FamiliesResult> {
  const began = performance.now();
  createEngine(builtInFamilies);
  createPackIndex(serviceSigns);
  const startMs = performance.now() - began;

  let longestMs = 0;
  let since = performance.now();
  const start = since;
  const slice = () => {
    longestMs = Math.max(longestMs, performance.now() - since);
    since = performance.now();
  };
  const chosen = await chosenFamilies(choice, async () => slice());
  slice();
  const crowded = createEngine([...chosen.own, ...builtInFamilies]);
  slice();
  const takenMs = performance.now() - start;
  return { startMs, takenMs, longestMs, grownMs: await measureGrowth(chosen), crowded };
}

const refused = httpExchange({
  url: 'https://slack.com/api/chat.postMessage',
  responseBody: bodyOf('{"ok":false,"error":"channel_not_found"}'),
});

async function measureGrowth(chosen: ChosenFamilies): Promise<number> {
  const engine = createGrowingEngine({
    general: { families: builtInFamilies, createEngine },
    signs: serviceSigns,
    load: loadService,
  });
  const words = createGrowingWords(() => engine.families);
  engine.choose(chosen);
  engine.diagnose(refused);
  await engine.meet(refused);
  const came = performance.now();
  const finding = engine.diagnose(refused);
  if (finding?.family !== 'slack' || words.name(finding) === '')
    throw new Error('the pack of the benchmark did not come');
  return performance.now() - came;
}
