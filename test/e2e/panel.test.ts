/** The panel among DevTools: what only a live page and the browser around it can show. `test/page` has the rest. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloaded, removeDownloads } from '../downloads.ts';
import { failureCount } from '../panel.ts';
import {
  API,
  counts,
  detailsSay,
  makeRoom,
  NOWHERE,
  networkError,
  openDetails,
  photograph,
  pressed,
  request,
  SHOP,
  type Stage,
  selected,
  setTheme,
  shows,
  showsSomething,
  startOver,
  useEverything,
  withStage,
} from './stage.ts';

const PRINTER = 'https://app-q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6.octoeverywhere.com';
const MAKAPIX = 'https://makapix.club';
const JSON_TYPE = { 'Content-Type': 'application/json' };

const OFFLINE = { family: 'octoeverywhere-service', code: '601', permanence: 'temporary' };
const REVOKED = { family: 'octoeverywhere-service', code: '604', permanence: 'permanent' };
const NO_LOGIN = { family: 'makapix', code: '401', permanence: 'permanent' };
const NOT_CONNECTED = { family: 'octoeverywhere-plugin', code: '785', permanence: 'temporary' };
const BUSY = { family: 'http', code: '429', permanence: 'temporary' };
const DOWN = { family: 'http', code: '503', permanence: 'temporary', count: 3 };
const MISSING = { family: 'http', code: '404', permanence: 'permanent' };
const NO_SUCH_HOST = { family: 'network', code: networkError('ERR_NAME_NOT_RESOLVED'), permanence: 'unknown' };

describe('the panel', () => {
  const stage = withStage();

  beforeEach(() => startOver(stage));

  describe('with failures of several families', () => {
    const all = [OFFLINE, REVOKED, NO_LOGIN, NOT_CONNECTED, BUSY, DOWN, MISSING, NO_SUCH_HOST];

    beforeEach(async () => {
      await playSeveral(stage);
      await shows(stage.panel, all);
    });

    it('records or not, and clears', async () => {
      const { panel, page, server } = stage;
      const record = '[data-action="record"]';
      expect(await pressed(panel, record)).toBe('true');
      await panel.click(record);
      await panel.waitFor('recording to stop', isPaused);
      server.answerNext('GET', `${API}/ignored`, { status: 500 });
      await request(page, `${API}/ignored`);
      await panel.click(record);
      server.answerNext('GET', `${API}/noticed`, { status: 502 });
      await request(page, `${API}/noticed`);
      await shows(panel, [...all, { code: '502' }]);
      await panel.click('[data-action="clear"]');
      await shows(panel, []);
      expect(await failureCount(panel)).toBe(0);
    });

    it('keeps rows and selection while another tab of DevTools is in front', async () => {
      const { devtools, panel, page, server } = stage;
      await openDetails(panel, '[data-code="604"]');
      await devtools.showView('network');
      server.answerNext('GET', `${API}/meanwhile`, { status: 503 });
      await request(page, `${API}/meanwhile`);
      expect(await devtools.showPanel()).toBe(panel);
      await shows(panel, [...all, { code: '503' }]);
      expect(await selected(panel)).toEqual(['604']);
      await detailsSay(panel, 'App Connection Revoked/Expired');
    });

    it.each(['light', 'dark'] as const)('follows the %s theme of DevTools', async (theme) => {
      await setTheme(stage, theme);
      await openDetails(stage.panel, '[data-code="601"]');
      await setTheme(stage, 'light');
    });

    it('fits into DevTools at the right of the window', async () => {
      const { devtools, panel } = stage;
      await devtools.dock('right');
      await devtools.resize(1200, 800);
      await openDetails(panel, '[data-code="601"]');
      await photograph(stage, 'panel-narrow.png');
      const sideways = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways).toBeLessThanOrEqual(0);
      await makeRoom(devtools);
    });
  });

  describe('a copied report', () => {
    /** Each of them is on the wire, and none may leave the machine. */
    const SECRETS = {
      subdomain: new URL(PRINTER).hostname.split('.')[0] ?? '',
      bearer: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJlLXBsYW50ZWQ',
      cookie: 'planted-cookie-4711',
      query: 'planted-token-0815',
      password: 'planted-password-hunter2',
      userinfo: 'planted-userinfo-s3cret',
      setCookie: 'planted-set-cookie-42',
    };

    beforeEach(async () => {
      const { server, page, panel } = stage;
      const url = `${PRINTER}/api/login?token=${SECRETS.query}`;
      await startOver(stage, `${PRINTER}/`);
      server.answerNext('POST', url, {
        status: 603,
        headers: {
          ...JSON_TYPE,
          'Set-Cookie': `session=${SECRETS.setCookie}`,
          'Content-Location': `https://admin:${SECRETS.userinfo}@printers.example/`,
        },
        body: JSON.stringify({ detail: `no connection for https://admin:${SECRETS.userinfo}@printers.example/` }),
      });
      await page.evaluate((value) => {
        return cookieStore.set('session', value);
      }, SECRETS.cookie);
      expect(
        await request(page, url, {
          method: 'POST',
          headers: { ...JSON_TYPE, Authorization: `Bearer ${SECRETS.bearer}` },
          body: JSON.stringify({ user: 'jo', password: SECRETS.password }),
        }),
      ).toBe(603);
      await shows(panel, [{ family: 'octoeverywhere-service', code: '603' }]);
      await openDetails(panel, '[data-code="603"]');
    });

    it('holds the diagnosis and no secret, by button and by Ctrl+C alike', async () => {
      const { panel } = stage;
      const byButton = await panel.copied(() => panel.click('button[data-copy="github"]'));
      for (const part of [
        'OctoEverywhere service',
        '603',
        'App Connection Not Found',
        'No App Connection belongs to the subdomain or app token that was used.', // meaning
        'send the user through the portal again', // action
        'https://docs.octoeverywhere.com/error-codes', // source
        'Permanent',
        'POST https://',
        '.octoeverywhere.com/api/login',
      ]) {
        expect(byButton).toContain(part);
      }
      for (const [name, secret] of Object.entries(SECRETS)) expect(byButton, name).not.toContain(secret);

      await panel.click('[role=row][data-code="603"]');
      await panel.evaluate(() => document.querySelector<HTMLElement>('[role=grid]')?.focus());
      const byKey = await panel.copied(() => panel.press('Control+c'));
      expect(byKey).toBe(byButton);
    });

    it('was made from a request that carried every one of the secrets', async () => {
      const { panel } = stage;
      await panel.click('#tab-headers');
      await panel.evaluate(() => {
        for (const button of document.querySelectorAll<HTMLElement>('.reveal')) button.click();
      });
      const headers = await panel.waitFor('the values', () => {
        const text = document.querySelector('[role=complementary]')?.textContent ?? '';
        return document.querySelector('.reveal') ? undefined : text;
      });
      await panel.click('#tab-payload');
      const payload = await panel.waitFor(
        'the payload',
        () => document.querySelector('[role=tabpanel] .json')?.textContent,
      );
      const shown = headers + payload;
      for (const [name, secret] of Object.entries(SECRETS)) expect(shown, name).toContain(secret);
    });
  });

  it('saves a recording without secrets, and takes a rule from the settings tab at once', async () => {
    const { browser, server, page, panel, downloads } = stage;
    server.answerNext('GET', `${API}/orders`, { status: 500, headers: JSON_TYPE, body: '{"project":"nightingale"}' });
    await request(page, `${API}/orders`);
    await shows(panel, [{ code: '500' }]);
    await panel.click('[data-action="export-har"]');
    const before = await downloaded(downloads);
    expect(before.name).toMatch(/^wire-triage-\d{4}-\d\d-\d\dT\d{4}\.har$/);
    expect(before.text).toContain('nightingale');
    removeDownloads(downloads);
    const settings = await browser.openTab(browser.extensionUrl('settings.html'));
    try {
      await settings.click('[data-rules=literals] input');
      await settings.type('nightingale');
      await settings.press('Enter');
      await panel.waitFor('the rule', () =>
        Object.values({ ...localStorage }).some((one) => one.includes('nightingale')),
      );
      await panel.click('[data-action="export-har"]');
      expect((await downloaded(downloads)).text).not.toContain('nightingale');
    } finally {
      removeDownloads(downloads);
      await settings.evaluate(() => localStorage.clear());
      await settings.close();
    }
  });

  describe('on a hostile page', () => {
    const MARKUP = '<img src=x onerror="globalThis.__hacked=1"><script>globalThis.__hacked=1</script>';

    afterEach(async () => {
      const { panel, devtools } = stage;
      for (const session of [panel, devtools.devtoolsPage]) {
        expect(await session.evaluate(() => '__hacked' in globalThis)).toBe(false);
      }
    });

    it.each<[string, (stage: Stage) => Promise<void>]>([
      [
        'an address of 1 MB',
        async ({ page }) => {
          await request(page, `${API}/${'a'.repeat(1_000_000)}`);
        },
      ],
      [
        'a body of 5 MB',
        ({ server, page }) => failWith({ server, page }, JSON_TYPE, `{"error":"${'x'.repeat(5_000_000)}"}`),
      ],
    ])('stays usable after %s', async (_, attack) => {
      const { panel } = stage;
      await attack(stage);
      await counts(panel, 1);
      await useEverything(panel);
    });

    it('stays usable while failures pour in', async () => {
      const { server, page, panel } = stage;
      for (const status of [500, 503, 601]) server.serve(`http://flood.example/${status}`, { status, body: MARKUP });
      await startOver(stage, 'http://flood.example/');
      const flood = page.evaluate(async () => {
        for (let round = 0; round < 20; round++) {
          const all = [500, 503, 601].flatMap((status) => Array.from({ length: 5 }, () => fetch(`/${status}`)));
          await Promise.all(all.map(async (response) => (await response).text()));
        }
      });
      await showsSomething(panel);
      await panel.click('[data-family-chip="http"]');
      await panel.click('[data-family-chip="http"]');
      await flood;
      await counts(panel, 300);
      await shows(
        panel,
        ['500', '503', '601'].map((code) => ({ code, count: 100 })),
      );
    });
  });
});

/** Ten failures of five families, three of them repeats. */
async function playSeveral({ server, page }: Stage): Promise<void> {
  const json = (status: number, body: string) => ({ status, headers: JSON_TYPE, body });
  const down = ['GET', `${SHOP}/api/cart`, { status: 503, body: 'down for maintenance' }] as const;
  const plays = [
    ['GET', `${PRINTER}/api/printer`, { status: 601, body: 'printer offline' }],
    down,
    ['GET', `${PRINTER}/octoeverywhere-command-api/status`, json(200, '{"Status":785,"Error":"Host not connected"}')],
    ['POST', `${MAKAPIX}/api/auth/login`, json(401, '{"detail":"Invalid email or password"}')],
    down,
    ['GET', `${SHOP}/api/search`, { status: 429, headers: { 'Retry-After': '37' } }],
    down,
    ['GET', `${PRINTER}/api/job`, { status: 604 }],
    ['GET', `${SHOP}/images/logo.svg`, { status: 404, body: 'not here' }],
  ] as const;
  for (const [method, url, reply] of plays) {
    server.answerNext(method, url, reply);
    await request(page, url, { method });
  }
  await request(page, `${NOWHERE}/metrics`);
}

async function failWith(
  { server, page }: Pick<Stage, 'server' | 'page'>,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): Promise<void> {
  server.answerNext('GET', `${API}/hostile`, { status: 500, headers, body });
  await request(page, `${API}/hostile`);
}

function isPaused(): boolean {
  return document.querySelector('[data-action="record"]')?.getAttribute('aria-pressed') === 'false';
}
