/** Dialogs over the panel: accessible, usable with the keyboard alone, and a way out where the clipboard refuses. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../browsers/session.ts';
import { violations } from '../e2e/accessibility.ts';
import { openDetails, shows } from '../e2e/stage.ts';
import { focused, tabTo } from './keys.ts';
import { http, SECRETIVE } from './records.ts';
import { clickWith, previewShows, previewText, startWithSecrets } from './report-actions.ts';
import { ROOM, record, withPage } from './stage.ts';

const stage = withPage();
let panel: Session;

beforeAll(() => {
  panel = stage.panel;
});
beforeEach(() => startWithSecrets(panel));

describe('a clipboard that refuses', () => {
  afterEach(() => panel.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'writeText')));

  it.each<[string, (panel: Session) => Promise<void>]>([
    ['a button', (panel) => panel.click('[data-copy="jira"]')],
    [
      'Ctrl+C',
      async (panel) => {
        await panel.click('[role=row][data-code="401"]');
        await panel.press('Control+c');
      },
    ],
    [
      'the preview',
      async (panel) => {
        await panel.click('[data-action="preview"]');
        await panel.click('[data-action="copy-previewed"]');
      },
    ],
    [
      'a copy with secrets',
      async (panel) => {
        await panel.click('[data-action="preview"]');
        await panel.click('[data-action="copy-raw"]');
        await panel.click('[data-action="copy-raw-confirmed"]');
      },
    ],
  ])('leads from %s to the text, selected, and back', async (_, copy) => {
    await openDetails(panel, '[data-code="401"]');
    await panel.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await copy(panel);
    const offered = await panel.waitFor('the text', () => {
      const field = document.querySelector<HTMLTextAreaElement>('dialog.refused textarea');
      if (!field || document.activeElement !== field) return undefined;
      return { text: field.value, selected: field.selectionEnd - field.selectionStart };
    });
    expect(offered.text).toContain('401');
    expect(offered.selected).toBe(offered.text.length);
    await panel.press('Escape');
    await panel.waitFor('the text to go', () => !document.querySelector('dialog.refused'));
    if (await panel.evaluate(() => document.querySelector('dialog') !== null)) await panel.press('Escape');
    await panel.waitFor('the panel', () => !document.querySelector('dialog'));
    expect(await panel.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });
});

describe('dialogs', () => {
  it.each(['light', 'dark'] as const)('are accessible in the %s theme', async (scheme) => {
    await panel.display({ ...ROOM, scheme });
    await openDetails(panel, '[data-code="401"]');
    await clickWith(panel, '[data-code="429"]', 'Control');
    expect(await violations(panel)).toEqual([]);
    await panel.click('[data-action="preview"]');
    await panel.waitFor('the values', () => document.querySelector('[data-show]'));
    await panel.click('[data-action="copy-raw"]');
    expect(await violations(panel)).toEqual([]);
    await panel.press('Escape');
    await panel.click('[data-action="export-scope"]');
    expect(await violations(panel)).toEqual([]);
    await panel.press('Escape');
    await panel.copied(() => panel.click('[data-copy="json"]'));
    expect(await violations(panel)).toEqual([]);
    await panel.display(ROOM);
  });

  it('work with the keyboard alone and give the focus back', async () => {
    await openDetails(panel, '[data-code="401"]');
    await panel.evaluate(() => document.querySelector<HTMLElement>('[data-action=preview]')?.focus());
    await panel.press('Enter');
    await previewShows(panel, 'user/login');
    expect(await focused(panel)).toBe('format');
    await tabTo(panel, 'Tab', 'copy-raw');
    await panel.press('Enter');
    await expect.poll(() => focused(panel)).toBe('copy-raw-cancelled');
    await panel.press('Enter');
    await panel.waitFor('the question to go', () => !document.querySelector('.raw-copy'));
    expect(await panel.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement))).toBe(true);
    await tabTo(panel, 'Shift+Tab', 'copy-previewed');
    const report = await panel.copied(() => panel.press('Enter'));
    expect(report).toContain('401');
    await expect.poll(() => focused(panel)).toBe('preview');
  });

  it('hold long and hostile values without breaking', async () => {
    const url = `https://shop.example/${'long'.repeat(2_000)}?token=${'x9'.repeat(3_000)}`;
    const body = JSON.stringify({
      error: '<img src=x onerror="globalThis.__hacked=1">\u202egnp.exe',
      password: 'p'.repeat(5_000),
    });
    await record(panel, [http('GET', url, 500, { mimeType: 'application/json', body })]);
    await shows(panel, [...Object.values(SECRETIVE), { code: '500' }]);
    await panel.display({ width: 420, height: 700 });
    await openDetails(panel, '[data-code="500"]');
    await panel.click('[data-action="preview"]');
    await panel.waitFor('the values', () => document.querySelector('[data-show]'));
    await panel.click('[data-show]');
    await expect
      .poll(() => panel.evaluate(() => document.querySelector('.shown-value')?.textContent?.length))
      .toBeTruthy();
    const sideways = await panel.evaluate(() =>
      ['html', 'dialog', '.preview-text', '.hidden-values ul']
        .map((selector) => document.querySelector(selector))
        .filter((element) => element && element.scrollWidth > element.clientWidth)
        .map((element) => element?.className),
    );
    expect(sideways).toEqual([]);
    expect(await panel.evaluate(() => document.querySelectorAll('img').length)).toBe(0);
    expect(await previewText(panel)).not.toContain('\u202e');
    await panel.press('Escape');
    await panel.display(ROOM);
  });
});
