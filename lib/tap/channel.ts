/** Who reads what the tap has seen, and when: by draining, or by listening. Unread for long, the tap sleeps and holds nothing. */
import type { Content, Contents } from './content.ts';
import { ASLEEP_AFTER_MS, MAX_WAITING, type PageEvent, type SocketEvent, type TapEvent } from './events.ts';
import type { Natives } from './natives.ts';
import { createQueue, type Entry } from './queue.ts';

/** What a tap offers to whoever holds it. */
export interface Tap {
  /** `performance.timeOrigin` of its document when the tap came into it, in epoch ms. */
  readonly began: number;
  /**
   * Hands out what waits in numbered batches, as one text: `began`, whether the tap is blind (1) or not (0), the number of the batch,
   * and the JSON text of an array of events, with a blank between each. A text costs the page half as much to hand to DevTools, and
   * nothing of the page has a say in it. Asking wakes the tap and keeps it awake.
   *
   * `reader` is any number that tells apart who asks: a new one gets every socket again (`found`) before that socket's next event. A
   * batch can get lost on its way. It is handed out again until the same reader names it, or one after it, as the last that came
   * through (`received`) from the document that began at `of`.
   */
  drain(reader: number, of: number, received: number): string;
  /**
   * Has `callback` called with what waits and with what comes, as the JSON text of an array: at most 500 events a call, 50 ms after
   * the first of them at the latest (later where the browser slows down the timers of a hidden page). The tap stays awake until the
   * returned function is called. Every listener gets everything; what one has got, `drain` does not hand out again. A new listener
   * gets every socket again (`found`) before that socket's next event.
   */
  listen(callback: (events: string) => void): () => void;
  /** Begins to record where the page asks from, and to read what Chromium keeps back: see calls.ts. Later calls do nothing. */
  record(): void;
  /** For tests. */
  state(): TapState;
}

export interface TapState {
  readonly awake: boolean;
  /** Events that wait, and the characters of data in them. */
  readonly waiting: number;
  readonly characters: number;
  /** Sockets met so far. */
  readonly sockets: number;
  /** Whether there may be sockets older than the tap, so that it looks out for them. */
  readonly searching: boolean;
  /** Whether the page has kept the tap from seeing what it sends: it came first, and froze or replaced what there is to replace. */
  readonly blind: boolean;
}

export interface Channel {
  readonly tap: Tap;
  isAwake(): boolean;
  /** Counts an event that nobody will see, since nobody reads. */
  miss(): void;
  /** An event of a socket. `code` and `clean` are those of a close. */
  push(type: SocketEvent['type'], entry: Entry, content: Content, code?: number, clean?: boolean): void;
  /** What happened on no socket. It counts for `weight` characters. */
  report(event: PageEvent, weight: number): void;
}

/** Events that one call of a listener brings at most, and how long the first of them waits for others, in ms. */
const BATCH = 500;
const BATCH_MS = 50;
/** More than can wait, with a `found` before each. */
const ALL = MAX_WAITING * 2;

/**
 * @param began `performance.timeOrigin` of the document
 * @param facts what `state` reports of the sockets
 * @param startRecording called at the first `record`
 */
export function createChannel(
  natives: Natives,
  contents: Contents,
  began: number,
  facts: () => Pick<TapState, 'sockets' | 'searching' | 'blind'>,
  startRecording: () => void,
): Channel {
  const { bare, freeze, method, now, startTimer, stringify } = natives;
  const listeners = new Set<(events: string) => void>();
  const addCallback = method(listeners.add);
  const removeCallback = method(listeners.delete);
  const forEachCallback = method(listeners.forEach);

  let awake = true;
  /** When somebody asked last. */
  let asked = now();
  /** Counts those who read: each has to get to know a socket once. */
  let reader = 1;
  /** Whether anybody has read yet. */
  let wasRead = false;
  /** Who drained last. */
  let drainedBy: number | undefined;
  let listening = 0;
  /** The number of the batch that was handed out last, and its events. */
  let batch = 0;
  let batchText = '[]';
  let timerRuns = false;
  let delivering = false;
  let records = false;

  /** Without a prototype the list has no `toJSON` of the page. */
  const textOf = (events: TapEvent[]): string => stringify(bare(events));

  const wake = () => {
    awake = true;
    asked = now();
  };

  const fallAsleep = () => {
    awake = false;
    reader += 1;
    batchText = '[]';
    queue.clear();
  };

  const deliver = () => {
    if (delivering) return;
    delivering = true;
    // What the callbacks cause waits for the next turn.
    for (let left = queue.waiting(); left > 0 && listening > 0 && queue.isReady(); ) {
      const taken = queue.take(BATCH, reader);
      left -= taken.length;
      const events = textOf(taken);
      forEachCallback(listeners, (callback) => {
        try {
          callback(events);
        } catch {}
      });
    }
    delivering = false;
    if (queue.isReady()) deliverLater();
  };

  const deliverLater = () => {
    if (listening === 0 || timerRuns) return;
    timerRuns = true;
    startTimer(() => {
      timerRuns = false;
      deliver();
    }, BATCH_MS);
  };

  const deliverSoon = () => {
    if (listening === 0 || !queue.isReady()) return;
    if (queue.waiting() >= BATCH) deliver();
    else deliverLater();
  };

  const queue = createQueue(natives, contents, deliverSoon);

  /** Somebody new reads. What was missed after somebody else had left need not concern them; before anybody read, it does. */
  const renew = () => {
    if (!awake && wasRead) queue.forgetMissed();
    wasRead = true;
    reader += 1;
    wake();
  };

  const tap: Tap = {
    began,
    drain(by, of, received) {
      const isNew = by !== drainedBy;
      drainedBy = by;
      if (isNew) renew();
      else wake();
      if (isNew || (of === began ? received : 0) >= batch) {
        batch += 1;
        batchText = textOf(queue.take(ALL, reader));
      }
      return `${began} ${facts().blind ? 1 : 0} ${batch} ${batchText}`;
    },
    listen(callback) {
      // A function of its own, so that the same callback can listen twice.
      const listener = (events: string) => callback(events);
      addCallback(listeners, listener);
      listening += 1;
      renew();
      deliverSoon();
      return () => {
        if (!removeCallback(listeners, listener)) return;
        listening -= 1;
        asked = now();
      };
    },
    record() {
      if (records) return;
      records = true;
      try {
        startRecording();
      } catch {}
    },
    state: () => ({ awake, waiting: queue.waiting(), characters: queue.characters(), ...facts() }),
  };
  freeze(bare(tap));

  /** Whether somebody will see an event; counts it where not. */
  const isSeen = (): boolean => {
    if (awake && listening === 0 && now() - asked > ASLEEP_AFTER_MS) fallAsleep();
    if (!awake) queue.miss();
    return awake;
  };

  return {
    tap,
    isAwake: () => awake,
    miss: queue.miss,

    push(type, entry, content, code = 0, clean = false) {
      if (!isSeen()) return;
      queue.push(type, entry, content, code, clean);
      deliverSoon();
    },

    report(event, weight) {
      if (!isSeen()) return;
      queue.report(event, weight);
      deliverSoon();
    },
  };
}
