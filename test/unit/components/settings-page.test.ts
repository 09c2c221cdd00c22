// @vitest-environment happy-dom
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const EVERY_FRAME = { permissions: ['scripting'], origins: ['<all_urls>'] };

const { permissions } = vi.hoisted(() => {
  const event = () => ({ addListener: vi.fn(), removeListener: vi.fn() });
  return {
    permissions: {
      contains: vi.fn(async () => false),
      request: vi.fn(async () => true),
      remove: vi.fn(async () => true),
      onAdded: event(),
      onRemoved: event(),
    },
  };
});

vi.mock('webextension-polyfill', () => ({
  default: { i18n: { getMessage: (key: string) => key }, permissions },
}));

// What has been loaded knows another browser, and this one is for this file only.
beforeAll(() => void vi.resetModules());
afterAll(() => void vi.resetModules());

const click = (action: string) => {
  document.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click();
};

it('the settings page asks the browser for capture in every frame, and gives it back', async () => {
  document.body.innerHTML = '<div id="root"></div>';
  await import('../../../entrypoints/settings/main.tsx');
  const status = () => document.querySelector('[role=status]')?.textContent;
  await vi.waitFor(() => expect(status()).toContain('captureTop'));
  expect(document.title).toBe('settingsTitle');

  permissions.contains.mockResolvedValue(true);
  click('allow-every-frame');
  expect(permissions.request).toHaveBeenCalledExactlyOnceWith(EVERY_FRAME);
  await vi.waitFor(() => expect(status()).toContain('captureEvery'));

  permissions.contains.mockResolvedValue(false);
  click('give-permission-back');
  expect(permissions.remove).toHaveBeenCalledExactlyOnceWith(EVERY_FRAME);
  await vi.waitFor(() => expect(status()).toContain('captureTop'));

  permissions.contains.mockResolvedValue(true);
  for (const { addListener } of [permissions.onAdded, permissions.onRemoved]) {
    expect(addListener).toHaveBeenCalledOnce();
  }
  permissions.onAdded.addListener.mock.calls[0]?.[0]();
  await vi.waitFor(() => expect(status()).toContain('captureEvery'));
});
