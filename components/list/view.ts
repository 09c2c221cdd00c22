/** What the user chose to see of the session, and the rows that this leaves. */
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Memory } from '../../lib/memory.ts';
import { FIELDS } from '../../lib/session/fields/index.ts';
import { createFieldTable } from '../../lib/session/fields/table.ts';
import { NOTHING_PRESSED, narrow, type Pressed } from '../../lib/session/filter/narrow.ts';
import { BY_ENDPOINT, createFolding, type GroupingRules } from '../../lib/session/folds.ts';
import { wholeKey } from '../../lib/session/group.ts';
import type { Session, Snapshot } from '../../lib/session/log.ts';
import { createRowSource, isPart, type Row } from '../../lib/session/rows.ts';
import type { Words } from '../../lib/words/words.ts';
import { createSavedFilters } from '../saved-filters.ts';
import { filterLanguage } from '../toolbar/language.ts';
import { type ColumnChoices, moveTo, nextSort, readChoices, type Sort, setShown, setWidth } from './columns.ts';
import { GROUPINGS, type Grouping, isGrouping } from './groupings.ts';
import { spanOf } from './waterfall.tsx';

interface ViewDeps {
  readonly session: Pick<Session, 'healthy' | 'failuresOf'>;
  readonly words: Words;
  readonly memory: Memory;
  /** Nothing is kept any more. */
  readonly ended: AbortSignal;
}

/** The name under which the columns are kept. */
const COLUMNS = 'columns';

/** The name under which the rest of the view is kept. */
export const VIEW = 'view';

interface KeptView {
  readonly filter: string;
  readonly showAll: boolean;
  readonly sort: Sort | undefined;
  readonly grouping: Grouping;
}

const NOTHING_KEPT: KeptView = { filter: '', showAll: false, sort: undefined, grouping: 'endpoint' };

/** Longest filter that is kept, in characters. */
const MAX_FILTER = 2_000;

/** Reads a view that was stored, whoever wrote it; undefined where it is none. */
export function parseKeptView(stored: unknown): KeptView | undefined {
  // Earlier versions kept no grouping.
  const {
    filter,
    showAll,
    sort,
    grouping = NOTHING_KEPT.grouping,
  } = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  if (typeof filter !== 'string' || filter.length > MAX_FILTER || typeof showAll !== 'boolean') return undefined;
  if (!isGrouping(grouping)) return undefined;
  if (sort === undefined) return { filter, showAll, sort, grouping };
  const { column, descending } = (typeof sort === 'object' && sort !== null ? sort : {}) as Record<string, unknown>;
  if (typeof column !== 'string' || typeof descending !== 'boolean') return undefined;
  return { filter, showAll, sort: { column, descending }, grouping };
}

/** @param only keys of the rows that an incident is about; undefined where none is picked */
export function createListView(
  snapshot: ReadonlySignal<Snapshot>,
  only: ReadonlySignal<ReadonlySet<string> | undefined>,
  { session, words, memory, ended }: ViewDeps,
) {
  const table = createFieldTable(FIELDS, words);
  const rowsOf = createRowSource();

  const kept = parseKeptView(memory.recall(VIEW)) ?? NOTHING_KEPT;
  const filterText = signal(kept.filter);
  const pressed = signal<Pressed>(NOTHING_PRESSED);
  const showAll = signal(kept.showAll);
  const sort = signal<Sort | undefined>(
    table.columns.some(({ id }) => id === kept.sort?.column) ? kept.sort : undefined,
  );
  const grouping = signal(kept.grouping);
  /** Of the last grouping that was loaded. */
  const rules = signal<GroupingRules>(BY_ENDPOINT);
  const shownFolding = computed(() => createFolding(rules.value));
  const splitting = computed(() => rules.value.createSplitting?.(session.failuresOf));
  const everyFolding = computed(() => createFolding(rules.value));
  /** Undefined until a filter is first wanted, and for the moment that it takes to load. */
  const language = signal(filterLanguage.now());
  const saved = createSavedFilters(memory, table, language);
  const columns = signal<ColumnChoices>(readChoices(memory.recall(COLUMNS), table.columns));

  async function learnLanguage(): Promise<void> {
    language.value = await filterLanguage.load();
  }
  /** Until the language is there, the list stays as it is. */
  const query = computed(() =>
    filterText.value === '' ? undefined : language.value?.readQuery(filterText.value, table),
  );
  /** Every row in the order of time, whatever the filter: neither a keystroke in it nor a sort order puts them in order again. */
  const everyRow = computed(() => {
    const { groups } = snapshot.value;
    return inTime(rowsOf(splitting.value?.(groups) ?? groups, showAll.value ? session.healthy() : []));
  });
  /** The same in the order that the user chose. */
  const everySorted = computed(() =>
    sort.value ? table.sorted(everyRow.value, sort.value.column, sort.value.descending) : everyRow.value,
  );
  const asked = computed(() => {
    const keys = only.value;
    return saved.throughSaved(keys ? everyRow.value.filter((row) => keys.has(heldKey(row))) : everyRow.value);
  });
  const narrowed = computed(() => narrow(query.value, pressed.value, asked.value, table));
  const openFolds = signal<ReadonlySet<string>>(new Set());
  /** What the filter lets through, rows that share what the list is grouped by as one. */
  const folded = computed(() => shownFolding.value(narrowed.value.rows, openFolds.value));
  const rows = computed(() => {
    const list = folded.value;
    if (!sort.value) return list;
    // Mostly nothing is folded: then the order is known.
    if (list === narrowed.value.rows) return inOrder(list, everySorted.value);
    return withParts(
      list,
      table.sorted(
        list.filter((row) => !isPart(row)),
        sort.value.column,
        sort.value.descending,
      ),
    );
  });
  const span = computed(() => spanOf(rows.value));
  /** How many rows there are without any filter, and with it: the parts of an open one do not count. */
  const everyCount = computed(() => everyFolding.value(everyRow.value, NOTHING_OPEN).length);
  const shownCount = computed(() => rows.value.reduce((count, row) => (isPart(row) ? count : count + 1), 0));
  const isFiltered = computed(
    () =>
      query.value?.root !== undefined || pressed.value.size > 0 || only.value !== undefined || saved.hasSavedOn.value,
  );

  const isAsked = () => filterText.value !== '' || saved.hasSavedOn.value;
  const isReady = isAsked() ? learnLanguage() : undefined;
  const stopLearning = effect(() => {
    if (isAsked() && !language.value) void learnLanguage();
  });
  const stop = effect(() => {
    const view: KeptView = {
      filter: filterText.value,
      showAll: showAll.value,
      sort: sort.value,
      grouping: grouping.value,
    };
    memory.keep(VIEW, view);
  });
  ended.addEventListener('abort', stop, { once: true });
  ended.addEventListener('abort', stopLearning, { once: true });

  function groupBy(id: Grouping): void {
    grouping.value = id;
    void GROUPINGS[id]().then((loaded) => {
      if (grouping.value === id) rules.value = loaded;
    });
  }
  groupBy(grouping.value);

  function choose(next: ColumnChoices): void {
    columns.value = next;
  }

  return {
    ...saved,
    table,
    language: language as ReadonlySignal<typeof language.value>,
    learnLanguage,
    /** Resolves when a filter that was kept can be asked; undefined where none was. */
    isReady,
    filterText,
    pressed: pressed as ReadonlySignal<Pressed>,
    showAll,
    grouping: grouping as ReadonlySignal<Grouping>,
    groupBy,
    sort: sort as ReadonlySignal<Sort | undefined>,
    columns: columns as ReadonlySignal<ColumnChoices>,
    everyRow,
    everyCount,
    shownCount,
    rows,
    /** From the first to the last of them. */
    span,
    /** Shows the parts of a row that stands for several, or puts them away. */
    toggleFold(key: string): void {
      const next = new Set(openFolds.value);
      if (!next.delete(key)) next.add(key);
      openFolds.value = next;
    },
    isFiltered,
    faults: computed(() => narrowed.value.faults),
    chips: computed(() => narrowed.value.chips),

    /** A plain click picks one chip of its field or lets go of it; with Ctrl or Cmd it adds or takes away. */
    toggleChip(field: string, value: string, several: boolean): void {
      const before = pressed.value.get(field) ?? new Set();
      const values = toggled(before, value, several);
      const next = new Map(pressed.value);
      if (values.size > 0) next.set(field, values);
      else next.delete(field);
      pressed.value = next;
    },
    releaseChips(field: string): void {
      const next = new Map(pressed.value);
      next.delete(field);
      pressed.value = next;
    },
    clearFilter: () =>
      batch(() => {
        filterText.value = '';
        pressed.value = NOTHING_PRESSED;
        saved.switchFiltersOff();
      }),
    sortBy(column: string): void {
      sort.value = nextSort(sort.value, column);
    },
    showColumn: (id: string, shown: boolean) => {
      choose(setShown(columns.value, id, shown));
      memory.keep(COLUMNS, columns.value);
    },
    /** Undefined gives the width back to the layout. `isFinal`: not while it is dragged. */
    resizeColumn: (id: string, width: number | undefined, isFinal = true) => {
      choose(setWidth(columns.value, id, width));
      if (isFinal) memory.keep(COLUMNS, columns.value);
    },
    moveColumn: (id: string, target: string) => {
      choose(moveTo(columns.value, id, target));
      memory.keep(COLUMNS, columns.value);
    },
    resetColumns: () => {
      choose(readChoices(undefined, table.columns));
      memory.keep(COLUMNS, undefined);
    },
  };
}

const NOTHING_OPEN: ReadonlySet<string> = new Set();

/** The key by which the session knows what a row shows. */
function heldKey(row: Row): string {
  return row.kind === 'failure' ? wholeKey(row.group) : row.key;
}

/** Rows in their new order, each with the parts that follow it in the list as it was. */
function withParts(list: readonly Row[], ordered: readonly Row[]): readonly Row[] {
  const parts = new Map<Row, Row[]>();
  let head: Row[] = [];
  for (const row of list) {
    if (isPart(row)) head.push(row);
    else {
      head = [];
      parts.set(row, head);
    }
  }
  return ordered.flatMap((row) => [row, ...(parts.get(row) ?? [])]);
}

function inTime(rows: readonly Row[]): readonly Row[] {
  return rows.every((row, i) => row.at >= (rows[i - 1]?.at ?? row.at)) ? rows : [...rows].sort((a, b) => a.at - b.at);
}

/** Some of these rows, in the order of all of them. */
function inOrder(some: readonly Row[], all: readonly Row[]): readonly Row[] {
  if (some.length === all.length) return all;
  const wanted = new Set(some);
  return all.filter((row) => wanted.has(row));
}

function toggled(values: ReadonlySet<string>, value: string, several: boolean): ReadonlySet<string> {
  const had = values.has(value);
  if (!several) return had && values.size === 1 ? new Set() : new Set([value]);
  return had ? new Set([...values].filter((one) => one !== value)) : new Set([...values, value]);
}
