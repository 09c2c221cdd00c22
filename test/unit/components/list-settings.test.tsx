// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { ListSettings } from '../../../components/settings/list-settings.tsx';
import { DEFAULT_PREFERENCES } from '../../../lib/preferences.ts';
import { preferences, translate } from './fakes.ts';
import { one, settled } from './mounted.tsx';

let root: HTMLElement | undefined;
afterEach(() => {
  if (root) render(null, root);
  root?.remove();
});

async function show() {
  const stored = preferences();
  const keeping = { begin: async () => true, end: async () => {} };
  root = document.body.appendChild(document.createElement('div'));
  render(<ListSettings translate={translate} preferences={stored} keeping={keeping} />, root);
  await settled();
  return stored;
}

async function choose(name: string, value: string): Promise<void> {
  const select = one<HTMLSelectElement>(`[data-setting=${name}]`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
}

it('keeps how many failures a session holds, and says what is held beside them', async () => {
  const stored = await show();
  expect(one('main, section').textContent).toContain('20,000');
  await choose('kept-failures', '100000');
  expect(stored.read()).toEqual({ ...DEFAULT_PREFERENCES, keptFailures: 100_000 });
  expect(one('main, section').textContent).toContain('200,000');
});

it('keeps how high rows are', async () => {
  const stored = await show();
  await choose('density', 'comfortable');
  expect(stored.read().density).toBe('comfortable');
});
