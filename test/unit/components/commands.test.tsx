// @vitest-environment happy-dom

import { describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../../components/commands.ts';
import type { PanelHost } from '../../../components/host.ts';
import { parseMarks } from '../../../components/known.ts';
import { letThrough } from '../../failures.ts';
import { finding, host, http, memory, NOON, session, text } from './fakes.ts';
import { all, click, one, press, settled, show } from './mounted.tsx';

const ADDRESS = 'https://makapix.club/api/post/upload?token=planted';

async function filled(deps: Parameters<typeof show>[1] = {}, more: Partial<PanelHost> = {}) {
  const held = session();
  held.add(http('a', { url: ADDRESS, responseBody: text('too many') }), finding());
  held.add(http('b', { url: 'https://b.example/x', status: 500 }), finding({ family: 'http', code: '500' }));
  held.add(http('ok', { at: NOON + 3_000, url: 'https://ok.example/fine', status: 200 }), undefined);
  const redactedText = (raw: string) => letThrough(raw.replace('planted', '<token 1>'));
  const store = await show(host({ session: held, redactedText, ...more }), deps);
  return { held, store };
}

async function openMenu(row = '[role=row][data-code="429"]') {
  one(row).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 5, clientY: 5 }));
  await vi.waitFor(() => one('[role=menu]'));
}
const items = () => all('[role=menuitem]').map(({ dataset }) => dataset.command);
const filter = () => one<HTMLInputElement>('input[type=search]').value;

describe('the menu of a row', () => {
  it('selects the row it is opened on, and offers what can be done with it', async () => {
    await filled();
    await openMenu();
    expect(one('[role=row][data-code="429"]').getAttribute('aria-selected')).toBe('true');
    expect(items()).toEqual([
      'copy-report',
      'copy-address',
      'copy-curl',
      'copy-fetch',
      'copy-response',
      'filter-code',
      'filter-host',
      'filter-path',
      'mark-known',
    ]);
  });

  it('offers for a healthy exchange what there is of it', async () => {
    const { store } = await filled({}, { showInNetwork: () => {} });
    store.showAll.value = true;
    await settled();
    await openMenu('.row.healthy');
    expect(items()).toEqual(['copy-address', 'filter-host', 'filter-path', 'show-network']);
  });

  it('is walked through with the arrow keys and left with Esc', async () => {
    await filled();
    await openMenu();
    expect(document.activeElement).toBe(one('[data-command=copy-report]'));
    await press('ArrowUp', one('[data-command=copy-report]'));
    expect(document.activeElement).toBe(one('[data-command=mark-known]'));
    await press('ArrowDown', one('[data-command=mark-known]'));
    expect(document.activeElement).toBe(one('[data-command=copy-report]'));
    await press('Escape', one('[data-command=copy-report]'));
    expect(document.querySelector('[role=menu]')).toBeNull();
    expect(document.activeElement).toBe(one('[role=grid]'));
  });

  it('opens from the keyboard on the active row', async () => {
    await filled();
    await press('ArrowDown');
    one('[role=grid]').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    await settled();
    expect(items()).toContain('copy-report');
  });

  it.each([
    ['copy-address', 'https://makapix.club/api/post/upload?token=<token 1>'],
    ['copy-fetch', 'fetch of 1'],
    ['copy-response', 'too many'],
    ['copy-curl', 'report of 1'],
  ])('copies without secrets: %s', async (command, copied) => {
    const writeClipboard = vi.fn(async () => {});
    await filled({ writeClipboard });
    await openMenu();
    await click(`[data-command=${command}]`);
    await vi.waitFor(() => expect(writeClipboard).toHaveBeenCalledExactlyOnceWith(copied, undefined));
  });

  it('adds to the filter, each condition once', async () => {
    await filled();
    for (const command of ['filter-code', 'filter-host', 'filter-path', 'filter-code']) {
      await openMenu();
      await click(`[data-command=${command}]`);
    }
    expect(filter()).toBe('code:429 domain:makapix.club url:"/api/post/upload"');
    expect(all('[role=row][data-family]')).toHaveLength(1);
  });

  it('leads to the Network panel where the browser has a way there', async () => {
    const showInNetwork = vi.fn();
    await filled({}, { showInNetwork });
    await openMenu();
    await click('[data-command=show-network]');
    expect(showInNetwork).toHaveBeenCalledExactlyOnceWith(ADDRESS);
  });
});

describe('keys', () => {
  it('record and clear, wherever the focus is', async () => {
    const { held } = await filled();
    await press('e', one('input[type=search]'), { ctrlKey: true });
    expect(held.snapshot().recording).toBe(false);
    await press('L', one('[role=grid]'), { metaKey: true });
    expect(held.snapshot().groups).toEqual([]);
  });

  it('Ctrl+C on a healthy exchange copies its address', async () => {
    const writeClipboard = vi.fn(async () => {});
    const { store } = await filled({ writeClipboard });
    store.showAll.value = true;
    await settled();
    await click('.row.healthy');
    await press('c', one('[role=grid]'), { ctrlKey: true });
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith('https://ok.example/fine', undefined);
  });

  it('mean one thing each', () => {
    const keys = COMMANDS.flatMap(({ key }) => key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  });
});

describe('a failure that is known', () => {
  it('is out of sight, counted, and can be brought back', async () => {
    await filled();
    await openMenu();
    await click('[data-command=mark-known]');
    expect(all('[role=row][data-family]').map(({ dataset }) => dataset.code)).toEqual(['500']);
    expect(one('[role=grid]').dataset.failures).toBe('2');
    await click('[data-action=show-known]');
    await openMenu();
    await click('[data-command=unmark-known]');
    expect(all('[role=row][data-family]')).toHaveLength(2);
    expect(document.querySelector('[data-action=show-known]')).toBeNull();
  });

  it('stays known for the next session, and comes back when it changes', async () => {
    const kept: Record<string, unknown> = {};
    const { held } = await filled({ memory: memory(kept) });
    await openMenu();
    await click('[data-command=mark-known]');
    expect(JSON.stringify(kept)).not.toContain('makapix');
    held.add(http('c', { url: ADDRESS }), finding());
    held.add(http('d', { url: ADDRESS, status: 413 }), finding({ code: '413', entry: 'other' }));
    await settled();
    expect(all('[role=row][data-family]').map(({ dataset }) => dataset.code)).toEqual(['500', '413']);
  });

  it.each([[null], ['x'], [[1]], [['not a mark']], [{}]])(
    'marks that somebody else stored are set aside: %j',
    (stored) => {
      expect(parseMarks(stored)).toBeUndefined();
    },
  );
});
