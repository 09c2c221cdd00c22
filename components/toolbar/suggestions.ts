/** What the filter box suggests while somebody types, and which suggestion the keyboard is on. */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { FieldTable } from '../../lib/session/fields/table.ts';
import type { createSuggester, Suggestion } from '../../lib/session/filter/suggest.ts';
import type { Row } from '../../lib/session/rows.ts';
import type { Clock } from '../pace.ts';

/** A frame, in ms: by then a letter has been painted, whatever the list behind it has to do. */
const FRAME_MS = 20;

/** The id of the option at an index, by which the filter box names the active one. */
export function suggestionId(index: number): string {
  return `suggestion-${index}`;
}

/** @param language undefined until it is there: then nothing is suggested yet */
export function createSuggestions(
  filterText: Signal<string>,
  table: FieldTable,
  everyRow: ReadonlySignal<readonly Row[]>,
  language: ReadonlySignal<{ readonly createSuggester: typeof createSuggester } | undefined>,
  { schedule, signal: ended }: Pick<Clock, 'schedule' | 'signal'>,
) {
  const suggester = computed(() => language.value?.createSuggester(table));
  const options = signal<readonly Suggestion[]>([]);
  const active = signal(-1);
  /** Where somebody is who typed before the language was there; undefined where nobody waits for it. */
  let waitsAt: number | undefined;
  /** What stands in the box. */
  const text = signal(filterText.peek());
  let waiting = new AbortController();
  /** What follows from the letters that were typed last; undefined once it has. */
  let following: (() => void) | undefined;

  const stop = effect(() => {
    text.value = filterText.value;
    waiting.abort();
    following = undefined;
  });
  ended.addEventListener('abort', stop, { once: true });

  function offer(next: readonly Suggestion[]): void {
    waitsAt = undefined;
    batch(() => {
      options.value = next;
      active.value = -1;
    });
  }

  /** Values are those of this moment: a list that changes while somebody reads it helps no one. */
  function look(caret: number): void {
    const known = suggester.peek();
    offer(known?.suggest(filterText.peek(), caret, everyRow.peek()) ?? []);
    waitsAt = known ? undefined : caret;
  }

  const stopWaiting = effect(() => {
    if (suggester.value && waitsAt !== undefined) look(waitsAt);
  });
  ended.addEventListener('abort', stopWaiting, { once: true });

  return {
    options: options as ReadonlySignal<readonly Suggestion[]>,
    /** Index into the options; -1 for none. */
    active: active as ReadonlySignal<number>,
    activeOption: computed(() => options.value[active.value]),
    /** The filter itself, or what is about to be it: letters are painted before the list answers to them. */
    text: text as ReadonlySignal<string>,
    typed(letters: string, caret: number): void {
      waiting.abort();
      waiting = new AbortController();
      text.value = letters;
      following = () =>
        batch(() => {
          following = undefined;
          filterText.value = letters;
          if (letters === '') offer([]);
          else look(caret);
        });
      schedule(() => following?.(), FRAME_MS, waiting.signal);
    },
    /** Before a key that has to do with what is suggested. */
    settle: () => following?.(),
    /** Suggests even where nothing has been typed. */
    open: look,
    close: () => offer([]),
    /** To the next or the one before; past the end to none, and from there to the other end. */
    move(step: 1 | -1): void {
      const places = options.value.length + 1;
      active.value = ((active.value + 1 + step + places) % places) - 1;
    },
    /** Puts a suggestion in its place and says where the caret goes. Behind a key its values are next. */
    accept({ from, to, insert, value }: Suggestion): number {
      const caret = from + insert.length;
      batch(() => {
        filterText.value = filterText.value.slice(0, from) + insert + filterText.value.slice(to);
        if (value === undefined) look(caret);
        else offer([]);
      });
      return caret;
    },
  };
}
