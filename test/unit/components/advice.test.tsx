// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { MadeUp } from '../../failures.ts';
import { finding, host, http, NOON, session } from './fakes.ts';
import { all, click, one, show } from './mounted.tsx';

async function open(more: MadeUp, deps: Parameters<typeof show>[1] = {}) {
  const held = session();
  held.add(http('1'), finding(more));
  const store = await show(host({ session: held }), deps);
  await click('[role=row][data-family]');
  return store;
}

const parts = () => all('#details [data-part]').map(({ dataset }) => dataset.part);
const pane = () => one('[role=tabpanel]').textContent ?? '';

describe('the diagnosis', () => {
  it('begins with what helps: verdict, advice, wait, the words of the server, links, request id', async () => {
    await open({
      said: 'Slow down.',
      retry: { afterMs: 37_000, from: 'Retry-After' },
      links: [{ url: 'https://docs.example/limits', label: 'documentation_url' }],
      requestId: 'req-4711',
    });
    expect(parts()).toEqual(['verdict', 'action', 'countdown', 'said', 'links', 'request-id']);
    expect(pane().indexOf('req-4711')).toBeLessThan(pane().indexOf('https://makapix.club'));
    expect(pane().indexOf('https://makapix.club')).toBeLessThan(pane().indexOf('host makapix.club'));
  });

  it('leaves out what the reply does not say', async () => {
    await open({});
    expect(parts()).toEqual(['verdict', 'action']);
    expect(pane()).not.toContain('What the server said');
  });

  it('follows no link that is not https, and none by itself', async () => {
    await open({
      links: [
        { url: 'javascript:alert(1)', label: 'help' },
        { url: 'http://docs.example/', label: 'docs' },
        { url: 'https://docs.example/\u202egnp', label: 'more_info' },
      ],
    });
    const links = all<HTMLAnchorElement>('[data-part=links] a');
    expect(links.map((link) => link.rel)).toEqual(['noopener noreferrer']);
    expect(links[0]?.textContent).toBe('docs.example/\ufffdgnp');
  });

  it('names the member that the reply blames, and every further error with its place', async () => {
    await open({
      param: 'order.items[2].sku',
      errors: [
        { code: 'BAD_USER_INPUT', said: 'No such sku', param: 'items.0.sku' },
        { code: undefined, said: 'Cannot be empty', param: undefined },
      ],
    });
    expect(one('.blamed').textContent).toContain('order.items[2].sku');
    expect(all('.errors li').map((error) => error.textContent?.trim())).toEqual([
      'BAD_USER_INPUT No such sku items.0.sku',
      'Cannot be empty',
    ]);
  });

  it('stays short however many errors the reply holds', async () => {
    const errors = Array.from({ length: 5_000 }, (_, i) => ({ code: `E${i}`, said: undefined, param: undefined }));
    await open({ errors });
    expect(all('.errors li').length).toBeLessThan(100);
    expect(pane()).toContain('of 5,000');
  });

  it('copies a request id', async () => {
    const writeClipboard = vi.fn(async () => {});
    await open({ requestId: 'req-4711' }, { writeClipboard });
    await click('[data-part=request-id] button');
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith('req-4711', undefined);
    expect(one('[role=status]').textContent).toBe('Copied: Request id');
  });

  it('is named by its row for assistive technology', async () => {
    await open({ name: 'Upload rate limit exceeded' });
    const ids = one('[role=complementary]').getAttribute('aria-labelledby')?.split(' ') ?? [];
    expect(ids.map((id) => one(`#${id}`).getAttribute('aria-label') ?? one(`#${id}`).textContent)).toEqual([
      'Diagnosis',
      'Upload rate limit exceeded',
    ]);
  });
});

describe('the wait', () => {
  it('is counted down by the second until it is over', async () => {
    let present = NOON;
    const due: (() => void)[] = [];
    const schedule = (run: () => void, delayMs: number) => {
      if (delayMs <= 1_000) due.push(run);
    };
    /** Time goes on until the pane says this. */
    const says = async (ms: number, words: string) => {
      present += ms;
      await vi.waitFor(() => {
        for (const run of due.splice(0)) run();
        expect(wait()).toContain(words);
      });
    };
    await open({ retry: { afterMs: 3_000, from: 'Retry-After' } }, { now: () => present, schedule });
    const wait = () => one('[data-part=countdown]').textContent;
    // The reply took 41 ms.
    expect(wait()).toBe('Wait until 12:00:04 (4 s left), then retry once.');
    await says(41, '(3 s left)');
    await says(1_000, '(2 s left)');
    await says(2_000, 'You can retry now (since 12:00:04).');
  });
});
