// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { type KeepingHost, KeepingSetting } from '../../../components/settings/keeping-setting.tsx';
import { preferences, translate } from './fakes.ts';
import { click, one, settled } from './mounted.tsx';

let root: HTMLElement | undefined;
afterEach(() => {
  if (root) render(null, root);
  root?.remove();
});

const BOX = '[data-setting=keep-session]';

async function show({ isOn = false, ...more }: Partial<KeepingHost> & { readonly isOn?: boolean } = {}) {
  const keeping = { begin: vi.fn(async () => true), end: vi.fn(async () => {}), ...more };
  const stored = preferences({ keepSession: isOn });
  root = document.body.appendChild(document.createElement('div'));
  render(<KeepingSetting translate={translate} preferences={stored} keeping={keeping} />, root);
  await settled();
  return { keeping, stored };
}

const isChecked = () => one<HTMLInputElement>(BOX).checked;

it('is off until somebody wants it', async () => {
  const { stored } = await show();
  expect([isChecked(), stored.read().keepSession]).toEqual([false, false]);
});

it('makes the memory usable within the click, then remembers the choice', async () => {
  const { keeping, stored } = await show();
  await click(BOX);
  expect(keeping.begin).toHaveBeenCalledOnce();
  await settled();
  expect([isChecked(), stored.read().keepSession]).toEqual([true, true]);
});

it.each([async () => false, () => Promise.reject(new Error('no'))])(
  'stays off where the browser refuses',
  async (begin) => {
    const { stored } = await show({ begin });
    await click(BOX);
    await settled();
    expect(stored.read().keepSession).toBe(false);
    expect(isChecked()).toBe(false);
    expect(one('[role=alert]').textContent).toBe(translate('keepSessionRefused'));
  },
);

it('forgets what was kept when it is switched off', async () => {
  const { keeping, stored } = await show({ isOn: true });
  expect(isChecked()).toBe(true);
  await click(BOX);
  await settled();
  expect(stored.read().keepSession).toBe(false);
  expect(keeping.end).toHaveBeenCalledOnce();
  expect(keeping.begin).not.toHaveBeenCalled();
});
