/** The state of the panel: a picture of the session, what the user chose to see of it, and what can be done with it. */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Permanence } from '../lib/catalog/schema.ts';
import type { Report, ReportFormat } from '../lib/report/report.ts';
import { createMatcher, parseFilter } from '../lib/session/filter.ts';
import type { Frame, SocketFrames } from '../lib/session/frames.ts';
import type { Group } from '../lib/session/group.ts';
import type { Snapshot } from '../lib/session/log.ts';
import type { TabId } from './details/tab-ids.ts';
import type { PanelHost } from './host.ts';
import { type ColumnId, nextSort, type Sort } from './list/columns.ts';
import { type Row, rowsOf } from './list/rows.ts';
import { oneLine } from './text/clean.ts';
import type { Translate } from './translate.ts';

export interface StoreDeps {
  readonly host: PanelHost;
  readonly translate: Translate;
  readonly writeClipboard: (text: string) => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs a callback once after a delay in milliseconds, unless `signal` aborts first. */
  readonly schedule: (run: () => void, delayMs: number, signal: AbortSignal) => void;
  /** Ends the subscription to the session. */
  readonly signal: AbortSignal;
}

/** How long "Copied" stays, in milliseconds: long enough to read two words. */
const FEEDBACK_MS = 2_500;

export type Store = ReturnType<typeof createStore>;

export function createStore({ host, translate, writeClipboard, now, schedule, signal: ended }: StoreDeps) {
  const { session } = host;
  const matcher = createMatcher(host.families);

  const snapshot = signal<Snapshot>(session.snapshot());
  const filterText = signal('');
  const families = signal<ReadonlySet<string>>(new Set());
  const permanences = signal<ReadonlySet<Permanence>>(new Set());
  const showAll = signal(false);
  const sort = signal<Sort | undefined>(undefined);
  const selectedKey = signal<string | undefined>(undefined);
  const detailsOpen = signal(false);
  const tab = signal<TabId>('diagnosis');
  /** The format that was copied a moment ago. */
  const copied = signal<ReportFormat | undefined>(undefined);
  const announcement = signal('');
  /** The text of a report that the clipboard refused. */
  const refused = signal<string | undefined>(undefined);

  const filter = computed(() => parseFilter(filterText.value));
  const rows = computed(() => {
    const { groups } = snapshot.value;
    const view = { filter: filter.value, families: families.value, permanences: permanences.value, sort: sort.value };
    return rowsOf(groups, showAll.value ? session.passed() : [], view, matcher);
  });
  const selectedIndex = computed(() => rows.value.findIndex((row) => row.key === selectedKey.value));

  /** The selected group, in the list or held back by the filter. */
  const selectedGroup = computed(() => snapshot.value.groups.find((group) => group.key === selectedKey.value));
  const selectedFailures = computed(() => (selectedGroup.value ? session.failuresOf(selectedGroup.value.key) : []));
  const selectedPassed = computed(() => {
    const row = rows.value[selectedIndex.value];
    return row?.kind === 'passed' ? row.passed : undefined;
  });
  /** The report on the selected failures once it is written; an older one until then. */
  const report = signal<Report | undefined>(undefined);
  const stopReporting = effect(() => {
    const failures = selectedFailures.value;
    if (failures.length === 0) {
      report.value = undefined;
      return;
    }
    void host.report([failures], 'github').then((written) => {
      if (failures === selectedFailures.peek()) report.value = written;
    });
  });
  ended.addEventListener('abort', stopReporting, { once: true });
  const warnings = computed(() => (selectedFailures.value.length > 0 ? host.warnings(selectedFailures.value) : []));
  const isFiltered = computed(() => filter.value.terms.length + families.value.size + permanences.value.size > 0);

  session.subscribe(() => {
    const selected = selectedGroup.peek();
    const next = session.snapshot();
    batch(() => {
      snapshot.value = next;
      if (selected && !selectedGroup.value) selectedKey.value = heirOf(selected, next)?.key ?? selectedKey.value;
    });
  }, ended);

  /** Redacting takes longer than drawing, and a frame never changes. */
  const frameTexts = new WeakMap<Frame, string>();
  function frameText(frame: Frame): string {
    const text = frameTexts.get(frame) ?? host.frameText(frame.text);
    frameTexts.set(frame, text);
    return text;
  }

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

  async function copyReport(format: ReportFormat = 'github'): Promise<void> {
    const group = selectedGroup.value;
    if (!group) return;
    const { text } = await host.report([selectedFailures.value], format);
    try {
      await writeClipboard(text);
      const { code, name } = group.last.diagnosis;
      batch(() => {
        copied.value = format;
        say(translate('copiedReport', `${oneLine(code, 60)} ${oneLine(name, 120)}`));
      });
    } catch {
      refused.value = text;
    }
  }

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
    selectedKey: selectedKey as ReadonlySignal<string | undefined>,
    detailsOpen: detailsOpen as ReadonlySignal<boolean>,
    tab,
    copied: copied as ReadonlySignal<ReportFormat | undefined>,
    announcement: announcement as ReadonlySignal<string>,
    refused: refused as ReadonlySignal<string | undefined>,
    rows,
    selectedIndex,
    selectedGroup,
    selectedFailures,
    selectedPassed,
    report: report as ReadonlySignal<Report | undefined>,
    warnings,
    isFiltered,

    familyTitle: (id: string) => host.families.get(id)?.title ?? id,
    familyChip: (id: string) => host.families.get(id)?.chip ?? id,
    /** A socket's recent frames. Whatever reads them while it is drawn is drawn anew when the session changes. */
    framesOf: (socketId: string): SocketFrames | undefined => (snapshot.value ? session.framesOf(socketId) : undefined),
    frameText,
    toggleRecording: () => session.setRecording(!snapshot.value.recording),
    setPreserveLog: (on: boolean) => session.setPreserveLog(on),
    clear: () => {
      selectedKey.value = undefined;
      session.clear();
    },
    select: (row: Row | undefined) =>
      batch(() => {
        selectedKey.value = row?.key;
        copied.value = undefined;
      }),
    openDetails: () => {
      detailsOpen.value = selectedGroup.value !== undefined || selectedPassed.value !== undefined;
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
    copyReport,
    dismissRefused: () => {
      refused.value = undefined;
    },
  };
}

/** A failure whose body was read late can move to another group: the one that now holds it takes over the selection. */
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
