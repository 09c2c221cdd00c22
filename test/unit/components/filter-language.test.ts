/** The language of the filter is loaded when one is first wanted. Each test has its own modules, none of them loaded before. */
import { beforeEach, expect, it, vi } from 'vitest';
import type * as Fakes from './fakes.ts';

let fakes: typeof Fakes;
beforeEach(async () => {
  vi.resetModules();
  fakes = await import('./fakes.ts');
});

function opened(kept: Record<string, unknown> = {}) {
  const { finding, host, http, memory, session, storeOn } = fakes;
  const held = session();
  held.add(http('1'), finding({ code: '429' }));
  held.add(http('2', { url: 'https://b.example/' }), finding({ code: '503' }));
  const store = storeOn(host({ session: held }), { memory: memory(kept) });
  const codes = () => store.rows.value.map((row) => row.kind === 'failure' && row.group.last.finding.code);
  return { store, codes };
}
const VIEW = { filter: 'code:5*', showAll: false };

it('not as long as nobody filters', () => {
  const { store } = opened();
  expect([store.isReady, store.language.value]).toEqual([undefined, undefined]);
});

it('by a filter that is typed: the list stays as it is until then', async () => {
  const { store, codes } = opened();
  store.filterText.value = 'code:5*';
  expect(codes()).toEqual(['429', '503']);
  await vi.waitFor(() => expect(codes()).toEqual(['503']));
});

it('by the focus in the filter box, so that the first letter finds it', async () => {
  const { store, codes } = opened();
  await store.learnLanguage();
  store.filterText.value = 'code:5*';
  expect(codes()).toEqual(['503']);
});

it.each([
  ['kept', { view: VIEW }],
  ['saved and on', { 'saved filters': [{ name: 'server', text: 'code:5*', on: true }] }],
])('by a filter that is %s, which whoever draws waits for', async (_, kept) => {
  const { store, codes } = opened(kept);
  await store.isReady;
  expect(codes()).toEqual(['503']);
});
