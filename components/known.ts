/** Failures that the user marked as known: rows like them stay out of sight until anything about them changes. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Memory } from '../lib/memory.ts';
import { type Group, wholeKey } from '../lib/session/group.ts';
import type { Snapshot } from '../lib/session/log.ts';
import { isUnread } from './kept.ts';

/** The name under which marks are kept. */
const KNOWN = 'known';

/** Marks kept; the oldest make room. */
const MAX_KNOWN = 1_000;

export function createKnown(snapshot: ReadonlySignal<Snapshot>, memory: Memory) {
  const marks = signal<readonly string[]>(parseMarks(memory.recall(KNOWN)) ?? []);
  const isDamaged = isUnread(memory, KNOWN, parseMarks);
  const isShown = signal(false);
  const marked = computed(() => new Set(marks.value));
  const signatures = new WeakMap<Group, string>();

  function signature(group: Group): string {
    const made = signatures.get(group) ?? hashOf(wholeKey(group));
    signatures.set(group, made);
    return made;
  }
  const isKnown = (group: Group) => marked.value.size > 0 && marked.value.has(signature(group));

  const hidden = computed(() => (marked.value.size === 0 ? 0 : snapshot.value.groups.filter(isKnown).length));
  /** The picture of the session without what is known, or as it is while that is shown. */
  const visible = computed(() =>
    hidden.value === 0 || isShown.value
      ? snapshot.value
      : { ...snapshot.value, groups: snapshot.value.groups.filter((group) => !isKnown(group)) },
  );

  return {
    visible,
    /** Whether marks that were kept could not be read. */
    isDamaged,
    /** How many rows are known, whether they are shown or not. */
    knownCount: hidden,
    knownIsShown: isShown,
    isKnown,
    setKnown(groups: readonly Group[], known: boolean): void {
      const changed = new Set(groups.map(signature));
      const others = marks.value.filter((mark) => !changed.has(mark));
      marks.value = (known ? [...others, ...changed] : others).slice(-MAX_KNOWN);
      memory.keep(KNOWN, marks.value);
    },
  };
}

/** Reads marks that were stored, whoever wrote them; undefined where they are none. */
export function parseMarks(stored: unknown): readonly string[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  const marks = stored.slice(-MAX_KNOWN);
  return marks.every((mark) => typeof mark === 'string' && /^[0-9a-f]{16}$/.test(mark)) ? marks : undefined;
}

/**
 * 64 bits of a text, as 16 hexadecimal digits: two FNV-1a hashes with different bases. What is kept on disk must not hold
 * addresses, and nobody gains by a collision.
 */
function hashOf(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x01000193) ^ (high >>> 15);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
