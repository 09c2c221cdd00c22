/** A browser whose network panel is played by the test, for the capture. */
import { afterEach, beforeEach, vi } from 'vitest';
import { type Content, captureNetwork } from '../../../lib/capture/network.ts';
import type { Exchange, HttpExchange } from '../../../lib/exchange.ts';
import { FIREFOX, type HarDialect } from '../../../lib/har/dialects.ts';
import type { HarEntry } from '../../../lib/har/entry.ts';
import { type HarEntryParts, harEntry } from '../../har.ts';

type Listener = (entry: unknown, content: () => Promise<Content>) => void;

export const answer =
  (text: string | null): (() => Promise<Content>) =>
  async () => ({ text, base64: false });

/** For the tests of one `describe`: each has a capture and a clock of its own. */
export function networkStage(dialect: HarDialect) {
  const sockets: (readonly HarEntry[])[] = [];
  const streams: (readonly HarEntry[])[] = [];
  const emitted: Exchange[] = [];
  const troubles: unknown[] = [];
  let finish: Listener = () => {};
  let requested: (urls: readonly string[], areMore?: boolean) => void = () => {};

  const passes = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

  const stage = {
    /** What the browser lists. */
    har: [] as unknown[],
    /** The list cannot be had, */
    isBroken: false,
    /** or never comes, */
    isSilent: false,
    /** or takes so long, in ms. */
    harCostMs: 0,
    harReads: 0,
    stop: new AbortController(),
    sockets,
    streams,
    emitted,
    troubles,
    finish: (...event: Parameters<Listener>) => finish(...event),
    requested: (urls: readonly string[], areMore = false) => requested(urls, areMore),
    passes,
    http: (i = 0) => emitted[i] as HttpExchange,
    async finishNow(parts: HarEntryParts, content = answer('')) {
      finish(harEntry(parts), content);
      await passes(0);
    },
  };

  async function readHar(): Promise<readonly unknown[]> {
    stage.harReads++;
    if (stage.isBroken) throw new Error('no HAR');
    if (stage.isSilent) return new Promise(() => {});
    vi.setSystemTime(Date.now() + stage.harCostMs);
    return stage.har;
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 10) });
    for (const list of [sockets, streams, emitted, troubles]) list.length = 0;
    Object.assign(stage, {
      har: [],
      isBroken: false,
      isSilent: false,
      harCostMs: 0,
      harReads: 0,
      stop: new AbortController(),
    });
    captureNetwork({
      source: {
        dialect,
        losesEvents: dialect === FIREFOX,
        onRequested: (listener) => {
          requested = (urls, areMore = false) => listener(urls, 0, areMore);
        },
        onFinished: (listener) => {
          finish = listener;
        },
        readHar,
      },
      timers: {
        now: () => Date.now(),
        wait: (ms, signal) =>
          new Promise((resolve) => {
            const done = () => {
              signal.removeEventListener('abort', done);
              resolve();
            };
            setTimeout(done, ms);
            signal.addEventListener('abort', done);
          }),
      },
      wantsBody: () => true,
      emit: (exchange) => emitted.push(exchange),
      sockets: (entries) => sockets.push(entries),
      streams: (entries) => streams.push(entries),
      onTrouble: (error) => troubles.push(error),
      signal: stage.stop.signal,
    });
  });

  afterEach(() => {
    stage.stop.abort();
    vi.useRealTimers();
  });

  return stage;
}
