/** From traffic to row: what the page meets on the wire is named in the panel. */
import { beforeEach, describe, expect, it } from 'vitest';
import { failureCount, readRows } from '../panel.ts';
import { NO_STORE } from '../server.ts';
import { itExceptIn } from './cases.ts';
import {
  counts,
  detailsSay,
  detailsText,
  LEFT_UNREAD,
  openDetails,
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
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('a diagnosis in the panel', () => {
  const stage = withStage();

  beforeEach(() => startOver(stage));

  it('finds a 601 whose body the page never reads, and completes the same row once it is read', async () => {
    const { server, page, panel } = stage;
    const offline = {
      family: 'octoeverywhere-service',
      code: '601',
      permanence: 'temporary',
      channel: 'http',
      count: 1,
    };
    server.answerNext('GET', `${PRINTER}/api/printer`, { status: 601, headers: NO_STORE, body: 'printer offline' });
    expect(await requestUnread(page, `${PRINTER}/api/printer`)).toBe('Error: HTTP 601');
    await shows(panel, [offline]);
    await openDetails(panel, '[data-code="601"]');
    await detailsSay(panel, LEFT_UNREAD);

    expect(await readKept(page)).toBe('printer offline');
    await expect.poll(() => detailsText(panel)).not.toMatch('the page did not read the body');
    await settled(stage, server);
    await shows(panel, [offline, SENTINEL_ROW]);
    expect(await failureCount(panel)).toBe(2);
  });

  it('reads an error inside a 200', async () => {
    const { server, page, panel } = stage;
    const url = `${PRINTER}/octoeverywhere-command-api/status`;
    const body = '{"Status": 785, "Error": "Host not connected"}';
    server.answerNext('GET', url, { status: 200, headers: { 'Content-Type': 'text/json' }, body });
    expect(await request(page, url)).toBe(200);
    await shows(panel, [{ family: 'octoeverywhere-plugin', code: '785', permanence: 'temporary' }]);
    await openDetails(panel, '[data-code="785"]');
    await detailsSay(panel, 'Host not connected');
  });

  /** Has the page ask for something and get a page. `asking` has the address as `url`. */
  async function seesPage(asking: string): Promise<void> {
    const { server, page, panel } = stage;
    const url = `${SHOP}/assets/orders-81bd`;
    const body = '<!doctype html><html><head><title>The shop</title></head><body><main></main></body></html>';
    server.answerNext('GET', url, { headers: { 'Content-Type': 'text/html' }, body });
    await page.evaluateText(`(async () => { const url = '${url}'; await ${asking}; })()`);
    await shows(panel, [{ family: 'http', code: 'text/html', channel: 'http', count: 1 }]);
    await openDetails(panel, '[data-code="text/html"]');
    await detailsSay(panel, 'The shop');
  }

  it('tells a page that came in place of data', () =>
    seesPage(`fetch(url, { headers: { Accept: 'application/json' } })`));

  it('tells a page that came in place of a style sheet', () =>
    seesPage(`new Promise((done) => {
      const link = document.createElement('link');
      document.head.append(Object.assign(link, { rel: 'stylesheet', href: url, onload: done, onerror: done }));
    })`));

  itExceptIn({ firefox: 'it drops the body of a module that it refuses' })(
    'tells a page that came in place of a module',
    () => seesPage('import(url).catch(() => {})'),
  );

  itExceptIn({ chromium: 'it hands out no body of an image that it cannot draw' })(
    'tells a page that came in place of an image',
    () => seesPage('new Promise((done) => Object.assign(new Image(), { src: url, onload: done, onerror: done }))'),
  );

  it('knows by which protocol a reply came, and how many bytes of it', async () => {
    const { server, page, panel } = stage;
    const url = 'https://makapix.club/api/posts';
    server.answerNext('GET', url, {
      status: 500,
      headers: JSON_TYPE,
      body: JSON.stringify({ detail: 'x'.repeat(3_000) }),
    });
    await request(page, url);
    await shows(panel, [{ code: '500' }]);
    await openDetails(panel, '[data-code="500"]');
    await panel.click('#tab-timing');
    await detailsSay(panel, /Server address(?:127\.0\.0\.1|\[?::1)/);
    await detailsSay(panel, 'Protocol');
    expect(await detailsText(panel)).toMatch(/Transferred\s*3\.\d\s?kB.*Protocol\s*HTTP\/1\.1/is);
    await panel.click('#tab-diagnosis');
  });

  it('names a documented text of Makapix', async () => {
    const { server, page, panel } = stage;
    const url = 'https://makapix.club/api/auth/login';
    server.answerNext('POST', url, {
      status: 401,
      headers: JSON_TYPE,
      body: '{"detail":"Invalid email or password"}',
    });
    await request(page, url, { method: 'POST', headers: JSON_TYPE, body: '{"email":"a@b.example"}' });
    await shows(panel, [
      {
        family: 'makapix',
        code: '401',
        permanence: 'permanent',
        text: expect.stringContaining('Invalid email or password'),
      },
    ]);
  });

  it('names the wait that a 429 asks for', async () => {
    const { server, page, panel } = stage;
    const url = 'https://api.example/search';
    server.answerNext('GET', url, { status: 429, headers: { 'Retry-After': '37' } });
    await request(page, url);
    await shows(panel, [{ family: 'http', code: '429', permanence: 'temporary' }]);
    await openDetails(panel, '[data-code="429"]');
    await detailsSay(panel, 'The server asks to wait 37 s (Retry-After header).');
    await detailsSay(panel, /Wait until \d\d:\d\d:\d\d \(\d+ s left\), then retry once\./);
  });

  it('does not put a service’s name on what only looks like it', async () => {
    const { server, page, panel } = stage;
    const evil = 'https://octoeverywhere.com.evil.example/api/printer';
    const rpc = 'https://rpc.example/rpc';
    const login = 'https://shop.example/api/auth/login';
    server.answerNext('GET', evil, { status: 601 });
    server.answerNext('POST', rpc, { headers: JSON_TYPE, body: '{"id":1,"status":200,"result":{}}' });
    server.answerNext('POST', login, {
      status: 401,
      headers: JSON_TYPE,
      body: '{"detail":"Invalid email or password"}',
    });
    await request(page, evil);
    await request(page, rpc, { method: 'POST' });
    await request(page, login, { method: 'POST' });
    await settled(stage, server);
    const rows = await readRows(panel);
    expect(rows.map(({ code }) => code)).toEqual(['601', '401', '418']);
    for (const { family } of rows) expect(family).not.toMatch(/octoeverywhere|makapix|blazeauth/);
  });

  it('makes repeats one row and counts every one of them', async () => {
    const { server, page, panel } = stage;
    for (const query of ['?a=1', '?a=2', '?a=3']) {
      server.answerNext('GET', `https://api.example/flaky${query}`, { status: 503 });
      await request(page, `https://api.example/flaky${query}`);
    }
    server.answerNext('GET', 'https://api.example/other', { status: 503 });
    await request(page, 'https://api.example/other');
    await counts(panel, 4);
    await shows(panel, [
      { code: '503', count: 3, text: expect.stringContaining('/flaky') },
      { code: '503', count: 1, text: expect.stringContaining('/other') },
    ]);
  });
});
