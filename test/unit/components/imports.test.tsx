// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { ImportedFile } from '../../../components/imports.ts';
import type { ImportFile, ImportOutcome } from '../../../lib/session/importer.ts';
import { finding, host, http, session } from './fakes.ts';
import { all, click, one, settled, show } from './mounted.tsx';

const DONE = { kind: 'done', exchanges: 12, failures: 3, unreadable: 0 } as const;
const file = (name: string): ImportedFile => ({ name, arrayBuffer: async () => new ArrayBuffer(1) });

/** The panel on an importer whose files are read when the test says so. */
async function importer() {
  const begun: { progress: (share: number) => void; signal: AbortSignal; end: (outcome: ImportOutcome) => void }[] = [];
  const importFile: ImportFile = (_, progress, signal) =>
    new Promise((resolve) => {
      begun.push({ progress, signal, end: resolve });
      signal.addEventListener('abort', () => resolve({ kind: 'stopped' }));
    });
  const store = await show(host({ importFile }));
  const at = async (n: number) => {
    await vi.waitFor(() => expect(begun.length).toBeGreaterThanOrEqual(n));
    await settled();
    const latest = begun[n - 1];
    if (!latest) throw new Error(`no file ${n}`);
    return latest;
  };
  return { store, begun, at };
}

describe('recordings', () => {
  it('are read one after another, with the share that was read', async () => {
    const { store, begun, at } = await importer();
    store.importFiles([file('a.har'), file('b.har')]);
    (await at(1)).progress(0.4);
    await settled();
    expect(one('[data-part=importing]').textContent).toContain('Reading a.har… · 1 of 2');
    expect(one<HTMLProgressElement>('progress').getAttribute('value')).toBe('0.4');
    expect(begun.length).toBe(1);
    (await at(1)).end(DONE);
    (await at(2)).end(DONE);
    await vi.waitFor(() => expect(document.querySelector('[data-part=importing]')).toBeNull());
    expect(one('[role=status]').textContent).toBe('b.har: 3 failures of 12 requests');
  });

  it('stand beside live traffic, take its place when asked, and give it back', async () => {
    const held = session();
    held.add(http('live'), finding());
    const importFile: ImportFile = async () => {
      held.imported.add(http('read', { url: 'https://read.example/' }), finding());
      return DONE;
    };
    const store = await show(host({ session: held, importFile }));
    const ids = () => held.failures().map(({ exchange }) => exchange.id);
    const bar = () => document.querySelector('[data-part=recordings]')?.textContent ?? '';

    store.importFiles([file('a.har')]);
    await vi.waitFor(() => expect(bar()).toContain('a.har stands beside live traffic.'));
    expect(ids()).toEqual(['live', 'read']);

    await click('[data-action=show-alone]');
    await vi.waitFor(() => expect(bar()).toContain('Only a.har is shown. Live traffic is paused.'));
    held.add(http('while paused'), finding());
    await vi.waitFor(() => expect(ids()).toEqual(['read']));

    await click('[data-action=close-recordings]');
    expect([bar(), ids()]).toEqual(['', []]);
    held.add(http('later'), finding());
    expect(ids()).toEqual(['later']);
  });

  it('are no longer alone once somebody lets live traffic in again', async () => {
    const importFile: ImportFile = async () => DONE;
    const store = await show(host({ importFile }));
    store.importFiles([file('a.har'), file('b.har')]);
    await vi.waitFor(() => expect(one('[data-part=recordings]').textContent).toContain('b.har and 1 more'));
    await click('[data-action=show-alone]');
    await vi.waitFor(() => expect(one('[data-part=recordings]').textContent).toContain('Only'));
    store.toggleRecording();
    await settled();
    expect(one('[data-part=recordings]').textContent).toContain('beside');
    await click('[data-action=keep-beside]');
    expect(document.querySelector('[data-part=recordings]')).toBeNull();
  });

  it('are no longer read once somebody cancels', async () => {
    const { store, begun, at } = await importer();
    store.importFiles([file('a.har'), file('b.har')]);
    const { signal } = await at(1);
    await click('[data-action=stop-import]');
    await vi.waitFor(() => expect(document.querySelector('[data-part=importing]')).toBeNull());
    expect([signal.aborted, begun.length]).toEqual([true, 1]);
    store.importFiles([file('c.har')]);
    (await at(2)).end(DONE);
    await vi.waitFor(() => expect(one('[role=status]').textContent).toContain('c.har'));
  });

  it('that are none are refused in one line each, which can be put away', async () => {
    const { store, at } = await importer();
    store.importFiles([file('notes.txt'), { name: 'gone.har', arrayBuffer: () => Promise.reject(new Error('gone')) }]);
    (await at(1)).end({ kind: 'refused', why: 'is not JSON' });
    await vi.waitFor(() => expect(all('.refusal').length).toBe(2));
    expect(all('.refusal').map(({ textContent }) => textContent?.trim())).toEqual([
      'notes.txt is not JSON.',
      'gone.har could not be opened.',
    ]);
    await click('[data-part=import-refused] button');
    expect(document.querySelector('[data-part=import-refused]')).toBeNull();
  });

  it('tell how many entries could not be read', async () => {
    const { store, at } = await importer();
    store.importFiles([file('a.har')]);
    (await at(1)).end({ ...DONE, unreadable: 2 });
    await vi.waitFor(() =>
      expect(one('[role=status]').textContent).toBe(
        'a.har: 3 failures of 12 requests · entries that could not be read: 2',
      ),
    );
  });

  it('can be chosen or dropped', async () => {
    const { at } = await importer();
    expect(one('button[data-action=import-har]').getAttribute('aria-label')).toBe('Import HAR');
    const chooser = one<HTMLInputElement>('input[type=file][data-action=import-har-file]');
    expect(chooser.multiple).toBe(true);
    const over = new Event('dragover', { bubbles: true, cancelable: true });
    Object.assign(over, { dataTransfer: { types: ['Files'], files: [file('a.har')] } });
    await vi.waitFor(() => {
      one('.panel').dispatchEvent(over);
      expect(over.defaultPrevented).toBe(true);
    });
    await vi.waitFor(() => expect(one('.drop-here').textContent).toBe('Drop recordings to diagnose them'));
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { types: ['Files'], files: [file('a.har')] } });
    one('.panel').dispatchEvent(drop);
    await at(1);
    expect(document.querySelector('.drop-here')).toBeNull();
  });
});
