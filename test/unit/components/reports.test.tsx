// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PanelHost } from '../../../components/host.ts';
import type { StoreDeps } from '../../../components/store.ts';
import type { Failure } from '../../../lib/finding.ts';
import type { ReportFormat } from '../../../lib/report/formats.ts';
import type { Disclosure, Hidden } from '../../../lib/report/redact.ts';
import type { Report } from '../../../lib/report/report.ts';
import { finding, host, http, NOON, preferences, session } from './fakes.ts';
import { all, click, one, press, settled, show } from './mounted.tsx';

/** Four rows, the first of two repeats, and a healthy exchange. */
function filled() {
  const held = session();
  held.add(http('a1'), finding());
  held.add(http('a2', { at: NOON + 1 }), finding());
  ['404', '500', '503'].forEach((code, i) => {
    held.add(
      http(code, { at: NOON + 2 + i, url: `https://b.example/${code}` }),
      finding({ family: 'http', code, permanence: 'unknown', name: `error ${code}` }),
    );
  });
  held.add(http('ok', { at: NOON + 9, url: 'https://ok.example/', status: 200 }), undefined);
  return held;
}

const SECRETS: readonly Hidden[] = [
  { pseudonym: '<token 1>', kind: 'token', value: 'planted-1', count: 3 },
  { pseudonym: '<e-mail 1>', kind: 'e-mail', value: 'planted-2', count: 1 },
];

/** `github 429×2 500: <token 1> <e-mail 1>`, with what is disclosed in place of the pseudonyms. JSON numbers them the other way. */
async function report(
  groups: readonly (readonly Failure[])[],
  format: ReportFormat,
  disclosure?: Disclosure,
): Promise<Report> {
  const rows = groups.map((failures) => `${failures[0]?.finding.code}×${failures.length}`).join(' ');
  const hidden =
    format === 'json'
      ? SECRETS.map((one, i) => ({ ...one, pseudonym: `<value ${2 - i}>` }))
      : groups.length > 0
        ? SECRETS
        : [];
  const parts = [
    { text: `${format} ${rows}:` },
    ...hidden.flatMap(({ pseudonym, value }) => [
      { text: ' ' },
      disclosure?.kind === 'raw' || disclosure?.shown.has(pseudonym) ? { text: value } : { text: pseudonym, pseudonym },
    ]),
  ];
  const text = parts.map((part) => part.text).join('');
  return {
    text,
    html: format === 'github' ? undefined : `<p>${format}</p>`,
    parts,
    hidden: disclosure?.kind === 'raw' ? [] : hidden,
  };
}

let writeClipboard = vi.fn<StoreDeps['writeClipboard']>();
let saveFile = vi.fn<StoreDeps['saveFile']>();

beforeEach(() => {
  writeClipboard = vi.fn(async () => {});
  saveFile = vi.fn();
});

function open(more: Partial<PanelHost> = {}) {
  return show(host({ session: filled(), report, ...more }), { writeClipboard, saveFile });
}

const row = (code: string) => `[role=row][data-code="${code}"]`;
const selected = () => all('[role=row][aria-selected=true]').map(({ dataset }) => dataset.code);
const bar = () => one('.copy-bar .dim').textContent;
const copiedTexts = () => writeClipboard.mock.calls.map(([text]) => text);

describe('rows', () => {
  it('are selected as in any list, by mouse', async () => {
    await open();
    expect(one('[role=grid]').getAttribute('aria-multiselectable')).toBe('true');
    await click(row('429'));
    await click(row('500'), { shiftKey: true });
    expect(selected()).toEqual(['429', '404', '500']);
    await click(row('404'), { ctrlKey: true });
    expect(selected()).toEqual(['429', '500']);
    await click(row('503'), { metaKey: true });
    expect(selected()).toEqual(['429', '500', '503']);
    await click(row('404'));
    expect(selected()).toEqual(['404']);
  });

  it('are selected as in any list, by keyboard', async () => {
    await open();
    await press('ArrowDown');
    await press('ArrowDown', one('[role=grid]'), { shiftKey: true });
    expect(selected()).toEqual(['429', '404']);
    await press('End', one('[role=grid]'), { shiftKey: true });
    expect(selected()).toEqual(['429', '404', '500', '503']);
    await press('Home', one('[role=grid]'), { ctrlKey: true });
    await press(' ');
    expect(selected()).toEqual(['404', '500', '503']);
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('row-0');
    await press('ArrowDown');
    expect(selected()).toEqual(['404']);
    expect((await press('a', one('[role=grid]'), { ctrlKey: true })).defaultPrevented).toBe(true);
    expect(selected()).toEqual(['429', '404', '500', '503']);
    expect(one('footer').textContent).toContain('4 rows selected');
  });

  it('at the top stay selected when Shift asks for more', async () => {
    await open();
    await press('ArrowDown');
    await press('ArrowUp', one('[role=grid]'), { shiftKey: true });
    expect(selected()).toEqual(['429']);
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('row-0');
  });

  it('do not select the text between them, and take the focus', async () => {
    await open();
    const event = new MouseEvent('mousedown', { bubbles: true, cancelable: true, shiftKey: true });
    one(row('500')).dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(one('[role=grid]'));
  });

  it('show the details of the one selected last, and leave them when that one is let go', async () => {
    await open();
    await click(row('429'));
    await click(row('500'), { ctrlKey: true });
    expect(one('[role=complementary] .name').textContent).toBe('error 500');
    await click(row('500'), { ctrlKey: true });
    expect(one('[role=complementary] .name').textContent).toBe('Upload rate limit exceeded');
    await click(row('429'), { ctrlKey: true });
    expect(document.querySelector('[role=complementary]')).toBeNull();
  });
});

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
      session: filled(),
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
    const evil = `<img src=x onerror=alert(1)>\u202egnp.exe ${'x'.repeat(300_000)}`;
    const hidden = [{ pseudonym: '<token 1>', kind: 'token', value: evil, count: 1 }];
    await open({ report: async () => ({ text: evil, html: undefined, parts: [{ text: evil }], hidden }) });
    await click(row('500'));
    await click('[data-action=preview]');
    await vi.waitFor(() => expect(text()?.length).toBeGreaterThan(1_000));
    expect(text()?.length).toBeLessThan(201_000);
    expect(one('dialog').textContent).toContain(`the first 200000 of ${evil.length} characters`);
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
    writeClipboard = vi.fn(() => Promise.reject(new Error('refused')));
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
