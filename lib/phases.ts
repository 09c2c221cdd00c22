/** The parts of the time that an HTTP exchange took, as a HAR tells them. */

/** In the order in which they come. HAR 1.2, `timings`. */
export const PHASES = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const;

export type Phase = (typeof PHASES)[number];

/** Milliseconds; a phase that did not take place is left out. `connect` is without `ssl`, so that they add up. */
export type Phases = Readonly<Partial<Record<Phase, number>>>;

export interface PhaseSpan {
  readonly phase: Phase;
  /** Milliseconds since the request began. */
  readonly from: number;
  readonly took: number;
}

/** Each phase that took place, one after the other. */
export function spansOf(phases: Phases): readonly PhaseSpan[] {
  let from = 0;
  return PHASES.flatMap((phase) => {
    const took = phases[phase];
    if (took === undefined) return [];
    const span = { phase, from, took };
    from += took;
    return [span];
  });
}

/** The phases as HAR 1.2 has them: -1 for what did not take place, TLS within the connection. */
export function harTimings(phases: Phases): Record<Phase, number> {
  const { connect, ssl = 0 } = phases;
  const timings = Object.fromEntries(PHASES.map((phase) => [phase, phases[phase] ?? -1])) as Record<Phase, number>;
  return { ...timings, connect: connect === undefined ? -1 : connect + ssl };
}
