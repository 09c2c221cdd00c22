import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Snapshot } from '../lib/session/log.ts';
import { type Clock, paced } from './pace.ts';
import { counted, type Translate } from './translate.ts';

/** News is told at most this often, in milliseconds: a screen reader has to get to the end of it. */
const TELL_MS = 2_000;

/** What a screen reader is told while failures come in: how many are new since it was told last. */
export function createNews(
  snapshot: ReadonlySignal<Snapshot>,
  translate: Translate,
  clock: Clock,
): ReadonlySignal<string> {
  const news = signal('');
  const seenIn = ({ counts }: Snapshot) => counts.failures + counts.dropped;
  let told = seenIn(snapshot.peek());

  const tell = paced(
    () => {
      const fresh = seenIn(snapshot.peek()) - told;
      told += fresh;
      if (fresh > 0) news.value = counted(translate, fresh, 'newFailuresOne', 'newFailuresMany');
    },
    TELL_MS,
    clock,
  );
  const stop = effect(() => {
    const seen = seenIn(snapshot.value);
    if (seen > told) tell();
    // Cleared: what comes next is new again.
    else told = seen;
  });
  clock.signal.addEventListener('abort', stop, { once: true });
  return news;
}
