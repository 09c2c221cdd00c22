/** The state of the panel: a picture of the session, what the user chose to see of it, and what can be done with it. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type CodePlace, type ConnectionRecord, initiatorOf } from '../lib/exchange.ts';
import type { Failure } from '../lib/finding.ts';
import type { Memory } from '../lib/memory.ts';
import type { Preferences } from '../lib/preferences.ts';
import type { Redacted } from '../lib/redact/redacted.ts';
import type { ReportFormat } from '../lib/report/formats.ts';
import type { ConnectionLog } from '../lib/session/connections.ts';
import { printCondition } from '../lib/session/filter/print.ts';
import type { Group } from '../lib/session/group.ts';
import type { Healthy } from '../lib/session/healthy.ts';
import type { Snapshot } from '../lib/session/log.ts';
import type { Row } from '../lib/session/rows.ts';
import type { TabId } from './details/tab-ids.ts';
import { createDrafting } from './families/drafting.ts';
import { createImports } from './imports.ts';
import { createIncidents } from './incidents.ts';
import { isUnread } from './kept.ts';
import { createKnown } from './known.ts';
import { parseSizes, type Sizes } from './layout.ts';
import {
  inherit,
  NOTHING_SELECTED,
  type Selection,
  type SelectMode,
  selectAll,
  select as selected,
} from './list/selection.ts';
import { createListView, parseKeptView, VIEW } from './list/view.ts';
import { createNews } from './news.ts';
import { paced } from './pace.ts';
import { createReports, type Reporting, type Scope } from './report/reports.ts';
import { parseSavedFilters, SAVED_FILTERS } from './saved-filters.ts';
import { createSuggestions } from './toolbar/suggestions.ts';

export interface StoreDeps
  extends Pick<Reporting, 'host' | 'translate' | 'writeClipboard' | 'saveFile' | 'now' | 'schedule'> {
  /** Where the layout of the panel is kept. */
  readonly memory: Memory;
  /** Puts the focus on the list. */
  readonly focusList: () => void;
  /** Ends the subscription to the session. */
  readonly signal: AbortSignal;
}

/** The name under which the sizes of the details are kept. */
const SIZES = 'sizes';

/** How long what was done is told, in milliseconds: long enough to read a line. */
const FEEDBACK_MS = 4_000;

/** While failures pour in, the panel is drawn once in so many milliseconds: faster than that nobody reads. */
const DRAW_MS = 250;

/** What can lie open over the panel, one at a time. */
export type PopoverName = 'columns' | 'help' | 'chips' | 'copies' | 'incidents' | 'toggles' | 'saved';

export type Store = ReturnType<typeof createStore>;

export function createStore(deps: StoreDeps) {
  const { host, translate, now, schedule, signal: ended } = deps;
  const { session, preferences: stored } = host;

  const snapshot = signal<Snapshot>(session.snapshot());
  const { visible, ...known } = createKnown(snapshot, deps.memory);
  const incidents = createIncidents(snapshot, session, { now, schedule, signal: ended });
  const viewIsDamaged = [
    isUnread(deps.memory, VIEW, parseKeptView),
    isUnread(deps.memory, SAVED_FILTERS, parseSavedFilters),
  ].includes(true);
  const view = createListView(visible, incidents.incidentKeys, {
    session,
    words: host.words,
    memory: deps.memory,
    ended,
  });
  const { rows, filterText } = view;
  const suggestions = createSuggestions(filterText, view.table, view.everyRow, view.language);
  const popover = signal<PopoverName | undefined>(undefined);
  /** Where the menu of the selected rows is open, in CSS pixels of the window. */
  const menu = signal<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const selection = signal<Selection>(NOTHING_SELECTED);
  const detailsOpen = signal(false);
  const tab = signal<TabId>('diagnosis');
  const announcement = signal('');
  /** What is searched in the pane; undefined while its search is closed. */
  const find = signal<string | undefined>(undefined);
  /** Position in the body that the pane shows of what the search is at. */
  const found = signal<number | undefined>(undefined);
  const sizes = signal<Sizes>(parseSizes(deps.memory.recall(SIZES)) ?? {});
  const preferences = signal<Preferences>(stored.read());

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
  function refresh(): void {
    const before = snapshot.peek();
    const next = session.snapshot();
    batch(() => {
      snapshot.value = next;
      selection.value = afterUpdate(selection.peek(), before, next);
    });
  }
  const news = createNews(snapshot, translate, { now, schedule, signal: ended });
  session.subscribe(paced(refresh, DRAW_MS, { now, schedule, signal: ended }), ended);

  /** What the user does shows at once. */
  function act(change: () => void): void {
    change();
    refresh();
  }

  function select(row: Row | undefined, mode: SelectMode = 'only'): void {
    batch(() => {
      if (row) selection.value = selected(selection.value, row.key, mode, keysOf(rows.value));
      copied.value = undefined;
    });
  }

  /** Redacting takes longer than drawing, and a record never changes. */
  let redactedTexts = new WeakMap<ConnectionRecord, Redacted<string>>();
  function redactedText(record: ConnectionRecord, textOf: (record: ConnectionRecord) => string): Redacted<string> {
    const text = redactedTexts.get(record) ?? host.redactedText(textOf(record));
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

  const sizesAreDamaged = isUnread(deps.memory, SIZES, parseSizes);
  const settingsTrouble = signal(stored.isDamaged() || known.isDamaged || sizesAreDamaged || viewIsDamaged);

  const imports = createImports({ host, translate, say, signal: ended });
  const reports = createReports({ ...deps, say, groupsIn, healthyIn, preferred: () => preferences.value.format });
  const { copied } = reports;

  return {
    host,
    translate,
    now,
    schedule,
    snapshot: snapshot as ReadonlySignal<Snapshot>,
    ...view,
    ...known,
    ...incidents,
    ...imports,
    clearFilter: () =>
      batch(() => {
        view.clearFilter();
        incidents.toggleIncident(undefined);
      }),
    suggestions,
    menu: menu as ReadonlySignal<{ readonly x: number; readonly y: number } | undefined>,
    openMenu: (x: number, y: number) => {
      menu.value = { x, y };
    },
    closeMenu: () => {
      menu.value = undefined;
    },
    focusList: deps.focusList,
    /** Narrows the list to rows whose field has this value, beside what is asked already. */
    addToFilter: (field: string, value: string) => {
      const condition = printCondition(field, value);
      const asked = filterText.value.trim();
      if (!asked.split(' ').includes(condition)) filterText.value = `${asked} ${condition}`.trim();
    },
    popover: popover as ReadonlySignal<PopoverName | undefined>,
    togglePopover: (name: PopoverName) => {
      popover.value = popover.value === name ? undefined : name;
    },
    closePopover: () => {
      popover.value = undefined;
    },
    selection: selection as ReadonlySignal<Selection>,
    detailsOpen: detailsOpen as ReadonlySignal<boolean>,
    tab,
    find,
    found,
    openFind: () => {
      find.value ??= '';
    },
    closeFind: () => {
      find.value = undefined;
    },
    sizes: sizes as ReadonlySignal<Sizes>,
    resizeDetails: (placement: keyof Sizes, size: number) => {
      sizes.value = { ...sizes.value, [placement]: size };
      deps.memory.keep(SIZES, sizes.value);
    },
    news,
    /** Settings that could not be read and were set aside, until somebody has seen that. */
    settingsTrouble: settingsTrouble as ReadonlySignal<boolean>,
    dismissSettingsTrouble: () => {
      settingsTrouble.value = false;
    },
    announcement: announcement as ReadonlySignal<string>,
    preferences: preferences as ReadonlySignal<Preferences>,
    activeIndex,
    shownGroup,
    shownFailures,
    shownHealthy,
    selectedGroups,
    heldBack,
    groupsIn,
    healthyIn,
    warnings,
    storyOf: (failure: Failure) => (snapshot.value ? session.storyOf(failure) : undefined),
    differencesOf: (failure: Failure) => (snapshot.value ? session.differencesOf(failure) : undefined),
    /** How many of the failures held the same line of code caused. */
    failuresAt: (place: CodePlace) =>
      snapshot.value ? session.failures().filter(({ exchange }) => isSameLine(initiatorOf(exchange), place)).length : 0,

    words: host.words,
    /** A connection's recent records. Whatever reads them while it is drawn is drawn anew when the session changes. */
    connection: (id: string): ConnectionLog | undefined => (snapshot.value ? session.connection(id) : undefined),
    redactedText,
    toggleRecording: () => act(() => session.setRecording(!snapshot.value.recording)),
    setPreserveLog: (on: boolean) => act(() => session.setPreserveLog(on)),
    clear: () => {
      selection.value = NOTHING_SELECTED;
      act(session.clear);
    },
    /** What a click on a row, or a key that leads to it, does to the selection. */
    select,
    selectKey: (key: string) => select(rows.value.find((row) => row.key === key)),
    /** From the filter into the list: to the row the keyboard was on, or to the first one. */
    enterList: () => {
      if (activeIndex.value < 0) select(rows.value[0]);
      deps.focusList();
    },
    selectAll: () => {
      selection.value = selectAll(selection.value, keysOf(rows.value));
    },
    openDetails: () => {
      detailsOpen.value = shownGroup.value !== undefined || shownHealthy.value !== undefined;
    },
    closeDetails: () => {
      detailsOpen.value = false;
    },
    ...createDrafting(),
    ...reports,
    copied: copied as ReadonlySignal<ReportFormat | undefined>,
  };
}

function isSameLine(one: CodePlace | undefined, other: CodePlace): boolean {
  return one !== undefined && one.line === other.line && one.url === other.url;
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
