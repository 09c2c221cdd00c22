// @vitest-environment happy-dom
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PanelWindow } from '../../../components/host.ts';
import { finding, host, http } from './fakes.ts';

vi.mock('webextension-polyfill', () => ({ default: { i18n: { getMessage: (key: string) => key } } }));

const settled = () => new Promise((resolve) => setTimeout(resolve));
const failures = () => document.querySelector<HTMLElement>('[role=grid]')?.dataset.failures;

// What has been loaded knows another browser, and this one is for this file only.
beforeAll(() => void vi.resetModules());
afterAll(() => void vi.resetModules());

it('the panel attaches to a host, once, changes to another one and lets go when the page is left', async () => {
  document.body.innerHTML = '<div id="root"></div>';
  await import('../../../entrypoints/panel/main.tsx');
  const { attach } = window as PanelWindow;
  const first = host();
  const subscribe = vi.spyOn(first.session, 'subscribe');

  attach?.(first);
  attach?.(first);
  first.session.add(http('1'), finding());
  await settled();
  expect(subscribe).toHaveBeenCalledOnce();
  expect(failures()).toBe('1');

  const second = host();
  attach?.(second);
  await settled();
  expect(failures()).toBe('0');
  expect(subscribe.mock.calls[0]?.[1].aborted).toBe(true);

  window.dispatchEvent(new Event('pagehide'));
  second.session.add(http('1'), finding());
  await settled();
  expect(failures()).toBe('0');
});
