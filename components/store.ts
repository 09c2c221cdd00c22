/** The state of the panel: a picture of the session, what the user chose to see of it, and what can be done with it. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type ConnectionRecord, initiatorOf, isSameLine, type RunningPlace } from '../lib/exchange.ts';
import type { Failure } from '../lib/finding.ts';
import type { Memory } from '../lib/memory.ts';
import type { Preferences } from '../lib/preferences.ts';
import type { Redacted } from '../lib/redact/redacted.ts';
import type { ReportFormat } from '../lib/report/formats.ts';
import type { ConnectionLog } from '../lib/session/connections.ts';
import { printCondition } from '../lib/session/filter/print.ts';
import { type Group, partsOf, reportedOf } from '../lib/session/group.ts';
import type { Healthy } from '../lib/session/healthy.ts';
import type { Snapshot } from '../lib/session/log.ts';
import type { TabId } from './details/tab-ids.ts';
import { createDrafting } from './families/drafting.ts';
import { createImports } from './imports.ts';
import { createIncidents } from './incidents.ts';
import { isUnread } from './kept.ts';
import { createKnown } from './known.ts';
import { parseSizes, type Sizes } from './layout.ts';
import { createListView, parseKeptView, VIEW } from './list/view.ts';
import { createNews } from './news.ts';
import { paced } from './pace.ts';
import { createReports, type Reporting, type Scope } from './report/reports.ts';
import { parseSavedFilters, SAVED_FILTERS } from './saved-filters.ts';
import { createSelected, groupsOf } from './selected.ts';
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
  const suggestions = createSuggestions(filterText, view.table, view.everyRow, view.language, {
    schedule,
    signal: ended,
  });
  const popover = signal<PopoverName | undefined>(undefined);
  /** Where the menu of the selected rows is open, in CSS pixels of the window. */
  const menu = signal<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const tab = signal<TabId>('diagnosis');
  const wantedFrame = signal<string | undefined>(undefined);
  const announcement = signal('');
  /** What is searched in the pane; undefined while its search is closed. */
  const find = signal<string | undefined>(undefined);
  /** Position in the body that the pane shows of what the search is at. */
  const found = signal<number | undefined>(undefined);
  const sizes = signal<Sizes>(parseSizes(deps.memory.recall(SIZES)) ?? {});
  const preferences = signal<Preferences>(stored.read());

  /** What was copied, and which frame was asked for, was of another row. */
  const onSelected = () => {
    copied.value = undefined;
    wantedFrame.value = undefined;
  };
  const chosen = createSelected({ snapshot, rows, session, focusList: deps.focusList, onSelected });
  const { shownFailures, selectedGroups } = chosen;
  const warnings = computed(() => (shownFailures.value.length > 0 ? host.warnings(shownFailures.value) : []));
  function refresh(): void {
    chosen.carryOver(() => {
      snapshot.value = session.snapshot();
    });
  }
  const news = createNews(snapshot, translate, { now, schedule, signal: ended });
  // Nobody is to read what a row said before the pack of its service came.
  session.subscribe(paced(refresh, DRAW_MS, { now, schedule, signal: ended }), ended);

  /** What the user does shows at once. */
  function act(change: () => void): void {
    change();
    refresh();
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

  const selectedParts = () => [...new Set(selectedGroups.value.flatMap(partsOf))];

  function groupsIn(scope: Scope): readonly Group[] {
    switch (scope) {
      case 'selection':
        // One row is one report, for however many addresses it stands.
        return selectedGroups.value.length > 1 ? selectedParts() : selectedGroups.value.flatMap(reportedOf);
      case 'shown':
        return groupsOf(rows.value.filter((row) => row.kind === 'failure' && row.fold !== 'part')).flatMap(partsOf);
      case 'all':
        return snapshot.value.groups;
      default:
        return scope satisfies never;
    }
  }

  /** Healthy exchanges: those in the list, or all that are still held. */
  function healthyIn(scope: Scope): readonly Healthy[] {
    if (scope === 'all') return snapshot.value ? session.healthy() : [];
    const { keys } = chosen.selection.value;
    return rows.value.flatMap((row) =>
      row.kind === 'healthy' && (scope === 'shown' || keys.has(row.key)) ? [row.healthy] : [],
    );
  }

  const sizesAreDamaged = isUnread(deps.memory, SIZES, parseSizes);
  const settingsTrouble = signal(stored.isDamaged() || known.isDamaged || sizesAreDamaged || viewIsDamaged);

  const clear = () => {
    chosen.selectNothing();
    act(session.clear);
  };
  const setRecording = (on: boolean) => act(() => session.setRecording(on));
  const imports = createImports({ host, clear, setRecording, translate, say, signal: ended });
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
    isKnown: (group: Group) => partsOf(group).every(known.isKnown),
    setKnown: (groups: readonly Group[], isKnown: boolean) => known.setKnown(groups.flatMap(partsOf), isKnown),
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
    tab,
    /** Id of the frame at which the frames are to open. */
    wantedFrame: wantedFrame as ReadonlySignal<string | undefined>,
    showFrame: (id: string) =>
      batch(() => {
        wantedFrame.value = id;
        tab.value = 'frames';
      }),
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
    ...chosen,
    groupsIn,
    healthyIn,
    warnings,
    storyOf: (failure: Failure) => (snapshot.value ? session.storyOf(failure) : undefined),
    differencesOf: (failure: Failure) => (snapshot.value ? session.differencesOf(failure) : undefined),
    /** How many of the failures held the same line of code caused. */
    failuresAt: (place: RunningPlace) => (snapshot.value ? failuresAt(session.failures(), place) : 0),

    words: host.words,
    /** A connection's recent records. Whatever reads them while it is drawn is drawn anew when the session changes. */
    connection: (id: string): ConnectionLog | undefined => (snapshot.value ? session.connection(id) : undefined),
    redactedText,
    toggleRecording: () => setRecording(!snapshot.value.recording),
    setPreserveLog: (on: boolean) => act(() => session.setPreserveLog(on)),
    clear,
    ...createDrafting(),
    ...reports,
    copied: copied as ReadonlySignal<ReportFormat | undefined>,
  };
}

function failuresAt(all: readonly Failure[], place: RunningPlace): number {
  return all.filter(({ exchange }) => {
    const asked = initiatorOf(exchange);
    return asked !== undefined && isSameLine(asked, place);
  }).length;
}
