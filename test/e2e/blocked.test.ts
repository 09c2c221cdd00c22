/** A page whose requests fail in every way there is: the panel has each row that the browser's own list draws in red, and says why. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { blockerOf } from '../blocker.ts';
import type { ListedRequest } from '../browsers/browser.ts';
import { type Reply, UNTRUSTED_HOST } from '../server.ts';
import type { BrowserName } from '../setup.mjs';
import { tapInPlace } from '../tap-in-place.ts';
import { BROWSER, itExceptIn } from './cases.ts';
import { API, NOWHERE, request, SHOP, settled, shows, startOver, tellAll, withStage } from './stage.ts';

const BLOCKED_HOST = 'tracker.example';
const REFUSED = 'https://refused.example';
/** The policy of the page does not allow it. */
const FORBIDDEN = 'https://forbidden.example';
const PAGE = `${SHOP}/failing`;

const POLICY = [
  "script-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  `connect-src 'self' ${API} http://api.example wss://api.example ${NOWHERE} ${REFUSED} https://${BLOCKED_HOST} https://${UNTRUSTED_HOST}`,
].join('; ');

const html = (body: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  headers: { 'Content-Type': 'text/html', ...headers },
  body: `<!doctype html><link rel="icon" href="data:,">${body}`,
});
const script = (body: string): Reply => ({ headers: { 'Content-Type': 'text/javascript' }, body });

/** What a row must say; of a member that is left out, anything. `blocked` counts, too, where it is left out. */
interface Says {
  readonly blocked?: { readonly by: string; readonly rule?: string };
  readonly code?: string;
  readonly name?: string;
  readonly permanence?: 'temporary' | 'permanent' | 'unknown';
}

interface Way extends Says {
  readonly what: string;
  readonly url: string;
  /** What the page does, as the body of an async function that gets `url`. It ends when the failure has happened. */
  readonly does: string;
  readonly method?: string;
  readonly reply?: Reply;
  /** The page has no network meanwhile. */
  readonly isOffline?: true;
  /** To the preflight. */
  readonly preflight?: Reply;
  /** What a browser says instead, or why it shows no row. */
  readonly instead?: Partial<Record<BrowserName, Says | string>>;
}

/** Firefox gives extensions no name of an error that ended a request. */
const NAMELESS = { firefox: { code: '0', name: 'No response', permanence: 'unknown' } } as const;
/** Nor does it say who stopped one that it did not send. */
const UNSENT = { firefox: { code: 'BLOCKED', name: 'Ended before sending', permanence: 'unknown' } } as const;

const FORBIDDEN_BY_PAGE = { name: 'Stopped by the page’s own policy', permanence: 'permanent' } as const;

const fetches = (options = '{}') =>
  `await fetch(url, ${options}).then((reply) => reply.text()).catch(() => undefined);`;
const put = fetches(`{ method: 'PUT', headers: { 'X-Shop': '1' } }`);
const own = { 'Access-Control-Allow-Origin': SHOP };

/** A reply without any CORS headers but these. */
const sends = (headers: Readonly<Record<string, string>> = {}, status = 200): Reply => ({
  status,
  headers,
  cors: false,
  body: '{}',
});

const cors = (rule: string, parts: Omit<Way, 'what' | 'url' | 'blocked'>): Way => ({
  what: `CORS: ${rule}`,
  url: `${API}/${rule}`,
  blocked: { by: 'cors', rule },
  ...parts,
});

const WAYS: readonly Way[] = [
  cors('allow-origin-missing', { does: fetches(), reply: sends() }),
  cors('allow-origin-mismatch', {
    does: fetches(),
    reply: sends({ 'Access-Control-Allow-Origin': 'https://other.example' }),
  }),
  cors('allow-origin-multiple', {
    does: fetches(),
    reply: sends({ 'Access-Control-Allow-Origin': `${SHOP}, https://other.example` }),
  }),
  cors('allow-origin-wildcard-credentials', {
    does: fetches(`{ credentials: 'include' }`),
    reply: sends({ 'Access-Control-Allow-Origin': '*' }),
  }),
  cors('allow-credentials-missing', { does: fetches(`{ credentials: 'include' }`), reply: sends(own) }),
  cors('method-not-allowed', { does: put, method: 'PUT', preflight: sends(own, 204) }),
  cors('header-not-allowed', {
    does: put,
    method: 'PUT',
    preflight: sends({ ...own, 'Access-Control-Allow-Methods': 'PUT' }, 204),
  }),
  cors('preflight-status', { does: put, method: 'PUT', preflight: sends(own, 500) }),
  cors('preflight-redirect', { does: put, method: 'PUT', preflight: sends({ ...own, Location: '/elsewhere' }, 302) }),
  cors('error-without-cors-headers', { does: fetches(), reply: sends({}, 502) }),
  {
    what: 'mixed content',
    url: 'http://api.example/mixed',
    does: fetches(),
    blocked: { by: 'mixed-content' },
    permanence: 'permanent',
  },
  {
    what: 'a fetch against the policy',
    url: `${FORBIDDEN}/fetched`,
    does: fetches(),
    blocked: { by: 'csp', rule: 'connect-src' },
    ...FORBIDDEN_BY_PAGE,
  },
  {
    what: 'an image against the policy',
    url: `${FORBIDDEN}/image.png`,
    does: `const image = new Image();
      await new Promise((done) => { image.onerror = done; image.src = url; });`,
    blocked: { by: 'csp', rule: 'img-src' },
    ...FORBIDDEN_BY_PAGE,
  },
  {
    what: 'a script against the policy',
    url: `${FORBIDDEN}/script.js`,
    does: `const element = document.createElement('script');
      await new Promise((done) => { element.onerror = done; element.src = url; document.head.append(element); });`,
    blocked: { by: 'csp', rule: 'script-src-elem' },
    ...FORBIDDEN_BY_PAGE,
  },
  {
    what: 'a socket against the policy',
    url: 'wss://forbidden.example/',
    does: `await new Promise((done) => {
      addEventListener('securitypolicyviolation', done, { once: true });
      try { new WebSocket(url); } catch {}
    });`,
    blocked: { by: 'csp', rule: 'connect-src' },
    ...FORBIDDEN_BY_PAGE,
  },
  {
    what: 'a request that an extension blocks',
    url: `https://${BLOCKED_HOST}/pixel`,
    does: fetches(),
    blocked: { by: 'client' },
    code: 'ERR_BLOCKED_BY_CLIENT',
    name: 'Blocked by an extension or the browser',
    permanence: 'permanent',
    instead: UNSENT,
  },
  {
    what: 'a name that leads nowhere',
    url: `${NOWHERE}/`,
    does: fetches(),
    code: 'ERR_NAME_NOT_RESOLVED',
    name: 'Host name not found',
    permanence: 'unknown',
    instead: NAMELESS,
  },
  {
    what: 'a certificate that is not trusted',
    url: `https://${UNTRUSTED_HOST}/`,
    does: fetches(),
    blocked: { by: 'certificate' },
    code: 'ERR_CERT_AUTHORITY_INVALID',
    name: 'Certificate authority not trusted',
    permanence: 'permanent',
    instead: {
      firefox: {
        code: 'TLS_REFUSED',
        blocked: { by: 'certificate' },
        name: 'Connection not secure',
        permanence: 'permanent',
      },
    },
  },
  {
    what: 'a refused connection',
    url: `${REFUSED}/`,
    does: fetches(),
    code: 'ERR_CONNECTION_REFUSED',
    name: 'Connection refused',
    permanence: 'unknown',
    instead: NAMELESS,
  },
  {
    what: 'a connection that is reset',
    url: `${API}/reset`,
    does: fetches(),
    reply: { fault: 'reset' },
    code: 'ERR_CONNECTION_RESET',
    name: 'Connection reset',
    permanence: 'unknown',
    instead: NAMELESS,
  },
  {
    what: 'a request that the page gives up',
    url: `${API}/given-up`,
    does: `const aborter = new AbortController();
      const answer = fetch(url, { signal: aborter.signal }).catch(() => undefined);
      await fetch('/arrived?' + url);
      aborter.abort();
      await answer;`,
    reply: { fault: 'stall' },
    blocked: { by: 'aborted' },
    code: 'ERR_ABORTED',
    name: 'Cancelled',
    permanence: 'unknown',
    instead: NAMELESS,
  },
  {
    what: 'a request that its time limit ends',
    url: `${API}/too-slow`,
    does: fetches('{ signal: AbortSignal.timeout(300) }'),
    reply: { fault: 'stall' },
    blocked: { by: 'aborted' },
    code: 'ERR_ABORTED',
    name: 'Cancelled',
    permanence: 'unknown',
    instead: NAMELESS,
  },
  {
    what: 'a refused socket',
    url: 'wss://api.example/socket',
    does: `const socket = new WebSocket(url);
      await new Promise((done) => { socket.onclose = done; });`,
  },
  { what: 'a missing page', url: `${API}/missing`, does: fetches(), reply: { status: 404 }, code: '404' },
  { what: 'a broken server', url: `${API}/broken`, does: fetches(), reply: { status: 500 }, code: '500' },
  {
    what: 'a request of a worker',
    url: `${API}/of-worker`,
    does: `const worker = new Worker('/failing-worker.js?' + url);
      await new Promise((done) => { worker.onmessage = done; });`,
    reply: { status: 501 },
    code: '501',
  },
  {
    what: 'a request of an iframe',
    url: `${API}/of-iframe`,
    does: `const frame = document.createElement('iframe');
      frame.src = 'https://api.example/failing-frame?' + url;
      await new Promise((done) => { addEventListener('message', done, { once: true }); document.body.append(frame); });`,
    reply: { status: 503 },
    code: '503',
  },
  {
    what: 'a request of a service worker',
    url: `${SHOP}/of-service-worker`,
    does: `await navigator.serviceWorker.register('/failing-service-worker.js', { scope: '/scope/' });
      const { installing, waiting, active } = await navigator.serviceWorker.getRegistration('/scope/');
      const channel = new MessageChannel();
      (installing ?? waiting ?? active).postMessage(url, [channel.port2]);
      await new Promise((done) => { channel.port1.onmessage = done; });`,
    reply: { status: 505 },
    code: '505',
    instead: { firefox: 'it tells extensions nothing of what service workers ask for' },
  },
  // Nothing comes after it: Firefox takes its time to find the network again.
  {
    what: 'a request without a network',
    url: `${API}/offline`,
    does: fetches(),
    isOffline: true,
    code: 'ERR_INTERNET_DISCONNECTED',
    name: 'Offline',
    permanence: 'temporary',
    // It says of some that they were never sent, and of others nothing.
    instead: { firefox: {} },
  },
];

describe('a page that fails in every way', () => {
  const blocker = blockerOf(BLOCKED_HOST);
  afterAll(() => rmSync(blocker, { recursive: true, force: true }));
  const stage = withStage({ refusedHosts: [new URL(REFUSED).hostname], companions: [blocker], distrusts: true });
  let told: readonly Told[] = [];

  it('is told of by every row that the browser draws in red', async () => {
    const { server, page, panel, devtools } = stage;
    server.serve(PAGE, html('', { 'Content-Security-Policy': POLICY }));
    const work = `fetch(location.search.slice(1)).then((reply) => reply.text())`;
    server.serve(
      `${SHOP}/failing-service-worker.js`,
      script(
        `onmessage = ({ data, ports: [port] }) => fetch(data).then((reply) => reply.text()).then(() => port.postMessage(''));`,
      ),
    );
    for (const { url } of WAYS) {
      server.serve(`${SHOP}/arrived?${url}`, {});
      server.serve(`${SHOP}/failing-worker.js?${url}`, script(`${work}.then(() => postMessage(''));`));
      server.serve(
        `${API}/failing-frame?${url}`,
        html(`<script>${work}.then(() => parent.postMessage('', '*'));</script>`),
      );
    }
    for (const { url, reply, preflight } of WAYS) {
      if (preflight) server.answerNext('OPTIONS', url, preflight);
      if (reply) server.serve(url, reply);
    }
    await startOver(stage, PAGE);
    await tapInPlace(page);
    server.answerNext('GET', `${API}/sign-in`, { headers: { 'Set-Cookie': 'session=1; SameSite=None; Secure' } });
    await request(page, `${API}/sign-in`, { credentials: 'include' });
    for (const { what, url, does, isOffline } of WAYS) {
      if (isOffline) await page.online(false);
      await page
        .evaluateText(`(async (url) => { ${does} })(${JSON.stringify(url)}).then(() => true)`)
        .catch((error) => {
          throw new Error(`${what}: ${error}`);
        });
      if (isOffline) await page.online(true);
    }
    await settled(stage, server);
    const visible = WAYS.filter(({ instead }) => typeof instead?.[BROWSER] !== 'string');
    await expect
      .poll(
        async () => {
          told = await tellAll<Told>(panel);
          // Why it was blocked may be known only a look later.
          const isTold = (way: Way) =>
            told.some((one) => isOf(one, way) && one.blocked?.rule === saysHere(way).blocked?.rule);
          return visible.filter((way) => !isTold(way)).map(({ what }) => what);
        },
        { interval: 500 },
      )
      .toEqual([]);
    if (BROWSER === 'firefox') await devtools.showView('network');
    // A refused preflight is one row with the request that it refused.
    const listed = (await devtools.failedRequests()).filter(({ method }) => method !== 'OPTIONS');
    expect(listed.length).toBeGreaterThan(18);
    const isShown = ({ method, url }: ListedRequest) => told.some((one) => one.url === url && one.method === method);
    expect(listed.filter((request) => !isShown(request))).toEqual([]);
  });

  for (const way of WAYS) {
    const instead = way.instead?.[BROWSER];
    const reason = typeof instead === 'string' ? { [BROWSER]: instead } : {};
    itExceptIn(reason)(`says what happened to ${way.what}`, async () => {
      const says = saysHere(way);
      const rows = told.filter((one) => isOf(one, way));
      expect(rows).toHaveLength(1);
      expect(rows[0]?.blocked).toEqual(says.blocked);
      for (const member of ['code', 'name', 'permanence'] as const)
        if (says[member] !== undefined) expect(rows[0]?.[member]).toBe(says[member]);
    });
  }

  itExceptIn({ chromium: 'it lists it as under way for good', firefox: 'it drops what a document leaves unfinished' })(
    'shows a request that a navigation ends',
    async () => {
      const { server, page, panel, devtools } = stage;
      onTestFinished(() => devtools.preserveLog(false));
      await devtools.preserveLog(true);
      await startOver(stage, PAGE);
      const url = `${API}/left-behind`;
      server.serve(url, { fault: 'stall' });
      await page.evaluate((url) => void fetch(url).catch(() => undefined), url);
      await expect.poll(() => server.requests.some((one) => one.url === url)).toBe(true);
      await page.goto(`${SHOP}/`);
      await shows(panel, [{ code: 'ERR_ABORTED', text: expect.stringContaining('/left-behind') }]);
      expect((await devtools.failedRequests()).map((one) => one.url)).toContain(url);
    },
  );
});

function saysHere(way: Way): Says {
  const instead = way.instead?.[BROWSER];
  return typeof instead === 'object' ? instead : way;
}

function isOf(request: ListedRequest, { url, method = 'GET' }: Way): boolean {
  return request.url === url && request.method === method;
}

/** What a report says of a failure. */
type Told = ListedRequest & Says;
