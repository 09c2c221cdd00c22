import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Clock } from '../pace.ts';
import { type Slice, WHOLE } from './window.ts';

/** Rows beyond the edges of the view follow those in it after so long, in ms: once the view is painted. */
const EDGES_MS = 60;

interface Slots<Row> {
  readonly rows: readonly Row[];
  /** The rows to draw. */
  readonly slice: Slice;
  /** Those of them that can be seen. */
  readonly view: Slice;
  /** How many rows a long list has in the document at most. */
  readonly capacity: number;
  /** New rows come at the end, and what stands before them stays as it is. */
  readonly isFollowing: boolean;
  readonly schedule: Clock['schedule'];
  /** Draws a row under the key of its element. */
  readonly draw: (index: number, key: number) => VNode;
}

/** The elements of a list as they were last drawn. */
interface Drawn<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly slice: Slice;
  /** The row whose element has the key 0. */
  readonly base: number;
  readonly elements: ReadonlyMap<number, { readonly index: number; readonly vnode: VNode }>;
}

const NOTHING: Drawn<never> = { rows: undefined, slice: { start: 0, end: 0 }, base: 0, elements: new Map() };

/**
 * Draws the rows of a slice. In a long list, a row that scrolls into view takes over the element of one that scrolled out of it. After
 * a jump, or when the list became another one, the view is drawn at once and what lies beyond its edges a moment later: until then
 * elements there show what they showed before.
 */
export function useSlots<Row>({ rows, slice, view, capacity, isFollowing, schedule, draw }: Slots<Row>): VNode[] {
  const last = useRef<Drawn<Row>>(NOTHING);
  const [, redraw] = useState({});
  const before = last.current;
  const isLong = rows.length > WHOLE;
  const isJump = isLong && common(slice, before.slice) * 2 < slice.end - slice.start;
  const isPartial = isJump || (isLong && rows !== before.rows && !isFollowing);
  // No element changes its place among the others where every row is another one.
  const base = isJump ? slice.start : isLong ? before.base : 0;

  // No two elements show one row, and none shows a row that is gone.
  const mayStay = (shown: number, index: number) =>
    shown < rows.length && (shown === index || shown < slice.start || shown >= slice.end);

  const elements = new Map<number, { index: number; vnode: VNode }>();
  const vnodes: VNode[] = [];
  for (let index = slice.start; index < slice.end; index++) {
    const key = isLong ? modulo(index - base, capacity) : index;
    const isSeen = index >= view.start && index < view.end;
    const kept = isPartial && !isSeen ? before.elements.get(key) : undefined;
    const element = kept && mayStay(kept.index, index) ? kept : { index, vnode: draw(index, key) };
    elements.set(key, element);
    vnodes.push(element.vnode);
  }
  last.current = { rows, slice, base, elements };

  useEffect(() => {
    if (!isPartial) return undefined;
    const waiting = new AbortController();
    schedule(() => redraw({}), EDGES_MS, waiting.signal);
    return () => waiting.abort();
  });

  return vnodes;
}

/** How many rows two slices have in common. */
function common(one: Slice, other: Slice): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function modulo(n: number, by: number): number {
  return ((n % by) + by) % by;
}
