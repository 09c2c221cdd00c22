/** Filters that the user gave names, any number of them switched on beside what stands in the box. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Memory } from '../lib/memory.ts';
import type { FieldTable } from '../lib/session/fields/table.ts';
import type { readQuery } from '../lib/session/filter/compile.ts';
import type { Row } from '../lib/session/rows.ts';

export interface SavedFilter {
  readonly name: string;
  readonly text: string;
  readonly on: boolean;
}

/** The name under which they are kept. */
export const SAVED_FILTERS = 'saved filters';

/** Filters kept, and characters of a name and of a filter. */
const MAX_SAVED = 50;
const MAX_NAME = 60;
const MAX_TEXT = 2_000;

/** @param language undefined until it is there: until then, every row is let through */
export function createSavedFilters(
  memory: Memory,
  table: FieldTable,
  language: ReadonlySignal<{ readonly readQuery: typeof readQuery } | undefined>,
) {
  const saved = signal<readonly SavedFilter[]>(parseSavedFilters(memory.recall(SAVED_FILTERS)) ?? []);
  const on = computed(() => saved.value.filter(({ on }) => on));
  const queries = computed(() => on.value.flatMap(({ text }) => language.value?.readQuery(text, table) ?? []));

  function keep(next: readonly SavedFilter[]): void {
    saved.value = next.slice(-MAX_SAVED);
    memory.keep(SAVED_FILTERS, saved.value);
  }

  return {
    savedFilters: saved as ReadonlySignal<readonly SavedFilter[]>,
    hasSavedOn: computed(() => on.value.length > 0),
    /** The rows that every filter lets through that is on. */
    throughSaved: (rows: readonly Row[]): readonly Row[] =>
      queries.value.reduce((left, query) => {
        const { passes } = query.select(left);
        return left.filter((_, i) => passes[i] === 1);
      }, rows),
    /** A filter of the same name gives way. What is saved is off: it stands in the box already. */
    saveFilter: (name: string, text: string) =>
      keep([
        ...saved.value.filter((one) => one.name !== name),
        { name: name.slice(0, MAX_NAME), text: text.slice(0, MAX_TEXT), on: false },
      ]),
    switchFilter: (name: string, on: boolean) =>
      keep(saved.value.map((one) => (one.name === name ? { ...one, on } : one))),
    switchFiltersOff: () => {
      if (on.value.length > 0) keep(saved.value.map((one) => ({ ...one, on: false })));
    },
    forgetFilter: (name: string) => keep(saved.value.filter((one) => one.name !== name)),
  };
}

/** Reads filters that were stored, whoever wrote them; undefined where they are none. */
export function parseSavedFilters(stored: unknown): readonly SavedFilter[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  const filters: SavedFilter[] = [];
  for (const one of stored.slice(-MAX_SAVED)) {
    const { name, text, on } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    if (typeof name !== 'string' || typeof text !== 'string' || typeof on !== 'boolean') return undefined;
    if (name === '' || name.length > MAX_NAME || text.length > MAX_TEXT) return undefined;
    if (!filters.some((known) => known.name === name)) filters.push({ name, text, on });
  }
  return filters;
}
