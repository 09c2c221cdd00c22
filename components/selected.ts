/** What is selected in the list, and what of the session that stands for. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '../lib/finding.ts';
import { detailedOf, type Group, partsOf, wholeKey } from '../lib/session/group.ts';
import type { Session, Snapshot } from '../lib/session/log.ts';
import type { Row } from '../lib/session/rows.ts';
import {
  inherit,
  NOTHING_SELECTED,
  type Selection,
  type SelectMode,
  selectAll,
  select as selected,
} from './list/selection.ts';

interface SelectedDeps {
  readonly snapshot: ReadonlySignal<Snapshot>;
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly session: Pick<Session, 'failuresOf'>;
  readonly focusList: () => void;
  /** A row was picked. */
  readonly onSelected: () => void;
}

/** A key leads to its place without a walk over ten thousand rows. */
function placesOf(items: readonly { readonly key: string }[]): ReadonlyMap<string, number> {
  return new Map(items.map(({ key }, i) => [key, i]));
}

/**
 * Where the rows of these keys stand: of rows, and of the groups that a row stands for or belongs to, where they have no row of their own.
 * After each sort and each new failure, looking for a few among ten thousand costs a tenth of noting where each one stands.
 */
function placesOfRows(rows: readonly Row[], keys: ReadonlySet<string>): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const note = (key: string, place: number): void => {
    if (keys.has(key)) places.set(key, place);
  };
  for (const [i, row] of rows.entries()) {
    note(row.key, i);
    for (const part of row.kind === 'failure' && row.fold !== 'open' ? partsOf(row.group) : []) {
      note(part.key, i);
      note(wholeKey(part), i);
    }
  }
  return places;
}

export function createSelected({ snapshot, rows, session, focusList, onSelected }: SelectedDeps) {
  const selection = signal<Selection>(NOTHING_SELECTED);
  const detailsOpen = signal(false);

  const groups = computed(() => snapshot.value.groups);
  const groupPlaces = computed(() => placesOf(groups.value));
  /** Every key of which somebody asks where it stands. */
  const askedKeys = computed(() => {
    const { keys, active } = selection.value;
    return active === undefined || keys.has(active) ? keys : new Set([...keys, active]);
  });
  const rowPlaces = computed(() => placesOfRows(rows.value, askedKeys.value));
  const placeOf = (key: string | undefined) => (key === undefined ? -1 : (rowPlaces.value.get(key) ?? -1));
  /** By the key of a group, or of a row that stands for several; one that the filter holds back altogether is gone. */
  const groupOf = (key: string) => groups.value[groupPlaces.value.get(key) ?? -1] ?? groupAt(placeOf(key));
  const groupAt = (place: number) => {
    const row = rows.value[place];
    return row?.kind === 'failure' ? row.group : undefined;
  };

  /** The row the keyboard is on; -1 while the list does not show it. */
  const activeIndex = computed(() => placeOf(selection.value.active));

  /** Of several selected rows, the one whose details are shown: where the keyboard is, or what was selected last. */
  const shownKey = computed(() => {
    const { keys, active } = selection.value;
    return active !== undefined && keys.has(active) ? active : [...keys].at(-1);
  });
  /** In the list or held back by the filter. */
  const shownGroup = computed(() => {
    const group = shownKey.value === undefined ? undefined : groupOf(shownKey.value);
    return group && detailedOf(group);
  });
  const shownFailures = computed<readonly Failure[]>(() =>
    shownGroup.value ? session.failuresOf(shownGroup.value) : [],
  );
  /** Places of the selected rows in the list. */
  const selectedPlaces = computed<ReadonlySet<number>>(() => new Set([...selection.value.keys].map(placeOf)));
  const shownHealthy = computed(() => {
    const row = rows.value[placeOf(shownKey.value)];
    return row?.kind === 'healthy' ? row.healthy : undefined;
  });
  /** Every selected group: those of the list in its order, then those that the filter holds back. */
  const selectedGroups = computed<readonly Group[]>(() => {
    const { keys } = selection.value;
    const last = rows.value.length;
    const places = new Map<Group, number>();
    for (const key of keys) {
      const group = groupOf(key);
      if (!group) continue;
      const listed = placeOf(key);
      places.set(group, listed >= 0 ? listed : last + (groupPlaces.value.get(key) ?? 0));
    }
    return [...places].sort(([, a], [, b]) => a - b).map(([group]) => group);
  });
  /** How many of them the list does not show. */
  const heldBack = computed(() => selectedGroups.value.filter(({ key }) => placeOf(key) < 0).length);

  function select(row: Row | undefined, mode: SelectMode = 'only'): void {
    batch(() => {
      if (row) selection.value = selected(selection.value, row.key, mode, () => keysOf(rows.value));
      onSelected();
    });
  }

  return {
    selection: selection as ReadonlySignal<Selection>,
    detailsOpen: detailsOpen as ReadonlySignal<boolean>,
    activeIndex,
    shownGroup,
    shownFailures,
    shownHealthy,
    selectedGroups,
    selectedPlaces,
    heldBack,
    /** What a click on a row, or a key that leads to it, does to the selection. */
    select,
    selectKey: (key: string) => select(rows.value[placesOfRows(rows.value, new Set([key])).get(key) ?? -1]),
    /** From the filter into the list: to the row the keyboard was on, or to the first one. */
    enterList: () => {
      if (activeIndex.value < 0) select(rows.value[0]);
      focusList();
    },
    selectAll: () => {
      selection.value = selectAll(selection.value, keysOf(rows.value));
    },
    selectNothing: () => {
      selection.value = NOTHING_SELECTED;
    },
    /** Takes the next picture of the session with the selection carried over to it. */
    carryOver(show: () => void): void {
      const before = snapshot.peek();
      const keys =
        selection.peek().keys.size > 0 || selection.peek().active !== undefined ? groupPlaces.peek() : undefined;
      batch(() => {
        show();
        if (keys) selection.value = afterUpdate(selection.peek(), before, keys, snapshot.peek(), groupPlaces.peek());
      });
    },
    openDetails: () => {
      detailsOpen.value = shownGroup.value !== undefined || shownHealthy.value !== undefined;
    },
    closeDetails: () => {
      detailsOpen.value = false;
    },
  };
}

export function groupsOf(rows: readonly Row[]): Group[] {
  return rows.flatMap((row) => (row.kind === 'failure' ? [row.group] : []));
}

function keysOf(rows: readonly Row[]): string[] {
  return rows.map(({ key }) => key);
}

type Places = ReadonlyMap<string, number>;

/**
 * The selection in the next picture of the session. A failure whose body was read late can move to another group: the one
 * that now holds it takes over. A group that is gone is no longer selected.
 */
function afterUpdate(selection: Selection, before: Snapshot, places: Places, next: Snapshot, now: Places): Selection {
  const lost = (key: string) => places.has(key) && !now.has(key);
  const { keys, active, anchor } = selection;
  if (![...keys, active ?? '', anchor ?? ''].some(lost)) return selection;
  return inherit(selection, (key) => {
    const group = lost(key) ? before.groups[places.get(key) ?? -1] : undefined;
    return group ? heirOf(group, next)?.key : key;
  });
}

function heirOf(lost: Group, { groups }: Snapshot): Group | undefined {
  const { id } = lost.last.exchange;
  return groups.find(({ first, last }) => last.exchange.id === id || first.exchange.id === id);
}
