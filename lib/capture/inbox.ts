/** Events of the tap on their way in. Taps report by themselves and can be faster than the reading, so what waits is bounded. */
import { membersOf, textOf } from '../har/checked.ts';
import type { TapEvent } from '../tap/events.ts';
import { tapEventOf } from './tap-event.ts';
import type { Work } from './work.ts';

export interface Inbox {
  /** Takes what claims to be events of one document. Anything that is no event is left out. */
  accept(documentId: string, events: readonly unknown[]): void;
}

interface Options {
  readonly work: Work;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly take: (documentId: string, event: TapEvent) => void;
}

/** Characters of events that wait to be read: 128 MB at two bytes each. */
const MAX_PENDING_CHARACTERS = 64_000_000;
/** What an event takes besides its data, counted as characters. */
const EVENT_OVERHEAD = 100;

/** What goes beyond the bound is missed: as soon as the rest was read, an event of its own says how much. */
export function createInbox({ work, now, take }: Options): Inbox {
  let pending = 0;
  /** Events that were missed, by document. */
  const missed = new Map<string, number>();

  function reportMissed(): void {
    for (const [documentId, count] of missed) take(documentId, { type: 'lost', at: now(), count });
    missed.clear();
  }

  return {
    accept(documentId, events) {
      for (const value of events) {
        const { data, stack } = membersOf<{ data: string; stack: string }>(value);
        const weight = EVENT_OVERHEAD + textOf(data).length + textOf(stack).length;
        if (pending + weight > MAX_PENDING_CHARACTERS) {
          missed.set(documentId, (missed.get(documentId) ?? 0) + 1);
          continue;
        }
        pending += weight;
        work.add(() => {
          pending -= weight;
          const event = tapEventOf(value);
          if (event) take(documentId, event);
          if (missed.size > 0 && pending === 0) reportMissed();
        });
      }
    },
  };
}
