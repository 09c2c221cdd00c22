// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { finding, host, http, NOON, session } from './fakes.ts';
import { click, failureRows, one, press, settled, show, typeFilter } from './mounted.tsx';

/** Three calls of one endpoint about different orders, and another one. */
async function opened() {
  const held = session();
  for (const [i, url] of ['orders/123', 'orders/456', 'carts', 'orders/456'].entries())
    held.add(http(`${i}`, { at: NOON + i, url: `https://a.example/${url}` }), finding());
  const store = await show(host({ session: held }));
  return { held, store };
}

const told = () =>
  failureRows().map((row) => `${row.querySelector('.at-url')?.textContent} ×${row.dataset.count ?? 1}`);

describe('failures whose addresses differ in ids alone', () => {
  it('are one row that a button opens and closes', async () => {
    await opened();
    const closed = ['▸a.example/orders/:id ×3', 'a.example/carts ×1'];
    expect(told()).toEqual(closed);
    expect(one('[role=grid]').dataset.shown).toBe('2');
    await click('[data-action=open-fold]');
    expect(told()).toEqual([
      '▾a.example/orders/:id ×3',
      'a.example/orders/123 ×1',
      'a.example/orders/456 ×2',
      'a.example/carts ×1',
    ]);
    expect(one('[data-action=open-fold]').getAttribute('aria-expanded')).toBe('true');
    expect(one('[role=grid]').dataset.shown).toBe('2');
    expect(document.querySelector('#details')).toBeNull();
    await click('[data-action=open-fold]');
    expect(told()).toEqual(closed);
  });

  it('open and close with the arrow keys, which lead from a part back', async () => {
    const { store } = await opened();
    await press('ArrowDown');
    await press('ArrowRight');
    expect(failureRows()).toHaveLength(4);
    await press('ArrowRight');
    await press('ArrowDown');
    expect(store.activeIndex.value).toBe(2);
    await press('ArrowLeft');
    expect(store.activeIndex.value).toBe(0);
    await press('ArrowLeft');
    expect(failureRows()).toHaveLength(2);
  });

  it('are told apart by the filter', async () => {
    await opened();
    await typeFilter('url:orders/123');
    expect(told()).toEqual(['a.example/orders/123 ×1']);
    await typeFilter('orders');
    expect(told()).toEqual(['▸a.example/orders/:id ×3']);
  });

  it('have all their repeats in the details, and keep them while more come', async () => {
    const { held, store } = await opened();
    await click('[role=row][data-family]');
    expect(store.shownFailures.value.map(({ exchange }) => exchange.id)).toEqual(['0', '1', '3']);
    held.add(http('4', { at: NOON + 9, url: 'https://a.example/orders/789' }), finding());
    await settled();
    expect(store.shownFailures.value).toHaveLength(4);
    expect(failureRows()[0]?.getAttribute('aria-selected')).toBe('true');
  });

  it('take a selected row in, which stays selected', async () => {
    const held = session();
    held.add(http('0', { at: NOON, url: 'https://a.example/orders/1' }), finding());
    const store = await show(host({ session: held }));
    await click('[role=row][data-family]');
    held.add(http('1', { at: NOON + 1, url: 'https://a.example/orders/2' }), finding());
    await vi.waitFor(() => expect(store.rows.value[0]?.key).toMatch(/^\t/));
    await settled();
    expect([failureRows().length, store.activeIndex.value]).toEqual([1, 0]);
    expect(failureRows()[0]?.getAttribute('aria-selected')).toBe('true');
  });

  it('are sorted as one, with their parts behind them', async () => {
    const { store } = await opened();
    store.sortBy('seen');
    store.toggleFold(store.rows.value.find((row) => row.key.startsWith('\t'))?.key ?? '');
    await settled();
    expect(told().map((line) => line.replace(/^[▸▾]/, ''))).toEqual([
      'a.example/carts ×1',
      'a.example/orders/:id ×3',
      'a.example/orders/123 ×1',
      'a.example/orders/456 ×2',
    ]);
  });

  it('are marked as known together', async () => {
    const { store } = await opened();
    await click('[role=row][data-family]');
    store.setKnown(store.selectedGroups.value, true);
    await settled();
    expect(told()).toEqual(['a.example/carts ×1']);
  });
});
