// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { PanelHost } from '../../../components/host.ts';
import type { ReportFormat } from '../../../lib/report/formats.ts';
import { letThrough } from '../../failures.ts';
import { finding, http, NOON, preferences } from './fakes.ts';
import { all, click, one, press, settled } from './mounted.tsx';
import { copiedTexts, forgetBefore, open, report, row, writeClipboard } from './report-stage.ts';

forgetBefore();

describe('the preview', () => {
  const text = () => one('.preview-text pre').textContent;
  const isReady = () => one<HTMLButtonElement>('[data-action="copy-previewed"]').disabled === false;
  const until = (words: string) =>
    vi.waitFor(() => {
      expect(text()).toBe(words);
      expect(isReady()).toBe(true);
    });

  async function preview(more: Partial<PanelHost> = {}) {
    const store = await open(more);
    await click(row('500'));
    await click('[data-action=preview]');
    await until('github 500×1: <token 1> <e-mail 1>');
    return store;
  }

  /** With everything that follows from it, effects too. */
  async function choose(name: string, value: string) {
    await act(() => {
      const list = one<HTMLSelectElement>(`[data-choice=${name}]`);
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }

  it('marks and counts what is hidden, and lists each value with pseudonym and kind, but not itself', async () => {
    await preview();
    expect(all('.preview-text mark').map((mark) => mark.textContent)).toEqual(['<token 1>', '<e-mail 1>']);
    expect(one('#hidden-values').textContent).toBe('4 values hidden · 2 different');
    expect(all('.hidden-values li').map((item) => item.textContent)).toEqual([
      'Show <token 1><token 1>token ×3',
      'Show <e-mail 1><e-mail 1>e-mail',
    ]);
    expect(document.body.innerHTML).not.toContain('planted');
  });

  it('lets a single value through, in every format, and copies what it shows', async () => {
    await preview();
    await click('[data-show="<e-mail 1>"]');
    await until('github 500×1: <token 1> planted-2');
    expect(one('#hidden-values').textContent).toContain('3 values hidden · 1 different · 1 shown');
    expect(one('.hidden-values').textContent).not.toContain('planted-1');
    await choose('format', 'json');
    await until('json 500×1: <value 2> planted-2');
    await click('[data-action="copy-previewed"]');
    expect(copiedTexts()).toEqual(['json 500×1: <value 2> planted-2']);
    expect(document.querySelector('dialog')).toBeNull();
    expect(one('[role=status]').textContent).toBe('Copied: 500 error 500 (JSON, 3 values hidden)');
  });

  it('forgets what was shown', async () => {
    await preview();
    await click('[data-show="<token 1>"]');
    await until('github 500×1: planted-1 <e-mail 1>');
    await press('Escape', one('dialog'));
    expect(document.querySelector('dialog')).toBeNull();
    await click('[data-action=preview]');
    await until('github 500×1: <token 1> <e-mail 1>');
  });

  it('stays on what was selected when it was opened, and can take the whole list', async () => {
    const store = await preview();
    store.host.session.add(
      http('500b', { at: NOON + 20, url: 'https://b.example/500' }),
      finding({
        family: 'http',
        code: '500',
        permanence: 'unknown',
        name: 'error 500',
      }),
    );
    await settled();
    expect(text()).toContain('500×1');
    await choose('scope', 'shown');
    await until('github 429×2 404×1 500×2 503×1: <token 1> <e-mail 1>');
    expect(one('[data-action="copy-previewed"]').textContent).toBe('Copy 4 rows');
  });

  it('copies with all secrets only by a second click, elsewhere, that says what it does', async () => {
    await preview();
    await click('[data-action=copy-raw]');
    expect(copiedTexts()).toEqual([]);
    expect(one('.raw-copy').textContent).toContain('2 secrets in plain text');
    expect(document.activeElement).toBe(one('[data-action=copy-raw-cancelled]'));
    await click('[data-action=copy-raw-cancelled]');
    expect(document.querySelector('.raw-copy')).toBeNull();
    expect(document.activeElement).toBe(one('[data-action=copy-raw]'));
    await click('[data-action=copy-raw]');
    expect(one('[data-action=copy-raw-confirmed]').textContent).toBe('Yes, copy 2 secrets');
    await click('[data-action=copy-raw-confirmed]');
    expect(copiedTexts()).toEqual(['github 500×1: planted-1 planted-2']);
    expect(one('[role=status]').textContent).toContain('with 2 secrets');
    await click('[data-copy=github]');
    expect(copiedTexts().at(-1)).toBe('github 500×1: <token 1> <e-mail 1>');
  });

  it('copies no secrets once it was closed, however long they took', async () => {
    let finish = () => {};
    await preview({
      report: async (groups, format, disclosure) => {
        if (disclosure?.kind === 'raw') {
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
        }
        return report(groups, format, disclosure);
      },
    });
    await click('[data-action=copy-raw]');
    await click('[data-action=copy-raw-confirmed]');
    await press('Escape', one('dialog'));
    await click('[data-action=preview]');
    finish();
    await settled();
    expect(writeClipboard).not.toHaveBeenCalled();
  });

  it('asks again once the format is another', async () => {
    await preview();
    await click('[data-action=copy-raw]');
    await choose('format', 'text');
    expect(document.querySelector('.raw-copy')).toBeNull();
  });

  it('offers no secrets where there are none', async () => {
    await open({
      report: async (...args) => {
        const { text } = await report(...args);
        return { text, html: undefined, parts: [{ text }], hidden: [] };
      },
    });
    await click(row('500'));
    await click('[data-action=preview]');
    await vi.waitFor(() => expect(one('#hidden-values').textContent).toBe('0 values hidden'));
    expect(document.querySelector('[data-action=copy-raw]')).toBeNull();
  });

  it('writes one report at a time, and none that is out of date before its turn', async () => {
    const waiting: (() => void)[] = [];
    const asked: ReportFormat[] = [];
    await open({
      report: async (groups, format, disclosure) => {
        asked.push(format);
        if (groups.length > 0) await new Promise<void>((resolve) => waiting.push(resolve));
        return report(groups, format, disclosure);
      },
    });
    await click(row('500'));
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    waiting.pop()?.();
    await click('[data-action=preview]');
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    asked.length = 0;
    for (const format of ['jira', 'slack', 'text']) await choose('format', format);
    expect(isReady()).toBe(false);
    waiting.pop()?.();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    waiting.pop()?.();
    await until('text 500×1: <token 1> <e-mail 1>');
    expect(asked).toEqual(['text']);
  });

  it('is written anew when the rules change', async () => {
    const rules = preferences();
    const write = vi.fn(report);
    await preview({ preferences: rules, report: write });
    const before = write.mock.calls.length;
    rules.write({ ...rules.read(), rules: { ...rules.read().rules, keys: ['name'] } });
    await vi.waitFor(() => expect(write.mock.calls.length).toBeGreaterThan(before));
  });

  it('shows long and hostile text in part, as text', async () => {
    const evil = letThrough(`<img src=x onerror=alert(1)>\u202egnp.exe ${'x'.repeat(300_000)}`);
    const hidden = [{ pseudonym: '<token 1>', kind: 'token', value: evil, count: 1 }];
    await open({ report: async () => ({ text: evil, html: undefined, parts: [{ text: evil }], hidden }) });
    await click(row('500'));
    await click('[data-action=preview]');
    await vi.waitFor(() => expect(text()?.length).toBeGreaterThan(1_000));
    expect(text()?.length).toBeLessThan(201_000);
    expect(one('dialog').textContent).toContain(`the first 200,000 of ${evil.length.toLocaleString()} characters`);
    await click('[data-show]');
    expect(one('.shown-value').textContent?.length).toBeLessThanOrEqual(300);
    expect(document.querySelector('img')).toBeNull();
    expect(one('dialog').textContent).not.toContain('\u202e');
  });

  it('on everything the filter shows is opened from the toolbar', async () => {
    const store = await open();
    store.toggleChip('kind', 'temporary', false);
    await settled();
    expect(one('[data-action="copy-shown"]').title).toContain('1 row');
    await click('[data-action="copy-shown"]');
    await until('github 429×2: <token 1> <e-mail 1>');
  });

  it('hands out its text when the clipboard refuses, and stays', async () => {
    writeClipboard.mockRejectedValue(new Error('refused'));
    await preview();
    await click('[data-action="copy-previewed"]');
    const field = one<HTMLTextAreaElement>('dialog.refused textarea');
    expect(field.value).toBe('github 500×1: <token 1> <e-mail 1>');
    expect(document.activeElement).toBe(field);
    await press('Escape', field);
    expect(document.querySelector('dialog.refused')).toBeNull();
    expect(document.querySelector('dialog.preview')).not.toBeNull();
  });

  it('keeps the keys of the panel under it quiet', async () => {
    await preview();
    expect((await press('/', one('[data-choice=format]'))).defaultPrevented).toBe(false);
  });
});
