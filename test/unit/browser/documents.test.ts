import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Documents, watchDocuments } from '../../../lib/browser/documents.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const NOON = Date.UTC(2026, 0, 15, 12);

describe('documents', () => {
  let stop: AbortController;
  let announce: () => Promise<void>;
  let origin: unknown;
  let documents: Documents;
  let seen: number[];

  beforeEach(() => {
    vi.useFakeTimers({ now: NOON });
    stop = new AbortController();
    const onNavigated = {
      addListener: (listener: () => Promise<void>) => {
        announce = listener;
      },
      removeListener: () => {
        announce = async () => {};
      },
    };
    vi.stubGlobal('chrome', { devtools: { network: { onNavigated } } });
    documents = watchDocuments({ evaluate: async () => origin, reload: () => {} }, stop.signal);
    seen = [];
    documents.onNew((began) => seen.push(began));
    documents.met(NOON - 9_000);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('are told of once, by whoever is the first to see them', async () => {
    documents.met(NOON - 9_001);
    documents.met(NOON - 50);
    origin = NOON - 51;
    await announce();
    expect(seen).toEqual([NOON - 50]);
  });

  it('are not new where a page writes them anew', async () => {
    origin = NOON - 9_000;
    await announce();
    expect(seen).toEqual([]);
  });

  it('begin when they were announced where the page evaluates nothing', async () => {
    origin = undefined;
    await announce();
    expect(seen).toEqual([NOON]);
  });

  it('are told of once where the page evaluates nothing yet', async () => {
    origin = undefined;
    await announce();
    vi.setSystemTime(NOON + 500);
    documents.met(NOON - 60);
    documents.met(NOON - 60);
    documents.met(NOON + 450);
    expect(seen).toEqual([NOON, NOON + 450]);
  });

  it('begin when they are met where their clock stood still, or they come back from the past', () => {
    documents.met(NOON - 3_600_000);
    documents.met(NOON + 7_200_000);
    vi.setSystemTime(NOON + 7_200_500);
    documents.met(NOON + 7_200_400);
    documents.met(NOON + 7_200_000);
    expect(seen).toEqual([NOON, NOON, NOON + 7_200_400, NOON + 7_200_500]);
  });

  it('are not watched any more after the end', async () => {
    stop.abort();
    origin = NOON;
    await announce();
    expect(seen).toEqual([]);
  });
});
