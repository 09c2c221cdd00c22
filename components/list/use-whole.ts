import { useEffect, useRef, useState } from 'preact/hooks';
import type { Clock } from '../pace.ts';
import { WHOLE } from './window.ts';

/** Rows that are drawn in one go beside those in view; more would hold up whoever types a filter. */
const AT_ONCE = 100;

/** When the others follow, in milliseconds: once nobody has typed for a moment. */
const PAUSE_MS = 300;

/** Whether a list of so many rows is drawn whole. A short one is, and one that became much longer at once is after a pause. */
export function useWhole(count: number, schedule: Clock['schedule']): boolean {
  const drawn = useRef(0);
  const [, redraw] = useState({});
  const fits = count <= WHOLE;
  const isWhole = fits && count - drawn.current <= AT_ONCE;
  if (isWhole) drawn.current = count;
  if (!fits) drawn.current = 0;

  useEffect(() => {
    if (!fits || isWhole) return undefined;
    const waiting = new AbortController();
    const draw = () => {
      drawn.current = count;
      redraw({});
    };
    schedule(draw, PAUSE_MS, waiting.signal);
    return () => waiting.abort();
  }, [fits, isWhole, count, schedule]);

  return isWhole;
}
