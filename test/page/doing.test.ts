/** What can be done with a row and with the panel, by a real mouse and real keys, and what is said meanwhile. */
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { counts, detailsText, openDetails, shows } from '../e2e/stage.ts';
import { focused } from './keys.ts';
import { http, SECRETIVE, SECRETS, SEVERAL, secretive, several } from './records.ts';
import { asked, middleAt, ROOM, record, startWith, textAt, withPage } from './stage.ts';

const stage = withPage();
const ALL = Object.values(SEVERAL);
let panel: Session;

beforeAll(() => {
  panel = stage.panel;
});
beforeEach(async () => {
  await panel.display(ROOM);
});

const says = (selector: string) => textAt(panel, selector);

/** A real right click in the middle of a row. */
async function openMenu(row: string): Promise<void> {
  const at = await middleAt(panel, `[role=row]${row}`);
  await panel.mouse('move', at);
  await panel.mouse('menu', at);
  await panel.waitFor('the menu', () => document.querySelector('[role=menu]'));
}

async function run(row: string, command: string): Promise<void> {
  await openMenu(row);
  await panel.click(`[data-command="${command}"]`);
}

describe('the menu of a row', () => {
  it('lies within the panel, on the row that it is about', async () => {
    await panel.display({ width: 420, height: 300 });
    await startWith(panel, several());
    await shows(panel, ALL);
    await openMenu('[data-code="404"]');
    const fits = await panel.evaluate(() => {
      const { left, top, right, bottom } =
        document.querySelector('[role=menu]')?.getBoundingClientRect() ?? new DOMRect();
      return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    });
    expect(fits).toBe(true);
    expect(await panel.evaluate(() => document.querySelector('[data-code="404"]')?.getAttribute('aria-selected'))).toBe(
      'true',
    );
    await panel.press('Escape');
    await panel.waitFor('no menu', () => !document.querySelector('[role=menu]'));
    expect(await focused(panel)).toBe('grid');
  });

  it.each([
    ['copy-address', /^https:\/\/makapix\.club\/api\/user\/login$/],
    ['copy-curl', /^curl [\s\S]*--request 'POST'/],
    ['copy-fetch', /fetch\(/],
    ['copy-response', /Invalid email or password/],
    ['copy-report', /Makapix/],
  ])('copies without secrets: %s', async (command, words) => {
    await startWith(panel, secretive());
    await shows(panel, Object.values(SECRETIVE));
    const copied = await panel.copied(() => run('[data-code="401"]', command));
    expect(copied).toMatch(words);
    for (const secret of Object.values(SECRETS)) expect(copied).not.toContain(secret);
  });

  it.each([
    ['filter-code', 'code:401', [SECRETIVE.login]],
    ['filter-host', 'domain:makapix.club', [SECRETIVE.login]],
    ['filter-path', 'url:"/api/user/login"', [SECRETIVE.login]],
  ])('narrows the list: %s', async (command, text, rows) => {
    await startWith(panel, secretive());
    await shows(panel, Object.values(SECRETIVE));
    await run('[data-code="401"]', command);
    await shows(panel, rows);
    expect(await panel.evaluate(() => document.querySelector<HTMLInputElement>('input[type=search]')?.value)).toBe(
      text,
    );
  });

  it('leads to the Network panel', async () => {
    await startWith(panel, [http('GET', 'https://api.example/down', 503)]);
    await counts(panel, 1);
    await run('[data-code="503"]', 'show-network');
    await expect.poll(() => asked(panel)).toEqual(['network https://api.example/down']);
  });

  it('marks what is known, which is hidden until it changes', async () => {
    onTestFinished(async () => {
      await panel.evaluate(() => localStorage.removeItem('known'));
      await panel.reload();
    });
    await startWith(panel, [http('GET', 'https://api.example/a', 503), http('GET', 'https://api.example/b', 404)]);
    await shows(panel, [{ code: '503' }, { code: '404' }]);
    await run('[data-code="503"]', 'mark-known');
    await shows(panel, [{ code: '404' }]);
    expect(await says('[data-action="show-known"]')).toContain('1');
    // The same again stays hidden, another answer of the same call does not.
    await record(panel, [http('GET', 'https://api.example/a', 503), http('GET', 'https://api.example/a', 500)]);
    await shows(panel, [{ code: '404' }, { code: '500' }]);
    await panel.click('[data-action="show-known"]');
    await shows(panel, [{ code: '404' }, { code: '500' }, { code: '503', count: 2 }]);
    await run('[data-code="503"]', 'unmark-known');
    await panel.waitFor('no switch', () => !document.querySelector('[data-action="show-known"]'));
  });
});

describe('keys', () => {
  beforeEach(async () => {
    await startWith(panel, several());
    await shows(panel, ALL);
  });

  it('pause and clear', async () => {
    await panel.evaluate(() => document.querySelector<HTMLElement>('[role=grid]')?.focus());
    await panel.press('Control+e');
    await expect.poll(() => says('footer')).toContain('paused');
    await record(panel, [http('GET', 'https://api.example/unseen', 500)]);
    await panel.press('Control+e');
    await expect.poll(() => says('footer')).not.toContain('paused');
    await shows(panel, ALL);
    await panel.press('Control+l');
    await shows(panel, []);
  });

  it('lead from the filter into the list, and through chips as one tab stop', async () => {
    await panel.press('/');
    await panel.press('ArrowDown');
    await expect.poll(() => focused(panel)).toBe('grid');
    const stops = await panel.evaluate(
      () => [...document.querySelectorAll<HTMLElement>('.chip')].filter(({ tabIndex }) => tabIndex === 0).length,
    );
    expect(stops).toBe(1);
    await panel.evaluate(() => document.querySelector<HTMLElement>('.chip[tabindex="0"]')?.focus());
    const before = await says('.chip:focus');
    await panel.press('ArrowRight');
    await expect.poll(() => says('.chip:focus')).not.toBe(before);
  });
});

it('new failures are told to who cannot see them, and the pane by its row', async () => {
  await startWith(panel, []);
  await record(panel, several().slice(0, 3));
  await expect.poll(() => says('[aria-live=polite][data-part=news]')).toBe('3 new failures');
  await openDetails(panel, '[data-code="601"]');
  const label = await panel.evaluate(() => {
    const pane = document.querySelector('[role=complementary]');
    const described = pane?.getAttribute('aria-describedby') ?? pane?.getAttribute('aria-labelledby') ?? '';
    return described
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
  });
  expect(label).toContain('Printer is Not Connected');
  expect(await detailsText(panel)).not.toBe('');
});

it('a copy for a language model opens with the word that the rest is data', async () => {
  await startWith(panel, secretive());
  await shows(panel, Object.values(SECRETIVE));
  await openDetails(panel, '[data-code="401"]');
  const copied = await panel.copied(() =>
    panel.evaluate(() => document.querySelector<HTMLElement>('button[data-copy="agent"]')?.click()),
  );
  expect(copied.split('\n')[0]).toMatch(/data.*no instruction/i);
  for (const secret of Object.values(SECRETS)) expect(copied).not.toContain(secret);
});

it('an empty panel says in a sentence what it is for, with one way to begin', async () => {
  await startWith(panel);
  await expect.poll(() => says('.empty-title')).toMatch(/^Triage explains every failing request.*what to do\.$/);
  expect(await panel.evaluate(() => document.querySelectorAll('.empty button.reload').length)).toBe(1);
});
