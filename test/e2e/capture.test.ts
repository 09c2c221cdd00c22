/** What browsers tell an extension about requests: each fact here is one that the capture relies on. */
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { failureCount } from '../panel.ts';
import { type Fault, NO_STORE } from '../server.ts';
import { itExceptIn, per } from './cases.ts';
import {
  API,
  counts,
  detailsSay,
  detailsText,
  FETCH_FAILED,
  GOES_NOWHERE,
  LEFT_UNREAD,
  NOWHERE,
  networkError,
  openDetails,
  problemsOf,
  readKept,
  request,
  requestUnread,
  SENTINEL_ROW,
  SHOP,
  settled,
  shows,
  startOver,
  withStage,
} from './stage.ts';

const PRINTER = 'https://app-q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6.octoeverywhere.com';
const HTML = { 'Content-Type': 'text/html' };
const WITHHELD = 'CORS: the error reply has no CORS headers';
const PRESERVE_LOG = `label[title="${messages.preserveLogHint.message}"]`;

describe('capture', () => {
  const stage = withStage();

  beforeEach(() => startOver(stage));

  describe('service workers', () => {
    const SITE = 'https://worker.example';

    beforeEach(async () => {
      await startOver(stage, `${SITE}/with-service-worker`);
      await stage.page.waitFor('the service worker', () => (globalThis as { ready?: Promise<boolean> }).ready);
    });

    it('shows a request that passes through one once, read or not', async () => {
      const { server, page, panel } = stage;
      server.answerNext('GET', `${SITE}/read`, { status: 500, body: '{}' });
      server.answerNext('GET', `${SITE}/unread`, { status: 502, headers: NO_STORE, body: '{}' });
      await request(page, `${SITE}/read`);
      await requestUnread(page, `${SITE}/unread`);
      const rows = [
        { code: '500', count: 1 },
        { code: '502', count: 1 },
      ];
      await shows(panel, rows);
      await openDetails(panel, '[data-code="502"]');
      await detailsSay(panel, LEFT_UNREAD);
      await readKept(page);
      await expect.poll(() => detailsText(panel)).not.toMatch('the page did not read the body');
      await settled(stage, server);
      await shows(panel, [...rows, SENTINEL_ROW]);
    });

    it('says why the worker got no answer, in one row', async () => {
      const { server, page, panel } = stage;
      server.serve(`${SITE}/gone`, { fault: 'reset' }); // on a connection opened in advance Chromium asks twice
      expect(await request(page, `${SITE}/gone`)).toBe(FETCH_FAILED);
      await settled(stage, server);
      const code = per({ chromium: 'ERR_CONNECTION_RESET', firefox: 'BLOCKED' });
      await shows(panel, [{ family: 'network', code, count: 1 }, SENTINEL_ROW]);
    });

    it('takes no harm from a navigation that is redirected', async () => {
      const { server, page, panel } = stage;
      server.answerNext('GET', `${SITE}/old`, { status: 302, headers: { Location: '/' } });
      await page.goto(`${SITE}/old`);
      await settled(stage, server);
      await shows(panel, [SENTINEL_ROW]);
    });
  });

  it('shows a refused preflight as one row with the request that it refused', async () => {
    const { server, page, panel } = stage;
    const custom = { method: 'PUT', headers: { 'X-Custom': '1' } };
    server.answerNext('OPTIONS', `${PRINTER}/answered`, { status: 601 });
    server.answerNext('OPTIONS', `${API}/denied`, { status: 204, cors: false });
    await request(page, `${PRINTER}/answered`, custom);
    await request(page, `${API}/denied`, custom);
    const code = per({ chromium: 'ERR_FAILED', firefox: 'CORS_REFUSED' });
    await shows(panel, [
      { family: 'network', code, text: expect.stringMatching(/CORS: preflight refused.*PUT.*\/answered/) },
      { family: 'network', code, text: expect.stringMatching(/CORS: no Access-Control-Allow-Origin.*PUT.*\/denied/) },
    ]);
    await openDetails(panel, `[data-code="${code}"]`);
    await detailsSay(panel, 'preflight');
  });

  it('takes a redirect for no failure, followed or not', async () => {
    const { server, page, panel } = stage;
    server.serve(`${API}/from`, { status: 302, headers: { Location: `${API}/to` } });
    server.serve(`${API}/to`, { body: 'here' });
    expect(await request(page, `${API}/from`)).toBe(200);
    expect(await request(page, `${API}/from`, { redirect: 'manual' })).toBe(0);
    await settled(stage, server);
    await shows(panel, [SENTINEL_ROW]);
  });

  itExceptIn({ firefox: 'it tells nothing of such a request' })(
    'still shows a request that is cancelled after a redirect',
    async () => {
      const { server, page, panel } = stage;
      server.answerNext('GET', `${API}/from`, { status: 302, headers: { Location: `${API}/slow` } });
      server.answerNext('GET', `${API}/slow`, { fault: 'stall' });
      const cancelled = page.evaluate(abortable, `${API}/from`);
      await expect.poll(() => server.requests.some(({ url }) => url === `${API}/slow`)).toBe(true);
      await page.evaluate(abort);
      expect(await cancelled).toBe('AbortError');
      await shows(panel, [
        { family: 'network', code: networkError('ERR_ABORTED'), text: expect.stringContaining('/slow') },
      ]);
    },
  );

  it('says that a reply came from the cache', async () => {
    const { server, page, panel } = stage;
    const url = 'http://shop.example/cached'; // over https from here nothing is ever cached
    await startOver(stage, 'http://shop.example/');
    server.serve(url, { status: 410, headers: { 'Cache-Control': 'max-age=600' }, body: 'gone' }); // no 404: Firefox keeps none
    await request(page, url);
    await request(page, url);
    await shows(panel, [{ code: '410', count: 2 }]);
    expect(server.requests.filter((one) => one.url === url)).toHaveLength(1);
    await openDetails(panel, '[data-code="410"]');
    // Firefox tells it of a 304 only.
    await detailsSay(panel, per({ chromium: "the reply came from the browser's disk cache", firefox: 'Gone' }));
  });

  it('shows the status of a reply that CORS kept from the page, and says so', async () => {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${PRINTER}/blocked`, {
      status: 601,
      headers: NO_STORE, // without it Chromium takes the status away and says ERR_FAILED
      cors: false,
      body: 'printer offline',
    });
    expect(await request(page, `${PRINTER}/blocked`)).toBe(FETCH_FAILED);
    await shows(panel, [{ family: 'octoeverywhere-service', code: '601' }]);
    await openDetails(panel, '[data-code="601"]');
    await detailsSay(panel, WITHHELD);
  });

  it('shows the status of an opaque reply', async () => {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${PRINTER}/opaque`, { status: 604, cors: false, body: 'not found' });
    expect(await request(page, `${PRINTER}/opaque`, { mode: 'no-cors' })).toBe(0);
    await shows(panel, [{ family: 'octoeverywhere-service', code: '604' }]);
  });

  it('knows a cancelled request', async () => {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${API}/slow`, { fault: 'stall' });
    // The browser may ask for something of its own meanwhile, such as an icon.
    const asked = () => server.requests.filter(({ url }) => url === `${API}/slow`).length;
    const before = asked();
    const cancelled = page.evaluate(abortable, `${API}/slow`);
    await expect.poll(asked).toBe(before + 1);
    await page.evaluate(abort);
    expect(await cancelled).toBe('AbortError');
    await shows(panel, [{ family: 'network', code: networkError('ERR_ABORTED') }]);
  });

  it.each<[string, string, Fault | undefined]>([
    ['a connection that is reset', 'ERR_CONNECTION_RESET', 'reset'],
    ['a connection that is closed without an answer', 'ERR_EMPTY_RESPONSE', 'hang-up'],
    ['a name that leads nowhere', 'ERR_NAME_NOT_RESOLVED', undefined],
  ])('knows %s', async (_, code, fault) => {
    const { server, page, panel } = stage;
    const url = fault ? `${API}/${fault}` : NOWHERE;
    if (fault) server.serve(url, { fault, body: 'the beginning' });
    expect(await request(page, url)).toMatch(/^TypeError/);
    await shows(panel, [{ family: 'network', code: networkError(code), count: 1 }]);
  });

  itExceptIn({ firefox: 'it calls such a response complete' })('knows a body that breaks off', async () => {
    const { server, page, panel } = stage;
    server.serve(`${API}/truncate`, { fault: 'truncate', body: 'the beginning' });
    expect(await request(page, `${API}/truncate`)).toMatch(/^TypeError/);
    await shows(panel, [{ family: 'network', code: 'ERR_CONTENT_LENGTH_MISMATCH', count: 1 }]);
  });

  it('takes no healthy request for a failure: no content, HEAD, not modified, under way', async () => {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${API}/no-content`, { status: 204 });
    server.answerNext('HEAD', `${API}/head`, { headers: { 'Content-Type': 'application/json' } });
    server.answerNext('GET', `${API}/unchanged`, { status: 304 });
    server.answerNext('GET', `${API}/pending`, { fault: 'stall' });
    server.serve(`${API}/unread`, {
      body: '{"ok":true}',
      headers: { ...NO_STORE, 'Content-Type': 'application/json' },
    });
    await requestUnread(page, `${API}/no-content`);
    await requestUnread(page, `${API}/head`, { method: 'HEAD' });
    await requestUnread(page, `${API}/unread`);
    await request(page, `${API}/unchanged`, { headers: { 'If-None-Match': '"1"' } });
    void page.evaluate(abortable, `${API}/pending`).catch(() => undefined);
    await expect.poll(() => server.waiting()).toEqual([]);
    await settled(stage, server);
    await shows(panel, [SENTINEL_ROW]);
    // A request that the next document ends would be told of there.
    await page.evaluate(abort);
    await shows(panel, [SENTINEL_ROW, { family: 'network', code: networkError('ERR_ABORTED') }]);
  });

  it('shows what fails without any script: a document, an image, a beacon', async () => {
    const { server, page, panel } = stage;
    const icon = '<!doctype html><link rel="icon" href="data:,">';
    server.answerNext('POST', `${API}/beacon`, { status: 503 });
    server.answerNext('GET', `${PRINTER}/snapshot`, { status: 605 });
    server.answerNext('GET', `${PRINTER}/`, { status: 601, headers: HTML, body: icon });
    await page.evaluate(
      (api, printer) =>
        new Promise((done) => {
          navigator.sendBeacon(`${api}/beacon`, 'x');
          const image = new Image();
          image.onerror = done;
          image.src = `${printer}/snapshot`;
        }),
      API,
      PRINTER,
    );
    await shows(panel, [{ code: '503' }, { code: '605', family: 'octoeverywhere-service' }]);
    await page.goto(`${PRINTER}/`);
    await shows(panel, [{ code: '503' }, { code: '605' }, { code: '601', family: 'octoeverywhere-service' }]);
  });

  itExceptIn({ firefox: 'it can drop the request of a document that fails at once' })(
    'shows a document whose name leads nowhere',
    async () => {
      const { page, panel } = stage;
      await expect(page.goto(NOWHERE)).rejects.toThrow(GOES_NOWHERE);
      await shows(panel, [{ code: networkError('ERR_NAME_NOT_RESOLVED') }]);
    },
  );

  itExceptIn({ firefox: 'it drops what ended within the last tenth of a second of a document' })(
    'shows what fails just before the page leads elsewhere, and what it did not read where the browser preserves its log',
    async () => {
      const { server, devtools, page, panel } = stage;
      const logIn = async (addresses: readonly string[]) => {
        await page.goto(`${SHOP}/`);
        await page.evaluate((addresses) => {
          const read = addresses.map((address) => fetch(address).then((response) => response.text()));
          void Promise.all([...read, fetch('/unread')]).then(() => location.assign('/?login'));
        }, addresses);
        await page.waitFor('the next document', () => location.search === '?login');
      };
      // Chromium announces every other reply, read or not.
      const unread = { status: 403, headers: { 'Cache-Control': 'no-store' }, body: '{}' };
      server.answerNext('GET', `${SHOP}/unread`, unread);
      server.answerNext('GET', `${SHOP}/read`, { status: 401, body: '{}' });
      await logIn(['/read']);
      await shows(panel, [{ code: '401' }]);
      onTestFinished(() => devtools.preserveLog(false));
      await devtools.preserveLog(true);
      server.answerNext('GET', `${SHOP}/unread`, unread);
      await logIn([]);
      await shows(panel, [{ code: '401' }, { code: '403' }]);
    },
  );

  it('sees workers and frames of other origins, whether they read or not', async () => {
    const { server, page, panel } = stage;
    server.serve(`${SHOP}/worker.js`, {
      headers: { 'Content-Type': 'text/javascript' },
      body: `Promise.all([fetch('/500').then((r) => r.text()), fetch('/501')]).then((all) => {
        globalThis.kept = all;
        postMessage('done');
      });`,
    });
    server.serve(`${API}/frame`, {
      headers: HTML,
      body: `<script>Promise.all([fetch('/502').then((r) => r.text()), fetch('/503')]).then((all) => {
        globalThis.kept = all;
        parent.postMessage('done', '*');
      });</script>`,
    });
    for (const [host, status] of [
      [SHOP, 500],
      [SHOP, 501],
      [API, 502],
      [API, 503],
    ] as const) {
      server.serve(`${host}/${status}`, { status, body: 'failed' });
    }
    await page.evaluate(async (frame) => {
      await new Promise((done) => {
        const worker = new Worker('/worker.js');
        worker.onmessage = done;
        Object.assign(globalThis, { keptWorker: worker });
      });
      await new Promise((done) => {
        addEventListener('message', done, { once: true });
        const element = document.createElement('iframe');
        element.src = frame;
        document.body.append(element);
      });
    }, `${API}/frame`);
    await shows(
      panel,
      ['500', '501', '502', '503'].map((code) => ({ code, count: 1 })),
    );
  });

  it('keeps the session across a navigation, and without “Preserve log” only what belongs to the new document', async () => {
    const { server, page, panel } = stage;
    server.serve(`${SHOP}/missing`, { status: 404 });
    await request(page, `${SHOP}/missing`);
    await shows(panel, [{ code: '404' }]);
    await page.goto(`${API}/`);
    await settled(stage, server);
    await shows(panel, [{ code: '404' }, SENTINEL_ROW]);
    const marked = () =>
      panel.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[role=row][data-navigated]')].map(({ dataset }) => dataset.code),
      );
    // Firefox announces a document after what it asked for.
    await expect.poll(marked).toEqual([SENTINEL_ROW.code]);

    await panel.click(PRESERVE_LOG);
    server.answerNext('GET', `${API}/broken`, { status: 500, headers: HTML, body: '<link rel="icon" href="data:,">' });
    await page.goto(`${API}/broken`);
    await settled(stage, server);
    await shows(panel, [{ code: '500', text: expect.stringContaining('/broken') }, SENTINEL_ROW]);
    await panel.click(PRESERVE_LOG);
  });

  it('holds what happened before the panel was first shown', async () => {
    const { server, browser } = stage;
    const devtools = await browser.openDevTools(`${SHOP}/`);
    server.answerNext('GET', `${SHOP}/early`, { status: 500 });
    server.answerNext('GET', `${SHOP}/early-unread`, { status: 502, headers: NO_STORE, body: 'nobody reads this' });
    await request(devtools.page, `${SHOP}/early`);
    await requestUnread(devtools.page, `${SHOP}/early-unread`);
    const panel = await devtools.showPanel();
    await shows(panel, [{ code: '500' }, { code: '502' }]);
    expect(await problemsOf({ devtools })).toEqual([]);
    await devtools.page.close();
  });

  it('loses nothing of a burst', async () => {
    const { server, page, panel } = stage;
    server.serve('http://burst.example/read', { status: 500, body: '{"error":"overloaded"}' });
    server.serve('http://burst.example/unread', { status: 503, headers: NO_STORE, body: 'nobody reads this' });
    await startOver(stage, 'http://burst.example/');
    await page.evaluate(async () => {
      const kept: Response[] = [];
      Object.assign(globalThis, { kept });
      for (let round = 0; round < 5; round++) {
        const read = Array.from({ length: 280 }, () => fetch('/read').then((response) => response.text()));
        const unread = Array.from({ length: 20 }, () => fetch('/unread').then((response) => kept.push(response)));
        await Promise.all([...read, ...unread]); // Chromium refuses more than some 1,300 requests at a time
      }
    });
    await counts(panel, 1_500);
    await settled(stage, server);
    expect(await failureCount(panel)).toBe(1_501);
    // A body for which a busy browser takes its time completes its row later.
    await shows(panel, [{ code: 'overloaded', count: 1_400 }, { code: '503', count: 100 }, SENTINEL_ROW]);
  });
});

type Aborter = typeof globalThis & { __aborter?: AbortController };

// These run in the page.

async function abortable(url: string): Promise<string> {
  const aborter = new AbortController();
  (globalThis as Aborter).__aborter = aborter;
  try {
    await fetch(url, { signal: aborter.signal });
    return 'no error';
  } catch (error) {
    return error instanceof Error || error instanceof DOMException ? error.name : String(error);
  }
}

function abort(): void {
  (globalThis as Aborter).__aborter?.abort();
}
