import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionRecord } from '../../lib/exchange.ts';
import { useStore } from '../context.ts';
import { rowAfterKey } from '../list/keys.ts';
import { MARGIN, ROW_HEIGHT, scrolledTo, visibleSlice, WHOLE } from '../list/window.ts';
import { useSize } from '../use-size.ts';
import { FrameRow, frameRowId } from './frame-row.tsx';
import { FrameView } from './frame-view.tsx';

interface FrameListProps {
  /** In the order of time. */
  readonly frames: readonly ConnectionRecord[];
  /** Earlier frames that have made room for these. */
  readonly dropped: number;
  readonly failingId: string;
}

/** Taken for the viewport while it cannot be measured, in pixels. */
const UNMEASURED_HEIGHT = 300;

/** So near to its end, in pixels, the list counts as scrolled to the end. */
const AT_END = 4;

/** No scroll position. */
const NOWHERE = -1;

/**
 * Frames, one a line, and below them the whole of the one picked. Opens at the frame that somebody asked for, or at the failing one; follows new frames once it
 * has been scrolled to its end, and otherwise keeps still, also when the oldest frames go.
 */
export function FrameList({ frames, dropped, failingId }: FrameListProps) {
  const { translate, wantedFrame } = useStore();
  const list = useRef<HTMLDivElement>(null);
  const { height } = useSize(list);
  const [top, setTop] = useState(0);
  const [picked, pick] = useState(
    () => frames.find(({ id }) => id === wantedFrame.value) ?? frames.find(({ id }) => id === failingId),
  );
  const follows = useRef(picked === undefined);
  const ownTop = useRef(NOWHERE);
  const droppedBefore = useRef(dropped);

  const selected = frames.findIndex(({ id }) => id === picked?.id);
  const reach = frames.length <= WHOLE ? WHOLE : MARGIN;
  const { start, end } = visibleSlice(top, height || UNMEASURED_HEIGHT, frames.length, ROW_HEIGHT, reach);

  useLayoutEffect(() => {
    const box = list.current;
    if (box && selected >= 0) scrollTo(box, selected * ROW_HEIGHT - (box.clientHeight - ROW_HEIGHT) / 2);
  }, []);

  useLayoutEffect(() => {
    const gone = dropped - droppedBefore.current;
    droppedBefore.current = dropped;
    const box = list.current;
    if (!box) return;
    if (follows.current) scrollTo(box, box.scrollHeight);
    else if (gone > 0) scrollTo(box, box.scrollTop - gone * ROW_HEIGHT);
  }, [frames.length, dropped, height]);

  function scrollTo(box: HTMLElement, position: number): void {
    box.scrollTop = position;
    ownTop.current = box.scrollTop;
    setTop(box.scrollTop);
  }

  function scrolled({ currentTarget: box }: { currentTarget: HTMLElement }): void {
    if (box.scrollTop !== ownTop.current) {
      follows.current = box.scrollTop + box.clientHeight >= box.scrollHeight - AT_END;
      ownTop.current = NOWHERE;
    }
    setTop(box.scrollTop);
  }

  function press(event: KeyboardEvent): void {
    const box = list.current;
    if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rowAfterKey(event.key, selected, frames.length, Math.floor(box.clientHeight / ROW_HEIGHT));
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === 'header') return;
    pick(frames[next]);
    follows.current = event.key === 'End';
    scrollTo(box, scrolledTo(next, box.scrollTop, box.clientHeight));
  }

  return (
    <>
      <div
        ref={list}
        class="frame-list"
        role="listbox"
        tabIndex={0}
        aria-label={translate('tabFrames')}
        aria-activedescendant={selected >= start && selected < end ? frameRowId(selected) : undefined}
        onScroll={scrolled}
        onKeyDown={press}
      >
        <div class="frame-rows" role="presentation" style={{ height: frames.length * ROW_HEIGHT }}>
          {frames.slice(start, end).map((frame, i) => (
            <FrameRow
              key={frame.id}
              frame={frame}
              index={start + i}
              count={frames.length}
              selected={start + i === selected}
              failing={frame.id === failingId}
              onPick={pick}
            />
          ))}
        </div>
      </div>
      {picked && <FrameView key={picked.id} frame={picked} />}
    </>
  );
}
