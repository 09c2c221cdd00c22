// @vitest-environment happy-dom

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PanelHost } from '../../../components/host.ts';
import type { StoreDeps } from '../../../components/store.ts';
import type { ReportFormat } from '../../../lib/report/formats.ts';
import { MANY_ROWS } from '../../../lib/report/limits.ts';
import { letThrough } from '../../failures.ts';
import { finding, host, http, session, storeOn } from './fakes.ts';
import { click, one, press, show } from './mounted.tsx';

let writeClipboard = vi.fn<StoreDeps['writeClipboard']>();
let saveFile = vi.fn<StoreDeps['saveFile']>();

beforeEach(() => {
  writeClipboard = vi.fn(async () => {});
  saveFile = vi.fn();
});

/** With so many rows; its reports begin with their format. */
function hostOf(rows: number): PanelHost {
  const held = session();
  for (let i = 0; i < rows; i++) held.add(http(`${i}`), finding({ code: `E${i}` }));
  const { report, ...more } = host({ session: held });
  return {
    ...more,
    report: async (groups, format, disclosure) => {
      const written = await report(groups, format, disclosure);
      return { ...written, text: letThrough(`${format} ${written.text}`) };
    },
  };
}

function storeOf(rows: number) {
  const store = storeOn(hostOf(rows), { writeClipboard, saveFile });
  store.selectAll();
  return store;
}

const isAsked = () => document.querySelector('dialog.many') !== null;

describe('a copy of many rows', () => {
  it('asks first and can be left; then it is made, or a file instead', async () => {
    const store = await show(hostOf(MANY_ROWS + 1), { writeClipboard, saveFile });
    store.selectAll();
    await press('c', one('[role=grid]'), { ctrlKey: true });
    expect(one('dialog.many h2').textContent).toBe('Copy 201 rows?');
    await press('Escape', one('dialog.many'));
    expect(isAsked()).toBe(false);

    await press('c', one('[role=grid]'), { ctrlKey: true });
    await click('dialog.many .modal-buttons button:last-child');
    expect(isAsked()).toBe(false);
    expect(writeClipboard).not.toHaveBeenCalled();

    await press('c', one('[role=grid]'), { ctrlKey: true });
    await click('[data-action=copy-many]');
    expect(isAsked()).toBe(false);
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith('github report of 201', undefined);
    expect(one('.told').textContent).toBe('Copied: 201 rows (GitHub, 2 values hidden)');
    expect(saveFile).not.toHaveBeenCalled();

    await press('c', one('[role=grid]'), { ctrlKey: true });
    await click('[data-action=save-many]');
    expect(isAsked()).toBe(false);
    expect(one('.told').textContent).toBe('Saved wire-triage-2026-11-20T1200.txt (2 values hidden)');
  });

  it.each<[ReportFormat, string, string]>([
    ['github', 'txt', 'text'],
    ['slack', 'txt', 'text'],
    ['text', 'txt', 'text'],
    ['json', 'json', 'json'],
    ['curl', 'sh', 'curl'],
    ['agent', 'txt', 'agent'],
  ])('in %s is saved as a .%s file instead, in a format that nothing cuts', async (format, extension, written) => {
    const store = storeOf(MANY_ROWS + 1);
    await store.copyReport(format);
    const asked = store.dialog.value;
    if (asked?.kind !== 'many') throw new Error('nothing was asked');
    await store.saveMany(asked);
    const name = `wire-triage-2026-11-20T1200.${extension}`;
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(name, `${written} report of 201`);
    expect(writeClipboard).not.toHaveBeenCalled();
    expect(store.dialog.value).toBeUndefined();
  });
});

it('a copy of fewer rows is made at once', async () => {
  const store = storeOf(MANY_ROWS);
  await store.copyReport();
  expect(store.dialog.value).toBeUndefined();
  expect(writeClipboard).toHaveBeenCalledExactlyOnceWith('github report of 200', undefined);
});
