// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { createNews } from '../../../components/news.ts';
import type { Snapshot } from '../../../lib/session/log.ts';
import { finding, host, http, memory, NOON, preferences, session, translate } from './fakes.ts';
import { click, one, settled, show } from './mounted.tsx';

describe('what is kept', () => {
  it('is set aside with a message where it cannot be read', async () => {
    const kept: Record<string, unknown> = { sizes: { beside: 'wide' }, known: [7] };
    await show(host(), { memory: memory(kept) });
    expect(one('.trouble').textContent).toContain('Some settings could not be read');
    expect(kept).toMatchObject({ 'sizes set aside': { beside: 'wide' }, 'known set aside': [7] });
    await click('.trouble button');
    expect(document.querySelector('.trouble')).toBeNull();
  });

  it('is no trouble where nothing is kept, or was set aside before', async () => {
    await show(host(), { memory: memory({ sizes: null, 'known set aside': [7] }) });
    expect(document.querySelector('.trouble')).toBeNull();
  });

  it('says so for damaged preferences too', async () => {
    await show(host({ preferences: { ...preferences(), isDamaged: () => true } }));
    expect(one('.trouble').textContent).toContain('set aside');
  });

  it('gives rows the height that was chosen', async () => {
    const held = session();
    for (const id of ['1', '2']) held.add(http(id, { url: `https://a.example/call${id}` }), finding());
    await show(host({ session: held, preferences: preferences({ density: 'comfortable' }) }));
    expect(one('.rows').style.height).toBe('56px');
    expect(one('[role=grid]').style.getPropertyValue('--row')).toBe('28px');
  });

  it('holds the size that the details were dragged to', async () => {
    const kept: Record<string, unknown> = {};
    const store = await show(host(), { memory: memory(kept) });
    store.resizeDetails('beside', 512);
    expect(kept.sizes).toEqual({ beside: 512 });
    expect((await show(host(), { memory: memory(kept) })).sizes.value).toEqual({ beside: 512 });
  });
});

describe('news for screen readers', () => {
  function reader() {
    let present = NOON;
    const due: (() => void)[] = [];
    const counts = { failures: 0, dropped: 0 };
    const snapshot = signal({ counts } as unknown as Snapshot);
    const clock = {
      now: () => present,
      schedule: (run: () => void) => void due.push(run),
      signal: new AbortController().signal,
    };
    const news = createNews(snapshot, translate, clock);
    return {
      news,
      holds: (failures: number, dropped = 0) => {
        snapshot.value = { counts: { failures, dropped } } as unknown as Snapshot;
      },
      pass: (ms: number) => {
        present += ms;
        for (const run of due.splice(0)) run();
      },
    };
  }

  it('count what is new, at most every two seconds', () => {
    const { news, holds, pass } = reader();
    expect(news.value).toBe('');
    holds(1);
    expect(news.value).toBe('1 new failure');
    for (let n = 2; n <= 100; n++) holds(n);
    expect(news.value).toBe('1 new failure');
    pass(2_000);
    expect(news.value).toBe('99 new failures');
  });

  it('count what a full session drops, and begin anew after a clear', () => {
    const { news, holds, pass } = reader();
    holds(2);
    pass(2_000);
    holds(2, 3);
    pass(2_000);
    expect(news.value).toBe('3 new failures');
    holds(0);
    pass(2_000);
    holds(1);
    pass(2_000);
    expect(news.value).toBe('1 new failure');
  });

  it('stand in a polite region of their own', async () => {
    const held = session();
    await show(host({ session: held }));
    held.add(http('1'), finding());
    await settled();
    await vi.waitFor(() => expect(one('[data-part=news]').textContent).toBe('1 new failure'));
    expect(one('[data-part=news]').getAttribute('aria-live')).toBe('polite');
  });
});
