/** The filter box under real keys: suggestions, help, mistakes, chips, and filters under names. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { shows } from '../e2e/stage.ts';
import { http, SEVERAL, several } from './records.ts';
import { ROOM, startWith, textAt, withPage } from './stage.ts';

const stage = withPage();
const ALL = Object.values(SEVERAL);
const BOX = 'input[type=search][aria-label="Filter"]';
let panel: Session;

beforeAll(() => {
  panel = stage.panel;
});
beforeEach(async () => {
  await panel.display(ROOM);
  await startWith(panel, several());
  await shows(panel, ALL);
  await panel.press('/');
});

const boxHolds = () => panel.evaluate((box) => document.querySelector<HTMLInputElement>(box)?.value, BOX);
const says = (selector: string) => textAt(panel, selector);
const options = () =>
  panel.evaluate(() => [...document.querySelectorAll('[role=listbox] [role=option]')].map((one) => one.textContent));

async function filter(text: string): Promise<void> {
  await panel.press('Control+a');
  await panel.type(text);
}

it('suggests keys, and then the values that were seen, with their counts', async () => {
  await panel.type('kin');
  await expect.poll(options).toHaveLength(1);
  await panel.press('ArrowDown');
  await panel.press('Tab');
  await expect.poll(boxHolds).toMatch(/:$/);
  await expect.poll(async () => (await options()).join('\n')).toMatch(/temporary.*\d/);
  await panel.press('ArrowDown');
  await panel.press('Enter');
  await expect.poll(options).toEqual([]);
  expect(await boxHolds()).toMatch(/:(?:temporary|permanent|unknown)\b/);
});

it.each([
  ['code:601 or code:604', [SEVERAL.offline, SEVERAL.revoked]],
  ['(code:601 or code:429) -family:http', [SEVERAL.offline]],
  ['url:/logo\\.(svg|png)/', [SEVERAL.missing]],
  ['"api/cart" method:GET', [SEVERAL.down]],
  ['has:retry-after', [SEVERAL.busy]],
  ['is:repeated', [SEVERAL.down]],
  ['body:maintenance', [SEVERAL.down]],
  ['-domain:*.example -domain:makapix.club', [SEVERAL.offline, SEVERAL.revoked, SEVERAL.notConnected]],
])('%s is answered, and the status bar says how much is shown', async (asked, rows) => {
  await filter(asked);
  await shows(panel, rows);
  expect(await says('footer')).toContain(`${rows.length} of ${ALL.length} shown`);
});

describe('a mistake', () => {
  it('is underlined, named with what was most likely meant, and empties no list', async () => {
    await filter('code:601 famly:http');
    await expect.poll(() => says('[data-filter-fault]')).toContain('famly');
    expect(
      await panel.evaluate(() => [...document.querySelectorAll('.mirror u')].map((one) => one.textContent)),
    ).toEqual(['famly']);
    const isUnder = await panel.evaluate((box) => {
      const input = document.querySelector(box)?.getBoundingClientRect();
      const line = document.querySelector('.mirror u')?.getBoundingClientRect();
      return input && line && line.left > input.left && line.right < input.right && line.bottom <= input.bottom;
    }, BOX);
    expect(isUnder).toBe(true);
    await shows(panel, [SEVERAL.offline]);
    await panel.click('[data-filter-fault] button');
    await expect.poll(boxHolds).toBe('code:601 family:http');
    await expect.poll(() => says('.empty')).toContain('filter');
  });

  it('of a pattern that would explode elsewhere costs nothing', async () => {
    await startWith(panel, [http('GET', `https://api.example/${'a'.repeat(2_000)}`, 500), ...several()]);
    await panel.press('/');
    await filter('url:/(a+)+b$/');
    await expect.poll(() => says('footer')).toContain(`0 of ${ALL.length + 1} shown`);
    await filter('url:/(a+)+$/');
    await shows(panel, [{ code: '500' }]);
  });
});

it('counts on chips follow what else is asked', async () => {
  const count = () => says('[data-family-chip="http"] .count');
  expect(await count()).toBe('5');
  await panel.click('[data-permanence-chip="temporary"]');
  await expect.poll(count).toBe('4');
  await panel.click('[data-permanence-chip="temporary"]');
  await expect.poll(count).toBe('5');
});

it('the help names every word that can be asked', async () => {
  await panel.click('[data-action="filter-help"]');
  const words = ['family:', 'code:', 'larger-than:', 'has-response-header:', 'topic:', 'is:', 'body:', 'initiator:'];
  for (const word of words) await expect.poll(() => says('.filter-help')).toContain(word);
  await panel.press('Escape');
});

it('a filter is saved under a name, and switched on beside another', async () => {
  await filter('family:http');
  await shows(panel, [SEVERAL.busy, SEVERAL.down, SEVERAL.missing]);
  await panel.click('[data-action="saved-filters"]');
  await panel.click('.save-filter input');
  await panel.type('Only HTTP');
  await panel.click('[data-action="save-filter"]');
  await expect.poll(() => says('.column-choices')).toContain('Only HTTP');
  await panel.press('Escape');
  await panel.press('/');
  await filter('is:repeated or code:601');
  await shows(panel, [SEVERAL.down, SEVERAL.offline]);
  await panel.click('[data-action="saved-filters"]');
  await panel.click('.column-choices .toggle input');
  await shows(panel, [SEVERAL.down]);
  await panel.press('Escape');
});
