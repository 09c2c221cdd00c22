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
  /** By the key of the entry. All events of a stream share one record of it. */
  const seen = new Map<string, { readonly stream: Stream; readonly emitted: number }>();

  return {
    listed(entries) {
      for (const entry of entries) {
        const { events, key } = entry;
        if (events.length === 0) continue;
        const { stream, emitted } = seen.get(key) ?? { stream: streamOf(entry, idOf(entry)), emitted: 0 };
        keepNewest(seen, key, { stream, emitted: Math.max(emitted, events.length) }, MAX_STREAMS);
        for (const event of events.slice(emitted)) work.add(() => emit(streamEvent(stream, event)));
      }
    },
  };
}

export function streamOf({ url, method, at, responseHeaders }: HarEntry, id: string): Stream {
  return { id, url, method, at, responseHeaders };
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
