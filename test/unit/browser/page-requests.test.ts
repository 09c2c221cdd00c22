import vm from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchPageRequests } from '../../../lib/browser/page-requests.ts';

const PAGE = `
  const window = globalThis;
  const observers = [];
  class PerformanceObserver {
    constructor(see) { this.see = see; }
    observe(options) { observers.push({ see: this.see, options }); }
  }
  const see = (names) => {
    for (const { see } of observers) see({ getEntries: () => names.map((name) => ({ name })) });
  };
`;

interface Told {
  readonly urls: readonly string[];
  readonly began: number;
  readonly areMore: boolean;
}

describe('requests that the page saw', () => {
  let page: vm.Context;
  let told: Told[];
  let isDeaf: boolean;
  let stop: AbortController;
  let nextAsk: () => void;

  const open = (timeOrigin: number) => {
    page = vm.createContext({ performance: { timeOrigin } });
    vm.runInContext(PAGE, page);
  };
  const evaluate = (expression: string): unknown => {
    try {
      return JSON.parse(JSON.stringify(vm.runInContext(expression, page)));
    } catch {
      return undefined;
    }
  };
  const sees = (...names: string[]) => vm.runInContext(`see(${JSON.stringify(names)})`, page);
  const passes = async () => {
    nextAsk();
    await new Promise(setImmediate);
  };
  const urls = () => told.flatMap((requests) => requests.urls);

  beforeEach(async () => {
    told = [];
    isDeaf = false;
    stop = new AbortController();
    open(2_000);
    void watchPageRequests(
      {
        evaluate: async (expression) => {
          const answer = evaluate(expression);
          return isDeaf ? undefined : answer;
        },
        reload: () => {},
      },
      {
        now: () => 1_000,
        wait: () =>
          new Promise((resolve) => {
            nextAsk = resolve;
          }),
      },
      (urls, began, areMore) => told.push({ urls, began, areMore }),
      stop.signal,
    );
    await new Promise(setImmediate);
  });

  afterEach(() => stop.abort());

  it('are told once, with the begin of their document', async () => {
    sees('https://a/1', 'https://a/2');
    await passes();
    sees('https://a/2');
    await passes();
    await passes();
    expect(urls()).toEqual(['https://a/1', 'https://a/2', 'https://a/2']);
    expect(told.every(({ began }) => began === 2_000)).toBe(true);
  });

  it('are told by the next answer where one got lost', async () => {
    sees('https://a/1');
    await passes();
    sees('https://a/2');
    isDeaf = true;
    await passes();
    sees('https://a/3');
    await passes();
    isDeaf = false;
    await passes();
    await passes();
    expect(urls()).toEqual(['https://a/1', 'https://a/2', 'https://a/3']);
  });

  it('begin anew in another document', async () => {
    sees('https://a/1', 'https://a/2', 'https://a/3');
    await passes();
    open(3_000);
    await passes();
    sees('https://a/4');
    await passes();
    expect(urls()).toEqual(['https://a/1', 'https://a/2', 'https://a/3', 'https://a/4']);
    expect(told.at(-1)?.began).toBe(3_000);
  });

  it('are asked for from the begin of a document that began meanwhile', () => {
    expect(vm.runInContext('observers.map(({ options }) => options.buffered)', page)).toEqual([true]);
  });

  it('are not kept without end, and what is left out is told of', async () => {
    sees(...Array.from({ length: 4_999 }, (_, n) => `https://a/${n}`));
    await passes();
    expect(told.at(-1)?.areMore).toBe(false);
    await passes();
    sees(...Array.from({ length: 5_001 }, (_, n) => `https://b/${n}`));
    await passes();
    expect(urls()).toHaveLength(9_999);
    expect(told.at(-1)?.areMore).toBe(true);
    await passes();
    sees('https://c/', `https://d/${'x'.repeat(4_000)}`);
    await passes();
    expect(urls().at(-1)).toBe('https://c/');
    expect(told.at(-1)?.areMore).toBe(false);
  });

  it.each([
    'null',
    '1',
    '{ urls: 1 }',
    "{ urls: [1, null, {}], before: 'x' }",
    '{ urls: [], before: -1 }',
    '{ get urls() { throw 1; } }',
  ])('may be forged by the page: %s', async (value) => {
    open(4_000);
    vm.runInContext(`Object.defineProperty(window, '__wireTriageRequests', { value: (${value}) })`, page);
    await passes();
    await passes();
    expect(urls()).toEqual([]);
  });
});
