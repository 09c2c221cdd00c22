import { beforeEach, describe, expect, it } from 'vitest';
import { captureStreams, MAX_STREAMS, type StreamCapture } from '../../../lib/capture/streams.ts';
import type { StreamEvent } from '../../../lib/exchange.ts';
import { HarEntry } from '../../../lib/har/entry.ts';
import { AT } from '../../fixtures.ts';
import { type HarEntryParts, harEntry } from '../../har.ts';

const URL_ = 'https://a.example/stream';

describe('capture of event streams', () => {
  let events: StreamEvent[];
  let capture: StreamCapture;

  beforeEach(() => {
    events = [];
    capture = captureStreams({
      emit: (event) => events.push(event),
      idOf: ({ key }) => `id of ${key}`,
      now: () => AT,
      schedule: (run) => run(),
      onTrouble: (error) => {
        throw error;
      },
    });
  });

  const list = (...entries: readonly HarEntryParts[]) =>
    capture.listed(entries.map((parts) => new HarEntry(harEntry({ url: URL_, ...parts }))));
  const listed = (n: number): HarEntryParts => ({
    extra: {
      _eventSourceMessages: Array.from({ length: n }, (_, i) => ({
        time: AT / 1000 + i,
        eventName: 'error',
        eventId: String(i),
        data: `{"n":${i}}`,
      })),
    },
  });

  it('emits each event once, however often the stream is listed', () => {
    for (const n of [1, 2, 2]) list(listed(n));
    expect(events).toMatchObject([
      { channel: 'event', index: 0, at: AT, event: 'error', lastEventId: '0', body: { text: '{"n":0}' } },
      { channel: 'event', index: 1, at: AT + 1_000, event: 'error', lastEventId: '1', body: { text: '{"n":1}' } },
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it('knows the exchange that carries the stream', () => {
    list({ ...listed(1), method: 'POST' });
    expect(events[0]?.stream).toMatchObject({ url: URL_, method: 'POST', at: AT });
    expect(events[0]?.stream.id).toMatch(/^id of /);
  });

  it('knows the headers of the response, one list for all events however often the stream is listed', () => {
    const headers = [{ name: 'X-Request-Id', value: 'req_1' }];
    for (const n of [1, 2]) list({ ...listed(n), headers });
    expect(events.map(({ stream }) => stream.responseHeaders)).toEqual([headers, headers]);
    expect(events[0]?.stream).toBe(events[1]?.stream);
  });

  it('finds the events in the body where nothing else lists them, with the time of the stream', () => {
    const body = (text: string): HarEntryParts => ({ mimeType: 'text/event-stream', body: text });
    list(body('data: {"n":0}\n\ndata: {"n"'));
    list(body('data: {"n":0}\n\ndata: {"n":1}\n\n'));
    expect(events).toMatchObject([
      { at: AT, body: { text: '{"n":0}' } },
      { at: AT, body: { text: '{"n":1}' } },
    ]);
  });

  it('forgets the stream that was listed longest ago', () => {
    const stream = (n: number): HarEntryParts => ({ ...listed(1), url: `${URL_}/${n}` });
    for (let n = 0; n < MAX_STREAMS; n++) list(stream(n));
    list(stream(0));
    list(stream(MAX_STREAMS));
    expect(events).toHaveLength(MAX_STREAMS + 1);
    list(stream(0));
    expect(events).toHaveLength(MAX_STREAMS + 1);
    list(stream(1));
    expect(events).toHaveLength(MAX_STREAMS + 2);
  });
});
