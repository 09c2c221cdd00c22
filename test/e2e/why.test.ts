/** Why a request failed: the line that asked, what the browser blocked, and whether it passed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { harEntry, harText } from '../har.ts';
import { withInlineMap } from '../inline-map.ts';
import { itExceptIn } from './cases.ts';
import {
  API,
  detailsSay,
  FETCH_FAILED,
  openDetails,
  request,
  SHOP,
  shows,
  startOver,
  startTelling,
  withStage,
} from './stage.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The fourth line asks, and the eighth again and again. */
const SCRIPT = `
/* A page of its own. */
async function saveOrder() {
  const reply = await fetch('/orders', { method: 'POST' });
  return reply.text();
}
async function poll() {
  for (const path of ['/carts', '/me', '/carts']) await (await fetch(path)).text();
}
async function submit() {
  await null;
  return saveOrder();
}
function onSubmit() {
  return submit();
}
`;

/** The fourth line asks. */
const CHECKOUT = `// The till.
export async function pay(): Promise<string> {
  const init = { method: 'POST' } as const;
  const reply = await fetch('/pay', init);
  return reply.text();
}`;
const CHECKOUT_MINIFIED = "globalThis.pay=async()=>(await fetch('/pay',{method:'POST'})).text();";
/** The whole of the minified line stands for column 0 of the fourth line: column, file, line and column as base 64 VLQ. */
const CHECKOUT_MAP = {
  version: 3,
  sources: ['src/checkout.ts'],
  sourcesContent: [CHECKOUT],
  names: [],
  mappings: 'AAGA',
};
const HTML = `<!doctype html><link rel="icon" href="data:,"><title>Shop</title><script src="/app.js"></script>`;

describe('a failure', () => {
  const stage = withStage();

  beforeAll(() => {
    const { server } = stage;
    server.serve(`${SHOP}/shop`, { headers: { 'Content-Type': 'text/html' }, body: HTML });
    server.serve(`${SHOP}/app.js`, { headers: { 'Content-Type': 'text/javascript' }, body: SCRIPT });
    server.serve(`${SHOP}/checkout.min.js`, {
      headers: { 'Content-Type': 'text/javascript' },
      body: withInlineMap(CHECKOUT_MINIFIED, CHECKOUT_MAP),
    });
  });
  beforeEach(() => startOver(stage, `${SHOP}/shop`));

  it('counts the wait down on the row, and says that it recovered', async () => {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${SHOP}/limited`, { status: 429, headers: { 'Retry-After': '60' }, body: 'slow down' });
    await request(page, `${SHOP}/limited`);
    await shows(panel, [{ code: '429' }]);
    const row = () => panel.evaluate(() => ({ ...document.querySelector<HTMLElement>('[data-code="429"]')?.dataset }));
    expect(Number((await row()).retryAt) - Date.now()).toBeGreaterThan(10_000);
    await openDetails(panel, '[data-code="429"]');
    await detailsSay(panel, /Wait until .* left\), then retry once/);
    server.answerNext('GET', `${SHOP}/limited`, { body: 'welcome' });
    await request(page, `${SHOP}/limited`);
    await expect.poll(row).toMatchObject({ recovered: 'true' });
    expect((await row()).retryAt).toBeUndefined();
    await detailsSay(panel, /Recovered after 2 attempts/);
    await detailsSay(panel, /1 of 2 calls failed/);
  });

  it('says by which rule the browser blocked it, with the header that cures it', async () => {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${API}/private`, { headers: JSON_TYPE, body: '{}', cors: false });
    expect(await request(page, `${API}/private`)).toBe(FETCH_FAILED);
    await expect
      .poll(() => panel.evaluate(() => document.querySelector<HTMLElement>('[role=row][data-code]')?.dataset.blocked))
      .toBe('cors');
    await openDetails(panel, '[data-blocked="cors"]');
    await detailsSay(panel, 'CORS: the reply has no Access-Control-Allow-Origin');
    await detailsSay(panel, `Access-Control-Allow-Origin: ${SHOP}`);
  });

  it('links to what the reply points at, and to nothing but https', async () => {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${SHOP}/docs`, {
      status: 403,
      headers: JSON_TYPE,
      body: JSON.stringify({
        message: 'Resource not accessible',
        documentation_url: 'https://docs.example/rest',
        help_url: 'javascript:alert(1)',
      }),
    });
    await request(page, `${SHOP}/docs`);
    await shows(panel, [{ code: '403' }]);
    await openDetails(panel, '[data-code="403"]');
    await detailsSay(panel, 'Resource not accessible');
    const links = await panel.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('[data-part="links"] a')].map(({ href }) => href),
    );
    expect(links).toEqual(['https://docs.example/rest']);
  });

  it('is told with its like as one incident, the root first', async () => {
    const { server, page, panel } = stage;
    server.answerNext('POST', `${SHOP}/auth/refresh`, { status: 401, headers: JSON_TYPE, body: '{"error":"x"}' });
    await request(page, `${SHOP}/auth/refresh`, { method: 'POST' });
    for (const name of ['orders', 'cart', 'me']) {
      server.answerNext('GET', `${SHOP}/api/${name}`, { status: 401, body: 'no session' });
      await request(page, `${SHOP}/api/${name}`);
    }
    server.answerNext('GET', `${SHOP}/logo.svg`, { status: 404, body: 'none' });
    await request(page, `${SHOP}/logo.svg`);
    const failing = () =>
      panel.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[role=row][data-code]')].map(({ dataset }) => dataset.code),
      );
    await expect.poll(async () => (await failing()).length).toBe(5);
    await panel.click('[data-incident="session"]');
    await expect.poll(async () => (await failing()).length).toBe(4);
    expect(await failing()).not.toContain('404');
    await panel.click('[data-incident="session"]');
    await expect.poll(async () => (await failing()).length).toBe(5);
  });

  it('of a recording stands beside those of the page', async () => {
    const { panel } = stage;
    const folder = mkdtempSync(path.join(tmpdir(), 'wire-triage-recording-'));
    try {
      const file = path.join(folder, 'one.har');
      writeFileSync(file, harText([harEntry({ url: 'https://a.example/x', status: 503, body: 'down' })]));
      await panel.chooseFile('input[type=file][data-action="import-har-file"]', file);
      await shows(panel, [{ family: 'http', code: '503' }]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  itExceptIn({ firefox: 'extensions are told no initiators there' })(
    'shows the original line where a minified script carries its map',
    async () => {
      const { server, page, panel } = stage;
      await page.evaluate((text) => {
        const script = document.createElement('script');
        script.src = text;
        document.head.append(script);
      }, '/checkout.min.js');
      await page.waitFor('the script', () => 'pay' in globalThis);
      server.answerNext('POST', `${SHOP}/pay`, { status: 402, body: 'no' });
      await page.evaluate(() => (globalThis as unknown as { pay(): Promise<string> }).pay());
      await shows(panel, [{ code: '402' }]);
      await openDetails(panel, '[data-code="402"]');
      await expect
        .poll(() =>
          panel.evaluate(() => {
            const marked = document.querySelector<HTMLLIElement>('[data-part="source"] li:has(mark)');
            return [marked?.value, marked?.textContent];
          }),
        )
        .toEqual([4, CHECKOUT.split('\n')[3]]);
      await detailsSay(panel, 'checkout.ts:4');
      const report = await panel.copied(() => panel.click('button[data-copy="text"]'));
      expect(report).toMatch(/Asked by: .{0,40}checkout\.ts:4/);
      await panel.click('[data-part="source"] [data-action="open-source"]');
      await expect.poll(() => isInSight(panel)).toBe(false);
      await stage.devtools.showPanel();
    },
  );

  it('stands in one row with all that the same line made, where the list is grouped so', async () => {
    const { server, page, panel } = stage;
    await startTelling(stage, `${SHOP}/shop`);
    server.answerNext('POST', `${SHOP}/orders`, { status: 500, body: 'down' });
    server.answerNext('GET', `${SHOP}/carts`, { status: 503, body: 'down' });
    server.answerNext('GET', `${SHOP}/carts`, { status: 503, body: 'down' });
    server.answerNext('GET', `${SHOP}/me`, { status: 404, body: 'none' });
    await page.evaluate(async () => {
      const { saveOrder, poll } = globalThis as unknown as Record<string, () => Promise<unknown>>;
      await saveOrder?.();
      await poll?.();
    });
    await shows(panel, [{ code: '500' }, { code: '503', count: 2 }, { code: '404' }]);
    onTestFinished(() => groupBy(panel, 'endpoint'));
    await groupBy(panel, 'line');
    const requests = () =>
      panel.evaluate(() =>
        [...document.querySelectorAll('[role=row] .at-url')].slice(1).map((cell) => cell.textContent),
      );
    await expect.poll(requests).toEqual([expect.stringContaining('/orders'), '▸app.js:8 made 3 of 4 failures']);
    await panel.click('[data-action="open-fold"]');
    await expect
      .poll(requests)
      .toEqual([
        expect.stringContaining('/orders'),
        '▾app.js:8 made 3 of 4 failures',
        expect.stringContaining('/carts'),
        expect.stringContaining('/me'),
      ]);
  });

  const failTwiceAtOneLine = async () => {
    const { server, page, panel } = stage;
    await startTelling(stage, `${SHOP}/shop`);
    for (const status of [500, 502]) {
      server.answerNext('POST', `${SHOP}/orders`, { status, body: 'down' });
      await page.evaluate(() => (globalThis as unknown as { saveOrder(): Promise<string> }).saveOrder());
    }
    await shows(panel, [{ code: '500' }, { code: '502' }]);
    await openDetails(panel, '[data-code="500"]');
  };

  it('names the line of code that asked, and the share of all failures that it caused', async () => {
    await failTwiceAtOneLine();
    await expect
      .poll(() => stage.panel.evaluate(() => document.querySelector('[data-part="initiator"]')?.textContent))
      .toMatch(/saveOrder in app\.js:4 made 2 of 2 failures/);
  });

  it('names the functions that led to the line, across a wait', async () => {
    const { server, page, panel } = stage;
    await startTelling(stage, `${SHOP}/shop`);
    server.answerNext('POST', `${SHOP}/orders`, { status: 500, body: 'down' });
    await page.evaluate(() => (globalThis as unknown as { onSubmit(): Promise<string> }).onSubmit());
    await shows(panel, [{ code: '500' }]);
    await openDetails(panel, '[data-code="500"]');
    await expect
      .poll(() => panel.evaluate(() => document.querySelector('[data-part="callers"]')?.textContent))
      .toBe('Called from submit in app.js:12 ← onSubmit in app.js:15');
  });

  // The last one: it leaves the panel.
  itExceptIn({ firefox: 'it hands out no scripts, and opens none' })(
    'shows the line among its neighbours, and leads to it in Sources',
    async () => {
      const { panel } = stage;
      await failTwiceAtOneLine();
      await expect
        .poll(() =>
          panel.evaluate(() => {
            const marked = document.querySelector<HTMLLIElement>('[data-part="source"] li:has(mark)');
            return [marked?.value, marked?.textContent, document.querySelectorAll('[data-part="source"] li').length];
          }),
        )
        .toEqual([4, SCRIPT.split('\n')[3], 5]);
      await panel.click('[data-action="open-source"]');
      // Sources takes the place of the panel.
      await expect.poll(() => isInSight(panel)).toBe(false);
    },
  );
});

/** Chooses what the rows are grouped by. */
async function groupBy(panel: Session, grouping: string): Promise<void> {
  await panel.click('[data-action="columns"]');
  await panel.waitFor('the choice', () => document.querySelector('[data-setting=grouping]') !== null);
  await panel.evaluate((grouping) => {
    const choice = document.querySelector<HTMLSelectElement>('[data-setting=grouping]');
    if (choice) choice.value = grouping;
    choice?.dispatchEvent(new Event('change', { bubbles: true }));
  }, grouping);
  await panel.click('[data-action="columns"]');
}

/** A panel that is not drawn any more may never be told: no answer is one, too. */
function isInSight(panel: Session): Promise<boolean> {
  return panel.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new IntersectionObserver(([entry]) => {
          observer.disconnect();
          resolve(entry?.isIntersecting ?? false);
        });
        observer.observe(document.documentElement);
        setTimeout(() => resolve(false), 5_000);
      }),
  );
}
