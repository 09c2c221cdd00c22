/** Server-sent events as HAR entries list them, each once. */
import { keepNewest } from '../bounded.ts';
import { type Stream, type StreamEvent, textBody } from '../exchange.ts';
import type { HarEntry, HarEvent } from '../har/entry.ts';
import { createWork, type WorkOptions } from './work.ts';

export interface StreamCapture {
  /** Entries of the HAR, or the entry of a finished request, in any order and any number of times. */
  listed(entries: readonly HarEntry[]): void;
}

interface Options extends WorkOptions {
  readonly emit: (event: StreamEvent) => void;
  /** The id of the HTTP exchange that an entry becomes. */
  readonly idOf: (entry: HarEntry) => string;
}

/** Streams whose length is remembered; the one that was listed longest ago is forgotten first. */
export const MAX_STREAMS = 2_000;

export function captureStreams({ emit, idOf, ...options }: Options): StreamCapture {
  const work = createWork(options);
  /** Events that were emitted, by the key of the entry. */
  const seen = new Map<string, number>();

  return {
    listed(entries) {
      for (const entry of entries) {
        const { events, key } = entry;
        if (events.length === 0) continue;
        const from = seen.get(key) ?? 0;
        keepNewest(seen, key, Math.max(from, events.length), MAX_STREAMS);
        const stream = streamOf(entry, idOf(entry));
        for (const event of events.slice(from)) work.add(() => emit(streamEvent(stream, event)));
      }
    },
  };
}

export function streamOf({ url, method, at }: HarEntry, id: string): Stream {
  return { id, url, method, at };
}

export function streamEvent(stream: Stream, { index, at, event, id, retryMs, data }: HarEvent): StreamEvent {
  return {
    channel: 'event',
    id: `${stream.id} event ${index}`,
    // Without a time of its own, an event happened some time after its stream began.
    at: at || stream.at,
    stream,
    index,
    event,
    lastEventId: id,
    retryMs,
    body: textBody(data),
  };
}
