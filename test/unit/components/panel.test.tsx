// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { handOver, type PanelWindow } from '../../../components/host.ts';
import { finding, host, http, NOON, session, twoFamilies } from './fakes.ts';
import { all, click, failureRows, one, press, settled, show, typeFilter } from './mounted.tsx';

describe('the list', () => {
  it('has a row for each group, with its facts as attributes', async () => {
    await show(host({ session: twoFamilies() }));
    expect(one('[role=grid]').dataset).toMatchObject({ failures: '4' });
    expect(failureRows().map((row) => ({ ...row.dataset }))).toEqual([
      { family: 'makapix', code: '429', permanence: 'temporary', channel: 'http', count: '3' },
      { family: 'http', code: '500', permanence: 'unknown', channel: 'http' },
    ]);
    expect(failureRows()[0]?.textContent).toContain('×3');
  });

  it('marks a hint as one', async () => {
    await show(host({ session: twoFamilies() }));
    expect(failureRows().map((row) => row.querySelector('.tag')?.textContent)).toEqual([undefined, 'possible']);
  });

  it('tells assistive technology where each row stands', async () => {
    await show(host({ session: twoFamilies() }));
    expect(one('[role=grid]').getAttribute('aria-rowcount')).toBe('3');
    expect(all('[role=row]').map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2', '3']);
  });

  it('updates while it is shown', async () => {
    const held = twoFamilies();
    await show(host({ session: held }));
    held.add(http('c', { url: 'https://c.example/' }), finding());
    await settled();
    expect(failureRows()).toHaveLength(3);
    expect(one('[role=grid]').dataset.failures).toBe('5');
  });

  it('keeps only the rows in view in the document when there are thousands', async () => {
    const held = session();
    for (let i = 0; i < 5_000; i++)
      held.add(http(String(i), { at: NOON + i, url: `https://h.example/call${i}` }), finding());
    await show(host({ session: held }));
    expect(failureRows().length).toBeLessThan(100);
    expect(one('[role=grid]').dataset.failures).toBe('5000');
    expect(one('[role=grid]').getAttribute('aria-rowcount')).toBe('5001');
  });

  it('adds healthy exchanges without any sign of a failure', async () => {
    const store = await show(host({ session: twoFamilies() }));
    store.showAll.value = true;
    await settled();
    expect(all('.rows [role=row]')).toHaveLength(3);
    expect(failureRows()).toHaveLength(2);
    expect(one('.row.healthy').dataset).toEqual({ channel: 'http' });
  });

  it('sorts with a click on a header and back', async () => {
    await show(host({ session: twoFamilies() }));
    await click('#head-seen');
    expect(failureRows().map((row) => row.dataset.code)).toEqual(['500', '429']);
    expect(one('#head-seen').getAttribute('aria-sort')).toBe('ascending');
    await click('#head-seen');
    await click('#head-seen');
    expect(one('#head-seen').getAttribute('aria-sort')).toBe('none');
  });

  it('shows hostile text as text, on one line', async () => {
    const held = session();
    const evil = '<img src=x onerror=alert(1)>\u202egnp.exe\n';
    const url = `https://user:secret@example.com/${'A'.repeat(1_000_000)}?token=secret`;
    held.add(
      http('1', { url, method: evil }),
      finding({ code: evil, name: evil + 'B'.repeat(100_000), said: evil, meaning: evil }),
    );
    await show(host({ session: held }));
    await click('[role=row][data-family]');
    expect(document.querySelector('img')).toBeNull();
    expect(one('.rows').textContent).not.toMatch(/[\u202e\n]|secret/);
    expect(one('.rows').innerHTML.length).toBeLessThan(10_000);
    expect(one('[role=complementary]').textContent?.length).toBeLessThan(10_000);
    expect(one('[role=complementary]').textContent).not.toContain('user:secret');
  });
});

describe('filter and chips', () => {
  it('narrow the list down, not the count', async () => {
    await show(host({ session: twoFamilies() }));
    await typeFilter('code:500');
    expect(failureRows().map((row) => row.dataset.code)).toEqual(['500']);
    expect(one('[role=grid]').dataset.failures).toBe('4');
  });

  it('offer a chip for each family with its count', async () => {
    await show(host({ session: twoFamilies() }));
    const chips = all('button[data-family-chip]').map((chip) => [chip.dataset.familyChip, chip.textContent]);
    expect(chips).toEqual([
      ['makapix', 'Makapix 3'],
      ['http', 'HTTP 1'],
    ]);
  });

  it('can be combined with Ctrl', async () => {
    await show(host({ session: twoFamilies() }));
    await click('[data-family-chip=http]');
    expect(one('[data-family-chip=http]').getAttribute('aria-pressed')).toBe('true');
    expect(failureRows()).toHaveLength(1);
    await click('[data-family-chip=makapix]', { ctrlKey: true });
    expect(failureRows()).toHaveLength(2);
    await click('[data-permanence-chip=permanent]');
    expect(failureRows()).toHaveLength(0);
    await click('.empty button');
    expect(failureRows()).toHaveLength(2);
    expect(one('[data-permanence-chip=permanent]').getAttribute('aria-pressed')).toBe('false');
  });
});

describe('the keyboard', () => {
  it('moves the selection, opens and closes the details', async () => {
    await show(host({ session: twoFamilies() }));
    await press('ArrowDown');
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe(failureRows()[0]?.id);
    expect(document.querySelector('[role=complementary]')).toBeNull();
    await press('End');
    await press('Enter');
    expect(one('[role=complementary] .name').textContent).toBe('Server error');
    await press('ArrowUp');
    expect(one('[role=complementary] .name').textContent).toBe('Upload rate limit exceeded');
    const event = await press('Escape');
    expect(event.defaultPrevented).toBe(true);
    expect(document.querySelector('[role=complementary]')).toBeNull();
  });

  it('leaves Esc to DevTools when there is nothing to close', async () => {
    await show(host({ session: twoFamilies() }));
    expect((await press('Escape')).defaultPrevented).toBe(false);
  });

  it('reaches the headers above the first row and sorts', async () => {
    await show(host({ session: twoFamilies() }));
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowRight', 'Enter']) await press(key);
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('head-code');
    expect(one('#head-code').getAttribute('aria-sort')).toBe('ascending');
    await press('ArrowDown');
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('row-0');
  });

  it.each([
    ['f', { ctrlKey: true }],
    ['f', { metaKey: true }],
    ['/', {}],
  ])('%s (%j) goes to the filter', async (key, init) => {
    await show(host({ session: twoFamilies() }));
    await press(key, one('[role=grid]'), init);
    expect(document.activeElement).toBe(one('input[type=search]'));
  });

  it('types a slash into the filter, and empties it with Esc', async () => {
    await show(host({ session: twoFamilies() }));
    await typeFilter('code:500');
    const box = one('input[type=search]');
    expect((await press('/', box)).defaultPrevented).toBe(false);
    await press('Escape', box);
    expect(failureRows()).toHaveLength(2);
  });

  it('copies the selected row with Ctrl+C and says so', async () => {
    const writeClipboard = vi.fn(async () => {});
    await show(host({ session: twoFamilies() }), { writeClipboard });
    await press('ArrowDown');
    await press('c', one('[role=grid]'), { ctrlKey: true });
    expect(writeClipboard).toHaveBeenCalledExactlyOnceWith('report of 3', undefined);
    expect(one('[role=status]').textContent).toContain('Copied: 429');
  });
});

describe('handing over the host', () => {
  it('attaches at once when the panel is ready', () => {
    const attach = vi.fn();
    const given = host();
    handOver(Object.assign(new EventTarget(), { attach }) as unknown as PanelWindow, given);
    expect(attach).toHaveBeenCalledExactlyOnceWith(given);
  });

  it('waits for a panel that is still loading', () => {
    const panel = Object.assign(new EventTarget(), { attach: undefined }) as unknown as PanelWindow;
    handOver(panel, host());
    const attach = vi.fn();
    panel.attach = attach;
    panel.dispatchEvent(new Event('DOMContentLoaded'));
    expect(attach).toHaveBeenCalledOnce();
  });
});
