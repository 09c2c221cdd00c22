import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodePlace, Initiator } from '../../../lib/exchange.ts';
import { isOwnCode, readInitiator, withOriginals } from '../../../lib/har/initiator.ts';
import { placeLine } from '../../../lib/words/code-place.ts';

const frame = (url: string, functionName = 'f', lineNumber = 40, columnNumber = 8) => ({
  functionName,
  scriptId: '1',
  url,
  lineNumber,
  columnNumber,
});
const APP = 'https://app.example/src/orders.ts?v=3';
const AXIOS = 'https://app.example/node_modules/axios/lib/xhr.js';

describe('the initiator', () => {
  it('is the first frame of the page itself, with lines and columns from 1', () => {
    const stack = { callFrames: [frame(AXIOS), frame(APP, 'saveOrder'), frame('https://app.example/main.js')] };
    const place = readInitiator({ type: 'script', stack });
    expect(place).toMatchObject({ function: 'saveOrder', url: APP, line: 41, column: 9 });
    expect(place && placeLine(place)).toBe('saveOrder in orders.ts:41');
  });

  it('is found across asynchronous calls', () => {
    const parent = { description: 'await', callFrames: [frame(APP, 'poll')] };
    const stack = { callFrames: [frame(AXIOS)], parent: { callFrames: [frame(AXIOS)], parent } };
    expect(readInitiator({ stack })?.function).toBe('poll');
  });

  it('has its callers in the page itself, across libraries and asynchronous calls, each once', () => {
    const parent = {
      callFrames: [frame(AXIOS), frame(APP, 'save', 9), frame(APP, 'submit', 20), frame(APP, 'onClick', 3)],
    };
    const stack = {
      callFrames: [frame(APP, 'post'), frame(AXIOS), frame(APP, 'save', 9), frame(APP, 'save', 9)],
      parent,
    };
    const place = readInitiator({ stack });
    expect(place?.function).toBe('post');
    expect(place?.callers?.map(placeLine)).toEqual([
      'save in orders.ts:10',
      'submit in orders.ts:21',
      'onClick in orders.ts:4',
    ]);
  });

  it('has callers that only their columns tell apart, as in minified code', () => {
    const min = (column: number) => frame('https://app.example/main.js', '', 0, column);
    const stack = { callFrames: [min(100), min(9_000), min(90_000), min(9_000)] };
    expect(readInitiator({ stack })?.callers?.map(({ column }) => column)).toEqual([9_001, 90_001]);
  });

  it('has twelve callers at the most, and none where there are only libraries', () => {
    const deep = Array.from({ length: 50 }, (_, i) => frame(APP, `f${i}`, i));
    expect(readInitiator({ stack: { callFrames: deep } })?.callers).toHaveLength(12);
    expect(readInitiator({ stack: { callFrames: [frame(AXIOS, 'request'), frame(AXIOS, 'get')] } })).not.toHaveProperty(
      'callers',
    );
    expect(readInitiator({ stack: { callFrames: [frame(APP)] } })).not.toHaveProperty('callers');
  });

  describe('of a bundle, told by the originals', () => {
    const BUNDLE = 'https://app.example/main.js';
    const stack = { callFrames: [1, 2, 3, 4].map((line) => frame(BUNDLE, `f${line}`, line - 1)) };
    const initiator = readInitiator({ stack }) as Initiator;
    const originals = [
      '../node_modules/axios/lib/xhr.js',
      'node_modules/axios/axios.js',
      'src/orders.ts',
      'src/form.ts',
    ];
    const originalOf = (all: readonly (string | undefined)[]) => (place: CodePlace) => {
      const url = all[(place.line ?? 0) - 1];
      return url === undefined ? undefined : { ...place, url, line: 41 };
    };

    it('is the nearest line that is no library', () => {
      const found = withOriginals(initiator, originalOf(originals));
      expect(placeLine(found)).toBe('f3 in orders.ts:41');
      expect(found).toMatchObject({ url: BUNDLE, line: 3 });
      expect(found.callers?.map(placeLine)).toEqual(['f4 in form.ts:41']);
    });

    it('goes by the address of the script where a place has no original', () => {
      const found = withOriginals(initiator, originalOf([originals[0], undefined, ...originals.slice(2)]));
      expect([found, ...(found.callers ?? [])].map(placeLine)).toEqual([
        'f2 in main.js:2',
        'f3 in orders.ts:41',
        'f4 in form.ts:41',
      ]);
    });

    it('stays the nearest where the originals are libraries all', () => {
      const found = withOriginals(initiator, originalOf(originals.map(() => 'node_modules/a/b.js')));
      expect(found).toMatchObject({ line: 1, original: { line: 41 } });
      expect(found.callers).toHaveLength(3);
    });

    it('is what it was where there are none', () => {
      expect(withOriginals(initiator, originalOf([]))).toBe(initiator);
    });
  });

  it('is the nearest frame where there are only libraries', () => {
    expect(readInitiator({ stack: { callFrames: [frame(AXIOS, 'request'), frame(AXIOS, 'get')] } })?.function).toBe(
      'request',
    );
  });

  it('is a place in the document where a tag asked', () => {
    expect(readInitiator({ type: 'parser', url: 'https://app.example/', lineNumber: 11 })).toEqual({
      function: '',
      url: 'https://app.example/',
      line: 12,
      column: undefined,
    });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'script'],
    ['no stack', { type: 'other' }],
    ['code of eval', { stack: { callFrames: [frame('')] } }],
    ['a program in an address', { stack: { callFrames: [frame('data:text/javascript,fetch(1)')] } }],
    ['an address of a megabyte', { stack: { callFrames: [frame(`https://a.example/${'x'.repeat(1e6)}`)] } }],
    ['frames that are none', { stack: { callFrames: [null, 3, 'x', {}] } }],
  ])('is not known from %s', (_, initiator) => {
    expect(readInitiator(initiator)).toBeUndefined();
  });

  it('loses its line and nothing else where the line is none', () => {
    const place = readInitiator({ stack: { callFrames: [frame(APP, 'f', -5, Number.NaN)] } });
    expect(place).toEqual({ function: 'f', url: APP, line: undefined, column: undefined });
  });

  it('is not looked for beyond a thousand frames', () => {
    const callFrames = [...Array(1_000).fill(frame(AXIOS, 'library')), frame(APP, 'own')];
    expect(readInitiator({ stack: { callFrames } })?.function).toBe('library');
    expect(readInitiator({ stack: { callFrames: callFrames.slice(1) } })?.function).toBe('own');
  });

  it('ends where a stack is its own parent', () => {
    const stack: Record<string, unknown> = { callFrames: [frame(AXIOS)] };
    stack.parent = stack;
    expect(readInitiator({ stack })?.url).toBe(AXIOS);
  });

  it('throws on nothing', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readInitiator({ stack: value, url: value })));
  });
});

describe('own code', () => {
  it.each([
    'https://app.example/static/js/main.8a3f.chunk.js',
    'https://app.example/assets/index-B6gqxYz1.js',
    'https://app.example/',
    'https://app.example/vendorlist.js',
    'https://app.example/react-orders.js',
    'https://app.example/vue-app.8f3a1c2b.js',
    'webpack-internal:///./src/orders.ts',
    'webpack://shop/./src/orders.ts',
    'http://localhost:5173/src/api/client.ts?t=17',
    'https://static.shop-cdn.example/assets/app-1a2b.js',
    'https://app.example/_next/static/chunks/src_app_orders_tsx_33._.js',
    'https://app.example/signalr-orders.js',
  ])('is %s', (url) => expect(isOwnCode(url)).toBe(true));

  it.each([
    'https://app.example/node_modules/.vite/deps/axios.js?v=1',
    'webpack-internal:///./node_modules/ky/index.js',
    'webpack://shop/webpack/bootstrap',
    'https://app.example/static/js/vendors-node_modules_axios.chunk.js',
    'https://app.example/js/chunk-vendors.1f3a.js',
    'https://app.example/polyfills-42372ed130431b0a.js',
    'https://app.example/lib/jquery-3.7.1.min.js',
    'https://app.example/axios.min.js',
    'https://app.example/react-dom.production.min.js',
    'https://app.example/js/zone.umd.js',
    'https://cdn.jsdelivr.net/npm/graphql-request/build/x.js',
    'https://www.datadoghq-browser-agent.com/us1/v5/datadog-rum.js',
    'https://app.example/js/datadog-rum-v5.js',
    'https://app.example/libs/sockjs-client-1.6.1.min.js',
    'https://app.example/_next/static/chunks/node_modules_axios_1a2b._.js',
    'chrome-extension://abc/content.js',
    'node:internal/deps/undici',
  ])('is not %s', (url) => expect(isOwnCode(url)).toBe(false));
});
