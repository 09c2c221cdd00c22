import { useEffect, useRef, useState } from 'preact/hooks';
import type { Clock } from '../pace.ts';
import { MARGIN, WHOLE } from './window.ts';

/** Rows that are drawn in one go beside those in view; more would hold up whoever types a filter. */
const AT_ONCE = 40;

/** When more follow, in milliseconds: once nobody has typed for a moment. */
const PAUSE_MS = 200;

/** Between those and the next, in milliseconds: room for a key and what it changes. */
const STEP_MS = 30;

/** How many rows are drawn beyond each edge of the view: a few of a long list, in the end all of a short one, some at a time. */
export function useReach(count: number, schedule: Clock['schedule']): number {
  const reach = useRef(MARGIN);
  /** Rows of the list when it was last drawn. */
  const drawn = useRef(0);
  const [, redraw] = useState({});
  const isShort = count <= WHOLE;
  const isSudden = count - drawn.current > AT_ONCE;
  drawn.current = count;
  if (!isShort || isSudden) reach.current = MARGIN;
  else if (count <= AT_ONCE) reach.current = Math.max(reach.current, AT_ONCE);
  const isDone = !isShort || reach.current >= count;

  useEffect(() => {
    if (isDone) return undefined;
    const waiting = new AbortController();
    const step = () => {
      reach.current += AT_ONCE;
      redraw({});
    };
    schedule(step, reach.current === MARGIN ? PAUSE_MS : STEP_MS, waiting.signal);
    return () => waiting.abort();
  }, [isDone, count, reach.current, schedule]);

  return reach.current;
}
