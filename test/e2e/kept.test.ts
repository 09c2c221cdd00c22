/** A session that outlives DevTools where the user wants it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRows } from '../panel.ts';
import { BROWSER } from './cases.ts';
import { API, type OpenStage, openStage, request, SHOP, shows } from './stage.ts';

let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const BOX = '[data-setting=keep-session]';
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJlLW9mLXRoZS1wbGFudGVkLXRva2Vu';
const RATE_LIMIT = { family: 'http', code: '429', permanence: 'temporary' };

/** Until the session is in the memory of the browser. */
async function isKept(): Promise<void> {
  const settings = await stage.browser.openTab(stage.browser.extensionUrl('settings.html'));
  const tab = await stage.devtools.devtoolsPage.evaluate(() => chrome.devtools.inspectedWindow.tabId);
  await settings.waitFor(
    'the session in memory',
    async (tab) => {
      // Firefox's `chrome` gives no promises in Manifest V2.
      const { runtime } = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
      return String(await runtime.sendMessage({ kind: 'kept session', does: 'read', tab })).includes('/orders');
    },
    tab,
  );
  await settings.close();
}

async function chooseKeeping(on: boolean): Promise<void> {
  const settings = await stage.browser.openTab(stage.browser.extensionUrl('settings.html'));
  await settings.waitFor('the switch', (box) => document.querySelector(box), BOX);
  await settings.click(BOX);
  await settings.waitFor(
    'the choice',
    (on) => JSON.parse(localStorage.getItem('preferences') ?? '{}').keepSession === on,
    on,
  );
  await settings.close();
}

async function reopenDevTools() {
  await stage.devtools.close();
  const devtools = await stage.browser.inspect(stage.page);
  const panel = await devtools.showPanel();
  stage = { ...stage, devtools, panel };
}

it('is gone with DevTools unless it is wanted', async () => {
  const { page, server } = stage;
  await page.goto(`${SHOP}/`);
  server.answerNext('GET', `${API}/orders`, { status: 429, headers: { 'Retry-After': '30' } });
  await request(page, `${API}/orders`);
  await shows(stage.panel, [RATE_LIMIT]);
  await reopenDevTools();
  expect(await readRows(stage.panel)).toEqual([]);
});

it('comes back on the same tab, redacted, and goes when nobody wants it any more', async () => {
  const { page, server } = stage;
  await chooseKeeping(true);
  server.answerNext('GET', `${API}/orders`, {
    status: 429,
    headers: { 'Retry-After': '30', 'Content-Type': 'application/json' },
    body: JSON.stringify({ message: 'Too many orders', access_token: TOKEN }),
  });
  await request(page, `${API}/orders`);
  await shows(stage.panel, [RATE_LIMIT]);
  await isKept();
  // Chromium ends it when it is idle: what it held itself is gone with it.
  if (BROWSER === 'chromium') await stage.browser.stopBackground();
  await reopenDevTools();
  await shows(stage.panel, [RATE_LIMIT]);
  await stage.panel.click('[role=row][data-family]');
  await stage.panel.waitFor('what the server said', () =>
    document.querySelector('[data-part=said]')?.textContent?.includes('Too many orders'),
  );
  expect(await stage.panel.evaluate(() => document.body.textContent)).not.toContain(TOKEN);

  await chooseKeeping(false);
  await reopenDevTools();
  expect(await readRows(stage.panel)).toEqual([]);
});
