/** Which line of a page made a failing call: twenty-two ways to call, and the line that each report names. */
import { describe, expect, it } from 'vitest';
import { withInlineMap } from '../inline-map.ts';
import { itExceptIn, per } from './cases.ts';
import { API, SHOP, settled, startTelling, tellAll, withStage } from './stage.ts';

/** A line of a script that calls ends in this, and names the call. */
const MARK = / \/\/ (\d+)$/;

/** Libraries lie where libraries do, so that their frames are passed over. */
const LIBRARY = `
export class Client {
  constructor(base) { this.base = base; this.before = []; }
  async request(path, options) {
    for (const change of this.before) await change(options);
    const reply = await fetch(this.base + path, options);
    if (!reply.ok) throw new Error('HTTP ' + reply.status);
    return reply;
  }
  get(path) { return this.request(path, { method: 'GET' }); }
}
export async function graphql(url, query) {
  await null;
  return fetch(url, { method: 'POST', body: JSON.stringify({ query }) });
}
export function ask(method, url) {
  return new Promise((done) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, url);
    xhr.onloadend = done;
    xhr.send();
  });
}
`;

const WORKER = `
async function work() {
  await fetch('${API}/19').catch(() => undefined); // 19
  postMessage('');
}
work();
`;

const MAP = { version: 3, sources: ['bundle.ts'], sourcesContent: ['// the original'], names: [], mappings: 'AAAA' };
const MINIFIED = withInlineMap(`export const run=()=>{const u="${API}/20";return fetch(u).catch(()=>0)};`, MAP);

/** What bundlers evaluate while a page is developed: each module with its map and a name of its own. */
const MODULE = `${withInlineMap(
  `globalThis.addToCart = function addToCart() {
  return fetch("${API}/22").catch(() => 0);
}`,
  { version: 3, sources: ['webpack://shop/./src/cart.ts'], names: [], mappings: 'AAAA;AAmBA' },
)}
//# sourceURL=webpack-internal:///./src/cart.ts
`;

const APP = `
import { ask, Client, graphql } from '/node_modules/client/client.js';
const API = '${API}';
const client = new Client(API);
const quietly = (promise) => promise.catch(() => undefined);
const tick = () => new Promise((done) => setTimeout(done));

async function all() {
  await quietly(fetch(API + '/1')); // 1
  await quietly(fetch(new URL('/2', API))); // 2
  await quietly(fetch(new Request(API + '/3', { method: 'PUT' }))); // 3
  await quietly(client.get('/4')); // 4
  client.before.push(async () => { await tick(); });
  await quietly(client.request('/5', { method: 'DELETE' })); // 5
  await ask('GET', API + '/6'); // 6
  await quietly(graphql(API + '/7', '{ orders { id } }')); // 7
  await tick();
  await quietly(fetch(API + '/8')); // 8
  await new Promise((done) => setTimeout(() => {
    quietly(fetch(API + '/9')).then(done); // 9
  }));
  await new Promise((done) => {
    const button = document.createElement('button');
    button.addEventListener('click', () => {
      quietly(fetch(API + '/10')).then(done); // 10
    });
    button.click();
  });
  await Promise.resolve().then(() =>
    quietly(fetch(API + '/11')), // 11
  );
  await new Promise((done) => queueMicrotask(() => {
    quietly(fetch(API + '/12')).then(done); // 12
  }));
  await new Promise((done) => requestAnimationFrame(() => {
    quietly(fetch(API + '/13')).then(done); // 13
  }));
  class Orders {
    #url = API + '/14';
    async save() {
      await quietly(fetch(this.#url, { method: 'POST', body: '{}' })); // 14
    }
  }
  await new Orders().save();
  await Promise.all([15, 16].map((n) =>
    n === 15
      ? quietly(fetch(API + '/15')) // 15
      : ask('POST', API + '/16'), // 16
  ));
  for await (const reply of (async function* () {
    yield await quietly(fetch(API + '/17')); // 17
  })()) void reply;
  await new Promise((done) => {
    const socket = new WebSocket('wss://api.example/18'); // 18
    socket.onclose = done;
  });
  await new Promise((done) => {
    const worker = new Worker('/worker.js');
    worker.onmessage = done;
  });
  await import('/bundle.min.js').then(({ run }) => run());
  await import('/main.js').then(({ saveOrder }) => saveOrder());
  (0, eval)(${JSON.stringify(MODULE)});
  await addToCart();
}
globalThis.finished = all().then(() => true);
`;

/** Where each call stands: file and line, from 1. */
function linesOf(file: string, text: string): (readonly [call: string, place: string])[] {
  return text.split('\n').flatMap((line, i) => {
    const call = MARK.exec(line)?.[1];
    return call === undefined ? [] : [[call, `${file}:${i + 1}`] as const];
  });
}

/** A library and the page's own code in one file: line 1 comes from the library, line 2 from line 41 of the page's own. */
const BUNDLE_MAP = {
  version: 3,
  sources: ['../node_modules/client/client.js', 'src/orders.ts'],
  names: [],
  mappings: 'AAAA;ACwCA',
};
const BUNDLE = withInlineMap(
  `function get(url) { return fetch(url).catch(() => 0); }
export function saveOrder() { return get("${API}/21"); }`,
  BUNDLE_MAP,
);

const EXPECTED = new Map([
  ...linesOf(`${SHOP}/app.js`, APP),
  ...linesOf(`${SHOP}/worker.js`, WORKER),
  ['20', `${SHOP}/bundle.min.js:1`] as const,
  // Only the original tells that line 1 is a library's.
  ['22', 'webpack-internal:///./src/cart.ts:2'] as const,
  ['21', `${SHOP}/main.js:${per({ chromium: 2, firefox: 1 })}`] as const,
]);

describe('twenty-two failing calls', () => {
  const stage = withStage();

  it('name the line that made them', async () => {
    const { server, page, panel } = stage;
    const script = { 'Content-Type': 'text/javascript' };
    const serve = (path: string, body: string) => server.serve(`${SHOP}${path}`, { headers: script, body });
    serve('/node_modules/client/client.js', LIBRARY);
    serve('/app.js', APP);
    serve('/worker.js', WORKER);
    serve('/bundle.min.js', MINIFIED);
    serve('/main.js', BUNDLE);
    for (const call of EXPECTED.keys()) server.serve(`${API}/${call}`, { status: 500, body: '{}' });
    await startTelling(stage);
    await page.evaluate(() => {
      const element = document.createElement('script');
      element.type = 'module';
      element.src = '/app.js';
      document.head.append(element);
    });
    await page.waitFor('the calls to end', () => (globalThis as { finished?: Promise<boolean> }).finished);
    await settled(stage, server);
    const told = new Map(
      (await tellAll<Told>(panel)).map((one) => [new URL(one.url).pathname.slice(1), one.initiator]),
    );
    const named = new Map([...told].map(([call, initiator]) => [call, placeOf(initiator)]));
    const right = [...EXPECTED].filter(([call, place]) => named.get(call) === place);
    const wrong = [...EXPECTED].filter(([call, place]) => named.get(call) !== place);
    expect(
      right.length,
      JSON.stringify(wrong.map(([call, place]) => [call, place, named.get(call)])),
    ).toBeGreaterThanOrEqual(per({ chromium: 21, firefox: 18 }));
    expect(told.get('22')?.original).toEqual(
      per({ chromium: { url: 'webpack://shop/./src/cart.ts', line: 20, column: 1 }, firefox: undefined }),
    );
    expect(told.get('21')?.original).toEqual(
      per({ chromium: { url: 'src/orders.ts', line: 41, column: 1 }, firefox: undefined }),
    );
  });

  itExceptIn({ firefox: 'it hands out no scripts' })(
    'stand in scripts that the browser hands out, maps included',
    async () => {
      const text = await stage.devtools.devtoolsPage.evaluate(
        (url) =>
          new Promise<string>((resolve) => {
            chrome.devtools.inspectedWindow.getResources((all) => {
              const script = all.find((one) => one.url === url);
              if (script) script.getContent((content) => resolve(content));
              else resolve('no such script');
            });
          }),
        `${SHOP}/bundle.min.js`,
      );
      expect(text).toBe(MINIFIED);
    },
  );

  itExceptIn({ firefox: 'it opens no scripts' })(
    'open in Sources by the addresses that the browser gives',
    async () => {
      const opens = (url: string) =>
        stage.devtools.devtoolsPage.evaluate(
          (url) =>
            new Promise<boolean>((resolve) => {
              const panels = chrome.devtools.panels as unknown as Panels;
              panels.openResource(url, 0, 0, (answer) => resolve(answer?.isError !== true));
            }),
          url,
        );
      expect(await opens(`${SHOP}/main.js`)).toBe(true);
      expect(await opens(`${SHOP}/src/orders.ts`)).toBe(true);
      expect(await opens(`${SHOP}/no-such.ts`)).toBe(false);
      expect(await opens('webpack://shop/src/cart.ts')).toBe(true);
      expect(await opens('webpack-internal:///src/cart.ts')).toBe(true);
      expect(await opens('webpack-internal:///./src/cart.ts')).toBe(false);
    },
  );
});

interface Panels {
  openResource(url: string, line: number, column: number, answer: (answer?: { isError?: boolean }) => void): void;
}

interface Told {
  readonly url: string;
  readonly initiator?: { readonly url: string; readonly line?: number; readonly original?: object };
}

function placeOf(initiator: Told['initiator']): string {
  return `${initiator?.url}:${initiator?.line}`;
}
