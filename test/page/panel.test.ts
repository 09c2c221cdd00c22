/** The panel as people use it: filter, selection, details, keyboard, themes, and records that mean harm. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../lib/exchange.ts';
import type { Session } from '../browsers/session.ts';
import { violations } from '../e2e/accessibility.ts';
import { counts, detailsSay, openDetails, pressed, selected, shows, useEverything } from '../e2e/stage.ts';
import { bodyOf } from '../fixtures.ts';
import { failureCount, readRows } from '../panel.ts';
import { http, SEVERAL, several } from './records.ts';
import { asked, ROOM, record, startWith, withPage } from './stage.ts';

const ALL = Object.values(SEVERAL);
const { offline, revoked, noLogin, missing } = SEVERAL;

describe('the panel', () => {
  const stage = withPage();
  let panel: Session;

  beforeAll(() => {
    panel = stage.panel;
  });

  describe('with failures of several families', () => {
    /** Two of the rows stand for repeats. */
    const count = ALL.length + 2;

    beforeEach(async () => {
      await startWith(panel, several());
      await shows(panel, ALL);
    });

    it('filters by family', async () => {
      const chip = '[data-family-chip="octoeverywhere-service"]';
      expect(await pressed(panel, chip)).toBe('false');
      await panel.click(chip);
      await shows(panel, [offline, revoked]);
      expect(await pressed(panel, chip)).toBe('true');
      await panel.click(chip);
      await shows(panel, ALL);
      expect(await pressed(panel, chip)).toBe('false');
    });

    it('filters by verdict, and the count stays that of the session', async () => {
      const chip = '[data-permanence-chip="permanent"]';
      await panel.click(chip);
      await shows(panel, [revoked, noLogin, missing]);
      expect(await pressed(panel, chip)).toBe('true');
      expect(await failureCount(panel)).toBe(count);
      await panel.click(chip);
      await shows(panel, ALL);
    });

    it('filters by text, from the keyboard', async () => {
      await panel.press('/');
      await panel.type('domain:*.octoeverywhere.com -code:785');
      await shows(panel, [offline, revoked]);
      await panel.press('Escape');
      await shows(panel, ALL);
      await panel.press('Control+f');
      await panel.type('invalid email');
      await shows(panel, [noLogin]);
      await panel.press('Escape');
      await shows(panel, ALL);
    });

    it('clears', async () => {
      await panel.click('[data-action="clear"]');
      await shows(panel, []);
      expect(await failureCount(panel)).toBe(0);
    });

    it('keeps the selection while failures come in', async () => {
      await openDetails(panel, '[data-code="604"]');
      await record(panel, [http('GET', 'https://api.example/meanwhile', 502)]);
      await shows(panel, [...ALL, { code: '502' }]);
      expect(await selected(panel)).toEqual(['604']);
      await detailsSay(panel, 'App Connection Revoked/Expired');
    });

    it('moves through the list with the arrow keys', async () => {
      await panel.click('[role=row][data-code="601"]');
      await panel.press('ArrowDown');
      await expect.poll(() => selected(panel)).toEqual(['503']);
      await panel.press('End');
      await expect.poll(() => selected(panel)).toEqual([SEVERAL.noSuchHost.code]);
      await panel.press('Home');
      await expect.poll(() => selected(panel)).toEqual(['601']);
    });

    it('explains the selected failure', async () => {
      await openDetails(panel, '[data-code="601"]');
      await detailsSay(panel, 'Printer is Not Connected To OctoEverywhere');
      await detailsSay(panel, 'The OctoEverywhere plugin at the printer is offline'); // meaning
      await detailsSay(panel, 'have its power, network and plugin checked'); // action
      await detailsSay(panel, 'host *.octoeverywhere.com'); // evidence
      await detailsSay(panel, 'HTTP 601');
      const source = await panel.evaluate(
        () => document.querySelector<HTMLAnchorElement>('[role=complementary] a[href]')?.href,
      );
      expect(source).toBe('https://docs.octoeverywhere.com/error-codes');
    });

    it('draws what is only possible without the red of a failure', async () => {
      // No register of statuses knows 509.
      await startWith(
        panel,
        [500, 509].map((status) => http('GET', `https://api.example/${status}`, status)),
      );
      await shows(panel, [{ code: '500' }, { code: '509' }]);
      const looks = await panel.evaluate(() =>
        ['500', '509'].map((code) => {
          const cell = document.querySelector(`[role=row][data-code="${code}"] .at-code`);
          const { color, fontWeight, borderTopWidth } = getComputedStyle(cell as Element);
          return { color, fontWeight, borderTopWidth };
        }),
      );
      const [failure, hint] = looks;
      expect(hint).toMatchObject({ fontWeight: '400', borderTopWidth: '0px' });
      expect(hint?.color).not.toBe(failure?.color);
    });

    it('leads to the settings, and reloads with sockets watched from the start', async () => {
      await panel.click('[data-action="reload-capture"]');
      await panel.click('[data-action="settings"]');
      expect(await asked(panel)).toEqual(['reload and capture', 'settings']);
    });

    it.each(['light', 'dark'] as const)('is accessible in the %s theme', async (scheme) => {
      await panel.display({ ...ROOM, scheme });
      await openDetails(panel, '[data-code="601"]');
      expect(await violations(panel)).toEqual([]);
      for (const tab of ['headers', 'response', 'timing']) {
        await panel.click(`#tab-${tab}`);
        expect(await violations(panel), tab).toEqual([]);
      }
      await panel.click('#tab-diagnosis');
      await panel.display(ROOM);
    });
  });

  it.each(['light', 'dark'] as const)('is accessible while it is empty, in the %s theme', async (scheme) => {
    await startWith(panel);
    await panel.display({ ...ROOM, scheme });
    expect(await violations(panel)).toEqual([]);
    await panel.display(ROOM);
  });

  describe('on a hostile page', () => {
    const MARKUP = '<img src=x onerror="globalThis.__hacked=1"><script>globalThis.__hacked=1</script>';
    const binary = Buffer.from(Array.from({ length: 65_536 }, (_, i) => i % 256)).toString('base64');

    afterEach(async () => {
      expect(await panel.evaluate(() => '__hacked' in globalThis)).toBe(false);
    });

    it.each<[string, Partial<HttpExchange>]>([
      ['an address of 1 MB', { url: `https://api.example/${'a'.repeat(1_000_000)}` }],
      ['a status text of 1 MB', { statusText: MARKUP.repeat(10_000) }],
      ['a body just below the cap', { responseBody: bodyOf(`{"error":"${'<b>'.repeat(330_000)}"}`) }],
      ['a binary body that calls itself JSON', { responseBody: bodyOf(binary, true) }],
      ['a body nested 100,000 deep', { responseBody: bodyOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) }],
      [
        'objects nested 100,000 deep',
        { responseBody: bodyOf(`${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`) },
      ],
    ])('stays usable after %s', async (_, hostile) => {
      const exchange = http('GET', 'https://api.example/hostile', 500, { mimeType: 'application/json' });
      await startWith(panel, [{ ...exchange, ...hostile }]);
      await counts(panel, 1);
      await useEverything(panel);
    });

    it('shows markup and bidirectional controls as text', async () => {
      const body = { success: false, error: `\u202egnp.exe ${MARKUP}`, error_code: `\u202e${MARKUP}\u2066` };
      await startWith(panel, [
        http('POST', 'https://makapix.club/api/player/rpc', 400, {
          mimeType: 'application/json',
          body: JSON.stringify(body),
        }),
      ]);
      await counts(panel, 1);
      await useEverything(panel);
      const [row] = await readRows(panel);
      expect(row?.family).toBe('makapix');
      expect(row?.text).toContain('<img src=x');
      expect(row?.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(await panel.evaluate(() => document.querySelectorAll('img, #root script').length)).toBe(0);
    });

    it('holds ten thousand failures, and shows those in view', async () => {
      const many = Array.from({ length: 10_000 }, (_, i) => http('GET', `https://api.example/call${i}`, 500));
      await startWith(panel, many);
      await counts(panel, many.length);
      expect(await panel.evaluate(() => document.querySelectorAll('[role=row]').length)).toBeLessThan(200);
      await panel.click('[role=row][data-code="500"]');
      await panel.press('End');
      await panel.waitFor('the last row', () =>
        document.querySelector('[role=row][aria-selected=true]')?.textContent?.includes('/call9999'),
      );
    });
  });
});
