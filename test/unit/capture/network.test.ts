import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Content, captureNetwork, MAX_BODY_BYTES, MAX_FAILING_BODY_BYTES } from '../../../lib/capture/network.ts';
import type { Exchange, HttpExchange } from '../../../lib/exchange.ts';
import { CHROMIUM, FIREFOX, type HarDialect } from '../../../lib/har/dialects.ts';
import type { HarEntry } from '../../../lib/har/entry.ts';
import { type HarEntryParts, harEntry } from '../../har.ts';

type Listener = (entry: unknown, content: () => Promise<Content>) => void;

describe('network capture', () => {
  let finish: Listener;
  let requested: (urls: readonly string[]) => void;
  let sockets: (readonly HarEntry[])[];
  let streams: (readonly HarEntry[])[];
  let har: unknown[];
  let emitted: Exchange[];
  let troubles: unknown[];
  let isBroken: boolean;
  let isSilent: boolean;
  let harReads: number;
  let harCostMs: number;
  let stop: AbortController;

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 10) });
    har = [];
    sockets = [];
    streams = [];
    emitted = [];
    troubles = [];
    isBroken = false;
    isSilent = false;
    harReads = 0;
    harCostMs = 0;
    stop = new AbortController();
    start(CHROMIUM);
  });

  const start = (dialect: HarDialect) =>
    captureNetwork({
      source: {
        dialect,
        losesEvents: dialect === FIREFOX,
        onRequested: (listener) => {
          requested = (urls) => listener(urls, 0);
        },
        onFinished: (listener) => {
          finish = listener;
        },
        readHar: async () => {
          harReads++;
          if (isBroken) throw new Error('no HAR');
          if (isSilent) return new Promise(() => {});
          vi.setSystemTime(Date.now() + harCostMs);
          return har;
        },
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
      signal: stop.signal,
    });

  afterEach(() => {
    stop.abort();
    vi.useRealTimers();
  });

  const answer =
    (text: string | null): (() => Promise<Content>) =>
    async () => ({ text, base64: false });
  const passes = (n: number) => vi.advanceTimersByTimeAsync(n * 1000);
  const http = (i = 0) => emitted[i] as HttpExchange;
  const finishNow = async (parts: HarEntryParts, content = answer('')) => {
    finish(harEntry(parts), content);
    await vi.advanceTimersByTimeAsync(0);
  };

  it('emits a finished request with its body', async () => {
    await finishNow({ status: 500 }, answer('{"a":1}'));
    expect(http().responseBody).toEqual({ state: 'read', text: '{"a":1}', base64: false, cut: false });
  });

  it('does not wait for ever for a body', async () => {
    finish(harEntry({ status: 500 }), () => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(emitted).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(http().responseBody).toEqual({ state: 'absent', why: 'unavailable' });
  });

  it.each([null, undefined])('shows a failure whose body the browser no longer holds (%s)', async (text) => {
    await finishNow({ status: 503 }, async () => ({ text, base64: false }));
    expect(http()).toMatchObject({ status: 503, responseBody: { state: 'absent', why: 'unavailable' } });
  });

  it.each([
    [500, MAX_FAILING_BODY_BYTES],
    [200, MAX_BODY_BYTES],
  ])('asks for the body of a %i up to the cap of %i bytes, and not beyond', async (status, cap) => {
    const content = vi.fn(answer('x'));
    const end = (size: number) => {
      const entry = harEntry({ status });
      entry.response.content.size = size;
      finish(entry, content);
      return vi.advanceTimersByTimeAsync(0);
    };
    await end(cap + 1);
    expect(content).not.toHaveBeenCalled();
    expect(http().responseBody).toEqual({ state: 'absent', why: 'too-large' });
    await end(cap);
    expect(content).toHaveBeenCalledOnce();
  });

  it('finds a failure that no event came for, once', async () => {
    har = [harEntry({ status: 601 }), harEntry({ status: 200 })];
    await passes(5);
    expect(emitted.map((exchange) => (exchange as HttpExchange).status)).toEqual([601]);
    expect(http().responseBody).toEqual({ state: 'absent', why: 'unread' });
  });

  it('gives the event time to come first', async () => {
    har = [harEntry({ status: 601 })];
    await vi.advanceTimersByTimeAsync(500);
    await finishNow({ status: 601 }, answer('late'));
    await passes(5);
    expect(emitted).toHaveLength(1);
  });

  it('completes the same exchange when its body is read after all', async () => {
    har = [harEntry({ status: 601 })];
    await passes(3);
    await finishNow({ status: 601 }, answer('at last'));
    await passes(3);
    expect(emitted.map(({ id }) => id)).toEqual([http().id, http().id]);
    expect(http(1).responseBody).toMatchObject({ text: 'at last' });
  });

  it('keeps equal requests of the same millisecond apart', async () => {
    har = [harEntry({ status: 601 }), harEntry({ status: 601 }), harEntry({ status: 601 })];
    await finishNow({ status: 601 });
    await passes(5);
    expect(new Set(emitted.map(({ id }) => id)).size).toBe(3);
    expect(emitted).toHaveLength(3);
  });

  it('shows a request through a service worker once, as the page made it', async () => {
    const inner = { status: 604, startedDateTime: '2026-01-15T10:00:00.010Z', time: 10, extra: { pageref: null } };
    const outer = { status: 604, time: 40, viaServiceWorker: true };
    await finishNow(inner);
    await finishNow(outer);
    expect(emitted.map(({ id }) => id)).toEqual([http().id, http().id]);
    expect(http(1).viaServiceWorker).toBe(true);
    await finishNow({ ...outer, url: 'https://api.example.com/2' });
    await finishNow({ ...inner, url: 'https://api.example.com/2' });
    expect(emitted).toHaveLength(3);
  });

  it('keeps a request through a service worker in one piece when its body is read late', async () => {
    const inner = { status: 604, time: 10, extra: { pageref: null } };
    const outer = { status: 604, time: 12, viaServiceWorker: true };
    await finishNow(inner);
    har = [harEntry(outer), harEntry(inner)];
    await passes(3);
    await finishNow(outer, answer('at last'));
    await passes(3);
    expect(new Set(emitted.map(({ id }) => id)).size).toBe(1);
    expect(emitted.at(-1)).toMatchObject({ viaServiceWorker: true, responseBody: { text: 'at last' } });
  });

  it('leaves out the bare failure that a service worker’s own failure leaves to the page', async () => {
    await finishNow({ status: 0, time: 3, error: 'net::ERR_CONNECTION_RESET', extra: { pageref: null } });
    await finishNow({ status: 0, time: 5, error: 'net::ERR_FAILED' });
    await finishNow({ status: 0, time: 5, error: 'net::ERR_FAILED' });
    expect(emitted.map((exchange) => (exchange as HttpExchange).failure)).toEqual([
      'net::ERR_CONNECTION_RESET',
      'net::ERR_FAILED',
    ]);
  });

  it('ignores the next hop of a redirect that was not followed', async () => {
    const redirect = { status: 302, time: 9.6, redirectURL: '/b#part', url: 'https://api.example.com/a' };
    const hop = { status: 0, error: 'net::ERR_ABORTED', url: 'https://api.example.com/b' };
    const neverSent = { timings: { _blocked_queueing: -1 } };
    const cancelled = { timings: { _blocked_queueing: 0.8 } };
    const next = '2026-01-15T10:00:00.009Z';
    await finishNow(redirect);
    await finishNow({ ...hop, startedDateTime: next, extra: neverSent });
    expect(emitted).toHaveLength(1);
    await finishNow({ ...hop, startedDateTime: next, extra: cancelled });
    await finishNow({ ...hop, startedDateTime: '2026-01-15T10:00:01.009Z', extra: neverSent });
    expect(emitted).toHaveLength(3);
  });

  it('keeps a worker’s own request that no page request encloses', async () => {
    await finishNow({ status: 604, extra: { pageref: null } });
    await finishNow({ status: 604, url: 'https://api.example.com/2', viaServiceWorker: true });
    expect(new Set(emitted.map(({ id }) => id)).size).toBe(2);
  });

  it('looks at the HAR for at most a tenth of the time', async () => {
    harCostMs = 500;
    const before = harReads;
    await passes(20);
    expect(harReads - before).toBeGreaterThan(1);
    expect(harReads - before).toBeLessThanOrEqual(5);
  });

  it('looks again within some seconds, however long the last look took', async () => {
    harCostMs = 5_000;
    const before = harReads;
    await passes(20);
    expect(harReads - before).toBeGreaterThan(2);
  });

  it('reports a broken source once and goes on', async () => {
    isBroken = true;
    await passes(3);
    expect(troubles).toHaveLength(1);
    isBroken = false;
    har = [null, harEntry({ status: 500 })];
    await passes(3);
    expect(emitted).toHaveLength(1);
  });

  it('stops when its signal aborts', async () => {
    await passes(2);
    stop.abort();
    const before = harReads;
    await passes(5);
    expect(harReads).toBeLessThanOrEqual(before + 1);
  });

  describe('of a browser that loses events', () => {
    beforeEach(() => {
      stop.abort();
      stop = new AbortController();
      harReads = 0;
      start(FIREFOX);
    });

    const URL_2 = 'https://a.example/2';

    it('reads the HAR only where a request that the page saw had no event', async () => {
      await finishNow({ status: 200, url: URL_2 });
      requested([URL_2]);
      await passes(60);
      expect(harReads).toBe(0);
      requested([URL_2]);
      await passes(60);
      expect(harReads).toBe(1);
    });

    it('takes requests of any outcome from the HAR, with their bodies, once', async () => {
      har = [harEntry({ status: 200, body: '{"Status":604}' }), harEntry({ status: 500, url: URL_2, body: 'broken' })];
      requested([URL_2]);
      await passes(20);
      expect(emitted.map((exchange) => (exchange as HttpExchange).responseBody)).toMatchObject([
        { text: '{"Status":604}' },
        { text: 'broken' },
      ]);
    });

    it('looks again for what it is owed where the browser did not answer', async () => {
      isSilent = true;
      requested([URL_2]);
      await passes(10);
      expect(harReads).toBe(1);
      isSilent = false;
      har = [harEntry({ status: 500, url: URL_2, body: 'broken' })];
      await passes(60);
      expect(emitted).toMatchObject([{ status: 500 }]);
    });

    it('completes what it took from the HAR when the event comes after all', async () => {
      har = [harEntry({ status: 200, url: URL_2, body: 'the begin' })];
      requested([URL_2]);
      await passes(20);
      await finishNow({ status: 200, url: URL_2 }, answer('the beginning and the end'));
      await passes(20);
      expect(emitted.map(({ id }) => id)).toEqual([http().id, http().id]);
      expect(http(1).responseBody).toMatchObject({ text: 'the beginning and the end' });
    });

    it('waits for what is under way and reports its failure', async () => {
      const underWay = harEntry({ status: 0 });
      har = [{ ...underWay, response: { ...underWay.response, content: { text: '' } } }];
      requested([URL_2]);
      await passes(20);
      expect(emitted).toEqual([]);
      har = [{ ...underWay, response: { ...underWay.response, content: { mimeType: '', size: 0 } } }];
      requested([URL_2]);
      await passes(20);
      expect(emitted.map((exchange) => (exchange as HttpExchange).status)).toEqual([0]);
    });

    it.each([
      ['with an error', 403, []],
      [
        'with a success that does not list the method',
        204,
        [{ name: 'Access-Control-Allow-Origin', value: 'https://shop.example' }],
      ],
    ])('looks for the request behind a preflight that was refused %s', async (_, status, headers) => {
      har = [harEntry({ method: 'PUT', status: 0 })].map((entry) => ({
        ...entry,
        response: { ...entry.response, content: { mimeType: '', size: 0 } },
      }));
      const requestHeaders = [
        { name: 'Access-Control-Request-Method', value: 'PUT' },
        { name: 'Origin', value: 'https://shop.example' },
      ];
      await finishNow({ method: 'OPTIONS', status, requestHeaders, headers });
      await passes(5);
      expect(emitted.map((exchange) => (exchange as HttpExchange).method)).toEqual(['OPTIONS', 'PUT']);
    });

    it('ignores a response whose status got lost', async () => {
      await finishNow({ status: 0, body: 'came' });
      expect(emitted).toEqual([]);
    });

    it('reads the events of a stream that has ended from its body', async () => {
      await finishNow({ status: 200, mimeType: 'text/event-stream' }, answer('data: 1\n\n'));
      expect(streams.flat().flatMap(({ events }) => events)).toMatchObject([{ data: '1' }]);
    });
  });

  it('reads the events of a stream from its body where the browser lists none of them', async () => {
    const entry = { status: 200, mimeType: 'text/event-stream' };
    finish(harEntry({ ...entry, extra: { _eventSourceMessages: [] } }), async () => ({
      text: 'event: error\ndata: {"n":1}\n\n',
      base64: false,
    }));
    await passes(0);
    expect(streams.flat().flatMap(({ events }) => events)).toMatchObject([{ event: 'error', data: '{"n":1}' }]);
  });

  it('hands on sockets and everything else separately', async () => {
    har = [harEntry({ url: 'wss://a.example/', status: 101 }), harEntry({ url: 'https://a.example/stream' })];
    await passes(1);
    expect(sockets.flat().map(({ url }) => url)).toContain('wss://a.example/');
    expect(sockets.flat().map(({ url }) => url)).not.toContain('https://a.example/stream');
    expect(streams.flat().map(({ url }) => url)).toContain('https://a.example/stream');
    expect(streams.flat().map(({ url }) => url)).not.toContain('wss://a.example/');
  });

  it('shows a failure without its body where the browser is slow, and completes it when the body comes', async () => {
    let answerLate: (content: Content) => void = () => undefined;
    finish(harEntry({ status: 500 }), () => new Promise((resolve) => (answerLate = resolve)));
    await passes(3);
    expect(emitted).toMatchObject([{ status: 500, responseBody: { state: 'absent', why: 'unavailable' } }]);
    answerLate({ text: 'came', base64: false });
    await passes(0);
    expect(emitted).toMatchObject([{}, { status: 500, responseBody: { state: 'read', text: 'came' } }]);
    expect(emitted[1]?.id).toBe(emitted[0]?.id);
  });

  it('goes on when the browser never answers', async () => {
    stop.abort();
    stop = new AbortController();
    let asked = 0;
    captureNetwork({
      source: {
        dialect: CHROMIUM,
        losesEvents: false,
        onFinished: () => undefined,
        readHar: () => {
          asked++;
          return new Promise(() => {});
        },
      },
      timers: { now: () => Date.now(), wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
      wantsBody: () => true,
      emit: (exchange) => emitted.push(exchange),
      sockets: () => undefined,
      streams: () => undefined,
      onTrouble: (error) => troubles.push(error),
      signal: stop.signal,
    });
    await passes(1_000);
    expect(asked).toBeGreaterThan(1);
  });
});
