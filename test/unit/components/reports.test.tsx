// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { host, preferences } from './fakes.ts';
import { click, one, press, settled, show } from './mounted.tsx';
import { copiedTexts, forgetBefore, fourRows, open, report, row, saveFile, writeClipboard } from './report-stage.ts';

forgetBefore();

const bar = () => one('.copy-bar .dim').textContent;

describe('a copy', () => {
  it('takes the selection in the order of the list, and says how much that is', async () => {
    const store = await open();
    await click(row('500'));
    await vi.waitFor(() => expect(bar()).toBe('4 values hidden'));
    await click(row('429'), { ctrlKey: true });
    expect(bar()).toBe('2 rows');
    await click('[data-copy=text]');
    expect(copiedTexts()).toEqual(['text 429×2 500×1: <token 1> <e-mail 1>']);
    expect(store.announcement.value).toBe('Copied: 2 rows (Text, 4 values hidden)');
  });

  it('takes rows that the filter holds back, and says so', async () => {
    const store = await open();
    await click(row('429'));
    await click(row('500'), { ctrlKey: true });
    store.toggleChip('family', 'makapix', false);
    await settled();
    expect(bar()).toBe('2 rows · 1 hidden by the filter');
    await store.copyReport('text');
    expect(copiedTexts()[0]).toContain('429×2 500×1');
  });

  it('leaves healthy exchanges out, of which Ctrl+C copies the address', async () => {
    const store = await open();
    store.showAll.value = true;
    await settled();
    await press('a', one('[role=grid]'), { ctrlKey: true });
    await press('c', one('[role=grid]'), { ctrlKey: true });
    expect(copiedTexts()[0]).toContain('429×2 404×1 500×1 503×1:');
    await click('.row.healthy');
    await press('c', one('[role=grid]'), { ctrlKey: true });
    expect(copiedTexts()).toHaveLength(2);
    expect(copiedTexts()[1]).toMatch(/^https?:\/\/\S+$/);
  });

  it('is in the format of the settings by Ctrl+C, also once they change', async () => {
    const chosen = preferences({ format: 'slack' });
    await open({ preferences: chosen });
    await click(row('500'));
    await press('c', one('[role=grid]'), { ctrlKey: true });
    chosen.write({ ...chosen.read(), format: 'curl' });
    await press('c', one('[role=grid]'), { metaKey: true });
    expect(copiedTexts().map((text) => text.split(' ')[0])).toEqual(['slack', 'curl']);
  });

  it('leaves Ctrl+C to the browser while text is selected', async () => {
    await open();
    await click(row('500'));
    document.getSelection()?.selectAllChildren(one(row('500')));
    expect((await press('c', one('[role=grid]'), { ctrlKey: true })).defaultPrevented).toBe(false);
    document.getSelection()?.removeAllRanges();
  });

  it('goes with the HTML that the report has', async () => {
    const store = await open();
    store.select(store.rows.value[0]);
    await store.copyReport('jira');
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('jira'), '<p>jira</p>');
    await store.copyReport('github');
    expect(writeClipboard).toHaveBeenLastCalledWith(expect.stringContaining('github'), undefined);
  });

  it('that is overtaken by another never reaches the clipboard', async () => {
    const waiting: (() => void)[] = [];
    const store = await open({
      report: async (...args) => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return report(...args);
      },
    });
    store.select(store.rows.value[0]);
    const first = store.copyReport('jira');
    const second = store.copyReport('text');
    await vi.waitFor(() => expect(store.writing.value).toBe(2));
    for (const go of waiting.toReversed()) go();
    await Promise.all([first, second]);
    expect(copiedTexts().map((text) => text.split(' ')[0])).toEqual(['text']);
    expect(store.writing.value).toBe(0);
  });
});

it('what takes long is told while it is being written', async () => {
  const later: (() => void)[] = [];
  let finish = () => {};
  const store = await show(
    host({
      session: fourRows(),
      report: async (...args) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return report(...args);
      },
    }),
    { writeClipboard, schedule: (run, _, signal) => later.push(() => !signal.aborted && run()) },
  );
  store.select(store.rows.value[0]);
  const copy = store.copyReport('text');
  expect(one('.told').textContent).toBe('');
  for (const run of later.splice(0)) run();
  await settled();
  expect(one('.told').textContent).toBe('Writing…');
  finish();
  await copy;
  for (const run of later.slice(0, -1)) run();
  await settled();
  expect(one('.told').textContent).toContain('Copied: 429');
});

describe('an export', () => {
  it('saves what the list shows, healthy exchanges too where they are listed', async () => {
    const store = await open();
    await click('[data-action="export-har"]');
    expect(saveFile).toHaveBeenLastCalledWith('wire-triage-2026-11-20T1200.har', '5 failures, 0 healthy');
    expect(one('[role=status]').textContent).toBe('Saved wire-triage-2026-11-20T1200.har (3 values hidden)');
    store.showAll.value = true;
    await settled();
    expect(one('[data-action="export-har"]').title).toContain('5 rows');
    await click('[data-action="export-har"]');
    expect(saveFile).toHaveBeenLastCalledWith(expect.any(String), '5 failures, 1 healthy');
  });

  it.each([
    ['selection', '3 failures, 0 healthy', 'Export 2 rows'],
    ['shown', '2 failures, 0 healthy', 'Export 1 row'],
    ['all', '5 failures, 1 healthy', 'Export 5 rows'],
  ])('takes what is chosen: %s', async (scope, text, label) => {
    const store = await open();
    await click(row('429'));
    await click(row('500'), { ctrlKey: true });
    store.toggleChip('family', 'makapix', false);
    await settled();
    await click('[data-action="export-scope"]');
    const list = one<HTMLSelectElement>('[data-choice=scope]');
    expect(list.value).toBe('selection');
    list.value = scope;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    expect(one('[data-action="export-confirmed"]').textContent).toBe(label);
    await click('[data-action="export-confirmed"]');
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(expect.any(String), text);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('of nothing is not offered', async () => {
    await show();
    for (const action of ['export-har', 'copy-shown']) {
      expect(one<HTMLButtonElement>(`[data-action="${action}"]`).disabled).toBe(true);
    }
  });
});
