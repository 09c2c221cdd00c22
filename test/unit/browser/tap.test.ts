/** What DevTools makes of the taps that it asks, and of pages that answer what they like. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IframeEvents } from '../../../lib/browser/iframe-line.ts';
import { placeTap } from '../../../lib/browser/tap.ts';
import type { SocketWatch } from '../../../lib/session/log.ts';
import { type FakePage, fakePage } from '../tap/fake-page.ts';

const line = vi.hoisted(() => ({ events: undefined as IframeEvents | undefined, injections: 0 }));
vi.mock('../../../lib/browser/iframe-line.ts', () => ({
  openIframeLine: (events: IframeEvents) => {
    line.events = events;
    return { inject: () => void line.injections++ };
  },
}));

const NAME = '_0123456789abcdef0123456789abcdef';

describe('the tap of a page', () => {
  let page: FakePage;
  let evaluate: (text: string) => unknown;
  let aborter: AbortController;
  let watches: SocketWatch[];
  let tapped: unknown[];
  let troubles: unknown[];
  let announce: () => void;

  const place = (isGiven = false) => {
    const placement = placeTap({
      name: NAME,
      page: { evaluate: async (text) => evaluate(text), reload() {} },
      records: () => false,
      capture: { tapped: (_, events) => tapped.push(events), left() {}, setTapped() {}, acknowledged() {} },
      documents: {
        met() {},
        onNew(listener) {
          announce = () => listener(0);
        },
      },
      onWatch: (watch) => watches.push(watch),
      onTrouble: (error) => troubles.push(error),
      signal: aborter.signal,
    });
    line.events?.permission(isGiven);
    return placement;
  };
  /** What fails there gives no value. */
  const inPage = (text: string) => {
    try {
      return page.run(text);
    } catch {
      return undefined;
    }
  };
  const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    vi.useFakeTimers();
    page = fakePage();
    evaluate = inPage;
    aborter = new AbortController();
    watches = [];
    tapped = [];
    troubles = [];
    line.injections = 0;
  });
  afterEach(() => {
    aborter.abort();
    vi.useRealTimers();
  });

  it('is put there, and handed out from then on', async () => {
    place();
    await passes(10);
    page.run(`test.open().send('x')`);
    await passes(2_000);
    expect(watches.at(-1)).toBe('top-frame');
    expect(tapped.flat()).toMatchObject([{ type: 'open' }, { type: 'ready' }, { type: 'send', data: 'x' }]);
  });

  it.each([
    ['that has frozen what sends', 'Object.freeze(WebSocket.prototype)'],
    ['that has replaced what sends', 'WebSocket.prototype.send = () => {}'],
    ['in which no tap can work', 'delete globalThis.MessageEvent'],
  ])('is told not to see a page %s', async (_, script) => {
    page.run(script);
    place();
    await passes(2_500);
    expect(watches.at(-1)).toBe('none');
    expect(troubles).toEqual([]);
  });

  it('is told not to see a page that answers no more', async () => {
    place();
    await passes(2_500);
    evaluate = () => undefined;
    await passes(5_000);
    expect(watches.at(-1)).toBe('none');
  });

  it('takes an answer that is no JSON for nothing', async () => {
    evaluate = () => '1700000000000 0 1 [{"type":';
    place();
    await passes(1_500);
    expect(tapped.length).toBeGreaterThan(0);
    expect(tapped.every((events) => events === undefined)).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('is not said to see a page from its start where it came late', async () => {
    const { reloadAndCapture } = place();
    await passes(10);
    await reloadAndCapture();
    page = fakePage();
    announce();
    await passes(2_500);
    expect(watches.at(-1)).toBe('top-frame');
  });

  it('is brought into a document that stays without a few times, not for ever', async () => {
    place(true);
    const before = line.injections;
    await passes(60_000);
    expect(line.injections - before).toBe(3);
  });
});
