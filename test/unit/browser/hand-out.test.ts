// @vitest-environment happy-dom

import { afterEach, describe, expect, it, vi } from 'vitest';
import { saveFamily, saveFile, writeClipboard } from '../../../lib/browser/hand-out.ts';
import { letThrough } from '../../failures.ts';

const PLAIN = letThrough('plain');

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the clipboard', () => {
  function clipboard(more: Partial<Clipboard> = {}) {
    const writeText = vi.fn(async () => {});
    const write = vi.fn(async (_: ClipboardItems) => {});
    vi.stubGlobal('navigator', { clipboard: { writeText, write, ...more } });
    return { writeText, write };
  }

  it('gets the text, and nothing else where there is no HTML', async () => {
    const { writeText, write } = clipboard();
    await writeClipboard(PLAIN, undefined);
    expect(writeText).toHaveBeenCalledExactlyOnceWith('plain');
    expect(write).not.toHaveBeenCalled();
  });

  it('gets the HTML together with the same text', async () => {
    const { writeText, write } = clipboard();
    await writeClipboard(PLAIN, letThrough('<b>rich</b>'));
    expect(writeText).toHaveBeenCalledExactlyOnceWith('plain');
    const [item] = write.mock.calls[0]?.[0] ?? [];
    const text = async (type: string) => (await item?.getType(type))?.text();
    expect([await text('text/plain'), await text('text/html')]).toEqual(['plain', '<b>rich</b>']);
  });

  it('keeps the text when it takes no HTML', async () => {
    clipboard({ write: () => Promise.reject(new DOMException('no', 'NotAllowedError')) });
    await expect(writeClipboard(PLAIN, letThrough('<b>rich</b>'))).resolves.toBeUndefined();
  });

  it('refuses aloud', async () => {
    clipboard({ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) });
    await expect(writeClipboard(PLAIN, undefined)).rejects.toThrow('no');
  });
});

it('a file is saved under its name, and its data let go of after a while', async () => {
  vi.useFakeTimers();
  const saved: { name: string; blob: Blob }[] = [];
  const blobs = new Map<string, Blob>();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.set('blob:1', blob as Blob);
    return 'blob:1';
  });
  const revoke = vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => {});
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    const blob = blobs.get(this.href);
    if (blob) saved.push({ name: this.download, blob });
  });
  saveFile('a.har', letThrough('{"log":{}}'));
  saveFamily({ id: 'acme' });
  expect(saved.map(({ name }) => name)).toEqual(['a.har', 'acme.json']);
  expect(await Promise.all(saved.map(({ blob }) => blob.text()))).toEqual(['{"log":{}}', '{\n  "id": "acme"\n}']);
  expect(revoke).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(revoke.mock.calls).toEqual([['blob:1'], ['blob:1']]);
  vi.useRealTimers();
});
