import { describe, expect, it, vi } from 'vitest';
import { type Content, captureNetwork, MAX_BODY_BYTES, MAX_FAILING_BODY_BYTES } from '../../../lib/capture/network.ts';
import type { HttpExchange } from '../../../lib/exchange.ts';
import { CHROMIUM } from '../../../lib/har/dialects.ts';
import { harEntry } from '../../har.ts';
import { answer, networkStage } from './network-stage.ts';

describe('network capture', () => {
  const stage = networkStage(CHROMIUM);
  const { sockets, streams, emitted, troubles, finish, passes, http, finishNow } = stage;

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
    stage.har = [harEntry({ status: 601 }), harEntry({ status: 200 })];
    await passes(5);
    expect(emitted.map((exchange) => (exchange as HttpExchange).status)).toEqual([601]);
    expect(http().responseBody).toEqual({ state: 'absent', why: 'unread' });
  });

  it('completes a failure whose refused preflight only a look finds', async () => {
    const requestHeaders = [
      { name: 'Access-Control-Request-Method', value: 'PUT' },
      { name: 'Origin', value: 'https://shop.example' },
    ];
    const preflight = { method: 'OPTIONS', status: 302, requestHeaders };
    await finishNow({ method: 'PUT', status: 0, error: 'net::ERR_FAILED' });
    stage.har = [harEntry(preflight), harEntry({ method: 'PUT', status: 0, error: 'net::ERR_FAILED' })];
    await passes(5);
    await finishNow(preflight);
    expect(emitted).toHaveLength(2);
    expect(http(1)).toMatchObject({ id: http().id, method: 'PUT', preflight: { status: 302 } });
  });

  it('gives the event time to come first', async () => {
    stage.har = [harEntry({ status: 601 })];
    await vi.advanceTimersByTimeAsync(500);
    await finishNow({ status: 601 }, answer('late'));
    await passes(5);
    expect(emitted).toHaveLength(1);
  });

  it('completes the same exchange when its body is read after all', async () => {
    stage.har = [harEntry({ status: 601 })];
    await passes(3);
    await finishNow({ status: 601 }, answer('at last'));
    await passes(3);
    expect(emitted.map(({ id }) => id)).toEqual([http().id, http().id]);
    expect(http(1).responseBody).toMatchObject({ text: 'at last' });
  });

  it('keeps equal requests of the same millisecond apart', async () => {
    stage.har = [harEntry({ status: 601 }), harEntry({ status: 601 }), harEntry({ status: 601 })];
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
    stage.har = [harEntry(outer), harEntry(inner)];
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
    stage.harCostMs = 500;
    const before = stage.harReads;
    await passes(20);
    expect(stage.harReads - before).toBeGreaterThan(1);
    expect(stage.harReads - before).toBeLessThanOrEqual(5);
  });

  it('looks again within some seconds, however long the last look took', async () => {
    stage.harCostMs = 5_000;
    const before = stage.harReads;
    await passes(20);
    expect(stage.harReads - before).toBeGreaterThan(2);
  });

  it('reports a broken source once and goes on', async () => {
    stage.isBroken = true;
    await passes(3);
    expect(troubles).toHaveLength(1);
    stage.isBroken = false;
    stage.har = [null, harEntry({ status: 500 })];
    await passes(3);
    expect(emitted).toHaveLength(1);
  });

  it('stops when its signal aborts', async () => {
    await passes(2);
    stage.stop.abort();
    const before = stage.harReads;
    await passes(5);
    expect(stage.harReads).toBeLessThanOrEqual(before + 1);
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
    stage.har = [harEntry({ url: 'wss://a.example/', status: 101 }), harEntry({ url: 'https://a.example/stream' })];
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
    stage.stop.abort();
    stage.stop = new AbortController();
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
      signal: stage.stop.signal,
    });
    await passes(1_000);
    expect(asked).toBeGreaterThan(1);
  });
});
