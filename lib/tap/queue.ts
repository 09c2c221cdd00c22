/** Events of the tap that wait to be handed out, oldest first. Beyond its bounds the oldest are dropped and counted. */
import type { Content, Contents } from './content.ts';
import {
  MAX_TAPPED,
  MAX_WAITING,
  MAX_WAITING_CHARACTERS,
  type PageEvent,
  type SocketEvent,
  type TapEvent,
} from './events.ts';
import type { Natives } from './natives.ts';

/** What the tap knows of a socket. */
export interface Entry {
  readonly id: number;
  readonly url: string;
  protocol: string;
  /** The last reader that got to know it. */
  knownTo: number;
  /** It may be older than the tap: then listeners of the page stand before ours. */
  readonly isOld: boolean;
  hasEnded: boolean;
}

/** One event that waits. */
interface Item {
  readonly type: SocketEvent['type'] | 'lost' | 'report';
  /** Undefined for what happens on no socket. */
  readonly entry: Entry | undefined;
  /** What happened on no socket, as it is handed out. */
  readonly report: PageEvent | undefined;
  readonly at: number;
  /** Text of a message, reason of a close, or URL. */
  readonly text: string;
  bytes: Uint8Array | undefined;
  /** The bytes are still being read; what came later waits for them. */
  isPending: boolean;
  readonly binary: boolean;
  /** Size of the message, or number of the lost. */
  readonly size: number;
  readonly code: number;
  readonly clean: boolean;
  /** Characters that it counts for. */
  readonly weight: number;
  next: Item | undefined;
}

export interface Queue {
  /** Events that wait, and the characters of data in them. */
  waiting(): number;
  characters(): number;
  /** Whether the oldest event can be handed out. */
  isReady(): boolean;
  /** Counts an event that nobody will see. */
  miss(): void;
  /** `code` and `clean` are those of a close. */
  push(type: SocketEvent['type'], entry: Entry, content: Content, code: number, clean: boolean): void;
  /** What happened on no socket. It counts for `weight` characters. */
  report(event: PageEvent, weight: number): void;
  /** Drops everything, as if it had never been waiting for long. */
  clear(): void;
  /** What was missed so far is nobody's concern. */
  forgetMissed(): void;
  /** Up to `most` events, a few more where `reader` does not know a socket yet: it gets a `found` of that first. */
  take(most: number, reader: number): TapEvent[];
}

/** A blob that is not read by then holds up the rest no longer, in ms. */
const PATIENCE_MS = 5_000;

/** @param onSettled called when a blob has been read */
export function createQueue(natives: Natives, contents: Contents, onSettled: () => void): Queue {
  const { List, apply, bare, ceil, listFrom, min, now } = natives;
  let head: Item | undefined;
  let tail: Item | undefined;
  let waiting = 0;
  let characters = 0;
  let missed = 0;
  let missedAt = 0;

  const miss = () => {
    missed += 1;
    missedAt = now();
  };

  const isReady = (item: Item | undefined): item is Item =>
    item !== undefined && !(item.isPending && now() - item.at < PATIENCE_MS);

  const removeHead = (item: Item) => {
    head = item.next;
    if (head === undefined) tail = undefined;
    waiting -= 1;
    characters -= item.weight;
  };

  const settle = (item: Item, blob: Blob) =>
    contents.read(blob, (bytes) => {
      item.bytes = bytes;
      item.isPending = false;
      onSettled();
    });

  /** An item that stands between two others, or at an end of the queue. */
  const insert = (
    type: 'found' | 'lost',
    entry: Entry | undefined,
    at: number,
    size: number,
    previous: Item | undefined,
    next: Item | undefined,
  ) => {
    const text = entry === undefined ? '' : entry.url;
    const weight = text.length;
    const parts = { bytes: undefined, isPending: false, binary: false, code: 0, clean: false };
    const item: Item = { type, entry, report: undefined, at, text, ...parts, size, weight, next };
    if (previous === undefined) head = item;
    else previous.next = item;
    if (next === undefined) tail = item;
    waiting += 1;
    characters += weight;
  };

  const eventOf = ({ type, entry, report, at, text, bytes, binary, size, code, clean }: Item): TapEvent => {
    const socket = entry === undefined ? 0 : entry.id;
    switch (type) {
      case 'open':
        return { type, socket, at, url: text };
      case 'found':
        return { type, socket, at, url: text, protocol: entry === undefined ? '' : entry.protocol };
      case 'ready':
        return { type, socket, at, protocol: text };
      case 'send':
      case 'receive':
        return { type, socket, at, data: bytes ? contents.base64(bytes) : text, binary, size };
      case 'error':
        return { type, socket, at };
      case 'close':
        return { type, socket, at, code, reason: text, clean };
      case 'lost':
        return { type, at, count: size };
      case 'report':
        return report as PageEvent;
      default:
        return type satisfies never;
    }
  };

  const append = (item: Item) => {
    if (tail === undefined) head = item;
    else tail.next = item;
    tail = item;
    waiting += 1;
    characters += item.weight;
    while (head !== undefined && (waiting > MAX_WAITING || characters > MAX_WAITING_CHARACTERS)) {
      removeHead(head);
      miss();
    }
  };

  return {
    waiting: () => waiting,
    characters: () => characters,
    isReady: () => isReady(head),
    miss,

    push(type, entry, { text, bytes, blob, size }, code, clean) {
      const isPending = blob !== undefined;
      const binary = isPending || bytes !== undefined;
      // Three bytes become four characters.
      const weight = binary ? ceil(min(size, MAX_TAPPED) / 3) * 4 : text.length;
      const at = now();
      const item: Item = {
        type,
        entry,
        report: undefined,
        at,
        text,
        bytes,
        isPending,
        binary,
        size,
        code,
        clean,
        weight,
        next: undefined,
      };
      append(item);
      if (blob !== undefined) settle(item, blob);
    },

    report(event, weight) {
      const parts = { text: '', bytes: undefined, isPending: false, binary: false, size: 0, code: 0, clean: false };
      append({ type: 'report', at: event.at, entry: undefined, report: event, ...parts, weight, next: undefined });
    },

    clear() {
      missed += waiting;
      waiting = 0;
      characters = 0;
      head = undefined;
      tail = undefined;
    },

    forgetMissed() {
      missed = 0;
    },

    take(most, reader) {
      let count = 0;
      if (missed > 0) {
        insert('lost', undefined, missedAt, missed, undefined, head);
        missed = 0;
      }
      let previous: Item | undefined;
      for (let item = head; isReady(item) && count < most; item = item.next) {
        const { entry } = item;
        if (entry !== undefined && entry.knownTo !== reader) {
          entry.knownTo = reader;
          if (item.type !== 'open' && item.type !== 'found') {
            insert('found', entry, item.at, 0, previous, item);
            count += 1;
          }
        }
        count += 1;
        previous = item;
      }
      const next = (): TapEvent => {
        const item = head as Item;
        removeHead(item);
        // Without a prototype there is no `toJSON` of the page.
        return bare(eventOf(item));
      };
      return apply(listFrom, List, [bare({ length: count }), next]) as TapEvent[];
    },
  };
}
