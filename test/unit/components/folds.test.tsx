// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../lib/finding.ts';
import { finding, host, http, memory, NOON, session, storeOn } from './fakes.ts';
import { click, failureRows, one, press, settled, show, typeFilter } from './mounted.tsx';

const ROW = '[role=row][data-family]';

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
    await click(ROW);
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
    await click(ROW);
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
    await click(ROW);
    store.setKnown(store.selectedGroups.value, true);
    await settled();
    expect(told()).toEqual(['a.example/carts ×1']);
  });
});

describe('grouped by the line of code that asked, failures', () => {
  const placeAt = (line: number) => ({ function: 'poll', url: 'https://a.example/poll.ts', line, column: 3 });
  const CALLS = [
    { url: 'orders', code: '500', line: 41 },
    { url: 'carts', code: '404', line: 41 },
    { url: 'orders', code: '500', line: 41 },
    { url: 'orders', code: '500', line: 7 },
    { url: 'me', code: '403' },
  ];

  async function grouped(kept = memory()) {
    const held = session();
    for (const [i, { url, code, line }] of CALLS.entries()) {
      const initiator = line === undefined ? undefined : placeAt(line);
      const permanence = code === '500' ? 'temporary' : 'permanent';
      held.add(
        http(`${i}`, { at: NOON + i, url: `https://a.example/${url}`, initiator }),
        finding({ code, permanence }),
      );
    }
    const store = await show(host({ session: held }), { memory: kept });
    return { held, store, kept };
  }

  async function byLine() {
    await click('[data-action=columns]');
    const choice = one<HTMLSelectElement>('select[data-setting=grouping]');
    expect(choice.value).toBe('endpoint');
    choice.value = 'line';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => one('.line-share'));
    await press('Escape', choice);
  }

  const idsOf = (groups: readonly (readonly Failure[])[]) =>
    groups.map((failures) => failures.map(({ exchange }) => exchange.id));

  it('are one row a line, which tells its share of all and opens to its groups', async () => {
    await grouped();
    expect(told()).toEqual(['a.example/orders ×3', 'a.example/carts ×1', 'a.example/me ×1']);
    await byLine();
    expect(told()).toEqual(['▸poll.ts:41 made 3 of 5 failures ×3', 'a.example/orders ×1', 'a.example/me ×1']);
    expect(one('.line-share').title).toContain('poll in poll.ts:41 made 3 of 5 failures');
    await click('[data-action=open-fold]');
    expect(told()).toEqual([
      '▾poll.ts:41 made 3 of 5 failures ×3',
      'a.example/orders ×2',
      'a.example/carts ×1',
      'a.example/orders ×1',
      'a.example/me ×1',
    ]);
    expect(one('[role=grid]').dataset.shown).toBe('3');
  });

  it('keep their numbers up to date while their row stays', async () => {
    const { held } = await grouped();
    await byLine();
    held.add(http('9', { at: NOON + 9, url: 'https://b.example/' }), finding());
    await vi.waitFor(() => expect(told()[0]).toBe('▸poll.ts:41 made 3 of 6 failures ×3'));
  });

  it('show no code and no verdict as that of all where they differ', async () => {
    await grouped();
    await byLine();
    expect(one(`${ROW} .at-code`).textContent).toBe('500 +1');
    expect(one(`${ROW} .at-code`).title).toBe('500, 404');
    expect(one(`${ROW} .at-kind`).textContent).toBe('');
  });

  it('are reported one by one, all of them', async () => {
    const { store } = await grouped();
    await byLine();
    await click(ROW);
    expect(idsOf(store.failuresOf(store.groupsIn('selection')))).toEqual([['0', '2'], ['1']]);
    expect(idsOf(store.failuresOf(store.groupsIn('shown')))).toEqual([['0', '2'], ['1'], ['3'], ['4']]);
    expect(store.shownFailures.value.map(({ exchange }) => exchange.id)).toEqual(['0', '2']);
  });

  it('keep the selection when the grouping changes', async () => {
    const { store } = await grouped();
    await click(ROW);
    await byLine();
    expect([store.activeIndex.value, store.heldBack.value]).toEqual([1, 0]);
  });

  it('are grouped so again in the next panel', async () => {
    const { kept } = await grouped();
    await byLine();
    const store = storeOn(host({ session: session() }), { memory: kept });
    expect(store.grouping.value).toBe('line');
  });

  it('are listed by the incident that they belong to', async () => {
    const held = session();
    for (const [i, url] of ['me', 'orders', 'carts', 'me', 'orders', 'carts'].entries()) {
      const initiator = placeAt(i < 3 ? 41 : 7);
      held.add(http(`${i}`, { at: NOON + i, url: `https://a.example/${url}`, initiator }), finding());
    }
    held.add(http('9', { at: NOON + 9, url: 'https://b.example/' }), finding({ code: '404' }));
    await show(host({ session: held }));
    await byLine();
    await click('[data-incident]');
    expect(told()).toEqual(['▸poll.ts:41 made 3 of 7 failures ×3', '▸poll.ts:7 made 3 of 7 failures ×3']);
  });

  it('are marked as known with all that are the same', async () => {
    const { store } = await grouped();
    await byLine();
    await click(ROW);
    store.setKnown(store.selectedGroups.value, true);
    await settled();
    expect(told()).toEqual(['a.example/me ×1']);
  });
});
