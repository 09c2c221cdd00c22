/** Families of the user's own: what they explain on the wire, what outlives DevTools, and what is left once they are gone. */
import { dump } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PanelView } from '../browsers/browser.ts';
import type { Session } from '../browsers/session.ts';
import { ACME, QUIET_SHAPE } from '../families.ts';
import { API, openDetails, request, SHOP, shows, startOver, withStage } from './stage.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const TEAPOT = '{"fault":"no_coffee","message":"Only tea here"}';
/** Nobody but the family takes it for an error. */
const QUIET = '{"outcome":"no_coffee"}';
const FAMILY = JSON.stringify({
  ...ACME,
  hosts: [new URL(API).hostname],
  shapes: [...ACME.shapes, QUIET_SHAPE],
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

  async function fail({ page }: Pick<PanelView, 'page'> = stage, status = 418, body = TEAPOT): Promise<void> {
    stage.server.answerNext('GET', `${API}/brew`, { status, headers: JSON_TYPE, body });
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
    await expect.poll(() => matches(settings)).toBe('2');
    await settings.click('[data-own-family=acme] [data-action=remove-family]');
    await shows(panel, [{ ...UNKNOWN, count: 2 }]);
  });

  it('labels an error inside a success, one that had passed as healthy too', async () => {
    const { panel } = stage;
    await fail(stage, 200, QUIET);
    await fail();
    await shows(panel, [UNKNOWN]);
    await add();
    await shows(panel, [KNOWN, KNOWN]);
    await expect.poll(() => matches(settings)).toBe('2');
    await fail(stage, 200, QUIET);
    await expect.poll(() => matches(settings)).toBe('3');
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

const PAGE = `<!doctype html><html lang="en"><title>Acme</title><link rel="icon" href="data:,"><h1>Errors</h1>
<table><tr><th>Code</th><th>Description</th><th>Retry</th></tr>
<tr><td>no_coffee</td><td>There is only tea.</td><td>no</td></tr><tr><td>no_milk</td><td>The milk is out.</td><td>yes</td></tr></table></html>`;
const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: API }],
  paths: {
    '/brew': {
      get: {
        responses: {
          '418': {
            description: 'Only tea here.',
            content: { 'application/json': { schema: { properties: { code: { enum: ['no_coffee'] } } } } },
          },
        },
      },
    },
  },
};

describe('a family of the user is made', () => {
  const stage = withStage();

  beforeEach(() => startOver(stage));
  afterEach(() => stage.panel.evaluate(() => localStorage.clear()));

  /** A failure that only its own words explain, with the pane open on it. */
  async function fail(message = 'Order 17 has only tea'): Promise<void> {
    const { page, panel, server } = stage;
    const body = JSON.stringify({ code: 'no_coffee', message });
    server.answerNext('GET', `${API}/brew`, { status: 418, headers: JSON_TYPE, body });
    await request(page, `${API}/brew`);
    await panel.waitFor('a row', () => document.querySelector('[role=row][data-code=no_coffee]'));
  }

  async function open(action: 'teach' | 'learn'): Promise<void> {
    const { panel } = stage;
    await fail();
    await shows(panel, [{ family: 'envelope', code: 'no_coffee' }]);
    await openDetails(panel, '[data-code=no_coffee]');
    await panel.click(`[data-action=${action}]`);
  }

  async function addDraft(): Promise<void> {
    const { panel } = stage;
    await panel.waitFor('the trial', () => document.querySelector('[data-part=trial][data-matches="1"]'));
    await panel.click('[data-action=add-draft]');
  }

  it('of a reply, and explains the next one, whose words differ in their variable parts', async () => {
    const { panel } = stage;
    await open('teach');
    await addDraft();
    await shows(panel, [{ family: 'example', code: 'no_coffee', count: 1 }]);
    await fail('Order 4 has only tea');
    await shows(panel, [{ family: 'example', code: 'no_coffee', count: 2 }]);
  });

  it('of the page that is open', async () => {
    const { page, panel, server } = stage;
    server.answerNext('GET', `${SHOP}/docs`, { headers: { 'Content-Type': 'text/html' }, body: PAGE });
    await page.goto(`${SHOP}/docs`);
    await open('learn');
    await panel.click('[data-action=learn-page]');
    await panel.waitFor('both codes', () => document.querySelectorAll('[data-draft-code]').length === 2);
    await addDraft();
    await shows(panel, [{ family: 'example', code: 'no_coffee', permanence: 'permanent' }]);
  });

  it.each([
    ['as JSON', JSON.stringify(OPENAPI)],
    ['as YAML', dump(OPENAPI)],
  ])('of an OpenAPI document %s', async (_, text) => {
    const { panel } = stage;
    await open('learn');
    await panel.click('dialog textarea');
    await panel.type(text);
    await panel.click('[data-action=add-family]');
    await addDraft();
    await shows(panel, [{ family: 'example', code: 'no_coffee' }]);
  });

  it('of the page that is open while nothing has failed, and of a text on the settings tab', async () => {
    const { browser, page, panel, server } = stage;
    server.answerNext('GET', `${SHOP}/docs`, { headers: { 'Content-Type': 'text/html' }, body: PAGE });
    await page.goto(`${SHOP}/docs`);
    await panel.click('.empty [data-action=learn]');
    await panel.click('[data-action=learn-page]');
    await panel.waitFor('both codes', () => document.querySelectorAll('[data-draft-code]').length === 2);
    await panel.press('Escape');
    const settings = await browser.openTab(browser.extensionUrl('settings.html'));
    try {
      await settings.click('[data-action=learn]');
      await settings.click('.draft textarea');
      await settings.type(dump(OPENAPI));
      await settings.click('.draft [data-action=add-family]');
      await settings.click('[data-action=add-draft]');
      await settings.waitFor('the family', () => document.querySelector('[data-own-family=example]'));
    } finally {
      await settings.close();
    }
    await fail();
    await shows(panel, [{ family: 'example', code: 'no_coffee' }]);
  });
});

/** How many failures the settings tab says that the family explains. */
function matches(settings: Session): Promise<string | undefined> {
  return settings.evaluate(
    () => document.querySelector<HTMLElement>('[data-own-family=acme] [data-matches]')?.dataset.matches,
  );
}
