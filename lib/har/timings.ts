/** The times of an entry, and its `timings`, HAR 1.2. */
import { timeOf } from '../exchange.ts';
import { PHASES, type Phases } from '../phases.ts';
import { membersOf } from './checked.ts';
import { numberOf } from './numbers.ts';

/** Where the time went; undefined where the producer does not tell. A phase of -1 did not take place. */
export function phasesOf(value: unknown): Phases | undefined {
  const timings = membersOf<Phases>(value);
  const known = PHASES.flatMap((phase) => {
    const took = timeOf(numberOf(timings[phase]));
    return took === undefined ? [] : [[phase, took] as const];
  });
  if (known.length === 0) return undefined;
  const phases: Phases = Object.fromEntries(known);
  const { connect, ssl = 0 } = phases;
  // The time for TLS is a part of that for the connection.
  return connect === undefined ? phases : { ...phases, connect: Math.max(0, connect - ssl) };
}

/** Times from here on are milliseconds, which Playwright writes for seconds: as seconds they would be in the year 5138. */
const MILLISECONDS_FROM = 1e11;

/** Epoch milliseconds of a time in epoch seconds, or already in milliseconds; 0 where it is none. */
export function epochMs(time: unknown): number {
  const n = numberOf(time) ?? 0;
  return timeOf(n >= MILLISECONDS_FROM ? n : n * 1000) ?? 0;
}
