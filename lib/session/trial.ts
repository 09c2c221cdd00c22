/** What a family would make of everything that is held, before anybody takes it. */
import type { Family } from '../catalog/schema.ts';
import { createEngine } from '../diagnose/diagnose.ts';
import type { Session } from './log.ts';

export interface Trial {
  /** Failures that the family would explain. */
  readonly matches: number;
  /** Failures held in all. */
  readonly of: number;
  /** How many of them other families explain now, by the family's id. */
  readonly taken: ReadonlyMap<string, number>;
  /** How many failures each code would explain, by the code. */
  readonly byCode: ReadonlyMap<string, number>;
}

/** Exchanges between two pauses: a diagnosis takes some ten microseconds. */
const SLICE = 200;

/**
 * Reads every failure that is held once more, by this family before all others. A socket's earlier messages are not looked at.
 *
 * @param others what the engine knows; one with the same id is left out
 * @param pause lets others run
 */
export async function tryFamily(
  family: Family,
  others: readonly Family[],
  session: Pick<Session, 'failures'>,
  pause: () => Promise<unknown>,
): Promise<Trial> {
  const engine = createEngine([family, ...others.filter(({ id }) => id !== family.id)]);
  const failures = session.failures();
  const taken = new Map<string, number>();
  const byCode = new Map<string, number>();
  let matches = 0;
  for (const [i, { exchange, finding: before }] of failures.entries()) {
    if (i % SLICE === SLICE - 1) await pause();
    const finding = engine.diagnose(exchange);
    if (finding?.family !== family.id) continue;
    matches++;
    count(byCode, finding.code);
    if (before.family !== family.id) count(taken, before.family);
  }
  return { matches, of: failures.length, taken, byCode };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
