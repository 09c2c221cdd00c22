// biome-ignore-all lint/a11y/useSemanticElements: a grid of a few rows out of thousands, which no table is
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { navigationBefore, type Row, waitOfRow } from '../../lib/session/rows.ts';
import { runKey } from '../commands.ts';
import { useStore } from '../context.ts';
import { secondsLeft, usePresent } from '../present.ts';
import type { Translate } from '../translate.ts';
import { useSize } from '../use-size.ts';
import { VERDICT_WORD } from '../verdict.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { layOut } from './columns.ts';
import { Empty } from './empty.tsx';
import { HeaderRow } from './header-row.tsx';
import { afterFoldKey, rowAfterKey } from './keys.ts';
import { longestCode } from './longest-code.ts';
import { hostsWithManyPorts } from './request.tsx';
import { ListRow, rowId } from './row.tsx';
import { clickMode, moveMode, type SelectMode } from './selection.ts';
import { characterWidth, textWidth, UNMEASURED_CHARACTER } from './text-width.ts';
import { toldIn } from './told-columns.ts';
import { useReach } from './use-reach.ts';
import { useSlots } from './use-slots.ts';
import { capacityOf, lastTop, ROW_HEIGHTS, scrolledTo, visibleSlice } from './window.ts';

/** Height of the header row in pixels; the style sheet's `--head` says the same. */
const HEADER_HEIGHT = 24;

/** Taken for the viewport while it cannot be measured: before the first layout and while another DevTools tab is shown. */
const UNMEASURED = { width: 1_200, height: 600 };

/** Padding of a cell, in pixels. */
const PADDING = 12;
/** The icon beside a verdict's word and the gap between them, in pixels. */
const VERDICT_ICON = 17;

/** So near to its end, in pixels, a list counts as scrolled to the end. */
const AT_END = 4;

/** Pixels by which Shift and an arrow key change the width of a column. */
const WIDTH_STEP = 10;

export function List() {
  const store = useStore();
  const grid = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  /** Where the list was at its last scroll event, in pixels. */
  const scrolled = useRef(0);
  const [, redraw] = useState({});
  const { width, height } = useSize(grid);
  const [header, setHeader] = useState<string | undefined>(undefined);
  const [character, setCharacter] = useState(UNMEASURED_CHARACTER);

  const { translate, words, table } = store;
  const rows = store.rows.value;
  const chosen = store.selectedPlaces.value;
  const at = store.activeIndex.value;
  const detailsOpen = store.detailsOpen.value;
  const rowHeight = ROW_HEIGHTS[store.preferences.value.density];
  const viewport = Math.max(0, (height || UNMEASURED.height) - HEADER_HEIGHT);

  // Nothing is measured while rows come in: where the list ends follows from how many there are.
  const isFollowing = follows.current && !detailsOpen && !store.sort.value;
  const end = lastTop(rows.length, viewport, rowHeight);
  const top = isFollowing ? end : Math.min(scrolled.current, end);
  const reach = useReach(rows.length, store.schedule);
  const slice = visibleSlice(top, viewport, rows.length, rowHeight, reach);

  // Of all rows, whatever the filter: neither a keystroke in it nor a sort asks ten thousand rows again.
  const everyRow = store.everyRow.value;
  const code = useMemo(() => longestCode(everyRow, table), [everyRow, table]);
  const codeWidth = useMemo(() => Math.ceil(textWidth(code, grid.current, 'bold')) + PADDING, [code, width > 0]);
  const verdictWidth = useMemo(() => widestVerdict(translate, grid.current) + PADDING, [translate, width > 0]);
  const needs = useMemo(
    () =>
      new Map([
        ['code', codeWidth],
        ['kind', verdictWidth],
      ]),
    [codeWidth, verdictWidth],
  );
  const choices = store.columns.value;
  const told = useMemo(() => toldIn(everyRow, table), [everyRow, table]);
  const columns = useMemo(
    () =>
      layOut(
        choices,
        table.columns,
        width || UNMEASURED.width,
        (id) => needs.get(id) ?? 0,
        (id) => told.includes(id),
      ),
    [choices, table, width, needs, told.join()],
  );
  const widthOf = (id: string) => columns.find(({ field }) => field.id === id)?.width ?? 0;
  const room = Math.floor((widthOf('url') - PADDING) / character);
  const tellsCount = widthOf('seen') === 0;
  const tellsSaid = widthOf('said') === 0;
  const manyPorts = useMemo(() => hostsWithManyPorts(everyRow), [everyRow]);
  const context = useMemo(
    () => ({
      translate,
      words,
      room,
      manyPorts,
      tellsCount,
      tellsSaid,
      span: store.span,
      toggleFold: store.toggleFold,
    }),
    [translate, words, room, [...manyPorts].join(), tellsCount, tellsSaid, store],
  );

  const { navigations } = store.snapshot.value;
  const waits = rows.slice(slice.start, slice.end).map(waitOfRow);
  const present = usePresent(waits.filter((until) => until !== undefined));

  const active = header ? `head-${header}` : at >= slice.start && at < slice.end ? rowId(at) : undefined;

  useLayoutEffect(() => setCharacter(characterWidth(grid.current)), [width > 0]);

  const latestEnd = useRef(end);
  latestEnd.current = end;
  useLayoutEffect(() => {
    const scroller = grid.current;
    if (!scroller || !body.current || !isFollowing) return undefined;
    // Observers are told once a frame, after the layout: scrolling here, unlike in an effect, makes the browser lay out nothing.
    const observer = new ResizeObserver(() => {
      scroller.scrollTop = latestEnd.current;
    });
    for (const element of [scroller, body.current]) observer.observe(element);
    return () => observer.disconnect();
  }, [isFollowing]);

  useLayoutEffect(() => {
    if (detailsOpen && store.activeIndex.value >= 0) reveal(store.activeIndex.value);
  }, [detailsOpen, height, store]);

  /** Asks the document nothing: where it is scrolled to was told before, or is asked for here. */
  function reveal(index: number): void {
    const next = scrolledTo(index, top, viewport, rowHeight);
    if (!grid.current || next === scrolled.current) return;
    grid.current.scrollTop = next;
    arriveAt(next);
  }

  function scroll({ currentTarget: { scrollTop } }: { currentTarget: HTMLElement }): void {
    if (scrollTop !== scrolled.current) arriveAt(scrollTop);
  }

  function arriveAt(next: number): void {
    // Rows that came since the list was put at its end do not end the following: going back does.
    follows.current = next >= end - AT_END || (follows.current && next >= scrolled.current);
    scrolled.current = next;
    // What stands at the end is drawn already.
    if (!isFollowing || !follows.current) redraw({});
  }

  function moveTo(index: number, mode: SelectMode = 'only'): void {
    setHeader(undefined);
    store.select(rows[index], mode);
    reveal(index);
  }

  function press(event: KeyboardEvent): void {
    if (event.altKey || !(header ? headerKey(event, header) : listKey(event))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function listKey(event: KeyboardEvent): boolean {
    const held = { command: event.ctrlKey || event.metaKey, shift: event.shiftKey };
    const key = event.key.toLowerCase();
    if (held.command && !held.shift && key === 'c') return !hasTextSelection(event) && runKey(store, 'c', 'listKey');
    if (held.command && !held.shift && key === 'a') {
      store.selectAll();
      return true;
    }
    if (key === ' ') {
      if (at >= 0) moveTo(at, held.shift ? 'range' : 'toggle');
      return at >= 0;
    }
    const place = (key === 'arrowright' || key === 'arrowleft') && at >= 0 ? afterFoldKey(key, rows, at) : undefined;
    if (place === 'toggle') store.toggleFold(rows[at]?.key ?? '');
    else if (place !== undefined) moveTo(place);
    if (place !== undefined) return true;
    if (key === 'enter' && !held.command) {
      store.openDetails();
      return at >= 0;
    }
    const next = rowAfterKey(event.key, at, rows.length, Math.floor(viewport / rowHeight));
    if (next === 'header') {
      if (held.shift) return false;
      setHeader(columns[0]?.field.id);
    } else if (next !== undefined) moveTo(next, moveMode(held));
    return next !== undefined;
  }

  /** Arrows move; with Shift they change the width, with Ctrl or Cmd the place of the column. */
  function headerKey({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, id: string): boolean {
    const place = columns.findIndex(({ field }) => field.id === id);
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const step = key === 'ArrowLeft' ? -1 : 1;
      const neighbour = columns[place + step]?.field.id;
      if (shiftKey) store.resizeColumn(id, widthOf(id) + step * WIDTH_STEP);
      else if (ctrlKey || metaKey) neighbour !== undefined && store.moveColumn(id, neighbour);
      else setHeader(neighbour ?? id);
    } else if (key === 'ArrowDown') moveTo(Math.max(0, at));
    else if (key === 'Enter' || key === ' ') store.sortBy(id);
    else return false;
    return true;
  }

  function pick(event: MouseEvent, index: number): void {
    const mode = clickMode({ command: event.ctrlKey || event.metaKey, shift: event.shiftKey });
    moveTo(index, mode);
    if (mode === 'only') store.openDetails();
  }

  /** The rows keep one listener however often the list is drawn. */
  const latestPick = useRef(pick);
  latestPick.current = pick;
  const onPick = useMemo(() => (event: MouseEvent, index: number) => latestPick.current(event, index), []);

  /** A click with Shift selects rows, and a double click opens one: neither selects text. */
  function keepText(event: MouseEvent): void {
    if (!event.shiftKey && event.detail < 2) return;
    event.preventDefault();
    grid.current?.focus();
  }

  const lines = useSlots({
    rows,
    slice,
    view: visibleSlice(top, viewport, rows.length, rowHeight, 0),
    capacity: capacityOf(viewport, rowHeight),
    isFollowing,
    schedule: store.schedule,
    draw: (index, key) => {
      const row = rows[index] as Row;
      const until = waitOfRow(row);
      return (
        <ListRow
          key={key}
          row={row}
          navigated={store.sort.value ? undefined : navigationBefore(rows, index, navigations)}
          index={index}
          top={index * rowHeight}
          selected={chosen.has(index)}
          active={index === at}
          left={until !== undefined && until > present ? secondsLeft(until, present) : undefined}
          columns={columns}
          context={context}
          onPick={onPick}
        />
      );
    },
  });

  const narrow = columns.filter(({ field, width }) => width < (field.column.iconBelow ?? 0));
  return (
    <div class="list">
      <div
        ref={grid}
        class={['grid', ...narrow.map(({ field }) => `icon-${field.id}`)].join(' ')}
        role="grid"
        tabIndex={0}
        aria-label={translate('failures')}
        aria-multiselectable="true"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={active}
        data-failures={store.snapshot.value.counts.failures}
        data-shown={store.shownCount.value}
        // A property that rows inherit: what changes with each key would have the style of every cell looked up anew.
        style={{ '--row': `${rowHeight}px`, '--columns': columns.map((one) => `${one.width}px`).join(' ') }}
        onScroll={scroll}
        onKeyDown={press}
        onMouseDown={keepText}
        onBlur={() => setHeader(undefined)}
      >
        <HeaderRow columns={columns} active={header} onMenu={() => store.togglePopover('columns')} />
        <div ref={body} class="rows" role="rowgroup" style={{ height: rows.length * rowHeight }}>
          {lines}
        </div>
      </div>
      <ColumnMenu />
      {rows.length === 0 && <Empty />}
    </div>
  );
}

/** Pixels that the longest of the verdicts takes in the language of the panel. */
function widestVerdict(translate: Translate, element: HTMLElement | null): number {
  const widths = Object.values(VERDICT_WORD).map((word) => textWidth(translate(word), element));
  return Math.ceil(widths.reduce((most, one) => Math.max(most, one), 0)) + VERDICT_ICON;
}

function hasTextSelection({ currentTarget }: KeyboardEvent): boolean {
  const selection = currentTarget instanceof Element ? currentTarget.ownerDocument.getSelection() : null;
  return selection !== null && !selection.isCollapsed;
}
