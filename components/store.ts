/** The state of the panel: a picture of the session, what the user chose to see of it, and what can be done with it. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Permanence } from '../lib/catalog/schema.ts';
import type { ConnectionRecord } from '../lib/exchange.ts';
import type { Preferences } from '../lib/preferences.ts';
import type { ReportFormat } from '../lib/report/formats.ts';
import type { ConnectionLog } from '../lib/session/connections.ts';
import { createMatcher, parseFilter } from '../lib/session/filter.ts';
import type { Group } from '../lib/session/group.ts';
import type { Healthy, Snapshot } from '../lib/session/log.ts';
import { recordText } from '../lib/words/record.ts';
import type { TabId } from './details/tab-ids.ts';
import { type ColumnId, nextSort, type Sort } from './list/columns.ts';
import { type Row, rowsOf } from './list/rows.ts';
import { inherit, NOTHING_SELECTED, type Selection, type SelectMode, select, selectAll } from './list/selection.ts';
import { createReports, type Reporting, type Scope } from './report/reports.ts';

export interface StoreDeps
  extends Pick<Reporting, 'host' | 'translate' | 'writeClipboard' | 'saveFile' | 'now' | 'schedule'> {
  /** Ends the subscription to the session. */
  readonly signal: AbortSignal;
}

/** How long what was done is told, in milliseconds: long enough to read a line. */
const FEEDBACK_MS = 4_000;

export type Store = ReturnType<typeof createStore>;

export function createStore(deps: StoreDeps) {
  const { host, translate, now, schedule, signal: ended } = deps;
  const { session, preferences: stored } = host;
  const matcher = createMatcher(host.words);

  const snapshot = signal<Snapshot>(session.snapshot());
  const filterText = signal('');
  const families = signal<ReadonlySet<string>>(new Set());
  const permanences = signal<ReadonlySet<Permanence>>(new Set());
  const showAll = signal(false);
  const sort = signal<Sort | undefined>(undefined);
  const selection = signal<Selection>(NOTHING_SELECTED);
  const detailsOpen = signal(false);
  const tab = signal<TabId>('diagnosis');
  const announcement = signal('');
  const preferences = signal<Preferences>(stored.read());

  const filter = computed(() => parseFilter(filterText.value));
  const rows = computed(() => {
    const { groups } = snapshot.value;
    const view = { filter: filter.value, families: families.value, permanences: permanences.value, sort: sort.value };
    return rowsOf(groups, showAll.value ? session.healthy() : [], view, matcher, host.words);
  });
  /** The row the keyboard is on; -1 while the list does not show it. */
  const activeIndex = computed(() => rows.value.findIndex((row) => row.key === selection.value.active));

  /** Of several selected rows, the one whose details are shown: where the keyboard is, or what was selected last. */
  const shownKey = computed(() => {
    const { keys, active } = selection.value;
    return active !== undefined && keys.has(active) ? active : [...keys].at(-1);
  });
  /** In the list or held back by the filter. */
  const shownGroup = computed(() => snapshot.value.groups.find((group) => group.key === shownKey.value));
  const shownFailures = computed(() => (shownGroup.value ? session.failuresOf(shownGroup.value.key) : []));
  const shownHealthy = computed(() => {
    const row = rows.value.find(({ key }) => key === shownKey.value);
    return row?.kind === 'healthy' ? row.healthy : undefined;
  });
  const warnings = computed(() => (shownFailures.value.length > 0 ? host.warnings(shownFailures.value) : []));
  /** Every selected group: those of the list in its order, then those that the filter holds back. */
  const selectedGroups = computed(() => {
    const { keys } = selection.value;
    const listed = groupsOf(rows.value).filter(({ key }) => keys.has(key));
    const there = new Set(listed);
    return [...listed, ...snapshot.value.groups.filter((group) => keys.has(group.key) && !there.has(group))];
  });
  /** How many of them the list does not show. */
  const heldBack = computed(() => {
    const listed = new Set(keysOf(rows.value));
    return selectedGroups.value.filter(({ key }) => !listed.has(key)).length;
  });
  const isFiltered = computed(() => filter.value.terms.length + families.value.size + permanences.value.size > 0);

  session.subscribe(() => {
    const before = snapshot.peek();
    const next = session.snapshot();
    batch(() => {
      snapshot.value = next;
      selection.value = afterUpdate(selection.peek(), before, next);
    });
  }, ended);

  /** Redacting takes longer than drawing, and a record never changes. */
  let redactedTexts = new WeakMap<ConnectionRecord, string>();
  function redactedText(record: ConnectionRecord): string {
    const text = redactedTexts.get(record) ?? host.redactedText(recordText(record));
    redactedTexts.set(record, text);
    return text;
  }

  stored.onChange(() => {
    redactedTexts = new WeakMap();
    preferences.value = stored.read();
  }, ended);

  let feedback = new AbortController();
  function say(text: string): void {
    feedback.abort();
    feedback = new AbortController();
    announcement.value = text;
    schedule(
      () =>
        batch(() => {
          announcement.value = '';
          copied.value = undefined;
        }),
      FEEDBACK_MS,
      feedback.signal,
    );
  }

  function groupsIn(scope: Scope): readonly Group[] {
    switch (scope) {
      case 'selection':
        return selectedGroups.value;
      case 'shown':
        return groupsOf(rows.value);
      case 'all':
        return snapshot.value.groups;
      default:
        return scope satisfies never;
    }
  }

  /** Healthy exchanges: those in the list, or all that are still held. */
  function healthyIn(scope: Scope): readonly Healthy[] {
    if (scope === 'all') return snapshot.value ? session.healthy() : [];
    const { keys } = selection.value;
    return rows.value.flatMap((row) =>
      row.kind === 'healthy' && (scope === 'shown' || keys.has(row.key)) ? [row.healthy] : [],
    );
  }

  const reports = createReports({ ...deps, say, groupsIn, healthyIn, preferred: () => preferences.value.format });
  const { copied } = reports;

  return {
    host,
    translate,
    now,
    schedule,
    snapshot: snapshot as ReadonlySignal<Snapshot>,
    filterText,
    families: families as ReadonlySignal<ReadonlySet<string>>,
    permanences: permanences as ReadonlySignal<ReadonlySet<Permanence>>,
    showAll,
    sort: sort as ReadonlySignal<Sort | undefined>,
    selection: selection as ReadonlySignal<Selection>,
    detailsOpen: detailsOpen as ReadonlySignal<boolean>,
    tab,
    announcement: announcement as ReadonlySignal<string>,
    preferences: preferences as ReadonlySignal<Preferences>,
    rows,
    activeIndex,
    shownGroup,
    shownFailures,
    shownHealthy,
    selectedGroups,
    heldBack,
    groupsIn,
    healthyIn,
    warnings,
    isFiltered,

    words: host.words,
    /** A connection's recent records. Whatever reads them while it is drawn is drawn anew when the session changes. */
    connection: (id: string): ConnectionLog | undefined => (snapshot.value ? session.connection(id) : undefined),
    redactedText,
    toggleRecording: () => session.setRecording(!snapshot.value.recording),
    setPreserveLog: (on: boolean) => session.setPreserveLog(on),
    clear: () => {
      selection.value = NOTHING_SELECTED;
      session.clear();
    },
    /** What a click on a row, or a key that leads to it, does to the selection. */
    select: (row: Row | undefined, mode: SelectMode = 'only') =>
      batch(() => {
        if (row) selection.value = select(selection.value, row.key, mode, keysOf(rows.value));
        copied.value = undefined;
      }),
    selectAll: () => {
      selection.value = selectAll(selection.value, keysOf(rows.value));
    },
    openDetails: () => {
      detailsOpen.value = shownGroup.value !== undefined || shownHealthy.value !== undefined;
    },
    closeDetails: () => {
      detailsOpen.value = false;
    },
    toggleFamily: (id: string, several: boolean) => toggle(families, id, several),
    togglePermanence: (kind: Permanence, several: boolean) => toggle(permanences, kind, several),
    showEveryFamily: () => {
      families.value = new Set();
    },
    clearFilter: () =>
      batch(() => {
        filterText.value = '';
        families.value = new Set();
        permanences.value = new Set();
      }),
    sortBy: (column: ColumnId) => {
      sort.value = nextSort(sort.value, column);
    },
    ...reports,
    copied: copied as ReadonlySignal<ReportFormat | undefined>,
  };
}

function groupsOf(rows: readonly Row[]): Group[] {
  return rows.flatMap((row) => (row.kind === 'failure' ? [row.group] : []));
}

function keysOf(rows: readonly Row[]): string[] {
  return rows.map(({ key }) => key);
}

/**
 * The selection in the next picture of the session. A failure whose body was read late can move to another group: the one
 * that now holds it takes over. A group that is gone is no longer selected.
 */
function afterUpdate(selection: Selection, before: Snapshot, next: Snapshot): Selection {
  if (selection.keys.size === 0 && selection.active === undefined) return selection;
  const known = new Set(next.groups.map(({ key }) => key));
  const lost = new Map(before.groups.filter(({ key }) => !known.has(key)).map((group) => [group.key, group]));
  if (lost.size === 0) return selection;
  return inherit(selection, (key) => {
    const group = lost.get(key);
    return group ? heirOf(group, next)?.key : key;
  });
}

function heirOf(lost: Group, { groups }: Snapshot): Group | undefined {
  const { id } = lost.last.exchange;
  return groups.find(({ first, last }) => last.exchange.id === id || first.exchange.id === id);
}

/** A plain click picks one or lets go of it; with Ctrl or Cmd it adds or takes away. */
function toggle<Item>(picked: Signal<ReadonlySet<Item>>, item: Item, several: boolean): void {
  const had = picked.value.has(item);
  if (!several) {
    picked.value = had && picked.value.size === 1 ? new Set() : new Set([item]);
    return;
  }
  const next = new Set(picked.value);
  if (had) next.delete(item);
  else next.add(item);
  picked.value = next;
}
