/** Families of the user's own: what they explain on the wire, what outlives DevTools, and what is left once they are gone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PanelView } from '../browsers/browser.ts';
import type { Session } from '../browsers/session.ts';
import { ACME } from '../families.ts';
import { API, request, SHOP, shows, startOver, withStage } from './stage.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const TEAPOT = '{"fault":"no_coffee","message":"Only tea here"}';
const FAMILY = JSON.stringify({
  ...ACME,
  hosts: [new URL(API).hostname],
  entries: [
    { ...ACME.entries[0], codes: ['no_coffee'], name: 'No coffee', meaning: 'There is tea.', action: 'Drink tea.' },
  ],
});

/** How the row looks while nobody knows the family, and while it is known. */
const UNKNOWN = { family: 'http', code: '418' };
const KNOWN = { family: 'acme', code: 'no_coffee', permanence: 'permanent' };

describe('a family of the user', () => {
  const stage = withStage();
  let settings: Session;

  beforeEach(async () => {
    await startOver(stage);
    settings = await stage.browser.openTab(stage.browser.extensionUrl('settings.html'));
  });
  afterEach(async () => {
    await settings.evaluate(() => localStorage.clear());
    await settings.close();
  });

  async function fail({ page }: Pick<PanelView, 'page'> = stage, status = 418): Promise<void> {
    stage.server.answerNext('GET', `${API}/brew`, { status, headers: JSON_TYPE, body: TEAPOT });
    await request(page, `${API}/brew`);
  }

  async function add(text = FAMILY): Promise<void> {
    await settings.click('[data-settings=families] textarea');
    await settings.type(text);
    await settings.click('[data-action=add-family]');
  }

  it('labels live traffic, what is captured already too, until it is removed', async () => {
    const { panel } = stage;
    await fail();
    await shows(panel, [UNKNOWN]);
    await add();
    await shows(panel, [{ ...KNOWN, count: 1 }]);
    await fail();
    await shows(panel, [{ ...KNOWN, count: 2 }]);
    await expect.poll(() => matches(settings), { timeout: 10_000 }).toBe('2');
    await settings.click('[data-own-family=acme] [data-action=remove-family]');
    await shows(panel, [{ ...UNKNOWN, count: 2 }]);
  });

  it('labels an error inside a success', async () => {
    await add();
    await settings.waitFor('the family', () => document.querySelector('[data-own-family=acme]'));
    await fail(stage, 200);
    await shows(stage.panel, [KNOWN]);
  });

  it('is there again when DevTools is', async () => {
    const { browser } = stage;
    const first = await browser.openPanel(`${SHOP}/`);
    await add();
    await fail(first);
    await shows(first.panel, [KNOWN]);
    await first.devtools.close();
    const devtools = await browser.inspect(first.page);
    try {
      const panel = await devtools.showPanel();
      await fail(first);
      await shows(panel, [KNOWN]);
    } finally {
      await devtools.close();
      await first.page.close();
    }
  });

  it('that is wrong changes nothing, and says all that is wrong', async () => {
    const { panel } = stage;
    await fail();
    await add(FAMILY.replace('"acme"', '"ACME"').replace('https:', 'ftp:'));
    const words = await settings.waitFor('the faults', () => document.querySelector('[data-part=faults]')?.textContent);
    expect(words).toMatch(/id expected .*source expected/s);
    await shows(panel, [UNKNOWN]);
  });
});

/** How many failures the settings tab says that the family explains. */
function matches(settings: Session): Promise<string | undefined> {
  return settings.evaluate(
    () => document.querySelector<HTMLElement>('[data-own-family=acme] [data-matches]')?.dataset.matches,
  );
}
