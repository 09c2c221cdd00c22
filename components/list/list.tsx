// biome-ignore-all lint/a11y/useSemanticElements: a grid of a few rows out of thousands, which no table is
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../context.ts';
import { useSize } from '../use-size.ts';
import { characterWidth } from './character-width.ts';
import { codeLength } from './code-length.ts';
import { COLUMNS, type ColumnId } from './columns.ts';
import { Empty } from './empty.tsx';
import { HeaderRow } from './header-row.tsx';
import { rowAfterKey } from './keys.ts';
import { FailureRow, HealthyRow, rowId } from './row.tsx';
import { clickMode, moveMode, type SelectMode } from './selection.ts';
import { ROW_HEIGHT, scrolledTo, visibleSlice } from './window.ts';

/** Height of the header row in pixels; the style sheet's `--head` says the same. */
const HEADER_HEIGHT = 24;

/** Taken for the viewport while it cannot be measured: before the first layout and while another DevTools tab is shown. */
const UNMEASURED_HEIGHT = 600;

/** Padding of a cell, in pixels. */
const PADDING = 12;

/** Characters of an address taken to fit while the column cannot be measured. */
const UNMEASURED_ROOM = 40;

/** So near to its end, in pixels, a list counts as scrolled to the end. */
const AT_END = 4;

export function List() {
  const store = useStore();
  const grid = useRef<HTMLDivElement>(null);
  const requestHeader = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const { height } = useSize(grid);
  const { width } = useSize(requestHeader);
  const [top, setTop] = useState(0);
  const [header, setHeader] = useState<ColumnId | undefined>(undefined);

  const rows = store.rows.value;
  const { keys } = store.selection.value;
  const at = store.activeIndex.value;
  const viewport = Math.max(0, (height || UNMEASURED_HEIGHT) - HEADER_HEIGHT);
  const room = width > 0 ? Math.floor((width - PADDING) / characterWidth(grid.current)) : UNMEASURED_ROOM;
  const { start, end } = visibleSlice(top, viewport, rows.length);
  const active = header ? `head-${header}` : at >= start && at < end ? rowId(at) : undefined;

  const detailsOpen = store.detailsOpen.value;

  useLayoutEffect(() => {
    const isFollowing = follows.current && !store.detailsOpen.value && !store.sort.value;
    if (grid.current && isFollowing) grid.current.scrollTop = grid.current.scrollHeight;
  }, [rows.length, height, store]);

  useLayoutEffect(() => {
    if (detailsOpen && store.activeIndex.value >= 0) reveal(store.activeIndex.value);
  }, [detailsOpen, height, store]);

  function reveal(index: number): void {
    if (grid.current) grid.current.scrollTop = scrolledTo(index, grid.current.scrollTop, viewport);
  }

  function scrolled({ currentTarget: box }: { currentTarget: HTMLElement }): void {
    follows.current = box.scrollTop + box.clientHeight >= box.scrollHeight - AT_END;
    setTop(box.scrollTop);
  }

  function moveTo(index: number, mode: SelectMode = 'only'): void {
    setHeader(undefined);
    store.select(rows[index], mode);
    reveal(index);
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey || !(header ? headerKey(event) : listKey(event))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function listKey(event: KeyboardEvent): boolean {
    const held = { command: event.ctrlKey || event.metaKey, shift: event.shiftKey };
    const key = event.key.toLowerCase();
    if (held.command && !held.shift && key === 'c') return !hasTextSelection(event) && copySelected();
    if (held.command && !held.shift && key === 'a') {
      store.selectAll();
      return true;
    }
    if (key === ' ') {
      if (at >= 0) moveTo(at, held.shift ? 'range' : 'toggle');
      return at >= 0;
    }
    if (key === 'enter' && !held.command) {
      store.openDetails();
      return at >= 0;
    }
    const next = rowAfterKey(event.key, at, rows.length, Math.floor(viewport / ROW_HEIGHT));
    if (next === 'header') {
      if (held.shift) return false;
      setHeader('time');
    } else if (next !== undefined) moveTo(next, moveMode(held));
    return next !== undefined;
  }

  function headerKey({ key }: KeyboardEvent): boolean {
    const place = COLUMNS.findIndex(({ id }) => id === header);
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      setHeader(COLUMNS[place + (key === 'ArrowLeft' ? -1 : 1)]?.id ?? header);
    } else if (key === 'ArrowDown') moveTo(Math.max(0, at));
    else if ((key === 'Enter' || key === ' ') && header) store.sortBy(header);
    else return false;
    return true;
  }

  function pick(event: MouseEvent, index: number): void {
    const mode = clickMode({ command: event.ctrlKey || event.metaKey, shift: event.shiftKey });
    moveTo(index, mode);
    if (mode === 'only') store.openDetails();
  }

  /** A click with Shift selects rows, not the text between them. */
  function keepText(event: MouseEvent): void {
    if (!event.shiftKey) return;
    event.preventDefault();
    grid.current?.focus();
  }

  function copySelected(): boolean {
    if (store.selectedGroups.value.length === 0) return false;
    void store.copyReport();
    return true;
  }

  return (
    <div class="list" style={{ '--code-length': codeLength(rows) }}>
      <div
        ref={grid}
        class="grid"
        role="grid"
        tabIndex={0}
        aria-label={store.translate('failures')}
        aria-multiselectable="true"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={active}
        data-failures={store.snapshot.value.counts.failures}
        onScroll={scrolled}
        onKeyDown={press}
        onMouseDown={keepText}
        onBlur={() => setHeader(undefined)}
      >
        <HeaderRow active={header} requestHeader={requestHeader} />
        <div class="rows" role="rowgroup" style={{ height: rows.length * ROW_HEIGHT }}>
          {rows.slice(start, end).map((row, i) => {
            const index = start + i;
            const place = { index, selected: keys.has(row.key), active: index === at, room, onPick: pick };
            return row.kind === 'failure' ? (
              <FailureRow key={row.key} group={row.group} {...place} />
            ) : (
              <HealthyRow key={row.key} healthy={row.healthy} {...place} />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && <Empty />}
    </div>
  );
}

function hasTextSelection({ currentTarget }: KeyboardEvent): boolean {
  const selection = currentTarget instanceof Element ? currentTarget.ownerDocument.getSelection() : null;
  return selection !== null && !selection.isCollapsed;
}
