// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { parseKeptView } from '../../../components/list/view.ts';
import { parseSavedFilters } from '../../../components/saved-filters.ts';
import { finding, host, http, memory, session } from './fakes.ts';
import { all, click, one, settled, show } from './mounted.tsx';

const CODES = ['429', '500', '503'];
const shown = () => all('[role=row][data-code]').map(({ dataset }) => dataset.code);

async function filled(kept: Record<string, unknown> = {}) {
  const held = session();
  for (const code of CODES) held.add(http(code, { url: `https://a.example/${code}` }), finding({ code }));
  return show(host({ session: held }), { memory: memory(kept) });
}

describe('the view', () => {
  it('is the same when the panel is opened again', async () => {
    const kept: Record<string, unknown> = {};
    const store = await filled(kept);
    store.filterText.value = 'code:5*';
    store.sortBy('code');
    store.sortBy('code');
    store.showAll.value = true;
    const again = await filled(JSON.parse(JSON.stringify(kept)));
    expect(again.rows.value.length).toBe(2);
    expect([again.filterText.value, again.showAll.value, again.sort.value]).toEqual([
      'code:5*',
      true,
      { column: 'code', descending: true },
    ]);
  });

  it('leaves out an order by a column that there is no more', async () => {
    const store = await filled({ view: { filter: '', showAll: false, sort: { column: 'gone', descending: false } } });
    expect(store.sort.value).toBeUndefined();
  });

  it.each([
    [7],
    [{}],
    [{ filter: 1, showAll: true }],
    [{ filter: '', showAll: false, sort: 'x' }],
    [{ filter: '', showAll: false, grouping: 'toString' }],
  ])('is set aside where it is %j', async (view) => {
    expect(parseKeptView(view)).toBeUndefined();
    const kept: Record<string, unknown> = { view };
    await filled(kept);
    expect(kept['view set aside']).toEqual(view);
    expect(one('.trouble').textContent).toContain('set aside');
  });
});

describe('saved filters', () => {
  it('are saved under a name, and switched on together', async () => {
    const kept: Record<string, unknown> = {};
    const store = await filled(kept);
    store.filterText.value = 'code:5*';
    await settled();
    await click('[data-action=saved-filters]');
    one<HTMLInputElement>('.save-filter input').value = 'servers';
    await click('[data-action=save-filter]');
    store.filterText.value = 'code:503 or code:429';
    await settled();
    await click('[data-action=save-filter]');
    expect(all('.saved-filters bdi').map(({ textContent }) => textContent)).toEqual([
      'servers',
      'code:503 or code:429',
    ]);
    store.filterText.value = '';
    for (const box of all('.saved-filters input[type=checkbox]')) box.click();
    await settled();
    expect(shown()).toEqual(['503']);
    expect(store.isFiltered.value).toBe(true);
    expect(parseSavedFilters(kept['saved filters'])?.map(({ on }) => on)).toEqual([true, true]);
    store.clearFilter();
    await settled();
    expect(shown()).toEqual(CODES);
  });

  it('hold no filter with a mistake', async () => {
    const store = await filled();
    store.filterText.value = 'cod:5';
    await settled();
    await click('[data-action=saved-filters]');
    expect(one<HTMLButtonElement>('[data-action=save-filter]').disabled).toBe(true);
  });

  it('can be forgotten', async () => {
    const kept = { 'saved filters': [{ name: 'a', text: 'code:429', on: true }] };
    await filled(kept);
    expect(shown()).toEqual(['429']);
    await click('[data-action=saved-filters]');
    await click('.saved-filters li button');
    expect(shown()).toEqual(CODES);
    expect(kept['saved filters']).toEqual([]);
  });

  it.each([[{}], [[{ name: '', text: '', on: true }]], [[null]], [[{ name: 'a', text: 1, on: true }]]])(
    'are not read of %j',
    (stored) => expect(parseSavedFilters(stored)).toBeUndefined(),
  );
});
