import { useEffect, useState } from 'preact/hooks';
import { useStore } from './context.ts';

const SECOND = 1_000;

/** Drawn no more often than this, in milliseconds, however many waits run. */
const LEAST_MS = 200;

/**
 * The present (epoch ms), drawn anew whenever the whole seconds left until one of these moments change; the last change is the
 * moment itself. Nothing ticks once all of them are over.
 */
export function usePresent(moments: readonly number[]): number {
  const { now, schedule } = useStore();
  const [ticks, setTicks] = useState(0);
  const present = now();
  const next = nextTick(moments, present);

  useEffect(() => {
    if (next === undefined) return undefined;
    const controller = new AbortController();
    schedule(() => setTicks(ticks + 1), next, controller.signal);
    return () => controller.abort();
  }, [ticks, next, schedule]);

  return present;
}

function nextTick(moments: readonly number[], present: number): number | undefined {
  const running = moments.filter((moment) => moment > present);
  if (running.length === 0) return undefined;
  const soonest = running.reduce((least, moment) => Math.min(least, ((moment - present - 1) % SECOND) + 1), SECOND);
  return running.length === 1 ? soonest : Math.max(soonest, LEAST_MS);
}

/** Whole seconds left, in milliseconds, rounded up: never a moment too early. */
export function secondsLeft(until: number, present: number): number {
  return Math.ceil((until - present) / SECOND) * SECOND;
}
